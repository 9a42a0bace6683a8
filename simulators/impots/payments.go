package impots

import (
	"cmp"
	"net/http"
	"slices"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// instalment is one withdrawal of a balance.
type instalment struct {
	On     time.Time
	Amount int64 // centimes
	State  string
}

// schedule shares a notice's balance: from late September, or a month after a
// later notice. The last withdrawal takes what division leaves.
func (s *service) schedule(n Notice, hasBank bool, now time.Time) []instalment {
	if n.Balance <= 0 || n.Instalments == 0 {
		return nil
	}
	first := s.calendar.campaign(n.Year - 1).balance()
	if late := n.At.AddDate(0, 0, 30); late.After(first) {
		first = at(late.Year(), late.Month(), late.Day(), 9, 0, 0)
	}
	each := int64(n.Balance) / int64(n.Instalments) / 100 * 100
	var all []instalment
	for i := range n.Instalments {
		part := instalment{On: first.AddDate(0, i, 0), Amount: each}
		if i == n.Instalments-1 {
			part.Amount = int64(n.Balance) - each*int64(i)
		}
		part.State = stateOf(n, part.On, hasBank, now)
		all = append(all, part)
	}
	return all
}

func stateOf(n Notice, on time.Time, hasBank bool, now time.Time) string {
	switch {
	case !n.Paid.IsZero():
		return "Payé en ligne le " + frtext.LongDate(n.Paid)
	case hasBank && now.After(on):
		return "Prélevé"
	case hasBank:
		return "Sera prélevé"
	case now.After(on):
		return "Attendu, non reçu"
	}
	return "À payer"
}

type bill struct {
	Notice      Notice
	Instalments []instalment
	CanPay      bool
}

type paymentsPage struct {
	who
	IBAN     string // last digits; empty: none on file
	Bills    []bill
	Received []demarche.Payment
	Debts    []demarche.Debt
}

func (s *service) payments(v *portal.Visit, session portal.Session) error {
	h := householdOf(v.Tx, session.Person)
	page := paymentsPage{who: whoIs(v, session), IBAN: lastDigits(h.IBAN), Debts: demarche.Debts(v.Tx, ID, session.Person)}
	for _, n := range noticesOf(v.Tx, session.Person) {
		if parts := s.schedule(n, h.IBAN != "", v.Now()); parts != nil {
			due := n.Paid.IsZero() && slices.ContainsFunc(parts, func(i instalment) bool { return i.State != "Prélevé" })
			page.Bills = append(page.Bills, bill{n, parts, due && h.IBAN != ""})
		}
	}
	page.Received = demarche.Payments(v.Tx, ID, session.Person)
	slices.Reverse(page.Received)
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
		return v.Stop(http.StatusConflict, "Il manque un compte bancaire", "Donnez d’abord un IBAN : le paiement en ligne s’y prélève.", "/demarches/"+formBank, "Donner mon IBAN")
	}
	if n.Paid.IsZero() && n.Balance > 0 {
		n.Paid = v.Now()
		v.Put(noticeKey(n.ID), n)
		v.Witness(FactBalancePaid, "personne", session.Person, "avis", n.ID)
	}
	v.KeepSession(session)
	return v.Redirect("/paiements")
}

func bankKnown(c *demarche.Case, _ string) string { return householdOf(c.Tx, c.Person.ID).IBAN }

func keepBank(c *demarche.Case) {
	h := householdOf(c.Tx, c.Person.ID)
	h.IBAN = c.Text("iban")
	putHousehold(c.Tx, h)
	c.Emit(string(FactBankChanged), "personne", c.Person.ID, "compte", bankEnding(c))
}

// bankEnding is how the account given ends, enough to tell whose it is; « aucun »
// for none.
func bankEnding(c *demarche.Case) string {
	iban := c.Text("iban")
	return cmp.Or(iban[max(0, len(iban)-4):], "aucun")
}
