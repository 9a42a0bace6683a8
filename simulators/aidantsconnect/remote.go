package aidantsconnect

import (
	"slices"
	"strings"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// consentWord is the whole answer that agrees.
const consentWord = "oui"

// askConsent sends the absent person what she is asked to agree to, then the
// question.
func askConsent(v *portal.Visit, m helper, d *Draft) {
	span, _ := spanOf(d.Days)
	d.Asked = v.Now()
	for _, text := range []string{
		"Projet de mandat : " + m.Name + " (" + m.Org.Name + ") agirait pour vous sur : " + titles(d.Themes) + ". Durée : " + strings.ToLower(span.Title) + ".",
		"Donnez-vous votre accord ? Répondez Oui pour accepter, Non pour refuser. Vous pourrez l’arrêter quand vous voudrez.",
	} {
		portal.SendSMS(v.Tx, portal.SMS{Number: d.Mobile, From: name, Text: portal.Mark + " " + text})
	}
	v.Witness(FactConsentAsked, "numero", d.Mobile)
	note(v.Tx, m.Structure, Entry{Aidant: m.Name, Action: actAskConsent, Detail: titles(d.Themes)})
}

// sendReceipt tells the absent person that the mandate she agreed to exists.
func sendReceipt(v *portal.Visit, m helper, d Draft, made Mandate) {
	portal.SendSMS(v.Tx, portal.SMS{Number: d.Mobile, From: name, Text: portal.Mark + " Le mandat n° " + made.Number +
		" que vous avez accepté est enregistré, jusqu’au " + toTheSecond(made.Until) + ". " + m.Org.Name + " vous fera signer le papier."})
}

// answerTo is the last message that a number sent here since it was asked.
func answerTo(tx *sandbox.Tx, d Draft) string {
	answer := ""
	for _, key := range tx.Keys("telephone/sms/" + d.Mobile + "/") {
		m, ok := sandbox.Get[portal.SMS](tx, key)
		if ok && m.Out && m.From == name && !m.At.Before(d.Asked) {
			answer = m.Text
		}
	}
	return strings.ToLower(strings.Trim(answer, " .!«»\u00a0"))
}

type remoteView struct {
	frame
	Mobile  string
	Pressed bool // « Lire la réponse » was pressed before there was one
	Denied  bool
}

func remotePage(v *portal.Visit, m helper) error { return showRemote(v, m, false) }

func showRemote(v *portal.Visit, m helper, pressed bool) error {
	d, ok := draftOf(v, m)
	if !ok || d.Mobile == "" {
		return noDraft(v)
	}
	answer := answerTo(v.Tx, d)
	page := remoteView{frame: m.frame("nouveau"), Mobile: spaced(d.Mobile), Pressed: pressed, Denied: answer != "" && answer != consentWord}
	return v.Render("accord.html", "En attente de son accord", page)
}

// readConsent looks for the answer. Only « Oui » agrees.
func (s *service) readConsent(v *portal.Visit, m helper) error {
	d, ok := draftOf(v, m)
	if !ok || d.Mobile == "" {
		return noDraft(v)
	}
	switch answerTo(v.Tx, d) {
	case consentWord:
		d.Agreed = true
		putDraft(v, d)
		v.Witness(FactConsent, "reponse", "oui")
		note(v.Tx, m.Structure, Entry{Aidant: m.Name, Action: actConsent})
		return v.Redirect(d.next())
	case "":
		return showRemote(v, m, true)
	}
	v.Witness(FactConsent, "reponse", "non")
	note(v.Tx, m.Structure, Entry{Aidant: m.Name, Action: actDenial})
	return showRemote(v, m, false)
}

// spaced writes a number of ten digits by twos.
func spaced(number string) string {
	var pairs []string
	for pair := range slices.Chunk([]byte(number), 2) {
		pairs = append(pairs, string(pair))
	}
	return strings.Join(pairs, frtext.NBSP)
}
