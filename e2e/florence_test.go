package e2e

import (
	"testing"
	"time"
)

// What Florence's card says, and the password that she chooses.
const (
	florencesNumber = "2810700016907"
	florencesNew    = "les hirondelles de mars"
	ameliHost       = "www.ameli.example"
	sylviesBox      = "sylvie.mouette@messagerie.example"
)

// At the counter of the caisse, with her identity card: no account is needed.
func TestFlorenceAtTheCounter(t *testing.T) {
	t.Parallel()
	r := gatherFor(t, "Florence", "Un RIB qui n’est pas le sien", "1", 320)
	r.trainer.clicks("Commencer avec le trio 1")
	r.trainer.in("Trio 1").unfolds("#t1-imprevus", "Imprévus").clicks("Maintenant : À l’accueil de la CPAM, une agente met les coordonnées à jour, trio 1")
	r.aidant.sees("une agente a vu la carte d’identité")
	phone := r.aide.home().sees("2 à voir").clicks("Téléphone de Florence", "Messages", "AMELI")
	code := r.codeIn(phone)
	phone = r.aide.home().clicks("Téléphone de Florence", "Navigateur").types(ameliHost + "/connexion")
	phone.fills("Numéro de sécurité sociale", florencesNumber, "Mot de passe", code).Choose("Je suis un humain")
	phone.clicks("Me connecter").shoots("premiere-connexion")
	phone.fills("Nouveau mot de passe", florencesNew, "Le même, une seconde fois", florencesNew).clicks("Continuer", "Continuer").shoots("premiere-connexion-codes")
	bySMS := r.codeIn(r.aide.home().clicks("Téléphone de Florence", "Messages", "AMELI"))
	byMail := r.codeIn(r.aide.home().clicks("Téléphone de Florence", "Courriel", "Votre code de sécurité"))
	phone = r.aide.home().clicks("Téléphone de Florence", "Navigateur").types(ameliHost + "/premiere-connexion")
	phone.fills("Code reçu par SMS", bySMS, "Code reçu par courriel", byMail).clicks("Continuer")
	phone.Choose("Sur papier, par la poste")
	phone.clicks("Continuer").sees("Bonjour Florence")
	phone.types(ameliHost + "/informations").sees("au nom de Sylvie MOUETTE").shoots("rib-de-sylvie")
	o := r.closes()
	o.sees("L’accueil de la CPAM, pièce d’identité en main", "Les remboursements continuent d’arriver chez quelqu’un d’autre").shoots("debrief-accueil")
}

// The reflex: the link goes to Sylvie, who calls, and whose mailbox is opened.
func TestFlorenceThroughSylvie(t *testing.T) {
	t.Parallel()
	r := gatherFor(t, "Florence", "", "1", 360)
	r.trainer.clicks("Commencer avec le trio 1")
	pc := r.aidant.clicks("Ordinateur de l’EPN").types(ameliHost + "/mot-de-passe-oublie").in("main")
	pc.fills("Numéro de sécurité sociale", florencesNumber, "Date de naissance", "09/07/1981").clicks("Recevoir le lien").sees("s•••@messagerie.example").shoots("lien-chez-sylvie")
	r.Wait(2 * time.Minute)
	r.aide.home().sees("Ça sonne : Sylvie").clicks("Téléphone de Florence", "Téléphone").sees("Appel entrant").clicks("Répondre", "Écouter la suite").sees("Mon frère est au courant").shoots("sylvie").clicks("Raccrocher")
	r.aidant.types("webmail.messagerie.example")
	pc.fills("Adresse de messagerie", sylviesBox, "Mot de passe", "Vignes-1979").clicks("Ouvrir la boîte", "Choisir un nouveau mot de passe", "Choisir un nouveau mot de passe")
	pc.fills("Nouveau mot de passe", florencesNew, "Le même, une seconde fois", florencesNew).clicks("Enregistrer")
	r.aidant.types(ameliHost + "/connexion")
	pc.fills("Numéro de sécurité sociale", florencesNumber, "Mot de passe", florencesNew).Choose("Je suis un humain")
	pc.clicks("Me connecter").sees("par SMS au •• •• •• •• 79").shoots("code-chez-sylvie").clicks("Recevoir un autre code, par courriel")
	r.aidant.types("webmail.messagerie.example")
	code := r.codeIn(pc.clicks("Votre code de sécurité"))
	r.aidant.types(ameliHost + "/connexion/code")
	pc.fills("Code de sécurité", code).clicks("Entrer dans mon compte").sees("Bonjour Florence").clicks("Mes paiements").shoots("paiements")
	o := r.closes()
	o.sees("La messagerie de Sylvie", "C’est se faire passer pour elle", "Ameli écrit toujours à Sylvie", "La liste des soins a été ouverte").shoots("debrief-piege")
	o.in("À regarder de près").sees("Session ouverte sous l’identité d’une autre personne", "Contact d’une autre personne laissé sur le compte",
		"Information ouverte sans être nécessaire", "Secret de la personne saisi par l’aidant·e", "Premier écran avant tout point de diagnostic")
}
