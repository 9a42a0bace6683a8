package e2e

import (
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// What Lucas's letter and notebook say, and the password that he chooses.
const (
	lucasTax      = "9900000012476"
	lucasAccess   = "4821907"
	lucasBox      = "lucas.milan@messagerie.example"
	lucasPassword = "Poivre-Long7"
	lucasAmeli    = "Romarin-68"
	lucasIBAN     = "FR76 9999 9000 0000 0000 0000 227"
	impotsHost    = "www.impots.gouv.example"
)

// The letter, the link, the code, the wage read on a slip: he signs what both
// have read aloud.
func TestLucasSignsWhatHeRead(t *testing.T) {
	t.Parallel()
	r := gatherFor(t, "Lucas", "", "1", 360)
	r.trainer.shoots("console").clicks("Commencer avec le trio 1").sees("14 h")
	r.aide.sees("Vos secrets").shoots("carte-de-role").clicks("Montrer à Camille : Lettre des impôts", "Montrer à Camille : Bulletin de paie")
	for _, card := range []string{"Relation au numérique", "Moyens matériels", "Compétences déjà là"} {
		r.aidant.home().clicks(card).fills("Ce que vous avez compris", "Agile au téléphone, inquiet devant un formulaire.").clicks("Garder la carte")
	}
	r.aidant.home().shoots("bureau").clicks("Les fiches", "Valider", "Montrer à Lucas")

	pc := r.aidant.home().clicks("Ordinateur de l’EPN", "Lucas").types(impotsHost + "/creer").in("main").shoots("creer")
	pc.fills("Numéro fiscal", lucasTax, "Numéro d’accès en ligne", lucasAccess, "Revenu fiscal de référence", "0").clicks("Continuer")
	r.makesHisSpace(pc)
	r.entersImpots(pc)
	r.declares(pc, "0")
	pc.sees("96 €").shoots("resume")
	r.Wait(30 * time.Second)
	r.aide.home().sees("Avez-vous compris").clicks("J’ai compris et je valide")
	r.aide.home().clicks("Téléphone de Lucas", "Courriel", "est enregistrée").sees("Sans signature, rien n’est transmis").shoots("enregistree")
	signs(pc)
	pc.clicks("Ouvrir l’accusé de réception", "Imprimer", "Remettre à Lucas")
	r.aidant.types(impotsHost + "/espace").clicks("Se déconnecter")
	r.aidant.clicks("Fermer le navigateur").sees("Le navigateur est fermé")
	r.aidant.home().clicks("Le papier pour la suite").fills("Et après", "L’avis arrive fin juillet. Il se corrige en ligne.").clicks("Remettre à Lucas")
	r.trainer.in("Trio 1").sees("Buts : 6 sur 8")
	o := r.closes()
	o.sees("Signée par Lucas, après une lecture à deux voix", "0 € de revenu de référence").shoots("debrief")
	o.in("Ce qui a aidé").sees("Récapitulatif relu ensemble, validé par la personne", "Document remis en main propre",
		"Les trois points de diagnostic posés", "Toutes les sessions refermées", "Prochaine étape écrite")
	o.DontSee("Réponse certifiée qui contredit un papier")
	o.DontSee("Fait à la place de la personne, sans mandat")
}

// Without the letter, on the last evening: FranceConnect opens the same door.
func TestLucasByFranceConnectOnTheLastEvening(t *testing.T) {
	t.Parallel()
	r := gatherFor(t, "Lucas", "Ce soir minuit, sans la lettre", "1", 320)
	r.trainer.clicks("Commencer avec le trio 1")
	pc := r.aidant.clicks("Ordinateur de l’EPN", "Lucas").types(impotsHost+"/creer").in("main").clicks("Créer mon espace avec FranceConnect", "Ameli")
	pc.fills("Numéro de sécurité sociale", "1050700019912", "Mot de passe", lucasAmeli).clicks("Continuer vers FranceConnect", "Continuer sur")
	r.makesHisSpace(pc)
	r.entersImpots(pc)
	r.declares(pc, "0")
	r.aide.home().clicks("J’ai compris et je valide")
	r.Wait(20 * time.Second)
	signs(pc)
	o := r.closes()
	o.sees("Espace créé par FranceConnect", "Signée de la main de Lucas").shoots("debrief-franceconnect")
	o.in("À regarder de près").sees("Premier écran avant tout point de diagnostic", "Session laissée ouverte")
}

// « Allez-y, vous savez »: the prefilled amount goes through under somebody
// else's hand.
func TestLucasLetsThemSign(t *testing.T) {
	t.Parallel()
	r := gatherFor(t, "Lucas", "", "1", 360)
	r.trainer.clicks("Commencer avec le trio 1")
	pc := r.aidant.clicks("Ordinateur de l’EPN").types(impotsHost + "/creer").in("main")
	pc.fills("Numéro fiscal", lucasTax, "Numéro d’accès en ligne", lucasAccess, "Revenu fiscal de référence", "0").clicks("Continuer")
	r.makesHisSpace(pc)
	r.entersImpots(pc)
	r.declares(pc, "")
	signs(pc)
	r.observer.looks().shoots("observation")
	r.jumps("Demain 9 h")
	o := r.closes()
	o.sees("Signée par l’aidant·e", "Avec le montant prérempli", "13 365 €").shoots("debrief-a-sa-place")
	o.in("À regarder de près").sees("Réponse certifiée qui contredit un papier", "Validée sans relecture ensemble",
		"Secret de la personne saisi par l’aidant·e", "Fait à la place de la personne, sans mandat")
}

// makesHisSpace gives his mailbox and a password, then opens the link on his
// telephone.
func (r *room) makesHisSpace(pc *person) {
	r.t.Helper()
	pc.fills("Votre adresse", lucasBox, "La même adresse", lucasBox, "Mot de passe à inventer", lucasPassword, "Le même, une seconde fois", lucasPassword)
	pc.clicks("Créer mon espace").sees("Il reste à activer")
	r.aide.home().clicks("Téléphone de Lucas", "Courriel", "Activez votre espace").shoots("activation").clicks("Activer mon espace", "Activer mon espace").sees("Votre espace est actif")
}

var codeInMail = regexp.MustCompile(`\b\d{6}\b`)

// entersImpots logs in, with the code read on his telephone.
func (r *room) entersImpots(pc *person) {
	r.t.Helper()
	r.aidant.types(impotsHost + "/connexion")
	pc.fills("Numéro fiscal", lucasTax, "Mot de passe", lucasPassword).clicks("Se connecter").sees("Code à 6 chiffres")
	mail := r.aide.home().clicks("Téléphone de Lucas", "Courriel", "code de connexion")
	code := codeInMail.FindString(mail.Text())
	require.NotEmpty(r.t, code, mail.Text())
	pc.fills("Code à 6 chiffres", code).clicks("Valider le code").sees("Mon espace particulier").shoots("espace")
}

// declares goes from the first screen to the summary; no wage: the one that is
// written there stays.
func (r *room) declares(pc *person, wage string) {
	r.t.Helper()
	pc.clicks("Déclarer mes revenus de 2025").shoots("declaration").clicks("Commencer", "Continuer")
	answers(pc, "Avez-vous changé d’adresse", "Non")
	answers(pc, "Êtes-vous compté·e", "Non")
	pc.shoots("rattachement").clicks("Continuer")
	answers(pc, "Cette situation a-t-elle changé", "Non")
	answers(pc, "Viviez-vous seul·e", "Oui")
	pc.clicks("Continuer", "Continuer", "Continuer").shoots("salaires")
	if wage != "" {
		pc.fills("1AJ", wage)
	}
	pc.clicks("Continuer").fills("IBAN", lucasIBAN).clicks("Continuer").sees("Résumé, estimation et signature")
}

// signs certifies and sends.
func signs(pc *person) {
	pc.t.Helper()
	pc.Choose("Je certifie")
	pc.clicks("Signer et transmettre").sees("Déclaration signée et reçue").shoots("accuse")
}
