package casier

import (
	"crypto/rand"
	"encoding/json"
	"fmt"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// What the office does later by itself; the payload is the request's id.
const (
	effectAnswer = "casier.repondre"
	effectLapse  = "casier.effacer"
)

func named(tx *sandbox.Tx, payload json.RawMessage) (Request, error) {
	var id string
	if err := json.Unmarshal(payload, &id); err != nil {
		return Request{}, fmt.Errorf("casier: the request's id: %w", err)
	}
	r, ok := requestOf(tx, id)
	if !ok {
		return r, fmt.Errorf("casier: no request %q", id)
	}
	return r, nil
}

// lapse forgets a request that nobody confirmed.
func lapse(tx *sandbox.Tx, payload json.RawMessage) error {
	r, err := named(tx, payload)
	if err != nil || r.State != stateAsked {
		return err
	}
	r.State = stateLapsed
	putRequest(tx, r)
	tx.Emit(string(FactLapsed), "personne", r.Person)
	return nil
}

// answer looks a person up. Nothing on record goes by mail, or by ordinary letter
// to who chose so; anything else goes by registered letter only, without a word
// anywhere else: neither mail, nor fact, nor a page that would tell one from the
// other.
func answer(tx *sandbox.Tx, payload json.RawMessage) error {
	r, err := named(tx, payload)
	if err != nil || r.State != stateConfirmed {
		return err
	}
	found, _ := sandbox.Get[record](tx, recordKey(r.Person))
	switch {
	case found.Mention:
		post(tx, &r)
		tx.Schedule(r.Confirmed.Add(registerAfter), portal.EffectLetter, registered(r))
	case r.Mode == byLetter:
		post(tx, &r)
		tx.Schedule(r.Confirmed.Add(letterAfter), portal.EffectLetter, ordinary(r))
	default:
		mailBulletin(tx, &r)
	}
	putRequest(tx, r)
	return nil
}

func post(tx *sandbox.Tx, r *Request) { r.State, r.Ready = statePosted, tx.Now() }

// mailBulletin sends the link by which the bulletin is fetched.
func mailBulletin(tx *sandbox.Tx, r *Request) {
	link := rand.Text()
	r.State, r.Ready, r.OpenLink, r.Key = stateReady, tx.Now(), portal.PrintOf(link), rand.Text()[:keyLetters]
	portal.SendMail(tx, portal.Mail{
		To: r.Email, From: sender, FromName: senderName, Subject: portal.Mark + " La réponse à votre demande " + r.ID,
		Body: []string{
			"Bonjour,",
			"La réponse à votre demande de bulletin n° 3 est prête. Elle se retire en ligne jusqu’au " + frtext.Date(r.Ready.Add(openLife)) + ".",
			"Elle ne regarde que vous : ouvrez-la seul·e, de préférence sur votre propre écran. C’est vous qui décidez à qui la donner.",
		},
		Links: []portal.Link{{Text: "Retirer ma réponse", URL: "https://" + Host + "/retrait/" + r.ID + "/" + link}},
	})
	tx.Emit(string(FactReady), "personne", r.Person)
}

// keyLetters is how long the key of a bulletin is.
const keyLetters = 10

func registered(r Request) portal.Letter {
	return portal.Letter{
		To: r.Person, From: senderName, Object: "Recommandé avec avis de réception",
		Body: []string{
			"Pli remis en main propre, contre signature.",
			"Il contient la réponse à votre demande " + r.ID + ". Ce qu’elle dit n’appartient qu’à vous.",
		},
	}
}

func ordinary(r Request) portal.Letter {
	return portal.Letter{
		To: r.Person, From: senderName, Object: "Votre bulletin n° 3",
		Body: []string{
			"Demande " + r.ID + ".",
			"Bulletin n° 3 : néant.",
			"Ce document n’a pas de durée légale de validité. C’est vous qui décidez à qui le donner.",
		},
	}
}
