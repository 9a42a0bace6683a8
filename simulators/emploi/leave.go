package emploi

import (
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal/demarche"
)

// A leave of fifteen days or more ends the registration at its first day. Who
// registers again within five days of its end loses nothing.

// effectLeaveOver reminds, when a long leave is over, that days are counted.
const effectLeaveOver = "emploi.arret.fini"

// leaveNotice is the hour at which that reminder leaves.
const leaveNotice = 8*time.Hour + 30*time.Minute

// endsByLeave is the leave of a declaration that ends the registration, unless
// one registered again since.
func endsByLeave(c *demarche.Case) (indemnisation.SickLeave, bool) {
	said := leaveOf(c)
	leave := indemnisation.SickLeave{First: said.From, Last: said.To}
	r, _ := registeredOf(c.Tx, c.Person.ID)
	return leave, !said.From.IsZero() && leave.EndsRegistration() && !r.Since.After(leave.Last)
}

// lostAfterLeave says whether a day comes after a long leave, the time to
// register again being over.
func lostAfterLeave(c *demarche.Case, r Registered, day time.Time) bool {
	leave, ends := endsByLeave(c)
	return ends && r.State == stateRegistered && day.After(leave.Last) && c.Now().After(leave.ReregisterBy())
}

// ceaseByLeave records the month, and ends the registration at once: the five
// days do not wait for the night's computation.
func ceaseByLeave(c *demarche.Case) {
	leave, ends := endsByLeave(c)
	if r, ok := registeredOf(c.Tx, c.Person.ID); ok && ends {
		r = r.revived(declaredMonth(c))
		r.cease(causeLeave, leave.First, leave.First)
		r.Leave, r.Lost = spell{leave.First, leave.Last}, ""
		r.tell(c.Now(), "Votre arrêt de travail", "Un arrêt de 15 jours ou plus arrête l’inscription : la vôtre s’est arrêtée le "+frtext.Date(leave.First)+".", whatAfterLeave(leave, c.Now()))
		r.put(c.Tx)
		c.Emit(string(FactCeased), "personne", r.Person, "cause", causeLeave, "mois", nameOf(declaredMonth(c)))
		if over := midnight(leave.Last).AddDate(0, 0, 1).Add(leaveNotice); over.After(c.Now()) {
			c.Schedule(over, effectLeaveOver, monthDue{Person: r.Person, Month: nameOf(declaredMonth(c))})
		}
	}
	recordMonth(c)
}

// revived takes back the end that a declaration of the same month had brought,
// while it can still be changed.
func (r Registered) revived(m indemnisation.Month) Registered {
	if r.State != stateCeased || r.Cause != causeLeave || len(r.Past) == 0 || indemnisation.MonthOf(r.Leave.From).First().After(m.First()) {
		return r
	}
	r.Since, r.Past = r.Past[len(r.Past)-1].From, r.Past[:len(r.Past)-1]
	r.State, r.Cause, r.Ceased, r.Leave = stateRegistered, "", time.Time{}, spell{}
	return r
}

func whatAfterLeave(leave indemnisation.SickLeave, now time.Time) string {
	if by := leave.ReregisterBy(); !now.After(by) {
		return "Si vous cherchez toujours un emploi, réinscrivez-vous dans les 5 jours après l’arrêt, jusqu’au " + frtext.DateTime(by) + " : aucun jour ne sera perdu."
	}
	return "Si vous cherchez toujours un emploi, réinscrivez-vous sans attendre : l’inscription reprendra du jour de la demande."
}

// leaveOver writes to who has not registered again on the day after a long leave.
func leaveOver(tx *sandbox.Tx, d monthDue) {
	r, ok := registeredOf(tx, d.Person)
	if !ok || r.State != stateCeased || r.Cause != causeLeave {
		return
	}
	leave := indemnisation.SickLeave{First: r.Leave.From, Last: r.Leave.To}
	account, _ := accountOf(tx, r.Person)
	tx.Emit(string(FactReminder), "personne", r.Person, "mois", d.Month, "par", "sms")
	text(tx, account, "Votre arrêt est terminé. Réinscrivez-vous jusqu’au "+frtext.DateTime(leave.ReregisterBy())+" pour ne perdre aucun jour : site, application ou borne.")
	write(tx, account, "Votre arrêt est terminé : réinscrivez-vous", "/espace", whatAfterLeave(leave, tx.Now()))
}

// resumedAt is the day from which a new registration counts.
func (r Registered) resumedAt(asked time.Time) time.Time {
	switch {
	case r.Cause == causeLeave:
		return indemnisation.SickLeave{First: r.Leave.From, Last: r.Leave.To}.Resume(asked)
	case r.Lost != "":
		from, _ := indemnisation.LapseOf(monthNamed(r.Lost)).Resume(asked)
		return from
	}
	return asked
}

// regain pays the days of a month already computed that come after a leave, when
// one registered again in time.
func regain(c *demarche.Case, r *Registered) {
	m, ok := monthOf(c.Tx, r.Person, nameOf(indemnisation.MonthOf(r.Leave.From)))
	after := midnight(r.Leave.To).AddDate(0, 0, 1)
	if !ok || m.State != monthComputed || r.Daily == 0 || !midnight(r.Since).Equal(after) {
		return
	}
	back := daysWithin(monthNamed(m.Name), after, time.Time{})
	before := m.Declared()
	m.Outside = max(0, m.Outside-back)
	found := indemnisation.Correct(r.rightBefore(m), before, m.Declared())
	if found.Owed == 0 {
		return
	}
	r.recount(&m, found.After)
	m.put(c.Tx)
	demarche.Pay(c.Tx, ID, r.Person, "Complément pour "+monthNamed(m.Name).String(), int64(found.Owed))
	account, _ := accountOf(c.Tx, r.Person)
	write(c.Tx, account, "Un complément vous est versé", "/paiements", "Vous vous êtes réinscrit à temps après votre arrêt : "+money(found.Owed)+" sont versés pour la fin du mois "+ofMonth(monthNamed(m.Name))+".")
}
