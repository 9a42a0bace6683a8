package impots

import (
	"fmt"

	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

func checkAttached(c *demarche.Case) []demarche.Problem {
	if !c.Yes("rattache") {
		return nil
	}
	return []demarche.Problem{{Key: "rattache", Message: "Rattaché·e, vous n’avez rien à signer ici : vos revenus vont dans la déclaration de vos parents. Quittez sans signer. Si vous préférez déclarer seul·e, répondez « Non »."}}
}

func checkFamily(c *demarche.Case) []demarche.Problem {
	day, changed := c.Date("changement_le")
	if year := int(c.Int("annee")); changed && c.Yes("changement") && day.Year() != year {
		return []demarche.Problem{{Key: "changement_le", Message: fmt.Sprintf("Cette page parle de %d : si rien n’a changé cette année-là, répondez « Non » à la question d’avant.", year)}}
	}
	status := bareme.Status(c.Text("situation"))
	if portal.Digits(c.Text("conjoint_numero")) == portal.Digits(c.Person.TaxNumber) && c.Text("conjoint_numero") != "" {
		return []demarche.Problem{{Key: "conjoint_numero", Message: "Ce numéro fiscal est le vôtre. Écrivez celui de votre conjoint·e : chaque personne a le sien."}}
	}
	if c.Has("demi_parts", "T") && (status == bareme.Married || status == bareme.Pacsed) {
		return []demarche.Problem{{Key: "demi_parts", Message: "La case T est pour qui vit seul·e avec ses enfants. Marié·e ou pacsé·e, décochez-la."}}
	}
	return nil
}

func (s *service) checkChildren(c *demarche.Case) []demarche.Problem {
	var all []demarche.Problem
	incomes := s.incomesOf(c)
	for _, child := range c.Items("enfants") {
		switch born := int(c.Int(child + "naissance")); {
		case born > incomes:
			all = append(all, demarche.Problem{Key: child + "naissance", Message: fmt.Sprintf("Cet enfant est né après %d : il comptera dans la prochaine déclaration.", incomes)})
		case born < incomes-18:
			all = append(all, demarche.Problem{Key: child + "naissance", Message: "Cet enfant était majeur au 1ᵉʳ janvier : s’il demande son rattachement, comptez-le en case J, plus bas."})
		}
	}
	return all
}

func checkWages(c *demarche.Case) []demarche.Problem {
	for i, box := range []string{"1AK", "1BK"} {
		wages := c.Amount([]string{"1AJ", "1BJ"}[i]) + c.Amount([]string{"1AP", "1BP"}[i])
		if c.Has("rubriques", "frais") && c.Amount(box) > wages {
			return []demarche.Problem{{Key: box, Message: "Ces frais dépassent les salaires de cette personne. Relisez les deux montants."}}
		}
	}
	return nil
}
