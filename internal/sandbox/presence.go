package sandbox

import "sync"

// screens is what each device shows, as long as the world is open.
type screens struct {
	mu   sync.Mutex
	each map[string]string
}

func (s *screens) set(device, address string) (changed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.each[device] == address {
		return false
	}
	if s.each == nil {
		s.each = map[string]string{}
	}
	s.each[device] = address
	return true
}

func (s *screens) get(device string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.each[device]
}

// Present notes, in memory only, which page a device shows now. It is no step of
// the world: reading leaves no trace, and a restart forgets it. Watchers are
// woken when the page changes.
func (s *Sandbox) Present(device, address string) {
	if s.shown.set(device, address) {
		s.Wake()
	}
}

// Shown is the page that a device shows now, as last noted by Present; empty
// when nobody has looked at the device since the program started.
func (s *Sandbox) Shown(device string) string { return s.shown.get(device) }
