package franceconnect

import (
	"strings"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// reportPage is the report of a login that somebody does not recognise.
type reportPage struct {
	Reference string
	Passage   *Passage // the login itself, for the person alone
	Done      bool
	Blocked   string // the account blocked with the report
}

// reportPage shows the form; once connected, the login that its number names.
func (s *service) reportPage(v *portal.Visit) error {
	page := reportPage{Reference: v.Request.URL.Query().Get("code")}
	if session, ok := herself(v); ok {
		if n, list := findPassage(v.Tx, session.Person, page.Reference); n >= 0 {
			page.Passage = &list[n]
			page.Done = !page.Passage.Reported.IsZero()
		}
	}
	return showReport(v, page)
}

func showReport(v *portal.Visit, page reportPage) error {
	return v.Render("signaler.html", "Une connexion que vous ne reconnaissez pas", page)
}

// report notes that a login was not the person's doing. Anybody who holds the
// number of the mail may say so; only she, connected, can block the account too.
func (s *service) report(v *portal.Visit) error {
	reference := strings.ToUpper(v.Value("code"))
	page := reportPage{Reference: reference}
	person, n, list := whosePassage(v.Tx, reference)
	if n < 0 {
		v.Problem("code", "Ce code n’est celui d’aucune connexion. Recopiez-le depuis le courriel, ou depuis votre historique.")
		return showReport(v, page)
	}
	p := &list[n]
	if p.Reported.IsZero() {
		p.Reported = v.Now()
		v.Put(historyKey(person), list)
		v.Witness(FactReported, "personne", person, "service", p.Service, "reference", p.Reference)
		acknowledge(v, person, *p)
	}
	page.Done = true
	if session, ok := herself(v); ok && session.Person == person {
		page.Passage = p
		page.Blocked = s.blockReported(v, person, p.Account)
	}
	return showReport(v, page)
}

// blockReported keeps the account of a reported login from serving again, if
// the person asked for it, and gives its title.
func (s *service) blockReported(v *portal.Visit, person, title string) string {
	if v.Value("bloquer") == "" {
		return ""
	}
	for _, a := range s.accounts(v.Tx, "") {
		if a.Title == title && a.provider != nil {
			block(v, person, a.UID)
			return a.Title
		}
	}
	return ""
}

func findPassage(tx *sandbox.Tx, person, reference string) (int, []Passage) {
	list, _ := sandbox.Get[[]Passage](tx, historyKey(person))
	for n, p := range list {
		if reference != "" && p.Reference == reference {
			return n, list
		}
	}
	return -1, nil
}

func whosePassage(tx *sandbox.Tx, reference string) (person string, n int, list []Passage) {
	for _, key := range tx.Keys(historyKey("")) {
		person = strings.TrimPrefix(key, historyKey(""))
		if n, list = findPassage(tx, person, reference); n >= 0 {
			return person, n, list
		}
	}
	return "", -1, nil
}

// acknowledge writes to the person that her report is in.
func acknowledge(v *portal.Visit, person string, p Passage) {
	who, _ := portal.PersonOf(v.Tx, person)
	if len(who.Emails) == 0 {
		return
	}
	portal.SendMail(v.Tx, portal.Mail{
		To: who.Emails[0], From: "nepasrepondre@" + portal.FranceConnectHost, FromName: "FranceConnect",
		Subject: portal.Mark + " Votre signalement est enregistré",
		Body: []string{
			"Vous avez signalé la connexion du " + frtext.DateTime(p.At.In(frtext.Paris)) + " sur le site " + p.Service + ".",
			"Changez sans attendre le mot de passe du compte " + p.Account + ", sur son propre site, en tapant son adresse vous-même.",
			"Code d’identification : " + p.Reference,
		},
	})
}
