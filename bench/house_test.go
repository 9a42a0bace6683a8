package bench_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/app"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// players is how many trios play at once: each has its own world.
const players = 64

// played is the program with an atelier under way.
type played struct {
	*app.App
	atelier workshop.Atelier
	seats   []workshop.Seat // one aidant a trio
	cookies []string        // theirs
}

func play(b *testing.B, situation string) *played {
	b.Helper()
	return playAt(b, situation, nil)
}

// playAt is play at another time than the present.
func playAt(b *testing.B, situation string, now func() time.Time) *played {
	b.Helper()
	a, err := app.Start(context.Background(), app.Config{Address: "127.0.0.1:0", Data: b.TempDir(), Now: now})
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, a.Close()) })
	p := &played{App: a}
	p.atelier, err = a.House.Workshops.Launch(b.Context(), situation, "standard", players)
	require.NoError(b, err)
	for trio := 1; trio <= players; trio++ {
		browser := fmt.Sprintf("navigateur-%d", trio)
		seat, err := a.House.Workshops.Join(b.Context(), p.atelier.ID, trio, workshop.Aidant, "Camille", browser)
		require.NoError(b, err)
		require.NoError(b, a.House.Workshops.Start(b.Context(), p.atelier.ID, trio))
		p.seats = append(p.seats, seat)
		p.cookies = append(p.cookies, p.cookie(b, browser))
	}
	return p
}

// cookie is the signed cookie of a browser, as the program itself gives it.
func (p *played) cookie(b *testing.B, browser string) string {
	w := httptest.NewRecorder()
	require.NoError(b, p.House.Cookies.Write(w, httptest.NewRequest(http.MethodGet, "/", nil), house.Pass{Browser: browser}))
	cookie, _, _ := strings.Cut(w.Header().Get("Set-Cookie"), ";")
	return cookie
}

// screen is the address of a page on a trio's computer.
func (p *played) screen(trio int, page string) string {
	return "/p/" + p.seats[trio].ID + "/e/pc-epn.1/" + page
}

var jeton = regexp.MustCompile(`name="_jeton" value="([^"]+)"`)

// token finds the form token of a page.
func token(page string) string {
	if m := jeton.FindStringSubmatch(page); m != nil {
		return m[1]
	}
	return ""
}
