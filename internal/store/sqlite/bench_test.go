package sqlite_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/bench/sqlbare"
	"demarcheablanc/internal/store"
)

const (
	clients = 64
	rounds  = 7
	round   = time.Second
)

var (
	wall      = time.Date(2027, time.March, 3, 9, 0, 0, 0, time.UTC)
	clock     = []byte(`{"start":"2027-03-03T16:40:00+01:00","jump":0,"running":true}`)
	events    = []byte(`[{"name":"ameli.formulaire.envoye","page":"/declaration/3","fields":15}]`)
	documents = fmt.Appendf(nil, `{"ameli/dossier/1":{"brouillon":"%0400d"}}`, 0)
)

func names() []string {
	all := make([]string, clients)
	for i := range all {
		all[i] = fmt.Sprintf("bac-%03d", i)
	}
	return all
}

// rate lets every client step through its own world for a while and answers
// steps per second. heads is where each world stands, and moves on.
func rate(b *testing.B, heads []int64, act func(client int, seq int64) error) float64 {
	b.Helper()
	var all sync.WaitGroup
	began, before := time.Now(), total(heads)
	for i := range clients {
		all.Go(func() {
			for time.Since(began) < round {
				if err := act(i, heads[i]+1); err != nil {
					b.Error(err)
					return
				}
				heads[i]++
			}
		})
	}
	all.Wait()
	return float64(total(heads)-before) / time.Since(began).Seconds()
}

func total(heads []int64) (sum int64) {
	for _, n := range heads {
		sum += n
	}
	return sum
}

func median[T float64 | time.Duration](all []T) T {
	slices.Sort(all)
	return all[len(all)/2]
}

// BenchmarkCommitBesideBare is target P2d: steps per second of 64 clients, each
// on its own world, over those of raw SQLite; the rounds alternate and the
// figure is the median of the ratios. Run it with -benchtime=1x.
func BenchmarkCommitBesideBare(b *testing.B) {
	bare, err := sqlbare.Open(b.TempDir(), names()...)
	require.NoError(b, err)
	s, ids := open(b, b.TempDir()), names()
	for _, id := range ids {
		require.NoError(b, s.Create(context.Background(), store.World{ID: id, Kind: "bac"}))
	}
	stored := func(i int, seq int64) error {
		return s.Commit(context.Background(), store.Step{
			World: ids[i], Seq: seq, Parent: seq - 1, Wall: wall, At: wall,
			Seat: "aidant", Device: "pc-epn", Hand: "aide", Events: events, Documents: documents,
		}, clock)
	}
	at := wall.Format(time.RFC3339Nano)
	raw := func(i int, seq int64) error {
		return bare.Step(sqlbare.Row{
			World: ids[i], Seq: seq, Parent: seq - 1, Wall: at, At: at,
			Seat: "aidant", Device: "pc-epn", Hand: "aide", Clock: clock, Events: events, Documents: documents,
		})
	}
	var ours, theirs, ratios []float64
	heads, bareHeads := make([]int64, clients), make([]int64, clients)
	for b.Loop() {
		for range rounds {
			theirs = append(theirs, rate(b, bareHeads, raw))
			ours = append(ours, rate(b, heads, stored))
			ratios = append(ratios, ours[len(ours)-1]/theirs[len(theirs)-1])
		}
	}
	require.NoError(b, bare.Close())
	b.ReportMetric(median(ours), "steps/s")
	b.ReportMetric(median(theirs), "bare-steps/s")
	b.ReportMetric(median(ratios), "of-bare")
}

// stopwatch times single durable acts beside a bare fsync of two pages, which
// no durable act can beat, taken in turn with them.
type stopwatch struct {
	file         *os.File
	acts, fsyncs []time.Duration
}

func newStopwatch(b *testing.B) *stopwatch {
	b.Helper()
	f, err := os.Create(filepath.Join(b.TempDir(), "fsync"))
	require.NoError(b, err)
	b.Cleanup(func() { f.Close() })
	_, err = f.Write(make([]byte, 4<<20))
	require.NoError(b, err)
	return &stopwatch{file: f}
}

func (w *stopwatch) time(b *testing.B, act func() error) {
	b.Helper()
	began := time.Now()
	require.NoError(b, act())
	w.acts = append(w.acts, time.Since(began))
	began = time.Now()
	_, err := w.file.WriteAt(make([]byte, 8<<10), int64(len(w.acts)%500)*8<<10)
	require.NoError(b, err)
	require.NoError(b, w.file.Sync())
	w.fsyncs = append(w.fsyncs, time.Since(began))
}

func (w *stopwatch) report(b *testing.B) {
	b.Helper()
	b.ReportMetric(median(w.acts).Seconds()*1e3, "median-ms")
	b.ReportMetric(median(w.fsyncs).Seconds()*1e3, "bare-fsync-ms")
}

// BenchmarkCreate and BenchmarkRewind are target P7: durable, one at a time,
// among ten thousand worlds; the figure is the median.
func BenchmarkCreate(b *testing.B) {
	s, watch := crowded(b), newStopwatch(b)
	for b.Loop() {
		w := store.World{ID: fmt.Sprintf("neuf-%d", len(watch.acts)), Kind: "bac", Base: "roger", Clock: clock}
		watch.time(b, func() error { return s.Create(context.Background(), w) })
	}
	watch.report(b)
}

func BenchmarkRewind(b *testing.B) {
	s, watch := crowded(b), newStopwatch(b)
	ctx, id, head := context.Background(), "monde-5000", int64(0)
	for b.Loop() {
		head++
		require.NoError(b, s.Commit(ctx, store.Step{World: id, Seq: head, Documents: documents}, nil))
		watch.time(b, func() error { return s.Rewind(ctx, id, head, 0, clock) })
	}
	watch.report(b)
}

// BenchmarkRewindDeep goes back over a hundred steps, not to the start.
func BenchmarkRewindDeep(b *testing.B) {
	s, watch := crowded(b), newStopwatch(b)
	ctx, id, last := context.Background(), "monde-5000", int64(0)
	advance := func(head, steps int64) int64 {
		for range steps {
			last++
			require.NoError(b, s.Commit(ctx, store.Step{World: id, Seq: last, Parent: head, Documents: documents}, nil))
			head = last
		}
		return head
	}
	head := advance(0, 1)
	for b.Loop() {
		top := advance(head, 100)
		watch.time(b, func() error { return s.Rewind(ctx, id, top, head, clock) })
	}
	watch.report(b)
}

// crowded is a store with ten thousand worlds.
func crowded(b *testing.B) store.Store {
	b.Helper()
	s := open(b, b.TempDir())
	var all sync.WaitGroup
	for client := range clients {
		all.Go(func() {
			for i := client; i < 10_000; i += clients {
				w := store.World{ID: fmt.Sprintf("monde-%d", i), Kind: "bac", Clock: clock}
				if err := s.Create(context.Background(), w); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	return s
}
