// Package indemnisation computes what France Travail owes and when: the daily
// allowance (ARE), the delays before the first payment, a month's payment with
// or without work, the calendar of the monthly actualisation, what forgetting it
// costs, and what is asked back after a correction.
//
// It owns the figures (figures.yaml, each with its source and the day from which
// it applies) and the arithmetic. It leaves to the service emploi the pages, the
// messages and the questions asked; it stores nothing and reads no clock. Days
// are those of Paris. Amounts are gross unless said otherwise. Absurd inputs
// give absurd but harmless results: what is negative counts for 0.
package indemnisation
