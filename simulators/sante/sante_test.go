package sante_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
	"demarcheablanc/simulators/sante"
)

const day = 24 * time.Hour

func try(b *portaltest.Browser, code, serial string) *portaltest.Browser {
	return identify(b.Get(home+"/activer").Fill("Code provisoire", code), serial).Click("Continuer")
}

func TestASpaceIsActivatedWithACodeAndTheCard(t *testing.T) {
	w := open(t)
	b := w.On("pc-epn", "aide").Get(home + "/").See("Ce n’est pas ameli").Click("Activer mon espace, ou m’y opposer").Click("Continuer")
	b.Status(http.StatusUnprocessableEntity).See("6 chiffres", "13 premiers chiffres", "11 chiffres")
	try(b, "482913", "80000000009").Status(http.StatusUnprocessableEntity).See("ne vont pas ensemble")
	try(b, "000000", "80123456789").See("Ce n’est pas ce code")
	b.Get(home + "/activer/choix").See("Code provisoire")
	try(b, "482913", "80123456789").See("Samia LORIOT", "4 novembre 2026").Click("Valider mon choix").Status(http.StatusUnprocessableEntity).See("Rien n’est fait")
	b.Fill("Activer mon espace", "activer").Click("Valider mon choix").See("SAMIAS1790")
	fill := func(email, mobile, again string) {
		b.Fill("Adresse électronique", email).Fill("Mobile", mobile).Fill("Mot de passe", "Coquelicot-9").Fill("Le même", again).Click("Activer mon espace")
	}
	fill("samia", "12", "x")
	b.Status(http.StatusUnprocessableEntity).See("de l’exercice")
	fill(samiaBox, "0639980105", "x")
	b.See("différents")
	fill(samiaBox, "0639980105", "Coquelicot-9")
	b.See("Votre espace est activé")
	w.MustSee(sante.FactActivated, "personne", "samia")

	b.Fill("Identifiant", samiaNIR).Fill("Mot de passe", "Coquelicot-9").Click("Me connecter").Status(http.StatusUnprocessableEntity).See("l’identifiant d’ameli")
	b.Fill("Identifiant", "samias1790").Fill("Mot de passe", "Coquelicot-9").Click("Me connecter").See("Saisissez votre code")
	b.Fill("Code reçu", "12").Click("Entrer").See("6 chiffres")
	b.Fill("Code reçu", "000000").Click("Entrer").See("Ce n’est pas ce code")
	b.Click("Recevoir un autre code").See("par courriel à s•••@messagerie.example")
	b.Fill("Code reçu", mailCode(w, samiaBox)).Click("Entrer").See("Bonjour Samia", "Aucun document")
	w.MustSee(portal.FactSessionOpen, "site", "sante", "personne", "samia")
	try(b, "482913", "80123456789").Status(http.StatusConflict).See("déjà activé")
}

func TestOneMayOpposeAndChangeOnesMind(t *testing.T) {
	w := open(t)
	b := try(w.On("pc-epn", "aide"), "482913", "80123456789").Fill("M’opposer", "opposer").Click("Valider mon choix").See("opposition est enregistrée")
	w.MustSee(sante.FactOpposed, "personne", "samia")
	try(b, "482913", "80123456789").Status(http.StatusUnprocessableEntity).See("ne sert plus")
	b.Click("Je n’ai pas de code")
	identify(b, "80123456789").Click("Recevoir un nouveau code").Status(http.StatusUnprocessableEntity).See("comment le code vous parvient")
	identify(b, "80123456789").Fill("Par SMS", "sms").Click("Recevoir un nouveau code").See("sur votre téléphone")
	w.MustSee(sante.FactCodeAsked, "personne", "samia", "par", "sms")
	try(b, smsCode(w, "0639980105"), "80123456789").See("Vous vous étiez opposé")
}

func TestACodeByPostOrByMail(t *testing.T) {
	w := open(t)
	b := w.On("pc-epn", "aide").Get(home + "/activer/code")
	identify(b, "80123456789").Fill("Par la poste", "courrier").Click("Recevoir un nouveau code").See("sous cinq jours")
	w.MustNotSee(portal.FactLetterArrived)
	w.Wait(5*day + time.Minute)
	w.MustSee(portal.FactLetterArrived, "personne", "samia")
	identify(b.Get(home+"/activer/code"), "80123456789").Fill("Par courriel", "courriel").Click("Recevoir un nouveau code").See("dans votre messagerie")
	try(b, mailCode(w, samiaBox), "80123456789").See("Activer, ou s’opposer")
}

func TestACodeHasThreeTriesAndADate(t *testing.T) {
	w := open(t)
	b := w.On("pc-epn", "aide")
	for range 3 {
		try(b, "000000", "80123456789")
	}
	try(b, "482913", "80123456789").Status(http.StatusUnprocessableEntity).See("ne sert plus")
	late := open(t)
	late.Wait(10 * day)
	try(late.On("pc-epn", "aide"), "482913", "80123456789").See("ne sert plus")
	late.MustSee(sante.FactRefused, "cause", "code expiré")
}

func TestWithoutAnAnswerItOpensByItself(t *testing.T) {
	w := open(t)
	w.Wait(21 * day)
	b := w.On("pc-epn", "aide").Get(home + "/connexion").Click("S’identifier avec FranceConnect+").Click("Samia")
	b.See("s’est ouvert tout seul le mercredi 4 novembre 2026")
}

func TestTheCardIsTheOneThatTheCaisseKnows(t *testing.T) {
	w := open(t)
	w.Do(func(tx *sandbox.Tx) {
		tx.Put("ameli/dossier/samia", map[string]any{"carte": map[string]string{"serie": "80777777779"}})
	})
	b := w.On("pc-epn", "aide")
	try(b, "482913", "80123456789").Status(http.StatusUnprocessableEntity).See("après un renouvellement")
	try(b, "482913", "80777777779").Status(http.StatusOK)
}

func TestTheSectionsAreReadAndWitnessed(t *testing.T) {
	w := open(t)
	b := karim(w, "pc-epn")
	b.Click("Documents").See("Prise de sang").Click("Prise de sang")
	require.Equal(t, "%PDF", string(b.Answer.Content[:4]))
	w.MustSee(sante.FactDocument, "personne", "karim")
	b.Get(home + "/documents/9").Status(http.StatusNotFound)
	b.Get(home + "/rubriques/vaccinations").See("tétanos")
	b.Get(home + "/rubriques/messagerie").See("Passez me voir.")
	b.Get(home + "/rubriques/agenda").See("Dr Mésange, lundi 19 octobre 2026 à 10 h")
	b.Get(home + "/rubriques/catalogue").See("Carnet de souffle")
	b.Get(home + "/rubriques/rien").Status(http.StatusNotFound)
	w.MustSee(sante.FactRead, "personne", "karim", "rubrique", "messagerie")
	b.Get(home + "/rubriques/professionnels").Click("Bloquer Dr Mésange").See("ne peut plus rien lire")
	w.MustSee(sante.FactBlocked, "nom", "Dr Mésange")
	b.Click("Laisser lire de nouveau").DontSee("ne peut plus")
	w.MustSee(sante.FactUnblocked)
	b.Post(home+"/professionnels/7", nil).Status(http.StatusOK)
	b.Get(home+"/rubriques/profil").Fill("Allergies", strings.Repeat("a", 501)).Click("Enregistrer").Status(http.StatusUnprocessableEntity)
	b.Fill("Allergies", "0612345678").Click("Enregistrer").Status(http.StatusUnprocessableEntity)
	b.Fill("Allergies", "pollen, noix").Click("Enregistrer").See("est enregistré")
	w.MustSee(sante.FactProfile, "personne", "karim")
}

func TestChildrenComeBeforeTheParentsClosing(t *testing.T) {
	w := open(t)
	b := karim(w, "pc-epn").Click("Fermer mon espace").See("1 espace d’enfant", "2036").Fill("J’ai compris", "oui").Click("Fermer mon espace")
	b.Status(http.StatusUnprocessableEntity).See("l’espace de chaque enfant")
	w.MustSee(sante.FactChildren, "personne", "karim")
	b.Click("S’en occuper d’abord").Click("Fermer l’espace de Lina LORIOT").See("Son espace est fermé")
	b.Post(home+"/enfants/5", nil)
	w.MustSee(sante.FactChild, "enfant", "Lina LORIOT")
	b.Get(home + "/fermer").Click("Fermer mon espace").Status(http.StatusUnprocessableEntity).See("Cochez la case")
	b.Fill("J’ai compris", "oui").Click("Fermer mon espace").See("Votre espace est fermé")
	w.MustSee(sante.FactClosed, "personne", "karim")
	b.Get(home + "/accueil").See("Se connecter")
	b.Fill("Identifiant", "karimL0388").Fill("Mot de passe", "Carnet-88").Click("Me connecter").See("Aucun espace n’a cet identifiant")
}

func TestASpaceClosedElsewhereIsLeft(t *testing.T) {
	w := open(t)
	there := karim(w, "tel-karim")
	b := karim(w, "pc-epn").Get(home + "/enfants").Click("Fermer l’espace de Lina LORIOT").Get(home + "/fermer")
	b.Fill("J’ai compris", "oui").Click("Fermer mon espace").See("Votre espace est fermé")
	there.Get(home + "/accueil").See("Se connecter à Mon espace santé")
}

func TestTheDoorForgetsLocksAndExpires(t *testing.T) {
	w := open(t)
	b := w.On("pc-epn", "aide").Get(home + "/connexion").Click("Me connecter").Status(http.StatusUnprocessableEntity)
	for range 5 {
		b.Get(home+"/connexion").Fill("Identifiant", "karimL0388").Fill("Mot de passe", "non").Click("Me connecter")
	}
	b.Status(http.StatusLocked).See("16 h 55").Click("Choisir un nouveau mot de passe")
	b.Fill("Numéro de sécurité sociale", "1881100014918").Fill("Date de naissance", "03/11/1988").Fill("Numéro de série", "80123456789").Click("Recevoir le lien").Status(http.StatusUnprocessableEntity)
	w.Do(func(tx *sandbox.Tx) {
		tx.Put("ameli/dossier/karim", map[string]any{"carte": map[string]string{"serie": "80555555559"}})
	})
	b.Fill("Numéro de série", "80555555559").Click("Recevoir le lien").See("k•••@messagerie.example")
	mail := lastMail(w, "karim.loriot@messagerie.example")
	require.Contains(t, strings.Join(mail.Body, " "), "KARIML0388")
	link := mail.Links[0].URL
	b.Get(link).Fill("Nouveau mot de passe", "court").Fill("Le même", "court").Click("Enregistrer").Status(http.StatusUnprocessableEntity)
	b.Fill("Nouveau mot de passe", "Carnet-99").Fill("Le même", "Carnet-99").Click("Enregistrer").See("Se connecter")
	b.Get(link).Status(http.StatusGone)
	b.Post(link, nil).Status(http.StatusGone)
	b.Get(home+"/connexion").Fill("Identifiant", "karimL0388").Fill("Mot de passe", "Carnet-99").Click("Me connecter")
	w.Wait(10 * time.Minute)
	b.Fill("Code reçu", smsCode(w, "0639980118")).Click("Entrer").See("ne sert plus").Click("Recevoir un autre code")
	b.Fill("Code reçu", mailCode(w, "karim.loriot@messagerie.example")).Click("Entrer").See("Bonjour Karim")
	b.Get(home + "/connexion").See("Bonjour Karim").Get(home + "/deconnexion").See("Bonjour Karim")
	w.Wait(16 * time.Minute)
	b.Get(home + "/accueil").See("Se connecter")
	w.MustSee(portal.FactSessionExpired, "site", "sante")
	identify(b.Get(home+"/mot-de-passe-oublie"), "80123456789").Click("Recevoir le lien").Status(http.StatusConflict).See("n’est pas activé")
	b.Get(home + "/connexion/code").See("Se connecter").Get(home + "/mot-de-passe-oublie/envoye").See("k•••")
	b.Post(home+"/connexion/code", nil).Post(home+"/connexion/code/autre", nil).See("Se connecter")
}

func TestFranceConnectPlusOpensOrAsks(t *testing.T) {
	w := open(t)
	by := func(who string) *portaltest.Browser {
		return w.On("pc-epn", "aide").Get(home + "/connexion").Click("S’identifier avec FranceConnect+").Click(who)
	}
	by("Paul").Status(http.StatusNotFound).See("Paul ROITELET")
	by("Renoncer").Status(http.StatusForbidden).See("Rien n’a changé")
	by("Samia").See("Activer, ou s’opposer")
	b := by("Karim").See("Bonjour Karim").Click("Me déconnecter").See("sorti·e")
	b.Get(home + "/franceconnect-plus/retour?code=x&state=y").Status(http.StatusBadRequest)
	w.Do(func(tx *sandbox.Tx) {
		portal.PutOutage(tx, portal.Outage{Host: portal.FranceConnectPlusHost, For: time.Minute, Message: "En pause."})
	})
	b.Get(home + "/connexion").Click("S’identifier avec FranceConnect+").Status(http.StatusServiceUnavailable)
}

func TestASeedSaysWhatIsWrong(t *testing.T) {
	for text, says := range map[string]string{
		"- {personne: inconnu}":           "pas dans cette situation",
		"- {personne: samia, etat: flou}": "attente, ouvert, oppose ou ferme",
		"- {personne: samia, nom: x}":     "unknown field",
	} {
		_, err := seed(text)
		require.ErrorContains(t, err, says)
	}
}

// TestWhoeverIsInsuredHasASpaceThatWaits: even where nothing is said of it; what
// was chosen leaves a proof.
func TestWhoeverIsInsuredHasASpaceThatWaits(t *testing.T) {
	w := open(t)
	w.Do(func(tx *sandbox.Tx) {
		tx.Put("ameli/dossier/paul", map[string]any{"carte": map[string]string{"serie": "80333333339"}})
		p, _ := portal.PersonOf(tx, "paul")
		p.Mobile = "0639980104"
		tx.Put("personne/paul", p)
	})
	paul := func(b *portaltest.Browser) *portaltest.Browser {
		return b.Fill("Numéro de sécurité sociale", "1770900013904").Fill("Date de naissance", "02/09/1977").Fill("Numéro de série", "80333333339")
	}
	b := paul(w.On("pc-epn", "aide").Get(home+"/activer/code")).Fill("Par SMS", "sms").Click("Recevoir un nouveau code").See("sur votre téléphone")
	paul(b.Get(home+"/activer").Fill("Code provisoire", smsCode(w, "0639980104"))).Click("Continuer").Fill("M’opposer", "opposer").Click("Valider mon choix").See("opposition est enregistrée")
	w.MustSee(sante.FactOpposed, "personne", "paul")
	w.Wait(5*day + time.Minute) // no mailbox: the proof comes by post
	w.MustSee(portal.FactLetterArrived, "personne", "paul", "objet", "[EXERCICE] Votre opposition est enregistrée")
}
