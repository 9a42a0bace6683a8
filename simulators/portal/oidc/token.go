package oidc

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// tokenAnswer has FranceConnect's five keys, no more.
type tokenAnswer struct {
	AccessToken string `json:"access_token"`
	ExpiresIn   int    `json:"expires_in"` // seconds
	IDToken     string `json:"id_token"`
	Scope       string `json:"scope"`
	TokenType   string `json:"token_type"`
}

func (p *Provider) token(w http.ResponseWriter, r *http.Request) {
	answer, refused, err := p.exchange(w, r)
	switch {
	case err != nil:
		p.writeError(w, internalFault())
	case refused != nil:
		p.writeError(w, refused)
	default:
		writeJSON(w, http.StatusOK, answer)
	}
}

// exchange turns a code into tokens. What is refused is the client's doing, the
// error is ours.
func (p *Provider) exchange(w http.ResponseWriter, r *http.Request) (tokenAnswer, *oauthError, error) {
	form, refused := backForm(w, r)
	if refused != nil {
		return tokenAnswer{}, refused, nil
	}
	if p.aidants() {
		if refused := aidantsTokenForm(form); refused != nil {
			return tokenAnswer{}, refused, nil
		}
	}
	c, refused := p.authenticate(r, form)
	if refused != nil {
		return tokenAnswer{}, refused, nil
	}
	if refused := tokenForm(form); refused != nil {
		return tokenAnswer{}, refused, nil
	}
	access := p.newAccessToken()
	rec, refused, err := p.redeem(r.Context(), c, form, access)
	if refused != nil || err != nil {
		return tokenAnswer{}, refused, err
	}
	idToken, err := p.idToken(r.Context(), c, rec)
	return tokenAnswer{
		AccessToken: access, ExpiresIn: int(p.Lifetimes.accessToken().Seconds()), IDToken: idToken,
		Scope: strings.Join(rec.Request.Scopes, " "), TokenType: "Bearer",
	}, nil, err
}

// tokenForm checks what the form must hold, in the order of FranceConnect's engine.
func tokenForm(form url.Values) *oauthError {
	switch grant := form.Get("grant_type"); {
	case grant == "":
		return badRequest(errInvalidRequest, "missing required parameter 'grant_type'")
	case grant != "authorization_code":
		return badRequest("unsupported_grant_type", "unsupported grant_type requested")
	case form.Get("code") == "":
		e := badRequest(errInvalidRequest, "missing required parameter 'code' (undefined)")
		e.code = codeCodeMissing
		return e
	case form.Get("redirect_uri") == "":
		return badRequest(errInvalidRequest, "missing required parameter 'redirect_uri'")
	}
	return nil
}

// redeem uses up a code. Only a right request of the right client uses it up:
// a wrong secret or a wrong verifier leaves it to its owner. A second use kills
// the access token that the first one gave.
func (p *Provider) redeem(ctx context.Context, c Client, form url.Values, access string) (codeRecord, *oauthError, error) {
	var rec codeRecord
	var refused *oauthError
	err := p.atomically(ctx, func(t Txn, now time.Time) error {
		rec, refused = codeRecord{}, nil
		key := recordKey("code", form.Get("code"))
		found, err := t.Get(key, &rec)
		if err != nil {
			return err
		}
		if refused = judgeCode(rec, found, c, form, now); refused != nil {
			if found && rec.Token != "" && rec.Request.ClientID == c.ID {
				return t.Delete(rec.Token)
			}
			return nil
		}
		until := now.Add(p.Lifetimes.accessToken())
		used := codeRecord{Request: request{ClientID: c.ID}, Until: rec.Until, Token: recordKey("token", access)}
		if err := t.Put(key, used, until); err != nil {
			return err
		}
		names := append(p.claimNames(rec.Request.Scopes), rec.Request.UserinfoClaims...)
		return t.Put(used.Token, tokenRecord{Client: c.ID, Names: names, Who: rec.Who, Until: until}, until)
	})
	return rec, refused, err
}

// judgeCode says what is wrong with the use of a code, if anything is.
func judgeCode(rec codeRecord, found bool, c Client, form url.Values, now time.Time) *oauthError {
	reason := ""
	switch {
	case !found, rec.Token == "" && !now.Before(rec.Until):
		return &oauthError{
			status: http.StatusBadRequest, error: errInvalidGrant, code: codeCodeNotFound,
			description: "grant request is invalid (authorization code not found)",
		}
	case rec.Request.ClientID != c.ID:
		reason = "client mismatch"
	case rec.Token != "":
		reason = "authorization code already consumed"
	case rec.Request.RedirectURI != form.Get("redirect_uri"):
		reason = "authorization code redirect_uri mismatch"
	case !verifies(rec.Request.Challenge, form.Get("code_verifier")):
		reason = "PKCE verification failed"
	default:
		return nil
	}
	return badRequest(errInvalidGrant, "grant request is invalid ("+reason+")")
}

// verifies compares a PKCE verifier with the challenge; both or none must be there.
func verifies(challenge, verifier string) bool {
	if challenge == "" || verifier == "" {
		return challenge == verifier
	}
	sum := sha256.Sum256([]byte(verifier))
	return subtle.ConstantTimeCompare([]byte(base64.RawURLEncoding.EncodeToString(sum[:])), []byte(challenge)) == 1
}

// idToken signs who has logged in, when and how surely: no identity in it.
func (p *Provider) idToken(ctx context.Context, c Client, rec codeRecord) (string, error) {
	now, q := p.Now(ctx), rec.Request
	acr := q.ACR
	if acr == "" {
		acr = rec.Who.Acr
	}
	claims := map[string]any{
		"iss": p.Issuer, "sub": p.Sub(c, rec.Who), "aud": c.ID,
		"iat": now.Unix(), "exp": now.Add(p.Lifetimes.idToken()).Unix(),
		"acr": acr, "auth_time": rec.Who.AuthTime.Unix(),
	}
	if q.Nonce != "" {
		claims["nonce"] = q.Nonce
	}
	alg := c.idTokenAlg()
	if p.legacy() {
		claims["idp"], alg = "FC", HS256
	}
	p.fill(claims, rec.Who, q.IDTokenClaims)
	p.addActor(claims, c, rec.Who)
	return p.issue(alg, c, claims)
}
