package aidantsconnect_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/aidantsconnect"
	"demarcheablanc/simulators/portal/portaltest"
)

const day = 24 * time.Hour

func TestTheEndOfAMandateIsAnnouncedInTime(t *testing.T) {
	r := open(t)
	b := r.camille()
	r.made(r.identified(b, []string{"Justice"}, "Un mois"))
	r.Wait(24*day - 2*time.Minute)
	r.MustNotSee(aidantsconnect.FactEnding)
	before := len(r.mails("camille.grive@epn-tilleuls.example"))
	r.Wait(2 * time.Minute)
	r.MustSee(aidantsconnect.FactEnding, "personne", "henri", "mandat", "7000", "par", "courriel")
	last := r.lastMail(henriMail)
	require.Contains(t, last.Subject, "finit bientôt")
	require.Contains(t, strings.Join(last.Body, " "), "rien à faire")
	require.Len(t, r.mails("camille.grive@epn-tilleuls.example"), before+1, "celle qui l’a fait")
	require.Contains(t, r.lastMail("nora.cygne@epn-tilleuls.example").Subject, "finit bientôt", "et la référente")
	require.Empty(t, r.mails("martin.verdier@epn-tilleuls.example"))
	r.camille().See("finit bientôt")
}

func TestWhatHasEndedIsNotAnnounced(t *testing.T) {
	r := open(t)
	b := r.camille()
	number := r.made(r.identified(b, []string{"Justice"}, "Six mois"))
	b.Post(space+"/mandats/"+number+"/revoquer", map[string][]string{"theme": {"tout"}})
	r.Wait(153 * day)
	r.MustNotSee(aidantsconnect.FactEnding)
}

func TestAMandateOfADayNeedsNoReminder(t *testing.T) {
	r := open(t)
	r.made(r.identified(r.camille(), []string{"Justice"}, "Un jour"))
	r.Wait(2 * day)
	r.MustNotSee(aidantsconnect.FactEnding)
}

func TestASeededMandateIsAnnouncedToo(t *testing.T) {
	due := map[any]time.Time{}
	in := seedInput(strings.Replace(theSeed, "themes: [social, travail], duree: 365, jusqua: +1h42m10s", "themes: [social], duree: 365, jusqua: +1000h", 1))
	in.Schedule = func(at time.Time, _ string, payload any) { due[payload] = at }
	site := aidantsconnect.New(portaltest.Deps(t))[0]
	_, err := site.Seed(in)
	require.NoError(t, err)
	require.Equal(t, portaltest.T0.Add(1000*time.Hour-30*day), due["4120"])
	require.NotContains(t, due, "4090", "déjà fini")
}

func TestWhoHasNoMailIsAnnouncedBySMS(t *testing.T) {
	r := openWith(t, theSeed)
	site := aidantsconnect.New(portaltest.Deps(t))[0]
	ends := site.Effects["aidantsconnect.bientot_echu"]
	for number, told := range map[string]bool{"4111": true, "4001": false} {
		payload, err := json.Marshal(number)
		require.NoError(t, err)
		r.Do(func(tx *sandbox.Tx) { require.NoError(t, ends(tx, payload)) })
		if told {
			r.MustSee(aidantsconnect.FactEnding, "mandat", number, "par", "sms")
		}
	}
	r.Do(func(tx *sandbox.Tx) {
		require.ErrorContains(t, ends(tx, json.RawMessage(`"9999"`)), "unknown")
		require.Error(t, ends(tx, json.RawMessage(`{`)))
	})
}
