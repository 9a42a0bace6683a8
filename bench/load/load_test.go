package load_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/bench/load"
)

func TestEveryAnswerIsReadToItsEnd(t *testing.T) {
	var cookies, posts, served atomic.Int64
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		served.Add(1)
		if r.Header.Get("Cookie") == "place=7" {
			cookies.Add(1)
		}
		switch r.URL.Path {
		case "/long": // more than the server buffers: sent in chunks
			_, _ = w.Write([]byte(strings.Repeat("x", 100_000)))
		case "/form":
			if r.PostFormValue("nom") == "Samia & co" {
				posts.Add(1)
			}
			w.WriteHeader(http.StatusNoContent)
		default:
			http.NotFound(w, r)
		}
	}))
	defer srv.Close()
	requests := [][]byte{
		load.Get("/long", "place=7"),
		load.Post("/form", "", url.Values{"nom": {"Samia & co"}}),
		load.Get("/absent", ""),
	}
	got, err := load.Run(load.Load{
		Address: srv.Listener.Addr().String(), Connections: 3, Duration: 200 * time.Millisecond,
		Choose: func(connection, n int) []byte { return requests[(connection+n)%len(requests)] },
	})

	require.NoError(t, err)
	assert.EqualValues(t, served.Load(), got.Good+got.Bad)
	assert.EqualValues(t, cookies.Load()+posts.Load(), got.Good)
	assert.Positive(t, posts.Load())
	assert.Positive(t, got.Bad)
	assert.Positive(t, got.PerSecond())
	assert.LessOrEqual(t, got.Percentile(50), got.Percentile(99))
}

func TestTheOpenLoopKeepsItsRateAndCountsWhatWaited(t *testing.T) {
	const slow = 20 * time.Millisecond
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-time.After(slow) }))
	defer srv.Close()
	page := load.Get("/", "")
	got, err := load.Run(load.Load{
		Address: srv.Listener.Addr().String(), Connections: 1, Duration: 200 * time.Millisecond, Rate: 100,
		Choose: func(int, int) []byte { return page },
	})

	require.NoError(t, err)
	assert.Equal(t, 20, got.Good, "100 a second for 0.2 s, whatever the server does")
	// Twice too slow, the server is late by as much as it has served.
	assert.Greater(t, got.Percentile(100), 5*slow)
}

func TestABrokenConnectionIsNotAnAnswer(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	defer srv.Close()
	_, err := load.Run(load.Load{
		Address: srv.Listener.Addr().String(), Connections: 1, Duration: time.Second,
		Choose: func(int, int) []byte { return load.Get("/", "") },
	})
	require.Error(t, err)
}
