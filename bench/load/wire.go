package load

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strconv"
)

// Get builds a GET request. Cookie is a whole Cookie header value, or "".
func Get(path, cookie string) []byte {
	return []byte("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + cookieLine(cookie) + "\r\n")
}

// Post builds a form's POST request, as a page of the same origin sends it.
func Post(path, cookie string, form url.Values) []byte {
	body := form.Encode()
	return fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: localhost\r\n%sSec-Fetch-Site: same-origin\r\n"+
		"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s", path, cookieLine(cookie), len(body), body)
}

func cookieLine(cookie string) string {
	if cookie == "" {
		return ""
	}
	return "Cookie: " + cookie + "\r\n"
}

// wire is one HTTP/1.1 connection, read just enough to tell where an answer ends.
type wire struct {
	conn net.Conn
	in   *bufio.Reader
}

func newWire(c net.Conn) *wire {
	return &wire{conn: c, in: bufio.NewReaderSize(c, 32<<10)}
}

// exchange sends a request and reads its answer whole.
func (w *wire) exchange(request []byte) (status int, err error) {
	if _, err := w.conn.Write(request); err != nil {
		return 0, err
	}
	line, err := w.in.ReadSlice('\n')
	if err != nil {
		return 0, err
	}
	if len(line) < 12 || !bytes.HasPrefix(line, []byte("HTTP/1.1 ")) {
		return 0, fmt.Errorf("not an HTTP/1.1 answer: %q", line)
	}
	if status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return 0, err
	}
	length, chunked, err := w.headers()
	if err != nil {
		return 0, err
	}
	if chunked {
		return status, w.skipChunks()
	}
	if length < 0 && status != 204 && status != 304 {
		return 0, errors.New("an answer without length closes the connection")
	}
	_, err = w.in.Discard(max(0, length))
	return status, err
}

// headers reads up to the body; length is -1 when it isn't said.
func (w *wire) headers() (length int, chunked bool, err error) {
	length = -1
	for {
		line, err := w.in.ReadSlice('\n')
		if err != nil {
			return 0, false, err
		}
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			return length, chunked, nil
		}
		name, value, _ := bytes.Cut(line, []byte(":"))
		value = bytes.TrimSpace(value)
		switch {
		case bytes.EqualFold(name, []byte("Content-Length")):
			if length, err = strconv.Atoi(string(value)); err != nil {
				return 0, false, err
			}
		case bytes.EqualFold(name, []byte("Transfer-Encoding")):
			chunked = bytes.EqualFold(value, []byte("chunked"))
		case bytes.EqualFold(name, []byte("Connection")) && bytes.EqualFold(value, []byte("close")):
			return 0, false, errors.New("the server closes the connection")
		}
	}
}

func (w *wire) skipChunks() error {
	for {
		line, err := w.in.ReadSlice('\n')
		if err != nil {
			return err
		}
		size, err := strconv.ParseUint(string(bytes.TrimSpace(line)), 16, 31)
		if err != nil {
			return err
		}
		if _, err := io.CopyN(io.Discard, w.in, int64(size)+2); err != nil || size == 0 {
			return err
		}
	}
}
