package formateur

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"strings"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/web/house"
)

// entryPage asks for the access phrase. What was typed is never shown again.
type entryPage struct{ Problem string }

const (
	sayNoPhrase    = "Saisissez la phrase d’accès : elle est affichée là où le programme a été démarré."
	sayWrongPhrase = "Ce n’est pas la phrase d’accès. Relisez-la là où le programme a été démarré : quatre mots, sans se soucier des accents ni des majuscules."
	saySlower      = "Plusieurs phrases de suite n’ont pas convenu. Attendez une minute, puis recopiez celle qui est affichée là où le programme a été démarré."
)

func (c *console) askPhrase(v *house.Visitor) error {
	if v.Trainer {
		return v.SeeOther("/formateur")
	}
	return showEntry(v, http.StatusOK, "")
}

func showEntry(v *house.Visitor, status int, problem string) error {
	return v.RenderStatus(status, "formateur/entree", house.View{Title: "Entrée des formateurs et formatrices", Room: bodyClass, P: entryPage{problem}})
}

func (c *console) readPhrase(v *house.Visitor) error {
	now := v.House.Workshops.Engine.Now()
	typed := v.PostForm("phrase")
	switch {
	case !c.tries.Allowed(v.Browser, now):
		v.Header("Retry-After", "60")
		return showEntry(v, http.StatusTooManyRequests, saySlower)
	case strings.TrimSpace(typed) == "":
		return showEntry(v, http.StatusUnprocessableEntity, sayNoPhrase)
	case !samePhrase(typed, c.Phrase):
		c.tries.Missed(v.Browser, now)
		return showEntry(v, http.StatusUnprocessableEntity, sayWrongPhrase)
	}
	if err := v.House.Cookies.Write(v.Writer, v.Request, house.Pass{Browser: v.Browser, Trainer: true}); err != nil {
		return err
	}
	return v.SeeOther("/formateur")
}

// samePhrase compares as people type: accents, case and blanks don't count. The
// time it takes says nothing of where they differ.
func samePhrase(a, b string) bool {
	x, y := sha256.Sum256([]byte(plain(a))), sha256.Sum256([]byte(plain(b)))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

func plain(phrase string) string {
	return strings.Join(strings.Fields(frtext.SortKey(phrase)), " ")
}

// leave forgets the phrase in this browser; its seats stay its own.
func (c *console) leave(v *house.Visitor) error {
	if err := v.House.Cookies.Write(v.Writer, v.Request, house.Pass{Browser: v.Browser}); err != nil {
		return err
	}
	return v.SeeOther("/")
}
