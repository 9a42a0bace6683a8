package ameli

import (
	"net/http"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/ameli/droits"
	"demarcheablanc/simulators/portal"
)

// delay is something that one waits for, as the page names it.
type delay struct {
	ID    string
	Label string
}

// delays are what the page offers, in its order.
var delays = []delay{
	{string(droits.TelemittedCare), "Remboursement, carte Vitale lue chez le professionnel"},
	{string(droits.PaperCare), "Remboursement d’une feuille de soins en papier"},
	{string(droits.SickLeavePaid), "Indemnités journalières, une fois l’attestation de l’employeur envoyée"},
	{string(droits.C2SDecision), "Complémentaire santé solidaire"},
	{string(droits.VitaleCard), "Nouvelle carte Vitale"},
	{string(droits.EuropeanCardByPost), "Carte européenne"},
	{string(droits.Message), "Réponse à un message"},
	{string(droits.LetterCode), "Code provisoire par courrier"},
}

func delayNamed(id string) (delay, bool) {
	for _, d := range delays {
		if d.ID == id {
			return d, true
		}
	}
	return delay{}, false
}

type delaysPage struct {
	Delays []delay
	Chosen delay
	Sent   time.Time
	First  time.Time
	Last   time.Time
	Past   bool // the longest delay is over
}

func (s *service) delaysPage(v *portal.Visit) error {
	return v.Render("delais.html", "Délais de traitement de votre caisse", delaysPage{Delays: delays})
}

func (s *service) delaysAsk(v *portal.Visit) error {
	what, ok := delayNamed(v.Value("quoi"))
	if !ok {
		v.Problem("quoi", "Choisissez ce que vous attendez.")
	}
	sent, problem := readDay(v.Value("le"))
	if problem == "" && sent > v.Now().In(frtext.Paris).Format(time.DateOnly) {
		problem = "Cette date n’est pas encore passée : relisez le mois et l’année."
	}
	if problem != "" {
		v.Problem("le", problem)
	}
	if v.Refused() {
		return s.delaysPage(v)
	}
	return v.Redirect("/delais/" + what.ID + "/" + sent)
}

func (s *service) delaysShow(v *portal.Visit) error {
	what, ok := delayNamed(v.Path("quoi"))
	sent, err := time.ParseInLocation(time.DateOnly, v.Path("le"), frtext.Paris)
	if !ok || err != nil {
		return v.Stop(http.StatusNotFound, "Ce délai n’existe pas", "Choisissez dans la liste ce que vous attendez.", "/delais", "Revenir aux délais")
	}
	page := delaysPage{Delays: delays, Chosen: what, Sent: sent}
	page.First, page.Last = droits.Expected(droits.Wait(what.ID), sent)
	page.Past = v.Now().After(page.Last.AddDate(0, 0, 1))
	return v.Render("delais.html", "Délais de traitement de votre caisse", page)
}
