package emploi

import (
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// The eras that change the name, the labels, the order and the login. Any other
// setting is today's.
const (
	era2019 = "2019" // scrambled keypad, numeric password
	era2022 = "2022" // identifier, then password
)

const (
	nameNow    = "France Travail"
	nameBefore = "Pôle emploi"
	sender     = "ne-pas-repondre@francetravail.example"
)

func formerNames() map[string]string {
	return map[string]string{era2019: nameBefore, era2022: nameBefore}
}

// institution is what it calls itself in the world's era.
func institution(tx *sandbox.Tx) string {
	if former, ok := formerNames()[portal.SettingsOf(tx).Era]; ok {
		return former
	}
	return nameNow
}

// today says whether the era is the present one.
func today(v *portal.Visit) bool { return v.Era() != era2019 && v.Era() != era2022 }
