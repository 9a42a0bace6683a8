package oidc

import (
	"crypto"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"

	"github.com/go-jose/go-jose/v4"
)

// ExportJWK writes every key, private parts included, as a JSON Web Key Set:
// what a world keeps so that its tokens still verify after a restart.
func (k *KeySet) ExportJWK() ([]byte, error) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	var set jose.JSONWebKeySet
	for _, s := range k.keys {
		set.Keys = append(set.Keys, s.jwk)
	}
	return json.MarshalIndent(set, "", "  ")
}

// ImportJWK adds the private keys of a JSON Web Key Set, in order, under their
// own kid.
func (k *KeySet) ImportJWK(data []byte) error {
	var set jose.JSONWebKeySet
	if err := json.Unmarshal(data, &set); err != nil {
		return fmt.Errorf("reading a key set: %w", err)
	}
	for _, jwk := range set.Keys {
		key, ok := jwk.Key.(crypto.Signer)
		if !ok {
			return fmt.Errorf("key %s has no private part", jwk.KeyID)
		}
		if _, err := k.add(jwk.KeyID, key); err != nil {
			return err
		}
	}
	return nil
}

// ImportPEM adds a PKCS #8 private key under kid (its thumbprint when empty) and
// returns the kid. Services that pin an RSA modulus need a key that never changes.
func (k *KeySet) ImportPEM(kid string, data []byte) (string, error) {
	block, _ := pem.Decode(data)
	if block == nil {
		return "", errors.New("no PEM block found")
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return "", fmt.Errorf("reading a private key: %w", err)
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return "", errors.New("this key cannot sign")
	}
	return k.add(kid, signer)
}

// ExportPEM writes one private key as PKCS #8.
func (k *KeySet) ExportPEM(kid string) ([]byte, error) {
	s, ok := k.byID(kid)
	if !ok {
		return nil, fmt.Errorf("no key %s", kid)
	}
	der, err := x509.MarshalPKCS8PrivateKey(s.jwk.Key)
	if err != nil {
		return nil, fmt.Errorf("writing key %s: %w", kid, err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), nil
}
