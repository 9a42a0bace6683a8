package oidcjs

import (
	"encoding/json"
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/franceconnect"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

// TestChecks goes through the whole list of checks, by number, with
// openid-client.
func TestChecks(t *testing.T) {
	needNode(t)
	service := func(name, secret, alg string) map[string]string {
		return map[string]string{"id": "service-" + name, "secret": secret, "alg": alg, "redirect": "https://" + name + ".service.example/retour"}
	}
	for name, posture := range map[string]oidc.Posture{"strict": oidc.Strict, "standard": oidc.Standard} {
		t.Run(name, func(t *testing.T) {
			town, mandates := serveMandates(t, posture)
			seen := runChecks(t, map[string]any{
				"issuer": serve(t, posture).Issuer, "strict": posture == oidc.Strict,
				"a": service("a", oidctest.SecretA, oidc.ES256), "b": service("b", oidctest.SecretB, oidc.RS256), "c": service("c", oidctest.SecretC, oidc.HS256),
				"still": serveStill(t, posture), "first": serveFirst(t), "aidants": serveAidants(t), "mandates": mandates,
			})
			require.Len(t, seen, 44) // 36, some of them in parts
			for check, got := range seen {
				t.Run(check, func(t *testing.T) { assert.Equal(t, true, got) })
			}
			town.World.MustSee(franceconnect.FactMandateRefused, "service", "au-dela", "cause", portal.MandateOutOfScope)
			town.World.MustSee(franceconnect.FactFailed, "code", "Y600020", "service", "au-dela")
		})
	}
}

// runChecks gives each check, by its name, true or what was wrong.
func runChecks(t *testing.T, given map[string]any) (seen map[string]any) {
	t.Helper()
	arg, err := json.Marshal(given)
	require.NoError(t, err)
	cmd := exec.CommandContext(t.Context(), "node", "checks.mjs", string(arg))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	require.NoError(t, err, "%s", out)
	require.NoError(t, json.Unmarshal(out, &seen), "%s", out)
	return seen
}
