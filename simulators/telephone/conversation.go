package telephone

import (
	"fmt"
	"strconv"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// Conversation is one call, under way or finished, as its phone lived it.
type Conversation struct {
	ID     string    `json:"id"`
	With   string    `json:"avec"`            // the other number, or name
	Name   string    `json:"nom,omitempty"`   // who answers, where the situation or the line says
	Call   string    `json:"recu,omitempty"`  // id of the call received; empty for one made
	Peer   string    `json:"vers,omitempty"`  // key of the call that rings on another phone
	Line   string    `json:"ligne,omitempty"` // number of the voice server
	Memory string    `json:"menu,omitempty"`  // what the server keeps of it
	Heard  []said    `json:"dit,omitempty"`   // in order
	Left   []string  `json:"reste,omitempty"` // what the caller has still to say
	Asks   string    `json:"demande,omitempty"`
	Thanks []string  `json:"remercie,omitempty"`
	Until  time.Time `json:"attend,omitzero"` // end of the queue
	Over   bool      `json:"fini,omitempty"`  // the other end hung up
	Began  time.Time `json:"debut"`
	Ended  time.Time `json:"fin,omitzero"`
}

// said is one line of a call's transcript. Mine is what this phone did.
type said struct {
	Text string `json:"texte"`
	Mine bool   `json:"moi,omitempty"`
}

func (c Conversation) lasted() time.Duration { return c.Ended.Sub(c.Began).Truncate(time.Second) }

// name is what the phone shows: its own contact first, then who answers.
func (c Conversation) name(tx *sandbox.Tx, number string) string {
	shown := nameOf(tx, number, c.With)
	if shown == Spaced(c.With) && c.Name != "" {
		return c.Name
	}
	return shown
}

func onlineKey(number string) string { return "telephone/en-ligne/" + number }

func conversation(tx *sandbox.Tx, number string) (Conversation, bool) {
	return sandbox.Get[Conversation](tx, onlineKey(number))
}

func finished(tx *sandbox.Tx, number string) []Conversation {
	var all []Conversation
	for _, key := range tx.Keys(pastPrefix(number)) {
		if c, ok := sandbox.Get[Conversation](tx, key); ok {
			all = append(all, c)
		}
	}
	return all
}

// begin opens a conversation on a phone.
func begin(tx *sandbox.Tx, number string, c Conversation) Conversation {
	c.ID = fmt.Sprintf("%04d", len(tx.Keys(pastPrefix(number)))+1)
	c.Began = tx.Now()
	tx.Put(onlineKey(number), c)
	return c
}

func (c *Conversation) hear(sentences ...string) {
	for _, s := range sentences {
		c.Heard = append(c.Heard, said{Text: s})
	}
}

// hangUp ends the call under way and keeps it in the log.
func hangUp(v *portal.Visit, number string) error {
	c, ok := conversation(v.Tx, number)
	if !ok {
		return v.Redirect("/")
	}
	c.Ended = v.Now()
	v.Delete(onlineKey(number))
	v.Put(pastPrefix(number)+c.ID, c)
	if c.Peer != "" {
		giveUp(v.Tx, c.Peer)
	}
	v.Witness(FactEnded, "numero", c.With, "poste_numero", number, "duree", strconv.Itoa(int(c.lasted().Seconds())))
	return v.Redirect("/")
}

// giveUp stops the ringing on the other phone.
func giveUp(tx *sandbox.Tx, key string) {
	if call, ok := sandbox.Get[portal.Call](tx, key); ok && call.State == portal.CallRings {
		call.State = portal.CallMissed
		tx.Put(key, call)
	}
}
