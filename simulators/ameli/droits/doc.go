// Package droits computes what the Assurance maladie owes and until when: the
// complémentaire santé solidaire (C2S), the allowances of a sick leave, each line
// of a statement of care, the European card, and the usual delays.
//
// It owns the figures (figures.yaml, each with its source and the day from which
// it applies) and the arithmetic. It leaves to the service ameli the pages, the
// messages and the state of each file; it stores nothing and reads no clock. Days
// are those of Paris. Absurd inputs give harmless results: what is negative
// counts for 0.
package droits
