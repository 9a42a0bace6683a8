package impots

import (
	"fmt"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal/calcul"
)

// acompte is one withdrawal to come on incomes that nobody withholds from.
type acompte struct {
	On     time.Time
	Amount calcul.Cents
}

// acomptes are those of the year to come from a day on: on the 15th of each month,
// or of February, May, August and November.
type acomptes struct {
	Next      []acompte
	Quarterly bool
	From      time.Time // when a choice of quarters begins, where it is still to come
	Why       calcul.Why
}

// acompteDays is how many days of withdrawal a calendar looks ahead: a year.
const acompteDays = 12

// acomptesOf lists what a household will be asked, if nothing changes.
func (s *service) acomptesOf(tx *sandbox.Tx, h Household) (out acomptes) {
	now := tx.Now().In(frtext.Paris)
	r := ratesAt(tx, h, now)
	out.Quarterly = r.quarterlyOn(now)
	if r.Quarterly && !out.Quarterly {
		out.From = r.QuarterlyFrom
	}
	for day := nextAcompteDay(now); len(out.Next) < acompteDays && day.Before(now.AddDate(1, 0, 0)); day = nextAcompteDay(day) {
		if amount, why := s.acompteOn(tx, h, day); amount > 0 {
			if len(out.Next) == 0 {
				out.Why = why
			}
			out.Next = append(out.Next, acompte{day, amount})
		}
	}
	return out
}

// nextAcompteDay is the first 15th after a time, in the morning.
func nextAcompteDay(after time.Time) time.Time {
	after = after.In(frtext.Paris)
	day := at(after.Year(), after.Month(), 15, 9, 0, 0)
	if !day.After(after) {
		day = at(after.Year(), after.Month()+1, 15, 9, 0, 0)
	}
	return day
}

// acompteOn is what is withdrawn on a 15th: nothing where the return in force that
// day tells no such income, or between two quarters.
func (s *service) acompteOn(tx *sandbox.Tx, h Household, day time.Time) (calcul.Cents, calcul.Why) {
	r := ratesAt(tx, h, day)
	parts, months := 12, 1
	if r.quarterlyOn(day) {
		parts, months = 4, 3
	}
	if (int(day.In(frtext.Paris).Month())-2)%months != 0 {
		return 0, calcul.Why{}
	}
	for _, filed := range returnsOf(tx, h.ID) {
		if day.Before(ratesFrom(filed.Year)) {
			continue
		}
		each, why, err := s.bareme.Instalment(filed.Filed, r.Household, parts)
		if err != nil {
			return 0, calcul.Why{} // the year is one of those of scaleOf
		}
		return each, why
	}
	return 0, calcul.Why{}
}

// quarterlyOn says whether payments are by quarter on a day.
func (r rates) quarterlyOn(day time.Time) bool { return r.Quarterly && !day.Before(r.QuarterlyFrom) }

// quarterlyFrom is when a choice of quarters begins: the next January if it is
// made before October, the one after that otherwise (code général des impôts,
// art. 1663 C).
func quarterlyFrom(asked time.Time) time.Time {
	asked = asked.In(frtext.Paris)
	year := asked.Year() + 1
	if asked.Month() >= time.October {
		year++
	}
	return at(year, time.January, 1, 0, 0, 0)
}

// Acompte is one whose day came. Missed: no account was known.
type Acompte struct {
	On     time.Time    `json:"le"`
	Amount calcul.Cents `json:"montant"`
	Missed bool         `json:"manque,omitempty"`
}

// State says how it went, as a page shows it.
func (a Acompte) State() string {
	if a.Missed {
		return "Attendu, non reçu"
	}
	return "Prélevé"
}

// Acomptes are those of a household so far, oldest first. Kept at
// impots/acomptes/<household>.
type Acomptes struct {
	Drawn []Acompte `json:"echus,omitempty"`
	Next  time.Time `json:"prochain_examen,omitzero"` // when the next 15th is looked at
}

func acomptesKey(household string) string { return "impots/acomptes/" + household }

func drawnOf(tx *sandbox.Tx, household string) Acomptes {
	a, _ := sandbox.Get[Acomptes](tx, acomptesKey(household))
	return a
}

// acompteDue is a 15th of a household.
type acompteDue struct {
	Household string `json:"foyer"`
}

// effectAcompte withdraws what is due on a 15th.
const effectAcompte = "impots.acompte"

// watchAcomptes looks at every 15th from now on, while something is to come: what
// is asked may change between two.
func (s *service) watchAcomptes(tx *sandbox.Tx, h Household) {
	a := drawnOf(tx, h.ID)
	if a.Next.After(tx.Now()) || len(s.acomptesOf(tx, h).Next) == 0 {
		return
	}
	a.Next = nextAcompteDay(tx.Now())
	tx.Put(acomptesKey(h.ID), a)
	tx.Schedule(a.Next, effectAcompte, acompteDue{h.ID})
}

// drawAcompte withdraws it where an account is known; where none is, it says so by
// mail, and the tax waits for the notice.
func (s *service) drawAcompte(tx *sandbox.Tx, due acompteDue) {
	h, ok := sandbox.Get[Household](tx, householdKey(due.Household))
	if !ok {
		return
	}
	if amount, _ := s.acompteOn(tx, h, tx.Now()); amount > 0 {
		a, one := drawnOf(tx, h.ID), Acompte{On: tx.Now(), Amount: amount, Missed: h.IBAN == ""}
		a.Drawn = append(a.Drawn, one)
		tx.Put(acomptesKey(h.ID), a)
		tx.Emit(string(FactAcompte), "personne", h.Declarants[0], "centimes", fmt.Sprint(int64(amount)), "recu", yesOr(!one.Missed))
		if one.Missed {
			write(tx, h, "Votre acompte n’a pas pu être prélevé",
				euros(amount)+" étaient attendus aujourd’hui. Aucun compte bancaire n’est connu : donnez un IBAN dans votre espace, pour les suivants. Ce qui manque sera demandé avec l’avis d’impôt.", ownWay)
		}
	}
	s.watchAcomptes(tx, h)
}

// acomptesPaid is what a household paid so in a year of incomes: what came in the
// play, and what third parties said came before it.
func acomptesPaid(tx *sandbox.Tx, h Household, incomes int) calcul.Cents {
	total := calcul.Euros(h.told(tx, incomes).Sent[boxAcomptes])
	for _, one := range drawnOf(tx, h.ID).Drawn {
		if !one.Missed && one.On.In(frtext.Paris).Year() == incomes {
			total += one.Amount
		}
	}
	return total
}

// boxAcomptes is where the form shows them.
const boxAcomptes = "8HW"
