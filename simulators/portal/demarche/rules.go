package demarche

import (
	"time"

	"demarcheablanc/simulators/portal/calcul"
)

// Rules are the computations of a service, called by name from its files.
type Rules struct {
	// Fill gives the prefilled or computed answer of a key; "" for none.
	Fill map[string]func(c *Case, key string) string
	// Words gives the words between < and >.
	Words map[string]func(c *Case) map[string]string
	// Opens gives the sentence that says why it cannot be done now; "" when it can.
	Opens map[string]func(c *Case) string
	// Once names what only one dossier of a person may be for: a month, a year.
	Once map[string]func(c *Case) string
	// Check looks across the answers of a step.
	Check map[string]func(c *Case) []Problem
	// Compute is called on the recap, and again at « valider ».
	Compute map[string]func(c *Case) Result
	// Rows gives the rows and the columns of a grid.
	Rows map[string]func(c *Case) []Line
	// When gives the time of a stage.
	When map[string]func(c *Case) time.Time
	// Decide names the outcome of a stage.
	Decide map[string]func(c *Case) string
	// Astray says whether a letter of this object would be lost, and witnesses it:
	// the address on file is not always where people live. Nil: never.
	Astray func(c *Case, object string) bool
	// Apply changes the service's own documents at the end of a stage.
	Apply map[string]func(c *Case)
}

// Problem refuses one answer, with a sentence that says what to do.
type Problem struct{ Key, Message string }

// Line is a row or a column of a grid.
type Line struct{ ID, Label string }

// Result is what a computation found, kept with the dossier once sent.
type Result struct {
	Amounts  map[string]calcul.Cents `json:"montants,omitempty"`
	Words    map[string]string       `json:"mots,omitempty"`
	Shown    []Shown                 `json:"lignes,omitempty"` // what the recap says of it
	Warnings []string                `json:"alertes,omitempty"`
	Why      []calcul.Why            `json:"pourquoi,omitempty"`
}

// Shown is one line of a result.
type Shown struct {
	Label string `json:"libelle"`
	Value string `json:"valeur"`
}
