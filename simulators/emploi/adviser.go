package emploi

import (
	"fmt"
	"slices"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// The advisers of the line: on working days, after a queue.
const (
	adviserOpens  = 8*60 + 30
	adviserCloses = 16*60 + 30
	adviserWait   = 10 * time.Minute
)

// lastPayment says what was paid last.
func lastPayment(tx *sandbox.Tx, person string) string {
	all := demarche.Payments(tx, ID, person)
	if len(all) == 0 {
		return "Aucun paiement récent dans votre dossier."
	}
	last := all[len(all)-1]
	return "Votre dernier paiement : " + money(calcul.Cents(last.Amount)) + ", le " + frtext.Date(last.At) + "."
}

func adviserThere(now time.Time) bool {
	now = now.In(frtext.Paris)
	minute := now.Hour()*60 + now.Minute()
	return now.Weekday() != time.Saturday && now.Weekday() != time.Sunday && minute >= adviserOpens && minute < adviserCloses
}

func (s *service) toAdviser(tx *sandbox.Tx, t talk) portal.VoiceAnswer {
	if !adviserThere(tx.Now()) {
		return s.toMenu(tx, t, "Nos conseillers répondent du lundi au vendredi, de 8 heures 30 à 16 heures 30.")
	}
	t.At, t.Until = atQueue, tx.Now().Add(adviserWait)
	a := t.say("Un conseiller va vous répondre dans 10 minutes environ. Merci de ne pas raccrocher.")
	a.Wait = int(adviserWait.Seconds())
	return a
}

func (s *service) queue(tx *sandbox.Tx, t talk) portal.VoiceAnswer {
	if left := t.Until.Sub(tx.Now()); left > 0 {
		a := t.say("Vous êtes toujours en ligne. Encore " + frtext.Duration(left) + " environ.")
		a.Wait = int(left.Seconds())
		return a
	}
	m, ok := lastMonth(tx, t.account(tx).Person)
	if !ok {
		return s.toMenu(tx, t, "Bonjour, je vous écoute. Je ne vois aucune actualisation à corriger.")
	}
	t.At, t.Answers = atAdviser, map[string]string{}
	return t.say("Bonjour, je vous écoute. J’ai sous les yeux votre actualisation "+ofMonth(monthNamed(m.Name))+". Vous avez bien fait d’appeler : corriger de soi-même n’est jamais reproché.",
		"Combien d’heures de travail en tout ce mois-là ? Tapez le nombre, puis dièse. 0 s’il n’y en a pas.")
}

// lastMonth is the last month declared.
func lastMonth(tx *sandbox.Tx, person string) (Month, bool) {
	all := months(tx, person)
	if len(all) == 0 {
		return Month{}, false
	}
	return all[len(all)-1], true
}

// heardCorrection takes the hours, then the wages, and computes again.
func (s *service) heardCorrection(tx *sandbox.Tx, t talk, key string) portal.VoiceAnswer {
	if t.Answers["heures"] == "" {
		if key == "" || atoi(key) > indemnisation.MostHours {
			return t.say("Tapez un nombre d’heures entre 0 et 420, puis dièse.")
		}
		t.Answers["heures"] = key
		if atoi(key) > 0 {
			return t.say("Et le salaire brut, en euros, sans les centimes ? Puis dièse.")
		}
		key = "0"
	}
	var jobs []indemnisation.Work
	if hours := atoi(t.Answers["heures"]); hours > 0 {
		jobs = []indemnisation.Work{{Hours: hours, Gross: calcul.Euros(int64(atoi(key)))}}
		if say := indemnisation.Check(jobs); say != "" {
			return t.say(say)
		}
	}
	return s.toMenu(tx, t, correctWith(tx, t.account(tx).Person, jobs)...)
}

// correctWith puts other hours in the last month, pays what is owed and claims
// what was paid in excess.
func correctWith(tx *sandbox.Tx, person string, jobs []indemnisation.Work) []string {
	m, _ := lastMonth(tx, person)
	r, _ := registeredOf(tx, person)
	before := m.Declared()
	m.Jobs = slices.Clone(jobs)
	found := indemnisation.Correct(r.rightBefore(m), before, m.Declared())
	tx.Emit(string(FactAdviser), "personne", person, "mois", m.Name, "centimes", fmt.Sprint(int64(found.Overpaid)))
	if m.State == monthOpen || r.Daily == 0 {
		m.put(tx)
		return []string{"C’est corrigé, avant même le calcul : rien n’est à rembourser."}
	}
	r.recount(&m, found.After)
	r.put(tx)
	m.put(tx)
	name := monthNamed(m.Name).String()
	switch {
	case found.Owed > 0:
		demarche.Pay(tx, ID, person, "Complément pour "+name, int64(found.Owed))
		return []string{"C’est corrigé. Nous vous devons " + money(found.Owed) + ", le virement part."}
	case found.Claimed:
		putRecovery(tx, person, nextDebt(tx, person), Recovery{Reason: "Vous avez corrigé cette actualisation avec un conseiller du 3949."})
		planDebt(tx, person, nextDebt(tx, person))
		demarche.Claim(tx, ID, person, "Trop-perçu de "+name, int64(found.Overpaid))
		tx.Emit(string(FactOverpaid), "personne", person, "mois", m.Name, "centimes", fmt.Sprint(int64(found.Overpaid)), "reclame", "oui")
		return []string{"C’est corrigé. " + money(found.Overpaid) + " ont été versés en trop : vous pourrez rembourser en plusieurs fois, depuis votre espace ou avec nous."}
	}
	return []string{"C’est corrigé. Rien n’est à rembourser."}
}
