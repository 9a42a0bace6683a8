package oidc

import (
	"net/http"
	"net/url"
	"time"
)

// FranceConnect refuses shorter ones before looking at them.
const (
	minToken  = 43 // characters of an access token
	minSecret = 32 // characters of a client secret
)

// revoke kills an access token of the client that asks. Another client's token,
// or none, is answered alike (RFC 7009): nothing to learn here.
func (p *Provider) revoke(w http.ResponseWriter, r *http.Request) {
	form, refused := backForm(w, r)
	if refused == nil && p.strict() {
		refused = strictRevocation(form)
	}
	var c Client
	if refused == nil {
		c, refused = p.authenticate(r, form)
	}
	if refused == nil && form.Get("token") == "" {
		refused = badRequest(errInvalidRequest, "missing required parameter 'token'")
	}
	if refused != nil {
		p.writeError(w, refused)
		return
	}
	err := p.atomically(r.Context(), func(t Txn, _ time.Time) error {
		var rec tokenRecord
		key := recordKey("token", form.Get("token"))
		found, err := t.Get(key, &rec)
		if err != nil || !found || rec.Client != c.ID {
			return err
		}
		return t.Delete(key)
	})
	if err != nil {
		p.writeError(w, internalFault())
		return
	}
	w.WriteHeader(http.StatusOK)
}

func strictRevocation(form url.Values) *oauthError {
	switch {
	case len(form.Get("token")) < minToken:
		return badRequest(errInvalidRequest, "token must hold 43 characters at least")
	case form.Get("client_assertion") != "":
		return nil // a key stands for both
	case form.Get("client_id") == "":
		return badRequest(errInvalidRequest, "missing required parameter 'client_id'")
	case len(form.Get("client_secret")) < minSecret:
		return badRequest(errInvalidRequest, "client_secret must hold 32 characters at least")
	}
	return nil
}
