package sandbox

import "sync"

// watchers are woken when the world moves. A wake-up carries nothing: whoever
// wakes reads the journal from where it stopped, so nothing can be missed, and
// nobody who is slow holds up anybody else.
type watchers struct {
	mu   sync.Mutex
	each map[chan struct{}]struct{}
}

// Watch returns a channel that receives after each change, and the way to stop.
// Changes that come close together may wake once.
func (s *Sandbox) Watch() (woken <-chan struct{}, stop func()) {
	c := make(chan struct{}, 1)
	s.live.mu.Lock()
	defer s.live.mu.Unlock()
	if s.live.each == nil {
		s.live.each = map[chan struct{}]struct{}{}
	}
	s.live.each[c] = struct{}{}
	return c, func() {
		s.live.mu.Lock()
		defer s.live.mu.Unlock()
		delete(s.live.each, c)
	}
}

// Wake tells the watchers to look again, for what the world does not keep, such
// as the page a screen shows.
func (s *Sandbox) Wake() { s.live.wake() }

func (w *watchers) wake() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for c := range w.each {
		select {
		case c <- struct{}{}:
		default: // already woken, will read everything
		}
	}
}
