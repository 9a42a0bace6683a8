package house_test

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/store"
	"demarcheablanc/internal/web/house"
)

// flow is a server that streams one world.
func flow(t *testing.T) (*sandbox.Sandbox, string) {
	start, err := sandbox.NewStart("essai", nil)
	require.NoError(t, err)
	engine := sandbox.NewEngine(store.Memory(), time.Now, func(string) (*sandbox.Start, time.Time, error) { return start, time.Now(), nil }, nil)
	box, err := engine.Create(t.Context(), sandbox.New{ID: "monde", Start: "essai"})
	require.NoError(t, err)
	h := &house.House{Cookies: house.NewCookies(key, false), Log: slog.New(slog.DiscardHandler)}
	gin.SetMode(gin.ReleaseMode)
	g := gin.New()
	g.GET("/flux", h.Open(func(v *house.Visitor) error { return v.Stream(box) }))
	server := httptest.NewServer(g)
	t.Cleanup(server.Close)
	return box, server.URL + "/flux"
}

func step(t *testing.T, box *sandbox.Sandbox) {
	require.NoError(t, box.Do(context.Background(), sandbox.Actor{}, func(tx *sandbox.Tx) error {
		tx.Emit("essai")
		return nil
	}))
}

// listen connects where it stopped, and hands each event's name and id.
func listen(t *testing.T, address, last string, each func(name, id string) (more bool)) {
	ctx, cut := context.WithCancel(t.Context())
	defer cut()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	require.NoError(t, err)
	r.Header.Set("Last-Event-ID", last)
	answer, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer answer.Body.Close()
	name := ""
	lines := bufio.NewScanner(answer.Body)
	for lines.Scan() {
		if n, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
			name = n
		}
		if id, ok := strings.CutPrefix(lines.Text(), "id: "); ok && name != "ecran" && !each(name, id) {
			return
		}
	}
}

// A stream that is cut again and again tells each step once, in order.
func TestACutStreamResumesWhereItStopped(t *testing.T) {
	box, address := flow(t)
	const steps = 120
	go func() {
		for range steps {
			if box.Do(context.Background(), sandbox.Actor{}, func(tx *sandbox.Tx) error { tx.Emit("essai"); return nil }) != nil {
				return
			}
		}
	}()
	var heard []string
	last := "0.0"
	for len(heard) < steps {
		left := 1 + len(heard)%7
		listen(t, address, last, func(name, id string) bool {
			require.Equal(t, "etape", name)
			heard, last, left = append(heard, id), id, left-1
			return left > 0 && len(heard) < steps
		})
	}
	for i, id := range heard {
		require.Equal(t, fmt.Sprintf("0.%d", i+1), id)
	}
}

func TestARewindIsTold(t *testing.T) {
	box, address := flow(t)
	step(t, box)
	step(t, box)
	require.NoError(t, box.Rewind(t.Context(), 1))
	listen(t, address, "0.2", func(name, id string) bool {
		require.Equal(t, "retour", name)
		require.Equal(t, "1.1", id)
		return false
	})
}
