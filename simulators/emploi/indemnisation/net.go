package indemnisation

import (
	"time"

	"demarcheablanc/simulators/portal/calcul"
)

// Contribution is the CSG that the tax notice calls for.
type Contribution int

// The rates of CSG. CRDS follows, except for those who owe neither.
const (
	FullRate Contribution = iota
	ReducedRate
	Exempt
)

// Right is an opened right to ARE.
type Right struct {
	SJR, Daily calcul.Cents // gross, for a day
	Rate       Contribution
	// Counted says that the right ends: Left is how many days it can still pay.
	Counted bool
	Left    int
}

// Net is what is withheld from a day of allowance, and what is left.
type Net struct{ Retirement, CSG, CRDS, Left calcul.Cents }

// NetOfDay takes the withholdings from a day, each to the cent. The share for
// retirement may not bring the allowance below the minimum one, nor CSG and CRDS
// below the minimum wage of a day, rounded up to the euro: what would is left out.
func NetOfDay(r Right, on time.Time) Net {
	c, f := calcul.On(figures().Contributions, on), calcul.On(figures().Allowance, on)
	daily := sane(r.Daily)
	var n Net
	n.Retirement = spare(calcul.Of(sane(r.SJR)).Times(c.Retirement).Cents(), daily-f.Minimum.Cents())
	left := daily - n.Retirement
	room := left - dailySmic(on)
	base := calcul.Of(left).Times(c.Base)
	if rate := r.csg(c); rate.Sign() > 0 {
		n.CSG = spare(base.Times(rate).Cents(), room)
		n.CRDS = spare(base.Times(c.CRDS).Cents(), room-n.CSG)
	}
	n.Left = left - n.CSG - n.CRDS
	return n
}

func (r Right) csg(c contributionFigures) calcul.Exact {
	switch r.Rate {
	case Exempt:
		return calcul.Exact{}
	case ReducedRate:
		return c.CSGReduced
	default:
		return c.CSG
	}
}

// spare is what can be taken without going past the room there is.
func spare(owed, room calcul.Cents) calcul.Cents { return max(0, min(owed, room)) }

// dailySmic is five hours at the minimum wage, rounded up to the euro.
func dailySmic(on time.Time) calcul.Cents {
	smic := calcul.On(figures().Smic, on).Hourly.Times(calcul.Int(5))
	return calcul.Euros(-calcul.Int(0).Minus(smic).Down())
}
