package oidc_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

// legacyRig is FranceConnect's first version.
func legacyRig(t *testing.T) *rig {
	t.Helper()
	return newRig(t, oidctest.Config{Posture: oidc.Legacy, Lifetimes: oidc.Lifetimes{AccessToken: 20 * time.Minute}})
}

func (r *rig) oldCode(changes ...string) string {
	r.t.Helper()
	b := r.Server.Browser(r.t)
	start := b.Get("/api/v1/authorize?" + asked(append([]string{"acr_values", "-"}, changes...)...).Encode())
	return b.Follow(start, "tarek").Query().Get("code")
}

func (r *rig) oldToken(code string, changes ...string) answer {
	r.t.Helper()
	return parse(r.t, r.b.Post("/api/v1/token", form(code, changes...)))
}

func TestCheck34FirstVersion(t *testing.T) {
	t.Parallel()
	runChecks(t, []check{
		{"34_missing", legacyMissing},
		{"34_happy_path", legacyHappyPath},
		{"34_refusals", legacyRefusals},
		{"34_logout", legacyLogout},
	})
}

func legacyMissing(t *testing.T) {
	r := legacyRig(t)
	for changes, want := range map[[2]string]string{
		{"nonce", "-"}: "The following fields are missing or empty : nonce", {"state", ""}: "The following fields are missing or empty : state",
		{"client_id", "inconnu"}:                      "client_id is not known here",
		{"redirect_uri", "https://mechant.example/x"}: "redirect_uri is not one of the client's",
	} {
		page := parse(t, r.b.Get("/api/v1/authorize?"+asked(changes[:]...).Encode()))
		require.Equal(t, http.StatusBadRequest, page.Status)
		require.Nil(t, page.Location)
		require.Equal(t, map[string]any{"status": "fail", "message": want}, page.JSON)
	}
	for _, path := range []string{"/api/v1/.well-known/openid-configuration", "/api/v1/jwks"} {
		require.Equal(t, http.StatusNotFound, r.b.Get(path).Status)
	}
}

func legacyHappyPath(t *testing.T) {
	r := legacyRig(t)
	b := r.Server.Browser(t)
	callback := b.Follow(b.Get("/api/v1/authorize?"+asked("acr_values", "-", "foo", "1").Encode()), "tarek")
	require.ElementsMatch(t, []string{"code", "state"}, names(callback.Query()), "no iss: its clients refuse a key that they do not know")
	require.Regexp(t, `^[A-Za-z0-9_-]{10,100}$`, callback.Query().Get("code"))

	a := r.oldToken(callback.Query().Get("code"))
	require.Equal(t, http.StatusOK, a.Status, a.Body)
	require.Regexp(t, `^[0-9a-f]{64}$`, a.text("access_token"))
	require.InDelta(t, 1200, a.JSON["expires_in"], 0)
	require.Equal(t, map[string]any{"alg": oidc.HS256}, header(t, a.text("id_token")))

	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, r.URL+"/api/v1/userinfo?schema=openid", nil)
	require.NoError(t, err)
	req.Header.Set("Authorization", "Bearer "+a.text("access_token"))
	info := parse(t, r.b.Do(req))
	require.Contains(t, info.Header.Get("Content-Type"), "application/json")
	require.Equal(t, "1958-01-01", info.JSON["birthdate"])
	require.Equal(t, "SALAH", info.JSON["preferred_username"])
	require.Empty(t, info.JSON["birthplace"])
}

func names(v url.Values) []string {
	var out []string
	for name := range v {
		out = append(out, name)
	}
	return out
}

func legacyRefusals(t *testing.T) {
	r := legacyRig(t)
	code := r.oldCode()
	for want, a := range map[string]answer{
		"invalid_grant":          r.oldToken("inventé"),
		"invalid_client":         r.oldToken(code, "client_secret", "faux"),
		"unsupported_grant_type": r.oldToken(code, "grant_type", "password"),
	} {
		require.Equal(t, map[string]any{"status": "fail", "message": want}, a.JSON)
	}
	require.Equal(t, http.StatusOK, r.oldToken(code).Status)
	require.Equal(t, "invalid_grant", r.oldToken(code).text("message"))
}

func legacyLogout(t *testing.T) {
	r := legacyRig(t)
	hint := r.oldToken(r.oldCode()).text("id_token")
	out := url.Values{"id_token_hint": {hint}, "state": {"s"}, "post_logout_redirect_uri": {"https://a.service.example/au-revoir"}}
	require.Equal(t, "https://a.service.example/au-revoir?state=s", r.b.Get("/api/v1/logout?"+out.Encode()).Location.String())
	out.Set("post_logout_redirect_uri", "https://mechant.example/")
	require.Equal(t, http.StatusBadRequest, r.b.Get("/api/v1/logout?"+out.Encode()).Status)
}

// Two versions side by side, with the same clients and the same people: what one
// has given is worth nothing at the other.
func checkFirstVersionBeside(t *testing.T, posture oidc.Posture) {
	old, now := legacyRig(t), newRig(t, oidctest.Config{Posture: posture})
	require.Equal(t, "invalid_grant", now.redeem(old.oldCode()).error())
	require.Equal(t, "invalid_grant", old.oldToken(now.code(asked())).text("message"))
	require.Equal(t, http.StatusUnauthorized, now.userinfo(old.oldToken(old.oldCode()).text("access_token")).Status)
}

// checkActor: who acts under a mandate goes to the service in both places, under
// an identifier of its own; nobody else has the claim.
func checkActor(t *testing.T, posture oidc.Posture) {
	people := oidctest.Personas()
	people[0].Who.Actor = &oidc.Actor{Name: "Camille GRIVE", Structure: "EPN Les Tilleuls", Mandate: "M-0001"}
	jwt := oidctest.Clients()
	jwt[0].UserinfoAlg, jwt[1].UserinfoAlg, jwt[1].IDTokenAlg = oidc.ES256, oidc.ES256, oidc.ES256
	r := newRig(t, oidctest.Config{Posture: posture, Personas: people, Clients: jwt})
	a := r.tokens(asked())
	act, ok := r.claims(a.text("id_token"))["act"].(map[string]any)
	require.True(t, ok)
	require.Regexp(t, "^[0-9a-f]{64}$", act["sub"])
	require.Equal(t, "Camille GRIVE", act["name"])
	require.Equal(t, "EPN Les Tilleuls", act["organization"])
	require.Equal(t, "M-0001", act["mandate"])
	require.NotContains(t, act, "theme")
	require.Equal(t, act, r.claims(r.userinfo(a.text("access_token")).Body)["act"])

	tarek := r.redeem(r.codeAs("tarek", asked()))
	require.NotContains(t, r.claims(tarek.text("id_token")), "act")
	require.NotContains(t, r.claims(r.userinfo(tarek.text("access_token")).Body), "act")
}
