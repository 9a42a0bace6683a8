package portal

import (
	"encoding/json"
	"strconv"
	"time"

	"demarcheablanc/internal/sandbox"
)

// The effects that any service or situation may schedule, with their payload.
const (
	EffectMail   = "courriel.recevoir" // Mail
	EffectSMS    = "telephone.sms"     // SMS
	EffectCall   = "telephone.appel"   // Call
	EffectGiveUp = "telephone.manque"  // the call's key
	EffectLetter = "courrier.recevoir" // Letter
	EffectOutage = "site.indisponible" // Outage
	// What a device suffers.
	EffectBattery = "poste.batterie"          // Charge
	EffectExpire  = "portail.session.expirer" // Login
)

// Effects are those, by name.
func Effects() map[string]sandbox.Effect {
	return map[string]sandbox.Effect{
		EffectMail:    EffectOf(SendMail),
		EffectSMS:     EffectOf(SendSMS),
		EffectCall:    EffectOf(Ring),
		EffectGiveUp:  EffectOf(giveUp),
		EffectLetter:  EffectOf(SendLetter),
		EffectOutage:  EffectOf(PutOutage),
		EffectBattery: EffectOf(SetBattery),
		EffectExpire:  EffectOf(ExpireSession),
	}
}

// EffectOf makes an effect of a function of its payload.
func EffectOf[T any](do func(*sandbox.Tx, T)) sandbox.Effect {
	return func(tx *sandbox.Tx, payload json.RawMessage) error {
		var value T
		if err := json.Unmarshal(payload, &value); err != nil {
			return err
		}
		do(tx, value)
		return nil
	}
}

// Outage keeps a host from answering for a while.
type Outage struct {
	Host    string        `json:"site" yaml:"site"`
	For     time.Duration `json:"duree" yaml:"duree"`
	Message string        `json:"message" yaml:"message"` // what the site says of it
	Until   time.Time     `json:"jusqu_a" yaml:"-"`
}

// PutOutage begins an outage now.
func PutOutage(tx *sandbox.Tx, o Outage) {
	o.Until = tx.Now().Add(o.For)
	tx.Put("panne/"+o.Host, o)
	tx.Emit(string(FactOutage), "site", o.Host)
}

func outageOf(tx *sandbox.Tx, host string) (Outage, bool) {
	o, ok := sandbox.Get[Outage](tx, "panne/"+host)
	return o, ok && tx.Now().Before(o.Until)
}

// Charge is what is left in a phone's battery, in percent; 0 turns it off.
type Charge struct {
	Device string `json:"poste"`
	Left   int    `json:"reste"`
}

// SetBattery sets what is left in a phone's battery.
func SetBattery(tx *sandbox.Tx, c Charge) {
	d, ok := DeviceOf(tx, c.Device)
	if !ok {
		return
	}
	d.Battery, d.Off = max(0, min(100, c.Left)), c.Left <= 0
	PutDevice(tx, d)
	tx.Emit(string(FactBattery), "poste", d.ID, "reste", strconv.Itoa(d.Battery))
}

// Login names a session: a screen and a site.
type Login struct {
	Device string `json:"poste"`
	Site   string `json:"site"` // its id
}

// ExpireSession ends a login as if nobody had clicked for too long.
func ExpireSession(tx *sandbox.Tx, l Login) {
	key := "session/" + l.Device + "/" + l.Site
	s, ok := sandbox.Get[Session](tx, key)
	if !ok {
		return
	}
	s.Seen = time.Time{}
	tx.Put(key, s)
	tx.Emit(string(FactSessionExpired), "site", l.Site, "personne", s.Person)
}
