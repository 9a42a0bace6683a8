package ameli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// Line is the number that the voice server answers.
const Line = "3646"

// adviserWait is how long the queue lasts, in seconds of world time.
const adviserWait = 8 * 60

// postDays is how long the post takes to bring an attestation.
const postDays = 5

// The places of the voice menu. What a caller has typed so far follows a colon.
const (
	atMenu         = "menu"
	atPostNumber   = "attestation.nir"
	atPostCode     = "attestation.cp"
	atPostConfirm  = "attestation.oui"
	atQueue        = "attente"
	atAdviseNumber = "conseiller.nir"
	atAdviseCode   = "conseiller.cp"
	atAdvised      = "conseiller.suite"
)

// voiceMenu is said at the start and whenever the menu comes back.
var voiceMenu = []string{
	"Pour recevoir une attestation de droits par courrier, tapez 1.",
	"Si vous avez perdu votre mot de passe ameli, tapez 2.",
	"Pour savoir où en sont votre complémentaire santé solidaire et votre carte Vitale, tapez 3.",
	"Pour recevoir un code provisoire, tapez 4.",
	"Pour déclarer une carte Vitale perdue, volée ou abîmée, tapez 5.",
	"Pour demander une carte européenne, tapez 6.",
	"Pour parler à un conseiller, tapez 0.",
}

// answer is the voice server. Its memory is the place in the menu.
func (s voice) answer(tx *sandbox.Tx, call portal.VoiceCall) portal.VoiceAnswer {
	place, held, _ := strings.Cut(call.Memory, ":")
	key := portal.Digits(call.Key)
	if call.Key == "tick" && place != atQueue {
		return portal.VoiceAnswer{Memory: call.Memory}
	}
	if said, ok := rightsMenu(tx, place, held, key); ok {
		return said
	}
	if said, ok := s.menu(tx, place, held, key); ok {
		return said
	}
	switch place {
	case "":
		return welcome(tx)
	case atMenu:
		return menuChoice(tx, key)
	case atPostNumber:
		return askCode(key, atPostNumber, atPostCode)
	case atPostCode:
		return offerPost(tx, held, key)
	case atPostConfirm:
		return post(tx, held, key)
	case atQueue:
		return queue(tx, held)
	case atAdviseNumber:
		return askCode(key, atAdviseNumber, atAdviseCode)
	case atAdviseCode:
		return advise(tx, held, key)
	}
	return adviceNext(tx, held, key)
}

func welcome(tx *sandbox.Tx) portal.VoiceAnswer {
	if !lineOpen(tx.Now()) {
		return portal.VoiceAnswer{End: true, Says: []string{
			"Bonjour. Vous appelez l’Assurance maladie du Val-d’Exemple. Ceci est un exercice.",
			"Nos services sont fermés. Nous répondons du lundi au vendredi, de 8 heures 30 à 17 heures 30.",
			"En dehors de ces heures, votre compte ameli reste ouvert sur internet. Au revoir.",
		}}
	}
	says := []string{"Bonjour. Vous appelez l’Assurance maladie du Val-d’Exemple. Ceci est un exercice.", "Nous répondons du lundi au vendredi, de 8 heures 30 à 17 heures 30."}
	return portal.VoiceAnswer{Says: slices.Concat(says, voiceMenu), Memory: atMenu}
}

// toMenu says something, and the menu again; what is empty is not said.
func toMenu(says ...string) portal.VoiceAnswer {
	says = slices.DeleteFunc(says, func(s string) bool { return s == "" })
	return portal.VoiceAnswer{Says: slices.Concat(says, voiceMenu), Memory: atMenu}
}

func menuChoice(tx *sandbox.Tx, key string) portal.VoiceAnswer {
	switch key {
	case "1":
		return portal.VoiceAnswer{Memory: atPostNumber, Says: []string{
			"L’attestation part par la poste : comptez 5 jours avant de la recevoir. S’il vous la faut plus tôt, prenez-la à une borne de votre caisse, avec la carte Vitale, ou dans votre compte ameli.",
			"Pour continuer, tapez les 13 premiers chiffres du numéro de sécurité sociale, puis dièse.",
		}}
	case "2":
		return toMenu(
			"Sur la page de connexion d’ameli, choisissez : mot de passe oublié. Un lien valable 30 minutes part à l’adresse électronique de votre dossier.",
			"Si vous n’avez plus accès à cette adresse, entrez dans votre compte par FranceConnect, puis changez l’adresse dans « mes informations ». Sans FranceConnect, adressez-vous à l’accueil de votre caisse.",
			"Nous ne demandons jamais de mot de passe au téléphone.")
	case "3":
		return askNumber(atRightsNumber, "Je vérifie d’abord que je parle à la bonne personne.")
	case "4":
		return askNumber(atSecretNumber, "Le code ne sert qu’à vous. Nous ne le demandons jamais.")
	case "5":
		return askNumber(atCardNumber, "Je vérifie d’abord que c’est bien votre carte.")
	case "6":
		return askNumber(atAbroadNumber, "Je vérifie d’abord que je parle à la bonne personne.")
	case "0":
		return portal.VoiceAnswer{
			Wait: adviserWait, Memory: atQueue + ":" + strconv.FormatInt(tx.Now().Add(adviserWait*time.Second).Unix(), 10),
			Says: []string{"Tous nos conseillers sont en ligne. L’attente est de 8 minutes environ. Merci de ne pas raccrocher."},
		}
	}
	return toMenu("Je n’ai pas compris votre choix.")
}

// askCode keeps the number typed and asks for the postal code: the two together
// are the identity check of the line.
func askCode(key, again, next string) portal.VoiceAnswer {
	if number, problem := loginNumber(key); problem == "" {
		return portal.VoiceAnswer{Memory: next + ":" + number, Says: []string{"Merci. Tapez maintenant le code postal de votre adresse, puis dièse."}}
	}
	return portal.VoiceAnswer{Memory: again, Says: []string{"Il faut 13 chiffres, sans les deux de la clé. Tapez-les à nouveau, puis dièse."}}
}

// caller finds whom a number and a postal code are about.
func caller(tx *sandbox.Tx, number, code string) (portal.Person, bool) {
	return portal.PersonWith(tx, func(p portal.Person) bool {
		return firstDigits(portal.Digits(p.NIR)) == number && len(code) == postcodeDigits && livesAt(addressOf(tx, p), code)
	})
}

func offerPost(tx *sandbox.Tx, number, code string) portal.VoiceAnswer {
	p, ok := caller(tx, number, code)
	if !ok {
		return toMenu(notOnFile)
	}
	return portal.VoiceAnswer{Memory: atPostConfirm + ":" + p.ID, Says: []string{
		"L’attestation partira à l’adresse de votre dossier. Elle arrivera " + frtext.LongDate(arrival(tx.Now())) + ".",
		"Si cette date convient, tapez 1. Sinon, tapez 2 : rien ne sera envoyé.",
	}}
}

func arrival(now time.Time) time.Time { return now.AddDate(0, 0, postDays) }

func post(tx *sandbox.Tx, person, key string) portal.VoiceAnswer {
	if key != "1" {
		return toMenu("Rien n’est envoyé.")
	}
	p, _ := portal.PersonOf(tx, person)
	write(tx, p, arrival(tx.Now()), "Votre attestation de droits",
		"Vous avez demandé une attestation de droits par téléphone. La voici.", fmt.Sprintf("Vos droits sont ouverts jusqu’au %s.", frtext.Date(rightsUntil(tx.Now()))))
	tx.Emit(string(FactPosted), "personne", person, "via", Line)
	return toMenu("C’est noté : l’attestation arrivera " + frtext.LongDate(arrival(tx.Now())) + ".")
}

func queue(tx *sandbox.Tx, ready string) portal.VoiceAnswer {
	at, _ := strconv.ParseInt(ready, 10, 64)
	if left := time.Unix(at, 0).Sub(tx.Now()); left > 0 {
		return portal.VoiceAnswer{Memory: atQueue + ":" + ready, Wait: int(left.Seconds()), Says: []string{"Vous êtes toujours en ligne. Encore " + frtext.Duration(left) + " environ."}}
	}
	return portal.VoiceAnswer{Memory: atAdviseNumber, Says: []string{
		"Bonjour, Assurance maladie, je vous écoute. Avant tout, je vérifie que je parle à la bonne personne.",
		"Tapez les 13 premiers chiffres du numéro de sécurité sociale, puis dièse.",
	}}
}

func advise(tx *sandbox.Tx, number, code string) portal.VoiceAnswer {
	p, ok := caller(tx, number, code)
	if !ok {
		return portal.VoiceAnswer{Memory: atAdviseNumber, Says: []string{"Je ne retrouve pas de dossier avec ces deux numéros. Reprenons : tapez les 13 chiffres, puis dièse."}}
	}
	account, has := accountOf(tx, p.ID)
	says := []string{"Merci, j’ai votre dossier sous les yeux. Vos droits sont ouverts."}
	if has {
		tx.Emit(string(FactAdviser), "personne", p.ID)
		says = append(says, aboutEmail(account, insuredOf(tx, account.ID), tx.Now())...)
	} else {
		says = append(says, "Vous n’avez pas encore de compte ameli. L’accueil de votre caisse peut l’ouvrir avec vous.")
	}
	says = append(says, "Pour l’attestation, tapez 1 si vous la voulez par courrier, sous 5 jours. Tapez 2 pour terminer.")
	return portal.VoiceAnswer{Memory: atAdvised + ":" + p.ID, Says: says}
}

// aboutEmail explains why nothing arrives, without saying the address aloud.
func aboutEmail(a portal.Account, i Insured, now time.Time) []string {
	_, provider, _ := strings.Cut(a.Email, "@")
	var says []string
	if a.LockedUntil.After(now) {
		says = append(says, "Votre compte est bloqué jusqu’à "+frtext.Clock(a.LockedUntil)+", après plusieurs mots de passe faux. Il se débloquera tout seul.")
	}
	if emailIsOld(i, now) && provider != "" {
		says = append(says, "Les liens de mot de passe partent chez "+provider+", une adresse donnée il y a longtemps. Si vous ne l’ouvrez plus, vous ne les recevrez pas.",
			"Je ne peux pas changer une adresse par téléphone. Entrez par FranceConnect et changez-la vous-même, ou passez à l’accueil avec une pièce d’identité.")
	}
	return append(says, "Si c’est le papier qui presse, la borne de votre caisse l’imprime avec la carte Vitale, sans mot de passe, jusqu’à la fermeture.")
}

func adviceNext(tx *sandbox.Tx, person, key string) portal.VoiceAnswer {
	if key == "1" {
		return post(tx, person, key)
	}
	return portal.VoiceAnswer{End: true, Says: []string{"Je vous remercie de votre appel. Bonne fin de journée."}}
}
