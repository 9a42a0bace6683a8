package house

import (
	"crypto/rand"
	"net/http"
	"strings"

	"github.com/gorilla/securecookie"
	"github.com/gorilla/sessions"
)

const (
	cookieName = "demarche"
	// cookieLife covers an atelier's whole life: a phone that slept comes back.
	cookieLife = 7 * 24 * 60 * 60
)

// Pass is what the cookie says.
type Pass struct {
	Browser string
	Trainer bool
}

// Cookies keeps the pass of each browser in a signed cookie: an opaque name and
// one letter, nothing about anybody. It is a sessions.Store, so that the format
// stays in one place.
type Cookies struct {
	codec  *securecookie.SecureCookie
	secure bool
}

// NewCookies makes them with the installation's key, of 32 bytes at least.
func NewCookies(key []byte, secure bool) *Cookies {
	codec := securecookie.New(key, nil).SetSerializer(securecookie.NopEncoder{}).MaxAge(cookieLife)
	return &Cookies{codec, secure}
}

// Read finds the browser's pass, or gives it one.
func (c *Cookies) Read(w http.ResponseWriter, r *http.Request) (Pass, error) {
	if pass, ok := c.pass(r, cookieName); ok {
		return pass, nil
	}
	pass := Pass{Browser: rand.Text()}
	return pass, c.Write(w, r, pass)
}

// pass reads a cookie. One that is not ours, or too old, is as good as none.
func (c *Cookies) pass(r *http.Request, name string) (Pass, bool) {
	cookie, err := r.Cookie(name)
	if err != nil {
		return Pass{}, false
	}
	var raw []byte
	if err := c.codec.Decode(name, cookie.Value, &raw); err != nil {
		return Pass{}, false
	}
	browser, flag, _ := strings.Cut(string(raw), "|")
	return Pass{Browser: browser, Trainer: flag == "f"}, true
}

// Write changes the browser's pass.
func (c *Cookies) Write(w http.ResponseWriter, r *http.Request, pass Pass) error {
	session, err := c.Get(r, cookieName)
	if err != nil {
		return err
	}
	session.Values[passKey{}] = pass
	return session.Save(r, w)
}

type passKey struct{}

// Get implements sessions.Store.
func (c *Cookies) Get(r *http.Request, name string) (*sessions.Session, error) {
	return c.New(r, name)
}

// New implements sessions.Store.
func (c *Cookies) New(r *http.Request, name string) (*sessions.Session, error) {
	s := sessions.NewSession(c, name)
	s.Options = &sessions.Options{Path: "/", MaxAge: cookieLife, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: c.secure}
	pass, ok := c.pass(r, name)
	if s.IsNew = !ok; ok {
		s.Values[passKey{}] = pass
	}
	return s, nil
}

// Save implements sessions.Store.
func (c *Cookies) Save(_ *http.Request, w http.ResponseWriter, s *sessions.Session) error {
	pass, _ := s.Values[passKey{}].(Pass)
	raw := pass.Browser + "|"
	if pass.Trainer {
		raw += "f"
	}
	value, err := c.codec.Encode(s.Name(), []byte(raw))
	if err != nil {
		return err
	}
	http.SetCookie(w, sessions.NewCookie(s.Name(), value, s.Options))
	return nil
}
