package caf

import (
	"slices"
	"strings"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// Line is the number that the voice server answers.
const Line = "3230"

// The places of the voice menu. What a caller has typed so far follows a colon.
const (
	atNumber = "numero"
	atCode   = "code"
	atMenu   = "menu"
	atReset  = "oubli"
)

// answer is the voice server: number and code of eight digits, or the code to be
// sent again. Its memory is the place in the menu.
func (d *desk) answer(tx *sandbox.Tx, call portal.VoiceCall) portal.VoiceAnswer {
	place, held, _ := strings.Cut(call.Memory, ":")
	key := portal.Digits(call.Key)
	if call.Key == "tick" {
		return portal.VoiceAnswer{Memory: call.Memory}
	}
	switch place {
	case "":
		return portal.VoiceAnswer{Memory: atNumber, Says: []string{
			"Bonjour. Vous appelez la Caf du Val-d’Exemple. Ceci est un exercice.",
			"Tapez les sept chiffres de votre numéro d’allocataire, puis dièse.",
		}}
	case atNumber:
		return askPad(tx, key)
	case atCode:
		return checkPad(tx, held, call.Key)
	case atReset:
		return resend(tx, held, key)
	}
	return d.voiceMenu(tx, held, key)
}

func askPad(tx *sandbox.Tx, number string) portal.VoiceAnswer {
	if _, ok := oldAccount(tx, number); !ok {
		return portal.VoiceAnswer{Memory: atNumber, Says: []string{"Je ne connais pas ce numéro. Il a sept chiffres, en haut des courriers. Tapez-le à nouveau, puis dièse."}}
	}
	return portal.VoiceAnswer{Memory: atCode + ":" + number, Says: []string{
		"Tapez votre code à huit chiffres, puis dièse. Si vous l’avez perdu, tapez seulement dièse.",
		"Ce code sert au téléphone. Ce n’est pas le mot de passe du site.",
	}}
}

func checkPad(tx *sandbox.Tx, number, typed string) portal.VoiceAnswer {
	account, ok := oldAccount(tx, number)
	if key := portal.Digits(typed); key != "" {
		if !ok || !account.Secret.Is(key) {
			tx.Emit(string(portal.FactSecretTyped), "site", ID, "personne", account.Person, "verdict", string(portal.SecretWrong))
			return portal.VoiceAnswer{Memory: atCode + ":" + number, Says: []string{"Ce n’est pas ce code. Recommencez, ou tapez seulement dièse si vous l’avez perdu."}}
		}
		tx.Emit(string(portal.FactSecretTyped), "site", ID, "personne", account.Person, "verdict", string(portal.SecretRight))
		return portal.VoiceAnswer{Memory: atMenu + ":" + account.Person, Says: slices.Clone(voiceChoices)}
	}
	return portal.VoiceAnswer{Memory: atReset + ":" + number, Says: []string{"Pour recevoir votre code par SMS, tapez 1. Par courrier, sous quatre jours, tapez 2."}}
}

func resend(tx *sandbox.Tx, number, key string) portal.VoiceAnswer {
	account, _ := oldAccount(tx, number)
	own, _ := accountOf(tx, account.Person)
	text := "Votre code pour le 3230 : " + account.Secret.Issued + ". Aucun conseiller ne vous le demandera."
	tx.Emit(string(portal.FactRecoveryAsked), "site", ID, "personne", account.Person, "objet", "code du 3230")
	switch {
	case key == "1" && own.Mobile != "":
		portal.SendSMS(tx, portal.SMS{Number: own.Mobile, From: siteName, Text: portal.Mark + " " + text})
		return portal.VoiceAnswer{Memory: atCode + ":" + number, Says: []string{"Le SMS est parti. Tapez le code, puis dièse."}}
	case key == "1" || key == "2":
		tx.Schedule(tx.Now().AddDate(0, 0, postDays), portal.EffectLetter, portal.Letter{To: account.Person, From: senderName, Object: portal.Mark + " Votre code", Body: []string{text}})
		return portal.VoiceAnswer{End: true, Says: []string{"La lettre arrivera dans quatre jours. Au revoir."}}
	}
	return portal.VoiceAnswer{Memory: atReset + ":" + number, Says: []string{"Je n’ai pas compris. Par SMS, tapez 1. Par courrier, tapez 2."}}
}

var voiceChoices = []string{
	"Pour vos paiements, tapez 1.", "Pour votre déclaration trimestrielle, tapez 2.", "Pour une somme réclamée, tapez 3.",
	"Pour recevoir une attestation de paiement par courrier, tapez 4.", "Pour terminer, tapez 0.",
}

func (d *desk) voiceMenu(tx *sandbox.Tx, person, key string) portal.VoiceAnswer {
	f, _ := folderOf(tx, person)
	var says []string
	subject := map[string]string{"1": "paiements", "2": "déclaration", "3": "dette", "4": "attestation"}[key]
	switch key {
	case "1":
		says = aboutPayments(tx, person)
	case "2":
		says = aboutDeclaration(tx, f)
	case "3":
		says = aboutDebt(tx, person)
	case "4":
		says = d.postPayment(tx, f)
	case "0":
		return portal.VoiceAnswer{End: true, Says: []string{"La Caf vous remercie de votre appel. Au revoir."}}
	default:
		says = []string{"Je n’ai pas compris votre choix."}
	}
	if subject != "" {
		tx.Emit(string(FactVoice), "personne", person, "objet", subject)
	}
	return portal.VoiceAnswer{Memory: atMenu + ":" + person, Says: append(says, voiceChoices...)}
}

func aboutPayments(tx *sandbox.Tx, person string) []string {
	paid := demarche.Payments(tx, ID, person)
	says := []string{"Le prochain paiement est prévu " + frtext.LongDate(nextPayday(tx.Now())) + ", si un droit est ouvert."}
	if n := len(paid); n > 0 {
		says = append(says, "Le dernier : "+paid[n-1].Label+", "+frtext.Money(paid[n-1].Amount)+", le "+frtext.Date(paid[n-1].At)+".")
	}
	return says
}

func aboutDeclaration(tx *sandbox.Tx, f Folder) []string {
	switch {
	case f.Due == 0:
		return []string{"Aucune déclaration n’est attendue."}
	case wasDeclared(tx, f.Person, f.Due):
		return []string{"Votre déclaration de " + f.Due.String() + " est bien reçue."}
	case droits.MonthOf(tx.Now()) < f.Due:
		return []string{"Votre prochaine déclaration se fait en " + f.Due.String() + "."}
	}
	return []string{
		"Votre déclaration est à faire avant le " + frtext.Date((f.Due+1).First().AddDate(0, 0, -1)) + ". Elle porte sur " + quarterText(droits.ReferenceQuarter(f.Due)) + ".",
		"Elle se fait sur le site, avec le numéro de sécurité sociale et votre mot de passe.",
	}
}

func aboutDebt(tx *sandbox.Tx, person string) []string {
	all := allStanding(tx, person)
	if len(all) == 0 {
		return []string{noneOwed}
	}
	var lines []string
	for _, o := range all {
		lines = append(lines,
			"Il vous est réclamé "+frtext.Money(o.Left)+", notifié le "+frtext.Date(o.Notified)+".",
			"Vous pouvez demander une rectification jusqu’au "+frtext.Date(o.Rectify)+", et contester jusqu’au "+frtext.Date(o.Contest)+".")
	}
	return append(lines, "Ces démarches se font sur le site ou par courrier.")
}

// postPayment sends by post the certificate of the last month paid.
func (d *desk) postPayment(tx *sandbox.Tx, f Folder) []string {
	m := droits.MonthOf(tx.Now()) - 1
	if tx.Now().Before(droits.PaymentDay(m)) {
		m--
	}
	e := f.entitled(m)
	tx.Schedule(tx.Now().AddDate(0, 0, postDays), portal.EffectLetter, portal.Letter{
		To: f.Person, From: senderName, Object: portal.Mark + " Attestation de paiement, " + m.String(),
		Body: []string{"Prestations versées pour " + m.String() + " : " + frtext.Money(int64(e.Given.total())) + "."},
	})
	return []string{"L’attestation de " + m.String() + " part par courrier. Elle arrivera dans quatre jours."}
}
