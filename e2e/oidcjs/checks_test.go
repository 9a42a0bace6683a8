package oidcjs

import (
	"encoding/json"
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

// TestChecks goes through the list of checks, by number, with openid-client: 23
// (a clock), 34 (the first version, which describes itself nowhere) and 35 (a
// mandate) are driven from Go only.
func TestChecks(t *testing.T) {
	needNode(t)
	service := func(name, secret, alg string) map[string]string {
		return map[string]string{"id": "service-" + name, "secret": secret, "alg": alg, "redirect": "https://" + name + ".service.example/retour"}
	}
	for name, posture := range map[string]oidc.Posture{"strict": oidc.Strict, "standard": oidc.Standard} {
		t.Run(name, func(t *testing.T) {
			arg, err := json.Marshal(map[string]any{
				"issuer": serve(t, posture).Issuer, "strict": posture == oidc.Strict,
				"a": service("a", oidctest.SecretA, oidc.ES256), "b": service("b", oidctest.SecretB, oidc.RS256), "c": service("c", oidctest.SecretC, oidc.HS256),
			})
			require.NoError(t, err)
			cmd := exec.CommandContext(t.Context(), "node", "checks.mjs", string(arg))
			cmd.Stderr = os.Stderr
			out, err := cmd.Output()
			require.NoError(t, err, "%s", out)
			var seen map[string]any
			require.NoError(t, json.Unmarshal(out, &seen), "%s", out)
			require.Len(t, seen, 33)
			for check, got := range seen {
				t.Run(check, func(t *testing.T) { assert.Equal(t, true, got) })
			}
		})
	}
}
