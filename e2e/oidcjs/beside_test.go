package oidcjs

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/franceconnect/franceconnecttest"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

// serveStill starts a provider whose clock stands at node's time until it is told
// to move: no check then depends on how fast the machine is.
func serveStill(t *testing.T, posture oidc.Posture) map[string]string {
	t.Helper()
	s := oidctest.Serve(t, oidctest.Config{Posture: posture})
	s.Clock.Advance(time.Since(s.Clock.Now(t.Context())))
	clock := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seconds, err := strconv.Atoi(r.FormValue("secondes"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		s.Clock.Advance(time.Duration(seconds) * time.Second)
	}))
	t.Cleanup(clock.Close)
	return map[string]string{"issuer": s.Issuer, "clock": clock.URL}
}

// serveFirst starts FranceConnect's first version.
func serveFirst(t *testing.T) map[string]string {
	t.Helper()
	s := oidctest.Serve(t, oidctest.Config{
		Posture: oidc.Legacy, Lifetimes: oidc.Lifetimes{AccessToken: 20 * time.Minute}, Now: func(context.Context) time.Time { return time.Now() },
	})
	return map[string]string{"issuer": s.Issuer}
}

// serveAidants starts a provider as Aidants Connect is, with FranceConnect as its
// only client.
func serveAidants(t *testing.T) map[string]string {
	t.Helper()
	client := oidctest.Clients()[2]
	client.ID, client.UserinfoAlg = "franceconnect", ""
	s := oidctest.Serve(t, oidctest.Config{
		Posture: oidc.Aidants, Clients: []oidc.Client{client}, Lifetimes: oidc.Lifetimes{AccessToken: time.Hour},
		Now: func(context.Context) time.Time { return time.Now() },
	})
	return map[string]string{"issuer": s.Issuer, "id": client.ID, "secret": client.Secret, "redirect": client.RedirectURIs[0]}
}

// serveMandates starts FranceConnect itself with an Aidants Connect whose one
// mandate has the theme « social », and two services: one of that theme, one of
// another.
func serveMandates(t *testing.T, posture oidc.Posture) (*franceconnecttest.Server, map[string]any) {
	t.Helper()
	keys, err := oidc.NewKeySet(oidc.ES256)
	require.NoError(t, err)
	service := func(id, theme string) (oidc.Client, map[string]string) {
		c := oidc.Client{
			ID: id, Secret: strings.Repeat("s", 32) + id, Name: "Service " + id, Home: "http://127.0.0.1:9/" + id, AllowLoopback: true,
			RedirectURIs: []string{"http://127.0.0.1:9/" + id + "/retour"}, Themes: []string{theme}, UserinfoAlg: oidc.ES256,
		}
		return c, map[string]string{"id": id, "secret": c.Secret, "alg": oidc.ES256, "redirect": c.RedirectURIs[0], "name": c.Name}
	}
	in, within := service("dedans", "social")
	out, beyond := service("au-dela", "logement")
	d := portal.Deps{Network: &portal.Network{}, Keys: keys, Seed: []byte("graine d’un essai"), Posture: posture}
	s := franceconnecttest.Serve(t, franceconnecttest.Config{Deps: d, Clients: []oidc.Client{in, out}})
	return s, map[string]any{"issuer": s.Issuer, "now": s.Now().Unix(), "within": within, "beyond": beyond}
}
