package bench_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/bench/sqlbare"
	"demarcheablanc/internal/app"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/workshop"
)

// sample is how many worlds are made and reset.
const sample = 400

// Making a world and resetting one, durably, whatever its start holds; beside a
// bare SQLite step in the same loop.
func BenchmarkSandbox(b *testing.B) {
	a, err := app.Start(context.Background(), app.Config{Address: "127.0.0.1:0", Data: b.TempDir()})
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, a.Close()) })
	name, err := a.House.Workshops.StartName("samia", "standard", time.Now())
	require.NoError(b, err)
	worlds := make([]string, sample)
	for i := range worlds {
		worlds[i] = fmt.Sprintf("nu-%d", i)
	}
	bare, err := sqlbare.Open(b.TempDir(), worlds...)
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, bare.Close()) })

	var create, reset, step []time.Duration
	for i := range sample {
		var box *sandbox.Sandbox
		create = append(create, took(func() {
			box, err = a.Engine.Create(b.Context(), sandbox.New{ID: fmt.Sprint("w", i), Kind: workshop.KindSandbox, Start: name, Expires: time.Now().Add(time.Hour)})
		}))
		require.NoError(b, err)
		require.NoError(b, box.Do(b.Context(), sandbox.Actor{}, func(tx *sandbox.Tx) error {
			for n := range 20 {
				tx.Put(fmt.Sprint("doc/", n), "changé")
			}
			return nil
		}))
		reset = append(reset, took(func() { err = box.Rewind(b.Context(), 0) }))
		require.NoError(b, err)
		step = append(step, took(func() { err = bare.Step(sqlbare.Row{World: worlds[i]}) }))
		require.NoError(b, err)
	}
	b.ReportMetric(ms(create), "ms/create") // P7: ≤ 0.5, goal 0.2
	b.ReportMetric(ms(reset), "ms/reset")
	b.ReportMetric(ms(step), "ms/bare-step")
	b.ReportMetric(ms(create)/ms(step), "create/limite")
	b.ReportMetric(ms(reset)/ms(step), "reset/limite")
	b.ReportMetric(0, "ns/op")
}

func took(fn func()) time.Duration {
	from := time.Now()
	fn()
	return time.Since(from)
}

// ms is the median, in milliseconds.
func ms(all []time.Duration) float64 {
	slices.Sort(all)
	return float64(all[len(all)/2].Microseconds()) / 1000
}

// From nothing to the first page answered.
func BenchmarkColdStart(b *testing.B) {
	folder := b.TempDir()
	var all []time.Duration
	for range 7 {
		all = append(all, took(func() {
			a, err := app.Start(context.Background(), app.Config{Address: "127.0.0.1:0", Data: folder})
			require.NoError(b, err)
			answer, err := httpGet(a.URL())
			require.NoError(b, err)
			require.Equal(b, 200, answer)
			require.NoError(b, a.Close())
		}))
	}
	b.ReportMetric(ms(all), "ms/start")
	b.ReportMetric(0, "ns/op")
}
