package bareme

import (
	"embed"
	"fmt"

	"github.com/goccy/go-yaml"

	"demarcheablanc/simulators/portal/calcul"
)

//go:embed *.yaml
var figures embed.FS

// Rules are the figures of every year, read and checked. They never change:
// one value serves all.
type Rules struct {
	years    map[int]year
	lasting  lasting
	cars     []car
	electric calcul.Exact
	grids    []grid
}

// step is a rate that holds for what lies above a threshold.
type step struct {
	Above calcul.Exact
	Rate  calcul.Exact
}

// limitedRate is a rate whose result may not pass a ceiling.
type limitedRate struct{ Rate, Ceiling calcul.Exact }

// tier is an amount granted up to an income.
type tier struct {
	UpTo   calcul.Exact `yaml:"up_to"`
	Amount calcul.Exact
}

// year holds the figures that the finance act moves each year.
type year struct {
	Year                int
	Brackets            []step
	HalfShareCap        calcul.Exact `yaml:"half_share_cap"`
	LoneParentCap       calcul.Exact `yaml:"lone_parent_cap"`
	RaisedAloneCap      calcul.Exact `yaml:"raised_alone_cap"`
	DisabilityReduction calcul.Exact `yaml:"disability_reduction"`
	WidowedReduction    calcul.Exact `yaml:"widowed_reduction"`
	DecoteAlone         calcul.Exact `yaml:"decote_alone"`
	DecoteCouple        calcul.Exact `yaml:"decote_couple"`
	SalaryMin           calcul.Exact `yaml:"salary_min"`
	SalaryMax           calcul.Exact `yaml:"salary_max"`
	PensionMin          calcul.Exact `yaml:"pension_min"`
	PensionMax          calcul.Exact `yaml:"pension_max"`
	Elderly             []tier
	AdultChild          calcul.Exact `yaml:"adult_child"`
	HelpGiftsCeiling    calcul.Exact `yaml:"help_gifts_ceiling"`
}

// Load reads the figures. It fails where a file is not well formed, which a test
// proves it is.
func Load() (*Rules, error) {
	r := Rules{years: map[int]year{}}
	var years []year
	var scale struct {
		Electric calcul.Exact
		Cars     []car
	}
	for name, into := range map[string]any{
		"years.yaml": &years, "lasting.yaml": &r.lasting, "mileage.yaml": &scale, "default_rates.yaml": &r.grids,
	} {
		text, err := figures.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if err := yaml.UnmarshalWithOptions(text, into, yaml.Strict()); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	for _, y := range years {
		r.years[y.Year] = y
	}
	r.cars, r.electric = scale.Cars, scale.Electric
	return &r, nil
}

func (r *Rules) year(of int) (year, error) {
	y, ok := r.years[of]
	if !ok {
		return year{}, fmt.Errorf("les revenus de %d ne se calculent pas ici", of)
	}
	return y, nil
}
