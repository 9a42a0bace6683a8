// Package telephone is what a phone of the world does: short messages, calls
// received, calls made, the voice servers that answer some of them.
//
// It owns conversations and calls as they are lived on the phone. What a voice
// server says is the service's that declares the line ([portal.VoiceLine]);
// sending an SMS and making a phone ring are portal's (post.go); the phone's
// frame, its home screen and its badges' looks are the desk's.
//
// Time in a queue is world time: the screen says how long, « Attendre » lets it
// pass, and hanging up is always possible. What is typed on the keypad goes to
// the line and nowhere else: the journal knows how long it was.
//
// Documents of its own, besides portal's messages and calls:
//
//	telephone/contact/<number>/<other>  string: what this phone calls the other
//	telephone/repond/<number>           answering: words that a number answers with
//	telephone/lu/<number>/<from>        string: id of the last message read
//	telephone/journal-vu/<number>       string: id of the last call seen in the log
//	telephone/en-ligne/<number>         Conversation: the call under way
//	telephone/passe/<number>/<n>        Conversation: a finished one
package telephone

import (
	"embed"
	"io/fs"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// Where the two applications live in the world.
const (
	SMSHost  = "sms.telephone.example"
	CallHost = "appels.telephone.example"
)

// What phones witness. numero is the other number, poste_numero this phone's.
const (
	FactDialed   portal.Fact = "telephone.appel.passe"    // numero, poste_numero
	FactAnswered portal.Fact = "telephone.appel.repondu"  // de, poste_numero
	FactRefused  portal.Fact = "telephone.appel.refuse"   // de, poste_numero
	FactEnded    portal.Fact = "telephone.appel.termine"  // numero, poste_numero, duree (seconds)
	FactKey      portal.Fact = "telephone.touche"         // numero, and touche (one key) or longueur
	FactTold     portal.Fact = "telephone.code.dit"       // a, poste_numero, longueur, recu (oui: it was in a message of this phone)
	FactThread   portal.Fact = "sms.conversation.ouverte" // de, poste_numero
	FactSent     portal.Fact = "sms.envoye"               // a, poste_numero
	FactLink     portal.Fact = "sms.lien.suivi"           // de, hote, poste_numero
	// FactForwarded: somebody passed on a message that had come to her.
	FactForwarded portal.Fact = "sms.transfere" // de, poste_numero
)

//go:embed all:pages
var embedded embed.FS

func pages() fs.FS {
	sub, err := fs.Sub(embedded, "pages")
	if err != nil {
		panic(err) // the folder is named in this file
	}
	return sub
}

// New makes the messages and the calls of every phone.
func New(d portal.Deps) []*portal.Site {
	calls := calls{network: d.Network}
	return []*portal.Site{messagesSite(), calls.site()}
}

func messagesSite() *portal.Site {
	return &portal.Site{
		ID: "sms", Host: SMSHost, Name: "Messages", Theme: "site-telephone", Icon: "sms.svg",
		Pages: pages(), AppOnly: true,
		Routes: []portal.Route{
			{Pattern: "GET /{$}", Handler: onPhone(showThreads)},
			{Pattern: "GET /conversation", Handler: onPhone(showThread)},
			{Pattern: "POST /conversation", Handler: onPhone(sendSMS)},
			{Pattern: "GET /nouveau", Handler: onPhone(showNewSMS)},
			{Pattern: "POST /nouveau", Handler: onPhone(startThread)},
			{Pattern: "GET /lien", Handler: onPhone(followLink)},
		},
		Badge: unreadSMS,
		Facts: map[portal.Fact]string{
			FactThread: "Conversation par SMS ouverte",
			FactSent:   "SMS envoyé",
			FactLink:   "Lien d’un SMS suivi",
		},
	}
}

func (c calls) site() *portal.Site {
	return &portal.Site{
		ID: "telephone", Host: CallHost, Name: "Téléphone", Theme: "site-telephone", Icon: "appels.svg",
		Pages: pages(), AppOnly: true,
		Routes: []portal.Route{
			{Pattern: "GET /{$}", Handler: onPhone(showPhone)},
			{Pattern: "GET /journal", Handler: onPhone(showLog)},
			{Pattern: "POST /composer", Handler: onPhone(c.dial)},
			{Pattern: "POST /repondre/{id}", Handler: onPhone(answerCall)},
			{Pattern: "POST /refuser/{id}", Handler: onPhone(refuseCall)},
			{Pattern: "POST /suite", Handler: onPhone(hearMore)},
			{Pattern: "POST /dire", Handler: onPhone(tell)},
			{Pattern: "POST /touche", Handler: onPhone(c.key)},
			{Pattern: "POST /attendre", Handler: onPhone(wait)},
			{Pattern: "POST /raccrocher", Handler: onPhone(hangUp)},
		},
		Facts: map[portal.Fact]string{
			FactDialed:    "Appel passé",
			FactAnswered:  "Appel pris",
			FactRefused:   "Appel refusé",
			FactEnded:     "Appel terminé",
			FactKey:       "Touche du téléphone",
			FactForwarded: "SMS d’une autre personne transféré à ce téléphone",
			FactTold:      "Code dit à voix haute au téléphone",
		},
		Badge:   missedCalls,
		Effects: map[string]sandbox.Effect{effectQueue: c.queueEnds, EffectForward: portal.EffectOf(forward)},
		Seed:    seed,
	}
}
