package ameli

import (
	"strconv"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// The places of the menus by which the line files a démarche: the dossier is
// that of the site.
const (
	atCardNumber   = "carte.nir"
	atCardCode     = "carte.cp"
	atCardWhy      = "carte.motif"
	atCardForm     = "carte.formulaire"
	atAbroadNumber = "europe.nir"
	atAbroadCode   = "europe.cp"
	atAbroadDays   = "europe.jours"
	atAbroadWho    = "europe.qui"
)

// byPhone is how a dossier says that the line filed it.
const byPhone = "telephone"

// mostDaysAhead is how far a departure may be when it is told on the telephone.
const mostDaysAhead = 365

// voice is the line with the démarches that it files.
type voice struct{ set *demarche.Set }

// menu answers at the places of the démarches; false for the others.
func (s voice) menu(tx *sandbox.Tx, place, held, key string) (portal.VoiceAnswer, bool) {
	switch place {
	case atCardNumber:
		return askCode(key, atCardNumber, atCardCode), true
	case atCardCode:
		return s.cardAloud(tx, held, key), true
	case atCardWhy:
		return s.stopAloud(tx, held, key), true
	case atCardForm:
		return s.formAloud(tx, held, key), true
	case atAbroadNumber:
		return askCode(key, atAbroadNumber, atAbroadCode), true
	case atAbroadCode:
		return s.abroadAloud(tx, held, key), true
	case atAbroadDays:
		return s.daysAloud(tx, held, key), true
	case atAbroadWho:
		return s.travelAloud(tx, held, key), true
	}
	return portal.VoiceAnswer{}, false
}

func (s voice) open(tx *sandbox.Tx, name string, p portal.Person) (*demarche.Case, string) {
	account, _ := accountOf(tx, p.ID)
	return s.set.Open(tx, name, demarche.Holder{Person: p, Account: account.ID})
}

// insuredCaller is a caller whom the caisse insures.
func insuredCaller(tx *sandbox.Tx, number, code string) (portal.Person, bool) {
	p, ok := caller(tx, number, code)
	_, known := recordOf(tx, p.ID)
	return p, ok && known
}

const notOnFile = "Ce numéro et ce code postal ne correspondent pas à notre dossier."

// cardAloud says what reporting a card does, before anything is done.
func (s voice) cardAloud(tx *sandbox.Tx, number, code string) portal.VoiceAnswer {
	p, ok := insuredCaller(tx, number, code)
	if !ok {
		return toMenu(notOnFile)
	}
	if _, closed := s.open(tx, "carte-perdue", p); closed != "" {
		if _, ordered := s.open(tx, "carte-commande", p); ordered != "" {
			return toMenu(closed)
		}
		return offerForm(p, closed)
	}
	return portal.VoiceAnswer{Memory: atCardWhy + ":" + p.ID, Says: []string{
		"Votre carte va être mise en opposition : elle ne pourra plus servir, même retrouvée. Vos droits ne changent pas.",
		"Vous l’avez perdue, tapez 1. On vous l’a volée, tapez 2. Elle ne marche plus, tapez 3. Pour ne rien faire, tapez 9.",
	}}
}

var reasons = map[string]string{"1": "perte", "2": "vol", "3": "defaut"}

func (s voice) stopAloud(tx *sandbox.Tx, person, key string) portal.VoiceAnswer {
	p, _ := portal.PersonOf(tx, person)
	c, closed := s.open(tx, "carte-perdue", p)
	if reasons[key] == "" || closed != "" {
		return toMenu("Rien n’est changé.", closed)
	}
	c.Set("motif", reasons[key])
	c.Set("depuis", tx.Now().In(frtext.Paris).Format(time.DateOnly))
	c.Send(byPhone, tx.Hand)
	return offerForm(p, "C’est fait : votre carte est mise en opposition. Votre numéro de déclaration est "+c.Dossier.Number+".")
}

// offerForm proposes the paper form of a new card, the only way on the telephone.
func offerForm(p portal.Person, said string) portal.VoiceAnswer {
	return portal.VoiceAnswer{Memory: atCardForm + ":" + p.ID, Says: []string{
		said,
		"Une nouvelle carte se commande en ligne, avec une photo. Pour recevoir plutôt le formulaire en papier à l’adresse de votre dossier, tapez 1. Sinon, tapez 2.",
	}}
}

func (s voice) formAloud(tx *sandbox.Tx, person, key string) portal.VoiceAnswer {
	p, _ := portal.PersonOf(tx, person)
	c, closed := s.open(tx, "carte-commande", p)
	if key != "1" || closed != "" {
		return toMenu("Rien n’est envoyé.")
	}
	c.Set("adresse_juste", "oui")
	c.Set("voie", "papier")
	c.Send(byPhone, tx.Hand)
	return toMenu("Le formulaire part par la poste. Remplissez-le, collez une photo et renvoyez-le : la carte suit en trois semaines.")
}

func (s voice) abroadAloud(tx *sandbox.Tx, number, code string) portal.VoiceAnswer {
	p, ok := insuredCaller(tx, number, code)
	if !ok {
		return toMenu(notOnFile)
	}
	return portal.VoiceAnswer{Memory: atAbroadDays + ":" + p.ID, Says: []string{
		"La carte européenne sert dans l’Union européenne, en Islande, au Liechtenstein, en Norvège, en Suisse et au Royaume-Uni. Elle arrive par la poste en dix jours.",
		"Dans combien de jours partez-vous ? Tapez le nombre de jours, puis dièse.",
	}}
}

func (s voice) daysAloud(tx *sandbox.Tx, person, key string) portal.VoiceAnswer {
	days, err := strconv.Atoi(key)
	if err != nil || days > mostDaysAhead {
		return portal.VoiceAnswer{Memory: atAbroadDays + ":" + person, Says: []string{"Tapez un nombre de jours, de 0 à 365, puis dièse."}}
	}
	if len(dependantsOf(tx, person)) == 0 {
		return s.travelAloud(tx, person+"/"+key, "1")
	}
	return portal.VoiceAnswer{Memory: atAbroadWho + ":" + person + "/" + key, Says: []string{
		"Une carte pour vous seulement, tapez 1. Une carte pour chaque personne de votre dossier, tapez 2. Pour ne rien demander, tapez 9.",
	}}
}

// travelAloud files the request and says when the cards come.
func (s voice) travelAloud(tx *sandbox.Tx, held, key string) portal.VoiceAnswer {
	person, ahead, _ := strings.Cut(held, "/")
	days, _ := strconv.Atoi(ahead)
	p, _ := portal.PersonOf(tx, person)
	c, closed := s.open(tx, "carte-europeenne", p)
	if key != "1" && key != "2" || closed != "" {
		return toMenu("Rien n’est demandé.", closed)
	}
	c.Set("depart", tx.Now().In(frtext.Paris).AddDate(0, 0, days).Format(time.DateOnly))
	c.Set("pays", "ue")
	for i, line := range travellers(c) {
		if i == 0 || key == "2" {
			c.Set("beneficiaires."+line.ID+".a.carte", "oui")
		}
	}
	c.Send(byPhone, tx.Hand)
	return toMenu("C’est noté, sous le numéro "+c.Dossier.Number+". Les cartes arrivent vers le "+c.Dossier.Result.Words["arrive"]+".", c.Dossier.Result.Words["provisoire"])
}
