package droits

import (
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

// cent is x to the nearest cent, to go on computing with: the base of a benefit
// is fixed to the cent.
func cent(x calcul.Exact) calcul.Exact { return calcul.Of(x.Cents()) }

// nearestRSA rounds to the nearest cent and drops an exact half, as the published
// amounts of the RSA do: 1,5 × 651,69 € is 977,53 €.
func nearestRSA(x calcul.Exact) calcul.Cents {
	half := calcul.Int(1).Over(calcul.Int(2))
	return calcul.Cents(-half.Minus(x.Times(calcul.Int(100))).Down())
}

func money(x calcul.Exact) string { return frtext.Money(int64(x.Cents())) }

// less prints an amount that is taken away.
func less(x calcul.Exact) string { return "−" + frtext.NBSP + money(x) }

// percent prints a rate with its useful decimals: 59,85 %.
func percent(x calcul.Exact) string {
	text := frtext.RoundMoney(int64(x.Times(calcul.Int(100)).Cents()))
	return text[:len(text)-len("€")] + "%"
}

// roundMoney leaves out cents that are nought: 15 €.
func roundMoney(x calcul.Exact) string { return frtext.RoundMoney(int64(x.Cents())) }
