package house_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/web/house"
)

var key = []byte("une clé de trente-deux octets, oui !")

func visit(t *testing.T, c *house.Cookies, cookie string) (house.Pass, string) {
	r := httptest.NewRequest(http.MethodGet, "http://bac.local/", nil)
	if cookie != "" {
		r.Header.Set("Cookie", cookie)
	}
	w := httptest.NewRecorder()
	pass, err := c.Read(w, r)
	require.NoError(t, err)
	return pass, w.Header().Get("Set-Cookie")
}

func TestABrowserIsGivenANameOnceAndKeepsIt(t *testing.T) {
	c := house.NewCookies(key, false)
	first, set := visit(t, c, "")
	require.NotEmpty(t, first.Browser)
	require.False(t, first.Trainer)
	// A phone on the room's own network must keep it: no Secure over plain HTTP.
	require.Contains(t, set, "SameSite=Lax")
	require.Contains(t, set, "HttpOnly")
	require.NotContains(t, set, "Secure")

	cookie, _, _ := strings.Cut(set, ";")
	again, set := visit(t, c, cookie)
	require.Equal(t, first, again)
	require.Empty(t, set)
}

func TestACookieThatIsNotOursIsAsGoodAsNone(t *testing.T) {
	c := house.NewCookies(key, false)
	_, set := visit(t, house.NewCookies([]byte("une autre clé, de trente-deux octets"), false), "")
	foreign, _, _ := strings.Cut(set, ";")
	for _, cookie := range []string{foreign, foreign + "x", "demarche=", "demarche=abc|f"} {
		pass, set := visit(t, c, cookie)
		require.NotEmpty(t, pass.Browser)
		require.False(t, pass.Trainer)
		require.NotEmpty(t, set)
	}
}

func TestTheTrainerIsRemembered(t *testing.T) {
	c := house.NewCookies(key, true)
	w := httptest.NewRecorder()
	require.NoError(t, c.Write(w, httptest.NewRequest(http.MethodGet, "/", nil), house.Pass{Browser: "x", Trainer: true}))
	cookie, _, _ := strings.Cut(w.Header().Get("Set-Cookie"), ";")
	pass, _ := visit(t, c, cookie)
	require.Equal(t, house.Pass{Browser: "x", Trainer: true}, pass)
	require.Contains(t, w.Header().Get("Set-Cookie"), "Secure")
}
