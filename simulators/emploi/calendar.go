package emploi

import (
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal"
)

// What the calendar does by itself.
const (
	effectReminder = "emploi.rappel"
	effectClosing  = "emploi.cloture"
)

// lapseLetter is how long after the closing the letter about it is read, and
// lapseNotice the hour of the day at which messages leave.
const (
	lapseLetter = 9*24*time.Hour + 10*time.Hour
	lapseNotice = 8*time.Hour + 30*time.Minute
)

// monthDue is the payload of both effects.
type monthDue struct {
	Person  string                `json:"personne"`
	Month   string                `json:"mois"`
	Channel indemnisation.Channel `json:"par,omitempty"`
}

// planMonth puts in an agenda what the calendar of a month does to a person.
func planMonth(schedule func(at time.Time, effect string, payload any), now time.Time, person string, m indemnisation.Month) {
	for _, r := range indemnisation.Reminders(m) {
		if r.At.After(now) {
			schedule(r.At, effectReminder, monthDue{person, nameOf(m), r.Channel})
		}
	}
	schedule(indemnisation.LapseOf(m).Ceases, effectClosing, monthDue{Person: person, Month: nameOf(m)})
}

// plan is planMonth in a world under way, once for each month.
func plan(tx *sandbox.Tx, person string, m indemnisation.Month) {
	r, ok := registeredOf(tx, person)
	if !ok || r.Planned >= nameOf(m) {
		return
	}
	r.Planned = nameOf(m)
	r.put(tx)
	planMonth(func(at time.Time, effect string, payload any) { tx.Schedule(at, effect, payload) }, tx.Now(), person, m)
}

// awaits says whether a registered person has still to declare a month.
func (d monthDue) awaits(tx *sandbox.Tx) (Registered, bool) {
	r, ok := registeredOf(tx, d.Person)
	_, declared := monthOf(tx, d.Person, d.Month)
	late := frtext.DaysBetween(monthNamed(d.Month).Last(), r.Since) > 0 // registered since
	return r, ok && r.State == stateRegistered && !declared && !late
}

// remind writes to who has not declared the month yet.
func remind(tx *sandbox.Tx, d monthDue) {
	r, ok := d.awaits(tx)
	if !ok {
		return
	}
	m := monthNamed(d.Month)
	until := frtext.DateTime(indemnisation.WindowOf(m).Closes)
	account, _ := accountOf(tx, r.Person)
	tx.Emit(string(FactReminder), "personne", r.Person, "mois", d.Month, "par", string(d.Channel))
	if d.Channel == indemnisation.BySMS {
		text(tx, account, "Votre actualisation "+ofMonth(m)+" n’est pas faite. Vous avez jusqu’au "+until+" : site, application, 3949 ou borne.")
		return
	}
	write(tx, account, "Votre actualisation "+ofMonth(m), "/actualisation",
		"Votre actualisation "+ofMonth(m)+" est à faire jusqu’au "+until+".",
		"Quatre façons : le site, l’application, le 3949 (jour et nuit) ou la borne de l’agence.")
}

// closeMonth ends the registration of who did not declare, and prepares the next
// month of the others.
func closeMonth(tx *sandbox.Tx, d monthDue) {
	r, lapsed := d.awaits(tx)
	if lapsed {
		lapse(tx, r, monthNamed(d.Month))
		return
	}
	if r.State == stateRegistered {
		plan(tx, d.Person, monthNamed(d.Month).Next())
	}
}

func lapse(tx *sandbox.Tx, r Registered, m indemnisation.Month) {
	end := indemnisation.LapseOf(m)
	r.cease(causeForgotten, end.Ceases, m.First()) // the lost month is not paid
	r.Lost = nameOf(m)
	said := []string{
		"Nous n’avons pas reçu votre actualisation " + ofMonth(m) + ", attendue au plus tard le " + frtext.DateTime(indemnisation.WindowOf(m).Closes) + ". Votre inscription s’est arrêtée le " + frtext.Date(end.Ceases) + ", et le paiement avec elle.",
		"Ce n’est pas une sanction. Pour reprendre, demandez votre réinscription : elle part du jour de la demande, chaque jour compte.",
	}
	r.tell(tx.Now(), "Fin de votre inscription", said...)
	r.put(tx)
	tx.Emit(string(FactCeased), "personne", r.Person, "cause", causeForgotten, "mois", nameOf(m))
	account, _ := accountOf(tx, r.Person)
	name := institution(tx)
	at := end.Ceases.Add(lapseNotice)
	if account.Email != "" {
		tx.Schedule(at, portal.EffectMail, mailOf(tx, account, "Votre inscription s’est arrêtée", "/espace", said...))
	}
	if account.Mobile != "" {
		tx.Schedule(at, portal.EffectSMS, portal.SMS{Number: account.Mobile, From: name, Text: portal.Mark + " Faute d’actualisation, votre inscription s’est arrêtée le " + frtext.Date(end.Ceases) + ". Réinscrivez-vous sans attendre : 3949 ou site."})
	}
	tx.Schedule(end.Ceases.Add(lapseLetter), portal.EffectLetter, portal.Letter{To: r.Person, From: name, Object: portal.Mark + " Fin de votre inscription", Body: append(said, "Vous pouvez contester cette décision dans les deux mois, auprès de la direction de votre agence.")})
}

// write sends a mail to the address of an account, if it has one.
func write(tx *sandbox.Tx, a portal.Account, subject, path string, body ...string) {
	if a.Email != "" {
		portal.SendMail(tx, mailOf(tx, a, subject, path, body...))
	}
}

func mailOf(tx *sandbox.Tx, a portal.Account, subject, path string, body ...string) portal.Mail {
	m := portal.Mail{To: a.Email, From: sender, FromName: institution(tx), Subject: portal.Mark + " " + subject, Body: append([]string{"Bonjour,"}, body...)}
	if path != "" {
		m.Links = []portal.Link{{Text: "Ouvrir mon espace", URL: "https://" + Host + path}}
	}
	return m
}

// text sends an SMS to the number of an account, if it has one.
func text(tx *sandbox.Tx, a portal.Account, say string) {
	if a.Mobile != "" {
		portal.SendSMS(tx, portal.SMS{Number: a.Mobile, From: institution(tx), Text: portal.Mark + " " + say})
	}
}
