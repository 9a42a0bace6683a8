package bureau

import (
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/simulators/portal"
)

const notesKey = "bureau/notes"

// Notes are the aidant's own.
type Notes struct {
	Text string    `json:"texte"`
	At   time.Time `json:"le"`
}

const noSecrets = "Une structure ne garde pas les mots de passe ni les numéros des personnes : ce passage n’a pas été gardé, le reste l’est. Proposez plutôt la carte personnelle, que la personne remplit et emporte."

// saveNotes keeps the notes, without what belongs to the person alone.
func (r Room) saveNotes(s *house.Seated) error {
	text := strings.ReplaceAll(s.PostForm("notes"), "\r\n", "\n")
	problem := ""
	if runes := []rune(text); len(runes) > longest {
		text, problem = string(runes[:longest]), tooLong
	}
	err := r.act(s, func(tx *sandbox.Tx) error {
		kept, kinds := withoutSecrets(tx, text)
		for _, kind := range kinds {
			tx.Emit(string(FactNotesSecret), "genre", kind)
		}
		if len(kinds) > 0 {
			problem = noSecrets
		}
		if before, _ := sandbox.Get[Notes](tx, notesKey); before.Text != kept {
			tx.Put(notesKey, Notes{kept, tx.Now()})
		}
		return nil
	})
	if err != nil {
		return err
	}
	if problem == "" {
		return s.SeeOther(s.Desk() + "#notes")
	}
	c, err := r.situation(s)
	if err != nil {
		return err
	}
	return r.see(s, func(tx *sandbox.Tx, f Frame) error {
		p := r.aidantDesk(tx, f, c)
		p.Problem = problem
		return s.RenderStatus(http.StatusUnprocessableEntity, "bureau/aidant", house.View{Title: "Le bureau de l’aidant·e", Room: "salle-bureau", Live: f.live(), P: p})
	})
}

const blank = "[…]"

// withoutSecrets blanks, in a text, what the situation issued as secret, what
// identifies its people, and what looks real. kinds says what was found, once
// each, never the thing itself.
func withoutSecrets(tx *sandbox.Tx, text string) (kept string, kinds []string) {
	found := func(kind string) {
		if !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	for _, key := range tx.Keys("acces/") {
		a, _ := sandbox.Get[portal.Account](tx, key)
		if len(a.Secret.Issued) >= 4 && strings.Contains(text, a.Secret.Issued) {
			text = strings.ReplaceAll(text, a.Secret.Issued, blank)
			found("mot de passe")
		}
	}
	for _, key := range tx.Keys("personne/") {
		p, _ := sandbox.Get[portal.Person](tx, key)
		for kind, number := range map[string]string{"nir": p.NIR, "numéro fiscal": p.TaxNumber} {
			if out, ok := blankDigits(text, number); ok {
				text = out
				found(kind)
			}
		}
	}
	if text, ok := blankReal(text); ok {
		found("donnée d’apparence réelle")
		return text, kinds
	}
	return text, kinds
}

// blankDigits blanks a number however its digits are spaced; its control key may
// be missing.
func blankDigits(text, number string) (string, bool) {
	const shortest = 13
	if len(number) < shortest {
		return text, false
	}
	runes := []rune(text)
	for i := range runes {
		if end := digitsFrom(runes[i:], number[:shortest]); end > 0 {
			for end < len(runes)-i && (unicode.IsDigit(runes[i+end]) || runes[i+end] == ' ' && i+end+1 < len(runes) && unicode.IsDigit(runes[i+end+1])) {
				end++
			}
			rest, _ := blankDigits(string(runes[i+end:]), number)
			return string(runes[:i]) + blank + rest, true
		}
	}
	return text, false
}

// digitsFrom tells how many runes spell these digits from the first rune on,
// blanks and points aside; 0 when they do not.
func digitsFrom(runes []rune, digits string) int {
	if len(runes) == 0 || !unicode.IsDigit(runes[0]) {
		return 0
	}
	next := 0
	for i, c := range runes {
		switch {
		case next < len(digits) && c == rune(digits[next]):
			if next++; next == len(digits) {
				return i + 1
			}
		case unicode.IsSpace(c) || c == '.' || c == '-' || c == '\u00a0' || c == '\u202f':
		default:
			return 0
		}
	}
	return 0
}

func blankReal(text string) (string, bool) {
	findings := fictif.Scan(text)
	ok := false
	for _, f := range slices.Backward(findings) {
		if f.Sure {
			text, ok = text[:f.Start]+blank+text[f.End:], true
		}
	}
	return text, ok
}
