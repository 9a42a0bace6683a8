package impots

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// line is one instalment, as it is shown.
type line struct {
	On     time.Time
	Amount int64 // centimes
	Label  string
	State  string
}

func (n Notice) lines(hasBank bool) (all []line) {
	for _, i := range n.Schedule {
		all = append(all, line{i.On, int64(i.Amount), i.Label, i.state(hasBank)})
	}
	return all
}

func (i Instalment) state(hasBank bool) string {
	switch {
	case i.Online:
		return "Payé en ligne le " + frtext.LongDate(i.Paid)
	case !i.Paid.IsZero():
		return "Prélevé"
	case i.Missed:
		return "Attendu, non reçu"
	case hasBank:
		return "Sera prélevé"
	}
	return "À payer"
}

type bill struct {
	Notice      Notice
	Instalments []line
	CanPay      bool
	Left, Late  bool // something is still to be paid; its day has passed
}

type paymentsPage struct {
	who
	IBAN     string // last digits; empty: none on file
	Bills    []bill
	Received []demarche.Payment
	Debts    []demarche.Debt
	Acomptes []Acompte // whose day came: those of the last year, oldest first
	Missed   bool      // one of them did not come
	Next     []acompte // the nearest ones to come
}

// acomptesShown is how many to come the page of payments shows; the whole year is
// with the rate.
const acomptesShown = 3

func (s *service) payments(v *portal.Visit, session portal.Session) error {
	h := householdOf(v.Tx, session.Person)
	page := paymentsPage{who: whoIs(v, session), IBAN: lastDigits(h.IBAN), Debts: demarche.Debts(v.Tx, ID, session.Person)}
	for _, n := range noticesOf(v.Tx, session.Person) {
		if len(n.Schedule) > 0 {
			page.Bills = append(page.Bills, bill{
				Notice: n, Instalments: n.lines(h.IBAN != ""), Left: n.left() > 0, CanPay: n.left() > 0 && h.IBAN != "",
				Late: slices.ContainsFunc(n.Schedule, func(i Instalment) bool { return i.Missed && i.Paid.IsZero() }),
			})
		}
	}
	page.Received = demarche.Payments(v.Tx, ID, session.Person)
	slices.Reverse(page.Received)
	page.Acomptes, page.Next = drawnOf(v.Tx, h.ID).Drawn, s.acomptesOf(v.Tx, h).Next
	page.Acomptes = page.Acomptes[max(0, len(page.Acomptes)-acompteDays):]
	page.Missed = slices.ContainsFunc(page.Acomptes, func(a Acompte) bool { return a.Missed })
	page.Next = page.Next[:min(acomptesShown, len(page.Next))]
	return v.Render("paiements.html", "Payer", page)
}

func lastDigits(iban string) string {
	if len(iban) < 4 {
		return ""
	}
	return iban[len(iban)-4:]
}

// pay settles at once what is left of a notice.
func pay(v *portal.Visit, session portal.Session) error {
	n, ok := sandbox.Get[Notice](v.Tx, noticeKey(v.Path("id")))
	h := householdOf(v.Tx, session.Person)
	switch {
	case !ok || !slices.Contains(n.Declarants, session.Person):
		return noNotice(v)
	case h.IBAN == "":
		return noBank(v)
	}
	if n.left() > 0 {
		for i := range n.Schedule {
			if part := &n.Schedule[i]; part.Paid.IsZero() {
				part.Paid, part.Online = v.Now(), true
			}
		}
		v.Put(noticeKey(n.ID), n)
		v.Witness(FactBalancePaid, "personne", session.Person, "avis", n.ID)
	}
	v.KeepSession(session)
	return v.Redirect("/paiements")
}

func noBank(v *portal.Visit) error {
	return v.Stop(http.StatusConflict, "Il manque un compte bancaire", "Donnez d’abord un IBAN : le paiement en ligne s’y prélève.", "/demarches/"+formBank, "Donner mon IBAN")
}

// payDebt settles a fine or a supplement.
func payDebt(v *portal.Visit, session portal.Session) error {
	all := demarche.Debts(v.Tx, ID, session.Person)
	i := slices.IndexFunc(all, func(d demarche.Debt) bool { return d.ID == v.Path("id") })
	switch {
	case i < 0:
		return v.Stop(http.StatusNotFound, "Cette somme n’est pas ici", "Les sommes réclamées sont dans la rubrique « Payer ».", "/paiements", "Voir ce que je dois")
	case householdOf(v.Tx, session.Person).IBAN == "":
		return noBank(v)
	}
	if d := all[i]; d.Left > 0 {
		d.Left, d.State = 0, "payee"
		demarche.PutDebt(v.Tx, ID, session.Person, d)
		v.Witness(FactDebtPaid, "personne", session.Person, "centimes", strconv.FormatInt(d.Amount, 10))
	}
	v.KeepSession(session)
	return v.Redirect("/paiements")
}
