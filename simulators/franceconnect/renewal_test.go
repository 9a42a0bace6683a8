package franceconnect_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/portaltest"
)

// lasting lets the server's world be begun anew, on the test's clock.
func (o *outside) lasting() (wait func(time.Duration)) {
	elapsed := time.Duration(0)
	o.Renew = func(documents map[string]any) (*sandbox.Sandbox, error) {
		start, err := sandbox.NewStart("essai", documents)
		if err != nil {
			return nil, err
		}
		o.World = portaltest.OpenStart(o.t, o.Network, portaltest.Start{
			Name: "essai", Starts: func(string) (*sandbox.Start, time.Time, error) { return start, portaltest.T0, nil }, Effects: o.Network.Effects(),
		})
		o.World.Wait(elapsed)
		return o.World.Box, nil
	}
	return func(d time.Duration) { elapsed += d; o.World.Wait(d) }
}

// passersBy come from a service and go no further.
func (o *outside) passersBy(n int) {
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for range n {
		answer, err := client.Get(o.ask("a", backA))
		require.NoError(o.t, err)
		require.NoError(o.t, answer.Body.Close())
		require.Equal(o.t, http.StatusSeeOther, answer.StatusCode)
	}
}

func (o *outside) documents() (keys []string) {
	o.World.Read(func(tx *sandbox.Tx) { keys = tx.Keys("") })
	return keys
}

func TestAServerThatStandsForWeeksDoesNotGrow(t *testing.T) {
	o := serveOutside(t, oidc.Strict)
	wait, begun := o.lasting(), len(o.documents())
	early, late := o.Browser(t), o.Browser(t)
	early.Get(o.ask("a", backA)).Click("Impôts").Click("Je suis samia").Click("Continuer sur Dehors a")
	o.passersBy(1700)
	wait(3 * time.Hour)
	grown := len(o.documents())
	require.Greater(t, grown, begun+1700)

	late.Get(o.ask("a", backA)).Click("Impôts").Click("Je suis samia")
	o.passersBy(400)
	require.Less(t, o.Box.Head(), int64(500), "another world has been begun")
	require.Less(t, len(o.documents()), begun+1000, "without what is three hours old")
	late.Click("Continuer sur Dehors a")
	claims, _ := o.redeem("a", backA, late.Landed)
	require.Equal(t, "SITTELLE", claims["family_name"], "a login under way goes on in it")
	early.Get(o.ask("a", backA)).See("Choisissez un compte").Click("Impôts").Click("Je suis samia").Click("Continuer sur Dehors a")
	o.redeem("a", backA, early.Landed)
}
