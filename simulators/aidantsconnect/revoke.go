package aidantsconnect

import (
	"net/http"

	"demarcheablanc/simulators/portal"
)

func revokePage(v *portal.Visit, m helper, mandate Mandate) error {
	if len(mandate.Live()) == 0 {
		return v.Redirect("/mandats/" + mandate.Number)
	}
	c := cardFor(v, mandate)
	return v.Render("revoquer.html", "Mettre fin au mandat de "+c.Name, mandateView{m.frame("espace"), c})
}

// everyTheme is the answer that ends the whole mandate.
const everyTheme = "tout"

// revoke takes back one theme or all of them, at once and for good.
func revoke(v *portal.Visit, m helper, mandate Mandate) error {
	theme := v.Value("theme")
	if theme == everyTheme {
		theme = ""
	} else if _, ok := themeNamed(theme); !ok {
		v.Problem("theme", "Choisissez ce que la personne ne veut plus confier : un thème, ou tout le mandat.")
		return revokePage(v, m, mandate)
	}
	taken := mandate.revoke(theme, v.Now())
	if len(taken) == 0 {
		return v.Stop(http.StatusConflict, "C’est déjà fait", "Ce thème avait déjà été révoqué. Rien n’a changé.", "/mandats/"+mandate.Number, "Revoir le mandat")
	}
	mandate.put(v.Tx)
	person := mandate.person(v.Tx).Name()
	for _, t := range taken {
		note(v.Tx, m.Structure, Entry{Aidant: m.Name, Action: actRevokeTheme, Person: person, Detail: titles([]string{t})})
	}
	if len(mandate.Live()) == 0 {
		note(v.Tx, m.Structure, Entry{Aidant: m.Name, Action: actRevoke, Person: person, Detail: "mandat " + mandate.Number})
	}
	v.Witness(FactRevoked, "personne", mandate.Person, "mandat", mandate.Number, "themes", joined(taken), "reste", joined(mandate.Live()))
	return v.Redirect("/mandats/" + mandate.Number)
}
