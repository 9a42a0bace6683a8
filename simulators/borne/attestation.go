package borne

import (
	"time"

	"demarcheablanc/simulators/portal"
)

// The documents that ameli draws, named as ameli names them.
const (
	kindAttestation = "ameli.attestation_droits"
	kindAllowances  = "ameli.attestation_ij"
)

// handedBy is how a paper came into the person's hands.
const handedBy = "borne"

func printAttestation(v *portal.Visit, p portal.Person) error {
	portal.HandOver(v.Tx, p.ID, portal.File{
		Kind: kindAttestation, Name: "attestation-de-droits.pdf", Title: "Attestation de droits, " + p.Name(), Person: p.ID,
		Params: map[string]string{"date": v.Now().Format(time.DateOnly)}, At: v.Now(),
	}, handedBy)
	v.Witness(FactPrinted, "personne", p.ID)
	return v.Redirect("/imprimee")
}

// printAllowances gives the sick-leave allowances of the last twelve months.
func printAllowances(v *portal.Visit, p portal.Person) error {
	portal.HandOver(v.Tx, p.ID, portal.File{
		Kind: kindAllowances, Name: "attestation-indemnites.pdf", Title: "Attestation d’indemnités journalières, " + p.Name(), Person: p.ID,
		Params: map[string]string{"du": v.Now().AddDate(-1, 0, 0).Format(time.DateOnly), "au": v.Now().Format(time.DateOnly)}, At: v.Now(),
	}, handedBy)
	v.Witness(FactAllowances, "personne", p.ID)
	return v.Redirect("/imprimee/indemnites")
}

type printedPage struct {
	menuPage
	What string
	Now  bool // it proves something from today on
}

func printed(v *portal.Visit, p portal.Person) error {
	return v.Render("imprimee.html", "Prenez votre attestation", printedPage{menuPage{hall.Closing(v.Tx), p.Name()}, "L’attestation de droits", true})
}

func printedAllowances(v *portal.Visit, p portal.Person) error {
	return v.Render("imprimee.html", "Prenez votre attestation", printedPage{menuPage{hall.Closing(v.Tx), p.Name()}, "L’attestation d’indemnités journalières", false})
}
