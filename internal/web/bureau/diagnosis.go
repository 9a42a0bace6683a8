package bureau

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
)

// diagnosisCard is one of the three points to go through before touching a
// screen.
type diagnosisCard struct {
	ID, Title, Icon string
	Asks            []string
}

var diagnoses = []diagnosisCard{
	{"relation", "Relation au numérique", "oreille", []string{"Comment la personne vit-elle ce qui lui arrive ?", "Que fait-elle d’habitude seule, et que ne veut-elle plus essayer ?", "Qui, autour d’elle, peut l’appuyer ?"}},
	{"materiel", "Moyens matériels", "smartphone", []string{"Quel téléphone, depuis quand, avec quel numéro ?", "A-t-elle une adresse e-mail qu’elle peut ouvrir ?", "Un ordinateur, internet, une imprimante chez elle ?"}},
	{"competences", "Compétences déjà là", "ampoule", []string{"Que sait-elle déjà faire sans aide ?", "Que peut-elle taper elle-même aujourd’hui ?", "Que voudrait-elle savoir refaire la prochaine fois ?"}},
}

// Diagnosis is one card, filled.
type Diagnosis struct {
	Text string    `json:"texte"`
	At   time.Time `json:"le"`
}

func diagnosisKey(id string) string { return "bureau/diagnostic/" + id }

type diagnosisView struct {
	diagnosisCard
	Diagnosis
	Filled bool
}

func (d diagnosisCard) view(tx *sandbox.Tx) diagnosisView {
	v := diagnosisView{diagnosisCard: d}
	v.Diagnosis, v.Filled = sandbox.Get[Diagnosis](tx, diagnosisKey(d.ID))
	return v
}

type diagnosisPage struct {
	Frame
	Card    diagnosisView
	Problem string
}

func diagnosisNamed(s *house.Seated) (diagnosisCard, error) {
	i := slices.IndexFunc(diagnoses, func(d diagnosisCard) bool { return d.ID == s.Param("carte") })
	if i < 0 {
		return diagnosisCard{}, &house.Refusal{Status: http.StatusNotFound, Title: "Cette carte n’existe pas", Message: "Les trois cartes de diagnostic sont dans votre ceinture d’outils.", Link: s.Desk(), Label: "Revenir à mon bureau"}
	}
	return diagnoses[i], nil
}

func (r Room) showDiagnosis(s *house.Seated) error {
	return r.drawDiagnosis(s, http.StatusOK, "", "")
}

func (r Room) drawDiagnosis(s *house.Seated, status int, typed, problem string) error {
	card, err := diagnosisNamed(s)
	if err != nil {
		return err
	}
	return r.see(s, func(tx *sandbox.Tx, f Frame) error {
		p := diagnosisPage{Frame: f, Card: card.view(tx), Problem: problem}
		if problem != "" {
			p.Card.Text = typed
		}
		return s.RenderStatus(status, "bureau/diagnostic", house.View{Title: card.Title, Room: "salle-bureau", P: p})
	})
}

// saveDiagnosis keeps a card's text, and witnesses that it was filled.
func (r Room) saveDiagnosis(s *house.Seated) error {
	card, err := diagnosisNamed(s)
	if err != nil {
		return err
	}
	text := strings.TrimSpace(s.PostForm("texte"))
	problem := refuseText(text)
	if text == "" {
		problem = "Écrivez au moins une phrase : ce que vous avez entendu, avec les mots de la personne."
	}
	err = r.act(s, func(tx *sandbox.Tx) error {
		if problem != "" {
			return nil
		}
		kept, kinds := withoutSecrets(tx, text)
		if len(kinds) > 0 {
			text, problem = kept, noSecrets
			for _, kind := range kinds {
				tx.Emit(string(FactNotesSecret), "genre", kind)
			}
			return nil
		}
		if before, ok := sandbox.Get[Diagnosis](tx, diagnosisKey(card.ID)); ok && before.Text == text {
			return nil
		}
		tx.Put(diagnosisKey(card.ID), Diagnosis{text, tx.Now()})
		tx.Emit(string(FactDiagnosis), "carte", card.ID)
		return nil
	})
	if err != nil {
		return err
	}
	if problem != "" {
		return r.drawDiagnosis(s, http.StatusUnprocessableEntity, clean(text), problem)
	}
	return s.SeeOther(s.Desk() + "#outils")
}

// clean is what of a refused text may be shown again: nothing that looks real.
func clean(text string) string {
	text, _ = blankReal(text)
	if runes := []rune(text); len(runes) > longest {
		text = string(runes[:longest])
	}
	return text
}
