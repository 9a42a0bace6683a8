package formateur_test

import (
	"errors"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/accueil"
	"demarcheablanc/internal/web/formateur"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/web/webtest"
	"demarcheablanc/internal/workshop"
)

// networks are this computer's, as the test wants them.
type networks struct {
	all    []formateur.Network
	opened string
	broken bool
}

func (n *networks) Networks() ([]formateur.Network, error) { return n.all, nil }
func (n *networks) Opened() string                         { return n.opened }
func (n *networks) Shut()                                  { n.opened = "" }
func (n *networks) Open(ip string) (string, error) {
	if n.broken {
		return "", errors.New("address already in use")
	}
	n.opened = ip + ":8080"
	return n.opened, nil
}

// hall is the rooms, with the networks that the trainer can pick.
type hall struct {
	*webtest.House
	nets *networks
}

func start(t testing.TB) hall { return startWith(t, webtest.Phrase) }

// startWith opens the rooms to another phrase.
func startWith(t testing.TB, phrase string) hall {
	nets := &networks{all: []formateur.Network{{Name: "wlan0", IP: "192.168.1.20"}, {Name: "eth0", IP: "10.0.0.7"}, {Name: "ppp0", IP: "8.8.4.4"}}}
	h := webtest.Rooms(t, webtest.Tiny, func(h *house.House) []house.Room {
		return []house.Room{accueil.Room{House: h}, formateur.Room{House: h, Phrase: phrase, Networks: nets}}
	})
	return hall{h, nets}
}

func (h hall) trio(a workshop.Atelier, n int) workshop.Trio {
	h.T.Helper()
	t, err := h.Workshops.Trio(h.T.Context(), a.ID, n)
	require.NoError(h.T, err)
	return t
}

func (h hall) box(a workshop.Atelier, n int) *sandbox.Sandbox {
	h.T.Helper()
	box, err := h.Workshops.Sandbox(h.T.Context(), a.ID, n, h.trio(a, n).Round)
	require.NoError(h.T, err)
	return box
}

// stale is the form of a page already drawn: it is sent again later.
func stale(p *webtest.Person, form string) url.Values {
	values := url.Values{}
	for _, field := range p.Page().Find(form + " input[name]").EachIter() {
		values.Set(field.AttrOr("name", ""), field.AttrOr("value", ""))
	}
	return values
}
