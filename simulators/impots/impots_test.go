package impots_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/impots"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

const unrecognised = "Le numéro fiscal ou le mot de passe n’a pas été reconnu. Vérifiez les deux, puis réessayez."

// login goes through both steps: the password, then the code mailed to a browser
// that is not known.
func login(b *portaltest.Browser, number, secret string) *portaltest.Browser {
	b.Get(site+"/connexion").Fill("Numéro fiscal", number).Fill("Mot de passe", secret).Click("Se connecter")
	if strings.HasSuffix(b.URL.Path, "/connexion/code") {
		b.Fill("Code à 6 chiffres", lastCode(b.World, number)).Click("Valider le code")
	}
	return b
}

var sixDigits = regexp.MustCompile(`\d{6}`)

// lastCode reads the code in the last mail to the holder of a number.
func lastCode(w *portaltest.World, number string) (digits string) {
	w.Read(func(tx *sandbox.Tx) {
		account, _ := portal.AccountWith(tx, "impots", func(a portal.Account) bool { return a.Identifier == number })
		for _, key := range tx.Keys(portal.MailKey(account.Email, "")) {
			if m, _ := sandbox.Get[portal.Mail](tx, key); strings.Contains(m.Subject, "code de connexion") {
				digits = sixDigits.FindString(m.Body[1])
			}
		}
	})
	return digits
}

// reset asks for the link and opens it in the same browser.
func reset(r *rig, b *portaltest.Browser) *portaltest.Browser {
	b.Fill("Numéro fiscal", "9900 0000 05469").Fill("Date de naissance", "17/05/1990").Click("Recevoir le lien")
	b.Status(200).See("Si ces informations correspondent")
	return b.Get(r.lastMail(herMail).Links[0].URL)
}

func TestHerHusbandsNumberIsRefusedAsAnyOther(t *testing.T) {
	r := open(t)
	b := r.On("pc-epn", "aide")
	login(b, hisNumber, "nimporte-quoi").Status(422).See(unrecognised)
	login(b, herNumber, "nimporte-quoi").Status(422).See(unrecognised)
	login(b, "9900000000000", "nimporte-quoi").Status(422).See(unrecognised)
	r.MustSee(portal.FactLoginRefused, "site", "impots", "personne", "karim")
	b.Click("Où trouver mon numéro fiscal ?").Status(200).See("Chaque déclarant d’un foyer a son propre numéro fiscal.")
}

func TestFiveWrongTriesCloseTheAccountForAnHour(t *testing.T) {
	r := open(t)
	b := r.On("pc-epn", "aide")
	for range 4 {
		login(b, hisNumber, "faux-faux").See(unrecognised)
	}
	login(b, hisNumber, "faux-faux").Status(422).See("cet accès est fermé jusqu’à 17 h 25")
	login(b, hisNumber, hisSecret).Status(422).See("cet accès est fermé")
	r.Wait(time.Hour)
	login(b, hisNumber, hisSecret).Status(200).See("Mon espace particulier")
	r.MustSee(portal.FactLocked, "personne", "karim")
}

func TestWhatIsTypedIsRead(t *testing.T) {
	r := open(t)
	b := r.On("pc-epn", "aide")
	login(b, "", "").Status(422).See("Saisissez votre numéro fiscal", "Saisissez votre mot de passe")
	login(b, "12", "x").Status(422).See("celui-ci en a 2")
	login(b, "0123456789012", "x").Status(422).See("N’en saisissez pas un vrai")
	r.MustSee(portal.FactRealRefused, "site", "impots")
	r.MustNotSee(portal.FactSecretTyped)
	require.NotContains(t, string(b.Answer.Body), "0123456789012", "une donnée d’apparence réelle n’est pas renvoyée")
}

func TestForgottenPasswordComesBackByMail(t *testing.T) {
	r := open(t)
	b := r.On("pc-epn", "aide").Get(site + "/").Click("J’ai oublié mon mot de passe Un lien vous est envoyé par courriel.")
	reset(r, b).Status(200).See("Samia LORIOT", "se termine par 469")
	mail := r.lastMail(herMail)
	require.True(t, mail.Spam)
	require.Equal(t, "ne-pas-repondre@impots.gouv.example", mail.From)
	require.Contains(t, strings.Join(mail.Body, " "), "16\u00a0h\u00a055")

	b.Fill("Nouveau mot de passe", "court").Fill("Le même, une seconde fois", "court").Click("Enregistrer").
		Status(422).See("Choisissez au moins 8 caractères.")
	b.Fill("Nouveau mot de passe", newSecret).Fill("Le même, une seconde fois", "autre chose").Click("Enregistrer").
		Status(422).See("Les deux mots de passe sont différents")
	b.Fill("Nouveau mot de passe", newSecret).Fill("Le même, une seconde fois", newSecret).Click("Enregistrer").
		Status(200).See("Votre nouveau mot de passe est enregistré", "Repartez de son site")
	r.MustSee(portal.FactSecretChanged, "site", "impots", "personne", "samia")
	require.Empty(t, r.account("samia").Secret.Issued)

	b.Get(mail.Links[0].URL).Status(410).See("Ce lien ne peut plus servir")
	login(b, herNumber, newSecret).See("Mon espace particulier", "Samia LORIOT")
	r.MustSee(portal.FactSessionOpen, "site", "impots", "personne", "samia", "via", "mot_de_passe")
	r.MustNotSee(portal.FactSessionOther)
}

func TestTheLinkLivesHalfAnHour(t *testing.T) {
	r := open(t)
	b := reset(r, r.On("pc-epn", "aide").Get(site+"/motdepasse"))
	r.Wait(30 * time.Minute)
	b.Get(r.lastMail(herMail).Links[0].URL).Status(200)
	r.Wait(time.Second)
	b.Fill("Nouveau mot de passe", newSecret).Fill("Le même, une seconde fois", newSecret).Click("Enregistrer").
		Status(410).See("Ce lien n’est plus valable")
	r.MustSee(portal.FactRecoveryLate, "site", "impots")
	b.Click("Demander un nouveau lien").See("Qui êtes-vous ?")
	r.On("pc-epn", "aide").Get(site + "/motdepasse/change").See("Connexion à mon espace")
}

func TestAskingForTheLinkTellsNothing(t *testing.T) {
	r := open(t)
	b := r.On("pc-epn", "aide")
	for _, typed := range [][2]string{{hisNumber, "17/05/1990"}, {"9900000000000", "17/05/1990"}, {herNumber, "1.6.1990"}} {
		b.Get(site+"/motdepasse").Fill("Numéro fiscal", typed[0]).Fill("Date de naissance", typed[1]).Click("Recevoir le lien").
			Status(200).See("Si ces informations correspondent à un compte, un lien vient de partir")
	}
	require.Empty(t, r.mails(herMail))
	r.MustNotSee(portal.FactRecoveryAsked)
	b.Get(site+"/motdepasse").Fill("Numéro fiscal", herNumber).Fill("Date de naissance", "le 17 mai").Click("Recevoir le lien").
		Status(422).See("Écrivez la date de naissance en chiffres")
}

func TestTheResetUnlocks(t *testing.T) {
	r := open(t)
	b := r.On("pc-epn", "aide")
	for range 5 {
		login(b, herNumber, "faux-faux")
	}
	b.See("cet accès est fermé").Click("Mot de passe oublié")
	reset(r, b).Fill("Nouveau mot de passe", newSecret).Fill("Le même, une seconde fois", newSecret).Click("Enregistrer")
	login(b, herNumber, newSecret).See("Mon espace particulier")
}

func TestTheNumberComesByMail(t *testing.T) {
	r := open(t)
	b := r.On("pc-epn", "aide")
	ask := func(name, birth, mail string) *portaltest.Browser {
		return b.Get(site+"/numero").Fill("Nom de famille", name).Fill("Date de naissance", birth).
			Fill("Adresse e-mail de votre espace", mail).Click("Recevoir mon numéro fiscal")
	}
	ask("", "", "n’importe").Status(422).See("Saisissez le nom de famille.")
	ask("Loriot", "17-05-1990", "autre.adresse@messagerie.example")
	b.Status(200).See("Si ces informations correspondent à un compte", "a****.a******@messagerie.example")
	require.Empty(t, r.mails(herMail))
	r.MustNotSee(impots.FactNumberSent)

	ask("sittelle", "17051990", strings.ToUpper(herMail))
	b.Status(200).See("s****.l*****@messagerie.example")
	require.Contains(t, strings.Join(r.lastMail(herMail).Body, " "), "99\u00a000\u00a0000\u00a0005\u00a0469")
	r.MustSee(impots.FactNumberSent, "personne", "samia")
	r.On("tel-samia", "aide").Get(site + "/numero/envoye").See("Recevoir mon numéro fiscal par courriel")
}

func TestTheSpaceHoldsTheSharedNotice(t *testing.T) {
	r := open(t)
	b := r.On("pc-epn", "aide")
	login(b, hisNumber, hisSecret)
	r.MustSee(portal.FactSessionOther, "personne", "karim")
	b.Click("Mes documents").Click("Avis d’impôt 2026").
		See("Karim LORIOT", "Samia LORIOT", "99 00 000 005 469", "99 00 000 018 482", "412 €", "2,5")
	r.MustSee(impots.FactNoticeOpened, "personne", "karim", "annee", "2026")
	b.Click("Télécharger l’avis (PDF)")
	require.True(t, strings.HasPrefix(string(b.Answer.Content), "%PDF"))
	require.Equal(t, "avis-impot-2026.pdf", b.Answer.File.Name)
	b.Get(site + "/documents/avis/2025-karim").Status(404).See("Ce document n’est pas ici")
	b.Click("Voir mes documents").Click("Se déconnecter").See("Plus personne n’est connecté").Click("Revenir à l’accueil").See("Vos impôts, en ligne")
	r.MustSee(portal.FactSessionClosed, "site", "impots")
	b.Get(site + "/documents/avis/2026-karim").See("Connexion à mon espace")
}

func TestTheSessionEndsByItself(t *testing.T) {
	r := open(t)
	b := login(r.On("pc-epn", "aide"), hisNumber, hisSecret)
	b.Get(site + "/connexion").See("Mon espace particulier")
	b.Get(site + "/").See("Vous êtes connecté·e sur cet écran.")
	r.Wait(31 * time.Minute)
	b.Get(site + "/profil").See("la session s’est fermée toute seule")
}

func TestTheAddressOnFileCanChange(t *testing.T) {
	r := open(t)
	b := login(r.On("pc-epn", "aide"), hisNumber, hisSecret).Click("Mes coordonnées")
	b.See("karim.loriot@messagerie.example", "99 00 000 018 482")
	b.Fill("Nouvelle adresse e-mail", "pas une adresse").Click("Enregistrer cette adresse").Status(422).See("Écrivez une adresse e-mail complète")
	b.Fill("Nouvelle adresse e-mail", herMail).Click("Enregistrer cette adresse").Status(200).See(herMail)
	r.MustSee(impots.FactEmailChanged, "personne", "karim", "adresse", herMail)
	require.Equal(t, "[EXERCICE] Votre adresse e-mail a changé", r.lastMail("karim.loriot@messagerie.example").Subject)
	require.Len(t, r.mails(herMail), 1)
}

func TestSeeds(t *testing.T) {
	s := impots.New(portaltest.Deps(t))
	docs, err := seeds(t, s, "- {personne: samia}\n- {id: bis, personne: karim, identifiant: '99 00 000 005 469', echecs: 2, bloque: 10m, secret: secret-connu}")
	require.NoError(t, err)
	first := docs["acces/impots/samia"].(portal.Account)
	require.Equal(t, herNumber, first.Identifier)
	require.Equal(t, herMail, first.Email)
	require.False(t, first.Secret.Is(""))
	second := docs["acces/impots/bis"].(portal.Account)
	require.Equal(t, 2, second.Fails)
	require.Equal(t, portaltest.T0.Add(10*time.Minute), second.LockedUntil)
	require.True(t, second.Secret.Is("secret-connu"))

	for text, why := range map[string]string{
		"- {personne: personne-d-autre}":                              "n’est pas dans cette situation",
		"- {personne: samia, identifiant: '0123456789012'}":           "99",
		"- {personne: samia, avis: [{annee: 26}]}":                    "année attendue",
		"- {personne: samia, avis: [{annee: 2026, declarants: [x]}]}": "déclarant « x »",
		"- {personne: samia, mot: x}":                                 "mot",
	} {
		_, err := seeds(t, s, text)
		require.ErrorContains(t, err, why, text)
	}
}

func TestADrawnNoticeNeedsItsHousehold(t *testing.T) {
	r := open(t)
	r.Read(func(tx *sandbox.Tx) {
		_, err := r.Network.Draw(tx, portal.File{Kind: "impots.avis", Params: map[string]string{"avis": "absent"}})
		require.Error(t, err)
	})
}

func TestTheMobileNumberIsChanged(t *testing.T) {
	w := world(t, paris(2026, time.May, 1, 9, 30), karimSeed)
	b := karimAt(w).Get(site + "/profil").See("non renseigné")
	b.Fill("Numéro de mobile", "12").Click("Enregistrer ce numéro").Status(422).See("Écrivez dix chiffres")
	b.Fill("Numéro de mobile", "06 39 98 01 12").Click("Enregistrer ce numéro").See("06 39 98 01 12")
	w.MustSee(impots.FactMobileChanged, "personne", "karim", "numero", "0639980112")
	require.NotEmpty(t, mailTo(w, hisMail, "mobile a changé").Subject)
	b.Fill("Numéro de mobile", "").Click("Enregistrer ce numéro").See("non renseigné")
}
