package bench_test

import (
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// atOnce is how many people a regional day sends to log in at one signal.
const atOnce = 400

// A login storm on the durable provider: all released together, each in a world
// of their own. The last one is what a room waits for.
func BenchmarkStorm(b *testing.B) {
	p := startProvider(b)
	p.login(b, p.url, 0)
	var late []time.Duration
	for round := range 5 {
		late = append(late, p.storm(b, round*atOnce))
	}
	slices.Sort(late)
	b.ReportMetric(float64(late[len(late)/2].Milliseconds()), "last-of-400-ms") // P3c: ≤ 2 s, goal 0.6 s
	b.ReportMetric(0, "ns/op")
}

func (p *provider) storm(b *testing.B, first int) time.Duration {
	var ready, all sync.WaitGroup
	signal := make(chan struct{})
	ready.Add(atOnce)
	for n := range atOnce {
		all.Go(func() {
			ready.Done()
			<-signal
			p.login(b, p.url, (first+n)%worlds) // a refusal fails the benchmark
		})
	}
	ready.Wait()
	start := time.Now()
	close(signal)
	all.Wait()
	return time.Since(start)
}

// perMinute is how many people log in within one minute of a national day; each
// comes at her moment, however late the answers to the others.
const perMinute = 10_000

// arrivalsFor is read from the environment: ten seconds of that minute unless it
// says "60s", for the whole.
const arrivalsFor = "BENCH_ARRIVEES"

// Logins that come at a steady rate (open loop), each in the world of somebody
// else, on the durable provider. Latency counts from the intended moment.
func BenchmarkArrivals(b *testing.B) {
	lasting := 10 * time.Second
	if asked := os.Getenv(arrivalsFor); asked != "" {
		var err error
		lasting, err = time.ParseDuration(asked)
		require.NoError(b, err)
	}
	p := startProvider(b)
	p.login(b, p.url, 0)
	late := p.arrive(b, int(lasting.Minutes()*perMinute))
	slices.Sort(late)
	for name, place := range map[string]int{"p50-ms": len(late) / 2, "p99-ms": len(late) * 99 / 100, "last-ms": len(late) - 1} {
		b.ReportMetric(late[place].Seconds()*1e3, name) // P3c: p99 ≤ 1 s, goal 250 ms
	}
	b.ReportMetric(float64(len(late)), "logins")
	b.ReportMetric(0, "ns/op")
}

// arrive says how long after its moment each login was done; a refusal fails the
// benchmark.
func (p *provider) arrive(b *testing.B, logins int) []time.Duration {
	late := make([]time.Duration, logins)
	var all sync.WaitGroup
	start := time.Now()
	for n := range logins {
		moment := start.Add(time.Duration(n) * time.Minute / perMinute)
		time.Sleep(time.Until(moment))
		all.Go(func() {
			p.login(b, p.url, n%worlds)
			late[n] = time.Since(moment)
		})
	}
	all.Wait()
	return late
}
