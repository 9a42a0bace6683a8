package oidcjs

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/app"
	"demarcheablanc/simulators/franceconnect/franceconnecttest"
	"demarcheablanc/simulators/franceconnect/outside"
)

// blocks are the programs of docs/franceconnect.md, by language, as written but
// for a port that something else already holds here.
func blocks(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../../docs/franceconnect.md")
	require.NoError(t, err)
	doc := string(text)
	for _, port := range []string{"8400", "3000"} {
		doc = strings.ReplaceAll(doc, port, free(t, port))
	}
	found := map[string]string{}
	for _, block := range regexp.MustCompile("(?s)```(yaml|js|go)\n(.*?)```").FindAllStringSubmatch(doc, -1) {
		found[block[1]] = block[2]
	}
	require.Len(t, found, 3)
	return found
}

// free is the port itself, or another one when it is taken.
func free(t *testing.T, port string) string {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:"+port)
	if err != nil {
		l, err = (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
		require.NoError(t, err)
	}
	_, port, err = net.SplitHostPort(l.Addr().String())
	require.NoError(t, err)
	require.NoError(t, l.Close())
	return port
}

var (
	issuerOf   = regexp.MustCompile(`http://(127\.0\.0\.1:\d+)/api/v2`)
	callbackOf = regexp.MustCompile(`http://127\.0\.0\.1:\d+/callback`)
)

// serveDoc starts the provider as the document says, with its clients.
func serveDoc(t *testing.T, found map[string]string) *app.Provider {
	t.Helper()
	clients, err := outside.ReadClients("clients.yaml", []byte(found["yaml"]))
	require.NoError(t, err)
	p, err := app.StartProvider(t.Context(), app.ProviderConfig{Address: issuerOf.FindStringSubmatch(found["js"])[1], Clients: clients})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, p.Close()) })
	return p
}

// logsIn runs a program and logs in with it at first try.
func logsIn(t *testing.T, p *app.Provider, callback string, cmd *exec.Cmd) {
	t.Helper()
	cmd.Stderr = os.Stderr
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	home := strings.TrimSuffix(callback, "callback")
	require.Eventually(t, func() bool {
		c, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimSuffix(strings.TrimPrefix(home, "http://"), "/"))
		return err == nil && c.Close() == nil
	}, time.Minute, 20*time.Millisecond)

	b := franceconnecttest.Browse(t, p.URL)
	b.Get(home).Click("Comptes d’essai").Click("simple").Click("Continuer sur Mon appli")
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, b.Landed.String(), nil)
	require.NoError(t, err)
	answer, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	require.Equal(t, "Bonjour Inès Odile MERLE", string(said))
}

func TestTheDocumentsNodeProgramLogsIn(t *testing.T) {
	needNode(t)
	found := blocks(t)
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), "node", "--input-type=module", "-")
	cmd.Stdin = strings.NewReader(found["js"])
	logsIn(t, serveDoc(t, found), callbackOf.FindString(found["js"]), cmd)
}

func TestTheDocumentsGoProgramLogsIn(t *testing.T) {
	found := blocks(t)
	dir := t.TempDir()
	source, program := filepath.Join(dir, "main.go"), filepath.Join(dir, "appli")
	require.NoError(t, os.WriteFile(source, []byte(found["go"]), 0o600))
	out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, source).CombinedOutput()
	require.NoError(t, err, "%s", out)
	logsIn(t, serveDoc(t, found), callbackOf.FindString(found["go"]), exec.CommandContext(context.WithoutCancel(t.Context()), program))
}
