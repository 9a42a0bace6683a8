// Package demarche is the one engine of form journeys. A démarche is a YAML
// file: steps, fields, recap, certification, receipt, and its coulisses, what
// the institution does with a dossier after « valider ». The engine draws,
// validates, keeps drafts, sends, gives a receipt, and plays the coulisses on the
// world's clock. A service writes no handler of its own for any of it: it names
// its files, its computations (Rules), and what its pages look like (Mount).
//
// A file's steps are compiled to segments when it is loaded (compile.go): what
// does not change is bytes that are copied, what does is a few values. A page
// costs a tenth of the same page drawn by html/template.
//
// One dossier is the same whatever the channel: a site, a phone's application, a
// kiosk are mounts of the same Set; a voice server fills the Case itself.
//
// The world's documents kept here:
//
//	dossier/<site>/<démarche>/<n>  Dossier
//	paiement/<site>/<person>/<n>   Payment
//	dette/<site>/<person>/<n>      Debt
//
// How to write a file: docs/guide-auteur.md.
package demarche
