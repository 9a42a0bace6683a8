package app_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	gooidc "github.com/coreos/go-oidc/v3/oidc"
	"github.com/stretchr/testify/require"
	"golang.org/x/oauth2"

	"demarcheablanc/internal/app"
	"demarcheablanc/simulators/franceconnect/franceconnecttest"
	"demarcheablanc/simulators/franceconnect/outside"
	"demarcheablanc/simulators/portal/oidc"
)

const (
	appBack   = "http://127.0.0.1:9/retour"
	appSecret = "secret-d-essai-de-trente-deux-lettres"
)

// standalone is the provider alone and an application of each level.
type standalone struct {
	*app.Provider
	t *testing.T
}

func serveAlone(t *testing.T, c app.ProviderConfig) *standalone {
	t.Helper()
	c.Address = "127.0.0.1:0"
	client := oidc.Client{ID: "appli", Secret: appSecret, Name: "Mon appli", RedirectURIs: []string{appBack}, AllowLoopback: true}
	plus := client
	plus.ID = "appli-plus"
	c.Clients = []outside.Client{{Client: client}, {Client: plus, Plus: true}}
	p, err := app.StartProvider(t.Context(), c)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, p.Close()) })
	return &standalone{p, t}
}

// asked is where an application sends people.
func (s *standalone) asked(issuer, id, level string, more ...oauth2.AuthCodeOption) (*oauth2.Config, *gooidc.Provider, string) {
	s.t.Helper()
	provider, err := gooidc.NewProvider(s.t.Context(), issuer)
	require.NoError(s.t, err)
	endpoint := provider.Endpoint()
	endpoint.AuthStyle = oauth2.AuthStyleInParams
	conf := &oauth2.Config{ClientID: id, ClientSecret: appSecret, RedirectURL: appBack, Endpoint: endpoint, Scopes: []string{"openid", "identite_pivot", "email"}}
	more = append(more, gooidc.Nonce("nonce-de-22-caracteres"), oauth2.SetAuthURLParam("acr_values", level))
	return conf, provider, conf.AuthCodeURL("etat", more...)
}

// enter logs a persona in and reads who came back, as an application does.
func (s *standalone) enter(name, fault string) (who map[string]any, err error) {
	s.t.Helper()
	conf, provider, ask := s.asked(s.Issuer, "appli", "eidas1")
	b := franceconnecttest.Browse(s.t, s.URL)
	b.Get(ask).Click("Comptes d’essai").Fill("Et ensuite", fault).Click(name).Click("Continuer sur Mon appli")
	return finish(s.t, conf, provider, b.Landed.Query())
}

type refusedLogin string

func (e refusedLogin) Error() string { return string(e) }

func finish(t *testing.T, conf *oauth2.Config, provider *gooidc.Provider, q url.Values) (map[string]any, error) {
	switch {
	case q.Get("state") != "etat":
		return nil, refusedLogin("state")
	case !strings.HasPrefix(conf.Endpoint.AuthURL, q.Get("iss")):
		return nil, refusedLogin("iss")
	case q.Get("error") != "":
		return nil, refusedLogin(q.Get("error"))
	}
	token, err := conf.Exchange(t.Context(), q.Get("code"))
	if err != nil {
		return nil, err
	}
	raw, _ := token.Extra("id_token").(string)
	if _, err := provider.Verifier(&gooidc.Config{ClientID: conf.ClientID}).Verify(t.Context(), raw); err != nil {
		return nil, err
	}
	info, err := provider.UserInfo(t.Context(), oauth2.StaticTokenSource(token))
	if err != nil {
		return nil, err
	}
	who := map[string]any{}
	return who, info.Claims(&who)
}

func TestEveryPersonaIsTheTrapOfItsName(t *testing.T) {
	s := serveAlone(t, app.ProviderConfig{})
	for _, p := range outside.Personas() {
		if p.Code == "" {
			who, err := s.enter(p.Name, "")
			require.NoError(t, err, p.Name)
			require.Equal(t, p.Said.BirthName, who["family_name"])
			continue
		}
		_, _, ask := s.asked(s.Issuer, "appli", "eidas1")
		b := franceconnecttest.Browse(t, s.URL)
		b.Get(ask).Click("Comptes d’essai").Click(p.Name).See("Code "+p.Code, "Que faire ?").Click("Revenir sur Mon appli")
		require.NotEmpty(t, b.Landed.Query().Get("error"), p.Name)
	}
	born, err := s.enter("jour_et_mois_presumes", "")
	require.NoError(t, err)
	require.Equal(t, "1951-01-01", born["birthdate"])
	require.Empty(t, born["birthplace"])
}

func TestEveryFaultIsMet(t *testing.T) {
	s := serveAlone(t, app.ProviderConfig{})
	for fault, want := range map[string]string{
		"refus": "access_denied", "erreur": "server_error", "etat": "state", "iss": "iss", "code": "invalid_grant", "jeton-500": "500",
		"signature": "failed to verify", "sans-id-token": "malformed jwt", "userinfo-500": "500", "userinfo-vide": "malformed jwt",
	} {
		_, err := s.enter("simple", fault)
		require.ErrorContains(t, err, want, fault)
	}
	_, err := s.enter("simple", "")
	require.NoError(t, err, "une panne ne sert qu’une fois")
}

func TestAnIdentityOfOnesOwn(t *testing.T) {
	s := serveAlone(t, app.ProviderConfig{})
	conf, provider, ask := s.asked(s.Issuer, "appli", "eidas1")
	b := franceconnecttest.Browse(t, s.URL)
	b.Get(ask).Click("Comptes d’essai").Click("Inventer une identité")
	b.Click("Se connecter avec cette identité").Status(422).See("Donnez un nom de naissance inventé", "Prenez une adresse inventée")
	b.Fill("Adresse e-mail", "quelquun@laposte.net").Click("Se connecter avec cette identité").Status(422).See("ressemble à la donnée d’une vraie personne").DontSee("quelquun")
	b.Fill("Prénoms", "Zoé Ariane").Fill("Nom de naissance", "Sarcelle").Fill("Sexe", "female").Fill("Date de naissance", "1990-00-00")
	b.Fill("Code de la commune", "00012").Fill("Code du pays", "99100").Fill("Adresse e-mail", "zoe@messagerie.example")
	b.Click("Se connecter avec cette identité").Click("Continuer sur Mon appli")
	who, err := finish(t, conf, provider, b.Landed.Query())
	require.NoError(t, err)
	require.Equal(t, "SARCELLE", who["family_name"])
	require.Equal(t, "1990-01-01", who["birthdate"])
}

func TestPostures(t *testing.T) {
	var later atomic.Int64 // seconds
	now := func() time.Time { return time.Now().Add(time.Duration(later.Load()) * time.Second) }
	strict, standard := serveAlone(t, app.ProviderConfig{}), serveAlone(t, app.ProviderConfig{Posture: oidc.Standard, Now: now})
	verifier := oauth2.GenerateVerifier()

	_, _, ask := strict.asked(strict.Issuer, "appli", "eidas1", oauth2.S256ChallengeOption(verifier))
	franceconnecttest.Browse(t, strict.URL).Get(ask).Status(400).See("Code Y030007")

	conf, _, ask := standard.asked(standard.Issuer, "appli", "eidas1", oauth2.S256ChallengeOption(verifier))
	b := franceconnecttest.Browse(t, standard.URL)
	b.Get(ask + "&prompt=none")
	require.Equal(t, "login_required", b.Landed.Query().Get("error"))
	b.Get(ask).Click("Comptes d’essai").Click("simple")
	require.NotNil(t, b.Landed, "la page d’information ne s’impose pas")
	_, err := conf.Exchange(t.Context(), b.Landed.Query().Get("code"), oauth2.VerifierOption(verifier))
	require.NoError(t, err)
	b.Get(ask + "&prompt=none")
	require.NotEmpty(t, b.Landed.Query().Get("code"), "connectée sur cet écran")
	later.Store(10)
	b.Get(ask + "&max_age=0").See("Choisissez un compte")
}

func TestPlusAlone(t *testing.T) {
	s := serveAlone(t, app.ProviderConfig{Workshop: true})
	conf, provider, ask := s.asked(s.URL+"/plus/api/v2", "appli-plus", "eidas2")
	b := franceconnecttest.Browse(t, s.URL)
	b.Get(ask).See("demande FranceConnect+").Click("Comptes d’essai").Click("simple").Click("Continuer sur Mon appli")
	_, err := finish(t, conf, provider, b.Landed.Query())
	require.NoError(t, err)
}

func TestCheck34TheFirstVersionAlone(t *testing.T) {
	s := serveAlone(t, app.ProviderConfig{Legacy: true})
	ask := s.URL + "/api/v1/authorize?" + url.Values{
		"client_id": {"appli"}, "redirect_uri": {appBack}, "response_type": {"code"}, "scope": {"openid identite_pivot"}, "state": {"etat"},
	}.Encode()
	status, said := fetch(t, ask, nil)
	require.Equal(t, http.StatusBadRequest, status)
	require.Equal(t, map[string]any{"status": "fail", "message": "The following fields are missing or empty : nonce"}, said)

	b := franceconnecttest.Browse(t, s.URL)
	b.Get(ask + "&nonce=abcdef").Click("Comptes d’essai").Click("nom_d_usage").Click("Continuer sur Mon appli")
	require.False(t, b.Landed.Query().Has("iss"))
	form := url.Values{
		"grant_type": {"authorization_code"}, "code": {b.Landed.Query().Get("code")}, "redirect_uri": {appBack}, "client_id": {"appli"}, "client_secret": {appSecret},
	}
	status, said = fetch(t, s.URL+"/api/v2/token", form)
	require.Equal(t, http.StatusBadRequest, status, "un code de la première version ne vaut rien à la seconde")
	require.Equal(t, "invalid_grant", said["error"])
	status, said = fetch(t, s.URL+"/api/v1/token", form)
	require.Equal(t, http.StatusOK, status, said)
	_, who := fetch(t, s.URL+"/api/v1/userinfo?access_token="+said["access_token"].(string), nil)
	require.Equal(t, "GRIVE", who["preferred_username"])
	status, _ = fetch(t, s.URL+"/api/v1/logout?post_logout_redirect_uri=https://mechant.example/", nil)
	require.Equal(t, http.StatusBadRequest, status)
}

// Check 22, through the whole of it: a world, its steps, real HTTP.
func TestCheck22SixteenRedemptionsAtOnce(t *testing.T) {
	for _, posture := range []oidc.Posture{oidc.Strict, oidc.Standard} {
		s := serveAlone(t, app.ProviderConfig{Posture: posture})
		_, _, ask := s.asked(s.Issuer, "appli", "eidas1")
		b := franceconnecttest.Browse(t, s.URL)
		b.Get(ask).Click("Comptes d’essai").Click("simple")
		if posture == oidc.Strict {
			b.Click("Continuer sur Mon appli")
		}
		form := url.Values{
			"grant_type": {"authorization_code"}, "code": {b.Landed.Query().Get("code")}, "redirect_uri": {appBack}, "client_id": {"appli"}, "client_secret": {appSecret},
		}
		var all sync.WaitGroup
		var right, wrong atomic.Int64
		for range 16 {
			all.Go(func() {
				answer, err := http.PostForm(s.Issuer+"/token", form)
				if err != nil {
					return
				}
				_ = answer.Body.Close()
				switch answer.StatusCode {
				case http.StatusOK:
					right.Add(1)
				case http.StatusBadRequest:
					wrong.Add(1)
				}
			})
		}
		all.Wait()
		require.EqualValues(t, 1, right.Load())
		require.EqualValues(t, 15, wrong.Load())
	}
}

// fetch asks as a server does; form is nil for a GET.
func fetch(t *testing.T, address string, form url.Values) (int, map[string]any) {
	t.Helper()
	method, body := http.MethodGet, io.Reader(http.NoBody)
	if form != nil {
		method, body = http.MethodPost, strings.NewReader(form.Encode())
	}
	r, err := http.NewRequestWithContext(t.Context(), method, address, body)
	require.NoError(t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer answer.Body.Close()
	said := map[string]any{}
	_ = json.NewDecoder(answer.Body).Decode(&said) // pages are not JSON
	return answer.StatusCode, said
}

func TestTheProviderAnswersThisComputerOnly(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", "192.168.1.2:80", "n’importe quoi"} {
		_, err := app.StartProvider(context.Background(), app.ProviderConfig{Address: address})
		require.ErrorContains(t, err, "ne répond qu’à cet ordinateur")
	}
	s := serveAlone(t, app.ProviderConfig{})
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+"/", nil)
	require.NoError(t, err)
	r.Host = "mechant.example"
	answer, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	require.Equal(t, http.StatusMisdirectedRequest, answer.StatusCode)
	sheet, _ := fetch(t, s.URL+"/static/css/sites.css", nil)
	require.Equal(t, http.StatusOK, sheet)
}

// A program that pins its provider's modulus gives the key that it knows, in PEM.
func TestAKeyOfOnesOwnSigns(t *testing.T) {
	for alg, other := range map[string]string{oidc.RS256: oidc.ES256, oidc.ES256: oidc.RS256} {
		drawn, err := oidc.NewKeySet(alg)
		require.NoError(t, err)
		own := drawn.Public().Keys[0]
		text, err := drawn.ExportPEM(own.KeyID)
		require.NoError(t, err)
		name := filepath.Join(t.TempDir(), "cle.pem")
		require.NoError(t, os.WriteFile(name, text, 0o600))
		keys, err := app.KeysFile(name)
		require.NoError(t, err)
		public := keys.Public().Keys
		require.Len(t, public, 2)
		require.Equal(t, own, public[0])
		require.Equal(t, other, public[1].Algorithm, "for the clients who chose it")
		kept, err := os.ReadFile(name)
		require.NoError(t, err)
		require.Equal(t, text, kept, "the file is the developer’s own")
		require.NoError(t, os.WriteFile(name, append([]byte("-----BEGIN PRIVATE KEY-----\n"), "abc"...), 0o600))
		_, err = app.KeysFile(name)
		require.ErrorContains(t, err, "cette clé ne se lit pas")
	}
}

func TestKeysOutliveTheProgram(t *testing.T) {
	name := filepath.Join(t.TempDir(), "cles.json")
	made, err := app.KeysFile(name)
	require.NoError(t, err)
	info, err := os.Stat(name)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	read, err := app.KeysFile(name)
	require.NoError(t, err)
	require.Equal(t, made.Public(), read.Public())
	require.NoError(t, os.WriteFile(name, []byte(`{"keys":[{}]}`), 0o600))
	_, err = app.KeysFile(name)
	require.ErrorContains(t, err, "ces clés ne se lisent pas")
	_, err = app.KeysFile(filepath.Dir(name))
	require.Error(t, err)
}
