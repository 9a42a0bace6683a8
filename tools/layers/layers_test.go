package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestBreachesAreFoundWhereTheyAre(t *testing.T) {
	root := t.TempDir()
	for path, body := range map[string]string{
		"internal/web/ok.go":             "package web\nimport _ \"github.com/gin-gonic/gin\"\n",
		"internal/app/ok.go":             "package app\nimport \"time\"\nvar start = time.Now\n",
		"internal/store/sqlite/ok.go":    "package sqlite\nimport _ \"database/sql\"\n",
		"simulators/ameli/gin.go":        "package ameli\nimport _ \"github.com/gin-gonic/gin\"\n",
		"simulators/ameli/clock.go":      "package ameli\nimport \"time\"\nvar x = time.Now()\n",
		"simulators/ameli/clock_test.go": "package ameli\nimport \"time\"\nvar y = time.Now()\n",
		"simulators/ameli/peer.go":       "package ameli\nimport _ \"demarcheablanc/simulators/caf\"\n",
		"simulators/ameli/portal.go":     "package ameli\nimport _ \"demarcheablanc/simulators/portal\"\n",
		"simulators/simulators.go":       "package simulators\nimport _ \"demarcheablanc/simulators/caf\"\n",
		"internal/workshop/up.go":        "package workshop\nimport _ \"demarcheablanc/internal/web\"\n",
		"internal/workshop/begin.go":     "package workshop\nfunc init() {}\n",
		"e2e/node_modules/x/broken.go":   "not Go",
	} {
		full := filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := check(root)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"internal/workshop/begin.go:2: init(): say it where it is used",
		"internal/workshop/up.go:2: imports demarcheablanc/internal/web: web is at the top: it meets services through portal",
		"simulators/ameli/clock.go:3: time.Now: take the clock that you are given",
		"simulators/ameli/gin.go:2: imports github.com/gin-gonic/gin: only internal/web knows gin",
		"simulators/ameli/peer.go:2: imports demarcheablanc/simulators/caf: a service never imports another: share through the world or over HTTP",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}
