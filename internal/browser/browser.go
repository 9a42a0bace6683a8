package browser

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// usualPatience is how long a verb waits for what it needs before it fails; long
// enough for a loaded machine under the race detector.
const usualPatience = 15 * time.Second

// Browser is the Chromium that all tests of one test binary share.
type Browser struct {
	ctx context.Context // the browser's own context; people's windows derive from it
}

// shared starts Chromium at most once in a test binary: starting it costs a
// second, a person's window a few milliseconds. The system ends it with the
// test binary.
var shared = sync.OnceValues(launch)

// Start gives the test binary's browser, starting it at the first call. Without
// Chromium the test is skipped, or fails where CI=true.
func Start(t testing.TB) *Browser {
	t.Helper()
	if testing.Short() {
		t.Skip("sans navigateur : -short")
	}
	if executable() == "" {
		const say = "Chromium est introuvable : lancer « make chromium » (ou installer le paquet chromium)"
		if os.Getenv("CI") == "true" {
			t.Fatal(say)
		}
		t.Skip(say)
	}
	b, err := shared()
	if err != nil {
		t.Fatalf("Chromium ne démarre pas : %v", err)
	}
	return b
}

// executable is the path of the first Chromium found, or "". The one that Debian
// builds without windows plays the same journeys in half the time.
func executable() string {
	for _, name := range []string{"chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

func launch() (*Browser, error) {
	profile, err := profileDir()
	if err != nil {
		return nil, err
	}
	alloc, _ := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(executable()),
		chromedp.UserDataDir(profile),
		chromedp.WSURLReadTimeout(time.Minute),
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.Flag("headless", "new"),
		chromedp.Flag("disable-quic", true),
		// Windows come by the hundred: no process is started in advance of need.
		chromedp.Flag("disable-features", "Translate,BlinkGenPropertyTrees,SpareRendererForSitePerProcess"),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("host-resolver-rules", hostRules),
		chromedp.Flag("lang", "fr-FR"),
		chromedp.Flag("accept-lang", "fr-FR,fr"),
	)...)
	ctx, _ := chromedp.NewContext(alloc)
	if err := chromedp.Do(ctx); err != nil {
		return nil, fmt.Errorf("%s: %w", executable(), err)
	}
	return &Browser{ctx: ctx}, nil
}

// hostRules keeps Chromium's own errands off the network; what people open goes
// through their cable, which knows the names of the room.
const hostRules = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE *.local, EXCLUDE *.lan, EXCLUDE *.test, " +
	"EXCLUDE localhost, EXCLUDE 10.*, EXCLUDE 172.*, EXCLUDE 192.168.*"

const profilePrefix = "demarche-chromium-"

// profileDir makes a fresh profile and removes those of test binaries that are
// gone: a killed test has no chance to clean up behind itself.
func profileDir() (string, error) {
	old, err := filepath.Glob(filepath.Join(os.TempDir(), profilePrefix+"*"))
	if err != nil {
		return "", err
	}
	for _, dir := range old {
		owner, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(dir), profilePrefix), "-")
		pid, err := strconv.Atoi(owner)
		if err == nil && syscall.Kill(pid, 0) == syscall.ESRCH {
			_ = os.RemoveAll(dir) // another test binary may be sweeping it too
		}
	}
	return os.MkdirTemp("", fmt.Sprintf("%s%d-", profilePrefix, os.Getpid()))
}
