package droits

import (
	"embed"
	"errors"
	"fmt"

	"github.com/goccy/go-yaml"

	"demarcheablanc/simulators/portal/calcul"
)

//go:embed baremes/*.yaml
var scaleFiles embed.FS

// Rules computes with the published figures. It never changes: one serves all.
type Rules struct {
	rsa     rsaScale
	bonus   bonusScale
	family  familyScale
	housing housingScale
}

// New reads the figures. It panics where an embedded file is not well formed,
// which a test proves they are.
func New() *Rules {
	var r Rules
	for name, into := range map[string]any{
		"rsa": &r.rsa, "prime-activite": &r.bonus, "famille": &r.family, "logement": &r.housing,
	} {
		if err := read(name, into); err != nil {
			panic(err)
		}
	}
	return &r
}

func read(name string, into any) error {
	path := "baremes/" + name + ".yaml"
	raw, err := scaleFiles.ReadFile(path)
	if err != nil {
		return err
	}
	if err := yaml.UnmarshalWithOptions(raw, into, yaml.Strict()); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// series is one figure through time.
type series struct{ values []dated }

type dated struct {
	From  Month        `yaml:"depuis"`
	Value calcul.Exact `yaml:"valeur"`
}

// UnmarshalYAML refuses a figure without source, without value, or whose months
// do not follow one another.
func (s *series) UnmarshalYAML(decode func(any) error) error {
	var written struct {
		Source string  `yaml:"source"`
		Values []dated `yaml:"valeurs"`
	}
	if err := decode(&written); err != nil {
		return err
	}
	if written.Source == "" || len(written.Values) == 0 {
		return errors.New("une figure a une source et au moins une valeur")
	}
	for i, v := range written.Values[1:] {
		if v.From <= written.Values[i].From {
			return fmt.Errorf("« depuis » de %s : les mois vont croissant", v.From)
		}
	}
	s.values = written.Values
	return nil
}

// at is the value in force in month m: the first one known for older months, the
// last one published for later months.
func (s series) at(m Month) calcul.Exact {
	value := calcul.Exact{}
	for i, v := range s.values {
		if i > 0 && v.From > m {
			break
		}
		value = v.Value
	}
	return value
}
