package indemnisation

import (
	_ "embed"

	"demarcheablanc/simulators/portal/calcul"
)

//go:embed figures.yaml
var figuresFile []byte

// figures is the file, read once.
var figures = calcul.Figures[tables](figuresFile)

type tables struct {
	Allowance     []allowanceFigures
	Rules         []ruleFigures
	Contributions []contributionFigures
	Smic          []smicFigures
	Delays        []delayFigures
	Payments      struct {
		Source string
		Months map[string]calcul.Day
	}
}

type allowanceFigures struct {
	calcul.Dated   `yaml:",inline"`
	Fixed, Minimum calcul.Exact
	Source         string
}

type ruleFigures struct {
	calcul.Dated `yaml:",inline"`
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
	calcul.Dated `yaml:",inline"`
	Retirement   calcul.Exact
	Base         calcul.Exact
	CSG          calcul.Exact `yaml:"csg"`
	CSGReduced   calcul.Exact `yaml:"csg_reduced"`
	CRDS         calcul.Exact `yaml:"crds"`
	Source       string
}

type smicFigures struct {
	calcul.Dated `yaml:",inline"`
	Hourly       calcul.Exact
	Source       string
}

type delayFigures struct {
	calcul.Dated `yaml:",inline"`
	Divisor      calcul.Exact
	Source       string
}
