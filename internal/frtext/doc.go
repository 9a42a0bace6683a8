// Package frtext writes French: amounts, numbers, dates, times, durations,
// plurals, elisions, lists, sentences and sort keys. It reads back a typed date.
//
// It owns spelling and spacing, nothing else. It reads no clock (the moment to
// measure from is always given), knows no template file, and leaves the choice
// of the words to those who call it.
//
// Spaces inside a figure or before a unit are U+00A0, so that a figure is never
// cut at the end of a line. Dates keep ordinary spaces: they may be cut.
// Apostrophes are straight, as in the rest of the project's texts.
package frtext
