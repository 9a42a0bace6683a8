package ameli

import (
	"fmt"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/pdf"
	"demarcheablanc/simulators/ameli/droits"
	"demarcheablanc/simulators/portal"
)

// LongIllness is a right to the whole of the base for the care of a long illness
// (ALD). Nothing says which: no paper does. The zero value is none.
type LongIllness struct {
	First time.Time `json:"depuis,omitzero"`
	Last  time.Time `json:"jusqu_a,omitzero"`
}

// Open says whether it holds on a day.
func (l LongIllness) Open(on time.Time) bool {
	return !l.Last.IsZero() && droits.Span{First: l.First, Last: l.Last}.Holds(on)
}

// lines say it on documents.
func (l LongIllness) lines() []pdf.KV {
	return []pdf.KV{
		{Label: "Affection de longue durée", Value: "ALD, du " + frtext.Date(l.First) + " au " + frtext.Date(l.Last)},
		{Label: "Exonération", Value: "100 % du tarif de base, pour les soins liés à l’ALD"},
	}
}

// seedLongIllness is one, as a situation's file says it.
type seedLongIllness struct {
	From  portal.Moment `yaml:"depuis"`
	Until portal.Moment `yaml:"jusqu_au"`
}

func (s *seedLongIllness) read(person string, t0 time.Time) (LongIllness, error) {
	if s == nil {
		return LongIllness{}, nil
	}
	l := LongIllness{First: s.From.From(t0), Last: s.Until.From(t0)}
	if !s.Until.Set() || l.Last.Before(l.First) {
		return l, fmt.Errorf("ameli, %s : ald a un « depuis » et un « jusqu_au » qui le suit", person)
	}
	return l, nil
}

// wholeRate is the rate of a care of a long illness, in percent.
const wholeRate = 100

// How says the rate of a care, as statements do.
func (c Care) How() string {
	how := fmt.Sprintf("%d"+frtext.NBSP+"%%", c.Rate)
	if c.LongIllness {
		how += " (ALD)"
	}
	return how
}
