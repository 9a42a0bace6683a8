package franceconnect_test

import (
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/franceconnect"
	"demarcheablanc/simulators/franceconnect/franceconnecttest"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/portaltest"
)

func TestSuspendedAndAnnouncedAccounts(t *testing.T) {
	w := newTown(t, map[string]any{
		"franceconnect/fi/laposte": franceconnect.Status{Message: "En pause jusqu’à lundi"},
		"franceconnect/fi/msa":     franceconnect.Status{Title: "MSA", Order: 4},
	})
	b := w.toChoice("pc-epn", sante).See("En pause jusqu’à lundi", "MSA En pause pour le moment")
	choice := b.URL.String()
	for _, uid := range []string{"laposte", "msa", "inconnu", ""} {
		b.Post(choice+"/compte", url.Values{"fi": {uid}}).Status(422).See("Connexion en cours sur Santé", "Pour continuer")
	}
	w.MustNotSee(franceconnect.FactChosen)
}

func TestAidantsConnectSaysThatThereIsNoMandate(t *testing.T) {
	w := newTown(t, nil)
	b := w.toChoice("pc-epn", sante).Click("Utiliser Aidants Connect").See("Il n’y a pas de mandat dans cette situation")
	w.MustSee(franceconnect.FactMandate, "service", "sante")
	b.Click("Revenir au choix du compte").See("Choisissez un compte")
}

func TestSomeServicesSkipTheInformation(t *testing.T) {
	w := newTown(t, nil)
	b := w.toChoice("pc-epn", presse).Click("Impôts").Click("Je suis samia").See("Bonjour Samia")
	b.Click("Me déconnecter").See("Au revoir")
	w.toConsent(sante).Click("Continuer sur Santé")
	w.On("pc-epn", "aide").Get(presse).Click("S’identifier avec FranceConnect").See("Bonjour Samia")
}

func TestHintedAccount(t *testing.T) {
	ask := fc + "/api/v2/authorize?client_id=sante&redirect_uri=https://www.sante.example/franceconnect/retour&response_type=code&scope=openid&state=s&nonce=nonce-de-22-caracteres&acr_values=eidas1&idp_hint="
	w := newTown(t, nil)
	b := w.On("pc-epn", "aide").Get(ask + "laposte").See("Qui êtes-vous ?")
	require.Equal(t, "laposte.compte.example", b.URL.Host)
	b.Click("Renoncer").See("La connexion à Identité La Poste n’a pas été possible", "Impôts")
	b.Get(ask + "absent").Status(403)
	require.Equal(t, "www.sante.example", b.URL.Host)
	require.Equal(t, "invalid_idp_hint", b.URL.Query().Get("error"))
}

func TestPagesOutsideALogin(t *testing.T) {
	w := newTown(t, nil)
	b := w.On("pc-epn", "aide")
	b.Get(fc+"/").Status(200).See("Un compte suffit", "jamais votre mot de passe")
	b.Get(fc + "/historique").Status(200).See("s’ouvre après une connexion")
	b.Get(fc + "/acces").Status(200).See("s’ouvre après une connexion")
	b.Post(fc+"/acces", url.Values{"fi": {"impots"}}).See("s’ouvre après une connexion")
	b.Get(fc + "/signaler").Status(200).See("Signaler cette connexion")
	b.Get(fc + "/deconnecte").Status(200).See("Vous êtes déconnecté")
}

func TestBlockingAnAccount(t *testing.T) {
	w := newTown(t, nil)
	b := w.toConsent(sante).Click("Continuer sur Santé")
	b.Get(fc+"/acces").Click("Bloquer Impôts").See("Débloquer Impôts", "Bloquer Identité La Poste")
	w.MustSee(franceconnect.FactBlocked, "fi", "impots", "personne", "samia")
	b.Post(fc+"/acces", url.Values{"fi": {"inconnu"}}).Status(422)
	w.toChoice("tel-samia", sante).Click("Impôts").Click("Je suis samia").Status(403).See("Code Y100011")
	b.Get(fc+"/historique").See("Connexion arrêtée : Santé", "Y100011")
	b.Get(fc + "/acces").Click("Débloquer Impôts")
	w.MustSee(franceconnect.FactUnblocked, "fi", "impots")
}

func TestHistoryGoesBackSixMonths(t *testing.T) {
	w := newTown(t, map[string]any{"franceconnect/historique/samia": []franceconnect.Passage{
		{At: portaltest.T0.AddDate(0, -8, 0), Service: "Trop vieux"},
		{At: portaltest.T0.AddDate(0, 0, -2), Service: "ameli", Account: "Ameli", Code: "Y020021"},
	}})
	b := w.toConsent(sante).Click("Continuer sur Santé")
	b.Get(fc+"/historique").See("Connexion arrêtée : ameli", "Y020021").DontSee("Trop vieux")
}

func TestEveryFactHasALabel(t *testing.T) {
	site := franceconnect.New(portal.Deps{Network: &portal.Network{}})
	for fact, label := range site.Facts {
		require.NotEmpty(t, label, fact)
	}
}

func TestIdentityBornAbroad(t *testing.T) {
	teresa := portal.Person{
		ID: "teresa", BirthName: "MARTINET", GivenNames: []string{"Teresa"}, Gender: "female",
		BirthDate: "1985-06-21", BirthCountry: "99000", Emails: []string{"teresa.martinet@messagerie.example"},
	}
	d := deps(t)
	bank := franceconnecttest.NewBank(d, "impots", "Impôts", 1, []franceconnecttest.Persona{{Name: "teresa", Said: teresa, Email: teresa.Emails[0]}})
	w := portaltest.Open(t, d.Network, map[string]any{"personne/teresa": teresa}, bank.Site, franceconnect.New(d),
		franceconnecttest.NewService(d, "sante", "Santé", func(c *oidc.Client) { c.Scopes = []string{"openid", "identite_pivot"} }))
	b := w.On("pc-epn", "aide").Get(sante).Click("S’identifier avec FranceConnect").Click("Impôts").Click("Je suis teresa")
	b.See("Teresa MARTINET", "99000").DontSee("née MARTINET", "Commune de naissance")
	w.Wait(31 * time.Minute)
	b.Click("Continuer sur Santé").Status(401).See("Code Y190001")
}
