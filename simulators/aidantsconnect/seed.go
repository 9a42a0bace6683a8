package aidantsconnect

import "demarcheablanc/simulators/portal"

// situation is what a situation's file says of Aidants Connect:
//
//	structures: [{id: epn, nom: EPN Les Tilleuls}]
//	aidants:
//	  - {personne: camille, carte: {numero: epn-0417, poste: tel-epn}}
//	  - {personne: martin, appli: {poste: tel-epn}}
//	  - {personne: nora, referent: true, carte: {poste: tel-epn}}
//	joueur: camille
//	mandats: [{numero: "4120", personne: henri, themes: [social, travail], duree: 365, jusqua: +1h42m10s}]
//	protections: [{personne: florence, mesure: curatelle}]
//	journal: [{le: J-365 17:42, aidant: camille, action: création du mandat, personne: henri}]
type situation struct {
	Structures []seedStructure `yaml:"structures"`
	Aidants    []seedAidant    `yaml:"aidants"`
	Drawer     []seedCard      `yaml:"tiroir"` // cards that nobody has yet
	Mandates   []seedMandate   `yaml:"mandats"`
	Protected  []seedProtected `yaml:"protections"`
	Journal    []seedEntry     `yaml:"journal"`
	Played     string          `yaml:"joueur"`  // the helper that the aidant's seat plays
	Shortest   int             `yaml:"minimal"` // days of the shortest useful mandate; 1 unless said
}

type seedStructure struct {
	ID      string   `yaml:"id"`
	Name    string   `yaml:"nom"`
	Address []string `yaml:"adresse"`
	Themes  []string `yaml:"themes"` // all of them unless said
}

type seedAidant struct {
	Person    string    `yaml:"personne"` // gives id, name and address unless said
	ID        string    `yaml:"id"`
	Name      string    `yaml:"nom"`
	Email     string    `yaml:"courriel"`
	Structure string    `yaml:"structure"` // the first one unless said
	Also      []string  `yaml:"aussi"`     // other structures where she is a helper too
	Status    string    `yaml:"statut"`
	Referent  bool      `yaml:"referent"`
	Inactive  bool      `yaml:"desactive"`
	Card      *seedCard `yaml:"carte"`
	App       *seedCard `yaml:"appli"`
}

type seedCard struct {
	Serial string `yaml:"numero"`
	Device string `yaml:"poste"`
}

type seedMandate struct {
	Number    string        `yaml:"numero"`
	Person    string        `yaml:"personne"`
	Structure string        `yaml:"structure"`
	Aidant    string        `yaml:"aidant"` // the first of the structure unless said
	Themes    []string      `yaml:"themes"`
	Days      int           `yaml:"duree"`
	Until     portal.Moment `yaml:"jusqua"` // +1h42m10s: to the second
	Revoked   []string      `yaml:"revoques"`
	RevokedAt portal.Moment `yaml:"revoque"` // when those were; an hour before the start unless said
	Email     string        `yaml:"courriel"`
	Unsigned  bool          `yaml:"non_signe"`
}

type seedProtected struct {
	Person  string `yaml:"personne"`
	Measure string `yaml:"mesure"`
}

type seedEntry struct {
	At        portal.Moment `yaml:"le"`
	Structure string        `yaml:"structure"`
	Aidant    string        `yaml:"aidant"`
	Action    string        `yaml:"action"`
	Person    string        `yaml:"personne"`
	Detail    string        `yaml:"detail"`
}
