package bureau

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/screen"
	"demarcheablanc/simulators/portal"
)

// outcome is what one request to a service led to.
type outcome struct {
	answer  portal.Response
	token   freshness
	refused []portal.FieldProblem
}

// errUndone takes a step back whose form was refused, though the service went on
// without the refused fields.
var errUndone = errors.New("bureau: the service went on without a refused field")

// browse carries a request to the service at a world address. form is nil for a
// page that is only read.
func (t *terminal) browse(u *url.URL, form url.Values) error {
	site, ok := t.room.House.Network.At(u.Host)
	if !ok || !t.allowed(site) {
		return t.render(http.StatusNotFound, Content{Panel: panelUnknown, Title: "Aucun site à cette adresse", Address: u.String()})
	}
	out, err := t.visit(u, form)
	if errors.Is(err, errUndone) {
		return t.refusedOutside(u, out)
	}
	if err != nil {
		return err
	}
	switch out.token {
	case missing:
		return t.render(http.StatusForbidden, Content{Panel: panelStop, Title: "Ce formulaire ne vient pas d’ici", Address: u.String(), Message: "Rien n’a été envoyé. Rouvrez la page, puis remplissez-la à nouveau.", Link: screen.Local(t.prefix, "https://"+u.Host+"/"), Label: "Rouvrir le site"})
	case stale:
		return t.render(http.StatusConflict, Content{Panel: panelStop, Title: "Cette page date d’avant le retour en arrière", Address: u.String(), Message: "La partie a été remise à un moment plus ancien : ce qui était écrit ici ne compte plus. Rien n’a été envoyé.", Link: screen.Local(t.prefix, "https://"+u.Host+u.EscapedPath()), Label: "Ouvrir la page d’aujourd’hui"})
	}
	return t.hand(u, form != nil, out.answer)
}

// hand gives the browser what the service answered.
func (t *terminal) hand(u *url.URL, posted bool, a portal.Response) error {
	switch {
	case a.Location != "":
		return t.SeeOther(screen.Local(t.prefix, a.Location))
	case a.File != nil:
		return t.SeeOther(t.here("document/" + idOf(*a.File)))
	}
	if !posted && a.Status == http.StatusOK {
		t.box.Present(t.device.ID, u.String())
	}
	return t.render(a.Status, Content{Title: a.Title, Address: u.String(), Body: a.Body, Theme: a.Theme, Icon: a.Icon, Posted: posted})
}

// visit is one step: the form's token, its fields, the service, and what the
// browser keeps of it.
func (t *terminal) visit(u *url.URL, form url.Values) (out outcome, err error) {
	err = t.do(redacted(u), func(tx *sandbox.Tx) error {
		out = outcome{}
		v := &portal.Visit{Tx: tx, Request: t.request(u, form), Prefix: t.prefix, Token: newToken(tx)}
		token := form.Get(tokenField)
		if form != nil {
			if out.token, out.answer.Location = weigh(tx, token); out.token != fresh {
				return nil
			}
		}
		refused := form != nil && inspect(v) || form == nil && inspectQuery(v)
		out.refused = slices.Clone(v.Problems())
		var err error
		if out.answer, err = t.room.House.Network.Serve(v); err != nil {
			return err
		}
		if refused && (out.answer.Location != "" || out.answer.File != nil) {
			return errUndone
		}
		t.remember(tx, u, form, out.answer)
		return nil
	})
	return out, err
}

// inspectQuery refuses what was typed into a search: only words that people
// type, never what services hand one another.
func inspectQuery(v *portal.Visit) bool {
	if !v.Request.Form.Has("q") {
		return false
	}
	all := v.Request.Form
	v.Request.Form = url.Values{"q": all["q"]}
	refused := inspect(v)
	for name, values := range all {
		if name != "q" {
			v.Request.Form[name] = values
		}
	}
	return refused
}

// request is what the service sees: its own address, the form, nothing of the
// real browser's: no header, so none has to be copied.
func (t *terminal) request(u *url.URL, form url.Values) *http.Request {
	address := *u
	r := (&http.Request{
		Method: t.Request.Method, URL: &address, Host: u.Host, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Body: http.NoBody, Form: url.Values{}, PostForm: maps.Clone(form), MultipartForm: t.Request.MultipartForm,
	}).WithContext(t.Request.Context())
	for name, values := range u.Query() {
		r.Form[name] = slices.Clone(values)
	}
	for name, values := range form {
		r.Form[name] = slices.Clone(values)
	}
	return r
}

// remember keeps what a browser keeps: the sent form's mark, where the tab
// stands, the documents shown, a password that could be saved.
func (t *terminal) remember(tx *sandbox.Tx, u *url.URL, form url.Values, a portal.Response) {
	if a.File != nil {
		markSeen(tx, *a.File, u.String())
	}
	if form != nil {
		led := a.Location
		if led == "" {
			led = t.returnTo(u)
		}
		spend(tx, form.Get(tokenField), led)
		offerToSave(tx, t.device)
	}
	t.moveTab(tx, u, form != nil, a)
}

// returnTo is the page to show when a form that led nowhere is sent again: the
// one it stood on.
func (t *terminal) returnTo(u *url.URL) string {
	from, err := url.Parse(t.Request.Referer())
	if err == nil {
		if world, ok := screen.World(strings.TrimPrefix(from.EscapedPath(), t.prefix), from.RawQuery); ok && world.Host == u.Host {
			return world.String()
		}
	}
	return "https://" + u.Host + u.EscapedPath()
}

// moveTab notes where the tab stands when it changes of site, or after a form.
// Pages read within one site leave no trace.
func (t *terminal) moveTab(tx *sandbox.Tx, u *url.URL, posted bool, a portal.Response) {
	if a.File != nil || a.Location != "" && !posted || a.Location == "" && a.Status != http.StatusOK {
		return
	}
	d, ok := portal.DeviceOf(tx, t.device.ID)
	if !ok {
		return
	}
	tab, _ := d.TabAt(t.id.Tab)
	before, _ := url.Parse(tab.URL)
	moved := before == nil || before.Host != u.Host
	if !moved && !posted && !tab.Passing {
		return
	}
	to, passing := u.String(), false
	if a.Location != "" {
		to, passing = a.Location, !strings.HasPrefix(a.Location, "https://"+u.Host+"/")
	}
	if moved && !posted && d.Kind != portal.Kiosk {
		tx.Emit(string(portal.FactNavigated), "adresse", "https://"+u.Host+"/", "hote", u.Host, "comment", "lien")
	}
	title := a.Title
	if title == "" {
		title = tab.Title
	}
	if now := (portal.Tab{ID: t.id.Tab, URL: to, Title: title, Passing: passing}); now != tab {
		d.PutTab(now)
		portal.PutDevice(tx, d)
	}
}

// longestPart is the longest piece of an address that the journal keeps: links
// sent to get back in hold longer ones.
const longestPart = 20

// redacted is an address as the journal keeps it.
func redacted(u *url.URL) string {
	parts := strings.Split(u.EscapedPath(), "/")
	for i, part := range parts {
		if len(part) > longestPart && !strings.Contains(path.Base(part), "-") {
			parts[i] = "…"
		}
	}
	query := u.Query()
	for name, values := range query {
		for i, value := range values {
			if len(value) > longestPart || name == "code" || name == "state" || name == "nonce" {
				values[i] = "…"
			}
		}
	}
	out := "https://" + u.Host + strings.Join(parts, "/")
	if len(query) > 0 {
		out += "?" + query.Encode()
	}
	return out
}

// refusedOutside says what was refused when the service has no field to say it
// beside. Nothing was done but witness the refusal.
func (t *terminal) refusedOutside(u *url.URL, out outcome) error {
	err := t.do(redacted(u), func(tx *sandbox.Tx) error {
		tx.Emit(string(portal.FactRealRefused), "hote", u.Host)
		return nil
	})
	if err != nil {
		return err
	}
	message := ""
	for _, p := range out.refused {
		message += p.Message + " "
	}
	return t.render(http.StatusUnprocessableEntity, Content{Panel: panelStop, Title: "Rien n’a été envoyé", Address: u.String(), Message: strings.TrimSpace(message), Link: screen.Local(t.prefix, t.returnTo(u)), Label: "Revenir à la page"})
}
