package e2e

import (
	"testing"
	"time"
)

// What Nadia's notebook says.
const (
	cafHost        = "www.caf.example"
	nadiasNumber   = "2921200018911"
	nadiasPassword = "Mesange-2024"
	nadiasAmeli    = "Lavande-33"
	nadiasDebt     = "Prime d’activité, de juillet à septembre 2026"
)

// Three months, three payslips: Nadia copies them herself, the debt waits for a
// person's answer.
func TestNadiaRectifies(t *testing.T) {
	t.Parallel()
	r := gatherFor(t, "Nadia", "", "1", 360)
	r.trainer.shoots("console").clicks("Commencer avec le trio 1")
	r.aide.sees("Vos secrets").shoots("carte-de-role").clicks("Montrer à Camille : Lettre de la Caf")
	r.aidant.shoots("bureau").clicks("Lire : Lettre de la Caf").sees("Rectification possible jusqu’au").shoots("lettre")
	r.listensToNadia()

	pc := r.entersTheCaf()
	pc.shoots("caf").clicks("Voir mes dettes", nadiasDebt).sees("rien n’est retenu avant le 29 octobre 2026").shoots("caf-dette")
	pc.clicks("Demander une rectification", "Commencer")
	pc.Choose("Plusieurs de ces raisons")
	pc.clicks("Continuer").sees("Vous aviez déclaré").shoots("caf-trois-mois")
	pc.fills("mars 2026", "941,30", "avril 2026", r.readsTheMissingPayslip(), "mai 2026", "946,10").clicks("Continuer", "Continuer")
	pc.sees("Trop versé, avec vos montants").shoots("caf-recapitulatif")
	r.readsAloudAndSends(pc)

	r.trainer.in("Trio 1").unfolds("#t1-imprevus", "Imprévus").clicks("Maintenant : Un SMS promet un remboursement de la Caf, trio 1")
	r.aide.home().clicks("Téléphone de Nadia", "Messages", "Caf Info").shoots("faux-sms")
	r.aidant.home().clicks("Le papier pour la suite").fills("Et après", "Réponse de la Caf dans trois semaines. Déclaration de l’été avant la fin du mois.").clicks("Remettre à Nadia")
	r.trainer.in("Trio 1").sees("Buts : 6 sur 7")
	o := r.closes()
	o.sees("Recopiés par Nadia, bulletin en main", "La rectification", "Les retenues attendent la réponse", "personne ne pouvait le promettre").shoots("debrief")
	o.in("Ce qui a aidé").sees("Les trois points de diagnostic posés", "Récapitulatif relu ensemble", "Document remis en main propre",
		"Toutes les sessions refermées", "Prochaine étape écrite")
	o.DontSee("Réponse certifiée qui contredit un papier")
}

// In instalments, by FranceConnect: the debt is spread, and nobody has put the
// declaration right.
func TestNadiaPaysInParts(t *testing.T) {
	t.Parallel()
	r := gatherFor(t, "Nadia", "", "1", 320)
	r.trainer.clicks("Commencer avec le trio 1")
	pc := r.aidant.clicks("Ordinateur de l’EPN", "Nadia").types(cafHost+"/connexion").in("main").clicks("S’identifier avec FranceConnect", "Ameli")
	pc.fills("Numéro de sécurité sociale", nadiasNumber, "Mot de passe", nadiasAmeli).clicks("Continuer vers FranceConnect", "Continuer sur Caf")
	pc.clicks("Voir mes dettes", nadiasDebt, "Payer en plusieurs fois", "Commencer").fills("En combien de versements", "12")
	pc.Within("laisse-t-elle de quoi vivre").Choose("Oui")
	pc.clicks("Continuer").sees("57,00").shoots("caf-echeancier")
	r.Wait(20 * time.Second)
	pc.Choose("Je m’engage")
	pc.clicks("Valider et transmettre").sees("57,00")
	for range 12 {
		r.trainer.in("Trio 1").unfolds("#t1-temps", "Avancer l’heure du trio").clicks("Demain 9 h pour le trio 1")
	}
	r.aide.home().clicks("Téléphone de Nadia", "Courriel", "Votre échéancier est accepté").sees("57,00").shoots("echeancier-accepte")
	o := r.closes()
	o.sees("Payer en plusieurs fois", "mais la déclaration reste fausse", "reste à faire avant la fin du mois")
	o.in("À regarder de près").sees("Validée sans relecture ensemble", "Session laissée ouverte")
}

// A zero to make up for it, and the look-alike's refund: the machine compares,
// and asks again.
func TestNadiaWritesZero(t *testing.T) {
	t.Parallel()
	r := gatherFor(t, "Nadia", "", "1", 360)
	r.trainer.clicks("Commencer avec le trio 1")
	pc := r.entersTheCaf().clicks("Déclarer mes ressources", "Commencer")
	pc.Within("Habitez-vous toujours ici").Choose("Oui")
	pc.Within("Nous avons noté que vous vivez").Choose("Oui")
	pc.Within("Quelqu’un de votre foyer").Choose("Non")
	pc.Within("aujourd’hui : Un travail").Choose("Non")
	pc.shoots("caf-situation").clicks("Continuer")
	pc.Choose("Rien d’autre")
	pc.clicks("Continuer").shoots("caf-montants")
	pc.Within("juin 2026").Choose("Signaler une différence")
	pc.fills("Le bon montant", "0", "Pourquoi", "Pour compenser")
	for _, month := range []string{"juillet 2026", "août 2026"} {
		pc.Within(month).Choose("Confirmer")
	}
	pc.clicks("Continuer", "Continuer").sees("au lieu de")
	pc.Choose("Je certifie")
	pc.clicks("Valider et transmettre").sees("est transmise")
	r.observer.looks().shoots("observation")

	r.Wait(7 * time.Minute)
	phone := r.aide.home().clicks("Téléphone de Nadia", "Messages", "Caf Info", "caf-remboursement.example").shoots("faux-remboursement")
	phone.in("main").fills("Numéro d’allocataire", "0042137").clicks("Recevoir mes 312").sees("Ce site n’était pas celui de la Caf")
	o := r.closes()
	o.sees("Certifier un zéro que l’on sait faux", "Les trois mois d’avant, eux, n’ont pas bougé", "La Caf ne rembourse jamais en demandant une carte").shoots("debrief-zero")
	o.in("À regarder de près").sees("Réponse certifiée qui contredit un papier", "Annonce ou lien piégé suivi", "Validée sans relecture ensemble")
}

// listensToNadia is what comes before any screen.
func (r *room) listensToNadia() {
	r.t.Helper()
	for _, card := range []string{"Relation au numérique", "Moyens matériels", "Compétences déjà là"} {
		r.aidant.home().clicks(card).fills("Ce que vous avez compris", "Elle sait entrer. Ce sont les mots qui l’arrêtent.").clicks("Garder la carte")
	}
	r.aidant.home().clicks("Les fiches", "Valider n’est pas enregistrer", "Montrer à Nadia")
	r.aide.home().clicks("Secret 1, cacheté", "C’est dit : secret 1").sees("Secret 1, dit")
}

// entersTheCaf: she types, and reads the code on her telephone.
func (r *room) entersTheCaf() *person {
	r.t.Helper()
	r.aidant.home().clicks("Ordinateur de l’EPN", "Nadia").types(cafHost + "/connexion")
	pc := r.aidant.in("main").shoots("caf-connexion").fills("Numéro de sécurité sociale", nadiasNumber, "Mot de passe", nadiasPassword)
	pc.clicks("Se connecter").sees("Gardez cet onglet ouvert").clicks("Envoyer le code").shoots("caf-code")
	code := r.codeIn(r.aide.home().clicks("Téléphone de Nadia", "Courriel", "Votre code"))
	return pc.fills("Code à six chiffres", code).clicks("Valider").sees("Bonjour Nadia")
}

// readsTheMissingPayslip: the employer sent it by mail, long ago.
func (r *room) readsTheMissingPayslip() string {
	r.t.Helper()
	r.aide.home().clicks("Téléphone de Nadia", "Courriel", "Votre bulletin de paie, avec la prime").shoots("bulletin-retrouve").clicks("Ouvrir bulletin-prime.pdf").shoots("bulletin")
	return "1241,30"
}

// readsAloudAndSends: she says from her own place that she has understood, then
// validates, and keeps the proof.
func (r *room) readsAloudAndSends(pc *person) {
	r.t.Helper()
	r.aide.home().clicks("J’ai compris et je valide")
	r.Wait(30 * time.Second)
	pc.Choose("Je certifie sur l’honneur")
	pc.clicks("Valider et transmettre").sees("prouve que vous avez demandé avant le 29 octobre 2026").shoots("caf-accuse")
	pc.clicks("Ouvrir l’accusé de réception", "Imprimer", "Remettre à Nadia")
	r.aidant.types(cafHost+"/compte").clicks("Me déconnecter", "Fermer le navigateur").sees("Le navigateur est fermé")
}
