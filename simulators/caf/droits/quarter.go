package droits

import "time"

// shifted is the first month whose quarter of reference is one month older.
const shifted = Month(2025*12 + int(time.March) - 1)

// ReferenceQuarter lists, oldest first, the three months whose resources decide
// the rights of month m: m-4 to m-2 since March 2025 (declarations filled in
// beforehand), m-3 to m-1 before.
func ReferenceQuarter(m Month) [3]Month {
	if m < shifted {
		return precedingQuarter(m)
	}
	return precedingQuarter(m - 1)
}

func precedingQuarter(m Month) [3]Month { return [3]Month{m - 3, m - 2, m - 1} }

// RightsQuarter lists the three months for which a declaration made in m opens
// the same rights.
func RightsQuarter(m Month) [3]Month { return [3]Month{m, m + 1, m + 2} }

// NextDeclaration is the month of the declaration that follows one made in m.
func NextDeclaration(m Month) Month { return m + 3 }
