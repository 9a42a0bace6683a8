package droits_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"demarcheablanc/simulators/ameli/droits"
	"demarcheablanc/simulators/portal/calcul"
)

var adult = droits.Insured{Age: 40}

func consultation(day time.Time) droits.Care {
	return droits.Care{On: day, Kind: droits.Consultation, Professional: "Dr Mésange", Paid: 30_00, Base: 30_00}
}

func TestLinesOfAStatement(t *testing.T) {
	day := on(2026, 10, 15)
	away, child, dear := consultation(day), consultation(day), consultation(day)
	away.OffPath, child.OffPath, dear.Paid = true, true, 55_00
	long := consultation(day)
	long.LongIllness = true
	for _, c := range []struct {
		what              string
		insured           droits.Insured
		care              droits.Care
		reimbursed, borne calcul.Cents
	}{
		{"70 % moins 2 €", adult, consultation(day), 19_00, 11_00},
		{"sans médecin traitant, 30 %", adult, away, 7_00, 23_00},
		{"dépassement", adult, dear, 19_00, 36_00},
		{"longue maladie, 2 € tout de même", adult, long, 28_00, 2_00},
		{"enfant, sans parcours", droits.Insured{Age: 15}, child, 21_00, 9_00},
		{"C2S", droits.Insured{Age: 40, C2S: true}, consultation(day), 30_00, 0},
		{"maternité", droits.Insured{Age: 30, Maternity: true}, consultation(day), 30_00, 0},
		{"1 € avant mai 2024", adult, consultation(on(2024, 5, 14)), 20_00, 10_00},
		{"2 € depuis", adult, consultation(on(2024, 5, 15)), 19_00, 11_00},
		{"médicament à 65 %", adult, droits.Care{On: day, Kind: droits.Medicine65, Paid: 10_00, Base: 10_00, Count: 2}, 4_50, 5_50},
		{"médicament à 30 %", adult, droits.Care{On: day, Kind: droits.Medicine30, Paid: 10_00, Base: 10_00}, 2_00, 8_00},
		{"médicament à 15 %", adult, droits.Care{On: day, Kind: droits.Medicine15, Paid: 10_00, Base: 10_00}, 50, 9_50},
		{"jamais moins que rien", adult, droits.Care{On: day, Kind: droits.Medicine15, Paid: 3_00, Base: 3_00}, 0, 3_00},
		{"payé moins que la base", adult, droits.Care{On: day, Kind: droits.Analysis, Paid: 5_00, Base: 30_00}, 3_00, 2_00},
		{"trajet, aller et retour", adult, droits.Care{On: day, Kind: droits.Transport, Paid: 100_00, Base: 100_00, Count: 2}, 47_00, 53_00},
		{"inconnu", adult, droits.Care{On: day, Kind: "autre", Paid: 100_00, Base: 100_00}, 0, 100_00},
		{"négatif", adult, droits.Care{On: day, Kind: droits.Consultation, Paid: -5, Base: -5}, 0, 0},
	} {
		line := droits.Statement(c.insured, []droits.Care{c.care})[0]
		require.Equal(t, c.reimbursed, line.Reimbursed, c.what)
		require.Equal(t, c.borne, line.Left, c.what)
		require.NotEmpty(t, line.Why.Lines, c.what)
	}
}

func flats(lines []droits.Line) (flat, franchise calcul.Cents) {
	for _, l := range lines {
		flat, franchise = flat+l.Flat, franchise+l.Franchise
	}
	return flat, franchise
}

func TestLimitsOfADay(t *testing.T) {
	var all []droits.Care
	for range 6 {
		all = append(all, consultation(on(2026, 10, 15)))
	}
	flat, _ := flats(droits.Statement(adult, all))
	require.Equal(t, calcul.Euros(8), flat)

	other := consultation(on(2026, 10, 15))
	other.Professional = "Dr Pinson"
	flat, _ = flats(droits.Statement(adult, append(all, other, consultation(on(2026, 10, 16)))))
	require.Equal(t, calcul.Euros(12), flat)

	nurse := droits.Care{On: on(2026, 10, 15), Kind: droits.Paramedical, Professional: "cabinet", Paid: 60_00, Base: 60_00, Count: 7}
	ride := droits.Care{On: on(2026, 10, 15), Kind: droits.Transport, Professional: "taxi", Paid: 90_00, Base: 90_00, Count: 3}
	_, franchise := flats(droits.Statement(adult, []droits.Care{nurse, nurse, ride}))
	require.Equal(t, calcul.Euros(4+8), franchise)
}

func TestLimitsOfAYear(t *testing.T) {
	var all []droits.Care
	for i := range 40 {
		all = append(all, consultation(on(2026, 1, 1+i)),
			droits.Care{On: on(2026, 1, 1+i), Kind: droits.Medicine65, Paid: 20_00, Base: 20_00, Count: 2})
	}
	flat, franchise := flats(droits.Statement(adult, all))
	require.Equal(t, calcul.Euros(50), flat)
	require.Equal(t, calcul.Euros(50), franchise)
	flat, _ = flats(droits.Statement(adult, append(all, consultation(on(2027, 1, 2)))))
	require.Equal(t, calcul.Euros(52), flat)
	flat, franchise = flats(droits.Statement(droits.Insured{Age: 17}, all))
	require.Zero(t, flat+franchise)
}

func TestWhatIsPaidIsShared(t *testing.T) {
	kinds := []droits.Kind{
		droits.Consultation, droits.Examination, droits.Analysis, droits.Paramedical,
		droits.Medicine65, droits.Medicine30, droits.Medicine15, droits.Transport,
	}
	rapid.Check(t, func(t *rapid.T) {
		var all []droits.Care
		for range rapid.IntRange(0, 30).Draw(t, "acts") {
			all = append(all, droits.Care{
				On: on(2024, 1, rapid.IntRange(1, 400).Draw(t, "day")), Kind: rapid.SampledFrom(kinds).Draw(t, "kind"),
				Paid:  calcul.Cents(rapid.Int64Range(0, 20_000).Draw(t, "paid")),
				Base:  calcul.Cents(rapid.Int64Range(0, 20_000).Draw(t, "base")),
				Count: rapid.IntRange(-2, 9).Draw(t, "count"), OffPath: rapid.Bool().Draw(t, "off"),
			})
		}
		p := droits.Insured{Age: rapid.IntRange(0, 90).Draw(t, "age"), C2S: rapid.Bool().Draw(t, "c2s")}
		for _, l := range droits.Statement(p, all) {
			require.Equal(t, l.Paid, l.Reimbursed+l.Left)
			for _, amount := range []calcul.Cents{l.Reimbursed, l.Left, l.Flat, l.Franchise} {
				require.GreaterOrEqual(t, amount, calcul.Cents(0))
			}
		}
	})
}

func TestTheEuropeanCard(t *testing.T) {
	card := droits.EuropeanCard(on(2026, 10, 15), on(2026, 12, 1))
	require.Equal(t, droits.Card{Arrives: on(2026, 10, 25), Expires: on(2028, 10, 14)}, card)
	card = droits.EuropeanCard(on(2026, 10, 15), on(2026, 10, 20))
	require.True(t, card.Provisional)
	require.Equal(t, on(2027, 1, 14), card.ProvisionalUntil)
	require.False(t, droits.EuropeanCard(on(2026, 10, 15), on(2026, 10, 25)).Provisional)
	require.Equal(t, on(2026, 11, 11), droits.AskCardBy(on(2026, 12, 1)))
}

func TestUsualDelays(t *testing.T) {
	asked := on(2026, 10, 1)
	for what, days := range map[droits.Wait][2]int{
		droits.TelemittedCare: {7, 7}, droits.PaperCare: {14, 28}, droits.LetterCode: {5, 10},
		droits.VitaleForm: {15, 15}, droits.VitaleCard: {21, 21}, droits.EuropeanCardByPost: {10, 10},
		droits.Message: {2, 5}, droits.SickLeavePaid: {14, 14}, droits.C2SDecision: {0, 61}, "autre": {0, 0},
	} {
		first, last := droits.Expected(what, asked)
		require.Equal(t, asked.AddDate(0, 0, days[0]), first, what)
		require.Equal(t, asked.AddDate(0, 0, days[1]), last, what)
	}
}
