package impots

import (
	"cmp"
	"strings"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/demarche"
)

// Rules of the démarche « compte-bancaire ».

func bankKnown(c *demarche.Case, _ string) string { return householdOf(c.Tx, c.Person.ID).IBAN }

func keepBank(c *demarche.Case) {
	h := householdOf(c.Tx, c.Person.ID)
	h.IBAN = c.Text("iban")
	putHousehold(c.Tx, h)
	c.Emit(string(FactBankChanged), "personne", c.Person.ID, "compte", bankEnding(c))
}

// decideBank is the bank's own check: the holder's name is that of a declarant.
func decideBank(c *demarche.Case) string {
	typed, h := frtext.SortKey(c.Text("titulaire")), householdOf(c.Tx, c.Person.ID)
	for rank := range h.Declarants {
		p, _ := h.declarant(c.Tx, rank)
		for _, name := range []string{p.BirthName, p.UsualName} {
			if name != "" && strings.Contains(typed, frtext.SortKey(name)) {
				return "accepte"
			}
		}
	}
	return "refuse"
}

// dropBank forgets an account that the bank refused, unless another took its
// place meanwhile.
func dropBank(c *demarche.Case) {
	if h := householdOf(c.Tx, c.Person.ID); h.IBAN == c.Text("iban") {
		h.IBAN = ""
		putHousehold(c.Tx, h)
	}
	c.Emit(string(FactBankRefused), "personne", c.Person.ID, "compte", bankEnding(c))
}

// bankEnding is how the account given ends, enough to tell whose it is; « aucun »
// for none.
func bankEnding(c *demarche.Case) string {
	iban := c.Text("iban")
	return cmp.Or(iban[max(0, len(iban)-4):], "aucun")
}
