package aidantsconnect

import (
	"fmt"
	"slices"
	"strings"
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

// What a document is drawn from: its mandate, whether both had signed it, and for
// a revocation the moment it tells of.
const (
	paramMandate = "mandat"
	paramSigned  = "signe"
	paramUntil   = "arrete_le"
)

// attestationForm is the wording of the paper: a mandate's print depends on it.
const attestationForm = "2026-10"

func attestationFile(tx *sandbox.Tx, m Mandate) portal.File {
	return portal.File{
		Kind: KindMandate, Name: "mandat-" + m.Number + ".pdf", Title: "Mandat de " + m.person(tx).Name() + ", n° " + m.Number,
		Person: m.Person, Params: map[string]string{paramMandate: m.Number, paramSigned: yesNo(m.Signed())},
	}
}

func openAttestation(v *portal.Visit, _ helper, m Mandate) error {
	v.Witness(FactAttestation, "mandat", m.Number, "personne", m.Person)
	return v.Send(attestationFile(v.Tx, m))
}

// drawMandate draws the paper that both sign, on one sheet. It says what the
// mandate said when it was made, whatever became of it since.
func drawMandate(tx *sandbox.Tx, f portal.File) ([]byte, error) {
	m, ok := mandateOf(tx, f.Params[paramMandate])
	if !ok {
		return nil, fmt.Errorf("mandate %q is unknown", f.Params[paramMandate])
	}
	d, p := newPaper(tx, m, "Mandat Aidants Connect", m.Created), m.person(tx)
	d.H2("Ce que la personne autorise")
	listThemes(d, m.Themes())
	d.H2("Ce que chacun promet")
	d.List([]string{
		p.Name() + " peut y mettre fin à tout moment, de vive voix ou par écrit, sans dire pourquoi.",
		p.Name() + " déclare n’être ni sous tutelle, ni sous curatelle, ni sous sauvegarde de justice.",
		"La structure n’agit qu’à sa demande et ne garde aucun mot de passe.",
		"Chaque aidant·e habilité·e de la structure agit avec sa propre carte.",
	})
	d.H2("Signatures")
	d.Signatures(signatures(tx, m, f.Params[paramSigned] == "oui"))
	d.QR("https://"+Host+"/mandats/"+m.Number+"/visualisation", "Code à lire avec un téléphone : adresse de ce mandat dans l’espace de la structure.",
		"Deux exemplaires, un pour chacun, à garder six ans après la fin du mandat.",
		"Empreinte de ce mandat : "+spacedPrint(m.Hash))
	return d.Bytes()
}

// fewThemes have a line each, with examples; more of them hold in a sentence, so
// that the signatures stay on the same sheet.
const fewThemes = 4

func listThemes(d *pdf.Doc, keys []string) {
	if len(keys) > fewThemes {
		d.P(titles(keys) + ".")
		return
	}
	d.List(titleLines(keys))
}

// signatures are the two frames of the paper: blank for the pen, or as they were
// filled.
func signatures(tx *sandbox.Tx, m Mandate, signed bool) []pdf.Signature {
	person := pdf.Signature{Who: m.person(tx).Name(), Lines: []string{"Lu et approuvé, le"}}
	structure := pdf.Signature{Who: "Pour " + structureOf(tx, m.Structure).Name, Lines: []string{"Le"}}
	if signed {
		person.Lines = []string{"Lu et approuvé.", signedAt(m.SignedByPerson)}
		structure.Lines = []string{signedAt(m.SignedByAidant)}
	}
	return []pdf.Signature{person, structure}
}

func signedAt(t time.Time) string {
	return "Signé le " + frtext.Date(t) + " à " + frtext.Clock(t) + "."
}

// spacedPrint writes a print by groups of eight, as it is read aloud or compared.
func spacedPrint(hash string) string {
	var groups []string
	for group := range slices.Chunk([]byte(hash), 8) {
		groups = append(groups, string(group))
	}
	return strings.Join(groups, " ")
}

// newPaper begins a document about one mandate: who it binds, and when it was
// drawn up.
func newPaper(tx *sandbox.Tx, m Mandate, title string, at time.Time) *pdf.Doc {
	p, structure := m.person(tx), structureOf(tx, m.Structure)
	maker, _ := aidantOf(tx, m.Aidant)
	d := pdf.New(pdf.Options{Title: title + " n° " + m.Number, Subject: title + " de " + p.Name(), At: at})
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
	d := newPaper(tx, m, "Attestation de révocation", as)
	var rows [][]string
	for _, a := range m.Scope {
		theme, _ := themeNamed(a.Theme)
		until := "en cours"
		if m.Expired(as) {
			until = "échu le " + frtext.DateTime(m.Until)
		}
		if !a.Revoked.IsZero() && !a.Revoked.Truncate(time.Second).After(as) {
			until = "révoqué le " + frtext.DateTime(a.Revoked)
		}
		rows = append(rows, []string{theme.Title, until})
	}
	d.Table([]string{"Thème", "État"}, rows)
	d.P("La structure ne peut plus agir sur les thèmes révoqués. La personne n’a rien d’autre à faire.")
	return d.Bytes()
}
