package bench_test

import (
	"slices"
	"sync"
	"testing"
	"time"
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
