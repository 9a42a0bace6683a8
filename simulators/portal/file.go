package portal

import (
	"fmt"
	"time"

	"demarcheablanc/internal/sandbox"
)

// File is a document that a service issued. Only what is needed to draw it
// again is kept, never its bytes: a maker always draws the same bytes from the
// same parameters.
type File struct {
	Kind   string            `json:"genre" yaml:"genre"`       // "ameli.attestation_droits"
	Name   string            `json:"nom" yaml:"nom"`           // "attestation-de-droits.pdf"
	Title  string            `json:"titre" yaml:"titre"`       // what people call it
	Person string            `json:"personne" yaml:"personne"` // whose it is
	Params map[string]string `json:"donnees,omitempty" yaml:"donnees"`
	At     time.Time         `json:"le" yaml:"-"`

	// What a portal looks at when a file is handed in. Their zero values are
	// those of a document that a service issued: a light PDF, whole and legible.
	Format string `json:"format,omitempty" yaml:"format"` // what its bytes are, whatever its name says: "jpg", "heic", "pdf"
	Bytes  int64  `json:"octets,omitempty" yaml:"octets"`
	Shows  string `json:"montre,omitempty" yaml:"montre"` // the kind of paper photographed or scanned
	Flaw   string `json:"defaut,omitempty" yaml:"defaut"` // FlawBlurred…: what an agent would refuse
}

// What is wrong with a picture of a paper.
const (
	FlawBlurred = "floue"
	FlawOneSide = "recto"
	FlawCut     = "coupee"
)

// MIME is the type of its bytes. Every maker draws PDF.
func (f File) MIME() string { return "application/pdf" }

// FileMaker draws a document of one kind.
type FileMaker func(tx *sandbox.Tx, f File) ([]byte, error)

// Draw makes a document's bytes.
func (n *Network) Draw(tx *sandbox.Tx, f File) ([]byte, error) {
	maker, ok := n.files[f.Kind]
	if !ok {
		return nil, fmt.Errorf("nobody draws documents of kind %q", f.Kind)
	}
	return maker(tx, f)
}

// Paper is something a person holds in hand: brought along, printed and handed
// over, or kept on her phone.
type Paper struct {
	ID    string   `json:"id" yaml:"id"`
	Title string   `json:"titre" yaml:"titre"`
	Text  []string `json:"texte,omitempty" yaml:"texte"` // what can be read on it
	Back  []string `json:"verso,omitempty" yaml:"verso"`
	Kind  string   `json:"genre,omitempty" yaml:"genre"` // "carte", "lettre", "recu", "avis", "capture"
	// Values is what the paper says, by name: what an answer is compared with.
	Values map[string]string `json:"valeurs,omitempty" yaml:"valeurs"`
	Shown  bool              `json:"montre,omitempty" yaml:"-"`  // on the table, where the aidant sees it
	File   *File             `json:"fichier,omitempty" yaml:"-"` // for an issued document
	How    string            `json:"comment,omitempty" yaml:"-"` // "imprime", "telephone", "borne", "courriel"
	At     time.Time         `json:"le,omitzero" yaml:"-"`
	Blank  *Blank            `json:"a_remplir,omitempty" yaml:"-"` // for a form to be filled and sent back
}

// HandOver puts an issued document in a person's hands: goals look for it
// there. how says by which way: "imprime", "telephone", "borne", "courriel".
func HandOver(tx *sandbox.Tx, person string, f File, how string) {
	prefix := "papier/" + person + "/"
	p := Paper{ID: "recu-" + nextID(tx, prefix+"recu-"), Title: f.Title, Kind: "document", Shown: true, File: &f, How: how, At: tx.Now()}
	tx.Put(prefix+p.ID, p)
	tx.Emit(string(FactPaperHeld), "personne", person, "genre", f.Kind, "titulaire", f.Person, "comment", how)
}
