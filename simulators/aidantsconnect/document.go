package aidantsconnect

import (
	"fmt"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/pdf"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// The documents drawn here, by kind. Both name their mandate.
const (
	KindMandate    = "aidantsconnect.mandat"
	KindRevocation = "aidantsconnect.revocation"
)

// What a document is drawn from: its mandate, and for a revocation the moment it
// tells of.
const (
	paramMandate = "mandat"
	paramUntil   = "arrete_le"
)

// attestationForm is the wording of the paper: a mandate's print depends on it.
const attestationForm = "2026-10"

func attestationFile(tx *sandbox.Tx, m Mandate) portal.File {
	return portal.File{
		Kind: KindMandate, Name: "mandat-" + m.Number + ".pdf", Title: "Mandat de " + m.person(tx).Name() + ", n° " + m.Number,
		Person: m.Person, Params: map[string]string{paramMandate: m.Number},
	}
}

func openAttestation(v *portal.Visit, _ helper, m Mandate) error {
	v.Witness(FactAttestation, "mandat", m.Number, "personne", m.Person)
	return v.Send(attestationFile(v.Tx, m))
}

// drawMandate draws the paper that both sign. It says what the mandate said when
// it was made, whatever became of it since.
func drawMandate(tx *sandbox.Tx, f portal.File) ([]byte, error) {
	m, ok := mandateOf(tx, f.Params[paramMandate])
	if !ok {
		return nil, fmt.Errorf("mandate %q is unknown", f.Params[paramMandate])
	}
	d, p := newPaper(tx, m, "Mandat Aidants Connect"), m.person(tx)
	d.H2("Ce que la personne autorise")
	d.List(titleLines(m.Themes()))
	d.H2("Ce que chacun promet")
	d.List([]string{
		p.Name() + " peut y mettre fin quand elle ou il le veut, de vive voix ou par écrit.",
		p.Name() + " déclare n’être ni sous tutelle, ni sous curatelle, ni sous sauvegarde de justice.",
		"La structure n’agit qu’à sa demande et ne garde aucun mot de passe.",
		"Chaque aidant·e habilité·e de la structure agit avec sa propre carte.",
	})
	d.H2("Signatures")
	d.Table([]string{p.Name(), "Pour la structure"}, [][]string{{"Lu et approuvé, le", "Le"}, {" ", " "}})
	d.P("Deux exemplaires, un pour chacun, à garder six ans après la fin du mandat.")
	d.P("Empreinte : " + m.Hash[:32] + " " + m.Hash[32:])
	d.QR("https://"+Host+"/mandats/"+m.Number+"/visualisation", "Code à lire avec un téléphone : adresse de ce mandat dans l’espace de la structure.")
	return d.Bytes()
}

// newPaper begins a document about one mandate: who it binds.
func newPaper(tx *sandbox.Tx, m Mandate, title string) *pdf.Doc {
	p, structure := m.person(tx), structureOf(tx, m.Structure)
	maker, _ := aidantOf(tx, m.Aidant)
	d := pdf.New(pdf.Options{Title: title + " n° " + m.Number, Subject: title + " de " + p.Name(), At: m.Created})
	d.H1(title)
	d.KeyValues([]pdf.KV{
		{Label: "Mandat", Value: "n° " + m.Number + ", fait par " + maker.Name},
		{Label: "La personne", Value: p.Name() + ", né·e le " + plainDate(p.BirthDate)},
		{Label: "La structure", Value: structure.Name},
		{Label: "Début", Value: toTheSecond(m.Created)},
		{Label: "Fin", Value: toTheSecond(m.Until)},
	})
	return d
}

func titleLines(keys []string) []string {
	var lines []string
	for _, t := range themesIn(keys) {
		lines = append(lines, t.Title+" ("+t.Examples+")")
	}
	return lines
}

func revocationFile(tx *sandbox.Tx, m Mandate) portal.File {
	return portal.File{
		Kind: KindRevocation, Name: "revocation-" + m.Number + ".pdf", Title: "Fin du mandat n° " + m.Number + " de " + m.person(tx).Name(),
		Person: m.Person, Params: map[string]string{paramMandate: m.Number, paramUntil: tx.Now().UTC().Format(time.RFC3339)},
	}
}

func openRevocation(v *portal.Visit, m helper, mandate Mandate) error {
	if len(mandate.Live()) == len(mandate.Scope) {
		return mandatePage(v, m, mandate)
	}
	return v.Send(revocationFile(v.Tx, mandate))
}

// drawRevocation says which themes were taken back, and when.
func drawRevocation(tx *sandbox.Tx, f portal.File) ([]byte, error) {
	m, ok := mandateOf(tx, f.Params[paramMandate])
	if !ok {
		return nil, fmt.Errorf("mandate %q is unknown", f.Params[paramMandate])
	}
	as, err := time.Parse(time.RFC3339, f.Params[paramUntil])
	if err != nil {
		return nil, fmt.Errorf("revocation of mandate %s: %w", m.Number, err)
	}
	d := newPaper(tx, m, "Attestation de révocation")
	var rows [][]string
	for _, a := range m.Scope {
		theme, _ := themeNamed(a.Theme)
		until := "en cours"
		if !a.Revoked.IsZero() && !a.Revoked.Truncate(time.Second).After(as) {
			until = "révoqué le " + frtext.DateTime(a.Revoked)
		}
		rows = append(rows, []string{theme.Title, until})
	}
	d.Table([]string{"Thème", "État"}, rows)
	d.P("La structure ne peut plus agir pour la personne sur les thèmes révoqués. La personne n’a rien d’autre à faire.")
	return d.Bytes()
}
