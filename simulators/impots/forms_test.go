package impots_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"
)

// question is a step, a field or a choice of a démarche's file.
type question struct {
	ID      string
	Kind    string `yaml:"genre"`
	Label   string `yaml:"libelle"`
	Help    string `yaml:"aide"`
	Known   string `yaml:"pris"`
	Plain   any    `yaml:"falc"`
	Options []question
	Fields  []question `yaml:"champs"`
}

// each visits a question and all that it contains.
func (q question) each(visit func(question)) {
	visit(q)
	for _, inside := range q.Fields {
		inside.each(visit)
	}
}

func questions(t *testing.T, path string) (steps []question) {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	var form struct {
		Steps []question `yaml:"etapes"`
	}
	require.NoError(t, yaml.Unmarshal(text, &form))
	require.NotEmpty(t, form.Steps)
	return form.Steps
}

// Whoever asks for simple words finds them everywhere: no label and no help goes
// back to those of the office.
func TestEveryQuestionHasSimpleWords(t *testing.T) {
	files, err := filepath.Glob("demarches/*.yaml")
	require.NoError(t, err)
	for _, path := range files {
		for _, step := range questions(t, path) {
			step.each(func(q question) {
				said, _ := q.Plain.(map[string]any)
				require.NotEmpty(t, said["libelle"], "%s, %s : %s", path, q.ID, q.Label)
				if q.Help != "" {
					require.NotEmpty(t, said["aide"], "%s, %s : %s", path, q.ID, q.Help)
				}
				for _, o := range q.Options {
					require.NotEmpty(t, o.Plain, "%s, %s : %s", path, q.ID, o.Label)
				}
			})
		}
	}
}

// A return that is changed begins with what was signed: no answer is asked twice.
func TestEveryAnswerOfAReturnIsTakenUpAgain(t *testing.T) {
	for _, step := range questions(t, "demarches/revenus.yaml") {
		step.each(func(q question) {
			if q.Kind != "" {
				require.NotEmpty(t, q.Known, q.ID)
			}
		})
	}
}

// A screen that gathers several subjects says which one each box belongs to, and
// only those that were ticked.
func TestBoxesStandUnderTheirSubject(t *testing.T) {
	w := world(t, paris(2026, time.May, 1, 9, 30), karimSeed)
	through(karimAt(w), returnPage, "7AC", map[string]string{"rubriques": "salaires|domicile|syndicat"}).
		See("Emploi à domicile", "Cotisations syndicales").DontSee("7GA", "Études")
}
