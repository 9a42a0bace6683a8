package oidc

import (
	"net/http"
	"net/url"
)

// SignOut tells the host whose session ends, and where the browser goes next.
type SignOut struct {
	Client   Client // without its secret; zero when the request names none
	Sub      string // whom the id_token_hint names; empty without one
	Redirect string // registered address with state; empty: the host shows a page
}

// EndSession signs people out at the request of a service. The hint says whose
// session it is, so that no other site can sign them out; FranceConnect demands
// it. The host's session ends through Provider.SignOut.
func (p *Provider) EndSession(w http.ResponseWriter, r *http.Request) {
	noStore(w)
	v, err := frontParams(w, r)
	if err != nil {
		p.fail(w, r, Describe(CodeBadRequest).because("the request could not be read"))
		return
	}
	out, err := p.readEndSession(v)
	if err != nil {
		p.answer(w, r, err)
		return
	}
	if p.SignOut != nil && p.SignOut(w, r, out) {
		return
	}
	if out.Redirect != "" {
		seeOther(w, out.Redirect)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("Vous êtes maintenant déconnecté. Vous pouvez fermer cet onglet.\n"))
}

func (p *Provider) readEndSession(v url.Values) (SignOut, error) {
	complaint := ""
	if p.strict() {
		complaint = closedList(v, strictEndSession)
	} else {
		complaint = twice(v)
	}
	if complaint != "" {
		return SignOut{}, Describe(CodeBadRequest).because(complaint)
	}
	out, c, err := p.whoseSession(v)
	if err != nil {
		return SignOut{}, err
	}
	to := v.Get("post_logout_redirect_uri")
	if to == "" {
		return out, nil
	}
	if !c.accepts(c.PostLogoutURIs, to) {
		return SignOut{}, Describe(CodePostLogoutURI).because("post_logout_redirect_uri not registered").to(c)
	}
	state := url.Values{}
	if s := v.Get("state"); s != "" {
		state.Set("state", s)
	}
	out.Redirect = withQuery(to, state)
	return out, nil
}

// whoseSession reads the hint and the client_id, which must agree.
func (p *Provider) whoseSession(v url.Values) (SignOut, Client, error) {
	id, token := v.Get("client_id"), v.Get("id_token_hint")
	if token == "" {
		c, ok := p.client(id)
		if id != "" && !ok {
			return SignOut{}, c, Describe(CodeUnknownClient).because("client is invalid (client not found)")
		}
		return SignOut{Client: c.public()}, c, nil
	}
	h, c, err := p.readHint(token)
	if err != nil || id != "" && id != c.ID {
		return SignOut{}, c, Describe(CodeBadHint).because(errHint.Error())
	}
	return SignOut{Client: c.public(), Sub: h.Subject}, c, nil
}

func twice(v url.Values) (complaint string) {
	for name, values := range v {
		if len(values) != 1 {
			return "'" + name + "' parameter must not be provided twice"
		}
	}
	return ""
}
