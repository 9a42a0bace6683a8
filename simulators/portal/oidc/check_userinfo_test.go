package oidc_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

func strictUserinfo(t *testing.T) {
	r := strictRig(t)
	a := r.tokens(asked())
	access := a.text("access_token")
	sub := r.claims(a.text("id_token"))["sub"]
	for name, page := range map[string]oidctest.Page{
		"GET":         r.request(http.MethodGet, "/userinfo?schema=openid", "Bearer "+access),
		"POST header": r.request(http.MethodPost, "/userinfo", "bearer "+access),
		"POST body":   r.b.Post("/api/v2/userinfo", url.Values{"access_token": {access}}),
		"query":       r.request(http.MethodGet, "/userinfo?access_token="+access, ""),
	} {
		require.Equal(t, http.StatusOK, page.Status, name)
		require.Contains(t, page.Header.Get("Content-Type"), "application/jwt", name)
		require.Equal(t, "no-store", page.Header.Get("Cache-Control"))
		claims := r.claims(page.Body)
		require.Equal(t, sub, claims["sub"])
		require.Equal(t, r.Issuer, claims["iss"])
		require.Equal(t, "service-a", claims["aud"])
		require.InDelta(t, 60, claims["exp"].(float64)-claims["iat"].(float64), 0)
	}
	none := parse(t, r.request(http.MethodGet, "/userinfo", ""))
	require.Equal(t, http.StatusUnauthorized, none.Status)
	require.Equal(t, "no access token provided (no access token provided)", none.description())
	require.Contains(t, none.text("error_uri"), "code=Y04146A2")
	bad := r.userinfo("faux")
	require.Equal(t, "invalid_token", bad.error())
	require.Contains(t, bad.text("error_uri"), "code=Y040001")
	require.Contains(t, bad.Header.Get("WWW-Authenticate"), `Bearer realm=`)
	require.Equal(t, "invalid_request", parse(t, r.request(http.MethodGet, "/userinfo", "Basic x")).error())
	two := r.request(http.MethodGet, "/userinfo?access_token="+access, "Bearer "+access)
	require.Equal(t, http.StatusBadRequest, two.Status)

	r.Clock.Advance(61 * time.Second)
	late := r.userinfo(access)
	require.Equal(t, http.StatusUnauthorized, late.Status)
	require.Equal(t, "invalid token provided (access token not found)", late.description())
}

// envelope are the claims that every signed userinfo has.
var envelope = []string{"iss", "aud", "exp", "iat", "sub"}

// info goes through the flow as somebody and reads the userinfo.
func (r *rig) info(login, scope string) map[string]any {
	r.t.Helper()
	access := r.redeem(r.codeAs(login, asked("scope", scope))).text("access_token")
	return r.claims(r.userinfo(access).Body)
}

func checkClaims(t *testing.T, posture oidc.Posture) {
	people := oidctest.Personas()
	people[0].Who.Extra = map[string]any{"rfr": 12000, "hors_perimetre": true}
	signed := oidctest.Clients()
	signed[0].UserinfoAlg = oidc.ES256
	r := newRig(t, oidctest.Config{Posture: posture, Personas: people, Clients: signed, Extra: map[string][]string{"dgfip_rfr": {"rfr"}}})
	pivot := []string{"given_name", "given_name_array", "family_name", "birthdate", "gender", "birthplace", "birthcountry"}
	for scope, want := range map[string][]string{
		"":                   {},
		"profile":            {"given_name", "given_name_array", "family_name", "birthdate", "gender", "preferred_username"},
		"birth":              {"birthplace", "birthcountry"},
		"identite_pivot":     pivot,
		"gender":             {"gender"},
		"birthdate":          {"birthdate"},
		"birthcountry":       {"birthcountry"},
		"birthplace":         {"birthplace"},
		"given_name":         {"given_name", "given_name_array"},
		"family_name":        {"family_name"},
		"email":              {"email"},
		"preferred_username": {"preferred_username"},
		"idp_birthdate":      {"idp_birthdate"},
		"amr":                {"amr"},
		"idp_id":             {"idp_id"},
		"dgfip_rfr":          {},
		"address phone":      {},
	} {
		require.ElementsMatch(t, append(want, envelope...), keys(r.info("tarek", "openid "+scope)), scope)
	}
	require.InDelta(t, 12000, r.info("samia", "openid dgfip_rfr")["rfr"], 0)

	samia := r.info("samia", "openid identite_pivot")
	require.Equal(t, []any{"Samia", "Louise"}, samia["given_name_array"])
	require.Equal(t, "75107", samia["birthplace"])
	tarek := r.info("tarek", "openid profile birth idp_birthdate")
	require.Empty(t, tarek["birthplace"], "born abroad")
	require.Equal(t, "99352", tarek["birthcountry"])
	require.Equal(t, "1958-01-01", tarek["birthdate"], "on a presumed date")
	require.Equal(t, "1958-00-00", tarek["idp_birthdate"])
	require.Equal(t, "SALAH", tarek["preferred_username"])
}

// An identity provider tells FranceConnect what the civil register has.
func TestIdentityAsRegistered(t *testing.T) {
	t.Parallel()
	r := standardRig(t)
	r.Provider.AsRegistered = true
	access := r.redeem(r.codeAs("tarek", asked("scope", "openid birth profile"))).text("access_token")
	info := r.userinfo(access).JSON
	require.Equal(t, "1958-00-00", info["birthdate"])
	require.Equal(t, "99999", info["birthplace"])
}

func checkSub(t *testing.T, posture oidc.Posture) {
	r := newRig(t, oidctest.Config{Posture: posture})
	a, b, c := oidctest.Clients()[0], oidctest.Clients()[1], oidctest.Clients()[2]
	who := oidctest.Personas()[1].Who
	sub := r.Provider.Sub(a, who)
	require.Regexp(t, `^[0-9a-f]{64}v1$`, sub)
	require.Equal(t, sub, r.Provider.Sub(b, who), "one entity")
	require.NotEqual(t, sub, r.Provider.Sub(c, who), "another entity")
	require.NotEqual(t, sub, r.Provider.Sub(a, oidctest.Personas()[0].Who))

	elsewhere := who // another identity provider, another spelling
	elsewhere.IdpID, elsewhere.FamilyName, elsewhere.Birthplace = "laposte", "Bensalah ", ""
	elsewhere.GivenNameArray, elsewhere.Birthdate = []string{"Tarek"}, "1958-01-01"
	elsewhere.Email, elsewhere.PreferredUsername = "autre@courriel.example", ""
	require.Equal(t, sub, r.Provider.Sub(a, elsewhere))
	require.Equal(t, r.Provider.Sub(a, oidctest.Personas()[0].Who), r.claims(r.tokens(asked()).text("id_token"))["sub"])

	alone, other := a, a
	alone.EntityID, other.EntityID, other.ID = "", "", "service-z"
	require.NotEqual(t, r.Provider.Sub(alone, who), r.Provider.Sub(other, who))
}

func checkRevocation(t *testing.T, posture oidc.Posture) {
	r := newRig(t, oidctest.Config{Posture: posture})
	access := r.tokens(asked()).text("access_token")
	mine := url.Values{"token": {access}, "client_id": {"service-a"}, "client_secret": {oidctest.SecretA}}
	other := url.Values{"token": {access}, "client_id": {"service-b"}, "client_secret": {oidctest.SecretB}}
	require.Equal(t, http.StatusOK, r.send("/token/revocation", other).Status)
	require.Equal(t, http.StatusOK, r.userinfo(access).Status, "another client's word has no effect")
	for range 2 {
		require.Equal(t, http.StatusOK, r.send("/token/revocation", mine).Status)
		require.Equal(t, http.StatusUnauthorized, r.userinfo(access).Status)
	}
	mine.Set("token", "court")
	short := http.StatusOK
	if posture == oidc.Strict {
		short = http.StatusBadRequest
	}
	require.Equal(t, short, r.send("/token/revocation", mine).Status)
	mine.Set("token", access)
	mine.Set("client_secret", strings.Repeat("f", 32))
	require.Equal(t, http.StatusUnauthorized, r.send("/token/revocation", mine).Status)
	mine.Set("client_secret", "court")
	wrong := http.StatusUnauthorized
	if posture == oidc.Strict { // its shape is judged first
		wrong = http.StatusBadRequest
	}
	require.Equal(t, wrong, r.send("/token/revocation", mine).Status)
}

func strictEndSession(t *testing.T) {
	r := strictRig(t)
	const home = "https://a.service.example/au-revoir"
	idToken := r.tokens(asked()).text("id_token")
	end := func(changes ...string) oidctest.Page {
		v := url.Values{"id_token_hint": {idToken}, "post_logout_redirect_uri": {home}, "state": {"e&t="}}
		for i := 0; i < len(changes); i += 2 {
			v.Set(changes[i], changes[i+1])
			if changes[i+1] == "-" {
				v.Del(changes[i])
			}
		}
		return r.b.Get("/api/v2/session/end?" + v.Encode())
	}
	right := end()
	require.Equal(t, http.StatusSeeOther, right.Status)
	require.Equal(t, home+"?state=e%26t%3D", right.Location.String())
	r.Clock.Advance(time.Hour)
	require.Equal(t, home, end("state", "-", "client_id", "service-a").Location.String(), "an expired hint will do")
	require.Equal(t, http.StatusOK, end("post_logout_redirect_uri", "-").Status)

	requirePage(t, end("id_token_hint", idToken[:len(idToken)-6]+"AAAAAA"), http.StatusBadRequest, "Y041FDE")
	requirePage(t, end("id_token_hint", unsigned(idToken)), http.StatusBadRequest, "Y041FDE")
	requirePage(t, end("client_id", "service-b"), http.StatusBadRequest, "Y041FDE")
	requirePage(t, end("post_logout_redirect_uri", home+"/plus"), http.StatusBadRequest, oidc.CodePostLogoutURI)
	requirePage(t, end("post_logout_redirect_uri", "https://b.service.example/au-revoir"), http.StatusBadRequest, oidc.CodePostLogoutURI)
	requirePage(t, end("id_token_hint", "-"), http.StatusBadRequest, "Y030007")
	requirePage(t, end("foo", "1"), http.StatusBadRequest, "Y030007")
}

// unsigned rewrites a token with alg none and no signature.
func unsigned(token string) string {
	return "eyJhbGciOiJub25lIn0." + strings.Split(token, ".")[1] + "."
}

func checkAlgorithms(t *testing.T, posture oidc.Posture) {
	r := newRig(t, oidctest.Config{Posture: posture})
	a := r.tokens(asked()).text("id_token")
	_, err := r.verify("service-a", oidc.ES256, a)
	require.NoError(t, err)
	_, err = r.verify("service-a", oidc.RS256, a)
	require.Error(t, err, "a service that expects another algorithm refuses")

	b := r.redeem(r.code(serviceB()), "client_id", "service-b", "client_secret", oidctest.SecretB, "redirect_uri", returnB)
	_, err = r.verify("service-b", oidc.RS256, b.text("id_token"))
	require.NoError(t, err)
	require.Equal(t, oidc.RS256, header(t, r.userinfo(b.text("access_token")).Body)["alg"])

	c := r.redeem(r.code(serviceC()), "client_id", "service-c", "client_secret", oidctest.SecretC, "redirect_uri", returnC)
	require.Equal(t, map[string]any{"alg": oidc.HS256}, header(t, c.text("id_token")))
	require.Equal(t, "service-c", r.claims(c.text("id_token"))["aud"])
	end := r.b.Get("/api/v2/session/end?" + url.Values{"id_token_hint": {c.text("id_token")}}.Encode())
	require.Equal(t, http.StatusOK, end.Status, "HS256 hint of an HS256 client")

	// A hint forged with what everybody knows: the public key used as a secret.
	public, err := r.Provider.Keys.Public().Keys[0].MarshalJSON()
	require.NoError(t, err)
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.HS256, Key: public}, nil)
	require.NoError(t, err)
	jws, err := signer.Sign([]byte(`{"iss":"` + r.Issuer + `","sub":"x","aud":"service-a"}`))
	require.NoError(t, err)
	forged, err := jws.CompactSerialize()
	require.NoError(t, err)
	end = r.b.Get("/api/v2/session/end?" + url.Values{"id_token_hint": {forged}}.Encode())
	requirePage(t, end, http.StatusBadRequest, "Y041FDE")
}
