package ameli

import (
	"slices"

	"demarcheablanc/simulators/portal"
)

type carePage struct {
	frame
	Lines []Care
}

type paymentsPage struct {
	frame
	Lines  []paid
	Total  int64 // cents
	ByPost bool
	NoRIB  bool
}

// Reading what somebody was cared for is witnessed: no situation asks for it.
func (s *service) payments(v *portal.Visit, h holder) error {
	v.Witness(FactRefunds, "personne", h.person.ID, "page", "paiements")
	page := paymentsPage{frame: h.frame("paiements"), Lines: h.payments(v.Tx), ByPost: h.record.ByPost, NoRIB: h.record.IBAN == ""}
	for _, p := range page.Lines {
		page.Total += p.Amount
	}
	slices.SortStableFunc(page.Lines, func(a, b paid) int { return b.Date.Compare(a.Date) })
	return v.Render("paiements.html", "Mes paiements", page)
}

func (s *service) refunds(v *portal.Visit, h holder) error {
	v.Witness(FactRefunds, "personne", h.person.ID, "page", "remboursements")
	return v.Render("remboursements.html", "Mes remboursements", carePage{h.frame("paiements"), h.insured.Care})
}
