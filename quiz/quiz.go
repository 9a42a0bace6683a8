// Package quiz holds questions to talk about, under CC BY-SA 4.0: their answers
// are dated, since rules change (« réponse 2021 / aujourd’hui »). Nothing that
// anybody answers is kept.
package quiz

import (
	"embed"
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"

	"demarcheablanc/internal/frtext"
)

//go:embed *.yaml
var files embed.FS

// Quiz is a list of questions.
type Quiz struct {
	Title     string     `yaml:"titre"`
	Intro     string     `yaml:"introduction"`
	Questions []Question `yaml:"questions"`
}

// Question has one right answer.
type Question struct {
	ID      string   `yaml:"id"`
	Text    string   `yaml:"texte"`
	Choices []Choice `yaml:"choix"`
	In2021  string   `yaml:"en_2021"`    // what was right when the founding document was written, or that it did not ask
	Today   string   `yaml:"aujourdhui"` // what is right now
	Why     string   `yaml:"pourquoi"`
}

// Choice is one answer.
type Choice struct {
	Text  string `yaml:"texte"`
	Right bool   `yaml:"juste"`
}

// ErrNoQuiz: no quiz of that name.
var ErrNoQuiz = errors.New("quiz: no such quiz")

// Find reads one. ErrNoQuiz, or what is wrong with its file.
func Find(name string) (Quiz, error) {
	var q Quiz
	if strings.ContainsAny(name, "/.\\") {
		return q, ErrNoQuiz
	}
	text, err := files.ReadFile(name + ".yaml")
	if err != nil {
		return q, ErrNoQuiz
	}
	if err := yaml.UnmarshalWithOptions(text, &q, yaml.Strict()); err != nil {
		return q, fmt.Errorf("quiz/%s.yaml : %w", name, err)
	}
	q.Intro = frtext.Tight(q.Intro)
	for i := range q.Questions {
		question := &q.Questions[i]
		question.tighten()
		if err := question.check(); err != nil {
			return q, fmt.Errorf("quiz/%s.yaml, question « %s » : %w", name, question.ID, err)
		}
	}
	return q, nil
}

func (q *Question) tighten() {
	for _, text := range []*string{&q.Text, &q.In2021, &q.Today, &q.Why} {
		*text = frtext.Tight(*text)
	}
	for i := range q.Choices {
		q.Choices[i].Text = frtext.Tight(q.Choices[i].Text)
	}
}

func (q Question) check() error {
	right := 0
	for _, c := range q.Choices {
		if c.Right {
			right++
		}
	}
	switch {
	case right != 1:
		return errors.New("il faut une réponse juste, et une seule")
	case q.In2021 == "" || q.Today == "" || q.Why == "":
		return errors.New("« en_2021 », « aujourdhui » et « pourquoi » sont attendus")
	}
	return nil
}
