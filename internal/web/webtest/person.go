package webtest

import (
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/surf"
	"demarcheablanc/internal/workshop"
)

// Person is somebody with a browser of their own, surfing the program.
type Person struct {
	*surf.Surfer
	House  *House
	Client *http.Client
	Header http.Header // of the last answer
}

// Person opens a browser.
func (h *House) Person() *Person {
	jar, err := cookiejar.New(nil)
	require.NoError(h.T, err)
	base, err := url.Parse(h.URL + "/")
	require.NoError(h.T, err)
	p := &Person{House: h, Client: &http.Client{Jar: jar, Timeout: 30 * time.Second}}
	p.Surfer = &surf.Surfer{T: h.T, Fetch: p.fetch, Answer: surf.Answer{URL: base}}
	return p
}

// Trainer opens a browser in which the access phrase was given.
func (h *House) Trainer() *Person {
	p := h.Person()
	p.Get("/formateur/entree").Fill("Phrase d’accès", Phrase).Click("Entrer").Status(http.StatusOK)
	return p
}

// Joins seats a person by the door; they stand before their desk.
func (p *Person) Joins(a workshop.Atelier, trio int, role workshop.Role, name string) *Person {
	p.House.T.Helper()
	p.Get("/rejoindre/"+a.Code).Fill("Votre prénom", name).Fill(fmt.Sprintf("Trio %d : %s", trio, role.Label()), "oui")
	p.Click("Prendre cette place").Status(http.StatusOK).See(name, role.Label(), fmt.Sprintf("trio %d", trio))
	return p
}

// Desk is the address of the desk at which the person stands.
func (p *Person) Desk() string {
	seat, _, _ := strings.Cut(strings.TrimPrefix(p.Answer.URL.Path, "/p/"), "/")
	return "/p/" + seat
}

func (p *Person) fetch(method string, u *url.URL, form url.Values) surf.Answer {
	p.House.T.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r, err := http.NewRequest(method, u.String(), body)
	require.NoError(p.House.T, err)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", p.House.URL)
	}
	answer, err := p.Client.Do(r)
	require.NoError(p.House.T, err)
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	require.NoError(p.House.T, err)
	p.Header = answer.Header
	return surf.Answer{Status: answer.StatusCode, URL: answer.Request.URL, HTML: string(page)}
}
