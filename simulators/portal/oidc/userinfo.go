package oidc

import (
	"context"
	"net/http"
	"strings"
	"time"
)

// userinfo hands over the claims of an access token: as a signed JWT, or as
// plain JSON for a Standard client that named no algorithm.
func (p *Provider) userinfo(w http.ResponseWriter, r *http.Request) {
	access, refused := bearer(w, r)
	if refused != nil {
		p.writeError(w, refused)
		return
	}
	rec, c, found, err := p.loadToken(r.Context(), access)
	switch {
	case err != nil:
		p.writeError(w, internalFault())
	case !found:
		p.writeError(w, refusedToken("invalid token provided (access token not found)", codeTokenNotFound))
	default:
		p.writeUserinfo(w, r, c, rec)
	}
}

func (p *Provider) writeUserinfo(w http.ResponseWriter, r *http.Request, c Client, rec tokenRecord) {
	claims := map[string]any{}
	p.fill(claims, rec.Who, rec.Names)
	claims["sub"] = p.Sub(c, rec.Who)
	p.addActor(claims, c, rec.Who)
	alg := c.UserinfoAlg
	if alg == "" && p.strict() {
		alg = ES256
	}
	if alg == "" || p.legacy() {
		writeJSON(w, http.StatusOK, claims)
		return
	}
	now := p.Now(r.Context())
	claims["iss"], claims["aud"] = p.Issuer, c.ID
	claims["iat"], claims["exp"] = now.Unix(), now.Add(p.Lifetimes.idToken()).Unix()
	token, err := p.issue(alg, c, claims)
	if err != nil {
		p.writeError(w, internalFault())
		return
	}
	w.Header().Set("Content-Type", "application/jwt; charset=utf-8")
	_, _ = w.Write([]byte(token))
}

// bearer finds the access token: header, body of a POST or, as FranceConnect
// accepts, query; once only. Other parameters, such as schema, are ignored.
func bearer(w http.ResponseWriter, r *http.Request) (string, *oauthError) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		return "", badRequest(errInvalidRequest, "failed to parse the request")
	}
	given := r.Form["access_token"] // body and query together
	if header := r.Header.Get("Authorization"); header != "" {
		scheme, token, _ := strings.Cut(header, " ")
		if !strings.EqualFold(scheme, "Bearer") {
			return "", badRequest(errInvalidRequest, "invalid authorization header value format")
		}
		given = append(given, strings.TrimSpace(token))
	}
	switch {
	case len(given) > 1:
		return "", badRequest(errInvalidRequest, "access token must only be provided using one mechanism")
	case len(given) == 0 || given[0] == "":
		return "", refusedToken("no access token provided (no access token provided)", codeTokenNotGiven)
	}
	return given[0], nil
}

func refusedToken(description, code string) *oauthError {
	return &oauthError{
		status: http.StatusUnauthorized, error: errInvalidToken,
		description: description, code: code, challenge: "Bearer",
	}
}

// loadToken finds a living access token of an active client.
func (p *Provider) loadToken(ctx context.Context, access string) (rec tokenRecord, c Client, found bool, err error) {
	err = p.atomically(ctx, func(t Txn, now time.Time) error {
		rec = tokenRecord{}
		found, err = t.Get(recordKey("token", access), &rec)
		found = found && now.Before(rec.Until)
		return err
	})
	if !found || err != nil {
		return rec, c, false, err
	}
	c, found = p.client(rec.Client)
	return rec, c, found, nil
}
