package ameli_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/ameli"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

func TestALockedAccountSaysUntilWhenAndWhatToDo(t *testing.T) {
	w := open(t, samiaSeed)
	b := w.On("pc-epn", "aide").Get(home + "/").Click("Me connecter")
	b.Fill("Numéro", "2 90 05 00 014 905").Fill("Mot de passe", "Hibiscus-2019").Click("Me connecter").Status(http.StatusUnprocessableEntity).See("arrête les machines")
	login(b, samiaNIR, "Hibiscus-2019")
	b.Status(http.StatusLocked).See("bloqué jusqu’à 17 h 15", "FranceConnect", "borne", "3646")
	w.Wait(51 * time.Minute)
	login(b, samiaNIR, "Hibiscus-2019").Status(http.StatusOK).See("Bonjour Samia")
}

func TestThreeWrongPasswordsLockForAnHour(t *testing.T) {
	w := open(t, samiaSeed)
	b := w.On("pc-epn", "aide")
	login(b, karimNIR, "non").Status(http.StatusUnprocessableEntity).See("deux essais")
	login(b, karimNIR, "non").See("un seul essai")
	login(b, karimNIR, "Hibiscus-2019").Status(http.StatusLocked).See("bloqué jusqu’à 17 h 25")
	w.MustSee(portal.FactSecretTyped, "verdict", string(portal.SecretOther))
	w.MustSee(portal.FactLocked, "personne", "karim")
	w.Wait(time.Hour + time.Second)
	login(b, karimNIR, "Garage-88").See("Bonjour Karim")
	w.MustSee(portal.FactSessionOther, "personne", "karim")
}

func TestWhatIsTypedBadlyGetsASentence(t *testing.T) {
	w := open(t, samiaSeed)
	b := w.On("pc-epn", "aide")
	login(b, "290050001490565", "x").Status(http.StatusUnprocessableEntity).See("sont la clé")
	login(b, "29005", "x").See("5 chiffres")
	login(b, "", "x").See("13 chiffres")
	login(b, samiaNIR, "").See("Saisissez votre mot de passe")
	login(b, "2690549588157"+"80", "x").See("")
	w.MustSee(portal.FactRealRefused)
	login(b, "2900500014999", "x").See("Aucun compte")
}

func TestAForgottenPasswordGoesWhereTheAddressOnFileIs(t *testing.T) {
	w := open(t, samiaSeed)
	b := w.On("pc-epn", "aide")
	b.Get(home+"/connexion").Click("J’ai oublié mon mot de passe").Fill("Numéro", samiaNIR).Fill("Date de naissance", "17/05/1990").Click("Recevoir le lien")
	b.Status(http.StatusOK).See("s•••@ancienfai.example", "30 minutes").DontSee(oldBox, "fermée")
	w.MustSee(portal.FactRecoveryAsked, "personne", "samia")
	w.MustSee(portal.FactMailLost, "adresse", oldBox)
	w.MustNotSee(portal.FactMailArrived)

	b.Get(home+"/mot-de-passe-oublie").Fill("Numéro", samiaNIR).Fill("Date de naissance", "18/05/1990").Click("Recevoir le lien")
	b.Status(http.StatusUnprocessableEntity).See("ne vont pas ensemble")
	b.Fill("Date de naissance", "mai 1990").Click("Recevoir le lien").See("05/03/1980")
	w.On("tel-samia", "aide").Get(home + "/mot-de-passe-oublie/envoye").See("Mot de passe oublié")
}

func TestALinkServesOnceAndForThirtyMinutes(t *testing.T) {
	w := open(t, samiaSeed)
	b := w.On("pc-epn", "aide")
	ask := func() string {
		b.Get(home+"/mot-de-passe-oublie").Fill("Numéro", karimNIR).Fill("Date de naissance", "03 11 1988").Click("Recevoir le lien")
		return linkIn(w, "karim.loriot@messagerie.example")
	}
	late := ask()
	w.Wait(31 * time.Minute)
	b.Get(late).Status(http.StatusGone).See("30 minutes")
	w.MustSee(portal.FactRecoveryLate)

	link := ask()
	b.Get(link).Fill("Nouveau mot de passe", "court").Fill("Le même", "court").Click("Enregistrer ce mot de passe").See("au moins 8")
	b.Fill("Nouveau mot de passe", "Mésange-bleue").Fill("Le même", "Mésange-verte").Click("Enregistrer ce mot de passe").See("différents")
	b.Fill("Nouveau mot de passe", "Mésange-bleue").Fill("Le même", "Mésange-bleue").Click("Enregistrer ce mot de passe").See("mot de passe est changé")
	b.Get(link).Status(http.StatusGone).See("déjà été utilisé")
	login(b, karimNIR, "Mésange-bleue").See("Bonjour Karim")
}

func TestNobodyGetsASecondAccount(t *testing.T) {
	w := open(t, samiaSeed)
	b := w.On("pc-epn", "aidant")
	create := func(nir string) *portaltest.Browser {
		return b.Get(home+"/creer-un-compte").Fill("Nom de naissance", "SITTELLE").Fill("Numéro", nir).
			Fill("Date de naissance", "17/05/1990").Fill("Code postal", "00900").Fill("Je suis un humain", "oui").Click("Continuer")
	}
	create(samiaNIR).Status(http.StatusConflict).See("Un compte existe déjà")
	w.MustSee(ameli.FactCreation, "personne", "samia")
	create("1770900013904").Status(http.StatusConflict).See("accueil de votre CPAM")
	create("7900500014905").Status(http.StatusUnprocessableEntity).See("provisoire", "récépissé")
	create("2900500014999").Status(http.StatusUnprocessableEntity).See("ne trouvons pas")
	b.Get(home+"/creer-un-compte").Click("Continuer").Status(http.StatusUnprocessableEntity).See("nom de naissance", "5 chiffres")
}

func TestFranceConnectOpensWhatThePasswordDoesNot(t *testing.T) {
	w := open(t, samiaSeed)
	b := byFranceConnect(w.On("pc-epn", "aide"), "Samia").Status(http.StatusOK)
	b.See("Bonjour Samia", "s•••@ancienfai.example", "mars 2019", "Changer cette adresse")
	w.MustSee(portal.FactSessionOpen, "personne", "samia", "via", "franceconnect:impots")
	w.MustNotSee(portal.FactSessionOther)
	b.Click("Mes connexions").See("compte des impôts (en ce moment)", "mot de passe")
	b.Click("Me déconnecter").See("Vous êtes bien sorti")
	require.Contains(t, b.URL.RawQuery, "state=", "la déconnexion passe par FranceConnect")
	b.Get(home + "/compte").See("Se connecter à mon compte")
}

func TestWhoIsUnknownOrComesBackWithoutAnybodyIsTold(t *testing.T) {
	w := open(t, samiaSeed)
	b := byFranceConnect(w.On("pc-epn", "aide"), "Paul").Status(http.StatusNotFound).See("pas de compte ameli", "Paul ROITELET")
	w.MustSee(ameli.FactNoAccount, "personne", "paul")
	b.Click("Quitter FranceConnect").See("Vous êtes bien sorti")
	byFranceConnect(b, "Renoncer").Status(http.StatusForbidden).See("interrompue", "n’a pas changé")
	b.Get(home + "/franceconnect/retour?code=x&state=y").Status(http.StatusBadRequest).See("recommencez")
	w.Do(func(tx *sandbox.Tx) {
		portal.PutOutage(tx, portal.Outage{Host: portal.FranceConnectHost, For: time.Minute, Message: "En pause."})
	})
	b.Get(home + "/connexion").Click("S’identifier avec FranceConnect").Status(http.StatusServiceUnavailable)
}

func TestTheAttestationIsOpenedAndSaysByWhichWay(t *testing.T) {
	w := open(t, samiaSeed)
	b := byFranceConnect(w.On("pc-epn", "aide"), "Samia").Click("Attestation de droits À télécharger")
	b.Click("Préparer l’attestation").Status(http.StatusUnprocessableEntity).See("Choisissez pour qui")
	b.Fill("Toutes les personnes", "oui").Click("Préparer l’attestation").See("est prête")
	b.Click("Télécharger l’attestation (PDF)")
	require.NotNil(t, b.Answer.File)
	require.Equal(t, ameli.KindAttestation, b.Answer.File.Kind)
	require.Equal(t, "samia", b.Answer.File.Person)
	require.Equal(t, "%PDF", string(b.Answer.Content[:4]))
	w.MustSee(ameli.FactAttestation, "personne", "samia", "via", "franceconnect:impots")
	b.Get(home + "/attestation/document/karim").Status(http.StatusNotFound)
	b.Get(home + "/attestation/prete/karim").See("Pour qui")
}

func TestTheHusbandsAccountGivesAPaperToo(t *testing.T) {
	w := open(t, samiaSeed)
	b := login(w.On("pc-epn", "aidant"), karimNIR, "Garage-88")
	b.Get(home+"/attestation").See("dossier de 2019").Fill("Samia LORIOT", "oui").Click("Préparer l’attestation").See("Samia LORIOT")
	b.Click("Télécharger l’attestation (PDF)")
	require.Equal(t, "karim", b.Answer.File.Person)
	w.MustSee(ameli.FactAttestation, "personne", "karim", "beneficiaire", "samia", "via", "mot_de_passe")
	w.MustSee(portal.FactSessionOther, "personne", "karim")
}

func TestANewAddressIsConfirmedFromItsOwnMailbox(t *testing.T) {
	w := open(t, samiaSeed)
	b := byFranceConnect(w.On("pc-epn", "aide"), "Samia").Click("Changer cette adresse")
	change := func(email string) *portaltest.Browser {
		return b.Fill("Nouvelle adresse", email).Click("Envoyer le lien de confirmation")
	}
	change("samia@gmail" + ".com").Status(http.StatusUnprocessableEntity)
	w.MustSee(portal.FactRealRefused)
	change("samia").Status(http.StatusUnprocessableEntity)
	change(strings.Repeat("a", 250) + "@messagerie.example").Status(http.StatusUnprocessableEntity)
	change(oldBox).See("déjà l’adresse")
	change(newBox).Status(http.StatusOK).See("s•••@messagerie.example", "24 heures", "s•••@ancienfai.example")
	w.MustSee(ameli.FactEmailAsked, "personne", "samia", "domaine", "messagerie.example", "boite_de", "samia")
	w.MustNotSee(ameli.FactEmailChanged)

	phone := w.On("tel-samia", "aide").Get(linkIn(w, newBox)).See("s•••@messagerie.example")
	phone.Click("Confirmer cette adresse").See("C’est fait")
	w.MustSee(ameli.FactEmailChanged, "personne", "samia", "boite_de", "samia")
	phone.Get(linkIn(w, newBox)).Status(http.StatusGone)
	b.Get(home + "/compte").DontSee("ancienfai")
	b.Get(home + "/informations").See("s•••@messagerie.example").DontSee("À vérifier")
}

func TestALateConfirmationChangesNothing(t *testing.T) {
	w := open(t, samiaSeed)
	b := byFranceConnect(w.On("pc-epn", "aide"), "Samia").Get(home + "/informations/courriel")
	b.Fill("Nouvelle adresse", newBox).Click("Envoyer le lien de confirmation")
	link := linkIn(w, newBox)
	w.Wait(24*time.Hour + time.Second)
	b.Get(link).Status(http.StatusGone).See("24 heures")
	b.Post(link, nil).Status(http.StatusGone)
	b.Get(home + "/confirmer-courriel/personne/rien").Status(http.StatusGone)
	w.MustNotSee(ameli.FactEmailChanged)
}

func TestAnOldAddressMayBeKeptAndAMobileChanged(t *testing.T) {
	w := open(t, samiaSeed)
	b := byFranceConnect(w.On("pc-epn", "aide"), "Samia").Click("Je l’utilise toujours").See("Mes informations").DontSee("À vérifier")
	w.MustSee(ameli.FactEmailKept, "personne", "samia")
	b.Click("Changer mon mobile").Click("Commencer")
	b.Fill("Nouveau numéro", "06 12 34 56 78").Click("Continuer").Status(http.StatusUnprocessableEntity)
	b.Fill("Nouveau numéro", "01 99 00 01 01").Click("Continuer").See("commence par 06")
	b.Fill("Nouveau numéro", "12").Click("Continuer").Status(http.StatusUnprocessableEntity)
	b.Fill("Nouveau numéro", "06 39 98 01 18").Click("Continuer").See("Un code vient de partir")
	b.Fill("Code reçu", "12").Click("Continuer").See("6 chiffres")
	b.Fill("Code reçu", codeIn(w, "0639980118")).Click("Continuer").See("Vérifié")
	certify(b, "Enregistrer ce numéro").See("est enregistré")
	b.Get(home + "/informations").See("•• 18")
	w.MustSee(ameli.FactMobile, "personne", "samia", "telephone_de", "karim")
}

func TestReadingRefundsIsWitnessed(t *testing.T) {
	w := open(t, samiaSeed)
	b := login(w.On("pc-epn", "aidant"), karimNIR, "Garage-88")
	w.MustNotSee(ameli.FactRefunds)
	b.Get(home+"/paiements").See("19,00 €").Click("Voir le détail de mes remboursements").See("70 %", "19,00 €")
	w.MustSee(ameli.FactRefunds, "personne", "karim", "page", "remboursements")
	b.Get(home + "/messages").See("Aucun message")
	byFranceConnect(b.Click("Me déconnecter"), "Samia").Get(home+"/messages").See("Votre relevé est disponible", "Il est dans vos paiements.")
	b.Get(home + "/paiements").See("Soins dentaires")
}

func TestASessionLeftAloneIsClosed(t *testing.T) {
	w := open(t, samiaSeed)
	b := login(w.On("pc-epn", "aide"), karimNIR, "Garage-88")
	b.Get(home + "/connexion").See("Bonjour Karim")
	b.Get(home + "/").Click("Retrouver mon compte").See("Bonjour Karim")
	b.Get(home + "/deconnexion").See("Bonjour Karim")
	w.Wait(31 * time.Minute)
	b.Get(home + "/informations").Status(http.StatusUnauthorized).See("30 minutes")
	w.MustSee(portal.FactSessionExpired, "site", "ameli")
	b.Post(home+"/informations/courriel/garder", nil).Status(http.StatusUnauthorized)
	w.On("tel-samia", "aide").Get(home + "/paiements").See("Se connecter à mon compte")
	b.Post(home+"/sortir", nil).See("Vous êtes bien sorti")
}

func TestMaintenanceLeavesEverythingAsItWas(t *testing.T) {
	w := open(t, samiaSeed)
	b := byFranceConnect(w.On("pc-epn", "aide"), "Samia")
	w.Do(func(tx *sandbox.Tx) {
		portal.PutOutage(tx, portal.Outage{Host: ameli.Host, For: 10 * time.Minute, Message: "Retour dans dix minutes."})
	})
	b.Get(home + "/attestation").Status(http.StatusServiceUnavailable).See("dix minutes")
	w.Wait(11 * time.Minute)
	b.Get(home + "/attestation").Status(http.StatusOK).See("Pour qui")
}
