package ameli

import (
	"fmt"
	"strings"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/pdf"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// The parameters of an attestation. Both may be left out: the holder and all
// her dependants, on the day the file was kept.
const (
	paramFor  = "beneficiaires" // ids, comma-separated
	paramDate = "date"          // AAAA-MM-JJ
)

// drawAttestation draws a File whose Person holds the rights.
func drawAttestation(tx *sandbox.Tx, f portal.File) ([]byte, error) {
	holder, ok := portal.PersonOf(tx, f.Person)
	if !ok {
		return nil, fmt.Errorf("attestation de droits: nobody is called %q", f.Person)
	}
	insured := Insured{Address: addressOf(tx, holder), Dependants: dependantsOf(tx, holder.ID)}
	if account, ok := accountOf(tx, holder.ID); ok {
		insured = insuredOf(tx, account.ID)
	}
	on := drawnOn(f)
	d := pdf.New(pdf.Options{Title: "Attestation de droits", Subject: "Droits à l’assurance maladie de " + holder.Name(), At: on})
	d.H1("Attestation de droits à l’assurance maladie")
	d.P("Assurance maladie du Val-d’Exemple, caisse des Tilleuls")
	d.P(fmt.Sprintf("Ce document atteste des droits ouverts du %s au %s, sauf changement de situation.", frtext.Date(rightsFrom(on)), frtext.Date(rightsUntil(on))))
	d.H2("Titulaire du dossier")
	d.KeyValues(holderLines(holder, insured))
	r, _ := recordOf(tx, holder.ID)
	if r.LongIllness.Open(on) {
		d.H2("Prise en charge à 100 %")
		d.KeyValues(r.LongIllness.lines())
	}
	if r.C2S.Open(on) {
		d.H2("Complémentaire santé solidaire")
		d.KeyValues(c2sLines(r.C2S))
	}
	d.H2("Personnes couvertes")
	d.Table([]string{"Nom et prénom", "Date de naissance", "Qualité"}, coveredRows(holder, insured, f.Params[paramFor], on))
	d.P("Fait le " + frtext.Date(on) + ". Ce document ne remplace pas la carte Vitale.")
	return d.Bytes()
}

func drawnOn(f portal.File) time.Time {
	on, err := time.ParseInLocation(time.DateOnly, f.Params[paramDate], frtext.Paris)
	if err != nil {
		return f.At
	}
	return on
}

func holderLines(p portal.Person, i Insured) []pdf.KV {
	lines := []pdf.KV{{Label: "Nom et prénom", Value: p.Name()}}
	if p.UsualName != "" && p.UsualName != p.BirthName {
		lines = append(lines, pdf.KV{Label: "Nom de naissance", Value: p.BirthName})
	}
	return append(lines,
		pdf.KV{Label: "Numéro de sécurité sociale", Value: spacedNIR(p.NIR)},
		pdf.KV{Label: "Adresse", Value: strings.Join(i.Address, ", ")},
		pdf.KV{Label: "Régime", Value: "Régime général"},
	)
}

func spacedNIR(typed string) string {
	nir, err := fictif.ParseNIR(typed)
	if err != nil {
		return typed
	}
	return nir.String()
}

func coveredRows(holder portal.Person, i Insured, asked string, on time.Time) [][]string {
	wanted := func(id string) bool {
		return asked == "" || strings.Contains(","+asked+",", ","+id+",")
	}
	var rows [][]string
	if wanted(holder.ID) {
		rows = append(rows, []string{holder.Name(), shortBirth(holder.BirthDate), "Titulaire"})
	}
	still, _ := listed(i.Dependants, on)
	for _, d := range still {
		if !wanted(d.ID()) {
			continue
		}
		quality := "Ayant droit"
		if d.Note != "" {
			quality += " (" + d.Note + ")"
		}
		rows = append(rows, []string{d.Name, shortBirth(d.Born), quality})
	}
	return rows
}

func shortBirth(iso string) string {
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return day.Format("02/01/2006")
}
