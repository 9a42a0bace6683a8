// Package house is what every room of the workshop's web stands on: who comes
// (the signed cookie), which seat is theirs (the guard), how a page is drawn and
// how something refused is said, the live stream that a page follows.
//
// A room (accueil, formateur, bureau, observation) is a package beside this one:
// a struct literal with a Mount method that names its routes. Package web lists
// the rooms and adds what surrounds them all.
package house
