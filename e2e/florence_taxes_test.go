package e2e

import (
	"testing"
	"time"
)

const (
	florencesTax = "9900000007471"
	florencesBox = "flo.hirondelle@messagerie.example"
)

// Nobody is to be disturbed: she enters by the taxes, and every contact becomes
// her own.
func TestFlorenceByTheTaxes(t *testing.T) {
	t.Parallel()
	r := gatherFor(t, "Florence", "", "1", 360)
	r.trainer.shoots("console").clicks("Commencer avec le trio 1").sees("10 h 10")
	r.aide.sees("Vos secrets").shoots("carte-de-role").clicks("Montrer à Camille : Dernier relevé reçu").sees("Sur la table")
	r.aidant.sees("Dernier relevé reçu").shoots("bureau").clicks("Lire : Dernier relevé reçu").sees("14 impasse des Lavandières").shoots("releve")
	r.aide.home().clicks("Secret 1, cacheté", "C’est dit : secret 1").sees("Secret 1, dit")
	for _, card := range []string{"Relation au numérique", "Moyens matériels", "Compétences déjà là"} {
		r.aidant.home().clicks(card).fills("Ce que vous avez compris", "Autonome, sauf pour ce compte. Qui reçoit ses messages ?").clicks("Garder la carte")
	}
	r.aidant.home().clicks("Les fiches", "Mes droits", "Montrer à Florence")

	r.aidant.home().clicks("Ordinateur de l’EPN", "Florence").types(ameliHost + "/connexion")
	pc := r.aidant.in("main").clicks("S’identifier avec FranceConnect", "Impôts")
	pc.fills("Numéro fiscal", florencesTax, "Mot de passe", "Mirabelle-31").clicks("Continuer vers FranceConnect", "Continuer sur").sees("Bonjour Florence")
	pc.clicks("Qui est entré, et quand").sees("Application mobile").shoots("connexions")
	r.takesHerContacts(pc)
	r.answersTheTerms(pc)
	r.aidant.types(ameliHost + "/releves")
	pc.Choose("Sur papier, par la poste")
	pc.clicks("Enregistrer mon choix").sees("par courrier").shoots("releves")
	r.aidant.clicks("Me déconnecter")
	r.choosesHerPassword(pc)

	r.aidant.home().clicks("Le papier pour la suite").fills("Et après", "Relevés place du Marché. Le mot de passe est à vous seule.").clicks("Remettre à Florence")
	r.trainer.in("Trio 1").sees("Buts : 6 sur 7")
	o := r.closes()
	o.sees("Les impôts, puis FranceConnect", "Un lien, reçu dans sa propre messagerie", "Garder le compte, relevés sur papier", "Le prochain relevé arrive place du Marché").shoots("debrief")
	o.in("Ce qui a aidé").sees("Les trois points de diagnostic posés", "Fiche tangible montrée", "Prochaine étape écrite", "Récapitulatif relu ensemble")
	o.DontSee("Contact d’une autre personne laissé")
	o.DontSee("Information ouverte sans être nécessaire")
}

// takesHerContacts puts her mailbox, her mobile and her address in the place of
// those that somebody else reads.
func (r *room) takesHerContacts(pc *person) {
	r.t.Helper()
	r.aidant.types(ameliHost + "/informations")
	pc.sees("s•••@messagerie.example", "14 impasse des Lavandières").shoots("informations").clicks("Changer mon adresse électronique")
	pc.fills("Nouvelle adresse électronique", florencesBox).clicks("Envoyer le lien de confirmation")
	r.aide.home().clicks("Téléphone de Florence", "Courriel", "Confirmez votre adresse", "Confirmer", "Confirmer cette adresse")
	r.aidant.types(ameliHost + "/demarches/mobile")
	pc.clicks("Commencer").fills("Nouveau numéro de mobile", "06 39 98 01 07").clicks("Continuer").shoots("mobile")
	pc.fills("Code reçu", r.codeIn(r.aide.home().clicks("Téléphone de Florence", "Messages", "AMELI"))).clicks("Continuer")
	pc.Choose("Ce téléphone est le mien")
	r.understands()
	pc.clicks("Enregistrer ce numéro")
	r.aidant.types(ameliHost + "/demarches/adresse")
	pc.clicks("Commencer").fills("Numéro et rue", "2 place du Marché", "Code postal", "00900", "Commune", "Saint-Exemple-les-Tilleuls", "Depuis quel jour", "15/03/2026").shoots("adresse").clicks("Continuer")
	pc.Choose("J’habite à cette adresse")
	r.understands()
	pc.clicks("Valider et transmettre").sees("Adresse enregistrée")
}

// understands gives her the time to read what is on the screen, and to say so.
func (r *room) understands() {
	r.t.Helper()
	r.aide.home().clicks("J’ai compris et je valide")
	r.Wait(20 * time.Second)
}

// answersTheTerms: a quarter of an hour on, the account asks again.
func (r *room) answersTheTerms(pc *person) {
	r.t.Helper()
	r.jumps("+ 5 min", "+ 5 min", "+ 5 min")
	r.aidant.types(ameliHost + "/informations")
	pc.sees("Nos conditions ont changé", "quinze jours plus tard").shoots("conditions")
	pc.Choose("Sur papier, remis par le facteur")
	pc.Choose("J’ai lu ce qui change")
	pc.clicks("Enregistrer mes réponses").sees("Bonjour Florence")
}

// choosesHerPassword: the link now comes to her own mailbox.
func (r *room) choosesHerPassword(pc *person) {
	r.t.Helper()
	r.aidant.types(ameliHost + "/mot-de-passe-oublie")
	pc.fills("Numéro de sécurité sociale", florencesNumber, "Date de naissance", "09/07/1981").clicks("Recevoir le lien").sees("f•••@messagerie.example")
	phone := r.aide.home().clicks("Téléphone de Florence", "Courriel", "Choisir un nouveau mot de passe", "Choisir un nouveau mot de passe")
	phone.fills("Nouveau mot de passe", florencesNew, "Le même, une seconde fois", florencesNew).clicks("Enregistrer")
}
