package borne

import (
	"time"

	"demarcheablanc/simulators/portal"
)

// kindAttestation is the document that ameli draws, named as ameli names it.
const kindAttestation = "ameli.attestation_droits"

// handedBy is how the paper came into the person's hands.
const handedBy = "borne"

func printAttestation(v *portal.Visit, p portal.Person) error {
	portal.HandOver(v.Tx, p.ID, portal.File{
		Kind: kindAttestation, Name: "attestation-de-droits.pdf", Title: "Attestation de droits, " + p.Name(), Person: p.ID,
		Params: map[string]string{"date": v.Now().Format(time.DateOnly)}, At: v.Now(),
	}, handedBy)
	v.Witness(FactPrinted, "personne", p.ID)
	return v.Redirect("/imprimee")
}

func printed(v *portal.Visit, p portal.Person) error {
	return v.Render("imprimee.html", "Prenez votre attestation", menuPage{closing(v.Tx), p.Name()})
}
