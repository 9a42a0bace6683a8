package oidc

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/go-jose/go-jose/v4"
)

// sign makes the compact JWS of claims for a client. Its header holds alg and
// kid only; HS256, keyed by the client's secret, has no kid.
func (k *KeySet) sign(alg string, c Client, claims any) (string, error) {
	payload, err := json.Marshal(claims)
	if err != nil {
		return "", fmt.Errorf("writing claims: %w", err)
	}
	if alg == HS256 {
		return signShared(c, payload)
	}
	key, ok := k.current(alg)
	if !ok {
		return "", fmt.Errorf("no key for algorithm %q", alg)
	}
	return compact(key.header, payload, key.signature)
}

// signShared signs with the client's own secret.
func signShared(c Client, payload []byte) (string, error) {
	if c.Secret == "" {
		return "", fmt.Errorf("client %s has no secret to sign with", c.ID)
	}
	return compact(sharedHeader, payload, func(text []byte) ([]byte, error) {
		mac := hmac.New(sha256.New, []byte(c.Secret))
		mac.Write(text)
		return mac.Sum(nil), nil
	})
}

var sharedHeader = encodeHeader(HS256, "")

// encodeHeader is the first part of a JWS, the same for all that a key signs.
func encodeHeader(alg, kid string) string {
	header, _ := json.Marshal(struct {
		Alg string `json:"alg"`
		Kid string `json:"kid,omitempty"`
	}{alg, kid}) // two strings: always writable
	return base64.RawURLEncoding.EncodeToString(header)
}

// compact writes header.payload.signature. A login is signed twice, and a general
// library writes the header, and copies the payload, each time anew: as much work
// as the signature itself. Verifying is left to the library.
func compact(header string, payload []byte, signature func(text []byte) ([]byte, error)) (string, error) {
	b64 := base64.RawURLEncoding
	out := make([]byte, 0, len(header)+1+b64.EncodedLen(len(payload))+1+b64.EncodedLen(longestSignature))
	out = append(append(out, header...), '.')
	out = b64.AppendEncode(out, payload)
	mark, err := signature(out)
	if err != nil {
		return "", fmt.Errorf("signing: %w", err)
	}
	return string(b64.AppendEncode(append(out, '.'), mark)), nil
}

// longestSignature is what room to keep for one: that of an RSA key of 2048 bits.
const longestSignature = 256

// signature signs a text as its algorithm says (RFC 7518, sections 3.3 and 3.4).
func (s signingKey) signature(text []byte) ([]byte, error) {
	sum := sha256.Sum256(text)
	key, elliptic := s.jwk.Key.(*ecdsa.PrivateKey)
	if !elliptic {
		return s.jwk.Key.(crypto.Signer).Sign(nil, sum[:], crypto.SHA256) // PKCS #1 v1.5 draws nothing
	}
	r, v, err := ecdsa.Sign(rand.Reader, key, sum[:])
	if err != nil {
		return nil, err
	}
	var both [64]byte // the two numbers side by side, of 32 bytes each
	r.FillBytes(both[:32])
	v.FillBytes(both[32:])
	return both[:], nil
}

// hint is an id_token that comes back as a reminder of who was connected.
type hint struct {
	Issuer   string `json:"iss"`
	Subject  string `json:"sub"`
	Audience string `json:"aud"`
}

var errHint = errors.New("could not validate id_token_hint")

// readHint verifies an id_token of ours. Its expiry is ignored: it lives one
// minute, and people sign out later than that.
func (p *Provider) readHint(token string) (hint, Client, error) {
	jws, err := jose.ParseSignedCompact(token, []jose.SignatureAlgorithm{jose.ES256, jose.RS256, jose.HS256})
	if err != nil {
		return hint{}, Client{}, errHint
	}
	var h hint
	if err := json.Unmarshal(jws.UnsafePayloadWithoutVerification(), &h); err != nil || h.Issuer != p.Issuer {
		return hint{}, Client{}, errHint
	}
	c, ok := p.client(h.Audience)
	if !ok {
		return hint{}, Client{}, errHint
	}
	key, ok := p.hintKey(jws.Signatures[0].Header, c)
	if !ok {
		return hint{}, Client{}, errHint
	}
	if _, err := jws.Verify(key); err != nil {
		return hint{}, Client{}, errHint
	}
	return h, c, nil
}

// hintKey chooses the key by the client's own algorithm and by kid, never by
// the header's word alone.
func (p *Provider) hintKey(header jose.Header, c Client) (any, bool) {
	if header.Algorithm == HS256 {
		return []byte(c.Secret), (c.idTokenAlg() == HS256 || p.legacy()) && c.Secret != ""
	}
	key, ok := p.Keys.byID(header.KeyID)
	if !ok || key.jwk.Algorithm != header.Algorithm {
		return nil, false
	}
	return key.public.Key, true
}
