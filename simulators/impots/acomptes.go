package impots

import (
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal/calcul"
)

// acompte is one withdrawal on incomes that nobody withholds from.
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

// acomptesOf are those of a household whose last return tells such incomes.
func (s *service) acomptesOf(tx *sandbox.Tx, h Household, r rates) (out acomptes) {
	all := returnsOf(tx, h.ID)
	if len(all) == 0 {
		return out
	}
	now := tx.Now().In(frtext.Paris)
	out.Quarterly = r.Quarterly && !now.Before(r.QuarterlyFrom)
	if r.Quarterly && !out.Quarterly {
		out.From = r.QuarterlyFrom
	}
	parts, months := 12, 1
	if out.Quarterly {
		parts, months = 4, 3
	}
	each, why, err := s.bareme.Instalment(all[0].Filed, r.Household, parts)
	if err != nil || each == 0 {
		return acomptes{}
	}
	out.Why = why
	for month := range 12 {
		if day := at(now.Year(), now.Month()+time.Month(month), 15, 9, 0, 0); day.After(now) && (int(day.Month())-2)%months == 0 {
			out.Next = append(out.Next, acompte{day, each})
		}
	}
	return out
}

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
