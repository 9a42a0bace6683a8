package aidantsconnect

import (
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// Who signs a mandate, as facts name them, and the copy that goes home.
const (
	signerPerson = "aide"
	signerAidant = "aidant"
	givesCopy    = "copie"
)

type signView struct {
	frame
	Number, Name           string
	Person, Aidant, Copied string // when each was done
	Hand                   string // who holds the keyboard
}

// signPage is the paper on the table: two copies, two signatures, one to take
// home.
func signPage(v *portal.Visit, m helper, mandate Mandate) error {
	page := signView{frame: m.frame("espace"), Number: mandate.Number, Name: mandate.person(v.Tx).Name(), Hand: v.Hand}
	if !mandate.SignedByPerson.IsZero() {
		page.Person = frtext.Clock(mandate.SignedByPerson)
	}
	if !mandate.SignedByAidant.IsZero() {
		page.Aidant = frtext.Clock(mandate.SignedByAidant)
	}
	if !mandate.CopyGiven.IsZero() {
		page.Copied = frtext.Clock(mandate.CopyGiven)
	}
	return v.Render("signature.html", "Imprimer, signer, remettre", page)
}

// sign witnesses one signature or the copy given. Who held the keyboard is said
// with it: only the person can sign for herself.
func sign(v *portal.Visit, m helper, mandate Mandate) error {
	switch v.Value("geste") {
	case signerPerson:
		if mandate.SignedByPerson.IsZero() {
			mandate.SignedByPerson = v.Now()
			v.Witness(FactSigned, "mandat", mandate.Number, "personne", mandate.Person, "signataire", signerPerson, "main", v.Hand)
		}
	case signerAidant:
		if mandate.SignedByAidant.IsZero() {
			mandate.SignedByAidant = v.Now()
			v.Witness(FactSigned, "mandat", mandate.Number, "personne", mandate.Person, "signataire", signerAidant, "main", v.Hand)
		}
	case givesCopy:
		if !mandate.Signed() {
			v.Problem("geste", "Les deux exemplaires se signent d’abord, tous les deux. Ensuite, chacun garde le sien.")
			return signPage(v, m, mandate)
		}
		if mandate.CopyGiven.IsZero() {
			mandate.CopyGiven = v.Now()
			portal.HandOver(v.Tx, mandate.Person, attestationFile(v.Tx, mandate), "imprime")
			v.Witness(FactCopy, "mandat", mandate.Number, "personne", mandate.Person)
		}
	default:
		v.Problem("geste", "Choisissez ce qui vient d’être fait sur le papier.")
		return signPage(v, m, mandate)
	}
	mandate.put(v.Tx)
	return v.Redirect("/mandats/" + mandate.Number + "/signature")
}
