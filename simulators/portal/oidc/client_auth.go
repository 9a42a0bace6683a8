package oidc

import (
	"net/http"
	"net/url"
)

// backForm reads a form sent by a server: the body only, so that no secret is
// ever taken from an address, and each parameter once.
func backForm(w http.ResponseWriter, r *http.Request) (url.Values, *oauthError) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		return nil, badRequest(errInvalidRequest, "failed to parse the request body")
	}
	for name, values := range r.PostForm {
		if len(values) != 1 {
			return nil, badRequest(errInvalidRequest, "'"+name+"' parameter must not be provided twice")
		}
	}
	return r.PostForm, nil
}

// authenticate finds the client that sends a form and checks its secret, given
// in the body or, as FranceConnect's engine also allows, by HTTP Basic; or else
// the assertion that it has signed.
func (p *Provider) authenticate(r *http.Request, form url.Values) (Client, *oauthError) {
	id, secret := form.Get("client_id"), form.Get("client_secret")
	user, pass, basic := r.BasicAuth()
	if basic {
		if secret != "" {
			return Client{}, badRequest(errInvalidRequest, "client authentication must only be provided using one mechanism")
		}
		var err1, err2 error
		user, err1 = url.QueryUnescape(user)
		secret, err2 = url.QueryUnescape(pass)
		if err1 != nil || err2 != nil || id != "" && id != user {
			return Client{}, badRequest(errInvalidRequest, "mismatch in body and authorization client ids")
		}
		id = user
	}
	if form.Get("client_assertion") != "" {
		return p.authenticateByKey(r, form, basic || secret != "")
	}
	if id == "" {
		return Client{}, badRequest(errInvalidRequest, "no client authentication mechanism provided")
	}
	c, known := p.client(id)
	right := c.secretIs(secret) // compared for unknown clients too: same work, same time
	switch {
	case !known:
		return Client{}, refusedClient(basic, "client is invalid (client not found)", CodeUnknownClient)
	case !right:
		return Client{}, refusedClient(basic, "client authentication failed (invalid secret provided)", codeWrongSecret)
	}
	return c, nil
}

func refusedClient(basic bool, description, code string) *oauthError {
	e := &oauthError{status: http.StatusUnauthorized, error: errInvalidClient, description: description, code: code}
	if basic {
		e.challenge = "Basic"
	}
	return e
}
