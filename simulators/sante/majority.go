package sante

import (
	"time"

	"demarcheablanc/internal/frtext"
)

// majority is the age from which a space is one's own: until then it hangs from a
// parent's.
const majority = 18

// minor says whether somebody born on a day, AAAA-MM-JJ, is not of age yet. A day
// that is not known makes nobody a minor.
func minor(birth string, on time.Time) bool {
	born, err := time.ParseInLocation(time.DateOnly, birth, frtext.Paris)
	return err == nil && on.Before(born.AddDate(majority, 0, 0))
}

// What a minor is told.
const (
	tooYoungTitle = "L’espace d’un enfant est dans celui d’un parent"
	tooYoung      = "Avant 18 ans, c’est un parent qui ouvre l’espace, dans le sien, et qui peut le fermer. À 18 ans, il devient personnel."
)
