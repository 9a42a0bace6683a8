package aidantsconnect

import (
	"net/http"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// renewPage chooses themes and length anew: nothing is ticked in advance.
func renewPage(v *portal.Visit, m helper, old Mandate) error {
	if !old.Renewable(v.Now()) {
		return notRenewable(v, old)
	}
	name := old.person(v.Tx).Name()
	return v.Render("nouveau.html", "Renouveler le mandat de "+name, chooseView{
		frame: m.frame("espace"), Path: "/mandats/" + old.Number + "/renouveler", Renews: old.Number, Name: name,
		Themes: choices(v, m), Spans: spans[:], Days: v.Value("duree"),
	})
}

// renew begins a draft about the same person, whom FranceConnect need not see
// again.
func renew(v *portal.Visit, m helper, old Mandate) error {
	if !old.Renewable(v.Now()) {
		return notRenewable(v, old)
	}
	d, ok := chosen(v, m)
	if !ok {
		return renewPage(v, m, old)
	}
	d.Person, d.Email, d.Renews = old.Person, old.Email, old.Number
	note(v.Tx, m.Structure, Entry{Aidant: m.Name, Action: actRenew, Person: old.person(v.Tx).Name(), Detail: "mandat " + old.Number})
	return begin(v, m, d)
}

func notRenewable(v *portal.Visit, old Mandate) error {
	why := "Il a été révoqué : la personne y a mis fin."
	if len(old.Live()) > 0 {
		why = "Il est fini depuis plus d’un an (" + frtext.Date(old.Until) + ")."
	}
	return v.Stop(http.StatusConflict, "Ce mandat ne se renouvelle plus",
		why+" Créez-en un nouveau : la personne s’identifiera de nouveau avec FranceConnect.", "/mandats/nouveau", "Créer un mandat")
}
