package emploi

import (
	"fmt"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// computingHour is when the night's computation ends: a declaration is taken
// within 24 hours.
const computingHour = 5

// transferHour is when the bank takes and gives.
const transferHour = 6 * time.Hour

// truthDelay is how long employers' own declarations take, where the situation
// says nothing.
const truthDelay = 40 * 24 * time.Hour

func goesOn(c *demarche.Case) string {
	if !looking(c) {
		return "arret"
	}
	if _, ends := endsByLeave(c); ends {
		return "long_arret"
	}
	return "continue"
}

// recordMonth puts the answers in the person's file: a later declaration of the
// same month replaces them while it has not been computed.
func recordMonth(c *demarche.Case) {
	m := declaredMonth(c)
	if before, ok := monthOf(c.Tx, c.Person.ID, nameOf(m)); ok && before.Dossier != c.Dossier.ID {
		replace(c, before)
	}
	if r, known := registeredOf(c.Tx, c.Person.ID); known && r.Cause == causeLeave {
		if _, ends := endsByLeave(c); !ends {
			r.revived(m).put(c.Tx)
		}
	}
	sick, outside := unpaidDays(c)
	now := Month{
		Person: c.Person.ID, Name: nameOf(m), Dossier: c.Dossier.ID, Number: c.Dossier.Number, SentAt: c.Dossier.SentAt,
		Via: c.Dossier.Via, State: monthOpen, Jobs: jobsOf(c), Unpaid: sick, Outside: outside, Looking: looking(c),
	}
	now.put(c.Tx)
	c.Emit(string(FactDeclared), declaredDetails(c, now)...)
}

// replace stops the coulisses of a declaration that another one corrects.
func replace(c *demarche.Case, before Month) {
	old, ok := demarche.DossierOf(c.Tx, before.Dossier)
	if !ok {
		return
	}
	old.State, old.Stage, old.Due, old.Shown = demarche.Settled, "", time.Time{}, "Remplacée par "+c.Dossier.Number
	c.Put(old.ID, old)
}

func declaredDetails(c *demarche.Case, m Month) []string {
	all := sum(m.Jobs)
	other := c.Yes("maternite") || c.Yes("retraite") || c.Yes("invalidite") || c.Yes("formation")
	return []string{
		"personne", m.Person, "mois", m.Name, "numero", m.Number, "par", m.Via, "main", c.Dossier.Hand,
		"travail", yesNo(len(m.Jobs) > 0), "heures", fmt.Sprint(all.Hours), "brut", decimal(all.Gross),
		"stage", yesNo(c.Yes("stage")), "maladie", yesNo(c.Yes("maladie")), "autre", yesNo(other),
		"recherche", yesNo(m.Looking), "exact", yesNo(exact(c, m)),
	}
}

// exact compares a declaration with what others say of the month, known here
// yet or not: to the euro, as one types it on a telephone.
func exact(c *demarche.Case, m Month) bool {
	t, ok := truthOf(c.Tx, m.Person, m.Name)
	if !ok {
		return m.Looking
	}
	said, real := sum(m.Jobs), sum(t.works())
	return m.Looking && said.Hours == real.Hours && (said.Gross-real.Gross)/100 == 0 && m.Unpaid == t.Sick
}

// computedAt is the next end of the night's computation.
func computedAt(c *demarche.Case) time.Time {
	now := c.Now().In(frtext.Paris)
	at := time.Date(now.Year(), now.Month(), now.Day(), computingHour, 0, 0, 0, frtext.Paris)
	if !at.After(now) {
		at = at.AddDate(0, 0, 1)
	}
	return at
}

// owesMonth computes the month as it stands in the file.
func owesMonth(c *demarche.Case) string {
	p, ok := payment(c)
	if !ok || p.Net == 0 {
		return "rien"
	}
	c.Dossier.Result.With(demarche.Result{Amounts: map[string]calcul.Cents{"are": p.Net}})
	return "paie"
}

func payment(c *demarche.Case) (indemnisation.Payment, bool) {
	m, ok := monthOf(c.Tx, c.Person.ID, nameOf(declaredMonth(c)))
	r, known := registeredOf(c.Tx, c.Person.ID)
	_, m.Outside = unpaidDays(c)
	return indemnisation.Pay(r.Right(), m.Declared()), ok && known && r.Daily > 0
}

// computeMonth closes the month: it can no longer be changed online.
func computeMonth(c *demarche.Case) {
	m, ok := monthOf(c.Tx, c.Person.ID, nameOf(declaredMonth(c)))
	if !ok {
		return
	}
	p, paid := payment(c)
	_, m.Outside = unpaidDays(c)
	m.State, m.Changing = monthComputed, false
	if r, _ := registeredOf(c.Tx, c.Person.ID); paid {
		had := r.Left
		r.recount(&m, p)
		r.sayEnd(c.Tx, had, m)
		r.put(c.Tx)
	}
	m.put(c.Tx)
	c.Emit(string(FactComputed), "personne", m.Person, "mois", m.Name, "jours", fmt.Sprint(m.Days), "centimes", fmt.Sprint(int64(m.Net)))
}

func transferAt(c *demarche.Case) time.Time {
	first, _ := indemnisation.Arrival(declaredMonth(c), momentOf(c))
	return first.Add(transferHour)
}

func truthAt(c *demarche.Case) time.Time {
	at := momentOf(c).Add(truthDelay)
	if t, ok := truthOf(c.Tx, c.Person.ID, nameOf(declaredMonth(c))); ok {
		at = t.KnownAt
	}
	if at.Before(c.Now()) {
		at = c.Now()
	}
	return at
}

// correction computes the month again with what employers and the health
// insurance say.
func correction(c *demarche.Case) (indemnisation.Correction, bool) {
	name := nameOf(declaredMonth(c))
	m, ok := monthOf(c.Tx, c.Person.ID, name)
	t, told := truthOf(c.Tx, c.Person.ID, name)
	r, known := registeredOf(c.Tx, c.Person.ID)
	if !ok || !told || !known || r.Daily == 0 {
		return indemnisation.Correction{}, false
	}
	return indemnisation.Correct(r.rightBefore(m), m.Declared(), indemnisation.Declared{Jobs: t.works(), Unpaid: t.Sick + m.Outside}), true
}

func compare(c *demarche.Case) string {
	found, ok := correction(c)
	if !ok {
		return "juste"
	}
	c.Dossier.Result.With(demarche.Result{
		Amounts: map[string]calcul.Cents{"trop_percu": found.Overpaid, "rappel": found.Owed}, Why: []calcul.Why{found.Why},
	})
	switch {
	case found.Owed > 0:
		return "rappel"
	case found.Claimed:
		return "trop_percu"
	case found.Overpaid > 0:
		return "faible"
	}
	return "juste"
}

func settle(c *demarche.Case) { correctMonth(c) }

// correctMonth keeps what the month became.
func correctMonth(c *demarche.Case) {
	found, ok := correction(c)
	if !ok {
		return
	}
	name := nameOf(declaredMonth(c))
	m, _ := monthOf(c.Tx, c.Person.ID, name)
	t, _ := truthOf(c.Tx, c.Person.ID, name)
	m.Jobs, m.Unpaid = t.works(), t.Sick
	r, _ := registeredOf(c.Tx, c.Person.ID)
	r.recount(&m, found.After)
	r.put(c.Tx)
	m.put(c.Tx)
	if found.Overpaid > 0 {
		c.Emit(string(FactOverpaid), "personne", c.Person.ID, "mois", name, "centimes", fmt.Sprint(int64(found.Overpaid)), "reclame", yesNo(found.Claimed))
	}
}

func noteSmall(c *demarche.Case) { correctMonth(c) }

// claim notes the letter in the person's space.
func claim(c *demarche.Case) {
	correctMonth(c)
	r, ok := registeredOf(c.Tx, c.Person.ID)
	if !ok {
		return
	}
	amount := money(c.Dossier.Result.Amounts["trop_percu"])
	r.Messages = append(r.Messages, Message{At: c.Now(), Letter: true, Subject: "Somme versée en trop pour " + declaredMonth(c).String(), Text: []string{
		"Nous vous avons versé " + amount + " en trop : le bulletin de votre employeur ne dit pas la même chose que votre actualisation.",
		"Vous pouvez rembourser, demander plusieurs échéances, demander l’effacement ou contester, depuis la page « Mes trop-perçus ».",
	}})
	r.put(c.Tx)
	putRecovery(c.Tx, r.Person, nextDebt(c.Tx, r.Person), Recovery{Reason: whyClaimed(c)})
	planDebt(c.Tx, r.Person, nextDebt(c.Tx, r.Person))
}

// whyClaimed says what differed: the dossier's own answers, and what others say.
func whyClaimed(c *demarche.Case) string {
	t, _ := truthOf(c.Tx, c.Person.ID, nameOf(declaredMonth(c)))
	said, real := sum(jobsOf(c)), sum(t.works())
	if said == real {
		sick, _ := unpaidDays(c)
		return "L’assurance maladie compte " + frtext.Count(t.Sick, "jour d’arrêt", "jours d’arrêt") + " ; votre actualisation, " + fmt.Sprint(sick) + "."
	}
	return "Votre employeur déclare " + frtext.Count(real.Hours, "heure", "heures") + " et " + money(real.Gross) + " brut ; votre actualisation, " + frtext.Count(said.Hours, "heure", "heures") + " et " + money(said.Gross) + "."
}

// ceaseByChoice ends the registration of who declared to look for work no more.
func ceaseByChoice(c *demarche.Case) {
	r, ok := registeredOf(c.Tx, c.Person.ID)
	if !ok {
		return
	}
	r.cease(causeChosen, endOfSearch(c), endOfSearch(c))
	r.Lost = ""
	r.tell(c.Now(), "Fin de votre inscription", "Vous avez déclaré ne plus rechercher d’emploi. Votre inscription s’est arrêtée le "+frtext.Date(r.Ceased)+".")
	r.put(c.Tx)
	c.Emit(string(FactCeased), "personne", r.Person, "cause", causeChosen, "mois", nameOf(declaredMonth(c)))
}
