package webtest

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/store"
	"demarcheablanc/internal/web"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// Rooms opens the rooms that build makes, on a free port, over worlds in memory.
func Rooms(t testing.TB, play Fiction, build func(*house.House) []house.Room) *House {
	t.Helper()
	world, err := play()
	require.NoError(t, err)
	dress, err := furniture()
	require.NoError(t, err)
	h := &House{T: t, now: T0, plays: world.plays}
	log := slog.New(slog.NewTextHandler(testLog{t}, nil))
	h.House = &house.House{
		Workshops: h.workshops(world), Library: world.library, Network: world.network, Views: dress.views,
		Cookies: house.NewCookies([]byte("0123456789abcdef0123456789abcdef"), false), Log: log,
	}
	rooms := build(h.House)
	if world.stubs {
		rooms = append(rooms, desks{h.House})
	}
	handler, err := web.New(dress.statics, log, rooms...)
	require.NoError(t, err)
	server := httptest.NewServer(handler)
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	h.URL = server.URL
	return h
}

func (h *House) workshops(world *fiction) *workshop.Workshops {
	register, err := sandbox.NewStart(workshop.RegisterStart, nil)
	require.NoError(h.T, err)
	engine := sandbox.NewEngine(store.Memory(), h.Now, func(name string) (*sandbox.Start, time.Time, error) {
		if name == workshop.RegisterStart {
			return register, h.Now(), nil
		}
		return world.starts.Start(name)
	}, world.effects())
	engine.React = world.library.React
	return &workshop.Workshops{Engine: engine, StartName: world.starts.Name}
}

// desks stand in for the room of the desks where the situation is tiny.
type desks struct{ *house.House }

func (d desks) Mount(routes gin.IRoutes) {
	routes.GET("/p/:place", d.ForSeat(func(s *house.Seated) error {
		s.Header("Content-Type", "text/html; charset=utf-8")
		s.String(http.StatusOK, "<!DOCTYPE html><html lang=fr><title>Bureau</title><body><h1>Bureau de %s</h1><p>%s, trio %d</p>", s.Seat.Name, s.Role.Label(), s.Trio.Number)
		return nil
	}))
}
