package telephone

import (
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// ringingCall is the call that a page's button is about, if it still rings.
func ringingCall(v *portal.Visit, number string) (portal.Call, bool) {
	c, ok := sandbox.Get[portal.Call](v.Tx, callPrefix(number)+portal.Digits(v.Path("id")))
	return c, ok && c.State == portal.CallRings
}

func answerCall(v *portal.Visit, number string) error {
	c, rings := ringingCall(v, number)
	if _, busy := conversation(v.Tx, number); !rings || busy {
		return v.Redirect("/")
	}
	c.State = portal.CallAnswered
	v.Put(callPrefix(number)+c.ID, c)
	v.Witness(FactAnswered, "de", correspondent(c.From), "poste_numero", number)
	talk := Conversation{With: correspondent(c.From), Call: c.ID, Left: c.Says, Asks: c.Asks, Thanks: c.Thanks}
	talk.more()
	begin(v.Tx, number, talk)
	return v.Redirect("/")
}

func refuseCall(v *portal.Visit, number string) error {
	if c, rings := ringingCall(v, number); rings {
		c.State = portal.CallRefused
		v.Put(callPrefix(number)+c.ID, c)
		v.Witness(FactRefused, "de", correspondent(c.From), "poste_numero", number)
	}
	return v.Redirect("/")
}

// more lets the caller say one line.
func (c *Conversation) more() {
	if len(c.Left) > 0 {
		c.hear(c.Left[0])
		c.Left = c.Left[1:]
	}
}

func hearMore(v *portal.Visit, number string) error {
	if c, ok := conversation(v.Tx, number); ok && len(c.Left) > 0 {
		c.more()
		v.Put(onlineKey(number), c)
	}
	return v.Redirect("/")
}
