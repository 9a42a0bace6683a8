package ameli

import (
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// loginDigits is how many digits of the NIR make the login: the key is left out.
const (
	loginDigits = 13
	wholeDigits = 15
)

// loginNumber reads the number typed as a login. The sentence says what to do
// when it is not thirteen digits.
func loginNumber(typed string) (number, problem string) {
	number = portal.Digits(typed)
	switch len(number) {
	case loginDigits:
		return number, ""
	case 0:
		return "", "Saisissez votre numéro de sécurité sociale : 13 chiffres."
	case wholeDigits:
		return "", "Saisissez seulement les 13 premiers chiffres : les deux derniers sont la clé, on ne la demande pas ici."
	}
	return "", "Ce numéro a " + frtext.Count(len(number), "chiffre", "chiffres") + ". Il en faut 13, sans la clé."
}

// permanent says whether a number is not one of those, in 7 or 8, that are lent
// while a birth certificate is studied.
func permanent(number string) bool { return number[0] != '7' && number[0] != '8' }

// readDay reads a typed date into AAAA-MM-JJ.
func readDay(typed string) (iso, problem string) {
	day, ok := frtext.ParseDate(typed)
	if !ok {
		return "", "Écrivez la date avec le jour, le mois et l’année : par exemple 05/03/1980."
	}
	return day.Format(time.DateOnly), ""
}

// emailAge is how long an address may stay on file before ameli asks about it.
const emailAge = 365 * 24 * time.Hour

// emailIsOld says whether ameli should ask if the address still works. An
// address never dated is as old as the account.
func emailIsOld(i Insured, now time.Time) bool { return now.Sub(i.EmailSince) > emailAge }

// Refund is what is paid back of a care, in cents: the rate applied to the base,
// less the participation forfaitaire or the franchises, never below zero.
func (c Care) Refund() int64 {
	return max(0, c.Base*c.Rate/100-c.Kept)
}

// usualCare is what an account shows when the situation says nothing: a
// consultation (base 30 €, 70 % with a treating doctor and 30 % without, 2 €
// kept) and a pharmacy bill (65 %, 1 € a box). With a long illness the latest
// consultation is one of its own: the whole base, and 2 € kept all the same.
func usualCare(t0 time.Time, r Record) []Care {
	doctor := r.Doctor
	ago := func(days int) time.Time { return t0.AddDate(0, 0, -days) }
	visit := func(days int) Care {
		if r.LongIllness.Open(ago(days)) && doctor.Name != "" {
			return Care{Date: ago(days), Label: "Consultation, médecin traitant", Who: doctor.Name, Paid: 3000, Base: 3000, Rate: wholeRate, Kept: 200, LongIllness: true}
		}
		if doctor.Name == "" {
			return Care{Date: ago(days), Label: "Consultation, médecin généraliste", Paid: 3000, Base: 3000, Rate: 30, Kept: 200, OffPath: true}
		}
		return Care{Date: ago(days), Label: "Consultation, médecin traitant", Who: doctor.Name, Paid: 3000, Base: 3000, Rate: 70, Kept: 200}
	}
	return []Care{
		visit(12),
		{Date: ago(11), Label: "Pharmacie, deux boîtes", Paid: 1460, Base: 1460, Rate: 65, Kept: 200},
		{Date: ago(64), Label: "Soins dentaires", Paid: 4320, Base: 4320, Rate: 60, Kept: 0},
		visit(97),
	}
}

// rightsUntil is the last day of the year: attestations are drawn for it.
func rightsUntil(at time.Time) time.Time {
	return time.Date(at.In(frtext.Paris).Year(), time.December, 31, 0, 0, 0, 0, frtext.Paris)
}

func rightsFrom(at time.Time) time.Time {
	return time.Date(at.In(frtext.Paris).Year(), time.January, 1, 0, 0, 0, 0, frtext.Paris)
}

// lineOpen says whether the 3646 answers: weekdays, 8:30 to 17:30.
func lineOpen(at time.Time) bool {
	at = at.In(frtext.Paris)
	if at.Weekday() == time.Saturday || at.Weekday() == time.Sunday {
		return false
	}
	minute := at.Hour()*60 + at.Minute()
	return minute >= 8*60+30 && minute < 17*60+30
}

// viaLabel says a way of access in plain words.
func viaLabel(via string) string {
	way, from, _ := strings.Cut(via, ":")
	if way == viaApp {
		return "Application mobile, numéro et mot de passe"
	}
	if way != "franceconnect" {
		return "Numéro de sécurité sociale et mot de passe"
	}
	switch from {
	case "impots":
		return "FranceConnect, avec le compte des impôts"
	case "laposte":
		return "FranceConnect, avec l’Identité Numérique La Poste"
	case ID:
		return "FranceConnect, avec le compte ameli"
	}
	return "FranceConnect"
}
