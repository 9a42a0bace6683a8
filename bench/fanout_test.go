package bench_test

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/bench/limit"
	"demarcheablanc/internal/sandbox"
)

const (
	observers = 200
	perSecond = 50
	published = 150
)

// lateness gathers, for every stream, how long after its publication each event
// was read.
type lateness struct {
	mu   sync.Mutex
	sent map[string]time.Time
	all  []time.Duration
	seen sync.WaitGroup
}

func (l *lateness) publish(mark string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sent[mark] = time.Now()
}

// follow reads a stream until it has seen every event once; mark finds which
// event a line announces.
func (l *lateness) follow(b *testing.B, address, cookie string, mark func(line string) string, ready *sync.WaitGroup) {
	r, err := http.NewRequest(http.MethodGet, address, nil)
	require.NoError(b, err)
	r.Header.Set("Cookie", cookie)
	answer, err := http.DefaultClient.Do(r)
	require.NoError(b, err)
	b.Cleanup(func() { answer.Body.Close() })
	l.seen.Add(1)
	go func() {
		defer l.seen.Done()
		lines := bufio.NewScanner(answer.Body)
		ready.Done()
		for left := published; left > 0 && lines.Scan(); {
			m := mark(lines.Text())
			if m == "" {
				continue
			}
			now := time.Now()
			l.mu.Lock()
			if from, ok := l.sent[m]; ok {
				l.all = append(l.all, now.Sub(from))
				left--
			}
			l.mu.Unlock()
		}
	}()
}

func (l *lateness) p99() float64 {
	l.seen.Wait()
	slices.Sort(l.all)
	return float64(l.all[len(l.all)*99/100].Microseconds()) / 1000
}

// 200 observers of one world, 50 durable steps a second: how late the last ones
// learn of each, beside a bare fan-out of bytes.
func BenchmarkFanOut(b *testing.B) {
	p := play(b, "samia")
	box, err := p.House.Workshops.Sandbox(b.Context(), p.atelier.ID, 1, 0)
	require.NoError(b, err)
	ours := &lateness{sent: map[string]time.Time{}}
	var ready sync.WaitGroup
	ready.Add(observers)
	for range observers {
		ours.follow(b, "http://"+p.Address+"/p/"+p.seats[0].ID+"/flux", p.cookies[0], stepMark, &ready)
	}
	ready.Wait()
	every(func(int) {
		ours.publish(fmt.Sprint(box.Head() + 1))
		err := box.Do(context.Background(), sandbox.Actor{Seat: "aidant"}, func(tx *sandbox.Tx) error {
			tx.Put("essai", tx.Head())
			tx.Emit("essai")
			return nil
		})
		require.NoError(b, err)
	})

	bare := limit.Start(b)
	limits := &lateness{sent: map[string]time.Time{}}
	ready.Add(observers)
	for range observers {
		limits.follow(b, "http://"+bare.Address+"/flux", "", dataMark, &ready)
	}
	ready.Wait()
	for bare.Streams() < observers {
		time.Sleep(time.Millisecond)
	}
	every(func(n int) {
		limits.publish(fmt.Sprint(n))
		bare.Publish(fmt.Sprint(n))
	})
	b.ReportMetric(ours.p99(), "ms/p99") // P6: ≤ 10 ms, goal 5
	b.ReportMetric(limits.p99(), "ms/p99-bare")
	b.ReportMetric(0, "ns/op")
}

func every(publish func(n int)) {
	for n := range published {
		publish(n)
		time.Sleep(time.Second / perSecond)
	}
}

// stepMark reads the step's number in {"monde":"…","etape":12}.
func stepMark(line string) string {
	_, rest, ok := strings.Cut(line, `"etape":`)
	if !ok {
		return ""
	}
	return strings.TrimSuffix(rest, "}")
}

func dataMark(line string) string {
	mark, ok := strings.CutPrefix(line, "data: ")
	if !ok {
		return ""
	}
	return mark
}
