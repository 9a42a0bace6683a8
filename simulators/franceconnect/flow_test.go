package franceconnect_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/franceconnect"
	"demarcheablanc/simulators/portal"
)

func TestHappyPath(t *testing.T) {
	w := newTown(t, nil)
	b := w.toChoice("pc-epn", sante)
	b.Status(200).See("Connexion en cours sur Santé", "Impôts", "Identité La Poste", "Vous êtes aidant professionnel ?", "Revenir sur Santé")
	b.Click("Impôts").See("Qui êtes-vous ?").Click("Je suis samia")
	b.Status(200).See("en tant que", "Samia LORIOT, née SITTELLE", "Données transmises", "Samia Nour", "17 mai 1990", "Féminin", "samia.loriot@messagerie.example", "Avec le compte Impôts")
	b.Click("Continuer sur Santé").Status(200).See("Bonjour Samia Nour SITTELLE")

	w.MustSee(franceconnect.FactChosen, "fi", "impots", "service", "sante")
	w.MustSee(franceconnect.FactConnected, "fi", "impots", "service", "sante", "personne", "samia")
	w.MustSee(portal.FactSessionOpen, "site", "franceconnect", "personne", "samia")
	w.MustNotSee(portal.FactSessionOther)
	require.Equal(t, franceconnect.Last{Account: "impots", Person: "samia"}, document[franceconnect.Last](w, "franceconnect/derniere/pc-epn"))

	b.Get(fc+"/historique").See("Mon historique de connexion", "Connexion : Santé", "Impôts", "Code d’identification")
	w.MustSee(franceconnect.FactHistory, "personne", "samia")
	b.Get(fc + "/").See("au nom de Samia LORIOT")
}

func TestAnotherPersonIsWitnessed(t *testing.T) {
	w := newTown(t, nil)
	b := w.toChoice("pc-epn", sante).Click("Impôts").Click("Je suis karim").See("Karim LORIOT")
	w.MustNotSee(portal.FactSessionOther)
	b.Click("Continuer sur Santé").See("Bonjour Karim LORIOT")
	w.MustSee(portal.FactSessionOther, "site", "franceconnect", "personne", "karim")
	w.MustSee(portal.FactSessionOther, "site", "sante", "personne", "karim")
}

func TestAnonymous(t *testing.T) {
	w := newTown(t, nil)
	b := w.toConsent(anonyme).See("de façon anonyme", "aucune donnée personnelle")
	b.DontSee("SITTELLE", "Données transmises").Click("Continuer sur Sondage").See("Mon compte").DontSee("SITTELLE")
}

func TestAgreementIsAskedByPrivateServices(t *testing.T) {
	w := newTown(t, nil)
	b := w.toConsent(privee).See("J’accepte que FranceConnect transmette")
	b.Click("Continuer sur Mutuelle <script>alert(1)</script>").Status(422).See("Cochez la case si vous êtes d’accord", "SITTELLE")
	b.Fill("J’accepte", "oui").Click("Continuer sur Mutuelle <script>alert(1)</script>").Status(200).See("Bonjour Samia")
	newTown(t, nil).toConsent(sante).DontSee("J’accepte")
}

func TestMailOnANewScreenOnly(t *testing.T) {
	w := newTown(t, nil)
	mails := func() int {
		n := 0
		w.Read(func(tx *sandbox.Tx) { n = len(tx.Keys(portal.MailKey("samia.loriot@messagerie.example", ""))) })
		return n
	}
	w.toConsent(sante).Click("Continuer sur Santé")
	require.Equal(t, 1, mails())
	mail := document[portal.Mail](w, portal.MailKey("samia.loriot@messagerie.example", "0001"))
	require.Contains(t, mail.Subject, portal.Mark)
	require.Contains(t, mail.Body[0], "sur le site Santé, avec votre compte Impôts")
	require.Contains(t, mail.Body[3], "Code d’identification : ")
	w.On("pc-epn", "aide").Get(mail.Links[0].URL).Status(200).See("Une connexion que vous ne reconnaissez pas", "Code d’identification")

	w.On("pc-epn", "aide").Get(caf).Click("S’identifier avec FranceConnect").Click("Continuer sur Allocations")
	require.Equal(t, 1, mails(), "l’écran la connaît")
	w.toChoice("tel-samia", sante).Click("Impôts").Click("Je suis samia").Click("Continuer sur Santé")
	require.Equal(t, 2, mails(), "un autre écran")

	w.Wait(91 * 24 * time.Hour)
	w.On("pc-epn", "aide").Get(caf).Click("S’identifier avec FranceConnect").Click("Impôts").Click("Je suis samia").Click("Continuer sur Allocations")
	require.Equal(t, 3, mails(), "la confiance dure quatre-vingt-dix jours")
}

func TestCheck32SingleSignOn(t *testing.T) {
	w := newTown(t, map[string]any{"franceconnect/service/presse": franceconnect.Rules{Excluded: []string{"impots"}}})
	b := w.toConsent(sante).Click("Continuer sur Santé")

	b.Get(caf).Click("S’identifier avec FranceConnect").See("en tant que", "SITTELLE").DontSee("Choisissez un compte")
	b.Click("Continuer sur Allocations").See("Bonjour Samia")
	b.Get(presse).Click("S’identifier avec FranceConnect").See("Connexion en cours sur Pressé", "Identité La Poste")
	require.NotContains(t, b.Text(), "Impôts", "exclu pour ce service")

	b.Get(caf).Click("Me déconnecter").See("Vous êtes sorti.")
	w.MustSee(franceconnect.FactSignedOut, "personne", "samia", "service", "caf")
	b.Get(caf).Click("S’identifier avec FranceConnect").See("Choisissez un compte")

	b = w.toChoice("tel-samia", sante).Click("Impôts").Click("Je suis samia").Click("Continuer sur Santé")
	w.Wait(31 * time.Minute)
	b.Get(caf).Click("S’identifier avec FranceConnect").See("Choisissez un compte")
}

func TestASharedComputerKeepsTheOneBefore(t *testing.T) {
	w := newTown(t, nil)
	w.toConsent(sante).Click("Continuer sur Santé")
	b := w.On("pc-epn", "aidant").Get(caf).Click("S’identifier avec FranceConnect").See("SITTELLE", "Ce n’est pas vous").Click("Revenir sur Allocations")
	b.Get(caf).Click("S’identifier avec FranceConnect").See("SITTELLE")
	b.Get(fc + "/").Click("Fermer FranceConnect sur cet écran").See("ne garde plus votre identité")
	w.MustSee(franceconnect.FactSignedOut, "personne", "samia", "service", "")
	b.Get(caf).Click("S’identifier avec FranceConnect").See("Choisissez un compte").Click("Impôts").Click("Je suis karim").See("Karim LORIOT").Click("Continuer sur Allocations")
	w.Do(func(tx *sandbox.Tx) { portal.CloseBrowser(tx, "pc-epn") })
	w.On("pc-epn", "aidant").Get(caf).Click("S’identifier avec FranceConnect").See("Choisissez un compte")
}

func TestSignOutWithoutAnAddressEndsHere(t *testing.T) {
	w := newTown(t, nil)
	b := w.toConsent(sante).Click("Continuer sur Santé")
	token := document[portal.Session](w, "session/pc-epn/sante").Data["jeton"]
	b.Get(fc + "/api/v2/session/end?id_token_hint=" + token).Status(200).See("Vous êtes déconnecté de FranceConnect")
	b.Get(fc + "/api/v2/session/end").Status(400).See("Code Y030007")
	b.Get(fc + "/historique").See("s’ouvre après une connexion")
}
