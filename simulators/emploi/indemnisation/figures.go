package indemnisation

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
	Allowance     []allowanceFigures
	Rules         []ruleFigures
	Contributions []contributionFigures
	Smic          []smicFigures
	Delays        []delayFigures
	Payments      struct {
		Source string
		Months map[string]day
	}
}

type allowanceFigures struct {
	From           day
	Fixed, Minimum calcul.Exact
	Source         string
}

type ruleFigures struct {
	From         day
	Share        calcul.Exact
	FullShare    calcul.Exact `yaml:"full_share"`
	Ceiling      calcul.Exact
	Idle         calcul.Exact
	MonthDays    int          `yaml:"month_days"`
	WorkShare    calcul.Exact `yaml:"work_share"`
	MonthOfWages calcul.Exact `yaml:"month_of_wages"`
	Source       string
}

type contributionFigures struct {
	From       day
	Retirement calcul.Exact
	Base       calcul.Exact
	CSG        calcul.Exact `yaml:"csg"`
	CSGReduced calcul.Exact `yaml:"csg_reduced"`
	CRDS       calcul.Exact `yaml:"crds"`
	Source     string
}

type smicFigures struct {
	From   day
	Hourly calcul.Exact
	Source string
}

type delayFigures struct {
	From    day
	Divisor calcul.Exact
	Source  string
}

func (f allowanceFigures) since() day    { return f.From }
func (f ruleFigures) since() day         { return f.From }
func (f contributionFigures) since() day { return f.From }
func (f smicFigures) since() day         { return f.From }
func (f delayFigures) since() day        { return f.From }

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
