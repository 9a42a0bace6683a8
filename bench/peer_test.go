package bench_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/bench/peer"
	"demarcheablanc/bench/rounds"
)

// rival is one of the two engines, and what it has done.
type rival struct {
	*peer.Server
	paths peer.Endpoints
	done  atomic.Int64
}

// rate is how many logins are done in a second, sixteen at once.
func (r *rival) rate(b *testing.B, c *peer.Client) float64 {
	return flows(func(int) {
		require.NoError(b, c.Login(r.Issuer, r.paths))
		r.done.Add(1)
	})
}

// perFlow is the time of processor of one login, in milliseconds.
func (r *rival) perFlow(b *testing.B) float64 {
	used, err := r.CPU()
	require.NoError(b, err)
	return used.Seconds() * 1000 / float64(r.done.Load())
}

// Whole logins by our engine alone and by npm's oidc-provider, FranceConnect's
// own, in memory both, with the same algorithm on both sides.
func BenchmarkPeer(b *testing.B) {
	scripts, err := filepath.Abs("../e2e/oidcjs")
	require.NoError(b, err)
	if _, err := exec.LookPath("node"); err != nil {
		b.Skip("node manque : oidc-provider n’est pas mesuré")
	}
	if _, err := os.Stat(filepath.Join(scripts, "node_modules/oidc-provider")); err != nil {
		b.Skip("« make e2e-deps » n’a pas été fait : oidc-provider n’est pas mesuré")
	}
	program := filepath.Join(b.TempDir(), "alone")
	out, err := exec.Command("go", "build", "-o", program, "./peer/alone").CombinedOutput()
	require.NoError(b, err, "%s", out)
	client, err := json.Marshal(map[string]any{
		"client_id": peer.ClientID, "client_secret": peer.Secret, "redirect_uri": peer.Callback, "paragraphs": peer.PageParagraphs,
	})
	require.NoError(b, err)
	for _, alg := range []string{"ES256", "RS256"} {
		b.Run(alg, func(b *testing.B) {
			theirs := &rival{Server: peer.Start(b, "node", filepath.Join(scripts, "peer.mjs"), alg, string(client)), paths: peer.Endpoints{Authorize: "/auth", Userinfo: "/me"}}
			ours := &rival{Server: peer.Start(b, program, alg), paths: peer.Endpoints{Authorize: "/authorize", Userinfo: "/userinfo"}}
			faceToFace(b, theirs, ours)
		})
	}
}

func faceToFace(b *testing.B, theirs, ours *rival) {
	c := peer.NewClient(together)
	r, err := rounds.Compare(rounds.Fewest,
		rounds.Case{Name: "oidc-provider", Measure: func() (float64, error) { return theirs.rate(b, c), nil }},
		rounds.Case{Name: "ours", Measure: func() (float64, error) { return ours.rate(b, c), nil }})
	report(b, r, err, "ours") // P3b: ≥ 4, goal 7
	for name, side := range map[string]*rival{"ours": ours, "peer": theirs} {
		held, err := side.Memory()
		require.NoError(b, err)
		b.ReportMetric(side.perFlow(b), name+"-cpu-ms/flow")
		b.ReportMetric(held, name+"-MiB")
		b.ReportMetric(float64(side.Cold.Milliseconds()), name+"-cold-ms")
	}
}
