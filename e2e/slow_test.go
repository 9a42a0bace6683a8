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
	"sync"
	"syscall"
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
	address, held := serves(t, h.App.Handler, faster)

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
	hardlyReads(t, address, each, held)
	post(t, ana, h.URL+desk+"/notes", url.Values{"notes": {"toujours là"}})
	select {
	case line := <-news:
		assert.Contains(t, line, "event: etape")
	case <-time.After(5 * time.Second):
		require.Fail(t, "le flux a été coupé")
	}
}

// hardlyReads asks for pages, a byte at a time: the answers fill the pipes, and
// the program lets go of who does not take them.
func hardlyReads(t *testing.T, address string, each int, held func(net.Addr) bool) {
	t.Helper()
	asked := strings.Repeat("GET /attribution HTTP/1.1\r\nHost: x\r\n\r\n", 40)
	quiet := pageTimes(t, address)
	slow := make([]net.Conn, each)
	for i := range slow {
		c, err := (&net.Dialer{Control: smallPipe}).Dial("tcp", address)
		require.NoError(t, err)
		t.Cleanup(func() { _ = c.Close() })
		_, err = io.WriteString(c, asked)
		require.NoError(t, err)
		slow[i] = c
	}
	busy := pageTimes(t, address)
	assert.Less(t, busy, 2*quiet+50*time.Millisecond, "une page, pendant que cent ne lisent pas (au calme : %v)", quiet)
	sip := make([]byte, 1)
	assert.Eventually(t, func() bool {
		kept := 0
		for _, c := range slow {
			if held(c.LocalAddr()) {
				kept++
				_, _ = c.Read(sip) // whether the program is still there is asked to it
			}
		}
		return kept == 0
	}, mostHeld/20+2*time.Second, 50*time.Millisecond, "encore tenu")
}

// smallPipe makes a connection hold little that was not read.
func smallPipe(_, _ string, c syscall.RawConn) error {
	return c.Control(func(fd uintptr) { _ = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 4096) }) // a hint
}

// narrow gives every visitor a small pipe on the program's side too.
type narrow struct{ net.Listener }

func (n narrow) Accept() (net.Conn, error) {
	c, err := n.Listener.Accept()
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetWriteBuffer(4096) // a hint
	}
	return c, err
}

// serves runs the program's handler under its own limits, so many times
// shorter. held says whether it still holds a visitor.
func serves(t *testing.T, handler http.Handler, faster time.Duration) (address string, held func(net.Addr) bool) {
	t.Helper()
	server := web.Serve(handler)
	for _, limit := range []*time.Duration{&server.ReadHeaderTimeout, &server.ReadTimeout, &server.WriteTimeout, &server.IdleTimeout} {
		*limit /= faster
	}
	var open sync.Map
	server.ConnState = func(c net.Conn, state http.ConnState) {
		switch state {
		case http.StateNew:
			open.Store(c.RemoteAddr().String(), true)
		case http.StateClosed, http.StateHijacked:
			open.Delete(c.RemoteAddr().String())
		}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	go func() { _ = server.Serve(narrow{listener}) }() // ends with the test
	t.Cleanup(func() { _ = server.Close() })
	return listener.Addr().String(), func(a net.Addr) bool { _, ok := open.Load(a.String()); return ok }
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
