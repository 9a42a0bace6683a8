package oidc

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/go-jose/go-jose/v4"
)

// The algorithms a client may ask for. HS256 is keyed by its own secret.
const (
	ES256 = "ES256"
	RS256 = "RS256"
	HS256 = "HS256"
)

// KeySet holds the signing keys of one or more providers. The newest key of an
// algorithm signs; the older ones stay published so that what they signed still
// verifies. Its methods may be called concurrently.
type KeySet struct {
	mu   sync.RWMutex
	keys []signingKey // oldest first
}

// signingKey is parsed once, with the header of what it signs.
type signingKey struct {
	jwk    jose.JSONWebKey // private
	public jose.JSONWebKey
	header string // encoded
}

// NewKeySet draws one key for each algorithm named, or for ES256 and RS256 when
// none is named. Drawing an RSA key takes some tenths of a second.
func NewKeySet(algs ...string) (*KeySet, error) {
	if len(algs) == 0 {
		algs = []string{ES256, RS256}
	}
	k := &KeySet{}
	for _, alg := range algs {
		if _, err := k.Rotate(alg); err != nil {
			return nil, err
		}
	}
	return k, nil
}

// Rotate draws a new key, which signs from now on, and returns its kid.
func (k *KeySet) Rotate(alg string) (kid string, err error) {
	var key crypto.Signer
	switch alg {
	case ES256:
		key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	case RS256:
		key, err = rsa.GenerateKey(rand.Reader, 2048)
	default:
		err = fmt.Errorf("no key can be drawn for algorithm %q", alg)
	}
	if err != nil {
		return "", err
	}
	return k.add("", key)
}

// add publishes a private key under kid, or under its thumbprint.
func (k *KeySet) add(kid string, key crypto.Signer) (string, error) {
	alg, err := algorithmOf(key)
	if err != nil {
		return "", err
	}
	jwk := jose.JSONWebKey{Key: key, KeyID: kid, Algorithm: alg, Use: "sig"}
	if kid == "" {
		thumb, err := jwk.Thumbprint(crypto.SHA256)
		if err != nil {
			return "", fmt.Errorf("naming a key: %w", err)
		}
		jwk.KeyID = base64.RawURLEncoding.EncodeToString(thumb)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if slices.ContainsFunc(k.keys, func(s signingKey) bool { return s.jwk.KeyID == jwk.KeyID }) {
		return "", fmt.Errorf("key %s is already in the set", jwk.KeyID)
	}
	k.keys = append(k.keys, signingKey{jwk: jwk, public: jwk.Public(), header: encodeHeader(alg, jwk.KeyID)})
	return jwk.KeyID, nil
}

func algorithmOf(key crypto.Signer) (string, error) {
	switch key := key.(type) {
	case *ecdsa.PrivateKey:
		if key.Curve == elliptic.P256() {
			return ES256, nil
		}
	case *rsa.PrivateKey:
		if key.N.BitLen() >= 2048 {
			return RS256, nil
		}
	}
	return "", errors.New("a signing key is either ECDSA on P-256 or RSA of 2048 bits at least")
}

// Public gives the published keys, public parts only, newest last.
func (k *KeySet) Public() jose.JSONWebKeySet {
	k.mu.RLock()
	defer k.mu.RUnlock()
	set := jose.JSONWebKeySet{Keys: make([]jose.JSONWebKey, 0, len(k.keys))}
	for _, s := range k.keys {
		set.Keys = append(set.Keys, s.public)
	}
	return set
}

// algorithms lists what can be signed, HS256 included.
func (k *KeySet) algorithms() []string {
	var algs []string
	for _, alg := range []string{ES256, RS256} {
		if _, ok := k.current(alg); ok {
			algs = append(algs, alg)
		}
	}
	return append(algs, HS256)
}

// current finds the key that signs now.
func (k *KeySet) current(alg string) (signingKey, bool) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	for _, s := range slices.Backward(k.keys) {
		if s.jwk.Algorithm == alg {
			return s, true
		}
	}
	return signingKey{}, false
}

// byID finds a key, old or new.
func (k *KeySet) byID(kid string) (signingKey, bool) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	for _, s := range k.keys {
		if s.jwk.KeyID == kid {
			return s, true
		}
	}
	return signingKey{}, false
}
