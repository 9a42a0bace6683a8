package workshop

// Role is what one person of a trio plays during one round.
type Role string

// The roles. Trainer is nobody's seat: it signs what the console does.
const (
	Aidant   Role = "aidant"
	Aide     Role = "aide"
	Observer Role = "observateur"
	Trainer  Role = "formateur"
)

// Roles in the order in which they rotate.
var Roles = [...]Role{Aidant, Aide, Observer}

// Label is how people call it.
func (r Role) Label() string {
	switch r {
	case Aidant:
		return "Aidant·e"
	case Aide:
		return "Aidé·e"
	case Observer:
		return "Observateur·rice"
	case Trainer:
		return "Formateur·rice"
	}
	return ""
}

// Known says whether it is one of a trio's three roles.
func (r Role) Known() bool { return r == Aidant || r == Aide || r == Observer }

// Phase is where a trio stands in a round.
type Phase string

// The phases, in order.
const (
	Waiting Phase = "attente" // people join and read their cards
	Playing Phase = "jeu"
	Scoring Phase = "bilan" // the observer closes the grid, the aidant assesses her- or himself
	Debrief Phase = "debrief"
)

// Label is how people call it.
func (p Phase) Label() string {
	switch p {
	case Waiting:
		return "Installation"
	case Playing:
		return "Jeu en cours"
	case Scoring:
		return "Bilan de chacun"
	case Debrief:
		return "Débrief"
	}
	return ""
}
