package aidantsconnect_test

import (
	"strings"
	"testing"
	"time"

	"demarcheablanc/simulators/portal/portaltest"
)

// TestEveryDoorHoldsToTheContract goes everywhere that links and forms lead, as
// a referent at her desk, with right answers and wrong ones; each answer is held
// to the contract by the rig.
func TestEveryDoorHoldsToTheContract(t *testing.T) {
	r := open(t)
	r.nora()
	c := &portaltest.Crawler{World: r.World, Most: 250, Typist: func(_, label string, right bool) string {
		switch {
		case !right:
			return "x"
		case strings.HasPrefix(label, "Votre code"), strings.HasPrefix(label, "Code"):
			code, _ := r.shown("Nora CYGNE") // none, once she took it from herself
			return code
		case strings.HasPrefix(label, "Adresse"):
			return "ana.pie@epn-tilleuls.example"
		case strings.HasPrefix(label, "Mobile"):
			return "0639980105"
		case strings.HasPrefix(label, "Numéro"):
			return "EPN-0500"
		}
		return "Ana PIE"
	}}
	for _, wait := range []time.Duration{0, 2 * time.Minute, 5 * time.Minute} {
		r.Wait(wait)
		c.Walk("pc-epn", "aidant", space+"/espace")
	}
	c.Walk("tel-epn", "aidant", app+"/")
}
