package casier

import (
	"net/http"

	"demarcheablanc/simulators/portal"
)

// pending finds the request behind a confirmation link, or draws why there is
// none.
func pending(v *portal.Visit) (r Request, stopped bool, err error) {
	r, ok := requestOf(v.Tx, v.Path("id"))
	if !ok || r.ConfirmLink != portal.PrintOf(v.Path("lien")) {
		return r, true, gone(v)
	}
	if r.lapsed(v.Now()) {
		v.Witness(portal.FactRecoveryLate, "site", ID)
		return r, true, v.Stop(http.StatusGone, "Cette demande n’existe plus",
			"Le lien servait pendant 24 heures. Rien n’a été gardé de la demande : il suffit d’en faire une nouvelle, c’est gratuit.", "/demande", "Refaire ma demande")
	}
	return r, false, nil
}

type confirmForm struct {
	Request Request
	Link    string
}

func confirmPage(v *portal.Visit) error {
	r, stopped, err := pending(v)
	switch {
	case stopped:
		return err
	case r.State != stateAsked:
		return v.Redirect("/confirmee/" + r.ID)
	}
	return v.Render("confirmer.html", "Confirmez votre demande", confirmForm{r, v.Path("lien")})
}

func confirm(v *portal.Visit) error {
	r, stopped, err := pending(v)
	if stopped {
		return err
	}
	if r.State == stateAsked {
		r.State, r.Confirmed = stateConfirmed, v.Now()
		putRequest(v.Tx, r)
		v.Schedule(v.Now().Add(answerDelay(r)), effectAnswer, r.ID)
		v.Witness(FactConfirmed, "personne", r.Person, "boite_de", boxOwner(v.Tx, r.Email))
	}
	return v.Redirect("/confirmee/" + r.ID)
}

func confirmedPage(v *portal.Visit) error {
	r, ok := requestOf(v.Tx, v.Path("id"))
	if !ok || r.Confirmed.IsZero() {
		return gone(v)
	}
	return v.Render("confirmee.html", "Votre demande est enregistrée", confirmForm{Request: r})
}
