package telephone

import (
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// EffectForward makes whoever holds a number pass on the last message received
// there, as a well-meaning relative does with a code.
const EffectForward = "telephone.transferer"

// forwarding is what a situation says of it: the two numbers, who sends, and the
// words put before the message.
type forwarding struct {
	From  string `json:"du"`
	To    string `json:"au"`
	Name  string `json:"de"`
	Words string `json:"mots"`
}

func forward(tx *sandbox.Tx, f forwarding) {
	from, to := portal.Digits(f.From), portal.Digits(f.To)
	all := messages(tx, from)
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Out {
			continue
		}
		portal.SendSMS(tx, portal.SMS{Number: to, From: f.Name, Text: f.Words + " « " + all[i].Text + " »"})
		tx.Emit(string(FactForwarded), "de", f.Name, "poste_numero", to)
		return
	}
}
