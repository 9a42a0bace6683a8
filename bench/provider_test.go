package bench_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/bench/limit"
	"demarcheablanc/bench/rounds"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/store/sqlite"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// provider serves the OpenID Connect engine alone, each person in a world of
// their own, its codes and tokens kept in durable steps.
type provider struct {
	oidc.Provider
	worlds []*sandbox.Sandbox
	client oidc.Client
	back   http.Handler
	url    string
}

// worlds is how many people log in by turns: each does so a few times only.
const worlds = 1024

func startProvider(b *testing.B) *provider {
	files, err := sqlite.Open(b.Context(), b.TempDir(), sqlite.Options{Started: time.Now()})
	require.NoError(b, err)
	start, err := sandbox.NewStart("vide", nil)
	require.NoError(b, err)
	engine := sandbox.NewEngine(files, time.Now, func(string) (*sandbox.Start, time.Time, error) { return start, time.Now(), nil }, nil)
	keys, err := oidc.NewKeySet(oidc.ES256)
	require.NoError(b, err)
	p := &provider{client: oidc.Client{ID: "service", Secret: strings.Repeat("s", 64), Name: "Service", RedirectURIs: []string{"https://service.example/retour"}}}
	p.Provider = oidc.Provider{
		Issuer: "https://fournisseur.example/api/v2", Posture: oidc.Strict, Keys: keys, Pairwise: []byte("paire"),
		Clients: func(id string) (oidc.Client, bool) { return p.client, id == p.client.ID },
		Records: portal.WorldRecords("essai"), Now: portal.WorldNow,
		Interact: func(id string) string { return "/interaction/" + id }, Carry: true,
		World: func(ctx context.Context) string { return sandbox.FromContext(ctx).World() },
	}
	p.back = p.Backchannel()
	for i := range worlds {
		box, err := engine.Create(b.Context(), sandbox.New{ID: fmt.Sprint("monde-", i), Start: "vide", Running: true})
		require.NoError(b, err)
		p.worlds = append(p.worlds, box)
	}
	server := httptest.NewServer(http.HandlerFunc(p.serve))
	p.url = server.URL
	b.Cleanup(func() { server.Close(); require.NoError(b, files.Close()) })
	return p
}

// serve answers /<world>/<path>: one request, one step.
func (p *provider) serve(w http.ResponseWriter, r *http.Request) {
	number, path, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	world, err := strconv.Atoi(number)
	if err != nil || world < 0 || world >= len(p.worlds) {
		http.NotFound(w, r)
		return
	}
	if err := r.ParseForm(); err != nil { // once: a step may be done twice
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	var kept held
	err = p.worlds[world].Do(r.Context(), sandbox.Actor{}, func(tx *sandbox.Tx) error {
		kept = held{header: http.Header{}, status: http.StatusOK}
		p.route(&kept, r.WithContext(tx.Context(r.Context())), path)
		return nil
	})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	maps.Copy(w.Header(), kept.header)
	w.WriteHeader(kept.status)
	_, _ = w.Write(kept.body.Bytes()) // a client that left is the load's matter
}

// held is an answer that waits for its step to be durable.
type held struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (h *held) Header() http.Header            { return h.header }
func (h *held) WriteHeader(status int)         { h.status = status }
func (h *held) Write(some []byte) (int, error) { return h.body.Write(some) }

var page = strings.Repeat("<p>Vous allez vous connecter.</p>", 60)

func (p *provider) route(w http.ResponseWriter, r *http.Request, path string) {
	id, interacting := strings.CutPrefix(path, "interaction/")
	switch {
	case path == "authorize":
		p.Authorize(w, r)
	case interacting && r.Method == http.MethodGet:
		if _, err := p.Interaction(r.Context(), id); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		_, _ = io.WriteString(w, page) // into memory
	case interacting:
		to, err := p.Grant(r.Context(), id, samia)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		http.Redirect(w, r, to, http.StatusSeeOther)
	default:
		r.URL.Path = "/api/v2/" + path
		p.back.ServeHTTP(w, r)
	}
}

var samia = oidc.Identity{
	GivenName: "Samia Nour", FamilyName: "SITTELLE", Birthdate: "1990-05-17", Gender: "female",
	Birthplace: "00014", Birthcountry: oidc.France, Email: "samia.loriot@messagerie.example",
}

// A login by the provider alone, with durable codes and tokens and two signed
// answers, beside a bare provider that keeps its own in memory: the same client
// asks both for the choice, the page, the agreement, the code redeemed and the
// identity.
func BenchmarkProvider(b *testing.B) {
	p := startProvider(b)
	bare := limit.StartProvider(b, p.client.ID, p.client.Secret, []byte(page), map[string]any{
		"given_name": samia.GivenName, "family_name": samia.FamilyName, "birthdate": samia.Birthdate, "gender": samia.Gender,
		"birthplace": samia.Birthplace, "birthcountry": samia.Birthcountry, "email": samia.Email,
	})
	p.login(b, p.url, 0)
	p.login(b, bare.URL, 0)
	var turn atomic.Int64
	r, err := rounds.Compare(rounds.Fewest,
		rounds.Case{Name: "nu", Measure: func() (float64, error) {
			return flows(func(int) { p.login(b, bare.URL, 0) }), nil
		}},
		rounds.Case{Name: "provider", Measure: func() (float64, error) {
			return flows(func(int) { p.login(b, p.url, int(turn.Add(1))%worlds) }), nil
		}})
	report(b, r, err, "provider") // P3: ≥ 0.35, goal 0.6
}

// login goes through at one of the two providers.
func (p *provider) login(b *testing.B, server string, person int) {
	base := fmt.Sprintf("%s/%d/", server, person)
	query := url.Values{
		"client_id": {p.client.ID}, "redirect_uri": p.client.RedirectURIs, "response_type": {"code"},
		"scope": {"openid identite_pivot email"}, "state": {rand.Text()}, "nonce": {rand.Text()}, "acr_values": {"eidas1"},
	}
	to := send(b, http.MethodGet, base+"authorize?"+query.Encode(), nil, "").location
	to = strings.TrimSuffix(base, "/") + to
	send(b, http.MethodGet, to, nil, "")
	back, err := url.Parse(send(b, http.MethodPost, to, url.Values{}, "").location)
	require.NoError(b, err)
	body := send(b, http.MethodPost, base+"token", url.Values{
		"grant_type": {"authorization_code"}, "code": {back.Query().Get("code")}, "redirect_uri": p.client.RedirectURIs,
		"client_id": {p.client.ID}, "client_secret": {p.client.Secret},
	}, "").body
	var token struct {
		Access string `json:"access_token"`
	}
	require.NoError(b, json.Unmarshal(body, &token), "%s", body)
	require.NotEmpty(b, send(b, http.MethodGet, base+"userinfo", nil, token.Access).body)
}

type reply struct {
	location string
	body     []byte
}

func send(b *testing.B, method, address string, form url.Values, bearer string) reply {
	r, err := http.NewRequestWithContext(context.Background(), method, address, strings.NewReader(form.Encode()))
	require.NoError(b, err)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if bearer != "" {
		r.Header.Set("Authorization", "Bearer "+bearer)
	}
	answer, err := wire.Do(r)
	require.NoError(b, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	require.NoError(b, err)
	require.Less(b, answer.StatusCode, 400, "%s %s: %s", method, address, body)
	return reply{answer.Header.Get("Location"), body}
}
