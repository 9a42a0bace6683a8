package formation

import (
	"net/http"
	"time"

	"demarcheablanc/simulators/portal"
)

// view is a dossier as its pages show it.
type view struct {
	Dossier
	Title      string
	By         Organisation
	Training   Training
	Start, End time.Time
	Standing   string
	Words      string
	Path       []station
	Rest       int64 // what the person pays herself
	FromRights int64
}

func (s *service) view(v *portal.Visit, d Dossier) view {
	t, _ := s.catalogue.training(d.Training)
	by, _ := s.catalogue.organisation(t.Organisation)
	intake, _ := t.intake(d.Intake)
	start, end := intake.dates(began(v.Tx))
	one := view{Dossier: d, Title: t.Title, By: by, Training: t, Start: start, End: end, Standing: d.standing(v.Now(), start, end)}
	one.Words, one.Path = standWords[one.Standing], path(one.Standing)
	one.Rest, one.FromRights = d.Due, d.Paid
	if d.State == stateProposed || d.State == stateAsked {
		one.Rest = due(t.Price, balance(v.Tx, d.Account), rightsOf(v.Tx, d.Account).JobSeeker)
		one.FromRights = max(t.Price-one.Rest, 0)
	}
	return one
}

type dossiersPage struct {
	frame
	All []view
}

func (s *service) dossiers(v *portal.Visit, h holder) error {
	page := dossiersPage{frame: h.frame("dossiers")}
	for _, d := range dossiersOf(v.Tx, h.account.ID) {
		page.All = append(page.All, s.view(v, d))
	}
	return v.Render("dossiers.html", "Mes dossiers", page)
}

type dossierPage struct {
	frame
	D    view
	Mine bool // under no mandate
}

// own finds the visited dossier among the holder's.
func (s *service) own(v *portal.Visit, h holder) (view, bool) {
	d, ok := dossierOf(v.Tx, v.Path("id"))
	if !ok || d.Account != h.account.ID {
		return view{}, false
	}
	return s.view(v, d), true
}

func noDossier(v *portal.Visit) error {
	return v.Stop(http.StatusNotFound, "Ce dossier n’est pas dans votre compte", "L’adresse est peut-être incomplète. Reprenez-le dans la liste.", "/dossiers", "Voir mes dossiers")
}

func (s *service) dossier(v *portal.Visit, h holder) error {
	d, ok := s.own(v, h)
	if !ok {
		return noDossier(v)
	}
	if d.Standing == stateProposed {
		v.Witness(FactRead, "personne", h.person.ID, "organisme", d.By.ID)
	}
	return v.Render("dossier.html", d.Title, dossierPage{h.frame("dossiers"), d, h.session.Actor == nil})
}
