package portal

import (
	"time"

	"demarcheablanc/internal/sandbox"
)

// Reading is a recap on a screen, waiting to be validated: the person helped can
// say from her own place that she has understood.
type Reading struct {
	Device     string    `json:"poste"`
	Site       string    `json:"site"`
	Title      string    `json:"titre"`
	Dossier    string    `json:"dossier"` // key of the document that is about to be sent
	At         time.Time `json:"le"`
	Understood time.Time `json:"compris,omitzero"`
}

const readings = "relecture/"

// PutReading says what is on a screen.
func PutReading(tx *sandbox.Tx, r Reading) { tx.Put(readings+r.Device, r) }

// Readings lists the recaps that are on a screen now.
func Readings(tx *sandbox.Tx) []Reading {
	var all []Reading
	for _, key := range tx.Keys(readings) {
		if r, ok := sandbox.Get[Reading](tx, key); ok {
			all = append(all, r)
		}
	}
	return all
}

// EndReading takes a recap away, once sent or left, and says whether it had been
// understood.
func EndReading(tx *sandbox.Tx, dossier string) (understood bool) {
	for _, r := range Readings(tx) {
		if r.Dossier == dossier {
			tx.Delete(readings + r.Device)
			understood = understood || !r.Understood.IsZero()
		}
	}
	return understood
}
