package bareme

import "demarcheablanc/simulators/portal/calcul"

// lasting holds the figures that did not change over the years covered.
type lasting struct {
	AbatementRate calcul.Exact `yaml:"abatement_rate"`
	DecoteRate    calcul.Exact `yaml:"decote_rate"`
	OldRulingRate calcul.Exact `yaml:"old_ruling_rate"`
	Overseas      struct {
		AntillesReunion limitedRate `yaml:"antilles_reunion"`
		GuyaneMayotte   limitedRate `yaml:"guyane_mayotte"`
	}

	FlatRate            calcul.Exact `yaml:"flat_rate"`
	DividendAbatement   calcul.Exact `yaml:"dividend_abatement"`
	SmallRentsAbatement calcul.Exact `yaml:"small_rents_abatement"`
	SmallRentsCeiling   calcul.Exact `yaml:"small_rents_ceiling"`

	HelpGiftsRate     calcul.Exact `yaml:"help_gifts_rate"`
	GiftsRate         calcul.Exact `yaml:"gifts_rate"`
	GiftsIncomeShare  calcul.Exact `yaml:"gifts_income_share"`
	PartyGiftsCeiling calcul.Exact `yaml:"party_gifts_ceiling"`
	School            struct{ College, Lycee, Superieur calcul.Exact }

	HomeRate         calcul.Exact `yaml:"home_rate"`
	Home             homeLimits
	HomeFirstYear    homeLimits   `yaml:"home_first_year"`
	HomeDisabled     calcul.Exact `yaml:"home_disabled"`
	HomePerHead      calcul.Exact `yaml:"home_per_head"`
	ChildcareRate    calcul.Exact `yaml:"childcare_rate"`
	ChildcareCeiling calcul.Exact `yaml:"childcare_ceiling"`
	UnionRate        calcul.Exact `yaml:"union_rate"`
	UnionIncomeShare calcul.Exact `yaml:"union_income_share"`
	CreditsCeiling   calcul.Exact `yaml:"credits_ceiling"`

	HighIncomes []step `yaml:"high_incomes"`

	ClaimedFrom             calcul.Exact `yaml:"claimed_from"`
	ClaimedFromAfterCredits calcul.Exact `yaml:"claimed_from_after_credits"`
	RefundedFrom            calcul.Exact `yaml:"refunded_from"`
	InstalmentsAbove        calcul.Exact `yaml:"instalments_above"`
	Instalments             int

	LatePayment calcul.Exact `yaml:"late_payment"`

	Late struct {
		Spontaneous      calcul.Exact
		Within30Days     calcul.Exact `yaml:"within_30_days"`
		Beyond30Days     calcul.Exact `yaml:"beyond_30_days"`
		InterestPerMonth calcul.Exact `yaml:"interest_per_month"`
	}
}

// homeLimits bound what is paid for help at home: a base that heads raise, up to
// a ceiling.
type homeLimits struct{ Base, Ceiling calcul.Exact }
