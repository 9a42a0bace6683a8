package caf

import (
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

const (
	fieldSubject   = "objet"
	fieldText      = "texte"
	longestText    = 1500
	longestSubject = 120
)

// answerDays is how long a message waits for its answer.
const answerDays = 3

// answer is the payload of effectAnswer.
type answer struct {
	Person  string `json:"personne"`
	Subject string `json:"objet"`
}

type contactPage struct {
	frame
	Delay int
	Sent  bool
}

func (s *service) contactPage(v *portal.Visit, h holder) error {
	return v.Render("contacter.html", "Contacter ma Caf", contactPage{h.frame("courriers"), h.folder.Delay, v.Request.URL.Query().Get("envoye") == "oui"})
}

func (s *service) contact(v *portal.Visit, h holder) error {
	subject, text := v.Value(fieldSubject), v.Value(fieldText)
	switch n := len([]rune(subject)); {
	case n == 0:
		v.Problem(fieldSubject, "Dites en quelques mots de quoi il s’agit.")
	case n > longestSubject:
		v.Problem(fieldSubject, "Raccourcissez l’objet : 120 caractères au plus. Le reste va dans le message.")
	}
	switch n := len([]rune(text)); {
	case n == 0:
		v.Problem(fieldText, "Écrivez votre message.")
	case n > longestText:
		v.Problem(fieldText, "Raccourcissez votre message : 1 500 caractères au plus.")
	}
	refuseReal(v, fieldSubject)
	if refuseReal(v, fieldText); v.Refused() {
		return s.contactPage(v, h)
	}
	h.folder.Messages = append(h.folder.Messages, Message{At: v.Now(), Mine: true, Subject: subject, Text: []string{text}})
	putFolder(v.Tx, h.folder)
	v.Witness(FactMessage, "personne", h.person.ID, "objet", subject)
	v.Schedule(v.Now().Add(answerDays*24*time.Hour), effectAnswer, answer{h.person.ID, subject})
	return v.Redirect("/contacter?envoye=oui")
}

// answerMessage says what an adviser can say without deciding anything.
func answerMessage(tx *sandbox.Tx, a answer) {
	f, ok := folderOf(tx, a.Person)
	if !ok {
		return
	}
	text := "Votre dossier est à jour. Aucune démarche n’attend de votre part."
	owes := len(allStanding(tx, a.Person)) > 0
	asked, awaits := f.awaited()
	switch {
	case awaits:
		text = "Il nous manque un document : " + asked.What + ". Transmettez-le depuis votre espace, rubrique « Transmettre un document »."
	case owes:
		text = "Une somme vous est réclamée. Le détail, les délais et les voies possibles sont dans « Mes dettes ». Un message ne vaut pas contestation : il faut choisir une de ces voies."
	case f.Due > 0:
		text = "Votre prochaine déclaration trimestrielle se fait en " + f.Due.String() + "."
	}
	f.tell(tx, "Réponse : "+a.Subject, "Bonjour,", text)
	putFolder(tx, f)
}
