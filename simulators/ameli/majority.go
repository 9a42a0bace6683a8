package ameli

import (
	"net/http"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// majority is the age from which one has an account of one's own, and is no longer
// in a parent's.
const majority = 18

// ageOf is whole years from a birth date, AAAA-MM-JJ; false where it says none.
func ageOf(birth string, on time.Time) (int, bool) {
	born, err := time.ParseInLocation(time.DateOnly, birth, frtext.Paris)
	return age(born, on), err == nil
}

// minor says whether somebody is too young for an account.
func minor(p portal.Person, on time.Time) bool {
	years, known := ageOf(p.BirthDate, on)
	return known && years < majority
}

// tooYoung sends a minor back to the account of a parent.
func tooYoung(v *portal.Visit, p portal.Person) error {
	v.Witness(FactTooYoung, "personne", p.ID)
	return v.Stop(http.StatusForbidden, "Un compte s’ouvre à 18 ans",
		"Jusque-là, l’attestation de droits et les remboursements sont dans le compte du parent à qui l’on est rattaché. À 18 ans, revenez ici avec votre propre carte Vitale.", "/", "Revenir à l’accueil")
}

// listed are those whom an account still speaks for on a day: a child no longer,
// once of age. An old listing that nobody took off stays.
func listed(all []Dependant, on time.Time) (still, grown []Dependant) {
	for _, d := range all {
		if years, known := ageOf(d.Born, on); known && years >= majority && d.Note == "" {
			grown = append(grown, d)
			continue
		}
		still = append(still, d)
	}
	return still, grown
}
