package e2e

import (
	"testing"
	"time"
)

// What Paul's notebook and his letter say.
const (
	paulsName     = "0000013R"
	paulsDigits   = "0000013"
	paulsPassword = "Cariste77!"
	paulsCode     = "480913"
	emploiHost    = "www.francetravail.example"
)

// The voice: nothing to read, and Paul answers himself, on his own telephone.
func TestPaulByTheVoice(t *testing.T) {
	t.Parallel()
	r := gatherFor(t, "Paul", "", "1", 360)
	r.trainer.shoots("console").clicks("Commencer avec le trio 1").sees("16 h 40")
	r.aide.sees("Vos secrets").shoots("carte-de-role").clicks("Montrer à Camille : Lettre « votre code d’accès »")
	r.aidant.shoots("bureau").clicks("Lire : Lettre « votre code d’accès »").sees("480913").shoots("lettre")
	for _, card := range []string{"Relation au numérique", "Moyens matériels", "Compétences déjà là"} {
		r.aidant.home().clicks(card).fills("Ce que vous avez compris", "À l’aise au téléphone, l’écran le met mal à l’aise.").clicks("Garder la carte")
	}
	r.aide.home().clicks("Montrer à Camille : Bulletin de paie, froissé")
	r.aidant.home().clicks("Les fiches", "Une démarche en ligne : cinq questions", "Montrer à Paul")

	phone := r.aide.home().clicks("Téléphone de Paul").shoots("telephone").clicks("Téléphone")
	phone.fills("Numéro à appeler", "3949").clicks("Appeler").sees("jour et nuit").shoots("3949")
	for _, typed := range []string{paulsDigits, paulsCode, "1", "1", "1", "12", "158", "2", "2", "2", "2", "2", "1"} {
		phone.fills("Un numéro long à taper", typed).clicks("Taper ce numéro")
	}
	phone.sees("Rien n’est encore transmis", "12 heures").shoots("3949-relecture")
	r.Wait(20 * time.Second)
	phone.fills("Un numéro long à taper", "1").clicks("Taper ce numéro").sees("C’est enregistré").shoots("3949-enregistre")
	r.observer.looks().shoots("observation")
	r.Wait(time.Minute)

	r.aidant.home().clicks("Où orienter", "Orienter vers ce lieu : Centre social du Préau").fills("Ce que vous en dites", "On y prend son temps.")
	r.aidant.Press("Tab")
	r.aidant.Press("Enter")
	r.aidant.home().sees("Centre social du Préau")
	r.aidant.home().clicks("Le papier pour la suite").fills("Et après", "Le 28, appeler le 3949. Envoyer le bulletin.").clicks("Remettre à Paul")
	o := r.closes()
	o.sees("Le 3949, à la voix", "Le mois prochain, il peut s’actualiser seul", "Rien ne sera réclamé").shoots("debrief")
	o.in("Ce qui a aidé").sees("Les trois points de diagnostic posés", "Fiche tangible montrée", "Autre voie que le site essayée",
		"Lieu ou service indiqué", "Prochaine étape écrite")
	o.DontSee("Réponse certifiée qui contredit un papier")
	o.DontSee("Validée sans relecture ensemble")
}

// enters goes to the first screen of the declaration, by the password.
func (r *room) entersEmploi(pc *person) {
	r.t.Helper()
	r.aidant.types(emploiHost + "/connexion")
	pc.fills("Identifiant", paulsName).clicks("Continuer").fills("Mot de passe", paulsPassword).clicks("Me connecter")
	pc.sees("Bonjour Paul").clicks("M’actualiser").shoots("actualisation").clicks("Commencer")
}

// answers picks an answer to a question.
func answers(p *person, question, said string) {
	p.t.Helper()
	p.Within(question).Choose(said)
}

// saysNothingElse answers no from the training to the pensions.
func saysNothingElse(pc *person) {
	pc.t.Helper()
	for _, question := range []string{"Avez-vous commencé", "Avez-vous fait un stage", "Avez-vous été en arrêt"} {
		answers(pc, question, "Non")
		pc.clicks("Continuer")
	}
	answers(pc, "Recevez-vous une nouvelle pension de retraite", "Non")
	answers(pc, "Recevez-vous une nouvelle pension d’invalidité", "Non")
	pc.clicks("Continuer")
}

// The site, read aloud: Paul holds the keyboard, and says that he understood.
func TestPaulByTheSiteTogether(t *testing.T) {
	t.Parallel()
	r := gatherFor(t, "Paul", "", "1", 320)
	r.trainer.clicks("Commencer avec le trio 1")
	pc := r.aidant.clicks("Ordinateur de l’EPN", "Paul").in("main")
	r.entersEmploi(pc)
	answers(pc, "Avez-vous travaillé", "Oui")
	pc.shoots("travail").clicks("Continuer")
	pc.fills("Nom de l’employeur", "Intérim du Val", "Nombre d’heures", "12", "Salaire brut", "158,40")
	answers(pc, "Ce contrat", "Oui")
	pc.shoots("contrats").clicks("Continuer")
	saysNothingElse(pc)
	answers(pc, "Êtes-vous toujours à la recherche", "Oui")
	pc.clicks("Continuer", "Continuer").sees("Rien n’est encore transmis").shoots("recapitulatif")
	r.aide.home().sees("Avez-vous compris").shoots("j-ai-compris").clicks("J’ai compris et je valide")
	r.Wait(40 * time.Second)
	pc.Choose("Je certifie")
	pc.clicks("Valider mon actualisation").sees("Actualisation enregistrée").shoots("transmise")
	pc.clicks("Ouvrir l’accusé de réception", "Imprimer", "Remettre à Paul")
	o := r.closes()
	o.sees("Le site, validé par Paul", "Rien ne sera réclamé").shoots("debrief-site")
	o.in("Ce qui a aidé").sees("Récapitulatif relu ensemble, validé par la personne", "Document remis en main propre", "La personne a tenu le clavier")
	o.in("À regarder de près").sees("Session laissée ouverte")
}

// His place taken, « non » everywhere: the next morning, he is no longer
// registered.
func TestPaulInHisPlace(t *testing.T) {
	t.Parallel()
	r := gatherFor(t, "Paul", "", "1", 360)
	r.trainer.clicks("Commencer avec le trio 1")
	pc := r.aidant.clicks("Ordinateur de l’EPN").in("main")
	r.entersEmploi(pc)
	answers(pc, "Avez-vous travaillé", "Non")
	pc.clicks("Continuer")
	saysNothingElse(pc)
	answers(pc, "Êtes-vous toujours à la recherche", "Non")
	pc.clicks("Continuer").fills("Depuis quelle date", "14/10/2026")
	answers(pc, "Pour quelle raison", "Une autre raison")
	pc.clicks("Continuer").sees("votre inscription prend fin").shoots("non-partout")
	pc.Choose("Je certifie")
	pc.clicks("Valider mon actualisation").sees("Actualisation enregistrée")
	r.observer.DontSee("ne dit pas la même chose")
	r.Wait(time.Minute)
	r.jumps("Demain 9 h")
	r.aide.home().clicks("Téléphone de Paul").shoots("telephone-eteint").clicks("Le brancher sur le chargeur")
	r.jumps("+ 5 min")
	r.aide.home().clicks("Téléphone de Paul", "Messages", "France Travail").sees("Votre inscription s’arrête").shoots("le-lendemain")
	o := r.closes()
	o.sees("Le site, à la place de Paul", "Des réponses qui ne sont pas celles de son mois", "Douze heures, c’est 124", "je ne cherche plus").shoots("debrief-a-sa-place")
	o.in("À regarder de près").sees("Réponse certifiée qui contredit un papier", "Validée sans relecture ensemble",
		"Secret de la personne saisi par l’aidant·e", "Fait à la place de la personne, sans mandat")
}
