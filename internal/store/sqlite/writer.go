package sqlite

import (
	"context"
	"errors"
	"runtime"
	"sync"

	"demarcheablanc/internal/store"
)

// batchLimit bounds how many writes share a transaction, and so how long the
// first of them waits for the last.
const batchLimit = 256

// change is one write inside a transaction that it may share with others. It
// either writes all it has to, or answers a refusal and has written nothing.
// It may be run twice: the second time alone (see settle).
type change func(*session) error

type request struct {
	ctx  context.Context
	do   change
	done chan error
}

// writer runs every change on one connection, in one goroutine.
type writer struct {
	session *session
	fault   func(error) error
	queue   chan *request
	stopped chan struct{}

	mu     sync.RWMutex // held for reading while queueing, so that Close drains all
	closed bool
}

func startWriter(s *session, fault func(error) error) *writer {
	w := &writer{session: s, fault: fault, queue: make(chan *request, batchLimit), stopped: make(chan struct{})}
	go w.run()
	return w
}

// write queues a change and waits until it is durable or refused. The context
// counts until the change starts; from then on only the outcome does.
func (w *writer) write(ctx context.Context, do change) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r := &request{ctx: ctx, do: do, done: make(chan error, 1)}
	w.mu.RLock()
	if w.closed {
		w.mu.RUnlock()
		return store.ErrClosed
	}
	w.queue <- r
	w.mu.RUnlock()
	return <-r.done
}

// close lets the writes under way finish. Only the first call does anything.
func (w *writer) close() (first bool) {
	w.mu.Lock()
	first = !w.closed
	w.closed = true
	if first {
		close(w.queue)
	}
	w.mu.Unlock()
	<-w.stopped
	return first
}

func (w *writer) isClosed() bool {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.closed
}

func (w *writer) run() {
	defer close(w.stopped)
	batch := make([]*request, 0, batchLimit)
	outcomes := make([]error, batchLimit)
	for r := range w.queue {
		// Whoever is about to write goes first and shares the transaction: without
		// this, 64 connections made groups of 2 instead of 7, and a fifth fewer
		// steps a second. It waits for no time, and alone it costs nothing.
		runtime.Gosched()
		batch = w.gather(append(batch[:0], r))
		w.settle(batch, outcomes)
		for i, r := range batch {
			r.done <- outcomes[i]
		}
		clear(batch)
	}
}

// gather adds whatever else waits already; it never waits for more.
func (w *writer) gather(batch []*request) []*request {
	for len(batch) < batchLimit {
		select {
		case r, open := <-w.queue:
			if !open {
				return batch
			}
			batch = append(batch, r)
		default:
			return batch
		}
	}
	return batch
}

// settle writes a batch in one transaction. If that fails as a whole, because
// one change met a full disk for instance, each change is tried again alone:
// nobody's write is lost for the fault of a neighbour.
func (w *writer) settle(batch []*request, outcomes []error) {
	err := w.together(batch, outcomes)
	switch {
	case err == nil:
	case len(batch) == 1:
		outcomes[0] = w.fault(err)
	default:
		for i := range batch {
			w.settle(batch[i:i+1], outcomes[i:])
		}
	}
}

// together answers nil once the outcomes are durable.
func (w *writer) together(batch []*request, outcomes []error) error {
	if err := w.session.run(begin); err != nil {
		return err
	}
	for i, r := range batch {
		outcomes[i] = w.attempt(r)
		if err := outcomes[i]; err != nil && !refusal(err) {
			w.session.abandon()
			return err
		}
	}
	if err := w.session.run(commit); err != nil {
		w.session.abandon()
		return err
	}
	return nil
}

func (w *writer) attempt(r *request) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	return r.do(w.session)
}

// refusal tells the answers that leave the transaction sound, because nothing
// was written before them, from the failures that spoil it.
func refusal(err error) bool {
	for _, sound := range []error{
		store.ErrConflict, store.ErrNotFound, store.ErrExists, store.ErrBranch,
		context.Canceled, context.DeadlineExceeded,
	} {
		if errors.Is(err, sound) {
			return true
		}
	}
	return false
}
