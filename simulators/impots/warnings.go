package impots

import (
	"fmt"
	"slices"

	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// warnings are what the summary draws attention to. They refuse nothing: what is
// unusual may be true.
func (s *service) warnings(c *demarche.Case, h Household, incomes int, d bareme.Declaration, f Found) []string {
	var all []string
	say := func(when bool, text string) {
		if when {
			all = append(all, text)
		}
	}
	s.warnTime(c, h, incomes, f, say)
	warnFamily(c, d, say)
	paid := acomptesPaid(c.Tx, h, incomes)
	say(d.Boxes[boxAcomptes] != int64(paid)/100,
		"Case "+boxAcomptes+" : nous avons reçu "+euros(paid)+" d’acomptes pour cette année. C’est ce montant qui est compté.")
	warnIncomes(h.told(c.Tx, incomes).Sent, d, say)
	warnCharges(c, incomes, d, say)
	say(f.Settled.Refund > 0 && c.Text("iban") == "",
		"Une somme vous revient et il n’y a pas de compte bancaire : elle arriverait par lettre-chèque, bien plus tard. Vous pouvez ajouter un IBAN à l’étape « Compte bancaire ».")
	for _, rubric := range rubricOrder {
		empty := !slices.ContainsFunc(rubrics[rubric], func(box string) bool { return d.Boxes[box] > 0 })
		say(c.Has("rubriques", rubric) && empty && rubric != "salaires",
			"Vous avez coché « "+rubricNames[rubric]+" » mais toutes ses cases sont vides. Un oubli ?")
	}
	return all
}

// rubricNames are the headings as the summary recalls them.
var rubricNames = map[string]string{
	"frais": "Frais réels", "chomage": "Chômage", "retraites": "Retraites et pensions reçues", "capital": "Intérêts et dividendes",
	"foncier": "Loyers reçus", "acomptes": "Acomptes déjà payés", "charges": "Pensions versées et charges", "epargne": "Épargne retraite", "dons": "Dons",
	"domicile": "Emploi à domicile", "garde": "Garde de jeunes enfants", "scolarite": "Enfants scolarisés", "syndicat": "Cotisations syndicales",
}

func (s *service) warnTime(c *demarche.Case, h Household, incomes int, f Found, say func(bool, string)) {
	r, _ := returnOf(c.Tx, h.ID, incomes)
	say(s.doing(c, c.Now()) == doesCorrect && f.Assessed.Due > r.Found.Assessed.Due,
		"L’impôt augmente. Corrigé de vous-même, il n’a pas de majoration ; des intérêts de retard réduits peuvent s’y ajouter, que cet exercice ne calcule pas.")
	late := firstSent(c, h, incomes).After(s.calendar.campaign(incomes).limit(h.Zone))
	say(late && f.Increase == 0, "La date limite est passée. Sans impôt à payer, il n’y a pas de majoration cette fois.")
	say(late && f.Increase > 0,
		"La date limite est passée : l’impôt est augmenté. Sur cette déclaration, cela fait "+euros(f.Increase)+" de plus. Plus on attend, plus c’est cher.")
}

func warnFamily(c *demarche.Case, d bareme.Declaration, say func(bool, string)) {
	d1 := d.Dependants
	none := d1.F+d1.H+d1.J+d1.N+d1.R == 0
	say(d.Ticks.T && (couple(c) || c.Text("vit_seul") == "non"),
		"La case T est cochée, mais vous ne vivez pas seul·e. Elle est réservée aux parents qui vivent sans autre adulte : un concubin compte, même sans mariage ni pacs.")
	say(d.Ticks.T && none, "La case T est cochée, mais aucun enfant n’est déclaré.")
	say(d.Ticks.L && c.Text("vit_seul") == "non", "La case L est cochée, mais vous ne vivez pas seul·e : elle ne compte pas.")
	say(d1.J+d1.N > 0 && d.Boxes["6EL"]+d.Boxes["6EM"]+d.Boxes["6GI"]+d.Boxes["6GJ"] > 0,
		"Un enfant majeur est rattaché et une pension lui est déduite. Pour un même enfant, c’est l’un ou l’autre.")
}

func warnIncomes(sent map[string]int64, d bareme.Declaration, say func(bool, string)) {
	for _, box := range append(slices.Clone(rubrics["salaires"]), slices.Concat(rubrics["chomage"], rubrics["retraites"])...) {
		if was, is := sent[box], d.Boxes[box]; was > 0 && was != is {
			say(true, fmt.Sprintf("Case %s : le montant transmis était %s, vous déclarez %s. C’est permis, s’il était faux ; gardez de quoi le montrer.",
				box, euros(calcul.Euros(was)), euros(calcul.Euros(is))))
		}
	}
	say(sent["1BJ"] > 0 && d.Boxes["1BJ"] == 0 && d.Boxes["1AJ"] == sent["1AJ"]+sent["1BJ"],
		"Les deux salaires semblent additionnés dans la case 1AJ. Chaque déclarant a la sienne : 1AJ et 1BJ.")
	say(d.Boxes["1AS"] > 0 && d.Boxes["1AJ"] == d.Boxes["1AS"],
		"Le même montant figure en salaire (1AJ) et en retraite (1AS). L’un des deux est peut-être de trop.")
	for i, box := range []string{"1AK", "1BK"} {
		wages := d.Boxes[[]string{"1AJ", "1BJ"}[i]] + d.Boxes[[]string{"1AP", "1BP"}[i]]
		say(d.Boxes[box] > 0 && d.Boxes[box]*10 <= wages,
			"Case "+box+" : ces frais réels font moins que les 10 % retirés d’office. Sans eux, l’impôt serait plus bas.")
	}
	say(d.Boxes["1AK"]+d.Boxes["1BK"] > 0, "Frais réels : le détail et les justificatifs se gardent trois ans, ils peuvent être demandés.")
	say(d.Boxes["4BE"] > 15_000, "Case 4BE : au-dessus de 15 000 € de loyers, le régime simplifié ne s’applique plus. Il faut la case 4BA.")
}

func warnCharges(c *demarche.Case, incomes int, d bareme.Declaration, say func(bool, string)) {
	say(d.Boxes["7DB"] > 0 && d.Boxes["7DR"] == 0,
		"Emploi à domicile : avez-vous reçu des aides pour ces dépenses (Caf, département, CESU de l’employeur) ? Elles se déclarent en 7DR.")
	young := false
	for _, child := range c.Items("enfants") {
		young = young || int(c.Int(child+"naissance")) >= incomes-6
	}
	care := d.Boxes["7GA"] + d.Boxes["7GB"] + d.Boxes["7GC"] + d.Boxes["7GE"] + d.Boxes["7GF"] + d.Boxes["7GG"]
	say(care > 0 && !young, "Garde d’enfants : elle compte pour les enfants de moins de 6 ans au 1ᵉʳ janvier. Aucun enfant déclaré n’a cet âge.")
}
