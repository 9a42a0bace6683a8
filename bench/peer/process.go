package peer

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Server is a provider in a process of its own.
type Server struct {
	Issuer string
	Cold   time.Duration // from its start to its first answer
	pid    int
}

// PageParagraphs is how many times both repeat one paragraph in their page.
const PageParagraphs = 60

// The client that both know.
const (
	ClientID = "service"
	Secret   = "secret-du-service-0123456789abcdef"
	Callback = "https://service.example/retour"
)

// Start runs a command that prints its issuer, and waits for its first answer.
func Start(t testing.TB, command string, args ...string) *Server {
	t.Helper()
	began := time.Now()
	cmd := exec.Command(command, args...)
	cmd.Env = append(os.Environ(), "NODE_ENV=production")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = in.Close(); _ = cmd.Wait() }) // both end with their input
	lines := bufio.NewReader(out)
	issuer, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	s := &Server{Issuer: strings.TrimSpace(issuer), pid: cmd.Process.Pid}
	answer, err := http.Get(s.Issuer + "/.well-known/openid-configuration")
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	s.Cold = time.Since(began)
	return s
}

// CPU is the time that its process has used, all threads together.
func (s *Server) CPU() (time.Duration, error) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.pid))
	if err != nil {
		return 0, err
	}
	_, after, _ := strings.Cut(string(raw), ") ") // the name may hold spaces
	fields := strings.Fields(after)
	if len(fields) < 13 {
		return 0, errors.New("short stat")
	}
	user, err := strconv.Atoi(fields[11])
	if err != nil {
		return 0, err
	}
	system, err := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond, err // ticks of Linux
}

// Memory is what it holds resident, in MiB.
func (s *Server) Memory() (float64, error) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.pid))
	if err != nil {
		return 0, err
	}
	_, after, _ := strings.Cut(string(raw), "VmRSS:")
	fields := strings.Fields(after)
	if len(fields) == 0 {
		return 0, errors.New("no VmRSS")
	}
	kib, err := strconv.ParseFloat(fields[0], 64)
	return kib / 1024, err
}
