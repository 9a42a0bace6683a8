package oidc_test

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

func checkCancel(t *testing.T, posture oidc.Posture) {
	r := newRig(t, oidctest.Config{Posture: posture})
	choice := r.b.Get(r.b.Authorize(asked("prompt", "login consent")).Location.String())
	requireBack(t, r, r.b.Submit(choice, "/cancel", url.Values{}), "access_denied", "User auth aborted")

	choice = r.b.Get(r.b.Authorize(asked("prompt", "login consent")).Location.String())
	consent := r.b.Get(r.b.Submit(choice, "/login", url.Values{"login": {"samia"}}).Location.String())
	require.Contains(t, consent.Body, "LORIOT")
	requireBack(t, r, r.b.Submit(consent, "/cancel", url.Values{}), "access_denied", "User auth aborted")

	to, err := r.Provider.Refuse(t.Context(), interactionOf(r.b.Authorize(asked("prompt", "login consent"))), "invalid_idp_hint", "idp_hint is not allowed")
	require.NoError(t, err)
	require.Contains(t, to, "error=invalid_idp_hint")
}

// interactionOf reads the identifier in the address of the host's page.
func interactionOf(page oidctest.Page) string {
	return strings.TrimPrefix(page.Location.Path, "/interaction/")
}

func checkRefresh(t *testing.T, posture oidc.Posture) {
	r := newRig(t, oidctest.Config{Posture: posture})
	start := r.b.Authorize(asked())
	id := interactionOf(start)
	require.NotEmpty(t, r.b.Follow(start, "samia").Query().Get("code"))
	requirePage(t, r.b.Get(start.Location.String()), http.StatusBadRequest, "Y420001")

	_, err := r.Provider.Grant(t.Context(), id, oidctest.Personas()[0].Who)
	require.ErrorIs(t, err, oidc.Describe(oidc.CodeAlreadyDone))
	_, err = r.Provider.Refuse(t.Context(), id, "access_denied", "")
	require.ErrorIs(t, err, oidc.Describe("Y420001"))
	in, err := r.Provider.Interaction(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, oidc.Granted, in.Progress)

	// Somebody else's interaction, and forms that are not the host's own.
	start = r.b.Authorize(asked())
	requirePage(t, r.Browser(t).Get(start.Location.String()), http.StatusUnauthorized, "Y470003")
	requirePage(t, r.b.Post(start.Location.String()+"/login", url.Values{"login": {"samia"}}), http.StatusBadRequest, "Y470002")
	choice := oidctest.Page{Body: `name="csrf" value="inventé" action="/interaction/` + interactionOf(start) + `/login"`}
	requirePage(t, r.b.Submit(choice, "/login", url.Values{}), http.StatusUnauthorized, "Y470001")

	// Out of time, unknown, and a level too low.
	r.Clock.Advance(30 * time.Minute)
	_, err = r.Provider.Interaction(t.Context(), interactionOf(start))
	require.ErrorIs(t, err, oidc.Describe(oidc.CodeExpired))
	requirePage(t, r.b.Get("/interaction/inconnue"), http.StatusUnauthorized, "Y190001")
	id = interactionOf(r.b.Authorize(asked()))
	_, err = r.Provider.Grant(t.Context(), id, oidc.Identity{Acr: "inconnu"})
	require.ErrorIs(t, err, oidc.Describe(oidc.CodeLevelTooLow))
	failure, ok := errors.AsType[oidc.Failure](err)
	require.True(t, ok)
	require.Equal(t, "Service <a>", failure.ClientName)
}

func checkSSO(t *testing.T, posture oidc.Posture) {
	r := newRig(t, oidctest.Config{Posture: posture})
	r.b.Follow(r.b.Authorize(asked()), "samia")
	r.Clock.Advance(29 * time.Minute)
	info := r.b.Get(r.b.Authorize(serviceB("prompt", "consent")).Location.String())
	require.True(t, strings.HasSuffix(info.Location.Path, "/consent"), "the second service skips the login")
	answer := r.b.Follow(info, "personne").Query()
	claims := r.claims(r.redeem(answer.Get("code"), "client_id", "service-b", "client_secret", oidctest.SecretB, "redirect_uri", returnB).text("id_token"))
	require.InDelta(t, r.Clock.Now(t.Context()).Add(-29*time.Minute).Unix(), claims["auth_time"], 0)

	idToken := r.tokens(asked()).text("id_token")
	r.b.Get("/api/v2/session/end?" + url.Values{"id_token_hint": {idToken}}.Encode())
	choice := r.b.Get(r.b.Authorize(asked()).Location.String())
	require.Contains(t, choice.Body, "/login", "after signing out, people choose again")
}

func TestInteractionTellsTheHost(t *testing.T) {
	t.Parallel()
	private := oidctest.Clients()[0]
	private.Private, private.IdentityConsent = true, true
	r := newRig(t, oidctest.Config{Clients: []oidc.Client{private, oidctest.Clients()[1]}})
	in, err := r.Provider.Interaction(t.Context(), interactionOf(r.b.Authorize(asked("idp_hint", "ameli"))))
	require.NoError(t, err)
	require.Empty(t, in.Client.Secret)
	require.Equal(t, "ameli", in.IDPHint)
	require.Equal(t, []string{"sub", "given_name", "given_name_array", "family_name", "birthdate", "gender", "birthplace", "birthcountry", "email"}, in.Claims)
	require.True(t, in.AskConsent)
	require.False(t, in.SkipConsent)
	require.False(t, in.Anonymous)
	require.Equal(t, 30*time.Minute, in.Expires.Sub(in.Opened))

	in, err = r.Provider.Interaction(t.Context(), interactionOf(r.b.Authorize(serviceB("scope", "openid"))))
	require.NoError(t, err)
	require.True(t, in.Anonymous)
	require.False(t, in.AskConsent)
}
