package droits_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal/calcul"
)

var october = droits.NewMonth(2026, 10)

func alone(incomes ...droits.Income) droits.Household {
	return droits.Household{Applicant: droits.Adult{Age: 40, Incomes: incomes}}
}

func couple(incomes ...droits.Income) droits.Household {
	h := alone(incomes...)
	h.Partner = &droits.Adult{Age: 40}
	return h
}

func aged(ages ...int) []droits.Child {
	var children []droits.Child
	for _, age := range ages {
		children = append(children, droits.Child{Age: age})
	}
	return children
}

// back is an income month by month, in euros, from the month of entitlement.
func back(kind droits.Kind, euros ...int64) droits.Income {
	i := droits.Income{Kind: kind}
	for _, e := range euros {
		i.Months = append(i.Months, calcul.Euros(e))
	}
	return i
}

func TestWhatTheRSACounts(t *testing.T) {
	rules := droits.New()
	for name, c := range map[string]struct {
		h    droits.Household
		want calcul.Cents
	}{
		"a wage that stopped is forgotten":               {alone(back(droits.Salary, 0, 1443, 1443, 1443, 1443)), 65169},
		"unless unemployment benefit takes its place":    {alone(back(droits.Salary, 0, 1443, 1443, 1443, 1443), back(droits.Unemployment, 450, 0, 0, 0, 0)), 0},
		"a wage that stopped before last month, as told": {alone(droits.Income{Kind: droits.Salary, Months: []calcul.Cents{0, 0, 60000, 60000, 60000}, Stopped: true}), 65169},
		"a month without work is not the end of work":    {alone(back(droits.Salary, 300, 300, 600, 0, 450)), 65169 - 35000},
		"help that stopped is forgotten up to 3 × base":  {alone(back(droits.RegularHelp, 0, 900, 900, 900, 900)), 65169 - 24831},
		"an unknown kind counts":                         {alone(droits.Monthly("autre", 10000)), 55169},
		"negative amounts count as nothing":              {alone(droits.Monthly(droits.Salary, -10000)), 65169},
		"5,69 € is not paid":                             {alone(droits.Monthly(droits.Salary, 64600)), 0},
		"6 € is paid":                                    {alone(droits.Monthly(droits.Salary, 64569)), 600},
	} {
		got, _ := rules.RSA(c.h, october)
		assert.Equal(t, c.want, got.Amount, name)
	}
}

func TestSavingsAndEmptyPropertyYieldSomething(t *testing.T) {
	rules := droits.New()
	for want, assets := range map[calcul.Cents]droits.Assets{
		65169 - 3000: {Idle: calcul.Euros(12_000)},
		65169 - 2000: {Interest: calcul.Euros(240)},
		65169 - 5000: {EmptyBuilding: calcul.Euros(1_200)},
		65169 - 8000: {EmptyLand: calcul.Euros(1_200)},
		65169:        {TwoYearsAgo: calcul.Euros(1_200)},
	} {
		h := alone()
		h.Applicant.Assets = assets
		got, _ := rules.RSA(h, october)
		assert.Equal(t, want, got.Amount)
	}
}

func TestHousingThatCostsNothingCounts(t *testing.T) {
	rules := droits.New()
	for occupancy, want := range map[droits.Occupancy]calcul.Cents{
		droits.Owner: 7820, droits.HostedFree: 7820,
		droits.Tenant: 0, droits.Buyer: 0, droits.HostedSharing: 0, droits.NoHome: 0,
	} {
		h := alone()
		h.Occupancy = occupancy
		got, _ := rules.RSA(h, october)
		assert.Equal(t, want, got.HousingDeduction)
		assert.Equal(t, 65169-want, got.Amount)
	}
	family := couple()
	family.Children, family.HousingAid = aged(2, 4, 6, 8), calcul.Euros(500)
	got, _ := rules.RSA(family, october)
	assert.Equal(t, calcul.Cents(19355), got.HousingDeduction, "beyond three persons it does not grow")
}

func TestFlatAmountsGrowWithTheHousehold(t *testing.T) {
	rules, base := droits.New(), calcul.Of(65169)
	for _, c := range []struct {
		h      droits.Household
		shares string
	}{
		{alone(), "1"},
		{droits.Household{Applicant: droits.Adult{Age: 40}, Children: aged(6)}, "1.5"},
		{droits.Household{Applicant: droits.Adult{Age: 40}, Children: aged(6, 7)}, "1.8"},
		{droits.Household{Applicant: droits.Adult{Age: 40}, Children: aged(6, 7, 8)}, "2.2"},
		{droits.Household{Applicant: droits.Adult{Age: 40}, Children: aged(6, 7, 8, 9)}, "2.6"},
	} {
		got, _ := rules.RSA(c.h, october)
		assert.InDelta(t, int64(base.Times(mustExact(t, c.shares)).Cents()), int64(got.Flat), 1, c.shares)
	}
	for children, shares := range []string{"1.5", "1.8", "2.1", "2.5", "2.9"} {
		h := couple()
		h.Children = make([]droits.Child, children)
		got, _ := rules.RSA(h, october)
		assert.InDelta(t, int64(base.Times(mustExact(t, shares)).Cents()), int64(got.Flat), 1, shares)
	}
}

func mustExact(t *testing.T, text string) calcul.Exact {
	t.Helper()
	x, err := calcul.ParseExact(text)
	require.NoError(t, err)
	return x
}

func TestALoneParentIsPaidMore(t *testing.T) {
	rules := droits.New()
	infant := alone()
	infant.Children = aged(1)
	got, _ := rules.RSA(infant, october)
	assert.Equal(t, calcul.Cents(111580), got.Increased)

	older := alone()
	older.Children = aged(5)
	got, _ = rules.RSA(older, october)
	assert.Zero(t, got.Increased, "alone for long, and no child under three")

	young := droits.Household{Applicant: droits.Adult{Age: 19, Student: true}, Pregnant: true}
	got, _ = rules.RSA(young, october)
	assert.Empty(t, got.Refusal, "neither age nor studies hold back a lone expectant mother")
	assert.Equal(t, calcul.Cents(83685), got.Amount)
}

func TestAChildWhoEarnsIsCountedOrLeftOut(t *testing.T) {
	rules := droits.New()
	h := couple()
	h.Children = []droits.Child{{Age: 18, Incomes: []droits.Income{droits.Monthly(droits.Salary, 20000)}}}
	got, _ := rules.RSA(h, october)
	assert.Equal(t, calcul.Cents(117304-20000), got.Amount)

	h.Children[0].Incomes = []droits.Income{droits.Monthly(droits.Salary, 30000)}
	got, _ = rules.RSA(h, october)
	assert.Equal(t, calcul.Cents(97753), got.Amount, "above 40 % of the base, neither the child nor its wage counts")

	h = alone()
	h.RecentIsolation = true
	h.Children = []droits.Child{{Age: 17, Incomes: []droits.Income{droits.Monthly(droits.Salary, 30000)}}}
	got, _ = rules.RSA(h, october)
	assert.Equal(t, calcul.Cents(111580-30000), got.Amount, "an only child who opens the increase adds more")

	h.Children[0].Age = 25
	got, _ = rules.RSA(h, october)
	assert.Equal(t, calcul.Cents(65169), got.Amount)
}

func TestSupportPaidForAChildCountsInPart(t *testing.T) {
	h := alone()
	h.Children, h.Supported = aged(6), 1
	got, _ := droits.New().RSA(h, october)
	assert.Equal(t, calcul.Cents(10759), got.Resources)
	assert.Equal(t, calcul.Cents(86995), got.Amount)
}

func TestWhoHasNoRightToTheRSAIsToldWhy(t *testing.T) {
	rules := droits.New()
	for _, c := range []struct {
		adult droits.Adult
		says  string
	}{
		{droits.Adult{Age: 24}, "25 ans"},
		{droits.Adult{Age: 24, WorkedTwoYears: true}, ""},
		{droits.Adult{Age: 17, WorkedTwoYears: true}, "25 ans"},
		{droits.Adult{Age: 25}, ""},
		{droits.Adult{Age: 30, Student: true}, "études"},
		{droits.Adult{Age: 30, Foreign: true, PermitYears: 4}, "titre de séjour"},
		{droits.Adult{Age: 30, Foreign: true, PermitYears: 5}, ""},
	} {
		got, why := rules.RSA(droits.Household{Applicant: c.adult}, october)
		assert.Contains(t, got.Refusal, c.says)
		assert.Equal(t, c.says == "", got.Amount > 0)
		assert.Equal(t, c.says == "", got.Refusal == "")
		assert.True(t, why.Lines[len(why.Lines)-1].Result)
	}
}

func TestTheRSASaysHowItWasComputed(t *testing.T) {
	h := alone(droits.Monthly(droits.Salary, 50000))
	h.HousingAid = calcul.Euros(250)
	_, why := droits.New().RSA(h, october)
	assert.Equal(t, "Votre RSA d’octobre 2026", why.Title)
	var labels []string
	for _, line := range why.Lines {
		labels = append(labels, line.Label+" "+line.Amount)
	}
	assert.Equal(t, []string{
		"Montant forfaitaire pour 1 personne 651,69\u00a0€", "Forfait logement −\u00a078,20\u00a0€",
		"Vos ressources −\u00a0500,00\u00a0€", "RSA par mois 73,49\u00a0€",
	}, labels)
	assert.Equal(t, "moyenne de juin, juillet et août 2026", why.Lines[2].How)
}

func TestTheFiguresAreThoseOfTheMonth(t *testing.T) {
	rules := droits.New()
	for text, want := range map[string]calcul.Cents{
		"2023-03": 59854, "2023-04": 60775, "2024-03": 60775, "2024-04": 63571,
		"2025-03": 63571, "2025-04": 64652, "2026-03": 64652, "2026-04": 65169, "2030-01": 65169, "1990-01": 59854,
	} {
		got, _ := rules.RSA(alone(), month(t, text))
		assert.Equal(t, want, got.Amount, text)
	}
}

func TestAbsurdHouseholdsAreComputedAllTheSame(t *testing.T) {
	rules, huge := droits.New(), calcul.Cents(math.MaxInt64)
	h := couple(droits.Monthly(droits.Salary, huge), droits.Monthly(droits.AAH, huge))
	h.Applicant.Assets = droits.Assets{Idle: huge, Interest: huge, EmptyBuilding: huge, EmptyLand: huge, TwoYearsAgo: huge}
	h.Children, h.Supported, h.FamilyResources, h.HousingAid = aged(-3, 2, 900), math.MaxInt, huge, huge
	rsa, _ := rules.RSA(h, -5)
	assert.Zero(t, rsa.Amount)
	assert.Positive(t, rsa.Resources)
	bonus, _ := rules.ActivityBonus(h, 99_999)
	assert.Zero(t, bonus.Paid)
	aid, _ := rules.HousingAid(h, droits.Tenancy{Rent: huge, Zone: -1}, huge, october)
	assert.Zero(t, aid.Paid)
	quotient, _ := droits.Quotient(droits.QuotientBasis{Taxable: huge, Children: 1_000}, october)
	assert.Positive(t, quotient)
}
