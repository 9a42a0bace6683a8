package aidantsconnect

import (
	"net/http"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// Draft is a mandate in the making, on one screen.
type Draft struct {
	Aidant    string   `json:"aidant"`
	Structure string   `json:"structure"`
	Themes    []string `json:"themes"`
	Days      int      `json:"jours"`
	// Person is whom it is about: known from the start when renewing, shown by
	// FranceConnect otherwise.
	Person string    `json:"personne,omitempty"`
	Email  string    `json:"courriel,omitempty"` // as FranceConnect gave it
	Renews string    `json:"renouvelle,omitempty"`
	Mobile string    `json:"mobile,omitempty"` // agreed to by SMS, from this number
	Agreed bool      `json:"accord,omitempty"`
	Asked  time.Time `json:"demande,omitzero"`
	At     time.Time `json:"le"`
}

// draftLife is as long as FranceConnect leaves for a login: people look for
// their password.
const draftLife = 30 * time.Minute

func draftKey(device string) string { return "aidantsconnect/projet/" + device }

// draftOf is the draft of this screen, if this helper began it lately.
func draftOf(v *portal.Visit, m helper) (Draft, bool) {
	d, ok := sandbox.Get[Draft](v.Tx, draftKey(v.Device))
	return d, ok && d.Aidant == m.ID && d.Structure == m.Structure && v.Now().Sub(d.At) < draftLife
}

func putDraft(v *portal.Visit, d Draft) { v.Put(draftKey(v.Device), d) }

// noDraft says that what was begun is gone.
func noDraft(v *portal.Visit) error {
	return v.Stop(http.StatusGone, "Ce projet de mandat n’est plus là",
		"Il a été abandonné, ou plus de 30 minutes ont passé. Rien n’a été créé : recommencez avec la personne.", "/mandats/nouveau", "Créer un mandat")
}

// next is the page where a draft goes on.
func (d Draft) next() string {
	switch {
	case d.Mobile != "" && !d.Agreed:
		return "/mandats/nouveau/accord"
	case d.Person == "":
		return "/mandats/nouveau/franceconnect"
	}
	return "/mandats/nouveau/recapitulatif"
}

func dropDraft(v *portal.Visit, _ helper) error {
	v.Delete(draftKey(v.Device))
	return v.Redirect("/espace")
}
