package observation

import (
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
)

// Stars is one answer of the grid: 1 (not used, or badly) to 5 (very well used),
// or one of the two below, which are not stars.
type Stars int

// What an answer can be besides 1 to 5.
const (
	Unanswered Stars = 0
	Unobserved Stars = -1 // « non observé »: said, and not one star
	MostStars  Stars = 5
)

// Given says whether the line was answered, by stars or by « non observé ».
func (s Stars) Given() bool { return s != Unanswered }

// Item is one line of the grid.
type Item struct {
	Key      string
	Block    string // the heading it stands under
	Label    string
	Required bool
	Name     string // what to call the tool used, when the line asks for it
}

const (
	blockDiagnosis = "Les 3 points de diagnostic"
	blockFiches    = "La ou les fiches tangibles"
	blockOther     = "Un autre outil ?"
)

// Items are the lines of the observation grid of the training deck « Aidants
// Connect » by ESJA: the same lines, the same order, the same obligations.
func Items() []Item {
	return []Item{
		{"relation", blockDiagnosis, "La relation au numérique de son public, et l’appui de son entourage", true, ""},
		{"moyens", blockDiagnosis, "Les moyens matériels de son public", true, ""},
		{"competences", blockDiagnosis, "Les compétences numériques déjà maîtrisées par son public", true, ""},
		{"fiches", blockFiches, "L’usage de la ou des fiches", true, "Nom de la ou des fiches"},
		{"outil", blockOther, "L’usage de cet outil", false, "Nom de l’outil"},
	}
}

// Mark is what was given to one line.
type Mark struct {
	Stars Stars  `json:"etoiles,omitempty"`
	Name  string `json:"nom,omitempty"`
}

// What the observer says of a goal that the journal alone cannot settle.
const (
	GoalReached  = "atteint"
	GoalDecision = "decision" // the person chose otherwise
	GoalPending  = "suspens"
)

// Notes are what each of the three gives at the end: lines of the grid where the
// role has them, free text, one thing to keep and one to try.
type Notes struct {
	Marks   map[string]Mark `json:"lignes,omitempty"`
	Remarks string          `json:"remarques,omitempty"`
	Keep    string          `json:"garder,omitempty"`
	Try     string          `json:"essayer,omitempty"`
}

// Grid is the observer's sheet.
type Grid struct {
	Notes
	Goals  map[string]string `json:"buts,omitempty"` // by goal: GoalReached…
	Saved  time.Time         `json:"garde,omitzero"`
	Closed time.Time         `json:"clos,omitzero"` // from then on it cannot change
}

// Self is the aidant's own sheet, filled in before seeing the observer's.
type Self struct {
	Notes
	Done time.Time `json:"fait,omitzero"`
}

// Feeling is what the helped person says: how it felt, which secrets came out.
type Feeling struct {
	Notes
	Secrets []string  `json:"devoiles,omitempty"` // ids
	Done    time.Time `json:"fait,omitzero"`
}

// Moment is one press of a button by the observer, tied to where the play stood.
type Moment struct {
	Number int       `json:"n"`
	Word   string    `json:"mot"` // one of MomentKinds
	Note   string    `json:"note,omitempty"`
	Seq    int64     `json:"etape"`
	At     time.Time `json:"le"` // world time
}

// Label is what the moment is called.
func (m Moment) Label() string {
	for _, k := range MomentKinds() {
		if k.Word == m.Word {
			return k.Label
		}
	}
	return m.Word
}

// MomentKind is one button.
type MomentKind struct{ Word, Label, Icon string }

// MomentKinds are the buttons: what the machine cannot see.
func MomentKinds() []MomentKind {
	return []MomentKind{
		{"ton", "Le ton change", "bulle"},
		{"silence", "Un silence", "silence"},
		{"reformulation", "Une reformulation", "repondre"},
		{"ecran", "Écran tourné", "ecran"},
		{"confidentialite", "Intimité protégée", "bouclier"},
		{"humour", "Un sourire", "sourire"},
		{"jargon", "Un mot obscur", "aide"},
		{"main", "Le clavier passe", "clavier"},
		{"secret-telephone", "Secret dit au téléphone", "appel-entrant"},
		{"autre", "Autre moment", "drapeau"},
	}
}

// Missing names the obligatory lines that were left out.
func (n Notes) Missing() []string {
	var all []string
	for _, item := range Items() {
		mark := n.Marks[item.Key]
		switch {
		case !item.Required:
		case !mark.Stars.Given():
			all = append(all, "« "+item.Label+" »")
		case item.Name != "" && mark.Stars > 0 && mark.Name == "":
			all = append(all, "le nom de la ou des fiches")
		}
	}
	return all
}

// MissingSentence says in one sentence what closing waits for; empty when
// nothing is missing. unseen is what « non observé » is called on this sheet.
func (n Notes) MissingSentence(unseen string) string {
	missing := n.Missing()
	if len(missing) == 0 {
		return ""
	}
	return "Il reste à remplir : " + frtext.List(missing) + ". Donnez des étoiles, ou « " + unseen + " »."
}

const longestText = 2000 // characters

// Problems refuses what looks as if it belonged to somebody real, by field:
// "remarques", "garder", "essayer", "nom-<item>".
func (n Notes) Problems() map[string]string {
	problems := map[string]string{}
	texts := map[string]string{"remarques": n.Remarks, "garder": n.Keep, "essayer": n.Try}
	for key, mark := range n.Marks {
		texts["nom-"+key] = mark.Name
	}
	for field, text := range texts {
		if kind, real := fictif.LooksReal(text); real {
			problems[field] = kind.Message()
		} else if len([]rune(text)) > longestText {
			problems[field] = "C’est un peu long : 2 000 caractères au plus. Gardez l’essentiel."
		}
	}
	return problems
}
