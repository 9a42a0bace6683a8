package outside

import (
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/go-jose/go-jose/v4"

	"demarcheablanc/simulators/portal/oidc"
)

// keys reads the public keys of an entry: JSON Web Keys, or one in PEM.
func (c clientEntry) keys() ([]jose.JSONWebKey, error) {
	var keys []jose.JSONWebKey
	for _, said := range c.PublicKeys {
		var key jose.JSONWebKey
		raw, err := json.Marshal(said)
		if err == nil {
			err = key.UnmarshalJSON(raw)
		}
		switch {
		case err != nil:
			return nil, err
		case !key.IsPublic():
			return nil, errors.New("c’est une clé privée : ne donnez que la publique")
		}
		keys = append(keys, key)
	}
	if c.PublicPEM == "" {
		return keys, nil
	}
	block, _ := pem.Decode([]byte(c.PublicPEM))
	if block == nil {
		return nil, errors.New("aucun bloc PEM")
	}
	key, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	return append(keys, jose.JSONWebKey{Key: key, Use: "enc"}), nil
}

// judgeKeys: whoever asks for encryption brings the key that it goes with.
func (r *clientReader) judgeKeys(at string, c clientEntry) {
	keys, err := c.keys()
	if err != nil {
		field := ".cles"
		if len(c.PublicKeys) == 0 {
			field = ".cle_publique"
		}
		r.wrong(at+field, fmt.Sprintf("cette clé publique ne se lit pas (%v)", err))
		return
	}
	if c.Encryption == "" {
		return
	}
	client := oidc.Client{Encryption: c.Encryption, JWKS: jose.JSONWebKeySet{Keys: keys}}
	_, found := client.EncryptionKey()
	switch {
	case !slices.Contains(oidc.EncryptionAlgs(), c.Encryption):
		r.wrong(at+".chiffrement", fmt.Sprintf("« %s » : choisissez parmi %s", c.Encryption, strings.Join(oidc.EncryptionAlgs(), ", ")))
	case c.Level != "eidas2":
		r.wrong(at+".chiffrement", "seul FranceConnect+ chiffre : ajoutez « niveau: eidas2 »")
	case !found:
		r.wrong(at+".chiffrement", "il manque la clé publique qui va avec, sous « cles » ou « cle_publique » : RSA pour RSA-OAEP, elliptique (P-256) pour ECDH-ES")
	}
}
