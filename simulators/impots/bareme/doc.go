// Package bareme is the arithmetic of the income tax: from what a household
// declares to what it owes, with each step said in plain words. It owns the
// family shares, the abatements, the capped quotient, the décote, the
// reductions and credits of the boxes it knows, the thresholds under which
// nothing is claimed, the withholding rates, the mileage scale and the price of
// declaring late, for the incomes of 2023, 2024 and 2025.
//
// It leaves to its callers the checking of what was typed (an impossible amount
// counts as nothing, an inconsistent one is taken as it is), the calendar, the
// pages, and who the declarants are. Social levies on capital are not here.
//
// Amounts are exact until the administration rounds: each abatement, the
// décote, the tax, each reduction and each credit, to the nearest euro. The
// figures are in the YAML files, each with its source.
package bareme
