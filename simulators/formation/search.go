package formation

import (
	"net/http"
	"time"

	"demarcheablanc/simulators/portal"
)

type searchPage struct {
	Query  string
	Found  []trainingView
	Logged bool
}

// trainingView is a training with what hangs from it.
type trainingView struct {
	Training
	By       Organisation
	Balance  int64
	Due      int64
	Logged   bool
	Sessions []intakeView
}

type intakeView struct {
	ID         string
	Start, End time.Time
}

func (s *service) search(v *portal.Visit) error {
	page := searchPage{Query: v.Value("q")}
	for _, t := range s.catalogue.find(page.Query) {
		page.Found = append(page.Found, s.trainingView(v, t))
	}
	return v.Render("formations.html", "Chercher une formation", page)
}

func (s *service) trainingView(v *portal.Visit, t Training) trainingView {
	by, _ := s.catalogue.organisation(t.Organisation)
	view := trainingView{Training: t, By: by}
	if session, ok := v.Session(); ok {
		view.Logged = true
		view.Balance = balance(v.Tx, session.Account)
		view.Due = due(t.Price, view.Balance, rightsOf(v.Tx, session.Account).JobSeeker)
	}
	for _, i := range t.Sessions {
		start, end := i.dates(began(v.Tx))
		if start.After(v.Now()) {
			view.Sessions = append(view.Sessions, intakeView{i.ID, start, end})
		}
	}
	return view
}

func (s *service) training(v *portal.Visit) error {
	t, ok := s.catalogue.training(v.Path("id"))
	if !ok {
		return noTraining(v)
	}
	return v.Render("formation.html", t.Title, s.trainingView(v, t))
}

func noTraining(v *portal.Visit) error {
	return v.Stop(http.StatusNotFound, "Cette formation n’est pas au catalogue", "Elle a été retirée, ou l’adresse est incomplète. Cherchez-la par son nom.", "/formations", "Chercher une formation")
}

type organisationPage struct {
	Organisation
	Trainings []Training
}

func (s *service) organisation(v *portal.Visit) error {
	o, ok := s.catalogue.organisation(v.Path("id"))
	if !ok {
		return v.Stop(http.StatusNotFound, "Cet organisme n’est pas au catalogue", "Seuls les organismes déclarés peuvent être payés avec vos droits.", "/formations", "Chercher une formation")
	}
	page := organisationPage{Organisation: o}
	for _, t := range s.catalogue.Trainings {
		if t.Organisation == o.ID {
			page.Trainings = append(page.Trainings, t)
		}
	}
	v.Witness(FactOrganism, "organisme", o.ID)
	return v.Render("organisme.html", o.Name, page)
}
