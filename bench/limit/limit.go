// Package limit holds bare servers that do the work of a benchmark and nothing
// else: gin answering constant bytes, and a fan-out that copies. A bar is read
// as the program's figure over that of the bare server in the same run. It
// measures nothing itself: see packages load and rounds.
package limit

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"testing"

	"github.com/gin-gonic/gin"
)

// PageSize is the weight of the constant page, in bytes: that of a form page.
const PageSize = 8 << 10

// Server is a bare server on a free port of the loopback.
type Server struct {
	Address string // host:port
	events  *fanout
}

// Start serves, until the end of the benchmark:
//
//	GET  /       a constant page of PageSize bytes
//	POST /       reads the body, answers 303 to /
//	GET  /flux   a stream of what Publish sends
func Start(t testing.TB) *Server {
	t.Helper()
	gin.SetMode(gin.ReleaseMode)
	s := &Server{events: newFanout()}
	srv := &http.Server{Handler: s.routes()}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.Address = listener.Addr().String()
	go func() { _ = srv.Serve(listener) }() // ends with Close, below
	t.Cleanup(func() {
		s.events.close()
		_ = srv.Close() // its connections are those of a finished benchmark
	})
	return s
}

// Publish sends one event to every stream that is open; a stream that lags
// behind misses it.
func (s *Server) Publish(data string) {
	s.events.publish([]byte("data: " + data + "\n\n"))
}

// Streams is the number of streams that are open.
func (s *Server) Streams() int {
	return s.events.count()
}

func (s *Server) routes() *gin.Engine {
	page := append([]byte("<!doctype html><title>Constante</title>"), bytes.Repeat([]byte("<p>.</p>"), PageSize/8)...)[:PageSize]
	r := gin.New()
	r.GET("/", func(c *gin.Context) { c.Data(http.StatusOK, "text/html; charset=utf-8", page) })
	r.POST("/", func(c *gin.Context) {
		if _, err := io.Copy(io.Discard, c.Request.Body); err != nil {
			return // the client left
		}
		c.Redirect(http.StatusSeeOther, "/")
	})
	r.GET("/flux", s.events.serve)
	return r
}
