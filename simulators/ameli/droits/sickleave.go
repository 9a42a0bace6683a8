package droits

import (
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

// Limits of a sick leave.
const (
	waitingDays     = 3
	paymentDays     = 14
	sendHours       = 48
	certificateDays = 5 // for the employer to send the wages
)

// SickLeave is a leave prescribed to an employee, both days included.
type SickLeave struct {
	First, Last time.Time
	Wages       [3]calcul.Cents // gross, of the three months before
	NoWaiting   bool            // follows another within 48 hours, or a long illness
}

// days is how long it lasts.
func (s SickLeave) days() int { return max(0, frtext.DaysBetween(s.First, s.Last)+1) }

// PaidDays is how many days are paid: all but the first three.
func (s SickLeave) PaidDays() int {
	if s.NoWaiting {
		return s.days()
	}
	return max(0, s.days()-waitingDays)
}

// FirstPaid is the first day that is paid.
func (s SickLeave) FirstPaid() time.Time { return dayOf(s.Last).AddDate(0, 0, 1-s.PaidDays()) }

// SendBy is the last moment to send a leave.
func SendBy(prescribed time.Time) time.Time {
	return prescribed.Add(sendHours * time.Hour)
}

// CertificateBy is the day by which the employer should have sent the wages.
func (s SickLeave) CertificateBy() time.Time { return dayOf(s.First).AddDate(0, 0, certificateDays) }

// Allowance is what a day of leave pays.
type Allowance struct {
	Base       calcul.Cents // daily wage kept, for show
	Gross, Net calcul.Cents // for a day
	Why        calcul.Why
}

// AllowanceOf is half the daily wage: the wages of three months, each within a
// number of minimum wages, over 91.25. Cents are dropped, but for whoever
// reaches the highest allowance, which is published rounded.
func AllowanceOf(s SickLeave) Allowance {
	f := calcul.On(figures().SickLeave, s.First)
	most := monthlySmic(s.First).Times(f.Smics)
	var kept calcul.Exact
	for _, wage := range s.Wages {
		kept = kept.Plus(calcul.Min(calcul.Of(sane(wage)), most))
	}
	highest := daily(most.Times(calcul.Int(3)))
	base := daily(kept)
	a := Allowance{Base: base.Cents(), Gross: half(base).CentsDown()}
	if base.Cmp(highest) == 0 {
		a.Gross = half(highest).Cents()
	}
	c := calcul.On(figures().Contributions, s.First)
	a.Net = a.Gross - calcul.Of(a.Gross).Times(c.CSG).Cents() - calcul.Of(a.Gross).Times(c.CRDS).Cents()

	a.Why = calcul.Why{Title: "Votre indemnité journalière", Source: f.Source}
	a.Why.Add("Salaires bruts des trois mois", "chaque mois compte jusqu’à "+money(most.Cents()), money(kept.Cents()))
	a.Why.Add("Salaire journalier de base", "ce total divisé par 91,25", money(a.Base))
	a.Why.Conclude("Indemnité brute par jour, la moitié", money(a.Gross))
	a.Why.Conclude("Indemnité nette par jour, après CSG et CRDS", money(a.Net))
	return a
}

// daily is the wage of a day, from that of three months.
func daily(threeMonths calcul.Exact) calcul.Exact {
	return threeMonths.Times(calcul.Int(100)).Over(calcul.Int(91_25))
}

func half(x calcul.Exact) calcul.Exact { return x.Over(calcul.Int(2)) }

// monthlySmic is the monthly minimum wage, to the cent, that was in force at the
// end of the month before a leave: 35 hours, 52 weeks a year.
func monthlySmic(first time.Time) calcul.Exact {
	hourly := calcul.On(figures().Smic, firstOf(first, 0).AddDate(0, 0, -1)).Hourly
	return calcul.Of(hourly.Times(calcul.Int(35 * 52)).Over(calcul.Int(12)).Cents())
}

// Instalment is one payment of a leave.
type Instalment struct {
	Span
	Days       int
	Gross, Net calcul.Cents
	On         time.Time // the day it is paid
}

// Instalments pays a leave by fourteen days, each part once it is over and not
// before fourteen days have passed since the employer's certificate.
func Instalments(s SickLeave, certificate time.Time) []Instalment {
	a, ready := AllowanceOf(s), dayOf(certificate).AddDate(0, 0, paymentDays)
	var parts []Instalment
	for first, left := s.FirstPaid(), s.PaidDays(); left > 0; left -= paymentDays {
		n := min(left, paymentDays)
		part := Instalment{Span: Span{first, first.AddDate(0, 0, n-1)}, Days: n}
		part.Gross, part.Net = a.Gross*calcul.Cents(n), a.Net*calcul.Cents(n)
		part.On = part.Last.AddDate(0, 0, 1)
		if part.On.Before(ready) {
			part.On = ready
		}
		parts, first = append(parts, part), first.AddDate(0, 0, n)
	}
	return parts
}

// Stage is where the file of a leave stands, as its owner can follow it.
type Stage int

// A leave is received, waits for the employer's certificate, is dealt with, and
// its first payment leaves.
const (
	Received Stage = iota
	AwaitingCertificate
	InProgress
	PaidOnce
)

// StageAt follows a leave received one day; a zero certificate has not come. A
// leave too short to pay a day stays in progress.
func (s SickLeave) StageAt(received, certificate, now time.Time) Stage {
	switch parts := Instalments(s, certificate); {
	case certificate.IsZero() || now.Before(certificate):
		if dayOf(now).After(dayOf(received)) {
			return AwaitingCertificate
		}
		return Received
	case len(parts) > 0 && !now.Before(parts[0].On):
		return PaidOnce
	default:
		return InProgress
	}
}
