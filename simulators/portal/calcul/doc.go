// Package calcul is the arithmetic of the rules: exact until the institution
// rounds, and able to say each of its steps in plain words (« pourquoi ce
// montant ? »). It owns amounts, rates and explanations; what is computed, with
// which figures and which roundings, belongs to each service's rules.go.
//
// Nearly every amount and rate is a fraction of two machine words; those that are
// not are handed to math/big, so that a result never depends on their size.
package calcul
