package ameli

import "demarcheablanc/simulators/portal"

type carePage struct {
	frame
	Lines []Care
	Total int64 // cents
}

func (h holder) care(section string) carePage {
	page := carePage{frame: h.frame(section), Lines: h.insured.Care}
	for _, c := range page.Lines {
		page.Total += c.Refund()
	}
	return page
}

// Reading what somebody was cared for is witnessed: no situation asks for it.
func (s *service) payments(v *portal.Visit, h holder) error {
	v.Witness(FactRefunds, "personne", h.person.ID, "page", "paiements")
	return v.Render("paiements.html", "Mes paiements", h.care("paiements"))
}

func (s *service) refunds(v *portal.Visit, h holder) error {
	v.Witness(FactRefunds, "personne", h.person.ID, "page", "remboursements")
	return v.Render("remboursements.html", "Mes remboursements", h.care("paiements"))
}
