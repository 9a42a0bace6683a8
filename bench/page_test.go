package bench_test

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/bench/limit"
	"demarcheablanc/bench/load"
	"demarcheablanc/bench/rounds"
)

const (
	each        = 3 * time.Second // of one measure
	connections = 64
)

// rate measures what a server answers in a closed loop.
func rate(name, address string, choose func(connection, n int) []byte) rounds.Case {
	return rounds.Case{Name: name, Measure: func() (float64, error) {
		r, err := load.Run(load.Load{Address: address, Connections: connections, Duration: each, Choose: choose})
		if err == nil && r.Bad > r.Good/100 {
			err = errTooManyRefused(r)
		}
		return r.PerSecond(), err
	}}
}

type errTooManyRefused load.Result

func (e errTooManyRefused) Error() string { return "trop de refus : " + load.Result(e).String() }

func report(b *testing.B, r rounds.Report, err error, names ...string) {
	b.Helper()
	require.NoError(b, err)
	for _, name := range names {
		b.ReportMetric(r.Median(name), name+"/limite")
	}
	b.ReportMetric(0, "ns/op")
	b.Logf("\n%s", r)
}

// A portal page read: the seat, the world, the login form, the window around it.
func BenchmarkPage(b *testing.B) {
	bare, p := limit.Start(b), play(b, "samia")
	var requests [][]byte
	for trio := range players {
		requests = append(requests, load.Get(p.screen(trio, "www.ameli.example/connexion"), p.cookies[trio]))
	}
	constant := load.Get("/", "")
	r, err := rounds.Compare(rounds.Fewest,
		rate("gin", bare.Address, func(int, int) []byte { return constant }),
		rate("page", p.Address, func(c, n int) []byte { return requests[(c+n)%players] }))
	report(b, r, err, "page") // P1: ≥ 0.15, goal 0.30
}

// A form step, acknowledged once durable: the number asked for by mail, with its
// real validation, at synchronous=FULL.
func BenchmarkStep(b *testing.B) {
	bare, p := limit.Start(b), play(b, "samia")
	form := url.Values{"nom": {"SITTELLE"}, "prenom": {"Samia"}, "naissance": {"17/05/1991"}, "courriel": {"samia.loriot@messagerie.example"}}
	posts := make([]func() []byte, players)
	for trio := range players {
		page := p.read(b, trio, "www.impots.gouv.example/numero")
		values := maps.Clone(form)
		values.Set("_jeton", freshToken(token(page)))
		posts[trio] = numbered(load.Post(p.screen(trio, "www.impots.gouv.example/numero"), p.cookies[trio], values), values.Get("_jeton"))
	}
	constant := load.Post("/", "", form)
	r, err := rounds.Compare(rounds.Fewest,
		rate("gin", bare.Address, func(int, int) []byte { return constant }),
		rate("step", p.Address, func(c, n int) []byte { return posts[(c+n)%players]() }))
	report(b, r, err, "step") // P2: ≥ 0.15, goal 0.22
}

// numbered sends one request again and again, its token never the same: a number
// takes the place of its last letters, which costs the generator nothing.
func numbered(request []byte, token string) func() []byte {
	const letters = 10
	at := bytes.Index(request, []byte(token)) + len(token) - letters
	var sent atomic.Int64
	return func() []byte {
		next := bytes.Clone(request)
		copy(next[at:], fmt.Sprintf("%0*d", letters, sent.Add(1)))
		return next
	}
}

func (p *played) read(b *testing.B, trio int, page string) string {
	r, err := http.NewRequest(http.MethodGet, "http://"+p.Address+p.screen(trio, page), nil)
	require.NoError(b, err)
	r.Header.Set("Cookie", p.cookies[trio])
	answer, err := http.DefaultClient.Do(r)
	require.NoError(b, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	require.NoError(b, err)
	require.Equal(b, http.StatusOK, answer.StatusCode, "%s", body)
	return string(body)
}
