package ameli

import (
	"net/http"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// EffectConditions makes the account ask its holder to accept new terms of use:
// the payload is {personne}.
const EffectConditions = "ameli.conditions"

// conditions are terms that wait for the holder's answer.
type conditions struct {
	Account string `json:"compte"`
}

func conditionsKey(account string) string { return "ameli/conditions/" + account }

type aboutPerson struct {
	Person string `json:"personne"`
}

func askConditions(tx *sandbox.Tx, about aboutPerson) {
	if account, ok := accountOf(tx, about.Person); ok && account.State == "" {
		tx.Put(conditionsKey(account.ID), conditions{account.ID})
	}
}

// mustAccept says whether a page waits for the terms to be answered. What is
// being sent is never cut off, nor is the way to leave.
func mustAccept(v *portal.Visit, h holder) bool {
	if v.Request.Method != http.MethodGet || v.Request.URL.Path == "/informations/fermer" {
		return false
	}
	_, waiting := sandbox.Get[conditions](v.Tx, conditionsKey(h.account.ID))
	return waiting
}

const fieldRegistered = "recommandes"

func (s *service) conditionsPage(v *portal.Visit, h holder) error {
	if _, waiting := sandbox.Get[conditions](v.Tx, conditionsKey(h.account.ID)); !waiting {
		return v.Redirect("/compte")
	}
	return v.Render("conditions.html", "Nos conditions ont changé", h.frame("compte"))
}

// conditionsAnswer keeps the two answers apart: the terms, without which the
// account stays closed, and registered letters, which stay on paper unless asked.
func (s *service) conditionsAnswer(v *portal.Visit, h holder) error {
	choice := v.Value(fieldRegistered)
	if choice != online && choice != onPaper {
		v.Problem(fieldRegistered, "Choisissez comment vos recommandés arrivent. Vous pourrez changer d’avis.")
	}
	if v.Value("cgu") != "oui" {
		v.Problem("cgu", "Cochez la case après avoir lu, ou refermez le compte : rien n’est accepté à votre place.")
	}
	if v.Refused() {
		return v.Render("conditions.html", "Nos conditions ont changé", h.frame("compte"))
	}
	r := h.record
	r.Person, r.Registered = h.person.ID, choice
	putRecord(v.Tx, r)
	v.Delete(conditionsKey(h.account.ID))
	v.Witness(FactConditions, "personne", h.person.ID, "recommandes", choice)
	return v.Redirect("/compte")
}
