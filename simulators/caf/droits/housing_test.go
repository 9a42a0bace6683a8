package droits_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal/calcul"
)

var november2025 = droits.NewMonth(2025, 11)

func TestHousingAidByHand(t *testing.T) {
	rules := droits.New()
	parent := alone()
	parent.Children = aged(20)
	grown := alone()
	grown.Children = aged(21)
	for name, c := range map[string]struct {
		h         droits.Household
		tenancy   droits.Tenancy
		resources int64
		want      calcul.Cents // before CRDS
		kind      droits.AidKind
	}{
		"zone 1":                               {alone(), droits.Tenancy{Rent: 60000, Zone: 1}, 0, 34917, droits.ALS},
		"with convention":                      {alone(), droits.Tenancy{Rent: 60000, Zone: 1, Agreed: true}, 0, 34917, droits.APL},
		"with a dependant":                     {parent, droits.Tenancy{Rent: 50000, Zone: 2}, 0, 42891, droits.ALF},
		"a child of 21 is no dependant":        {grown, droits.Tenancy{Rent: 50000, Zone: 2}, 0, 30637, droits.ALS},
		"resources up to R0 cost nothing":      {alone(), droits.Tenancy{Rent: 60000, Zone: 1}, 5235, 34917, droits.ALS},
		"a shared flat":                        {alone(), droits.Tenancy{Rent: 60000, Zone: 1, Shared: true}, 0, 23559, droits.ALS},
		"a shared flat for two":                {couple(), droits.Tenancy{Rent: 60000, Zone: 1, Shared: true}, 0, 31737, droits.ALS},
		"a small rent is counted as it is":     {alone(), droits.Tenancy{Rent: 20000, Zone: 3}, 0, 21603, droits.ALS},
		"no rent, no aid":                      {alone(), droits.Tenancy{Zone: 3}, 0, 0, droits.ALS},
		"the dearest rent without loss":        {alone(), droits.Tenancy{Rent: 68030, Zone: 3}, 0, 28815, droits.ALS},
		"half lost halfway":                    {alone(), droits.Tenancy{Rent: 123262, Zone: 1}, 0, 17458, droits.ALS},
		"nothing left at four times, zone 1":   {alone(), droits.Tenancy{Rent: 133256, Zone: 1}, 0, 0, droits.ALS},
		"nothing left at 3,1 times, elsewhere": {alone(), droits.Tenancy{Rent: 84400, Zone: 3}, 0, 0, droits.ALS},
		"less than 10 € is not paid":           {alone(), droits.Tenancy{Rent: 40000, Zone: 3}, 14300, 0, droits.ALS},
		"but for an APL":                       {alone(), droits.Tenancy{Rent: 40000, Zone: 3, Agreed: true}, 14300, 783, droits.APL},
	} {
		got, _ := rules.HousingAid(c.h, c.tenancy, calcul.Euros(c.resources), november2025)
		assert.Equal(t, c.want, got.Gross, name)
		assert.Equal(t, c.kind, got.Kind, name)
	}
}

func TestHousingAidSaysHowItWasComputed(t *testing.T) {
	got, why := droits.New().HousingAid(alone(), droits.Tenancy{Rent: 40000, Zone: 3}, calcul.Euros(9800), november2025)
	assert.Equal(t, droits.HousingAid{Kind: droits.ALS, Counted: 27212, Charges: 6059, Personal: 18072, Gross: 14699, Paid: 14626}, got)
	assert.Equal(t, "39,56\u00a0€ + 3,09\u00a0% de vos ressources d’un an au-dessus de 5\u00a0235\u00a0€", why.Lines[2].How)
	assert.Equal(t, "ALS par mois", why.Lines[len(why.Lines)-1].Label)
}

func TestTheFiguresOfHousingFollowTheYear(t *testing.T) {
	rules := droits.New()
	for text, want := range map[string]calcul.Cents{
		"2023-09": 26649, "2023-10": 27599, "2024-10": 28514, "2025-10": 28815, "2026-10": 29153,
	} {
		got, _ := rules.HousingAid(alone(), droits.Tenancy{Rent: 60000, Zone: 3}, 0, month(t, text))
		assert.Equal(t, want, got.Gross, text)
	}
	// R0 is what leaves the whole aid: two more dependants than the table knows add 2 × 346 €.
	large := couple()
	large.Children = make([]droits.Child, 8)
	for resources, whole := range map[int64]bool{10_554 + 2*346: true, 10_554 + 2*346 + 100: false} {
		full, _ := rules.HousingAid(large, droits.Tenancy{Rent: 90000, Zone: 1}, 0, november2025)
		got, _ := rules.HousingAid(large, droits.Tenancy{Rent: 90000, Zone: 1}, calcul.Euros(resources), november2025)
		assert.Equal(t, whole, got.Gross == full.Gross, resources)
	}
}

func TestHousingAidFallsWithResourcesAndKeepsItsBounds(t *testing.T) {
	rules := droits.New()
	rapid.Check(t, func(t *rapid.T) {
		h := drawn(t)
		tenancy := droits.Tenancy{
			Rent:   calcul.Cents(rapid.Int64Range(-100, 300_000).Draw(t, "rent")),
			Zone:   rapid.IntRange(0, 4).Draw(t, "zone"),
			Shared: rapid.Bool().Draw(t, "shared"), Agreed: rapid.Bool().Draw(t, "agreed"),
		}
		poor := calcul.Cents(rapid.Int64Range(-100, 4_000_000).Draw(t, "poor"))
		rich := poor + calcul.Cents(rapid.Int64Range(0, 4_000_000).Draw(t, "rich"))
		of := func(resources calcul.Cents) droits.HousingAid {
			aid, _ := rules.HousingAid(h, tenancy, resources, november2025)
			return aid
		}
		assert.GreaterOrEqual(t, of(poor).Paid, of(rich).Paid)
		assert.GreaterOrEqual(t, of(rich).Paid, calcul.Cents(0))
		assert.LessOrEqual(t, of(poor).Gross, of(poor).Counted+of(poor).Charges)
		assert.LessOrEqual(t, of(poor).Counted, max(tenancy.Rent, 0))
	})
}

func TestResourcesOfHousingAid(t *testing.T) {
	rules := droits.New()
	for taxable, want := range map[int64]int64{-5: 0, 0: 0, 1: 100, 10_800: 9_800, 14_400: 13_000, 10_000: 9_000} {
		assert.Equal(t, calcul.Euros(want), rules.HousingResources(calcul.Euros(taxable), november2025), taxable)
	}
	first, last := droits.HousingPeriod(november2025)
	assert.Equal(t, droits.NewMonth(2024, 10), first)
	assert.Equal(t, droits.NewMonth(2025, 9), last)
}

func TestTheMonthOfMovingInIsNotPaid(t *testing.T) {
	moved := droits.NewMonth(2026, 9)
	assert.Equal(t, moved+1, droits.FirstHousingMonth(moved, moved))
	assert.Equal(t, moved+3, droits.FirstHousingMonth(moved, moved+3), "what was not asked for is not paid")
}
