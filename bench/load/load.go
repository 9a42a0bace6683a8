// Package load sends requests to a server over kept-alive connections and says
// how many were answered, and how fast. It writes ready-made bytes and reads no
// more than it must, because it shares the machine with what it measures. It
// leaves comparing to package rounds.
package load

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"
	"time"
)

// Load is what to send.
type Load struct {
	Address     string        // host:port
	Connections int           // how many at once
	Duration    time.Duration // how long to go on
	// Rate is the number of requests per second intended by all connections
	// together (open loop: latency counts from the intended moment, so that a
	// slow answer isn't hidden by the requests it delayed). 0 sends the next
	// request as soon as the last is answered (closed loop).
	Rate float64
	// Choose gives the n-th request of a connection, as Get or Post build it.
	// It is called from all connections at once.
	Choose func(connection, n int) []byte
	// Accept tells a good status; nil accepts 200 to 399.
	Accept func(status int) bool
}

// Result is what came of it.
type Result struct {
	Good    int           // requests answered with an accepted status
	Bad     int           // answered otherwise
	Elapsed time.Duration // from the first request to the last answer
	sorted  []time.Duration
}

// PerSecond is the number of good answers per second.
func (r Result) PerSecond() float64 { return float64(r.Good) / r.Elapsed.Seconds() }

// Percentile is the latency that p per cent (0 to 100) of the good answers
// didn't exceed; 0 without any.
func (r Result) Percentile(p float64) time.Duration {
	if len(r.sorted) == 0 {
		return 0
	}
	return r.sorted[min(len(r.sorted)-1, int(float64(len(r.sorted))*p/100))]
}

func (r Result) String() string {
	return fmt.Sprintf("%.0f/s, p50 %v, p99 %v, max %v, %d refusées", r.PerSecond(),
		r.Percentile(50).Round(time.Microsecond), r.Percentile(99).Round(time.Microsecond),
		r.Percentile(100).Round(time.Microsecond), r.Bad)
}

// Run sends the load and waits for the last answer. It fails if a connection
// breaks: a refusal is an answer, a broken connection is not.
func Run(l Load) (Result, error) {
	if l.Accept == nil {
		l.Accept = func(status int) bool { return status >= 200 && status < 400 }
	}
	conns, err := dial(l.Address, l.Connections)
	if err != nil {
		return Result{}, err
	}
	results := make([]Result, len(conns))
	errs := make([]error, len(conns))
	start := time.Now()
	var all sync.WaitGroup
	for i, c := range conns {
		all.Go(func() {
			defer c.Close()
			results[i], errs[i] = l.drive(newWire(c), i, start)
		})
	}
	all.Wait()
	total := Result{Elapsed: time.Since(start)}
	for _, r := range results {
		total.Good += r.Good
		total.Bad += r.Bad
		total.sorted = append(total.sorted, r.sorted...)
	}
	slices.Sort(total.sorted)
	return total, errors.Join(errs...)
}

// dial opens every connection before the clock starts.
func dial(address string, n int) ([]net.Conn, error) {
	conns := make([]net.Conn, 0, n)
	for range n {
		c, err := net.Dial("tcp", address)
		if err != nil {
			for _, open := range conns {
				_ = open.Close() // the error that matters is the one above
			}
			return nil, err
		}
		conns = append(conns, c)
	}
	return conns, nil
}

// drive sends one connection's share until the time is over.
func (l Load) drive(w *wire, connection int, start time.Time) (Result, error) {
	var r Result
	for n := 0; ; n++ {
		sent := time.Now()
		if l.Rate > 0 {
			place := float64(connection + n*l.Connections)
			sent = start.Add(time.Duration(place / l.Rate * float64(time.Second)))
		}
		if sent.Sub(start) >= l.Duration {
			return r, nil
		}
		time.Sleep(time.Until(sent))
		status, err := w.exchange(l.Choose(connection, n))
		if err != nil {
			return r, fmt.Errorf("connection %d, request %d: %w", connection, n, err)
		}
		if l.Accept(status) {
			r.Good++
			r.sorted = append(r.sorted, time.Since(sent))
		} else {
			r.Bad++
		}
	}
}
