package witness

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"demarcheablanc/internal/scenario"
)

// Problem is a line of a path that did not go as it says.
type Problem struct {
	File string
	Line int
	Text string // the line
	What error  // what happened instead
}

func (p *Problem) Error() string {
	return fmt.Sprintf("%s, ligne %d : « %s » : %v", p.File, p.Line, p.Text, p.What)
}

// Unwrap tells what happened instead.
func (p *Problem) Unwrap() error { return p.What }

// Paths lists the path files of a situation, in order of name.
func Paths(files fs.FS, situation string) ([]string, error) {
	return fs.Glob(files, path.Join(situation, "chemins", "*.txt"))
}

// Play plays one path in memory. The error is a *Problem, unless the file or the
// world could not even be opened.
func Play(files fs.FS, name string, library *scenario.Library, services Services) error {
	return PlayOn(files, name, services, memory(library, services))
}

// PlayOn plays one path on any stage.
func PlayOn(files fs.FS, name string, services Services, open Opener) error {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	situation, _, _ := strings.Cut(name, "/")
	variant := scenario.Standard
	var p *player
	for i, line := range strings.Split(string(text), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if chosen, ok := strings.CutPrefix(line, "variante "); ok && p == nil {
			variant = chosen
			continue
		}
		if p == nil {
			stage, err := open(situation, variant)
			if err != nil {
				return fmt.Errorf("%s : %w", name, err)
			}
			p = &player{Stage: stage, services: services}
		}
		if err := p.act(line); err != nil {
			return &Problem{File: name, Line: i + 1, Text: line, What: err}
		}
	}
	return nil
}
