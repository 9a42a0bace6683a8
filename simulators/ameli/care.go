package ameli

import (
	"slices"
	"time"

	"demarcheablanc/simulators/portal"
)

type carePage struct {
	frame
	Lines []careLine
}

// careLine is a care, and when its refund leaves: zero while it waits for a RIB.
type careLine struct {
	Care
	On   time.Time
	Left bool // it has left
}

type paymentsPage struct {
	frame
	Lines  []paid
	Coming []paid
	Total  int64 // cents
	ByPost bool
	NoRIB  bool
}

// Reading what somebody was cared for is witnessed: no situation asks for it.
func (s *service) payments(v *portal.Visit, h holder) error {
	v.Witness(FactRefunds, "personne", h.person.ID, "page", "paiements")
	page := paymentsPage{frame: h.frame("paiements"), ByPost: h.record.ByPost, NoRIB: h.record.IBAN == ""}
	page.Lines, page.Coming = h.money(v.Tx)
	for _, p := range page.Lines {
		page.Total += p.Amount
	}
	slices.SortStableFunc(page.Lines, func(a, b paid) int { return b.Date.Compare(a.Date) })
	slices.SortStableFunc(page.Coming, func(a, b paid) int { return a.Date.Compare(b.Date) })
	return v.Render("paiements.html", "Mes paiements", page)
}

func (s *service) refunds(v *portal.Visit, h holder) error {
	v.Witness(FactRefunds, "personne", h.person.ID, "page", "remboursements")
	page := carePage{frame: h.frame("paiements")}
	for _, c := range h.insured.Care {
		on := h.record.banked(c.due())
		page.Lines = append(page.Lines, careLine{c, on, !on.IsZero() && !on.After(v.Now())})
	}
	return v.Render("remboursements.html", "Mes remboursements", page)
}
