package app

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"

	"demarcheablanc/internal/web/formateur"
)

// Listeners are the addresses at which the program can be reached: this computer
// alone at first, then the network that the trainer picks for the room.
type Listeners struct {
	log    *slog.Logger
	mu     sync.Mutex
	server *http.Server
	port   string
	room   net.Listener
}

func (l *Listeners) serve(server *http.Server, first net.Listener) {
	l.server = server
	_, l.port, _ = net.SplitHostPort(first.Addr().String())
	go l.run(first)
}

func (l *Listeners) run(listener net.Listener) {
	if err := l.server.Serve(listener); err != nil && !errors.Is(err, http.ErrServerClosed) && !errors.Is(err, net.ErrClosed) {
		l.log.Error("listener", "error", err.Error())
	}
}

// Networks lists the addresses of this computer on its networks.
func (l *Listeners) Networks() ([]formateur.Network, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, fmt.Errorf("list the networks: %w", err)
	}
	var all []formateur.Network
	for _, i := range interfaces {
		if i.Flags&net.FlagUp == 0 || i.Flags&net.FlagLoopback != 0 {
			continue
		}
		addresses, err := i.Addrs()
		if err != nil {
			continue
		}
		for _, a := range addresses {
			if ip, ok := a.(*net.IPNet); ok && ip.IP.To4() != nil {
				all = append(all, formateur.Network{Name: i.Name, IP: ip.IP.String()})
			}
		}
	}
	return all, nil
}

// Open listens on one of those addresses too, and says where: "192.168.1.20:8080".
// One opened before is closed.
func (l *Listeners) Open(ip string) (string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.room != nil {
		if host, _, _ := net.SplitHostPort(l.room.Addr().String()); host == ip {
			return l.room.Addr().String(), nil
		}
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(ip, l.port))
	if err != nil {
		return "", err
	}
	l.shut()
	l.room = listener
	go l.run(listener)
	return listener.Addr().String(), nil
}

// Opened says where the room can come in, or nothing.
func (l *Listeners) Opened() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.room == nil {
		return ""
	}
	return l.room.Addr().String()
}

// Shut serves this computer alone again. Those already connected finish what
// they were reading.
func (l *Listeners) Shut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.shut()
}

func (l *Listeners) shut() {
	if l.room != nil {
		_ = l.room.Close() // nothing to lose
		l.room = nil
	}
}
