package app_test

import (
	"context"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/app"
)

func start(t *testing.T, c app.Config) *app.App {
	if c.Data == "" {
		c.Data = t.TempDir()
	}
	if c.Address == "" {
		c.Address = "127.0.0.1:0"
	}
	a, err := app.Start(context.Background(), c)
	require.NoError(t, err)
	t.Cleanup(func() { _ = a.Close() }) // some tests close it before
	return a
}

func answers(address string) bool {
	client := &http.Client{Timeout: 2 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Get("http://" + address + "/sante")
	if err != nil {
		return false
	}
	return answer.Body.Close() == nil && answer.StatusCode == http.StatusOK
}

func TestTheRoomComesInOnlyOnceItIsOpened(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux answers on the whole of 127.0.0.0/8")
	}
	a := start(t, app.Config{})
	_, port, err := net.SplitHostPort(a.Address)
	require.NoError(t, err)
	room := net.JoinHostPort("127.0.0.2", port)
	require.True(t, answers(a.Address))
	require.False(t, answers(room))
	require.Empty(t, a.Rooms.Opened())

	address, err := a.Rooms.Open("127.0.0.2")
	require.NoError(t, err)
	require.Equal(t, room, address)
	again, err := a.Rooms.Open("127.0.0.2")
	require.NoError(t, err)
	require.Equal(t, room, again, "asking twice is no matter")
	require.True(t, answers(room))

	other, err := a.Rooms.Open("127.0.0.3")
	require.NoError(t, err)
	require.False(t, answers(room), "one network at a time")
	require.True(t, answers(other))

	a.Rooms.Shut()
	require.Empty(t, a.Rooms.Opened())
	require.False(t, answers(other))
	require.True(t, answers(a.Address), "this computer is always served")
}

func TestAnAddressThatIsNotOursIsSaid(t *testing.T) {
	a := start(t, app.Config{})
	_, err := a.Rooms.Open("192.0.2.1")
	require.Error(t, err)
	require.Empty(t, a.Rooms.Opened())
}

// In a container the program listens everywhere; what it prints can be opened.
func TestTheAddressSaidCanBeOpened(t *testing.T) {
	a := start(t, app.Config{Address: "0.0.0.0:0"})
	require.Regexp(t, `^http://127\.0\.0\.1:\d+/$`, a.URL())
	answer, err := http.Get(a.URL() + "sante")
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	require.Equal(t, http.StatusOK, answer.StatusCode)
}

func TestAPortAlreadyTakenIsSaidInOneSentence(t *testing.T) {
	a := start(t, app.Config{})
	_, err := app.Start(context.Background(), app.Config{Address: a.Address, Data: t.TempDir()})
	require.ErrorContains(t, err, "est déjà prise")
}

func TestEachInstallationHasItsOwnSecretsAndKeepsThem(t *testing.T) {
	folder := t.TempDir()
	phrases := map[string]bool{}
	var cookies []string
	for range 2 {
		a := start(t, app.Config{Data: folder})
		phrases[a.Phrase] = true
		require.Len(t, strings.Fields(a.Phrase), 4)
		answer, err := http.Get(a.URL())
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		cookies = append(cookies, answer.Header.Get("Set-Cookie"))
		r, err := http.NewRequest(http.MethodGet, a.URL(), nil)
		require.NoError(t, err)
		r.Header.Set("Cookie", strings.Split(cookies[0], ";")[0])
		answer, err = http.DefaultClient.Do(r)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		require.Empty(t, answer.Header.Get("Set-Cookie"), "a browser is known again after a restart")
		require.NoError(t, a.Close())
	}
	require.Len(t, phrases, 2, "the phrase is drawn anew at each start")
}

func TestEveryPageCanBeDrawn(t *testing.T) {
	a := start(t, app.Config{})
	require.NoError(t, a.House.Network.CheckPages())
	require.NoError(t, a.House.Views.Check())
}
