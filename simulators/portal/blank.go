package portal

import (
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/sandbox"
)

// FormTravels is how long a form takes to reach who sent it blank.
const FormTravels = 24 * time.Hour

// Blank is what a person does by hand on a paper form, then sends back by post: a
// paper takes what is left out, and whoever reads it sees what is missing.
type Blank struct {
	Items  []BlankItem `json:"gestes"`
	Effect string      `json:"effet"` // of the service that awaits it: its payload is a PostedForm
}

// BlankItem is one thing to do on a form, or to slip in its envelope.
type BlankItem struct {
	ID    string `json:"id"`
	Label string `json:"libelle"`
}

// PostedForm is a form that comes back: whose, and what was done on it.
type PostedForm struct {
	Person string   `json:"personne"`
	Done   []string `json:"faits,omitempty"` // of BlankItem
}

// PostForm puts a form that a person holds in the post, with what was done on it;
// it leaves her hands. It says whether there was one.
func PostForm(tx *sandbox.Tx, person, paper string, done []string) bool {
	key := "papier/" + person + "/" + paper
	p, ok := sandbox.Get[Paper](tx, key)
	if !ok || p.Blank == nil {
		return false
	}
	posted := PostedForm{Person: person}
	for _, item := range p.Blank.Items {
		if slices.Contains(done, item.ID) {
			posted.Done = append(posted.Done, item.ID)
		}
	}
	tx.Delete(key)
	tx.Schedule(tx.Now().Add(FormTravels), p.Blank.Effect, posted)
	tx.Emit(string(FactFormPosted), "personne", person, "papier", p.ID, "titre", p.Title, "faits", strings.Join(posted.Done, " "), "main", tx.Hand)
	return true
}
