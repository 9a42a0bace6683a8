package droits

import "demarcheablanc/simulators/portal/calcul"

// Household is a foyer as the Caf sees it in the month of entitlement. Negative
// amounts and ages count as 0.
type Household struct {
	Applicant Adult
	Partner   *Adult // nil for somebody alone
	Children  []Child
	Occupancy Occupancy
	// HousingAid is the aide au logement received each month.
	HousingAid calcul.Cents
	// RecentIsolation: alone with children, or expecting one, for less than 18 months.
	RecentIsolation bool
	Pregnant        bool
	// Supported counts the children for whom the allocation de soutien familial is paid.
	Supported int
	// EarlyChildhood is the basic allowance of the PAJE, as received each month: its
	// amount and its ceilings are not computed here, only what it takes away.
	EarlyChildhood calcul.Cents
	// FamilyResources is the net income of year N-2, which halves or quarters the
	// allocations familiales of the well-off; 0 where it is not known.
	FamilyResources calcul.Cents
	// Preceding takes the three months just before the month of entitlement: what
	// a first claim is studied on, and the rule for all before March 2025.
	Preceding bool
}

// Adult is the applicant or the partner.
type Adult struct {
	Age     int
	Incomes []Income
	Assets  Assets
	// Student: in studies, training or apprenticeship.
	Student bool
	// WorkedTwoYears: 3 214 hours within three years, which opens the RSA under 25.
	WorkedTwoYears bool
	// Foreign: neither French nor of the European Economic Area or Switzerland;
	// PermitYears counts the years with a permit to work.
	Foreign     bool
	PermitYears int
}

// Child lives in the household.
type Child struct {
	Age         int
	Incomes     []Income
	Alternating bool // one parent then the other, allocations familiales shared
}

// Assets yield a resource even where they yield no money. Yearly amounts, but
// Idle, which is what lies there.
type Assets struct {
	Idle          calcul.Cents // savings that bear no interest
	Interest      calcul.Cents // interest of savings accounts, a year
	EmptyBuilding calcul.Cents // rental value of a building not let, a year
	EmptyLand     calcul.Cents // rental value of land not let, a year
	TwoYearsAgo   calcul.Cents // income of capital and rents of year N-2: the prime alone
}

// Occupancy is how the household is housed.
type Occupancy int

// The ways to be housed that change an amount.
const (
	Tenant        Occupancy = iota
	Owner                   // with no loan to pay
	Buyer                   // paying a loan
	HostedFree              // lodged for nothing
	HostedSharing           // lodged, sharing the costs
	NoHome
)

// free tells whether housing costs nothing, and so counts as a resource.
func (o Occupancy) free() bool { return o == Owner || o == HostedFree }

func (h Household) adults() []Adult {
	if h.Partner == nil {
		return []Adult{h.Applicant}
	}
	return []Adult{h.Applicant, *h.Partner}
}

// quarter lists the three months whose resources are counted.
func (h Household) quarter(m Month) [3]Month {
	if h.Preceding {
		return precedingQuarter(m)
	}
	return ReferenceQuarter(m)
}

// settled tells whether a foreigner may be counted: five years of permit.
func (a Adult) settled() bool { return !a.Foreign || a.PermitYears >= 5 }
