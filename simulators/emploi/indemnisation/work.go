package indemnisation

import (
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

// What a month's declaration accepts.
const (
	MostHours = 420                     // in a month, all employers together
	MostGross = calcul.Cents(99_999_00) // in a month, all employers together
)

// Work is what one employer gave in a month: whole hours, gross wages with
// bonuses and paid leave, without the end-of-mission indemnity.
type Work struct {
	Hours int
	Gross calcul.Cents
}

// Check says what to put right before these jobs can be declared, or nothing.
func Check(jobs []Work) string {
	var sum Work
	for _, job := range jobs {
		if job.Hours < 1 {
			return "Indiquez au moins 1 heure, sans les minutes, pour chaque employeur."
		}
		if job.Gross < calcul.Euros(1) {
			return "Indiquez le salaire brut de chaque employeur, au moins 1" + frtext.NBSP + "€. Une estimation suffit si vous ne l’avez pas encore."
		}
		sum = sum.plus(job)
	}
	switch {
	case sum.Hours > MostHours:
		return "Un mois compte au plus " + frtext.Count(MostHours, "heure", "heures") + ". Vérifiez le nombre d’heures."
	case sum.Gross > MostGross:
		return "Le salaire du mois va jusqu’à " + frtext.RoundMoney(int64(MostGross)) + ". Vérifiez le montant."
	}
	return ""
}

// Estimate gives hours the minimum wage of the month, when the payslip has not
// come yet.
func Estimate(hours int, m Month) Work {
	hours = max(0, min(hours, MostHours))
	smic := calcul.On(figures().Smic, m.First()).Hourly
	return Work{Hours: hours, Gross: smic.Times(calcul.Int(int64(hours))).Cents()}
}

func total(jobs []Work) Work {
	var sum Work
	for _, job := range jobs {
		sum = sum.plus(job)
	}
	return sum
}

// plus adds within what a month can hold, so that no sum ever overflows.
func (w Work) plus(more Work) Work {
	return Work{
		Hours: min(w.Hours, MostHours+1) + max(0, min(more.Hours, MostHours+1)),
		Gross: sane(sane(w.Gross) + sane(more.Gross)),
	}
}
