package caf_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

func TestNumberPasswordThenCode(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := login(w)
	w.MustSee(portal.FactSessionOpen, "personne", "nadia")
	b.See("Votre déclaration de ressources est à faire avant le 31 octobre 2026", "Une somme vous est réclamée", "684,00")
	b.Click("Me déconnecter").See("Plus personne n’est connecté")
}

func TestTheIdentifierIsExplained(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	for typed, says := range map[string]string{
		"292120001891150": "la clé", "0042137": "numéro d’allocataire", "7921200018911": "numéro d’attente", "12": "Il en faut 13", "": "13 chiffres",
	} {
		w.On("pc-epn", "aide").Get(home+"/connexion").Fill("Numéro de sécurité sociale", typed).Fill("Mot de passe", "x").Click("Se connecter").Status(422).See(says)
	}
	w.On("pc-epn", "aide").Get(home+"/connexion").Fill("Numéro de sécurité sociale", nir).Fill("Mot de passe", "").Click("Se connecter").Status(422).See("Saisissez votre mot de passe")
}

func TestFiveWrongPasswordsCloseTheDoorForHalfAnHour(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := w.On("pc-epn", "aide").Get(home + "/connexion")
	for range 4 {
		b.Fill("Numéro de sécurité sociale", nir).Fill("Mot de passe", "faux").Click("Se connecter").Status(422)
	}
	b.See("un seul essai").Fill("Numéro de sécurité sociale", nir).Fill("Mot de passe", "faux").Click("Se connecter").Status(423).See("bloqué jusqu’à 16 h 55")
	w.Wait(29 * time.Minute)
	b.Get(home+"/connexion").Fill("Numéro de sécurité sociale", nir).Fill("Mot de passe", "Mesange-2024").Click("Se connecter").Status(423)
	w.Wait(time.Minute + time.Second)
	login(w)
}

func TestACodeDiesAfterAQuarterOfAnHour(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := w.On("pc-epn", "aide").Get(home+"/connexion").Fill("Numéro de sécurité sociale", nir).Fill("Mot de passe", "Mesange-2024").Click("Se connecter").Click("Envoyer le code")
	old := codeIn(w, box)
	b.Fill("Code à six chiffres", "12").Click("Valider").Status(422).See("six chiffres")
	w.Wait(15 * time.Minute)
	b.Fill("Code à six chiffres", old).Click("Valider").Status(422).See("ne sert plus")
	w.MustSee(caf.FactCodeLate, "personne", "nadia")
	b.Click("Renvoyer un code").Fill("Code à six chiffres", old).Click("Valider")
	if codeIn(w, box) != old {
		b.Status(422)
	}
	b.Fill("Code à six chiffres", codeIn(w, box)).Click("Valider").See("Bonjour Nadia")
}

func TestThePageReplacedBeginsAgain(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := w.On("pc-epn", "aide").Get(home+"/connexion").Fill("Numéro de sécurité sociale", nir).Fill("Mot de passe", "Mesange-2024").Click("Se connecter").Click("Envoyer le code")
	lost, stale := b.URL.String(), codeIn(w, box)
	// The mailbox took the tab: back to the door, all is to be done again.
	b.Get(home+"/connexion").DontSee("Code à six chiffres").Fill("Numéro de sécurité sociale", nir).Fill("Mot de passe", "Mesange-2024").Click("Se connecter")
	w.MustSee(caf.FactDoorLost, "personne", "nadia")
	b.Post(b.URL.Path, map[string][]string{"code": {stale}}).See("un code va partir")
	b.Get(lost).Status(410).See("ne sert plus")
}

func TestCodesAreCounted(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := w.On("pc-epn", "aide").Get(home+"/connexion").Fill("Numéro de sécurité sociale", nir).Fill("Mot de passe", "Mesange-2024").Click("Se connecter").Click("Envoyer le code")
	b.Click("Renvoyer un code").Click("Renvoyer un code").DontSee("Renvoyer un code")
	b.Post(b.URL.Path+"/envoyer", nil).Status(422).See("Trois codes")
}

func TestForgottenPasswordByEitherWay(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := w.On("pc-epn", "aide").Get(home+"/mot-de-passe-oublie").Fill("Numéro de sécurité sociale", nir).Click("Recevoir le code").Status(422).See("Choisissez par où")
	b.Fill("Numéro de sécurité sociale", nir).Fill("Par SMS", "sms").Click("Recevoir le code").See("un code vient de partir")
	var sms string
	w.Read(func(tx *sandbox.Tx) {
		m, ok := sandbox.Get[portal.SMS](tx, "telephone/sms/0639980111/0001")
		require.True(t, ok)
		sms = sixDigits.FindString(m.Text)
	})
	b.Fill("Code à six chiffres", sms).Click("Continuer")
	for weak, says := range map[string]string{"court": "8 à 24", "mesange-2025": "une majuscule", "Mesangeverte": "un chiffre"} {
		b.Fill("Nouveau mot de passe", weak).Fill("Le même", weak).Click("Enregistrer").Status(422).See(says)
	}
	b.Fill("Nouveau mot de passe", "Fauvette-77").Fill("Le même", "Fauvette-77").Click("Enregistrer").See("Connectez-vous avec")
	w.MustSee(portal.FactMailArrived, "objet", portal.Mark+" Votre mot de passe a changé")
	b.Get(home+"/connexion").Fill("Numéro de sécurité sociale", nir).Fill("Mot de passe", "Fauvette-77").Click("Se connecter").See("Envoyer le code")
	b.Get(home+"/mot-de-passe-oublie").Fill("Numéro de sécurité sociale", "2900500014905").Fill("Par courriel", "courriel").Click("Recevoir le code").See("Si ce numéro est connu")
	b.Fill("Code à six chiffres", "123456").Click("Continuer").Status(422)
}

func TestFiveCodesAnHourForWhoeverForgot(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	ask := func() *portaltest.Browser {
		return w.On("pc-epn", "aide").Get(home+"/mot-de-passe-oublie").Fill("Numéro de sécurité sociale", nir).Fill("Par courriel", "courriel").Click("Recevoir le code")
	}
	for range 5 {
		ask().See("un code vient de partir")
	}
	ask().Status(422).See("Cinq codes", "17 h 25")
	w.Wait(time.Hour)
	ask().See("un code vient de partir")
}

func TestTheKeypadOf2019(t *testing.T) {
	w := open(t, nadiaSeed, map[string]any{portal.SettingsKey: portal.Settings{Era: "2019"}})
	b := w.On("pc-epn", "aide").Get(home+"/connexion").Fill("Code postal", "00900").Fill("Numéro d’allocataire", "0042137").Click("Continuer").See("0 sur 8")
	for i, digit := range strings.Split("40719263", "") {
		b.Click(digit)
		if i < 7 {
			b.See("sur 8")
		}
	}
	b.See("Bonjour Nadia").Click("Me déconnecter")
	b.Get(home+"/connexion").Fill("Code postal", "00901").Fill("Numéro d’allocataire", "0042137").Click("Continuer").Status(422).See("ne vont pas ensemble")
	b.Fill("Code postal", "00900").Fill("Numéro d’allocataire", "0042137").Click("Continuer").Click("4").Click("Tout effacer").See("0 sur 8")
	for range 8 {
		b.Click("1")
	}
	b.Status(422).See("Il reste 4 essais")
}

func TestFranceConnectFindsOrMakesAnAccess(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	byFranceConnect(w.On("pc-epn", "aide"), "Nadia").See("Bonjour Nadia", "Dossier n° 0042137").Click("Me déconnecter")
	byFranceConnect(w.On("pc-epn", "aide"), "Inconnu").Status(404).See("Ana ORFRAIE")
	byFranceConnect(w.On("pc-epn", "aide"), "Renoncer").Status(403)
	byFranceConnect(w.On("tel-samia", "aide"), "Fatou").See("Vous n’avez pas encore de dossier")
	w.MustSee(caf.FactNewcomer, "personne", "fatou")
}

func TestAProvisionalIdentifierComesByPost(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := w.On("pc-epn", "aide").Get(home+"/identifiant-provisoire").Fill("Numéro d’allocataire", "12").Fill("Date de naissance", "31/02/1990").Click("Demander").Status(422)
	b.Fill("Numéro d’allocataire", "0042137").Fill("Date de naissance", "07/12/1992").Click("Demander").Status(422).See("ne vont pas ensemble")
	b.Fill("Numéro d’allocataire", "0042137").Fill("Date de naissance", "06/12/1992").Click("Demander").See("quatre jours")
	w.Wait(4*day + time.Minute)
	w.MustSee(portal.FactLetterArrived, "personne", "nadia", "objet", portal.Mark+" Votre identifiant provisoire")
	b.Get(home+"/connexion").Fill("Numéro de sécurité sociale", "p0042137").Fill("Mot de passe", "Mesange-2024").Click("Se connecter").See("Envoyer le code")
}

func TestTwentyMinutesWithoutAClickCloseTheAccount(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := login(w)
	w.Wait(21 * time.Minute)
	b.Get(home + "/compte").Status(403).See("Vingt minutes")
}
