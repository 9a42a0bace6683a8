// Package workshop runs ateliers: who sits where, what each trio plays, in
// which phase it is, what the trainer says to all.
//
// An atelier's register is a world like any other (package sandbox): documents
// and a journal, durable and watched live. Each trio plays each round in a
// sandbox of its own. The register outlives a sandbox's reset, so grids and
// moments are kept in it (package observation).
//
// The register's documents, by key:
//
//	atelier              Atelier
//	trio/<n>             Trio, with its seats
//	message/<n>          Message
//
// It knows neither HTTP nor services.
package workshop
