package sandbox

import "sync"

// watchers are woken when the world moves. A wake-up carries nothing: whoever
// wakes reads the journal from where it stopped, so nothing can be missed, and
// nobody who is slow holds up anybody else.
type watchers struct {
	mu   sync.Mutex
	each map[chan struct{}]struct{}
}

// Watch sends to woken after each change, until stop is called. The channel needs
// room for one: changes that come close together may wake once. One channel may
// watch several worlds.
func (s *Sandbox) Watch(woken chan struct{}) (stop func()) {
	s.live.mu.Lock()
	defer s.live.mu.Unlock()
	if s.live.each == nil {
		s.live.each = map[chan struct{}]struct{}{}
	}
	s.live.each[woken] = struct{}{}
	return func() {
		s.live.mu.Lock()
		defer s.live.mu.Unlock()
		delete(s.live.each, woken)
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
