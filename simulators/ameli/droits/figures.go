package droits

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/goccy/go-yaml"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

//go:embed figures.yaml
var figuresFile []byte

// figures reads the file once. It panics where the embedded file is not well
// formed, which any test of this package shows.
var figures = sync.OnceValue(func() tables {
	var t tables
	if err := yaml.UnmarshalWithOptions(figuresFile, &t, yaml.Strict()); err != nil {
		panic(fmt.Errorf("figures.yaml: %w", err))
	}
	return t
})

type tables struct {
	C2S       []ceilingFigures `yaml:"c2s"`
	Household struct {
		Shares            []calcul.Exact
		WithParticipation calcul.Exact `yaml:"with_participation"`
		Source            string
	}
	Participation struct {
		Source string
		Ages   []ageFigures
	}
	SickLeave     []sickLeaveFigures `yaml:"sick_leave"`
	Contributions []contributionFigures
	Smic          []smicFigures
	Flat          []flatFigures
	Franchise     []franchiseFigures
	Rates         struct {
		Source string
		Kinds  map[Kind]rateFigures
	}
	Delays struct {
		Source string
		Kinds  map[Wait]delayFigures
	}
}

type (
	ceilingFigures struct {
		From    day
		Ceiling calcul.Exact
		Source  string
	}
	ageFigures struct {
		Age     int
		Monthly calcul.Exact
	}
	sickLeaveFigures struct {
		From   day
		Smics  calcul.Exact
		Source string
	}
	contributionFigures struct {
		From   day
		CSG    calcul.Exact `yaml:"csg"`
		CRDS   calcul.Exact `yaml:"crds"`
		Source string
	}
	smicFigures struct {
		From   day
		Hourly calcul.Exact
		Source string
	}
	flatFigures struct {
		From           day
		Act, Day, Year calcul.Exact
		Source         string
	}
	franchiseFigures struct {
		From           day
		Act, Transport calcul.Exact
		ActDay         calcul.Exact `yaml:"act_day"`
		TransportDay   calcul.Exact `yaml:"transport_day"`
		Year           calcul.Exact
		Source         string
	}
	rateFigures struct {
		Rate    calcul.Exact
		OffPath calcul.Exact `yaml:"off_path"`
	}
	delayFigures struct{ Least, Most int }
)

func (f ceilingFigures) since() day      { return f.From }
func (f sickLeaveFigures) since() day    { return f.From }
func (f contributionFigures) since() day { return f.From }
func (f smicFigures) since() day         { return f.From }
func (f flatFigures) since() day         { return f.From }
func (f franchiseFigures) since() day    { return f.From }

// at is the line that applies on a day.
func at[T interface{ since() day }](table []T, on time.Time) T {
	found := table[0]
	for _, line := range table {
		if !line.since().After(on) {
			found = line
		}
	}
	return found
}

// day is a date of the file: midnight in Paris.
type day struct{ time.Time }

// UnmarshalYAML reads 2026-03-31.
func (d *day) UnmarshalYAML(text []byte) error {
	read, err := time.ParseInLocation(time.DateOnly, strings.TrimSpace(string(text)), frtext.Paris)
	d.Time = read
	return err
}
