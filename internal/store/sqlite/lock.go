package sqlite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// lockName is the file whose lock stands for the whole folder. It stays behind
// when a program ends: the lock goes with its process, not with the file.
const lockName = "verrou"

// errTaken is the system's way of saying that somebody else has the lock.
var errTaken = errors.New("taken")

// hold takes the folder's lock and writes who took it. SQLite alone would let
// two programs serve one folder.
func hold(dir string, started time.Time) (*os.File, error) {
	path := filepath.Join(dir, lockName)
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fault(dir, err)
	}
	if err := lockFile(f); err != nil {
		defer f.Close()
		if errors.Is(err, errTaken) {
			said, _ := os.ReadFile(path)
			return nil, &HeldError{Dir: dir, Holder: readHolder(string(said))}
		}
		return nil, fmt.Errorf("impossible de verrouiller %s : %w", path, err)
	}
	if err := writeHolder(f, started); err != nil {
		f.Close()
		return nil, fault(path, err)
	}
	return f, nil
}

func writeHolder(f *os.File, started time.Time) error {
	host, _ := os.Hostname() // a name that is missing only makes the message shorter
	since := ""
	if !started.IsZero() {
		since = started.UTC().Format(time.RFC3339)
	}
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err := f.WriteAt(fmt.Appendf(nil, "%d\n%s\n%s\n", os.Getpid(), since, host), 0)
	return err
}

func readHolder(said string) Holder {
	lines := append(strings.Split(said, "\n"), "", "", "")
	pid, _ := strconv.Atoi(lines[0])
	since, _ := time.Parse(time.RFC3339, lines[1])
	return Holder{PID: pid, Since: since, Host: lines[2]}
}
