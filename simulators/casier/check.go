package casier

import (
	"strings"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

const (
	rememberedChecked = "verifie"
	rememberedFollow  = "suivi"
)

func checkPage(v *portal.Visit) error {
	return v.Render("authenticite.html", "Vérifier un bulletin que l’on vous a remis", nil)
}

// check is for whom a bulletin was given to: number and key stand on it.
func check(v *portal.Visit) error {
	number := strings.ToUpper(readWord(v, "numero", "Écrivez le numéro imprimé au bas du bulletin, comme B3-0001."))
	key := strings.ToUpper(strings.ReplaceAll(readWord(v, "cle", "Écrivez la clé imprimée au bas du bulletin."), " ", ""))
	if v.Refused() {
		return checkPage(v)
	}
	found, verdict := "", "inconnu"
	if r, ok := issued(v.Tx, number, key); ok {
		found, verdict = r.ID, "authentique"
	}
	v.Witness(FactChecked, "resultat", verdict)
	v.Remember(rememberedChecked, verdict+" "+found)
	return v.Redirect("/authenticite/resultat")
}

func issued(tx *sandbox.Tx, number, key string) (Request, bool) {
	r, ok := requestOf(tx, number)
	return r, ok && r.Key != "" && r.Key == key
}

type checkedPage struct {
	Genuine bool
	Name    string
	On      time.Time
}

func checked(v *portal.Visit) error {
	verdict, id, _ := strings.Cut(v.Remembered(rememberedChecked), " ")
	if verdict == "" {
		return v.Redirect("/authenticite")
	}
	r, ok := requestOf(v.Tx, id)
	if !ok {
		return v.Render("verifie.html", "Ce bulletin n’est pas reconnu", checkedPage{})
	}
	p, _ := portal.PersonOf(v.Tx, r.Person)
	return v.Render("verifie.html", "Ce bulletin est authentique", checkedPage{true, p.Name(), r.Ready})
}

func followPage(v *portal.Visit) error { return v.Render("suivi.html", "Suivre ma demande", nil) }

func follow(v *portal.Visit) error {
	number := strings.ToUpper(readWord(v, "numero", "Écrivez le numéro reçu par courriel, comme B3-0001."))
	birth := v.BirthDate("naissance")
	if v.Refused() {
		return followPage(v)
	}
	r, ok := requestOf(v.Tx, number)
	if p, known := portal.PersonOf(v.Tx, r.Person); !ok || !known || p.BirthDate != birth {
		v.Problem("numero", "Aucune demande ne porte ce numéro à cette date de naissance. Vérifiez les deux.")
		return followPage(v)
	}
	v.Remember(rememberedFollow, r.ID)
	return v.Redirect("/suivi/resultat")
}

type followedPage struct {
	Request Request
	Lapsed  bool
	Waiting bool // for its confirmation
	Ready   bool
	Last    time.Time // when a letter should have come at the latest
}

// followed says where a request stands, and never what it will say: a letter
// that is on its way looks like an answer that is still awaited.
func followed(v *portal.Visit) error {
	r, ok := requestOf(v.Tx, v.Remembered(rememberedFollow))
	if !ok {
		return v.Redirect("/suivi")
	}
	return v.Render("suivi_resultat.html", "Où en est la demande "+r.ID, followedPage{
		Request: r, Lapsed: r.lapsed(v.Now()), Waiting: r.State == stateAsked, Ready: r.State == stateReady, Last: r.Confirmed.Add(letterAfter),
	})
}
