package impots

import (
	"fmt"
	"slices"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// Message is one message of the space's own box, from the administration. Kept at
// impots/message/<person>/<n>.
type Message struct {
	ID      string    `json:"id"`
	Subject string    `json:"objet" yaml:"objet"`
	Text    []string  `json:"texte" yaml:"texte"`
	At      time.Time `json:"le" yaml:"-"`
}

func messagesKey(person string) string { return "impots/message/" + person + "/" }

func putMessage(tx *sandbox.Tx, person string, m Message) {
	m.ID, m.At = fmt.Sprintf("%04d", len(tx.Keys(messagesKey(person)))+1), tx.Now()
	tx.Put(messagesKey(person)+m.ID, m)
}

type messagesPage struct {
	who
	Received []Message
	Sent     []sentMessage
}

type sentMessage struct {
	Number, Subject, State string
	Text                   string
	At                     time.Time
}

func messages(v *portal.Visit, session portal.Session) error {
	page := messagesPage{who: whoIs(v, session)}
	for _, key := range v.Keys(messagesKey(session.Person)) {
		if m, ok := sandbox.Get[Message](v.Tx, key); ok {
			page.Received = append(page.Received, m)
		}
	}
	slices.Reverse(page.Received)
	for _, d := range slices.Backward(demarche.Dossiers(v.Tx, ID, formMessage, session.Person)) {
		if d.State != demarche.Draft {
			page.Sent = append(page.Sent, sentMessage{d.Number, subjects[d.Values["sujet"]], d.Shown, d.Values["texte"], d.SentAt})
		}
	}
	return v.Render("messages.html", "Messages", page)
}

var subjects = map[string]string{
	"delai": "Difficulté à payer", "remise": "Remise de majoration", "explication": "Réponse à une demande d’information",
	"reclamation": "Réclamation", "situation": "Changement de situation", "autre": "Autre question",
}

// replies are what an agent answers, by subject.
var replies = map[string]string{
	"delai":       "Vous pouvez payer en six mensualités sans majoration nouvelle. La première sera prélevée le mois prochain. Si cela reste trop lourd, dites-le nous : un rendez-vous est possible.",
	"explication": "Votre explication est jointe au dossier. Si un montant était inexact, corrigez-le en ligne : une correction de bonne foi réduit les intérêts.",
	"reclamation": "Votre réclamation est enregistrée. Nous avons six mois pour répondre. En attendant, l’impôt reste à payer, sauf si vous avez demandé un sursis de paiement.",
	"situation":   "Votre situation est mise à jour. Si elle change l’impôt, un nouvel avis vous sera envoyé.",
	"autre":       "Merci de votre message. Une personne du centre peut aussi vous recevoir, sur rendez-vous, ou au téléphone.",
}

func decideMessage(c *demarche.Case) string { return c.Text("sujet") }

// answerMessage does what the reply says: a delay moves the instalments, a first
// remission lifts the increases.
func answerMessage(c *demarche.Case) {
	subject := c.Text("sujet")
	reply := replies[subject]
	switch subject {
	case "delai":
		if !delay(c.Tx, c.Person.ID) {
			reply = "Nous ne voyons aujourd’hui aucun solde d’impôt à étaler. Si un avis arrive et que le payer est difficile, écrivez-nous avant la date indiquée : un rendez-vous est possible."
		}
	case "remise":
		reply = forgive(c.Tx, c.Person.ID)
	}
	putMessage(c.Tx, c.Person.ID, Message{Subject: "Réponse : " + subjects[subject], Text: []string{"Bonjour,", reply, "Le centre des finances publiques"}})
}
