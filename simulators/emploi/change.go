package emploi

import (
	"fmt"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// checkChange refuses an account that is somebody else's, and an appointment
// that there is not.
func checkChange(c *demarche.Case) []demarche.Problem {
	if r, _ := registeredOf(c.Tx, c.Person.ID); c.Text("nature") == "rendez_vous" && !r.Meeting.After(c.Now()) {
		return []demarche.Problem{{Key: "empechement", Message: "Aucun rendez-vous à venir dans votre dossier. Pour un rendez-vous passé, répondez à l’avertissement depuis votre espace, ou appelez le 3949."}}
	}
	if c.Text("nature") == "rib" && c.Text("titulaire") == "non" {
		return []demarche.Problem{{Key: "titulaire", Message: "Le compte doit être à votre nom : un virement vers le compte d’une autre personne serait rejeté."}}
	}
	return nil
}

// changeInTime says whether a change is reported within 72 hours, and whether it
// takes back days already paid.
func changeInTime(c *demarche.Case) string {
	v := revisedBy(c)
	c.Dossier.Result.With(demarche.Result{Amounts: map[string]calcul.Cents{"trop_percu": v.overpaid}, Words: map[string]string{"suite_retard": afterDelay(c, v)}, Why: v.why})
	switch {
	case v.claimed():
		return "trop_percu"
	case inTime(c):
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
	v := revisedBy(c)
	r := v.file
	if r.Person == "" {
		return
	}
	v.put(c)
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
	case "rendez_vous":
		r.postpone(c)
	case "titre":
		if until, known := c.Date("titre_jusqu"); known {
			r.tell(c.Now(), "Votre titre de séjour", "Votre nouveau titre est noté, valable jusqu’au "+frtext.Date(until)+".")
		}
	case "reprise":
		r.tell(c.Now(), "Votre reprise de travail", "Votre reprise chez "+c.Text("nouvel_employeur")+" est notée. Continuez de vous actualiser chaque mois : déclarez les heures et le salaire brut, l’allocation peut compléter.")
		if c.Text("temps") == "plein" {
			r.Category = "5"
		}
	case "detention":
		c.Emit(string(FactCeased), "personne", r.Person, "cause", causeAway, "mois", nameOf(indemnisation.MonthOf(r.Ceased)))
	}
	r.put(c.Tx)
	c.Emit(string(FactChange), "personne", r.Person, "nature", c.Text("nature"), "a_temps", yesNo(inTime(c)))
}

// detained ends the registration on the day of the detention.
func (r *Registered) detained(c *demarche.Case) {
	day, _ := c.Date("survenu_le")
	r.cease(causeAway, day, day)
	r.tell(c.Now(), "Fin de votre inscription", "Votre inscription est arrêtée depuis le "+frtext.Date(day)+". Elle reprendra à votre demande, dès la sortie.")
}

// absent counts the days of an absence that are still paid this year.
func (r *Registered) absent(c *demarche.Case) {
	from, okFrom := c.Date("absent_du")
	to, okTo := c.Date("absent_au")
	if !okFrom || !okTo {
		return
	}
	a := indemnisation.AbsenceOf(frtext.DaysBetween(from, to)+1, r.Absences)
	if r.Absences += a.Paid; a.Unpaid > 0 {
		r.Away = append(r.Away, spell{from.AddDate(0, 0, a.Paid), to})
	}
	said := fmt.Sprintf("Absence du %s au %s : %s payés, %s sans allocation.", frtext.Date(from), frtext.Date(to), frtext.Count(a.Paid, "jour", "jours"), frtext.Count(a.Unpaid, "jour", "jours"))
	r.tell(c.Now(), "Votre absence", said)
}

// postpone gives another appointment to who says in time that she cannot come.
func (r *Registered) postpone(c *demarche.Case) {
	if !r.Meeting.After(c.Now()) {
		return
	}
	r.Meeting = meetingAfter(c.Now())
	r.tell(c.Now(), "Votre rendez-vous est déplacé", "Nouveau rendez-vous à l’agence du Val, le "+frtext.DateTime(r.Meeting)+".")
	planMeeting(c.Tx, *r)
}

// legible looks at the document handed in, as an agent does.
func legible(c *demarche.Case) string {
	if c.Dossier.Files["document"].Flaw != "" {
		return "illisible"
	}
	return "lisible"
}

func keepPaper(c *demarche.Case)   { filePaper(c, "Traité") }
func refusePaper(c *demarche.Case) { filePaper(c, illegible) }

const illegible = "À renvoyer : illisible"

func filePaper(c *demarche.Case, state string) {
	r, ok := registeredOf(c.Tx, c.Person.ID)
	if !ok {
		return
	}
	file := c.Dossier.Files["document"]
	if state != illegible && file.Shows == "attestation_employeur" {
		r.Attested = true // an allowance that waited for it goes on
	}
	r.Papers = append(r.Papers, Handed{At: momentOf(c), Name: file.Name, Context: c.Text("contexte"), State: state})
	r.put(c.Tx)
	c.Emit(string(FactHandedIn), "personne", r.Person, "contexte", c.Text("contexte"), "montre", file.Shows, "etat", state)
}

// shortDay is a day as tables show it.
func shortDay(t time.Time) string { return frtext.ShortDate(t) }
