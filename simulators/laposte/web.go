package laposte

import (
	"demarcheablanc/simulators/portal"
)

// rememberedNumber is the mobile number last typed in this browser.
const rememberedNumber = "numero"

type plainPage struct{}

func home(v *portal.Visit) error {
	return v.Render("accueil.html", "Prouver qui vous êtes, depuis votre téléphone", plainPage{})
}

func howToActivate(v *portal.Visit) error {
	return v.Render("activer.html", "Activer mon identité", plainPage{})
}

func askNumber(v *portal.Visit) error {
	return v.Render("mon-identite.html", "Où en est mon identité ?", plainPage{})
}

// known reads the typed number and finds whose identity it is.
func known(v *portal.Visit) (holder, bool) {
	number, ok := readMobile(v, "mobile")
	if !ok {
		return holder{}, false
	}
	h, ok := holderOfNumber(v.Tx, number)
	if !ok {
		v.Problem("mobile", "Aucune identité n’est rattachée à ce numéro. Vérifiez-le : c’est le mobile donné au moment de la création.")
	}
	return h, ok
}

func lookUp(v *portal.Visit) error {
	h, ok := known(v)
	if !ok {
		return askNumber(v)
	}
	v.Remember(rememberedNumber, h.Identifier)
	return v.Redirect("/mon-identite/etat")
}

type statePage struct {
	holder
	Steps    []step
	Sentence string
	Number   string // masked
	Login    string // the FranceConnect login under way, if any
}

func newStatePage(h holder, login string) statePage {
	return statePage{h, h.steps(), h.sentence(), endOf(h.Identifier), login}
}

func showState(v *portal.Visit) error {
	h, ok := holderOfNumber(v.Tx, v.Remembered(rememberedNumber))
	if !ok {
		return v.Redirect("/mon-identite")
	}
	return v.Render("etat.html", "Où en est mon identité ?", newStatePage(h, ""))
}
