package e2e

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/store/sqlite"
	"demarcheablanc/internal/workshop"
)

// binary builds the program once for the test binary.
var binary = sync.OnceValues(func() (string, error) {
	path, err := filepath.Abs("../bin/demarche-e2e")
	if err != nil {
		return "", err
	}
	out, err := exec.Command("go", "build", "-tags", "sqlite_omit_load_extension", "-o", path, "../cmd/demarche").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return path, nil
})

// program is the built program, running on a folder.
type program struct {
	cmd         *exec.Cmd
	url, phrase string
	took        time.Duration // from its start to its first page
}

// runs starts the program on a folder and waits until it serves.
func runs(t *testing.T, data string) *program {
	t.Helper()
	path, err := binary()
	require.NoError(t, err)
	p := &program{cmd: exec.Command(path, "serve", "--adresse", "127.0.0.1:0", "--donnees", data)}
	out, err := p.cmd.StdoutPipe()
	require.NoError(t, err)
	began := time.Now()
	require.NoError(t, p.cmd.Start())
	t.Cleanup(p.kill)
	for lines := bufio.NewScanner(out); p.phrase == "" && lines.Scan(); {
		if _, after, ok := strings.Cut(lines.Text(), "navigateur "); ok {
			p.url = strings.TrimSuffix(strings.TrimSpace(after), "/")
		}
		if _, after, ok := strings.Cut(lines.Text(), "formateur "); ok {
			p.phrase = strings.TrimSpace(after)
		}
	}
	require.NotEmpty(t, p.phrase, "le programme n’a pas dit son adresse")
	answer, err := http.Get(p.url + "/")
	require.NoError(t, err)
	answer.Body.Close()
	p.took = time.Since(began)
	return p
}

// kill stops the program as a power cut would.
func (p *program) kill() {
	if p.cmd.ProcessState == nil {
		_ = p.cmd.Process.Kill() // it may have just ended by itself
		_ = p.cmd.Wait()         // says « killed », as wanted
	}
}

const (
	kills  = 8                      // in one run
	longer = 300 * time.Millisecond // the kill comes within, once everybody has written
	upAt   = time.Second            // R1: up again
)

// isUpInTime: within a second; on a machine too busy to start even an empty
// folder in half of one, within twice what that takes at the same moment.
func (p *program) isUpInTime(t *testing.T) {
	t.Helper()
	if p.took <= upAt {
		return
	}
	bare := runs(t, t.TempDir())
	bare.kill()
	assert.LessOrEqual(t, p.took, max(upAt, 2*bare.took), "remis en route ; un dossier vide, au même moment : %v", bare.took)
}

// Nothing that the program has acknowledged is lost when it is killed at any
// moment, nothing is kept by halves, and it is up again at once.
func TestKilledWhilePeopleWrite(t *testing.T) {
	data := t.TempDir()
	p := runs(t, data)
	w := opensAtelier(t, p)
	for round := range kills {
		if round > 0 {
			p = runs(t, data)
			p.isUpInTime(t)
		}
		w.showTheirNotes(p)
		w.writeUntilKilled(p)
		w.readBack(data)
	}
}

// writers are three people who note numbers, each in a trio of their own.
type writers struct {
	t       *testing.T
	atelier string
	people  []*writer
}

type writer struct {
	client *http.Client
	desk   string
	trio   int
	asked  int   // last number sent
	acked  []int // numbers that the program has acknowledged
}

// opensAtelier launches Samia for three trios and seats an aidant in each.
func opensAtelier(t *testing.T, p *program) *writers {
	t.Helper()
	trainer := newClient(t)
	post(t, trainer, p.url+"/formateur/entree", url.Values{"phrase": {p.phrase}})
	console := post(t, trainer, p.url+"/formateur/situations/samia/lancer", url.Values{"trios": {"3"}, "variante": {"standard"}, "rang": {"0"}}).Path
	w := &writers{t: t, atelier: strings.TrimPrefix(console, "/formateur/a/")}
	code := find(t, read(t, trainer, p.url+console), `class="code">([^<]+)<`)
	for trio := 1; trio <= 3; trio++ {
		person := &writer{client: newClient(t), trio: trio}
		door := p.url + "/rejoindre/" + code
		place := find(t, read(t, person.client, door), fmt.Sprintf(`value="(%d-\d+-aidant)"`, trio))
		person.desk = post(t, person.client, door, url.Values{"prenom": {"Ana"}, "place": {place}}).Path
		w.people = append(w.people, person)
	}
	post(t, trainer, p.url+console+"/tous", url.Values{"acte": {"commencer"}})
	return w
}

// newClient is a browser that does not follow redirects: a redirect is the
// acknowledgement.
func newClient(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	return &http.Client{Jar: jar, Timeout: 10 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func post(t *testing.T, client *http.Client, address string, form url.Values) *url.URL {
	t.Helper()
	answer, err := client.PostForm(address, form)
	require.NoError(t, err)
	defer answer.Body.Close()
	require.Equal(t, http.StatusSeeOther, answer.StatusCode, address)
	at, err := answer.Location()
	require.NoError(t, err)
	return at
}

func read(t *testing.T, client *http.Client, address string) string {
	t.Helper()
	answer, err := client.Get(address)
	require.NoError(t, err)
	defer answer.Body.Close()
	require.Equal(t, http.StatusOK, answer.StatusCode, address)
	return readAll(t, answer.Body)
}

func find(t *testing.T, text, pattern string) string {
	t.Helper()
	found := regexp.MustCompile(pattern).FindStringSubmatch(text)
	require.NotEmpty(t, found, pattern)
	return found[1]
}

// showTheirNotes checks that everybody finds their last note on their desk.
func (w *writers) showTheirNotes(p *program) {
	w.t.Helper()
	for _, person := range w.people {
		page := read(w.t, person.client, p.url+person.desk)
		if last := len(person.acked); last > 0 {
			shown, err := strconv.Atoi(find(w.t, page, `note (\d+)\.`))
			require.NoError(w.t, err)
			assert.GreaterOrEqual(w.t, shown, person.acked[last-1], "la dernière note")
		}
	}
}

// writeUntilKilled lets the three write as fast as they can, and kills the
// program at a moment of its own.
func (w *writers) writeUntilKilled(p *program) {
	var group sync.WaitGroup
	started := make(chan struct{}, len(w.people))
	var written atomic.Int64
	for _, person := range w.people {
		group.Go(func() {
			for first := true; person.write(p.url); first = false {
				if written.Add(1); first {
					started <- struct{}{}
				}
			}
		})
	}
	patience := time.After(10 * time.Second)
	for range w.people {
		select {
		case <-started:
		case <-patience:
		}
	}
	<-time.After(rand.N(longer)) // the moment is what is tried
	p.kill()
	group.Wait()
	require.GreaterOrEqual(w.t, written.Load(), int64(len(w.people)), "personne n’a pu écrire")
}

// write sends the next number; false when the program is gone.
func (p *writer) write(base string) bool {
	p.asked++
	answer, err := p.client.PostForm(base+p.desk+"/notes", url.Values{"notes": {fmt.Sprintf("note %d.", p.asked)}})
	if err != nil {
		return false
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, answer.Body) // nothing to read in a redirect
	if answer.StatusCode != http.StatusSeeOther {
		return false
	}
	p.acked = append(p.acked, p.asked)
	return true
}

// readBack opens the folder that the dead program has left, and compares.
func (w *writers) readBack(data string) {
	w.t.Helper()
	ctx := context.Background()
	kept, err := sqlite.Open(ctx, data, sqlite.Options{Check: true})
	require.NoError(w.t, err)
	defer func() { require.NoError(w.t, kept.Close()) }()
	for _, person := range w.people {
		id := workshop.SandboxID(w.atelier, person.trio, 0)
		world, err := kept.World(ctx, id)
		require.NoError(w.t, err)
		steps, err := kept.Steps(ctx, id, 0)
		require.NoError(w.t, err)
		require.Len(w.t, steps, int(world.Head), "le journal se suit")
		notes := map[string]bool{}
		for i, step := range steps {
			require.Equal(w.t, int64(i+1), step.Seq)
			require.Equal(w.t, int64(i), step.Parent)
			var documents map[string]json.RawMessage
			require.NoError(w.t, json.Unmarshal(step.Documents, &documents))
			var note struct {
				Text string `json:"texte"`
			}
			if raw, ok := documents["bureau/notes"]; ok {
				require.NoError(w.t, json.Unmarshal(raw, &note))
				notes[note.Text] = true
			}
		}
		for _, n := range person.acked {
			require.True(w.t, notes[fmt.Sprintf("note %d.", n)], "trio %d : la note %d a été perdue", person.trio, n)
		}
		require.LessOrEqual(w.t, len(notes), person.asked)
	}
}

// A data folder is one program's: a second one leaves at once, and says who has
// it. When the first is killed, the folder is free again.
func TestKilledOrNotOneProgramHasTheFolder(t *testing.T) {
	data := t.TempDir()
	first := runs(t, data)
	path, err := binary()
	require.NoError(t, err)
	began := time.Now()
	second := exec.Command(path, "serve", "--adresse", "127.0.0.1:0", "--donnees", data)
	said, err := second.CombinedOutput()
	assert.LessOrEqual(t, time.Since(began), max(upAt, 2*first.took), "elle s’en va aussitôt")
	var status *exec.ExitError
	require.ErrorAs(t, err, &status)
	assert.NotZero(t, status.ExitCode())
	assert.Contains(t, string(said), strconv.Itoa(first.cmd.Process.Pid), "qui tient le dossier")
	assert.Contains(t, string(said), data)
	assert.NotContains(t, string(said), "panic")
	first.kill()
	runs(t, data).isUpInTime(t)
}
