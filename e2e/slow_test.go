package e2e

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/web"
	"demarcheablanc/internal/workshop"
)

// R6: nobody may hold the program by being slow for longer than this.
const mostHeld = 15 * time.Second

func TestEverySlowVisitorIsLetGo(t *testing.T) {
	s := web.Serve(http.NotFoundHandler())
	for name, limit := range map[string]time.Duration{
		"ReadHeaderTimeout": s.ReadHeaderTimeout, "ReadTimeout": s.ReadTimeout, "WriteTimeout": s.WriteTimeout, "IdleTimeout": s.IdleTimeout,
	} {
		assert.Greater(t, limit, time.Duration(0), name)
		assert.LessOrEqual(t, limit, mostHeld, name)
	}
}

// The same limits, twenty times shorter: slow headers, slow bodies and idle
// connections are dropped, pages stay fast meanwhile, a stream is not cut.
func TestSlowVisitorsAreDroppedAndStreamsAreNot(t *testing.T) {
	const faster, each = 20, 100
	h := launch(t, "1")
	ana := newClient(t)
	desk := post(t, ana, h.URL+"/rejoindre/"+h.code, url.Values{"prenom": {"Ana"}, "place": {h.seat(1, workshop.Aidant)}}).Path
	h.begins()
	server := web.Serve(h.App.Handler)
	for _, limit := range []*time.Duration{&server.ReadHeaderTimeout, &server.ReadTimeout, &server.WriteTimeout, &server.IdleTimeout} {
		*limit /= faster
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	go func() { _ = server.Serve(listener) }() // ends with the test
	t.Cleanup(func() { _ = server.Close() })
	address := listener.Addr().String()

	news := listens(t, ana, "http://"+address+desk+"/flux")
	quiet := pageTimes(t, address)
	var slow []net.Conn
	for _, opening := range []string{
		"GET / HTTP/1.1\r\nHost: x\r\nX-Lent: ",
		"POST /rejoindre HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 90000\r\n\r\ncode=",
		"",
	} {
		for range each {
			c, err := net.Dial("tcp", address)
			require.NoError(t, err)
			_, err = io.WriteString(c, opening)
			require.NoError(t, err)
			slow = append(slow, c)
		}
	}
	busy := pageTimes(t, address)
	assert.Less(t, busy, 2*quiet+50*time.Millisecond, "une page, pendant que trois cents traînent (au calme : %v)", quiet)

	deadline := time.Now().Add(mostHeld/faster + 2*time.Second)
	for _, c := range slow {
		require.NoError(t, c.SetReadDeadline(deadline))
		_, err := io.Copy(io.Discard, c)
		require.NotErrorIs(t, err, os.ErrDeadlineExceeded, "encore tenu")
		c.Close()
	}
	post(t, ana, h.URL+desk+"/notes", url.Values{"notes": {"toujours là"}})
	select {
	case line := <-news:
		assert.Contains(t, line, "event: etape")
	case <-time.After(5 * time.Second):
		require.Fail(t, "le flux a été coupé")
	}
}

// listens opens a seat's stream and gives its events; the channel closes when
// the stream is cut.
func listens(t *testing.T, client *http.Client, address string) <-chan string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	require.NoError(t, err)
	patient := *client
	patient.Timeout = 0
	answer, err := patient.Do(r)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, answer.StatusCode)
	news := make(chan string, 100)
	go func() {
		defer answer.Body.Close()
		defer close(news)
		for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			if strings.HasPrefix(lines.Text(), "event: etape") {
				news <- lines.Text()
			}
		}
	}()
	return news
}

// pageTimes is the time that nearly every home page takes: the 95th of 100.
func pageTimes(t *testing.T, address string) time.Duration {
	t.Helper()
	var all []time.Duration
	for range 100 {
		began := time.Now()
		answer, err := http.Get(fmt.Sprintf("http://%s/", address))
		require.NoError(t, err)
		_, err = io.Copy(io.Discard, answer.Body)
		require.NoError(t, err)
		answer.Body.Close()
		all = append(all, time.Since(began))
	}
	slices.Sort(all)
	return all[94]
}
