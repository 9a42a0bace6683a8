package impots

import (
	"fmt"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// What the administration does by itself at its date, whoever visits or not.
const (
	effectOpening  = "impots.ouverture" // the season opens: a mail to those who have a space
	effectReminder = "impots.rappel"    // a week before the limit, to who has not signed
	effectLimit    = "impots.limite"    // at the limit: automatic returns are validated
	effectNotice   = "impots.relance"   // a formal notice to who still has not
	effectProperty = "impots.biens"     // occupations never declared
)

// yearDue is one household's year.
type yearDue struct {
	Household string `json:"foyer"`
	Incomes   int    `json:"annee"`
}

func (s *service) effects() map[string]sandbox.Effect {
	return map[string]sandbox.Effect{
		effectOpening: portal.EffectOf(s.tellOpening), effectReminder: portal.EffectOf(s.remind), effectLimit: portal.EffectOf(s.passLimit),
		effectNotice: portal.EffectOf(s.warnFormally), effectProperty: portal.EffectOf(fineProperty), effectAdvance: portal.EffectOf(payAdvance),
		effectDraw: portal.EffectOf(draw), effectUnpaid: portal.EffectOf(s.increase), effectAcompte: portal.EffectOf(s.drawAcompte),
	}
}

// yearsAhead is how far a world's agenda is filled when it begins.
const yearsAhead = 2

// plan puts a household's seasons in the agenda that a world begins with.
func (s *service) plan(in portal.SeedInput, h Household) {
	later := func(when time.Time, effect string, incomes int) {
		if in.Schedule != nil && when.After(in.T0) {
			in.Schedule(when, effect, yearDue{h.ID, incomes})
		}
	}
	first := s.calendar.current(in.T0).Incomes
	for incomes := first; incomes < first+yearsAhead; incomes++ {
		season := s.calendar.campaign(incomes)
		limit := season.limit(h.Zone)
		later(season.Opens, effectOpening, incomes)
		later(limit.AddDate(0, 0, -7), effectReminder, incomes)
		later(limit, effectLimit, incomes)
		later(at(incomes+1, time.September, 15, 9, 0, 0), effectNotice, incomes)
		later(at(incomes+1, time.July, 1, 9, 0, 0), effectProperty, incomes)
	}
}

// owing is the household of a season that it has not declared yet. Who is counted
// by others owes no return.
func owing(tx *sandbox.Tx, due yearDue) (Household, bool) {
	h, ok := sandbox.Get[Household](tx, householdKey(due.Household))
	_, sent := returnOf(tx, due.Household, due.Incomes)
	return h, ok && !sent && h.ClaimedBy == ""
}

// write mails every declarant who has a space.
func write(tx *sandbox.Tx, h Household, subject string, body ...string) {
	for _, person := range h.Declarants {
		if account, ok := accountFor(tx, person); ok && account.State == "" {
			portal.SendMail(tx, portal.Mail{To: account.Email, From: sender, FromName: "Impôts", Subject: portal.Mark + " " + subject, Body: append([]string{"Bonjour,"}, body...)})
		}
	}
}

const ownWay = "Pour y aller, tapez vous-même l’adresse du site : ce message ne contient pas de lien."

func (s *service) tellOpening(tx *sandbox.Tx, due yearDue) {
	if h, ok := owing(tx, due); ok {
		limit := s.calendar.campaign(due.Incomes).limit(h.Zone)
		write(tx, h, fmt.Sprintf("La déclaration des revenus de %d est ouverte", due.Incomes),
			"Votre déclaration vous attend dans votre espace. Date limite pour votre département : "+frtext.DateTime(limit)+".", ownWay)
	}
}

func (s *service) remind(tx *sandbox.Tx, due yearDue) {
	if h, ok := owing(tx, due); ok {
		write(tx, h, "Plus qu’une semaine pour déclarer",
			"Aucune déclaration signée n’est arrivée pour les revenus de "+fmt.Sprint(due.Incomes)+". Un brouillon enregistré n’est pas une déclaration : il faut la signer.", ownWay)
	}
}

// passLimit validates by itself the return of those who had nothing to change,
// and witnesses the others' absence.
func (s *service) passLimit(tx *sandbox.Tx, due yearDue) {
	h, ok := owing(tx, due)
	if !ok {
		return
	}
	if !h.told(tx, due.Incomes).Automatic {
		tx.Emit(string(FactReturnMissing), "personne", h.Declarants[0], "annee", fmt.Sprint(due.Incomes))
		return
	}
	person, ok := h.declarant(tx, 0)
	if !ok {
		return
	}
	if c, closed := s.set.Open(tx, formReturn, demarche.Holder{Person: person}); closed == "" {
		c.Send("automatique", "")
	}
}

// warnFormally sends the formal notice from which the increase doubles.
func (s *service) warnFormally(tx *sandbox.Tx, due yearDue) {
	h, ok := owing(tx, due)
	if !ok || len(h.told(tx, due.Incomes).True) == 0 {
		return
	}
	if h.Warned == nil {
		h.Warned = map[int]time.Time{}
	}
	h.Warned[due.Incomes] = tx.Now()
	putHousehold(tx, h)
	for _, person := range h.Declarants {
		portal.SendLetter(tx, portal.Letter{To: person, From: "Impôts", Object: fmt.Sprintf("Mise en demeure de déclarer vos revenus de %d", due.Incomes), Body: []string{
			"Bonjour,", fmt.Sprintf("Des revenus de %d nous ont été transmis à votre nom, mais aucune déclaration signée ne nous est parvenue.", due.Incomes),
			"Envoyez-la dans les 30 jours : la majoration est alors de 20 %. Au-delà, elle passe à 40 %. Le formulaire papier est dans votre espace ; le guichet peut le remplir avec vous.",
		}})
	}
}

// fineProperty fines the locals whose occupation changed and was never declared.
func fineProperty(tx *sandbox.Tx, due yearDue) {
	h, ok := sandbox.Get[Household](tx, householdKey(due.Household))
	if !ok {
		return
	}
	var silent []Property
	for _, p := range propertiesOf(tx, h.ID) {
		if p.Declared.IsZero() || tx.Now().Sub(p.Declared) > 365*24*time.Hour {
			silent = append(silent, p)
		}
	}
	n := wrong(silent)
	if n == 0 {
		return
	}
	fine := calcul.Cents(n * fineByProperty)
	demarche.Claim(tx, ID, h.Declarants[0], fineLabel+", occupation d’un local non déclarée", int64(fine))
	portal.SendLetter(tx, portal.Letter{To: h.Declarants[0], From: "Impôts", Object: "Occupation de vos locaux", Body: []string{
		"Bonjour,", "L’occupation d’un local à votre nom a changé et n’a pas été déclarée avant le 1er juillet. Amende : " + euros(fine) + ".",
		"Déclarez-la dans votre espace, rubrique « Mes biens immobiliers ». Une remise peut être demandée par la messagerie.",
	}})
}
