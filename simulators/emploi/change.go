package emploi

import (
	"fmt"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// checkChange asks for an end that is not before the beginning of an absence.
func checkChange(c *demarche.Case) []demarche.Problem {
	if c.Text("nature") == "rib" && c.Text("titulaire") == "non" {
		return []demarche.Problem{{Key: "titulaire", Message: "Le compte doit être à votre nom : un virement vers le compte d’une autre personne serait rejeté."}}
	}
	return nil
}

// changeInTime says whether a change is reported within 72 hours.
func changeInTime(c *demarche.Case) string {
	if inTime(c) {
		return "a_temps"
	}
	return "tard"
}

func inTime(c *demarche.Case) bool {
	day, ok := c.Date("survenu_le")
	return !ok || !momentOf(c).After(indemnisation.ReportBy(day.AddDate(0, 0, 1)))
}

// applyChange puts a change in the person's file.
func applyChange(c *demarche.Case) {
	r, ok := registeredOf(c.Tx, c.Person.ID)
	if !ok {
		return
	}
	switch c.Text("nature") {
	case "adresse":
		r.Street, r.Postcode = addressIn(c), c.Text("adresse.code_postal")
	case "coordonnees":
		if a, known := accountOf(c.Tx, c.Person.ID); known {
			a.Email, a.Mobile = c.Text("courriel"), c.Text("telephone")
			portal.PutAccount(c.Tx, a)
		}
	case "rib":
		r.IBAN = c.Text("iban")
	case "absence":
		r.absent(c)
	}
	r.put(c.Tx)
	c.Emit(string(FactChange), "personne", r.Person, "nature", c.Text("nature"), "a_temps", yesNo(inTime(c)))
}

// absent counts the days of an absence that are still paid this year.
func (r *Registered) absent(c *demarche.Case) {
	from, okFrom := c.Date("absent_du")
	to, okTo := c.Date("absent_au")
	if !okFrom || !okTo {
		return
	}
	a := indemnisation.AbsenceOf(frtext.DaysBetween(from, to)+1, r.Absences)
	r.Absences += a.Paid
	said := fmt.Sprintf("Absence du %s au %s : %s payés, %s sans allocation.", frtext.Date(from), frtext.Date(to), frtext.Count(a.Paid, "jour", "jours"), frtext.Count(a.Unpaid, "jour", "jours"))
	r.tell(c.Now(), "Votre absence", said)
}

// legible looks at the document handed in, as an agent does.
func legible(c *demarche.Case) string {
	if c.Dossier.Files["document"].Flaw != "" {
		return "illisible"
	}
	return "lisible"
}

func keepPaper(c *demarche.Case)   { filePaper(c, "Traité") }
func refusePaper(c *demarche.Case) { filePaper(c, "À renvoyer : illisible") }

func filePaper(c *demarche.Case, state string) {
	r, ok := registeredOf(c.Tx, c.Person.ID)
	if !ok {
		return
	}
	file := c.Dossier.Files["document"]
	r.Papers = append(r.Papers, Handed{At: momentOf(c), Name: file.Name, Context: c.Text("contexte"), State: state})
	r.put(c.Tx)
	c.Emit(string(FactHandedIn), "personne", r.Person, "contexte", c.Text("contexte"), "montre", file.Shows, "etat", state)
}

// shortDay is a day as tables show it.
func shortDay(t time.Time) string { return frtext.ShortDate(t) }
