package aidantsconnect

import (
	"fmt"
	"strings"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// changeCard gives a helper a card or an application, or takes it back. A card
// is proved by the code that it shows: a number copied wrong gives nothing.
func (s *service) changeCard(v *portal.Visit, m helper, a Aidant) error {
	held, has := cardOf(v.Tx, a.ID)
	switch gesture := v.Value("geste"); {
	case gesture == "retirer" && has:
		held.Aidant = ""
		held.put(v.Tx)
		note(v.Tx, m.Structure, Entry{Aidant: m.Name, Action: actCardOff, Detail: held.Serial + ", " + a.Name})
		changed(v, m, a.ID, "carte retirée", a.Name)
	case gesture == KindCard && !has:
		c, ok := s.proved(v, m)
		if !ok {
			return helperPage(v, m, a)
		}
		give(v, m, a, c)
	case gesture == KindApp && !has:
		d, ok := portal.DeviceOf(v.Tx, v.Value("poste"))
		if !ok || d.Kind != portal.Phone {
			v.Problem("poste", "Choisissez le téléphone professionnel où l’application est installée.")
			return helperPage(v, m, a)
		}
		give(v, m, a, Card{Serial: "APP-" + strings.ToUpper(a.ID), Kind: KindApp, Structure: m.Structure, Device: d.ID})
	}
	return v.Redirect("/espace-referent/aidants/" + a.ID)
}

// proved finds a free card by its number and the code that it shows.
func (s *service) proved(v *portal.Visit, m helper) (Card, bool) {
	typed := portal.Digits(v.Value("code"))
	v.Forget("code")
	c, ok := sandbox.Get[Card](v.Tx, cardKey(strings.ToUpper(v.Value("numero"))))
	if !ok || c.Aidant != "" || c.Structure != m.Structure {
		v.Problem("numero", "Aucune carte libre de votre structure ne porte ce numéro. Il est au dos de la carte.")
		return Card{}, false
	}
	step, right := s.stepOf(v, c, typed)
	if !right {
		v.Problem("code", "Ce n’est pas le code que cette carte montre en ce moment.")
		return Card{}, false
	}
	c.LastStep = step
	return c, true
}

func give(v *portal.Visit, m helper, a Aidant, c Card) {
	c.Aidant = a.ID
	c.put(v.Tx)
	note(v.Tx, m.Structure, Entry{Aidant: m.Name, Action: actCardOn, Detail: c.Serial + ", " + a.Name})
	changed(v, m, a.ID, "carte associée", a.Name)
}

type newHelperView struct{ frame }

func newHelperPage(v *portal.Visit, m helper) error {
	return v.Render("ajouter.html", "Ajouter un·e aidant·e", newHelperView{m.frame("referent")})
}

// addHelper adds somebody to the team: an employee of the structure, trained.
func addHelper(v *portal.Visit, m helper) error {
	who, email, status := v.Value("nom"), strings.ToLower(v.Value("courriel")), v.Value("statut")
	if who == "" {
		v.Problem("nom", "Écrivez le prénom et le nom.")
	}
	if fictif.CheckEmail(email) != nil {
		v.Problem("courriel", "Écrivez une adresse professionnelle de l’exercice : elle finit par .example.")
	} else if _, taken := aidantWith(v.Tx, email); taken {
		v.Problem("courriel", "Cette adresse est déjà celle de quelqu’un. Une adresse est à une seule personne.")
	}
	if why, barred := excluded[status]; barred {
		v.Problem("statut", why)
		v.Witness(FactNotEligible, "statut", status)
	} else if status != StatusEmployee {
		v.Problem("statut", "Dites sous quel statut cette personne travaille ici.")
	}
	if v.Refused() {
		return newHelperPage(v, m)
	}
	a := Aidant{ID: nextHelper(v.Tx), Name: who, Email: email, Structure: m.Structure, Inactive: v.Value("forme") == ""}
	v.Put(aidantKey(a.ID), a)
	changed(v, m, a.ID, "personne ajoutée", who)
	return v.Redirect("/espace-referent/aidants/" + a.ID)
}

// nextHelper is an id that no helper has.
func nextHelper(tx *sandbox.Tx) string {
	return fmt.Sprintf("equipe-%d", len(tx.Keys(aidantKey("")))+1)
}
