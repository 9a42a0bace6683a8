package droits_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal/calcul"
)

func TestThePrimeByHand(t *testing.T) {
	rules := droits.New()
	student := alone(droits.Monthly(droits.Salary, 110000))
	student.Applicant.Student = true
	paidStudent := alone(droits.Monthly(droits.Salary, 120000))
	paidStudent.Applicant.Student = true
	investor := alone(droits.Monthly(droits.Salary, 90000), droits.Monthly(droits.Rents, 50000))
	investor.Applicant.Assets.TwoYearsAgo = calcul.Euros(1_200)
	owner := alone(droits.Monthly(droits.Salary, 90000))
	owner.Occupancy = droits.Owner
	disabled := func(wage calcul.Cents) droits.Household {
		return alone(droits.Monthly(droits.Salary, wage), droits.Monthly(droits.AAH, 100000))
	}
	for name, c := range map[string]struct {
		h     droits.Household
		month string
		gross calcul.Cents
	}{
		"61 % and the figures of before April 2025":  {alone(droits.Monthly(droits.Salary, 90000)), "2025-03", 32141},
		"one month of work is enough":                {alone(back(droits.Salary, 0, 0, 0, 0, 900)), "2026-10", 10664},
		"unemployment alone opens nothing":           {alone(droits.Monthly(droits.Unemployment, 45000)), "2026-10", 0},
		"no benefit without resources":               {alone(), "2026-10", 0},
		"a student must earn enough each month":      {student, "2026-10", 0},
		"and then is like any other":                 {paidStudent, "2026-10", 27369},
		"AAH is income of work from 29 hours earned": {disabled(40000), "2026-10", 24288},
		"and a resource like others below":           {disabled(30000), "2026-10", 0},
		"capital and rents come from year N-2":       {investor, "2026-10", 31991 - 10000},
		"an owner has the whole deduction":           {owner, "2026-10", 31991 - 7659},
		"14,99 € is not paid":                        {alone(droits.Monthly(droits.Salary, 215175)), "2026-10", 0},
		"15 € is":                                    {alone(droits.Monthly(droits.Salary, 215170)), "2026-10", 1500},
	} {
		got, _ := rules.ActivityBonus(c.h, month(t, c.month))
		assert.Equal(t, c.gross, got.Gross, name)
	}
}

// The short cases of the sheet, for both months at once.
func TestBenefitsTogether(t *testing.T) {
	rules := droits.New()
	family := couple()
	family.Children, family.HousingAid = aged(6, 9), calcul.Euros(450)
	infant := alone()
	infant.Children, infant.HousingAid = aged(1), calcul.Euros(350)
	part := alone(droits.Monthly(droits.Salary, 40000))
	part.HousingAid = calcul.Euros(250)
	parent := alone(droits.Monthly(droits.Salary, 144300))
	parent.Children, parent.HousingAid = aged(6, 9), calcul.Euros(300)
	for _, c := range []struct {
		h              droits.Household
		rsa25, bonus25 calcul.Cents
		rsa26, bonus26 calcul.Cents
	}{
		{family, 101388, 0, 102199, 0},
		{infant, 95178, 0, 95939, 0},
		{part, 16894, 23940, 17349, 23940},
		{parent, 0, 40482, 0, 40430},
		{alone(droits.Monthly(droits.Salary, 170000)), 0, 13493, 0, 19636},
		{couple(droits.Monthly(droits.Salary, 144300)), 0, 55472, 0, 55540},
	} {
		for text, want := range map[string][2]calcul.Cents{
			"2025-10": {c.rsa25, c.bonus25}, "2026-10": {c.rsa26, c.bonus26},
		} {
			rsa, _ := rules.RSA(c.h, month(t, text))
			bonus, _ := rules.ActivityBonus(c.h, month(t, text))
			assert.Equal(t, want, [2]calcul.Cents{rsa.Amount, bonus.Gross}, text)
		}
	}
}

func TestThePrimeSaysHowItWasComputed(t *testing.T) {
	got, why := droits.New().ActivityBonus(alone(droits.Monthly(droits.Salary, 90000)), october)
	require.Equal(t, calcul.Cents(31831), got.Paid)
	assert.Equal(t, "Votre prime d’activité d’octobre 2026", why.Title)
	last := why.Lines[len(why.Lines)-1]
	assert.True(t, last.Result)
	assert.Equal(t, "318,31\u00a0€", last.Amount)
	assert.Equal(t, "Pour chacun des trois mois comptés", why.Lines[1].Label)
	assert.Contains(t, why.Lines[1].How, "59,85\u00a0% de vos revenus de travail (900,00\u00a0€)")

	_, why = droits.New().ActivityBonus(alone(back(droits.Salary, 0, 0, 0, 300, 900)), october)
	assert.Equal(t, "Avec vos ressources de juin 2026", why.Lines[1].Label)
	assert.Contains(t, why.Lines[1].How, "− vos ressources (900,00\u00a0€)")
	assert.Equal(t, "Avec vos ressources d’août 2026", why.Lines[3].Label)
	assert.Contains(t, why.Lines[3].How, "le montant forfaitaire, plus élevé que vos ressources (638,28\u00a0€)")
	assert.Equal(t, "Moyenne des trois mois", why.Lines[4].Label)
}

func TestWhoHasNoRightToThePrimeIsToldWhy(t *testing.T) {
	rules, wage := droits.New(), []droits.Income{droits.Monthly(droits.Salary, 100000)}
	for _, c := range []struct {
		adult droits.Adult
		says  string
	}{
		{droits.Adult{Age: 17, Incomes: wage}, "18 ans"},
		{droits.Adult{Age: 18}, "revenu de travail"},
		{droits.Adult{Age: 18, Incomes: wage, Foreign: true}, "titre de séjour"},
	} {
		got, _ := rules.ActivityBonus(droits.Household{Applicant: c.adult}, october)
		assert.Contains(t, got.Refusal, c.says)
		assert.Zero(t, got.Paid)
	}
}

// drawn is any household, absurd ones included.
func drawn(t *rapid.T) droits.Household {
	euros := rapid.Custom(func(t *rapid.T) calcul.Cents {
		return calcul.Cents(rapid.Int64Range(-1000, 500_000).Draw(t, "cents"))
	})
	kinds := []droits.Kind{
		droits.Salary, droits.SelfEmployment, droits.Unemployment, droits.Retirement,
		droits.AlimonyReceived, droits.AAH, droits.ShortSickness, droits.LongSickness, "autre",
	}
	person := func(name string) droits.Adult {
		a := droits.Adult{Age: rapid.IntRange(-1, 90).Draw(t, name), Student: rapid.Bool().Draw(t, "student")}
		for range rapid.IntRange(0, 3).Draw(t, "incomes") {
			a.Incomes = append(a.Incomes, droits.Income{
				Kind:   rapid.SampledFrom(kinds).Draw(t, "kind"),
				Months: rapid.SliceOfN(euros, 0, 6).Draw(t, "months"),
			})
		}
		return a
	}
	h := droits.Household{
		Applicant: person("applicant"), HousingAid: euros.Draw(t, "aid"),
		Occupancy:       droits.Occupancy(rapid.IntRange(0, 6).Draw(t, "occupancy")),
		RecentIsolation: rapid.Bool().Draw(t, "isolated"), Pregnant: rapid.Bool().Draw(t, "pregnant"),
		Supported: rapid.IntRange(-1, 9).Draw(t, "supported"), Preceding: rapid.Bool().Draw(t, "preceding"),
	}
	if rapid.Bool().Draw(t, "couple") {
		partner := person("partner")
		h.Partner = &partner
	}
	for range rapid.IntRange(0, 8).Draw(t, "children") {
		h.Children = append(h.Children, droits.Child{
			Age: rapid.IntRange(-1, 30).Draw(t, "age"), Alternating: rapid.Bool().Draw(t, "alternating"),
		})
	}
	return h
}

func TestNoHouseholdIsPaidLessThanNothing(t *testing.T) {
	rules := droits.New()
	rapid.Check(t, func(t *rapid.T) {
		h := drawn(t)
		m := droits.NewMonth(2023, 1) + droits.Month(rapid.IntRange(0, 60).Draw(t, "month"))
		rsa, _ := rules.RSA(h, m)
		bonus, _ := rules.ActivityBonus(h, m)
		family, _ := rules.Family(h, m)
		for _, amount := range []calcul.Cents{
			rsa.Amount, rsa.HousingDeduction, rsa.Resources, bonus.Gross, bonus.Paid, family.Paid,
		} {
			assert.GreaterOrEqual(t, amount, calcul.Cents(0))
		}
		assert.LessOrEqual(t, rsa.Amount, max(rsa.Flat, rsa.Increased))
		assert.True(t, rsa.Amount == 0 || rsa.Amount >= 600)
		assert.True(t, bonus.Gross == 0 || bonus.Gross >= 1500)
	})
}

func TestWorkPaysAndOtherResourcesOnlyLower(t *testing.T) {
	rules := droits.New()
	total := func(h droits.Household, m droits.Month) calcul.Cents {
		rsa, _ := rules.RSA(h, m)
		bonus, _ := rules.ActivityBonus(h, m)
		return rsa.Amount + bonus.Gross
	}
	rapid.Check(t, func(t *rapid.T) {
		h, m := drawn(t), october
		h.Applicant.Student, h.Applicant.Age = false, 40
		h.Applicant.Incomes = nil
		h.Partner = nil
		low := calcul.Cents(rapid.Int64Range(1, 300_000).Draw(t, "wage"))
		more := calcul.Cents(rapid.Int64Range(0, 100_000).Draw(t, "more"))
		earns := func(c calcul.Cents) calcul.Cents {
			h.Applicant.Incomes = []droits.Income{droits.Monthly(droits.Salary, c)}
			return c + total(h, m)
		}
		// 6 € and 15 € are the least that is paid: they may be lost at once.
		assert.GreaterOrEqual(t, earns(low+more)+2101, earns(low))
		pension := func(c calcul.Cents) calcul.Cents {
			h.Applicant.Incomes = []droits.Income{droits.Monthly(droits.Retirement, c)}
			return total(h, m)
		}
		assert.LessOrEqual(t, pension(low+more), pension(low))
	})
}
