package demarche

import (
	"time"

	"demarcheablanc/simulators/portal"
)

// Def is a démarche as its file declares it. Texts may hold names between < and >,
// « Vos revenus de <mois> »: words given by the rule Words, answers, results.
type Def struct {
	ID    string         `yaml:"demarche"`
	Title string         `yaml:"titre"`
	Intro []string       `yaml:"introduction"` // before the first step
	Bring []string       `yaml:"preparer"`     // what to have at hand
	Lasts string         `yaml:"duree"`        // « environ 10 minutes »
	Eras  map[string]Era `yaml:"epoques"`      // what changes by era

	// Draft is how long an unsent dossier is kept; zero: as long as the session.
	Draft time.Duration `yaml:"brouillon"`
	// Words names the rule that gives the words between < and >, and lists them.
	Words WordsDef `yaml:"mots"`
	// Opens names the rule that says whether it can be done now.
	Opens string `yaml:"ouverture"`
	// Once names the rule whose answer (a month, a year) only one dossier of a
	// person can have; without it, as many as wanted.
	Once string `yaml:"une_fois_par"`

	Steps   []StepDef  `yaml:"etapes"`
	Recap   RecapDef   `yaml:"recapitulatif"`
	Receipt ReceiptDef `yaml:"accuse"`

	// Stages are the coulisses, in order; the first begins at « valider ».
	Stages []StageDef `yaml:"coulisses"`
	// Reopens names the stage that is played once the last document that was to
	// come has been attached, while nobody works on the dossier: no stage is under
	// way, or one whose actor is the person. Empty: nothing more happens.
	Reopens string `yaml:"piece_recue"`
	// Circuit says who ends up with which data, and for how long.
	Circuit []Flow `yaml:"donnees"`
}

// Era is what a démarche is called, and in what order it goes, in a given era.
type Era struct {
	Title string   `yaml:"titre"`
	Steps []string `yaml:"etapes"`
}

// WordsDef declares the words that a rule gives.
type WordsDef struct {
	Rule  string   `yaml:"regle"`
	Names []string `yaml:"noms"`
}

// Plain is the easy-to-read version of a label and its help (FALC).
type Plain struct {
	Label string `yaml:"libelle"`
	Help  string `yaml:"aide"`
}

// StepDef is one screen.
type StepDef struct {
	ID     string             `yaml:"id"`
	Title  string             `yaml:"titre"`
	Help   string             `yaml:"aide"`
	Plain  Plain              `yaml:"falc"`
	When   string             `yaml:"quand"` // an expression over the answers
	Check  string             `yaml:"controle"`
	Fields []FieldDef         `yaml:"champs"`
	Eras   map[string]Relabel `yaml:"epoques"`
}

// Relabel is what a step or a field is called in another era.
type Relabel struct {
	Label  string `yaml:"libelle"`
	Help   string `yaml:"aide"`
	Hidden bool   `yaml:"absent"`
}

// FieldDef is one question.
type FieldDef struct {
	ID       string             `yaml:"id"`
	Kind     Kind               `yaml:"genre"`
	Heading  string             `yaml:"rubrique"` // written above it, where several follow on one screen
	Label    string             `yaml:"libelle"`
	Help     string             `yaml:"aide"`
	Plain    Plain              `yaml:"falc"`
	Example  string             `yaml:"exemple"`
	When     string             `yaml:"quand"`
	Optional bool               `yaml:"facultatif"`
	Later    bool               `yaml:"plus_tard"` // may be attached after sending
	Options  []Option           `yaml:"options"`
	Min      *int64             `yaml:"minimum"` // euros, units, or how many in a group
	Max      *int64             `yaml:"maximum"`
	Whole    bool               `yaml:"entier"` // euros without cents
	After    string             `yaml:"apres"`  // a date field that this one may not precede
	Past     bool               `yaml:"passe"`  // not after today
	Future   bool               `yaml:"futur"`  // not before today
	Fill     string             `yaml:"pris"`   // rule that prefills or computes it; of a group: how many it begins with
	Confirm  bool               `yaml:"confirmer"`
	Source   string             `yaml:"source"` // who transmitted a prefilled value
	Paper    string             `yaml:"papier"` // the value that a person's paper gives for it
	Says     Messages           `yaml:"messages"`
	Formats  []string           `yaml:"formats"`   // of a file: pdf, jpg, png…
	Heaviest int64              `yaml:"poids_max"` // of a file, in bytes
	Document string             `yaml:"piece"`     // the kind of paper asked, for a file
	Fields   []FieldDef         `yaml:"champs"`    // of a group or grid cell
	One      string             `yaml:"un"`        // what one of a group is called: « employeur »
	Rows     string             `yaml:"lignes"`    // rule: rows of a grid
	Columns  string             `yaml:"colonnes"`  // rule: columns of a grid
	Eras     map[string]Relabel `yaml:"epoques"`
}

// Option is one answer of a choice.
type Option struct {
	Value string `yaml:"valeur"`
	Label string `yaml:"libelle"`
	Plain string `yaml:"falc"`
	When  string `yaml:"epoque"` // offered in that era only
}

// Messages replace the usual sentences of a field.
type Messages struct {
	Empty  string `yaml:"vide"`
	Format string `yaml:"format"`
	Min    string `yaml:"minimum"`
	Max    string `yaml:"maximum"`
	Order  string `yaml:"ordre"`
}

// RecapDef is the last look before sending.
type RecapDef struct {
	Title   string   `yaml:"titre"`
	Help    string   `yaml:"aide"`
	Compute string   `yaml:"calcul"`         // rule: estimate, warnings
	Results []string `yaml:"resultats"`      // names that computations may give, here and in the coulisses
	Filled  bool     `yaml:"sans_les_vides"` // optional questions left empty are not listed
	Certify []string `yaml:"certifier"`
	Button  string   `yaml:"bouton"` // « Valider et transmettre »
}

// ReceiptDef is the proof of sending.
type ReceiptDef struct {
	Title  string   `yaml:"titre"`
	Number string   `yaml:"numero"` // prefix of its number
	Text   []string `yaml:"texte"`
	Next   []string `yaml:"suite"` // what happens now
	Mail   *MailDef `yaml:"courriel"`
}

// MailDef is a message that a démarche sends.
type MailDef struct {
	Subject string   `yaml:"objet"`
	Text    []string `yaml:"texte"`
	Path    string   `yaml:"lien"` // page of the site it leads to
}

// Actors of the coulisses.
const (
	ActorMachine = "machine"
	ActorAgent   = "agent"
	ActorOther   = "administration"
	ActorPerson  = "personne"
)

// StageDef is one thing that happens to a dossier once sent.
type StageDef struct {
	ID     string        `yaml:"id"`
	Title  string        `yaml:"titre"`
	Actor  string        `yaml:"acteur"`
	Who    string        `yaml:"qui"`   // « La caisse nationale », « Une gestionnaire »
	Text   string        `yaml:"fait"`  // what is done, in plain words
	After  portal.Moment `yaml:"apres"` // counted from the stage before
	When   string        `yaml:"date"`  // rule that gives the time instead
	Asks   []Ask         `yaml:"demande"`
	Decide string        `yaml:"decide"` // rule that names the outcome; without it, the only one
	Ends   []EndDef      `yaml:"issues"`
}

// Ask is one cross-check: who is asked for what.
type Ask struct {
	From string `yaml:"a"`
	What string `yaml:"quoi"`
}

// EndDef is one outcome of a stage.
type EndDef struct {
	ID      string      `yaml:"id"`
	Title   string      `yaml:"titre"`
	State   string      `yaml:"etat"`     // what the account shows: « en cours », « traité »
	Next    string      `yaml:"puis"`     // the stage after; empty: the end
	Apply   string      `yaml:"applique"` // rule that changes the service's own documents
	Mail    *MailDef    `yaml:"courriel"`
	SMS     string      `yaml:"sms"`
	Letter  *LetterDef  `yaml:"lettre"`
	Payment *PaymentDef `yaml:"paiement"`
	Debt    *DebtDef    `yaml:"dette"`
}

// LetterDef is a letter by post.
type LetterDef struct {
	Object string        `yaml:"objet"`
	Text   []string      `yaml:"texte"`
	After  portal.Moment `yaml:"arrive"`
}

// PaymentDef is money that arrives. Amount names a result of the computation.
type PaymentDef struct {
	Label  string `yaml:"libelle"`
	Amount string `yaml:"montant"`
}

// DebtDef is money that is claimed back.
type DebtDef struct {
	Label  string `yaml:"libelle"`
	Amount string `yaml:"montant"`
}

// Flow is one branch of the data circuit.
type Flow struct {
	Data string `yaml:"quoi"`
	To   string `yaml:"vers"`
	Why  string `yaml:"pourquoi"`
	Kept string `yaml:"conserve"`
}
