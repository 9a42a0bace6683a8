package emploi

import (
	"net/http"
	"slices"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// holder is who is logged in, and what is known of her.
type holder struct {
	session portal.Session
	account portal.Account
	file    Registered
	person  portal.Person
}

// frame is what the head of every logged-in page shows.
type frame struct {
	Name    string
	Section string // the entry of the menu that is the present page
}

func (h holder) frame(section string) frame { return frame{h.person.Name(), section} }

// member guards the pages of the space: without a login, it sends to the door.
func member(handle func(*portal.Visit, holder) error) portal.Handler {
	return func(v *portal.Visit) error {
		h, ok := here(v)
		if !ok {
			return outside(v)
		}
		if v.Request.Method == http.MethodPost {
			v.KeepSession(h.session)
		}
		return handle(v, h)
	}
}

func here(v *portal.Visit) (holder, bool) {
	session, ok := v.Session()
	if !ok {
		return holder{}, false
	}
	account, found := portal.AccountWith(v.Tx, ID, func(a portal.Account) bool { return a.ID == session.Account })
	person, known := portal.PersonOf(v.Tx, session.Person)
	file, has := registeredOf(v.Tx, session.Person)
	return holder{session, account, file, person}, found && known && has
}

func outside(v *portal.Visit) error {
	if !v.SessionExpired() {
		return v.Redirect("/connexion")
	}
	v.Witness(portal.FactSessionExpired, "site", v.Site.ID)
	return v.RenderStatus(http.StatusForbidden, "expiree.html", "Votre session est terminée", nil)
}

// standing is where the person stands with the calendar: what an alert says on
// every channel.
type standing struct {
	Month  string    // « septembre 2026 »
	Due    bool      // to be declared now
	Until  time.Time // the last second
	Done   bool
	Number string
	Sent   time.Time
	Open   bool   // declared, and still to be changed online
	Closed string // why it cannot be declared, where it cannot
	Ceased bool
	New    bool // a registration begun and not sent
	Cause  string
	Since  time.Time
	After  string    // what to do once a long leave is over
	Barred time.Time // no registration before, after a sanction
	// Waiting is when a new registration is not possible yet.
	Waiting bool
}

func standingOf(tx *sandbox.Tx, r Registered) standing {
	m, state := indemnisation.ToDeclare(tx.Now())
	st := standing{Month: m.String(), Until: indemnisation.WindowOf(m).Closes, Ceased: r.State == stateCeased, New: r.State == stateBegun, Cause: r.Cause, Since: r.Ceased, Barred: r.Barred}
	if r.Cause == causeLeave {
		st.After = whatAfterLeave(indemnisation.SickLeave{First: r.Leave.From, Last: r.Leave.To}, tx.Now())
	}
	st.Waiting = tooEarly(r, tx.Now()) != ""
	if done, ok := monthOf(tx, r.Person, nameOf(m)); ok && state == indemnisation.Open {
		st.Done, st.Number, st.Sent, st.Open = true, done.Number, done.SentAt, done.State == monthOpen
		return st
	}
	st.Closed = whyClosed(tx, r, true)
	st.Due = st.Closed == ""
	return st
}

type accountPage struct {
	frame
	FirstName string
	standing
	File     Registered
	Meeting  bool
	Debt     calcul.Cents
	Next     *demarche.Payment
	Mail     int
	Missing  []missing
	Category string
	// Warned says that a missed appointment waits for an explanation; Explained,
	// that one was sent.
	Warned, Explained bool
}

// missing is a document that a dossier still waits for.
type missing struct{ Dossier, Path string }

func (s *service) account(v *portal.Visit, h holder) error {
	p := accountPage{frame: h.frame("espace"), FirstName: h.person.GivenNames[0], standing: standingOf(v.Tx, h.file), File: h.file, Mail: len(h.file.Messages), Missing: missingOf(v.Tx, h.person.ID)}
	p.Warned, p.Explained = h.file.Warning.Given(), explaining(v.Tx, h.person.ID)
	p.Meeting = h.file.Meeting.After(v.Now())
	for _, d := range demarche.Debts(v.Tx, ID, h.person.ID) {
		if d.State == "" { // one that is answered asks nothing
			p.Debt += calcul.Cents(d.Left)
		}
	}
	if all := demarche.Payments(v.Tx, ID, h.person.ID); len(all) > 0 {
		p.Next = &all[len(all)-1]
	}
	return v.Render("espace.html", "Bonjour "+p.FirstName, p)
}

// named is what a page was called in 2019, and has been since.
func named(v *portal.Visit, in2019, since string) string {
	if v.Era() == era2019 {
		return in2019
	}
	return since
}

func missingOf(tx *sandbox.Tx, person string) []missing {
	var all []missing
	for _, d := range demarche.Dossiers(tx, ID, "", person) {
		if d.State != demarche.Draft && len(d.Missing) > 0 {
			all = append(all, missing{"Dossier " + d.Number, "/demarches/" + d.Demarche + "/accuse/" + d.Name()})
		}
	}
	return all
}

func (s *service) file(v *portal.Visit, h holder) error {
	return v.Render("dossier.html", "Mon inscription et mes allocations", accountPage{frame: h.frame("dossier"), standing: standingOf(v.Tx, h.file), File: h.file, Category: category(h.file.Category), Meeting: h.file.Meeting.After(v.Now())})
}

type declarationPage struct {
	frame
	standing
	History []monthLine
}

// monthLine is one month declared, as the list shows it.
type monthLine struct {
	Month
	Name string
	Path string
	Paid bool
}

func (s *service) declaration(v *portal.Visit, h holder) error {
	p := declarationPage{frame: h.frame("actualisation"), standing: standingOf(v.Tx, h.file)}
	for _, m := range slices.Backward(months(v.Tx, h.person.ID)) {
		line := monthLine{Month: m, Name: monthNamed(m.Name).String(), Paid: m.State == monthComputed}
		if d, ok := demarche.DossierOf(v.Tx, m.Dossier); ok {
			line.Path = "/demarches/actualisation/accuse/" + d.Name()
		}
		p.History = append(p.History, line)
	}
	return v.Render("actualisation.html", named(v, "M’actualiser", "Mon actualisation"), p)
}

// reopen takes a declaration up again, with the answers it had. What was sent
// counts until the new one is.
func (s *service) reopen(v *portal.Visit, h holder) error {
	m, state := indemnisation.ToDeclare(v.Now())
	done, ok := monthOf(v.Tx, h.person.ID, nameOf(m))
	if !ok || state != indemnisation.Open || done.State != monthOpen {
		return v.Redirect("/actualisation")
	}
	if !done.Changing {
		done.Changing = true
		done.put(v.Tx)
		before, found := demarche.DossierOf(v.Tx, done.Dossier)
		c, closed := s.set.Open(v.Tx, "actualisation", demarche.Holder{Person: h.person, Account: h.account.ID})
		if closed != "" || !found {
			return v.Redirect("/actualisation")
		}
		c.Dossier.Values, c.Dossier.Filled, c.Dossier.Done, c.Dossier.Session = before.Values, before.Filled, before.Done, h.session.Opened
		v.Put(c.Dossier.ID, *c.Dossier)
		v.Witness(FactReopened, "personne", h.person.ID, "mois", done.Name)
	}
	return v.Redirect("/demarches/actualisation")
}

type paymentsPage struct {
	frame
	Payments []demarche.Payment
	File     Registered
}

func (s *service) payments(v *portal.Visit, h holder) error {
	all := demarche.Payments(v.Tx, ID, h.person.ID)
	slices.Reverse(all)
	return v.Render("paiements.html", named(v, "Mes allocations", "Mes paiements"), paymentsPage{h.frame("paiements"), all, h.file})
}

type exchangesPage struct {
	frame
	Papers  []Handed
	Missing []missing
	Sent    []sentLine
}

// sentLine is one dossier sent, as the list shows it.
type sentLine struct {
	Title, Path, State string
	At                 time.Time
}

var titles = map[string]string{
	"actualisation": "Actualisation", "inscription": "Inscription", "reinscription": "Réinscription",
	"changement": "Changement de situation", "trop_percu": "Réponse à un trop-perçu", "explications": "Explications", "transmettre": "Document transmis",
}

func (s *service) exchanges(v *portal.Visit, h holder) error {
	p := exchangesPage{frame: h.frame("documents"), Papers: h.file.Papers, Missing: missingOf(v.Tx, h.person.ID)}
	for _, d := range slices.Backward(demarche.Dossiers(v.Tx, ID, "", h.person.ID)) {
		if d.State != demarche.Draft {
			p.Sent = append(p.Sent, sentLine{titles[d.Demarche] + " " + d.Number, "/demarches/" + d.Demarche + "/accuse/" + d.Name(), d.Shown, d.SentAt})
		}
	}
	return v.Render("documents.html", named(v, "Envoyer un document", "Mes échanges"), p)
}

type lettersPage struct {
	frame
	Messages []Message
}

func (s *service) letters(v *portal.Visit, h holder) error {
	all := slices.Clone(h.file.Messages)
	slices.Reverse(all)
	return v.Render("courriers.html", "Mes courriers et messages", lettersPage{h.frame("courriers"), all})
}

type debtsPage struct {
	frame
	Debts []debtLine
}

type debtLine struct {
	demarche.Debt
	Said          string
	Waits         bool
	Repay, Appeal time.Time
	Plan          []indemnisation.Instalment // those to come
	Reason        string
}

func (s *service) debts(v *portal.Visit, h holder) error {
	p := debtsPage{frame: h.frame("trop-percu")}
	for _, d := range demarche.Debts(v.Tx, ID, h.person.ID) {
		until := indemnisation.DeadlinesOf(d.At)
		r := recoveryOf(v.Tx, h.person.ID, d.ID)
		line := debtLine{Debt: d, Said: debtSaid(d, r), Waits: d.State == "" && d.Left > 0, Repay: until.Repay, Appeal: until.Appeal, Reason: r.Reason}
		if d.State == debtSpread {
			line.Plan = r.Plan
		}
		p.Debts = append(p.Debts, line)
	}
	return v.Render("trop_percu.html", "Mes trop-perçus", p)
}

func debtSaid(d demarche.Debt, r Recovery) string {
	switch d.State {
	case debtContested:
		return "Contestation à l’étude : rien n’est retenu en attendant."
	case debtSpread:
		return "Remboursement en plusieurs fois accordé."
	case debtAsked:
		return "Demande d’effacement à l’étude : rien n’est retenu en attendant."
	case debtWaived:
		return "Somme effacée : rien n’est dû."
	case debtCancelled:
		return "Contestation acceptée : rien n’est dû."
	case debtPaid:
		return "Somme remboursée : rien n’est dû."
	}
	switch {
	case !r.Forced.IsZero():
		return "Une contrainte vous a été envoyée. Vous pouvez encore demander plusieurs échéances."
	case !r.Demanded.IsZero():
		return "Mise en demeure envoyée : répondez, même pour dire que vous ne pouvez pas."
	case r.Withheld:
		return "Sans réponse de votre part, la somme est retenue sur vos allocations, un cinquième au plus."
	}
	return "En attente de votre réponse."
}

type profilePage struct {
	frame
	Identifier, National, Email, Mobile, IBAN string
	Street                                    []string
}

func (s *service) profile(v *portal.Visit, h holder) error {
	return v.Render("profil.html", "Mon profil", profilePage{
		h.frame("profil"), h.account.Identifier, h.file.National, h.account.Email, h.account.Mobile, maskedIBAN(h.file.IBAN), h.file.Street,
	})
}

// maskedIBAN keeps the last four characters.
func maskedIBAN(iban string) string {
	if len(iban) < 4 {
		return ""
	}
	return "•••• " + iban[len(iban)-4:]
}

// category says what the number of a category means.
func category(n string) string {
	said := map[string]string{
		"1": "sans emploi, en recherche d’un emploi à durée indéterminée et à temps plein", "2": "sans emploi, en recherche d’un temps partiel",
		"3": "sans emploi, en recherche d’un emploi à durée déterminée", "4": "non disponible immédiatement", "5": "en emploi, en recherche d’un autre",
	}[n]
	return "Catégorie " + n + " : " + said
}

// since writes the day from which somebody is registered.
func since(r Registered) string { return frtext.Date(r.Since) }
