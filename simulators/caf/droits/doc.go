// Package droits computes what the Caf owes: RSA, prime d’activité, aide au
// logement of a tenant, the family benefits that these count, the quotient
// familial, the days of payment, what was overpaid and how it is given back.
//
// It owns the figures (baremes/*.yaml, each with its source and the month from
// which it applies) and the rules. It knows no site, no clock and no storage:
// the caller says for which month, checks what people type, and prints the
// explanation that comes with each amount. Left out, no figure being at hand: the
// amount of the PAJE (what is received is given, and counted), the ceiling of
// resources of the complément familial (its explanation says so). Left out on
// purpose: the schedule of monthly deductions on benefits, local aids, overseas
// rates.
package droits
