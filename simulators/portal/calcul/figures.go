package calcul

import (
	"fmt"
	"sync"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"demarcheablanc/internal/frtext"
)

// Figures reads an embedded file of figures once, when they are first asked for.
// It panics where the file is not well formed, which any test of its service
// shows.
func Figures[T any](file []byte) func() T {
	return sync.OnceValue(func() (t T) {
		if err := yaml.UnmarshalWithOptions(file, &t, yaml.Strict()); err != nil {
			panic(fmt.Errorf("calcul: figures: %w", err))
		}
		return t
	})
}

// Dated begins a line of figures: they apply from that day on.
type Dated struct{ From Day }

func (d Dated) since() Day { return d.From }

// On is the line of a table, oldest first, that applies on a day; the first one
// before them all.
func On[T interface{ since() Day }](table []T, on time.Time) T {
	found := table[0]
	for _, line := range table {
		if !line.since().After(on) {
			found = line
		}
	}
	return found
}

// Day is a date of a file of figures: midnight in Paris.
type Day struct{ time.Time }

// UnmarshalYAML reads 2026-03-31.
func (d *Day) UnmarshalYAML(node ast.Node) error {
	read, err := time.ParseInLocation(time.DateOnly, node.GetToken().Value, frtext.Paris)
	d.Time = read
	return err
}
