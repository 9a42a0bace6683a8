package witness

import (
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
)

// Stage is where a path is played: a world in memory, or the running program in
// front of people's windows. Each act answers nil, or what happened instead; a
// stage that belongs to a test may also stop it.
type Stage interface {
	// Sit puts a hand, "aidant" or "aide", on a device.
	Sit(device, hand string) error
	// Go opens a world address, without its scheme, on that device; the other
	// acts are done where it led.
	Go(address string) error
	Click(name string) error
	Fill(label, value string) error
	See(text string) error
	DontSee(text string) error
	// Wait lets world time pass.
	Wait(d time.Duration) error
	// CloseBrowser closes the browser of the device, with all its logins.
	CloseBrowser() error
	// HandOver gives a person the document that the screen has just received.
	HandOver(person, how string) error
	// Keep saves on the device the document that its screen has just received.
	Keep() error
	// ThrowAway puts in the device's bin the kept file whose name begins so.
	ThrowAway(file string) error
	// EmptyBin deletes for good what is in the device's bin.
	EmptyBin() error
	// Lay puts one of the helped person's papers on the table.
	Lay(paper string) error
	// Understand is the helped person saying that she has understood the recap on
	// the screen.
	Understand() error
	// Note makes a fact of the desk true, with its details in pairs.
	Note(fact string, details ...string) error

	// World and Situation are what is played, for what a line asks of the journal.
	World() *sandbox.Sandbox
	Situation() *scenario.Compiled
}

// Opener opens a fresh stage for a situation in a variant, at play.
type Opener func(situation, variant string) (Stage, error)
