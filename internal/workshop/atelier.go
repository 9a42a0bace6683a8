package workshop

import (
	"fmt"
	"time"
)

// Atelier is what a trainer launched.
type Atelier struct {
	ID       string    `json:"id"`
	Code     string    `json:"code"` // what people type to join
	Scenario string    `json:"situation"`
	Variant  string    `json:"variante"`
	Trios    int       `json:"trios"`
	Closed   bool      `json:"clos,omitempty"`
	Launched time.Time `json:"lance"`
}

// Trio is three seats around one sandbox.
type Trio struct {
	Number int       `json:"numero"`
	Round  int       `json:"partie"` // 0 for the first
	Phase  Phase     `json:"phase"`
	Paused bool      `json:"pause,omitempty"`
	Seats  [3]Seat   `json:"places"`
	Began  time.Time `json:"debut,omitzero"` // wall time at which the round's play began
}

// Seat is one person's place in a trio for the whole atelier. Which role it
// plays depends on the round.
type Seat struct {
	ID      string    `json:"id,omitempty"` // empty: free
	Name    string    `json:"prenom,omitempty"`
	Browser string    `json:"navigateur,omitempty"` // whose browser holds it; empty after the trainer freed it
	Joined  time.Time `json:"arrivee,omitzero"`
}

// Taken says whether somebody sits there.
func (s Seat) Taken() bool { return s.Browser != "" }

// RoleOf tells the role of a seat, by its index, in a round.
func RoleOf(index, round int) Role { return Roles[(index+round)%len(Roles)] }

// IndexOf tells which seat plays a role in a round.
func IndexOf(role Role, round int) int {
	for i := range Roles {
		if RoleOf(i, round) == role {
			return i
		}
	}
	return -1
}

// Playing finds the seat of a role in the trio's present round.
func (t Trio) Playing(role Role) Seat { return t.Seats[IndexOf(role, t.Round)] }

// SandboxID names the world of a trio's round.
func SandboxID(atelier string, trio, round int) string {
	return fmt.Sprintf("%s.%d.%d", atelier, trio, round)
}

// Message is something the trainer says to all.
type Message struct {
	Text string    `json:"texte"`
	At   time.Time `json:"le"`
}

// Place is one person's seat, with all that it belongs to.
type Place struct {
	Atelier Atelier
	Trio    Trio
	Seat    Seat
	Index   int
	Role    Role
}
