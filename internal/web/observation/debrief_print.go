package observation

import (
	"fmt"
	"net/http"

	"demarcheablanc/internal/web/house"
)

func (r Room) printDebrief(s *house.Seated) error {
	o, to, err := r.readable(s)
	if err != nil {
		return err
	}
	if to != "" {
		return s.SeeOther(to)
	}
	p := r.debriefPage(o, s.Desk()+"/debrief")
	p.Notes = true
	return sendPDF(s.Visitor, p, o)
}

func (r Room) printForTrainer(v *house.Visitor) error {
	o, err := r.trainerRound(v)
	if err != nil {
		return err
	}
	return sendPDF(v, r.debriefPage(o, o.base()).withheld(), o)
}

func sendPDF(v *house.Visitor, p debriefPage, o round) error {
	file, err := paper(p, o.Now)
	if err != nil {
		return err
	}
	return send(v, fmt.Sprintf("debrief-trio-%d-partie-%d.pdf", p.Trio, p.Part()), "application/pdf", file)
}

func (r Room) downloadSheet(s *house.Seated) error {
	o, to, err := r.readable(s)
	if err != nil {
		return err
	}
	if to != "" {
		return s.SeeOther(to)
	}
	if o.Kept.Self.Done.IsZero() {
		return tooEarly(s.Desk() + "/debrief")
	}
	return sendSheet(s.Visitor, o)
}

func (r Room) sheetForTrainer(v *house.Visitor) error {
	o, err := r.trainerRound(v)
	if err != nil {
		return err
	}
	if !o.Kept.Shared {
		return &house.Refusal{
			Status: http.StatusForbidden, Title: "Cette grille reste au trio",
			Message: "Les notes d’un trio lui appartiennent. L’observateur·rice peut les partager depuis la page de débrief du trio.",
			Link:    o.base(), Label: "Revenir au débrief",
		}
	}
	if o.Kept.Self.Done.IsZero() {
		return tooEarly(o.base())
	}
	return sendSheet(v, o)
}

// tooEarly: nobody reads the grid before the aidant has spoken.
func tooEarly(back string) error {
	return &house.Refusal{
		Status: http.StatusConflict, Title: "La grille attend l’aidant·e",
		Message: "L’aidant·e parle d’abord : la grille s’ouvrira quand son auto-évaluation sera faite.", Link: back, Label: "Revenir au débrief",
	}
}

func sendSheet(v *house.Visitor, o round) error {
	name := fmt.Sprintf("grille-trio-%d-partie-%d.csv", o.Round.Trio, o.Round.Round+1)
	return send(v, name, "text/csv; charset=utf-8", o.Kept.CSV())
}

func send(v *house.Visitor, name, kind string, content []byte) error {
	v.Header("Content-Disposition", `attachment; filename="`+name+`"`)
	v.Header("Cache-Control", "no-store")
	v.Data(http.StatusOK, kind, content)
	return nil
}
