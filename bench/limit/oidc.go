package limit

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// Provider is a bare OpenID Connect provider: it remembers requests, codes and
// tokens in one map, signs with ES256, and checks nothing that a right client
// does not need. What it forgets, breaks or lets through is nobody's concern.
type Provider struct {
	URL string

	client, secret string
	page           []byte
	key            *ecdsa.PrivateKey
	mu             sync.Mutex
	kept           map[string]any // by the name drawn for each
}

// StartProvider serves, until the end of the benchmark, one client and whatever
// person says at: /authorize, /interaction/…, /token and /userinfo, under a first
// part of the path that it does not look at.
func StartProvider(t testing.TB, client, secret string, page []byte, person map[string]any) *Provider {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	p := &Provider{client: client, secret: secret, page: page, key: key, kept: map[string]any{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{any}/authorize", p.authorize)
	mux.HandleFunc("GET /{any}/interaction/{id}", p.show)
	mux.HandleFunc("POST /{any}/interaction/{id}", p.grant)
	mux.HandleFunc("POST /{any}/token", p.token)
	mux.HandleFunc("GET /{any}/userinfo", func(w http.ResponseWriter, r *http.Request) { p.userinfo(w, r, person) })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	p.URL = server.URL
	return p
}

func (p *Provider) keep(value any) string {
	name := rand.Text()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.kept[name] = value
	return name
}

func (p *Provider) take(name string) any {
	p.mu.Lock()
	defer p.mu.Unlock()
	value := p.kept[name]
	delete(p.kept, name)
	return value
}

func (p *Provider) authorize(w http.ResponseWriter, r *http.Request) {
	asked := r.URL.Query()
	if asked.Get("client_id") != p.client {
		http.Error(w, "client", http.StatusBadRequest)
		return
	}
	w.Header().Set("Location", "/interaction/"+p.keep(asked))
	w.WriteHeader(http.StatusSeeOther)
}

func (p *Provider) show(w http.ResponseWriter, _ *http.Request) {
	_, _ = w.Write(p.page) // a client that left is the load's matter
}

func (p *Provider) grant(w http.ResponseWriter, r *http.Request) {
	asked, ok := p.take(r.PathValue("id")).(url.Values)
	if !ok {
		http.Error(w, "interaction", http.StatusBadRequest)
		return
	}
	back := url.Values{"code": {p.keep(asked)}, "state": asked["state"]}
	w.Header().Set("Location", asked.Get("redirect_uri")+"?"+back.Encode())
	w.WriteHeader(http.StatusSeeOther)
}

func (p *Provider) token(w http.ResponseWriter, r *http.Request) {
	asked, ok := p.take(r.PostFormValue("code")).(url.Values)
	if !ok || r.PostFormValue("client_id") != p.client || r.PostFormValue("client_secret") != p.secret {
		http.Error(w, "code", http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{
		"access_token": p.keep(true), "token_type": "Bearer", "expires_in": 60,
		"id_token": p.sign(map[string]any{"nonce": asked.Get("nonce"), "acr": asked.Get("acr_values")}),
	})
}

func (p *Provider) userinfo(w http.ResponseWriter, r *http.Request, person map[string]any) {
	if p.take(strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")) == nil {
		http.Error(w, "token", http.StatusUnauthorized)
		return
	}
	_, _ = w.Write([]byte(p.sign(person)))
}

// sign makes a compact JWS.
func (p *Provider) sign(claims map[string]any) string {
	all := map[string]any{"iss": p.URL, "sub": "sub", "aud": p.client, "iat": time.Now().Unix(), "exp": time.Now().Unix() + 60}
	for name, value := range claims {
		all[name] = value
	}
	payload, _ := json.Marshal(all) // plain values
	text := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"ES256","kid":"1"}`)) + "." + base64.RawURLEncoding.EncodeToString(payload)
	sum := sha256.Sum256([]byte(text))
	r, s, _ := ecdsa.Sign(rand.Reader, p.key, sum[:]) // a sound key
	signature := make([]byte, 64)
	r.FillBytes(signature[:32])
	s.FillBytes(signature[32:])
	return text + "." + base64.RawURLEncoding.EncodeToString(signature)
}
