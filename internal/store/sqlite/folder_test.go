package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/store"
	"demarcheablanc/internal/store/sqlite"
)

// victim names the folder that this very program, started once more, writes to
// until it is killed.
const victim = "DEMARCHE_TEST_VICTIM"

func TestMain(m *testing.M) {
	if dir := os.Getenv(victim); dir != "" {
		writeForEver(dir)
	}
	os.Exit(m.Run())
}

// writeForEver says the number of each step once it is acknowledged.
func writeForEver(dir string) {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, dir, sqlite.Options{})
	for err == nil {
		var w store.World
		if w, err = s.World(ctx, "a"); err == nil {
			err = s.Commit(ctx, numbered(w.Last+1), fmt.Appendf(nil, "%d", w.Last+1))
			fmt.Println(w.Last + 1)
		}
	}
	fmt.Println(err)
	os.Exit(1)
}

func numbered(seq int64) store.Step {
	return store.Step{World: "a", Seq: seq, Parent: seq - 1, Documents: fmt.Appendf(nil, "%d", seq)}
}

// startVictim answers once the other program has acknowledged some steps.
func startVictim(t *testing.T, dir string, some int) (*exec.Cmd, *bufio.Reader) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), victim+"="+dir)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill() }) // usually dead by then
	lines := bufio.NewReader(out)
	for range some {
		_, err = lines.ReadString('\n')
		require.NoError(t, err)
	}
	return cmd, lines
}

func TestReopenKeepsEverything(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "données 100 % ?#", "été")
	ctx := context.Background()
	s := open(t, dir)
	require.NoError(t, s.Create(ctx, store.World{ID: "a", Kind: "bac"}))
	require.NoError(t, s.Commit(ctx, numbered(1), []byte("1")))
	require.NoError(t, s.SetSetting(ctx, "clé", []byte("v")))
	before, err := s.World(ctx, "a")
	require.NoError(t, err)
	require.NoError(t, s.Close())
	require.FileExists(t, filepath.Join(dir, "demarche.db"))

	s = open(t, dir)
	after, err := s.World(ctx, "a")
	require.NoError(t, err)
	require.Equal(t, before, after)
	steps, err := s.Steps(ctx, "a", 0)
	require.NoError(t, err)
	require.Equal(t, []store.Step{numbered(1)}, steps)
	value, err := s.Setting(ctx, "clé")
	require.NoError(t, err)
	require.Equal(t, "v", string(value))
}

func TestSecondInstanceIsRefused(t *testing.T) {
	dir := t.TempDir()
	ctx := context.Background()
	require.NoError(t, open(t, dir).Create(ctx, store.World{ID: "a"}))

	began := time.Now()
	_, err := sqlite.Open(ctx, dir, sqlite.Options{})
	require.Less(t, time.Since(began), time.Second)
	var held *sqlite.HeldError
	require.ErrorAs(t, err, &held)
	require.Equal(t, dir, held.Dir)
	require.Equal(t, os.Getpid(), held.Holder.PID)
	require.Contains(t, err.Error(), strconv.Itoa(os.Getpid()))
	require.NotContains(t, err.Error(), "\n")
}

func TestLockSaysSinceWhen(t *testing.T) {
	dir := t.TempDir()
	started := time.Date(2027, time.March, 3, 9, 12, 0, 0, time.UTC)
	s, err := sqlite.Open(context.Background(), dir, sqlite.Options{Started: started})
	require.NoError(t, err)
	defer s.Close()
	_, err = sqlite.Open(context.Background(), dir, sqlite.Options{})
	var held *sqlite.HeldError
	require.ErrorAs(t, err, &held)
	require.Equal(t, started, held.Holder.Since)
	require.Contains(t, err.Error(), started.Local().Format("02/01/2006 à 15:04"))
}

// TestKilled kills another program while it writes: its folder names it until
// then, opens at once afterwards, and every acknowledged step is there, whole.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	ctx := context.Background()
	s := open(t, dir)
	require.NoError(t, s.Create(ctx, store.World{ID: "a"}))
	require.NoError(t, s.Close())

	least := int64(0)
	for round := range 8 {
		other, lines := startVictim(t, dir, 1+37*round)
		least += int64(1 + 37*round)
		_, err := sqlite.Open(ctx, dir, sqlite.Options{})
		require.ErrorContains(t, err, strconv.Itoa(other.Process.Pid))
		require.NoError(t, other.Process.Kill())
		acked := max(least, lastNumber(t, lines))
		_ = other.Wait() // it was killed

		began := time.Now()
		s, err := sqlite.Open(ctx, dir, sqlite.Options{Check: true})
		require.NoError(t, err)
		require.Less(t, time.Since(began), time.Second)
		least = requireWhole(t, s, acked)
		require.NoError(t, s.Close())
	}
}

// lastNumber reads what a dead program had said; its last line may be cut.
func lastNumber(t *testing.T, r io.Reader) int64 {
	t.Helper()
	said, err := io.ReadAll(r)
	require.NoError(t, err)
	lines := strings.Split(string(said), "\n")
	if len(lines) < 2 {
		return 0
	}
	n, err := strconv.ParseInt(lines[len(lines)-2], 10, 64)
	require.NoError(t, err)
	return n
}

// requireWhole answers the step that the world stands on.
func requireWhole(t *testing.T, s store.Store, acked int64) int64 {
	t.Helper()
	w, err := s.World(context.Background(), "a")
	require.NoError(t, err)
	require.GreaterOrEqual(t, w.Head, acked)
	require.Equal(t, strconv.FormatInt(w.Head, 10), string(w.Clock), "head and clock moved together")
	steps, err := s.Steps(context.Background(), "a", 0)
	require.NoError(t, err)
	require.Len(t, steps, int(w.Head))
	for i, one := range steps {
		require.Equal(t, numbered(int64(i+1)), one)
	}
	return w.Head
}
