package formateur_test

import (
	"bufio"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/web/webtest"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// event is one of a stream.
type event struct{ name, id, data string }

// stream is a browser that follows a page.
type stream struct {
	t      *testing.T
	events chan event // closed when the stream ends
	stop   func()
}

// follow opens a stream as p's browser does; last is what it had received.
func follow(t *testing.T, p *webtest.Person, address, last string) stream {
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	require.NoError(t, err)
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	client := &http.Client{Jar: p.Client.Jar}
	answer, err := client.Do(r)
	require.NoError(t, err)
	require.Equal(t, "text/event-stream; charset=utf-8", answer.Header.Get("Content-Type"))
	s := stream{t, make(chan event, 100), stop}
	go func() {
		defer close(s.events)
		defer answer.Body.Close()
		var e event
		for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			key, value, _ := strings.Cut(lines.Text(), ": ")
			switch {
			case key == "event":
				e.name = value
			case key == "id":
				e.id = value
			case key == "data":
				e.data = value
			case lines.Text() == "" && e.name != "":
				s.events <- e
				e = event{}
			}
		}
	}()
	return s
}

// next is the next event of a kind; others are skipped.
func (s stream) next(name string) event {
	s.t.Helper()
	deadline := time.After(10 * time.Second)
	for {
		select {
		case e, open := <-s.events:
			require.True(s.t, open, "the stream ended before « %s »", name)
			if e.name == name {
				return e
			}
		case <-deadline:
			require.Fail(s.t, "no event", name)
		}
	}
}

// over waits for the stream to end.
func (s stream) over() {
	s.t.Helper()
	deadline := time.After(10 * time.Second)
	for {
		select {
		case _, open := <-s.events:
			if !open {
				return
			}
		case <-deadline:
			require.Fail(s.t, "the stream goes on")
		}
	}
}

func TestTheConsoleIsToldEachStepOnce(t *testing.T) {
	h := start(t)
	a := h.Launch(2)
	f := h.Trainer()
	f.Get("/formateur/a/" + a.ID)
	address := h.URL + f.Page().Find("body").AttrOr("data-flux", "")
	require.Contains(t, address, "/flux?parties=0.0")
	s := follow(t, f, address, "")
	first := s.next("ecran")
	h.Witness(a, 1, "aidant", portal.FactLoginRefused)
	one := s.next("etape")
	assert.Contains(t, one.data, workshop.SandboxID(a.ID, 1, 0))
	h.Witness(a, 2, "aide", portal.FactLocked)
	two := s.next("etape")
	assert.Contains(t, two.data, workshop.SandboxID(a.ID, 2, 0))
	s.stop()

	h.Witness(a, 1, "aidant", portal.FactSessionOpen)
	s = follow(t, f, address, one.id)
	assert.Equal(t, two.data, withoutOrder(s, 2, two.data), "what was missed comes, once each")
	s.stop()
	s = follow(t, f, address, first.id)
	var told []string
	for range 3 {
		told = append(told, s.next("etape").data)
	}
	assert.Len(t, unique(told), 3)
	require.NoError(t, h.Workshops.Rewind(t.Context(), a.ID, 1, 0))
	assert.Contains(t, s.next("retour").data, workshop.SandboxID(a.ID, 1, 0))
}

// withoutOrder reads n steps and returns the one sought, if it is among them once.
func withoutOrder(s stream, n int, sought string) string {
	s.t.Helper()
	found := ""
	for range n {
		if e := s.next("etape"); e.data == sought {
			require.Empty(s.t, found, "told twice")
			found = e.data
		}
	}
	return found
}

func unique(all []string) map[string]bool {
	set := map[string]bool{}
	for _, s := range all {
		set[s] = true
	}
	return set
}

func TestANewRoundGivesTheConsoleItsNewWorld(t *testing.T) {
	h := start(t)
	a := h.Launch(1)
	f := h.Trainer()
	address := h.URL + "/formateur/a/" + a.ID + "/flux?parties=0"
	h.Witness(a, 1, "aidant", portal.FactLoginRefused, portal.FactLocked)
	require.NoError(t, h.Workshops.Start(t.Context(), a.ID, 1))
	require.NoError(t, h.Workshops.EndPlay(t.Context(), a.ID, 1))
	s := follow(t, f, address, "")
	last := s.next("ecran")
	require.NoError(t, h.Workshops.NewRound(t.Context(), a.ID, 1))
	s.over()
	s = follow(t, f, address, last.id)
	s.next("ecran")
	h.Witness(a, 1, "aide", portal.FactPaperHeld)
	assert.Contains(t, s.next("etape").data, workshop.SandboxID(a.ID, 1, 1))
}

func TestTheWallIsToldWhoArrives(t *testing.T) {
	h := start(t)
	a := h.Launch(1)
	f := h.Trainer()
	s := follow(t, f, h.URL+"/formateur/a/"+a.ID+"/arrivees", "")
	s.next("ecran")
	h.Person().Joins(a, 1, workshop.Aide, "Inès")
	s.next("etape")
}
