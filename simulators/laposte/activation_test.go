package laposte_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/laposte"
	"demarcheablanc/simulators/portal"
)

func TestAnIdentityIsActivatedOnThePhone(t *testing.T) {
	r := open(t)
	b := r.activate()
	r.MustSee(laposte.FactActivationAsked, "personne", "samia")
	r.MustSee(laposte.FactActivated, "personne", "samia", "poste", "tel-samia")
	r.MustSee(portal.FactSecretChanged, "site", "laposte", "personne", "samia")
	b.Click("Voir mon identité").See("Samia LORIOT", "activée sur ce téléphone", "24 septembre 2026", "Aucune demande n’attend")
	account := r.account("samia")
	require.Empty(t, account.Secret.Issued)
	require.True(t, account.Secret.Is(herCode))
	r.On("pc-epn", "aidant").Get(app + "/").See("Aucune identité n’est active sur ce téléphone.")
	b.Get(app + "/activation/code").See("Mon numéro de mobile")
}

func TestOnlyAVerifiedNumberIsActivated(t *testing.T) {
	r := open(t)
	b := r.phone().Click("Activer mon identité")
	for typed, says := range map[string]string{
		"":                  "Saisissez un numéro de mobile de 10 chiffres.",
		"06 12 34 56 78":    "N’en saisissez pas un vrai",
		"06 39 98 01 99":    "Aucune identité n’est rattachée à ce numéro",
		"+33 6 39 98 01 04": "Votre rendez-vous est prévu",
	} {
		b.Fill("Mon numéro de mobile", typed).Click("Recevoir le code").Status(422).See(says)
	}
	r.MustSee(portal.FactRealRefused, "site", "laposte-appli")
	r.MustNotSee(laposte.FactActivationAsked)
	r.MustNotSee(portal.FactSMSArrived)
	b.Get(app + "/activation/secret").See("Mon numéro de mobile")
	b.Get(app + "/activation/terminee").See("Bienvenue")
}

func TestThreeWrongCodesBySMSNeedAnother(t *testing.T) {
	r := open(t)
	b := r.sent()
	first := r.codeBySMS()
	b.Fill("Code reçu par SMS", "12").Click("Continuer").Status(422).See("compte 6 chiffres")
	for range 2 {
		b.Fill("Code reçu par SMS", wrong(first)).Click("Continuer").Status(422).See("Ce n’est pas le code du dernier SMS")
	}
	b.Get(app+"/activation/secret").See("Code reçu par SMS", "Demander un autre code")
	b.Fill("Code reçu par SMS", wrong(first)).Click("Continuer").Status(422).See("Trois codes n’ont pas été reconnus")
	b.Fill("Mon numéro de mobile", herMobile).Click("Recevoir le code")
	b.Fill("Code reçu par SMS", r.codeBySMS()).Click("Continuer").See("Mon code secret")
	b.Get(app + "/activation/code").See("Mon code secret")
	r.MustSee(portal.FactSecretTyped, "site", "laposte-appli", "personne", "samia", "verdict", "faux")
}

func TestTheCodeBySMSLivesTenMinutes(t *testing.T) {
	r := open(t)
	b := r.sent()
	r.Wait(10*time.Minute + time.Second)
	b.Fill("Code reçu par SMS", r.codeBySMS()).Click("Continuer").Status(422).See("servait pendant 10 minutes")
	r.MustSee(portal.FactRecoveryLate, "site", "laposte")

	b = r.sent()
	r.Wait(10 * time.Minute)
	code := r.codeBySMS()
	b.Fill("Code reçu par SMS", code[:3]+" "+code[3:]).Click("Continuer").See("Mon code secret")
}

func TestAnEasySecretIsNotTaken(t *testing.T) {
	r := open(t)
	b := r.sent()
	b.Fill("Code reçu par SMS", r.codeBySMS()).Click("Continuer")
	for code, says := range map[string]string{
		"4829": "compte 6 chiffres", "000000": "le même chiffre", "123456": "se suivent", "654321": "se suivent",
		"170590": "date de naissance", "900517": "date de naissance", "051990": "date de naissance",
	} {
		b.Fill("Mon code secret", code).Fill("Le même, une seconde fois", code).Click("Activer mon identité").Status(422).See(says)
	}
	b.Fill("Mon code secret", herCode).Fill("Le même, une seconde fois", "111112").Click("Activer mon identité").Status(422).See("Les deux codes sont différents")
	require.NotContains(t, string(b.Answer.Body), herCode)
	r.MustNotSee(laposte.FactActivated)
}

func TestSkippingTheCodeBySMSLeadsBackToIt(t *testing.T) {
	r := open(t)
	b := r.sent()
	b.Post(app+"/activation/secret", map[string][]string{"secret": {herCode}, "confirmation": {herCode}}).See("Code reçu par SMS")
	r.MustNotSee(laposte.FactActivated)
}

func TestANewPhoneTakesOver(t *testing.T) {
	r := open(t)
	b := r.phone().Click("Activer mon identité").Fill("Mon numéro de mobile", "0639980102").Click("Recevoir le code")
	code := sixDigits.FindString(r.lastSMS("0639980102").Text)
	b.Fill("Code reçu par SMS", code).Click("Continuer").
		Fill("Mon code secret", herCode).Fill("Le même, une seconde fois", herCode).Click("Activer mon identité")
	r.MustSee(laposte.FactActivated, "personne", "teresa", "poste", "tel-samia")
	r.On("tel-teresa", "aide").Get(app + "/").See("Aucune identité n’est active sur ce téléphone.")
}
