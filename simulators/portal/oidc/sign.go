package oidc

import (
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
	signer, err := k.signer(alg, c)
	if err != nil {
		return "", err
	}
	jws, err := signer.Sign(payload)
	if err != nil {
		return "", fmt.Errorf("signing with %s: %w", alg, err)
	}
	return jws.CompactSerialize()
}

func (k *KeySet) signer(alg string, c Client) (jose.Signer, error) {
	if alg != HS256 {
		key, ok := k.current(alg)
		if !ok {
			return nil, fmt.Errorf("no key for algorithm %q", alg)
		}
		return key.signer, nil
	}
	if c.Secret == "" {
		return nil, fmt.Errorf("client %s has no secret to sign with", c.ID)
	}
	return jose.NewSigner(jose.SigningKey{Algorithm: jose.HS256, Key: []byte(c.Secret)}, nil)
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
