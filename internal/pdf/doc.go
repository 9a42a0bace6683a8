// Package pdf makes the documents that people carry away: attestations, mandates,
// grids, debriefs. They are tagged: a screen reader finds headings, lists,
// tables and their headers, in French and in the right order.
//
// It owns the page, its type, the exercise marking that no document can be
// without, and the structure tree that the drawing library does not write. It
// leaves to its callers the words and what may be printed.
//
// The order of the calls is the order of reading:
//
//	d := pdf.New(pdf.Options{Title: "Attestation de droits", At: worldTime})
//	d.H1("Attestation de droits")
//	d.P("Ce document…")
//	file, err := d.Bytes()
//
// The same calls give the same bytes: the only date is the one given.
package pdf
