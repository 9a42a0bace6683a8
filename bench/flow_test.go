package bench_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/bench/limit"
	"demarcheablanc/bench/rounds"
)

const together = 16 // people logging in at once

// A whole login by FranceConnect, as a browser does it, with durable codes and
// sessions: Ameli's page, the choice, the tax account's password, the information
// page, and back. The limit does as many exchanges over bare HTTP, and as many
// signatures and verifications.
func BenchmarkFlow(b *testing.B) {
	bare, p := limit.Start(b), play(b, "samia")
	exchanges := 0
	p.login(b, 0, &exchanges)
	r, err := rounds.Compare(rounds.Fewest,
		rounds.Case{Name: "nu", Measure: func() (float64, error) {
			return flows(func(int) { bareFlow(b, bare.Address, exchanges) }), nil
		}},
		rounds.Case{Name: "flow", Measure: func() (float64, error) {
			return flows(func(person int) { p.login(b, person, nil) }), nil
		}})
	report(b, r, err, "flow") // P3: ≥ 0.35, goal 0.6
	b.ReportMetric(float64(exchanges), "exchanges/flow")
}

// flows counts how many are done in a second, by people each with their own.
func flows(one func(person int)) float64 {
	var all sync.WaitGroup
	var mu sync.Mutex
	done, start := 0, time.Now()
	for person := range together {
		all.Go(func() {
			for time.Since(start) < each {
				one(person)
				mu.Lock()
				done++
				mu.Unlock()
			}
		})
	}
	all.Wait()
	return float64(done) / time.Since(start).Seconds()
}

var wire = &http.Client{
	Transport:     &http.Transport{MaxIdleConnsPerHost: together},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// signatures of one login: two id tokens and two signed user infos, each signed
// once and verified once.
const signatures = 4

func bareFlow(b *testing.B, address string, exchanges int) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(b, err)
	for range signatures {
		sum := sha256.Sum256([]byte(address))
		signature, err := ecdsa.SignASN1(rand.Reader, key, sum[:])
		require.NoError(b, err)
		require.True(b, ecdsa.VerifyASN1(&key.PublicKey, sum[:], signature))
	}
	for range exchanges {
		answer, err := wire.Get("http://" + address + "/")
		require.NoError(b, err)
		_, err = io.Copy(io.Discard, answer.Body)
		require.NoError(b, err)
		answer.Body.Close()
	}
}

// login goes through as a person would, and counts the exchanges.
func (p *played) login(b *testing.B, trio int, exchanges *int) {
	page := p.follow(b, trio, http.MethodGet, p.screen(trio, "www.ameli.example/connexion"), nil, exchanges)
	page = p.press(b, trio, page, "/www.ameli.example/franceconnect", nil, exchanges)
	if strings.Contains(page, `name="fi"`) {
		page = p.press(b, trio, page, "/compte", url.Values{"fi": {"impots"}}, exchanges)
		page = p.press(b, trio, page, "/identite/", url.Values{"numero": {"9900000018482"}, "motdepasse": {"Atelier-77"}}, exchanges)
	}
	page = p.press(b, trio, page, "/consent", nil, exchanges)
	require.Contains(b, page, "Attestation de droits")
	p.press(b, trio, page, "/sortir", nil, exchanges)
}

var action = regexp.MustCompile(`<form[^>]*action="([^"]+)"`)

// press sends the page's form whose action holds a word.
func (p *played) press(b *testing.B, trio int, page, word string, form url.Values, exchanges *int) string {
	for _, m := range action.FindAllStringSubmatch(page, -1) {
		if strings.Contains(m[1], word) {
			values := url.Values{"_jeton": {token(page)}}
			for k, v := range form {
				values[k] = v
			}
			return p.follow(b, trio, http.MethodPost, m[1], values, exchanges)
		}
	}
	require.Fail(b, "no form", "%s in %s", word, page)
	return ""
}

func (p *played) follow(b *testing.B, trio int, method, path string, form url.Values, exchanges *int) string {
	for {
		var body io.Reader
		if form != nil {
			body = strings.NewReader(form.Encode())
		}
		r, err := http.NewRequest(method, "http://"+p.Address+path, body)
		require.NoError(b, err)
		r.Header.Set("Cookie", p.cookies[trio])
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		answer, err := wire.Do(r)
		require.NoError(b, err)
		html, err := io.ReadAll(answer.Body)
		require.NoError(b, err)
		answer.Body.Close()
		if exchanges != nil {
			*exchanges++
		}
		to := answer.Header.Get("Location")
		if to == "" {
			require.Less(b, answer.StatusCode, 400, "%s %s: %s", method, path, html)
			return string(html)
		}
		method, path, form = http.MethodGet, to, nil
	}
}

func httpGet(address string) (int, error) {
	answer, err := http.Get(address)
	if err != nil {
		return 0, err
	}
	return answer.StatusCode, answer.Body.Close()
}

// freshToken makes a form token of the same epoch that was never sent.
func freshToken(like string) string {
	epoch, _, _ := strings.Cut(like, ".")
	return epoch + "." + rand.Text()
}
