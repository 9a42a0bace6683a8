package franceconnect_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/store/sqlite"
	"demarcheablanc/simulators/franceconnect"
	"demarcheablanc/simulators/franceconnect/franceconnecttest"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

// flow is one world on a durable file, visited without reading its pages.
type flow struct {
	b       *testing.B
	network *portal.Network
	box     *sandbox.Sandbox
}

func newFlow(b *testing.B) *flow {
	b.Helper()
	d := deps(b)
	f := &flow{b: b, network: d.Network}
	require.NoError(b, d.Network.Connect(
		franceconnecttest.NewBank(d, "impots", "Impôts", 1, franceconnecttest.Personas()).Site,
		franceconnect.New(d), franceconnecttest.NewService(d, "sante", "Santé", nil)))
	start, err := sandbox.NewStart("essai", franceconnecttest.Documents())
	require.NoError(b, err)
	kept, err := sqlite.Open(b.Context(), b.TempDir(), sqlite.Options{})
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, kept.Close()) })
	starts := func(string) (*sandbox.Start, time.Time, error) { return start, portaltest.T0, nil }
	engine := sandbox.NewEngine(kept, func() time.Time { return portaltest.T0 }, starts, d.Network.Effects())
	f.box, err = engine.Create(b.Context(), sandbox.New{ID: "essai", Kind: "bac", Start: "essai", Running: true})
	require.NoError(b, err)
	return f
}

// visit asks for an address, follows redirects, and says where it stands.
func (f *flow) visit(method, address string, form url.Values) string {
	for {
		at, err := url.Parse(address)
		require.NoError(f.b, err)
		var answer portal.Response
		err = f.box.Do(context.Background(), sandbox.Actor{Seat: "aidant", Device: "pc-epn", Hand: "aide", Page: address}, func(tx *sandbox.Tx) (err error) {
			r := httptest.NewRequest(method, address, strings.NewReader(form.Encode()))
			r.URL = at
			if method == http.MethodPost {
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			}
			answer, err = f.network.Serve(&portal.Visit{Tx: tx, Request: r, Token: "jeton"})
			return err
		})
		require.NoError(f.b, err)
		if answer.Location == "" {
			require.Equal(f.b, http.StatusOK, answer.Status, "%s", answer.Body)
			return address
		}
		method, address, form = http.MethodGet, answer.Location, nil
	}
}

// login is a whole login, from the service's button to its page: two codes,
// two exchanges, four signed answers, every step on disk.
func (f *flow) login() {
	choice := f.visit(http.MethodPost, sante+"franceconnect", nil)
	bank := f.visit(http.MethodPost, choice+"/compte", url.Values{"fi": {"impots"}})
	consent := f.visit(http.MethodPost, bank, url.Values{"qui": {"samia"}})
	require.Equal(f.b, sante, f.visit(http.MethodPost, consent, nil))
}

// BenchmarkFlow is a whole login with durable steps (synchronous=FULL), one
// person at a time in one world, reset between two logins.
func BenchmarkFlow(b *testing.B) {
	f := newFlow(b)
	f.login() // discovery is made once in a program's life
	steps := len(f.box.Journal())
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		require.NoError(b, f.box.Rewind(b.Context(), 0))
		b.StartTimer()
		f.login()
	}
	b.ReportMetric(float64(steps), "steps/op")
}
