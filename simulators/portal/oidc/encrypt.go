package oidc

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"fmt"
	"slices"

	"github.com/go-jose/go-jose/v4"
)

// The ways in which FranceConnect+ hands a client the key of what it encrypts for
// it; the content itself is always A256GCM.
const (
	RSAOAEP    = "RSA-OAEP"
	RSAOAEP256 = "RSA-OAEP-256"
	ECDHES     = "ECDH-ES"
)

const contentEncryption = jose.A256GCM

// EncryptionAlgs lists them.
func EncryptionAlgs() []string { return []string{RSAOAEP, RSAOAEP256, ECDHES} }

// EncryptionKey finds the public key that the client's Encryption goes with.
func (c Client) EncryptionKey() (jose.JSONWebKey, bool) {
	for _, key := range c.JWKS.Keys {
		if key.Use == "sig" || key.Algorithm != "" && key.Algorithm != c.Encryption {
			continue
		}
		switch key.Key.(type) {
		case *ecdsa.PublicKey:
			if c.Encryption == ECDHES {
				return key, true
			}
		case *rsa.PublicKey:
			if c.Encryption == RSAOAEP || c.Encryption == RSAOAEP256 {
				return key, true
			}
		}
	}
	return jose.JSONWebKey{}, false
}

// signingKeys are those with which the client may prove who it is.
func (c Client) signingKeys() jose.JSONWebKeySet {
	keys := slices.DeleteFunc(slices.Clone(c.JWKS.Keys), func(key jose.JSONWebKey) bool { return key.Use == "enc" })
	return jose.JSONWebKeySet{Keys: keys}
}

// issue signs claims for a client and, if it is registered so, encrypts what was
// signed: a JWT inside a JWE.
func (p *Provider) issue(alg string, c Client, claims any) (string, error) {
	signed, err := p.Keys.sign(alg, c, claims)
	if err != nil || c.Encryption == "" {
		return signed, err
	}
	key, ok := c.EncryptionKey()
	if !ok {
		return "", fmt.Errorf("client %s has no key for %s", c.ID, c.Encryption)
	}
	to := jose.Recipient{Algorithm: jose.KeyAlgorithm(c.Encryption), Key: key.Key, KeyID: key.KeyID}
	encrypter, err := jose.NewEncrypter(contentEncryption, to, (&jose.EncrypterOptions{}).WithContentType("JWT"))
	if err != nil {
		return "", fmt.Errorf("encrypting for %s: %w", c.ID, err)
	}
	sealed, err := encrypter.Encrypt([]byte(signed))
	if err != nil {
		return "", fmt.Errorf("encrypting for %s: %w", c.ID, err)
	}
	return sealed.CompactSerialize()
}
