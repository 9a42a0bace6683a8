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
}

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
	ID    string    `json:"id" yaml:"id"`
	Title string    `json:"titre" yaml:"titre"`
	Text  []string  `json:"texte,omitempty" yaml:"texte"` // what can be read on it
	Back  []string  `json:"verso,omitempty" yaml:"verso"`
	Kind  string    `json:"genre,omitempty" yaml:"genre"` // "carte", "lettre", "recu", "avis", "capture"
	Shown bool      `json:"montre,omitempty" yaml:"-"`    // on the table, where the aidant sees it
	File  *File     `json:"fichier,omitempty" yaml:"-"`   // for an issued document
	How   string    `json:"comment,omitempty" yaml:"-"`   // "imprime", "telephone", "borne", "courriel"
	At    time.Time `json:"le,omitzero" yaml:"-"`
}

// HandOver puts an issued document in a person's hands: goals look for it
// there. how says by which way: "imprime", "telephone", "borne", "courriel".
func HandOver(tx *sandbox.Tx, person string, f File, how string) {
	prefix := "papier/" + person + "/"
	p := Paper{ID: "recu-" + nextID(tx, prefix+"recu-"), Title: f.Title, Kind: "document", Shown: true, File: &f, How: how, At: tx.Now()}
	tx.Put(prefix+p.ID, p)
	tx.Emit(string(FactPaperHeld), "personne", person, "genre", f.Kind, "titulaire", f.Person, "comment", how)
}
