package portal

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
)

// Visit is one request by one seat, on one device, to one site, inside one step
// of the world.
type Visit struct {
	*sandbox.Tx
	Site    *Site
	Request *http.Request // path and query as the site sees them; form parsed
	Network *Network
	// Prefix is where the world's addresses hang for this seat and tab:
	// Prefix + "/" + host + path.
	Prefix string
	// Token is printed in forms, and tells a form sent twice or too late.
	Token string

	actor    *Actor // seen by a relying party in this visit
	era      string // of a frame being cut
	problems []FieldProblem
	hidden   map[string]bool // fields whose value must not be shown again
	response Response
}

// Response is what a visit ends in: one of a page, a redirect, a file.
type Response struct {
	Status   int
	Title    string
	Body     template.HTML // the site's page, without the frame around it
	Location string        // world address to go to
	File     *File         // document handed to the browser
	Content  []byte        // its bytes
	Type     string        // what Content is, where no File says it: an answer to a program
	Problems int           // how many fields were refused
	Icon     string
	Theme    string
}

// Now is the world's time.
func (v *Visit) Now() time.Time { return v.Tx.Now() }

// Witness records a fact. Details come in pairs, never with a secret. In a
// session under a mandate, the fact says who acted.
func (v *Visit) Witness(f Fact, details ...string) {
	if acting, ok := v.Acting(); ok {
		details = append(slices.Clip(details), "acteur", acting.Actor.Name)
	}
	v.Emit(string(f), details...)
}

// Value reads one typed field, without the blanks around it.
func (v *Visit) Value(field string) string { return strings.TrimSpace(v.Request.Form.Get(field)) }

// BirthDate reads a field as AAAA-MM-JJ, which is how people's papers keep it;
// "", and a problem that says how to write it, for anything but a past date.
func (v *Visit) BirthDate(field string) string {
	day, ok := frtext.ParseDate(v.Value(field))
	if !ok || day.After(v.Now()) {
		v.Problem(field, "Écrivez la date de naissance en chiffres : jour, mois, année. Par exemple 08/03/1975.")
		return ""
	}
	return day.Format(time.DateOnly)
}

// Path reads one wildcard of the route's pattern.
func (v *Visit) Path(name string) string { return v.Request.PathValue(name) }

// FieldProblem says what to do about one field.
type FieldProblem struct{ Field, Message string }

// Problem refuses a field, with a sentence that says what to do. A field
// refused twice keeps its first sentence. Render then answers 422.
func (v *Visit) Problem(field, message string) {
	if v.ProblemOf(field) == "" {
		v.problems = append(v.problems, FieldProblem{field, message})
	}
}

// Forget drops the value typed in a field: it is not shown again.
func (v *Visit) Forget(field string) {
	if v.hidden == nil {
		v.hidden = map[string]bool{}
	}
	v.hidden[field] = true
	v.Request.Form.Del(field)
}

// Refused says whether any field was.
func (v *Visit) Refused() bool { return len(v.problems) > 0 }

// Problems lists them in the order they were found.
func (v *Visit) Problems() []FieldProblem { return v.problems }

// ProblemOf is the sentence about one field, or nothing.
func (v *Visit) ProblemOf(field string) string {
	for _, p := range v.problems {
		if p.Field == field {
			return p.Message
		}
	}
	return ""
}

// Render shows one of the site's pages: page is a typed struct, read as .P in
// the template. The status is 200, or 422 when a field was refused.
func (v *Visit) Render(name, title string, page any) error {
	status := http.StatusOK
	if v.Refused() {
		status = http.StatusUnprocessableEntity
	}
	return v.RenderStatus(status, name, title, page)
}

// RenderStatus is Render with another status.
func (v *Visit) RenderStatus(status int, name, title string, page any) error {
	out, ok := v.Network.buffers.Get().(*bytes.Buffer)
	if !ok {
		out = &bytes.Buffer{}
	}
	defer v.Network.buffers.Put(out)
	out.Reset()
	if err := v.Network.pages[v.Site.ID].render(out, name, &Page{Visit: v, Title: title, P: page}); err != nil {
		return fmt.Errorf("%s: page %s: %w", v.Site.ID, name, err)
	}
	v.response = Response{Status: status, Title: title, Body: template.HTML(out.String()), Problems: len(v.problems)} // html/template wrote it
	return nil
}

// Redirect sends the browser to a path of this site ("/compte") or to a world
// address ("https://www.impots.example/…"), with 303.
func (v *Visit) Redirect(to string) error {
	if strings.HasPrefix(to, "/") {
		to = "https://" + v.Site.Host + to
	}
	v.response = Response{Status: http.StatusSeeOther, Location: to}
	return nil
}

// Send hands a document to the browser, which shows it or saves it.
func (v *Visit) Send(f File) error {
	content, err := v.Network.Draw(v.Tx, f)
	if err != nil {
		return err
	}
	v.response = Response{Status: http.StatusOK, File: &f, Content: content, Title: f.Name}
	return nil
}

// stopPage is the shared page for what cannot go on.
type stopPage struct {
	Message string
	Back    string // path to go on from
	Label   string
}

// Stop shows a page that says what happened and what to do next.
func (v *Visit) Stop(status int, title, message, back, label string) error {
	return v.RenderStatus(status, "_arret.html", title, stopPage{message, back, label})
}

// URL turns a path of this site, or a world address, into an address that the
// person's real browser can follow. Other addresses come back unchanged only
// if they are local (#…); nothing outside the world is ever linked.
func (v *Visit) URL(to string) string {
	switch {
	case strings.HasPrefix(to, "#"):
		return to
	case strings.HasPrefix(to, "/"):
		return v.Prefix + "/" + v.Site.Host + to
	}
	u, err := url.Parse(to)
	if err != nil || u.Host == "" {
		return "#"
	}
	return v.Prefix + "/" + u.Host + u.RequestURI()
}

// ServeHTTP lets a plain handler, such as an OpenID Connect provider's, answer
// the visit: its redirect or its status and body become the response.
func (v *Visit) ServeHTTP(h http.HandlerFunc) error {
	rec := &recorder{header: http.Header{}, status: http.StatusOK}
	h(rec, v.Request.WithContext(v.Tx.Context(v.Request.Context())))
	if to := rec.header.Get("Location"); to != "" {
		return v.Redirect(to)
	}
	if v.response.Status != 0 { // the handler rendered through the visit
		return nil
	}
	if kind := rec.header.Get("Content-Type"); strings.HasPrefix(kind, "application/json") {
		v.response = Response{Status: rec.status, Content: rec.body.Bytes(), Type: kind}
		return nil
	}
	return v.Stop(rec.status, http.StatusText(rec.status), rec.body.String(), "/", "Revenir à l’accueil")
}

type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(b []byte) (int, error) { return r.body.Write(b) }
