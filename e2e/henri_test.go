package e2e

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// What Henri's notebook and Camille's card say.
const (
	henrisTax      = "9900000006470"
	henrisPassword = "Gradins-68"
	henrisBox      = "henri.bouvreuil@messagerie.example"
	camillesBox    = "camille.grive@epn-tilleuls.example"
	casierHost     = "casier.justice.gouv.example"
)

// Henri holds the mouse, and his phone: no mandate is needed, and nobody else
// reads the answer.
func TestHenriByHimself(t *testing.T) {
	t.Parallel()
	r := gatherFor(t, "Henri", "", "1", 360)
	r.trainer.shoots("console").clicks("Commencer avec le trio 1")
	r.aide.sees("Vos secrets").shoots("carte-de-role").clicks("Montrer à Camille : Mandat Aidants Connect")
	r.aidant.shoots("bureau").clicks("Lire : Mandat Aidants Connect").sees("17 h 42 min 10 s").shoots("mandat-papier")
	for _, card := range []string{"Relation au numérique", "Moyens matériels", "Compétences déjà là"} {
		r.aidant.home().clicks(card).fills("Ce que vous avez compris", "Il sait faire, et le dit peu.").clicks("Garder la carte")
	}
	r.aidant.home().clicks("Les fiches", "Je signe un mandat", "Montrer à Henri")

	pc := r.aidant.home().clicks("Ordinateur de l’EPN", "Henri").types(casierHost).shoots("casier").in("main").clicks("Demander mon bulletin n° 3")
	r.connects(pc, "Casier judiciaire")
	pc.shoots("casier-etat-civil").clicks("C’est bien moi, continuer")
	r.asks(pc, henrisBox)
	pc.sees("n’existe pas encore").shoots("casier-en-attente").clicks("Me déconnecter")
	r.aidant.clicks("Fermer le navigateur").sees("Le navigateur est fermé")
	r.aidant.home().clicks("Le papier pour la suite").fills("Et après", "Regarder les indésirables, cliquer sur le lien.").clicks("Remettre à Henri")

	r.confirms()
	r.jumps("+ 1 h", "+ 5 min")
	phone := r.aide.home().clicks("Téléphone d’Henri", "Courriel", "La réponse à votre demande", "Retirer ma réponse")
	phone.shoots("casier-retrait").clicks("Ouvrir mon bulletin").shoots("bulletin")

	o := r.closes()
	o.sees("Henri lui-même, sans mandat", "Henri a lu sa réponse seul, sur son téléphone").shoots("debrief")
	o.in("Ce qui a aidé").sees("Les trois points de diagnostic posés", "Fiche tangible montrée", "Adresse tapée à la main",
		"La personne a tenu le clavier la plupart du temps", "Toutes les sessions refermées", "Prochaine étape écrite")
	o.DontSee("Mandat employé au-delà de ce qu’il permet")
	o.DontSee("Secret de la personne saisi par l’aidant·e")
}

// A new mandate, on one theme and for a day, signed by both before it serves.
func TestHenriUnderANewMandate(t *testing.T) {
	t.Parallel()
	r := gatherFor(t, "Henri", "", "1", 360)
	r.trainer.clicks("Commencer avec le trio 1")
	r.entersAidantsConnect()
	pc := r.aidant.shoots("aidants-connect").in("main").clicks("Créer un mandat")
	pc.Choose("Justice")
	pc.Choose("Un jour")
	pc.shoots("mandat-themes").clicks("Continuer").sees("Donnez-lui le clavier").shoots("mandat-clavier")
	r.aidant.clicks("Henri")
	r.connects(pc, "Aidants Connect")
	r.aidant.clicks("Camille")
	r.Wait(61 * time.Second)
	code, page := r.card(), pc
	page.sees("Relire avec la personne").shoots("mandat-relecture")
	page.Choose("Aucune")
	page.Choose("J’ai lu ces informations")
	page.fills("Votre code", code).clicks("Créer le mandat").sees("Imprimer, signer, remettre")
	r.aidant.clicks("Henri")
	pc.clicks("Henri BOUVREUIL signe les deux exemplaires")
	r.aidant.clicks("Camille")
	pc.clicks("Je signe pour la structure", "Remettre son exemplaire").shoots("mandat-signe")

	r.actsFor("Justice")
	pc.clicks("Continuer sur Casier judiciaire")
	r.aidant.sees("Vous agissez pour Henri BOUVREUIL").shoots("casier-sous-mandat")
	pc.clicks("C’est bien moi, continuer")
	r.asks(pc, henrisBox)
	r.confirms()
	o := r.closes()
	o.sees("Sous un mandat neuf et signé", "Un thème, un jour")
	o.in("Ce qui a aidé").sees("Mandat réduit au nécessaire", "Copie du mandat remise")
	o.in("À regarder de près").sees("Premier écran avant tout point de diagnostic", "Session laissée ouverte")
}

// The old mandate leads nowhere; the shortcut is to type his password for him.
func TestHenriByTheOldMandateThenInHisPlace(t *testing.T) {
	t.Parallel()
	r := gatherFor(t, "Henri", "", "1", 320)
	r.trainer.clicks("Commencer avec le trio 1")
	r.entersAidantsConnect()
	pc := r.aidant.in("main")
	r.actsFor("Social, santé")
	pc.sees("n’ouvre pas").shoots("hors-themes").clicks("Revenir à FranceConnect")
	r.aidant.types(casierHost + "/demande")
	r.connects(pc, "Casier judiciaire")
	pc.clicks("C’est bien moi, continuer")
	r.asks(pc, "rh@stade.example")
	r.observer.looks().shoots("observation")
	o := r.closes()
	o.sees("Le lien, puis la réponse, partent chez le recruteur", "Aidants Connect a refusé un thème").shoots("debrief-raccourci")
	o.in("À regarder de près").sees("Mandat employé au-delà de ce qu’il permet", "Secret de la personne saisi par l’aidant·e")
}

// connects shows who Henri is, by his tax account.
func (r *room) connects(pc *person, service string) {
	r.t.Helper()
	pc.clicks("S’identifier avec FranceConnect", "Impôts").fills("Numéro fiscal", henrisTax, "Mot de passe", henrisPassword)
	pc.clicks("Continuer vers FranceConnect", "Continuer sur "+service)
}

// asks fills the request in, from the contact page to its sending.
func (r *room) asks(pc *person, box string) {
	r.t.Helper()
	pc.fills("Votre adresse électronique", box, "La même, une seconde fois", box, "Numéro et rue", "41 avenue du Stade")
	pc.fills("Code postal", "00900", "Commune", "Saint-Exemple-les-Tilleuls").clicks("Continuer")
	pc.Choose("En ligne")
	pc.clicks("Continuer").shoots("casier-relecture")
	pc.Choose("Je demande mon propre bulletin")
	pc.clicks("Envoyer la demande")
}

// confirms lets the link come, an hour later, and finds it among the unwanted.
func (r *room) confirms() {
	r.t.Helper()
	r.jumps("+ 1 h")
	phone := r.aide.home().clicks("Téléphone d’Henri", "Courriel", "Indésirables", "Confirmez votre demande").shoots("casier-lien")
	phone.clicks("Confirmer ma demande", "Confirmer ma demande").sees("est confirmée").shoots("casier-confirmee")
}

func (r *room) jumps(by ...string) {
	r.t.Helper()
	for _, each := range by {
		r.trainer.in("Trio 1").unfolds("#t1-temps", "Avancer l’heure du trio").clicks(each + " pour le trio 1")
	}
}

// closes ends the play and opens the debrief before its observer.
func (r *room) closes() *person {
	r.t.Helper()
	r.trainer.clicks("Terminer le jeu du trio 1", "Ouvrir le débrief du trio 1")
	return r.observer.goes(r.observer.desk + "/debrief")
}

var cardCode = regexp.MustCompile(`Camille GRIVE.*?\b(\d{3}) (\d{3})\b`)

// card reads on the EPN's telephone what Camille's card shows, then comes back to
// the computer.
func (r *room) card() string {
	r.t.Helper()
	r.aidant.home().clicks("Téléphone de l’EPN", "Code").shoots("carte")
	found := cardCode.FindStringSubmatch(strings.Join(strings.Fields(r.aidant.Text()), " "))
	require.NotNil(r.t, found, r.aidant.Text())
	r.aidant.home().clicks("Ordinateur de l’EPN")
	return found[1] + found[2]
}

// entersAidantsConnect: her card's code, then the link in her own mailbox.
func (r *room) entersAidantsConnect() {
	r.t.Helper()
	code := r.card()
	pc := r.aidant.types("aidantsconnect.gouv.example/connexion").in("main")
	pc.fills("Adresse professionnelle", camillesBox, "Code à 6 chiffres", code).clicks("Recevoir le lien").sees("Un lien vient de partir")
	r.aidant.types("webmail.messagerie.example")
	pc.fills("Adresse de messagerie", camillesBox, "Mot de passe", "Mesange-417").clicks("Ouvrir la boîte", "Votre lien de connexion")
	pc.clicks("Ouvrir mon espace", "Ouvrir mon espace").sees("Les mandats de votre structure")
}

// actsFor goes to the casier in Henri's name, under one theme.
func (r *room) actsFor(theme string) {
	r.t.Helper()
	r.aidant.types(casierHost + "/demande")
	r.aidant.in("main").clicks("S’identifier avec FranceConnect", "Utiliser Aidants Connect", "Henri BOUVREUIL").shoots("pour-quelle-demarche").clicks(theme)
}
