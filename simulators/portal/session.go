package portal

import (
	"maps"
	"time"

	"demarcheablanc/internal/sandbox"
)

const defaultSessionLife = 30 * time.Minute

// Session is a login on one screen. It stays in the world: a public computer
// left logged in is left logged in, until it expires or the browser is closed.
type Session struct {
	Person  string            `json:"personne"`
	Account string            `json:"compte"`
	Via     string            `json:"via"` // "mot_de_passe", or "franceconnect:impots"
	Opened  time.Time         `json:"ouverte"`
	Seen    time.Time         `json:"vue"`
	Data    map[string]string `json:"donnees,omitempty"`
	// Actor is who came in the person's stead, under a mandate; nil: the person.
	Actor *Actor `json:"acteur,omitempty"`
}

func (v *Visit) sessionKey() string { return "session/" + v.Device + "/" + v.Site.ID }

// Session is the login of this screen on this site, if there is one that has
// not expired.
func (v *Visit) Session() (Session, bool) {
	s, ok := sandbox.Shared[Session](v.Tx, v.sessionKey())
	if !ok || v.Now().Sub(s.Seen) > v.Site.sessionLife() {
		return Session{}, false
	}
	s.Data = maps.Clone(s.Data) // a site may write in it
	return s, true
}

// SessionExpired says that there was a login and that it lasted too long.
func (v *Visit) SessionExpired() bool {
	s, ok := sandbox.Shared[Session](v.Tx, v.sessionKey())
	return ok && v.Now().Sub(s.Seen) > v.Site.sessionLife()
}

func (s *Site) sessionLife() time.Duration {
	if s.SessionLife > 0 {
		return s.SessionLife
	}
	return defaultSessionLife
}

// OpenSession logs a person in on this screen, and witnesses whose identity it
// is. Whoever a relying party has just seen act under a mandate, in this very
// visit, stays with the session; a service that opens it in a later visit hands
// Identity.Actor over by itself.
func (v *Visit) OpenSession(s Session) {
	s.Opened, s.Seen = v.Now(), v.Now()
	if s.Actor == nil {
		s.Actor = v.actor
	}
	v.Put(v.sessionKey(), s)
	details := []string{"site", v.Site.ID, "personne", s.Person, "via", s.Via}
	v.Witness(FactSessionOpen, details...)
	if helped := SituationOf(v.Tx).Helped; helped != "" && s.Person != helped {
		v.Witness(FactSessionOther, details...)
	}
}

// KeepSession writes a session's data back and counts this visit as a click. A
// site calls it on posts; reading a page alone does not write.
func (v *Visit) KeepSession(s Session) {
	s.Seen = v.Now()
	v.Put(v.sessionKey(), s)
}

// CloseSession logs out.
func (v *Visit) CloseSession() {
	if _, ok := sandbox.Get[Session](v.Tx, v.sessionKey()); ok {
		v.Witness(FactSessionClosed, "site", v.Site.ID)
		v.Delete(v.sessionKey())
	}
}

func (v *Visit) browserKey() string { return "navigateur/" + v.Device + "/" + v.Site.ID }

// Remember keeps a value in the browser, for this site, until it is closed.
func (v *Visit) Remember(name, value string) {
	known, _ := sandbox.Shared[map[string]string](v.Tx, v.browserKey())
	jar := map[string]string{name: value}
	for other, kept := range known {
		if other != name {
			jar[other] = kept
		}
	}
	v.Put(v.browserKey(), jar)
}

// Remembered reads a value kept by Remember.
func (v *Visit) Remembered(name string) string {
	jar, _ := sandbox.Shared[map[string]string](v.Tx, v.browserKey())
	return jar[name]
}

// CloseBrowser forgets every login and everything remembered on a device.
func CloseBrowser(tx *sandbox.Tx, device string) {
	for _, prefix := range []string{"session/", "navigateur/"} {
		for _, key := range tx.Keys(prefix + device + "/") {
			tx.Delete(key)
		}
	}
	tx.Emit(string(FactBrowserClosed), "poste", device)
}
