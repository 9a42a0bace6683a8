package caf

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// holder is who is logged in, and the folder.
type holder struct {
	session portal.Session
	account portal.Account
	person  portal.Person
	folder  Folder
}

// frame is what the head of every logged-in page shows.
type frame struct {
	Name    string
	Section string // the entry of the menu that is the present page
}

func (h holder) frame(section string) frame { return frame{Name: h.person.Name(), Section: section} }

// holding reads who is logged in on the screen.
func holding(v *portal.Visit) (holder, bool) {
	session, ok := v.Session()
	if !ok {
		return holder{}, false
	}
	account, found := portal.AccountWith(v.Tx, ID, func(a portal.Account) bool { return a.ID == session.Account })
	person, known := portal.PersonOf(v.Tx, session.Person)
	folder, has := folderOf(v.Tx, session.Person)
	return holder{session, account, person, folder}, found && known && has
}

// member guards the pages of the account: without a login, it sends to the door.
func member(handle func(*portal.Visit, holder) error) portal.Handler {
	return func(v *portal.Visit) error {
		h, ok := holding(v)
		if !ok {
			return outside(v)
		}
		if v.Request.Method == http.MethodPost {
			v.KeepSession(h.session)
		}
		return handle(v, h)
	}
}

func outside(v *portal.Visit) error {
	if !v.SessionExpired() {
		return v.Redirect("/connexion")
	}
	v.Witness(portal.FactSessionExpired, "site", ID)
	return v.RenderStatus(http.StatusForbidden, "expiree.html", "Votre session est terminée", nil)
}

// accountPage is the first page of the account: what is urgent first.
type accountPage struct {
	frame
	Number   string
	Declare  *declareAlert
	Asked    []Asked
	Debts    int   // how many are claimed
	Owed     int64 // in all
	ToTreat  bool  // one of them waits for a choice
	Last     *demarche.Payment
	Next     time.Time // the next payday, where anything is paid
	Benefits []string
	Letters  int
	Delay    int
	Drafts   []request
}

type declareAlert struct {
	Months string // « juin, juillet et août 2026 »
	Before time.Time
	Late   bool
}

func (s *service) accountPage(v *portal.Visit, h holder) error {
	f := h.folder
	page := accountPage{frame: h.frame("compte"), Number: f.Number, Delay: f.Delay, Letters: len(lettersOf(v.Tx, f))}
	if f.Due > 0 && droits.MonthOf(v.Now()) >= f.Due && !wasDeclared(v.Tx, h.person.ID, f.Due) {
		page.Declare = &declareAlert{quarterText(droits.ReferenceQuarter(f.Due)), (f.Due + 1).First().AddDate(0, 0, -1), droits.MonthOf(v.Now()) > f.Due}
	}
	for _, a := range f.Asked {
		if a.Received.IsZero() {
			page.Asked = append(page.Asked, a)
		}
	}
	for _, o := range allStanding(v.Tx, h.person.ID) {
		page.Debts++
		page.Owed += o.Left
		page.ToTreat = page.ToTreat || o.State == ""
	}
	if paid := demarche.Payments(v.Tx, ID, h.person.ID); len(paid) > 0 {
		page.Last = &paid[len(paid)-1]
	}
	for _, b := range order {
		if f.has(b) {
			page.Benefits = append(page.Benefits, names[b])
			page.Next = nextPayday(v.Now())
		}
	}
	for _, r := range requestsOf(v.Tx, h.person.ID) {
		if r.Draft {
			page.Drafts = append(page.Drafts, r)
		}
	}
	return v.Render("compte.html", "Bonjour "+h.person.GivenNames[0], page)
}

func nextPayday(now time.Time) time.Time {
	m := droits.MonthOf(now) - 2
	for droits.PaymentDay(m).Before(now) {
		m++
	}
	return droits.PaymentDay(m)
}

func quarterText(q [3]droits.Month) string {
	return frtext.List([]string{frtext.Month(q[0].First().Month()), frtext.Month(q[1].First().Month()), q[2].String()})
}

type paymentsPage struct {
	frame
	Lines    []demarche.Payment
	Next     time.Time
	Expected []expected
	Total    int64
	Why      []calcul.Why
}

// expected is one amount of the next payday.
type expected struct {
	Label  string
	Amount int64
}

// mostPayments is how many payments the page shows.
const mostPayments = 10

func (s *service) paymentsPage(v *portal.Visit, h holder) error {
	v.Witness(FactPayments, "personne", h.person.ID)
	paid := demarche.Payments(v.Tx, ID, h.person.ID)
	slices.Reverse(paid)
	page := paymentsPage{frame: h.frame("paiements"), Lines: paid[:min(len(paid), mostPayments)], Next: nextPayday(v.Now())}
	month := droits.MonthOf(page.Next) - 1
	f := h.folder
	f.carry(month)
	e := f.entitled(month)
	for _, b := range order {
		if left := e.Due[b] - e.Given[b]; left > 0 {
			page.Expected = append(page.Expected, expected{names[b] + ", " + month.String(), int64(left)})
			page.Total += int64(left)
		}
	}
	page.Why = s.why(f, month)
	return v.Render("paiements.html", "Mes paiements", page)
}

// why explains a month's rights from the declaration that opened them; nothing
// where another reason has changed them since.
func (d *desk) why(f Folder, m droits.Month) []calcul.Why {
	for _, made := range f.Declarations {
		if m < made.Month || m > made.Month+2 {
			continue
		}
		due, whys := d.due(f, basis{resources: made.Resources, month: made.Month})
		if maps.Equal(due, f.entitled(m).Due) {
			return whys
		}
	}
	return nil
}

// request is one démarche sent or begun.
type request struct {
	Title, Number, State string
	Path                 string
	Sent                 time.Time
	Draft                bool
}

// titles are what the account calls the démarches.
var titles = map[string]string{
	"declaration": "Déclaration trimestrielle de ressources", "rsa": "Demande de RSA", "prime": "Demande de prime d’activité",
	"logement": "Demande d’aide au logement", "changement": "Changement de situation", "document": "Transmission d’un document",
	"rectification": "Rectification d’une déclaration", "contestation": "Contestation d’un trop-perçu",
	"echeancier": "Paiement en plusieurs fois", "remise": "Demande de remise de dette",
}

func requestsOf(tx *sandbox.Tx, person string) []request {
	var all []request
	for _, d := range demarche.Dossiers(tx, ID, "", person) {
		r := request{Title: titles[d.Demarche], Number: d.Number, State: d.Shown, Sent: d.SentAt, Path: "/demarches/" + d.Demarche + "/accuse/" + d.Name()}
		if d.State == demarche.Draft {
			r.Draft, r.State, r.Path, r.Sent = true, "Brouillon, non transmis", "/demarches/"+d.Demarche, d.Saved
		}
		if r.State == "" {
			r.State = "Reçue"
		}
		all = append(all, r)
	}
	slices.SortStableFunc(all, func(a, b request) int { return b.Sent.Compare(a.Sent) })
	return all
}

type requestsPage struct {
	frame
	Requests []request
	Delay    int
}

func (s *service) requestsPage(v *portal.Visit, h holder) error {
	return v.Render("demandes.html", "Mes démarches", requestsPage{h.frame("demarches"), requestsOf(v.Tx, h.person.ID), h.folder.Delay})
}

type lettersPage struct {
	frame
	Letters []Message
}

// lettersPage shows what the Caf wrote, on paper or not, and what was answered.
func (s *service) lettersPage(v *portal.Visit, h holder) error {
	all := lettersOf(v.Tx, h.folder)
	return v.Render("courriers.html", "Mes courriers", lettersPage{h.frame("courriers"), all})
}

// lettersOf lists messages and letters by post, the last first.
func lettersOf(tx *sandbox.Tx, f Folder) []Message {
	all := slices.Clone(f.Messages)
	for _, key := range tx.Keys("courrier/" + f.Person + "/") {
		if l, ok := sandbox.Get[portal.Letter](tx, key); ok && strings.HasPrefix(l.From, "Caf ") {
			all = append(all, Message{At: l.At, Subject: strings.TrimPrefix(l.Object, portal.Mark+" "), Text: l.Body})
		}
	}
	slices.SortStableFunc(all, func(a, b Message) int { return b.At.Compare(a.At) })
	return all
}
