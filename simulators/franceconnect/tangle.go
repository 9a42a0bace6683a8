package franceconnect

import (
	"encoding/json"
	"slices"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// EffectTangle tangles the browser of a screen where an account was tried in
// vain: until it is closed, every answer of every account is refused. Payload:
// {"poste":"pc-epn"}.
const EffectTangle = "franceconnect.brouiller"

type tanglePayload struct {
	Device string `json:"poste"`
}

func tangle(tx *sandbox.Tx, payload json.RawMessage) error {
	var p tanglePayload
	if err := json.Unmarshal(payload, &p); err != nil {
		return err
	}
	key := "navigateur/" + p.Device + "/" + ID
	jar, _ := sandbox.Get[map[string]string](tx, key)
	if !triedInVain(tx, p.Device, jar) {
		tx.Emit(string(FactNotTangled), "poste", p.Device)
		return nil
	}
	jar[memoryTangled] = "oui"
	tx.Put(key, jar)
	tx.Emit(string(FactTangled), "poste", p.Device)
	return nil
}

// triedInVain: an account sent the person back, was left for another, or has
// refused her password since she chose it and still waits for the right one.
// People whose first account is going well are not disturbed.
func triedInVain(tx *sandbox.Tx, device string, jar map[string]string) bool {
	if jar[memoryTried] != "" {
		return true
	}
	chosen, err := time.Parse(time.RFC3339, jar[memoryChosen])
	if jar[memoryAccount] == "" || err != nil {
		return false
	}
	return slices.ContainsFunc(tx.Journal(), func(step sandbox.Step) bool {
		return step.Device == device && !step.At.Before(chosen.Truncate(time.Second)) && refusedAt(step, jar[memoryAccount])
	})
}

func refusedAt(step sandbox.Step, site string) bool {
	return slices.ContainsFunc(step.Events, func(e sandbox.Event) bool {
		return e.Fact == string(portal.FactLoginRefused) && e.Detail["site"] == site
	})
}
