package bureau

import (
	"net/http"
	"regexp"
	"strings"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// papersOf lists what a person holds, in order of id.
func papersOf(tx *sandbox.Tx, person string) []portal.Paper {
	var all []portal.Paper
	for _, key := range tx.Keys("papier/" + person + "/") {
		if p, ok := sandbox.Get[portal.Paper](tx, key); ok {
			all = append(all, p)
		}
	}
	return all
}

type paperView struct {
	portal.Paper
	Base, Owner string
}

// Link is the paper's own page.
func (p paperView) Link() string { return p.Base + "/papier/" + p.ID }

// Lines are what can be read on a side, with what the line is about, if it says.
func (p paperView) Lines() []paperLine { return paperLines(p.Text) }

// BackLines are those of the other side.
func (p paperView) BackLines() []paperLine { return paperLines(p.Back) }

type paperLine struct{ About, Text string }

// inNumber finds the blanks inside a number, where a line must not break.
var inNumber = regexp.MustCompile(`(\d) (\d)`)

func paperLines(text []string) []paperLine {
	lines := make([]paperLine, 0, len(text))
	for _, line := range text {
		for inNumber.MatchString(line) {
			line = inNumber.ReplaceAllString(line, "$1"+frtext.NBSP+"$2")
		}
		about, rest, ok := strings.Cut(line, " : ")
		if !ok {
			about, rest = "", line
		}
		lines = append(lines, paperLine{about, rest})
	}
	return lines
}

func noPaper(s *house.Seated) error {
	return &house.Refusal{Status: http.StatusNotFound, Title: "Ce papier n’est pas sur la table", Message: "Demandez à la personne de vous le montrer.", Link: s.Desk(), Label: "Revenir à mon bureau"}
}

// paper finds the one named in the path, as far as the seat can see it.
func (r Room) paper(s *house.Seated, tx *sandbox.Tx) (portal.Paper, error) {
	p, ok := sandbox.Get[portal.Paper](tx, paperKey(tx, s.Param("id")))
	if !ok || s.Role == workshop.Aidant && !p.Shown {
		return p, noPaper(s)
	}
	return p, nil
}

func paperKey(tx *sandbox.Tx, id string) string { return "papier/" + situationHelped(tx) + "/" + id }

type paperPage struct {
	Frame
	Paper  paperView
	Lenses []lens             // none when the play does not run
	Fill   []portal.BlankItem // of a form, for who holds it; none when the play does not run
}

// readPaper shows one paper in full. The aidant's first reading is witnessed.
func (r Room) readPaper(s *house.Seated) error {
	if s.Role == workshop.Aidant && r.playable(s) == nil {
		err := r.act(s, func(tx *sandbox.Tx) error {
			p, err := r.paper(s, tx)
			if err != nil {
				return err
			}
			key := "bureau/papier/" + situationHelped(tx) + "/" + p.ID
			if _, read := tx.Raw(key); !read {
				tx.Put(key, tx.Now())
				tx.Emit(string(FactPaperRead), "papier", p.ID, "personne", situationHelped(tx))
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return r.see(s, func(tx *sandbox.Tx, f Frame) error {
		p, err := r.paper(s, tx)
		if err != nil {
			return err
		}
		return s.Render("bureau/papier", house.View{Title: p.Title, Room: "salle-bureau", P: r.paperPage(tx, f, p)})
	})
}

func (r Room) paperPage(tx *sandbox.Tx, f Frame, p portal.Paper) paperPage {
	page := paperPage{Frame: f, Paper: paperView{p, f.Base, f.First}}
	if f.Phase == workshop.Playing && !f.Paused && p.File == nil {
		page.Lenses = lenses(tx, string(f.Role))
		if p.Blank != nil && f.Role == workshop.Aide {
			page.Fill = p.Blank.Items
		}
	}
	return page
}

// postPaper sends back a form, as the person filled it.
func (r Room) postPaper(s *house.Seated) error {
	err := r.act(s, func(tx *sandbox.Tx) error {
		if !portal.PostForm(tx, situationHelped(tx), s.Param("id"), s.PostFormArray("gestes")) {
			return noPaper(s)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.SeeOther(s.Desk() + "#papiers")
}

// movePaper lays a paper on the table, or takes it back.
func (r Room) movePaper(s *house.Seated) error {
	show := s.PostForm("geste") == "montrer"
	err := r.act(s, func(tx *sandbox.Tx) error {
		p, err := r.paper(s, tx)
		if err != nil || p.Shown == show {
			return err
		}
		p.Shown, p.At = show, tx.Now()
		tx.Put(paperKey(tx, p.ID), p)
		fact := FactPaperBack
		if show {
			fact = FactPaperShown
		}
		tx.Emit(string(fact), "papier", p.ID, "personne", situationHelped(tx), "titre", p.Title)
		return nil
	})
	if err != nil {
		return err
	}
	return s.SeeOther(s.Desk() + "#papiers")
}

// drawPaper draws the document that a paper is a print of.
func (r Room) drawPaper(s *house.Seated) error {
	box, err := r.box(s)
	if err != nil {
		return err
	}
	var file portal.File
	var drawn []byte
	err = box.Peek(-1, sandbox.Actor{Seat: string(s.Role)}, func(tx *sandbox.Tx) error {
		p, err := r.paper(s, tx)
		if err != nil {
			return err
		}
		if p.File == nil {
			return noPaper(s)
		}
		file = *p.File
		drawn, err = r.House.Network.Draw(tx, file)
		return err
	})
	if err != nil {
		return err
	}
	return sendPDF(s.Visitor, file.Name, drawn)
}
