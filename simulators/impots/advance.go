package impots

import (
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// effectAdvance pays, in mid-January, most of the credits of the year before:
// expenses at home and childcare usually come back.
const effectAdvance = "impots.avance"

// The share of the credits that is paid in advance, and the least that is worth
// a transfer.
const (
	advancePercent = 60
	leastAdvance   = calcul.Cents(800)
)

type advanceDue struct {
	Notice    string       `json:"avis"`
	Household string       `json:"foyer"`
	Person    string       `json:"personne"`
	Amount    calcul.Cents `json:"centimes"`
}

func advanceOn(credits calcul.Cents) calcul.Cents {
	part := credits * advancePercent / 100
	if part < leastAdvance {
		return 0
	}
	return part / 100 * 100
}

// payAdvance pays nothing on a notice that a later one replaced: that one has an
// advance of its own.
func payAdvance(tx *sandbox.Tx, due advanceDue) {
	h, ok := sandbox.Get[Household](tx, householdKey(due.Household))
	n, _ := sandbox.Get[Notice](tx, noticeKey(due.Notice))
	if !ok || h.IBAN == "" || n.Replaced {
		return
	}
	h.Advance = int64(due.Amount) / 100
	putHousehold(tx, h)
	demarche.Pay(tx, ID, due.Person, "Avance sur crédits d’impôt", int64(due.Amount))
}
