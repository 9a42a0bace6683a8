package browser

import (
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
)

// cable is the network lead of one person's window: a SOCKS5 relay that all its
// connections pass through. Chromium's own offline mode lets open streams live
// on; a cable that is cut really breaks them.
type cable struct {
	listener net.Listener
	mu       sync.Mutex
	live     map[net.Conn]bool
}

func newCable() (*cable, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	c := &cable{listener: listener, live: map[net.Conn]bool{}}
	go c.serve()
	return c, nil
}

// address is what Chromium is given as its proxy.
func (c *cable) address() string {
	return "socks5://" + c.listener.Addr().String()
}

// close unplugs the cable for good.
func (c *cable) close() {
	_ = c.listener.Close() // nothing is left to lose
	c.cut()
}

// cut breaks every connection that is open.
func (c *cable) cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for conn := range c.live {
		_ = conn.Close() // its relay ends by itself
	}
}

func (c *cable) serve() {
	for {
		conn, err := c.listener.Accept()
		if err != nil {
			return
		}
		go c.relay(conn)
	}
}

func (c *cable) relay(browser net.Conn) {
	defer c.hold(browser)()
	target, err := greet(browser)
	if err != nil {
		return // Chromium shows its own page for a host that can't be reached
	}
	server, err := net.Dial("tcp", target)
	if err != nil {
		return
	}
	defer c.hold(server)()
	// Granted; the bound address that follows is read by nobody.
	if _, err := browser.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0}); err != nil {
		return
	}
	done := make(chan struct{})
	go func() {
		_, _ = io.Copy(server, browser) // either end may leave at any time
		close(done)
	}()
	_, _ = io.Copy(browser, server)
	_ = browser.Close() // frees the copy the other way
	<-done
}

// hold counts a connection as open and returns what ends it.
func (c *cable) hold(conn net.Conn) func() {
	c.mu.Lock()
	c.live[conn] = true
	c.mu.Unlock()
	return func() {
		_ = conn.Close() // it may be cut already
		c.mu.Lock()
		delete(c.live, conn)
		c.mu.Unlock()
	}
}

// greet reads the SOCKS5 greeting and request (RFC 1928) and returns where to
// connect: only to this machine or its own networks.
func greet(conn net.Conn) (string, error) {
	head := make([]byte, 2)
	if _, err := io.ReadFull(conn, head); err != nil {
		return "", err
	}
	if _, err := io.CopyN(io.Discard, conn, int64(head[1])); err != nil {
		return "", err
	}
	if _, err := conn.Write([]byte{5, 0}); err != nil {
		return "", err
	}
	request := make([]byte, 5)
	if _, err := io.ReadFull(conn, request); err != nil {
		return "", err
	}
	host, err := requestedHost(conn, request[3], request[4])
	if err != nil {
		return "", err
	}
	port := make([]byte, 2)
	if _, err := io.ReadFull(conn, port); err != nil {
		return "", err
	}
	ip, err := lead(host)
	if err != nil {
		return "", err
	}
	return net.JoinHostPort(ip, strconv.Itoa(int(binary.BigEndian.Uint16(port)))), nil
}

// requestedHost reads an address of the given SOCKS5 kind, whose first byte is
// already known.
func requestedHost(conn net.Conn, kind, first byte) (string, error) {
	const ipv4, name, ipv6 = 1, 3, 4
	size := map[byte]int{ipv4: 3, name: int(first), ipv6: 15}[kind]
	rest := make([]byte, size)
	if _, err := io.ReadFull(conn, rest); err != nil {
		return "", err
	}
	if kind == name {
		return string(rest), nil
	}
	return net.IP(append([]byte{first}, rest...)).String(), nil
}

// lead resolves as a room's own network would: names ending in .local, .lan or
// .test are this machine, private addresses are themselves, all else is refused.
func lead(host string) (string, error) {
	for _, suffix := range []string{"localhost", ".local", ".lan", ".test"} {
		if strings.HasSuffix(host, suffix) {
			return "127.0.0.1", nil
		}
	}
	if ip := net.ParseIP(host); ip != nil && (ip.IsLoopback() || ip.IsPrivate()) {
		return host, nil
	}
	return "", fmt.Errorf("%s is outside", host)
}
