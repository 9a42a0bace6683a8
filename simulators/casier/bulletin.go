package casier

import (
	"fmt"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/pdf"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// KindBulletin is the bulletin n° 3 of somebody who has nothing on record: the
// only one that is ever drawn.
const KindBulletin = "casier.bulletin_3"

// The parameters of a bulletin.
const (
	paramNumber = "numero"
	paramKey    = "cle"
	paramDate   = "date" // AAAA-MM-JJ
)

func bulletinOf(r Request) portal.File {
	return portal.File{
		Kind: KindBulletin, Name: "bulletin-n3-" + r.ID + ".pdf", Title: "Bulletin n° 3 du casier judiciaire", Person: r.Person,
		Params: map[string]string{paramNumber: r.ID, paramKey: r.Key, paramDate: r.Ready.In(frtext.Paris).Format(time.DateOnly)},
	}
}

func drawBulletin(tx *sandbox.Tx, f portal.File) ([]byte, error) {
	p, ok := portal.PersonOf(tx, f.Person)
	if !ok {
		return nil, fmt.Errorf("bulletin n° 3: nobody is called %q", f.Person)
	}
	on, err := time.ParseInLocation(time.DateOnly, f.Params[paramDate], frtext.Paris)
	if err != nil {
		return nil, fmt.Errorf("bulletin n° 3: its date: %w", err)
	}
	d := pdf.New(pdf.Options{Title: "Bulletin n° 3", Subject: "Casier judiciaire, " + p.Name(), At: on})
	d.H1("Casier judiciaire : bulletin n° 3")
	d.KeyValues(civilStatus(p))
	d.H2("Néant")
	d.P("À cette date, le bulletin n° 3 de cette personne ne porte aucune mention.")
	d.H2("Pour vérifier ce document")
	d.KeyValues([]pdf.KV{{Label: "Numéro", Value: f.Params[paramNumber]}, {Label: "Clé", Value: f.Params[paramKey]}, {Label: "Délivré le", Value: frtext.Date(on)}})
	d.P("La personne qui reçoit ce bulletin peut vérifier qu’il est authentique sur " + Host + ", sans en garder de copie.")
	return d.Bytes()
}

func civilStatus(p portal.Person) []pdf.KV {
	lines := []pdf.KV{{Label: "Nom de naissance", Value: p.BirthName}}
	if p.UsualName != "" {
		lines = append(lines, pdf.KV{Label: "Nom d’usage", Value: p.UsualName})
	}
	born := p.BirthTown
	if bornWhere(p.BirthCountry, p.BirthPlace) == bornAbroad {
		born = "à l’étranger"
	}
	return append(lines,
		pdf.KV{Label: "Prénoms", Value: frtext.List(p.GivenNames)},
		pdf.KV{Label: "Date de naissance", Value: birthWords(p.BirthDate)},
		pdf.KV{Label: "Lieu de naissance", Value: born},
	)
}
