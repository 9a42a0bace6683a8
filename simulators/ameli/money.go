package ameli

import (
	"fmt"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/ameli/droits"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// due is when a care is usually refunded: a week after the card was read, four
// weeks after a paper form.
func (c Care) due() time.Time {
	wait := droits.TelemittedCare
	if c.OnPaper {
		wait = droits.PaperCare
	}
	_, last := droits.Expected(wait, c.Date)
	return last
}

// banked is when money due on a day leaves: never without a bank account, nor
// before one was given. The zero time: it waits.
func (r Record) banked(due time.Time) time.Time {
	switch {
	case r.IBAN == "":
		return time.Time{}
	case due.Before(r.BankSince):
		return r.BankSince
	}
	return due
}

// paid is one line of what was paid on the bank account, or will be.
type paid struct {
	Date   time.Time // of the payment; expected, when it is still to come; zero: it waits for a RIB
	Label  string
	Amount int64 // cents
}

// money gathers refunds, sick-leave allowances and what démarches paid: over the
// last six months what has left, and apart from it what is still to come.
func (h holder) money(tx *sandbox.Tx) (done, coming []paid) {
	now := tx.Now()
	sort := func(p paid, due time.Time) {
		switch p.Date = h.record.banked(due); {
		case p.Date.IsZero() || p.Date.After(now):
			coming = append(coming, p)
		case p.Date.After(now.AddDate(0, -6, 0)):
			done = append(done, p)
		}
	}
	for _, c := range h.insured.Care {
		sort(paid{Label: c.Label, Amount: c.Refund()}, c.due())
	}
	for _, l := range h.record.Leaves {
		if l.Certificate.IsZero() || now.Before(l.Certificate) {
			continue
		}
		for _, i := range droits.Instalments(l.SickLeave, l.Certificate) {
			sort(paid{Label: fmt.Sprintf("Indemnités journalières du %s au %s", frtext.ShortDate(i.First), frtext.ShortDate(i.Last)), Amount: int64(i.Net)}, i.On)
		}
	}
	for _, p := range demarche.Payments(tx, ID, h.person.ID) {
		done = append(done, paid{p.At, p.Label, p.Amount})
	}
	return done, coming
}

// waitsForBank is what is due and has no bank account to go to, in cents.
func waitsForBank(tx *sandbox.Tx, r Record) int64 {
	account, ok := accountOf(tx, r.Person)
	if !ok || r.IBAN != "" {
		return 0
	}
	h := holder{account: account, insured: insuredOf(tx, account.ID), record: r, person: portal.Person{ID: r.Person}}
	h.record.IBAN = "attendu" // as if one were there: what is due by now
	done, _ := h.money(tx)
	var sum int64
	for _, p := range done {
		sum += p.Amount
	}
	return sum
}
