package emploi

import (
	"fmt"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// How a question of the line is answered.
type answerKind int

const (
	yesOrNo   answerKind = iota
	wholeDays            // a day of the month, as a number
	count                // a number between bounds
	reason               // 1, 2 or 3
)

// spoken is one question of the line, and the answer that it fills.
type spoken struct {
	Key  string
	Says string
	Kind answerKind
	Most int
}

// mostEmployers is how many employers the line takes.
const mostEmployers = 6

// questions lists those that the answers given so far call for, in order.
func questions(t talk, m indemnisation.Month, female bool) []spoken {
	in := m.String()
	asks := []spoken{{Key: "travaille", Says: "Avez-vous travaillé en " + in + ", même une heure ? Oui, tapez 1. Non, tapez 2."}}
	if t.Answers["travaille"] == "oui" {
		asks = append(asks, spoken{"employeurs", "Pour combien d’employeurs ? Tapez le nombre, puis dièse.", count, mostEmployers})
		for i := range atoi(t.Answers["employeurs"]) {
			item := fmt.Sprintf("employeurs.%d.", i+1)
			who := fmt.Sprintf("Employeur %d. ", i+1)
			asks = append(asks,
				spoken{item + "heures", who + "Combien d’heures en " + in + " ? En heures entières, sans les minutes, puis dièse.", count, indemnisation.MostHours},
				spoken{item + "brut", who + "Quel salaire brut, en euros, sans les centimes ? Le brut est sur le bulletin, avant les retenues. Puis dièse.", count, int(indemnisation.MostGross / 100)})
		}
	}
	asks = append(asks, spoken{Key: "formation", Says: "Avez-vous commencé ou suivi une formation ? Oui, tapez 1. Non, tapez 2."})
	asks = withDays(asks, t, "stage", "Avez-vous fait un stage ? Oui, tapez 1. Non, tapez 2.", true)
	asks = withDays(asks, t, "maladie", "Avez-vous été en arrêt maladie ? Oui, tapez 1. Non, tapez 2.", true)
	if female {
		asks = withDays(asks, t, "maternite", "Avez-vous été en congé de maternité ? Oui, tapez 1. Non, tapez 2.", false)
	}
	asks = withDays(asks, t, "retraite", "Recevez-vous une nouvelle pension de retraite ? Oui, tapez 1. Non, tapez 2.", false)
	asks = withDays(asks, t, "invalidite", "Recevez-vous une nouvelle pension d’invalidité ? Oui, tapez 1. Non, tapez 2.", false)
	if t.Answers["formation"] == "oui" {
		return asks
	}
	asks = append(asks, spoken{Key: "recherche", Says: "Êtes-vous toujours à la recherche d’un emploi ? Oui, tapez 1. Non, tapez 2."})
	if t.Answers["recherche"] == "non" {
		asks = append(asks, spoken{"motif_fin", "Pourquoi ? Reprise d’un travail, tapez 1. Retraite, tapez 2. Autre raison, tapez 3.", reason, 3})
	}
	return asks
}

// withDays adds a question, and the days that a yes calls for.
func withDays(asks []spoken, t talk, key, says string, ends bool) []spoken {
	asks = append(asks, spoken{Key: key, Says: says})
	if t.Answers[key] != "oui" {
		return asks
	}
	asks = append(asks, spoken{key + "_du", "Quel jour du mois cela a-t-il commencé ? Tapez le jour, puis dièse.", wholeDays, 31})
	if ends {
		asks = append(asks, spoken{key + "_au", "Quel jour du mois cela s’est-il terminé ? Tapez le jour, puis dièse.", wholeDays, 31})
	}
	return asks
}

// asked is the first question without an answer.
func (t talk) asked(tx *sandbox.Tx) (spoken, indemnisation.Month, bool) {
	m, _ := indemnisation.ToDeclare(tx.Now())
	person, _ := portal.PersonOf(tx, t.account(tx).Person)
	for _, q := range questions(t, m, person.Gender == "female") {
		if t.Answers[q.Key] == "" {
			return q, m, true
		}
	}
	return spoken{}, m, false
}

func (s *service) ask(tx *sandbox.Tx, t talk, says ...string) portal.VoiceAnswer {
	q, _, more := t.asked(tx)
	if !more {
		return s.readback(tx, t, says...)
	}
	t.At = atQuestions
	return t.say(append(says, q.Says)...)
}

// heardAnswer keeps an answer that the question can take, and goes on.
func (s *service) heardAnswer(tx *sandbox.Tx, t talk, key string) portal.VoiceAnswer {
	q, m, more := t.asked(tx)
	if !more {
		return s.readback(tx, t)
	}
	kept, problem := q.take(key, m, t)
	if problem != "" {
		return s.ask(tx, t, problem)
	}
	t.Answers[q.Key] = kept
	return s.ask(tx, t)
}

// take reads the digits typed for a question.
func (q spoken) take(key string, m indemnisation.Month, t talk) (kept, problem string) {
	n := atoi(key)
	switch {
	case key == "":
		return "", "Je répète."
	case q.Kind == yesOrNo && key != "1" && key != "2":
		return "", "Répondez par 1 pour oui, ou 2 pour non."
	case q.Kind == yesOrNo:
		return yesNo(key == "1"), ""
	case q.Kind == reason && (n < 1 || n > 3):
		return "", "Tapez 1, 2 ou 3."
	case q.Kind == reason:
		return []string{"travail", "retraite", "autre"}[n-1], ""
	case q.Kind == wholeDays && (n < 1 || n > m.Days()):
		return "", "Ce jour n’est pas dans le mois. Tapez un nombre entre 1 et " + fmt.Sprint(m.Days()) + "."
	case q.Kind == wholeDays:
		day := m.First().AddDate(0, 0, n-1).Format(time.DateOnly)
		if from, ok := strings.CutSuffix(q.Key, "_au"); ok && day < t.Answers[from+"_du"] {
			return "", "La fin ne peut pas venir avant le début."
		}
		return day, ""
	case n < 1 || n > q.Most:
		return "", "Tapez un nombre entre 1 et " + frtext.Number(int64(q.Most)) + "."
	}
	return fmt.Sprint(n), ""
}

// filled makes the dossier of a call, not yet sent.
func (s *service) filled(tx *sandbox.Tx, t talk) (*demarche.Case, string) {
	account := t.account(tx)
	person, _ := portal.PersonOf(tx, account.Person)
	c, closed := s.set.Open(tx, "actualisation", demarche.Holder{Person: person, Account: account.ID})
	if closed != "" {
		return c, closed
	}
	clear(c.Dossier.Values) // nothing is prefilled on the telephone
	clear(c.Dossier.Filled)
	for key, value := range t.Answers {
		c.Set(key, value)
	}
	if t.Answers["recherche"] == "non" {
		c.Set("fin_recherche", tx.Now().In(frtext.Paris).Format(time.DateOnly))
	}
	return c, ""
}

// readback says every answer before anything is sent.
func (s *service) readback(tx *sandbox.Tx, t talk, says ...string) portal.VoiceAnswer {
	c, closed := s.filled(tx, t)
	if closed != "" {
		return s.toMenu(tx, t, closed)
	}
	says = append(says, "Voici vos réponses. Rien n’est encore transmis.")
	if jobs := sum(jobsOf(c)); jobs.Hours > 0 {
		says = append(says, "Vous avez travaillé "+frtext.Count(jobs.Hours, "heure", "heures")+", pour "+money(jobs.Gross)+" brut.")
	} else {
		says = append(says, "Vous n’avez pas travaillé.")
	}
	for _, line := range []struct{ key, says string }{
		{"formation", "Vous avez suivi une formation."},
		{"stage", "Vous avez fait un stage."},
		{"maladie", "Vous avez été en arrêt maladie."},
		{"maternite", "Vous avez été en congé de maternité."},
		{"retraite", "Vous recevez une nouvelle retraite."},
		{"invalidite", "Vous recevez une nouvelle pension d’invalidité."},
	} {
		if c.Yes(line.key) {
			says = append(says, line.says)
		}
	}
	if looking(c) {
		says = append(says, "Vous recherchez toujours un emploi.")
	} else {
		says = append(says, "Vous ne recherchez plus d’emploi : votre inscription s’arrêtera.")
	}
	if leave, ends := endsByLeave(c); ends && looking(c) {
		says = append(says, "Un arrêt de 15 jours ou plus arrête l’inscription. "+whatAfterLeave(leave, tx.Now()))
	}
	if strange := contradiction(c); strange != "" {
		says = append(says, strange)
	}
	t.At = atReadback
	if t.Read.IsZero() {
		t.Read = tx.Now()
		portal.PutReading(tx, portal.Reading{Device: tx.Device, Site: ID, Title: "Actualisation par téléphone", Dossier: c.Dossier.ID, At: tx.Now()})
	}
	return t.say(append(says, "Pour valider, tapez 1. Pour recommencer, tapez 2. Pour réentendre, tapez étoile.")...)
}
