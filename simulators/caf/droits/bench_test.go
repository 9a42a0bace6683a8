package droits_test

import (
	"testing"

	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal/calcul"
)

// A couple with three children: everything that a declaration has computed.
func BenchmarkDeclaration(b *testing.B) {
	rules := droits.New()
	h := couple(droits.Monthly(droits.Salary, 144300))
	h.Children = aged(6, 9, 11)
	tenancy := droits.Tenancy{Rent: 50000, Zone: 2}
	for b.Loop() {
		aid, _ := rules.HousingAid(h, tenancy, calcul.Euros(15_600), october)
		h.HousingAid = aid.Paid
		rules.RSA(h, october)
		rules.ActivityBonus(h, october)
		rules.Family(h, october)
	}
}
