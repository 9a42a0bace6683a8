package droits

import (
	_ "embed"

	"demarcheablanc/simulators/portal/calcul"
)

//go:embed figures.yaml
var figuresFile []byte

// figures is the file, read once.
var figures = calcul.Figures[tables](figuresFile)

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
		calcul.Dated `yaml:",inline"`
		Ceiling      calcul.Exact
		Source       string
	}
	ageFigures struct {
		Age     int
		Monthly calcul.Exact
	}
	sickLeaveFigures struct {
		calcul.Dated `yaml:",inline"`
		Smics        calcul.Exact
		Source       string
	}
	contributionFigures struct {
		calcul.Dated `yaml:",inline"`
		CSG          calcul.Exact `yaml:"csg"`
		CRDS         calcul.Exact `yaml:"crds"`
		Source       string
	}
	smicFigures struct {
		calcul.Dated `yaml:",inline"`
		Hourly       calcul.Exact
		Source       string
	}
	flatFigures struct {
		calcul.Dated   `yaml:",inline"`
		Act, Day, Year calcul.Exact
		Source         string
	}
	franchiseFigures struct {
		calcul.Dated   `yaml:",inline"`
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
