// Package scenario reads situations, builds the frozen start of their worlds,
// runs their injects, and says which goals a world has reached.
//
// A situation is a folder scenarios/<id> with a scenario.yaml. What it says of a
// service is decoded by that service; what it expects of the play is written as
// expressions over witnessed facts, checked when the file is read.
//
// It builds documents in the vocabulary of package portal, but knows no service:
// their seeds and facts are handed to it.
package scenario
