package aidantsconnect_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/aidantsconnect"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

// toAmeli leaves ameli for Aidants Connect, a helper connected or not.
func toAmeli(b *portaltest.Browser) *portaltest.Browser {
	return b.Get(ameliSite + "/connexion").Click("S’identifier avec FranceConnect").Click("Utiliser Aidants Connect")
}

func toCasier(b *portaltest.Browser) *portaltest.Browser {
	return b.Get(casierSite + "/demande").Click("S’identifier avec FranceConnect").Click("Utiliser Aidants Connect")
}

func TestAMandateOpensAmeliInHisName(t *testing.T) {
	r := open(t)
	b := toAmeli(r.camille()).See("Pour qui agissez-vous", "vous vous connectez à ameli", "Henri BOUVREUIL")
	b.Click("Henri BOUVREUIL").See("Pour quelle démarche", "Social, santé", "encore 1 h 42").DontSee("Justice")
	b.Click("Social, santé").See("Camille GRIVE").Click("Continuer sur ameli").See("Bonjour Henri", "Vous agissez pour Henri BOUVREUIL", "EPN Les Tilleuls", "mandat 4120")
	r.MustSee(aidantsconnect.FactUsed, "personne", "henri", "service", "ameli", "aidant", "camille", "theme", "social", "mandat", "4120", "signe", "oui", "jusqua", "2026-10-15T16:07:10Z")
	r.MustSee(aidantsconnect.FactTold, "personne", "henri", "par", "courriel")
	r.MustSee(portal.FactSessionOpen, "site", "ameli", "personne", "henri", "acteur", "Camille GRIVE")
	r.MustNotSee(portal.FactSecretTyped)

	var notice portal.Mail
	for _, m := range r.mails(henriMail) {
		if m.FromName == "Aidants Connect" {
			notice = m
		}
	}
	require.Contains(t, notice.Subject, "Camille GRIVE s’est connecté·e à ameli pour vous")
	require.Contains(t, strings.Join(notice.Body, "\n"), "Mandat n° 4120, thème « Social, santé »")
	b.Get(space+"/journal").See("utilisation", "ameli", "mandat 4120")
}

func TestAHelperWhoIsNotInPassesTheDoorFirst(t *testing.T) {
	r := open(t)
	b := toAmeli(r.On("pc-epn", "aidant")).See("Connexion des aidant·es")
	r.through(b, "Camille GRIVE", "camille.grive@epn-tilleuls.example").See("Pour qui agissez-vous")
	b.Click("Henri BOUVREUIL").Click("Social, santé").Click("Continuer sur ameli").See("Bonjour Henri")
}

func TestAColleagueUsesTheSameMandateWithHisOwnCard(t *testing.T) {
	r := openWith(t, strings.Replace(theSeed, "joueur: camille", "joueur: martin", 1))
	b := r.enter("Martin VERDIER", "martin.verdier@epn-tilleuls.example")
	toAmeli(b).Click("Henri BOUVREUIL").Click("Social, santé").Click("Continuer sur ameli").See("Vous agissez pour Henri BOUVREUIL — Martin VERDIER")
	r.MustSee(aidantsconnect.FactUsed, "aidant", "martin")
	r.MustNotSee(aidantsconnect.FactCardLent)
}

func TestAThemeThatDoesNotLeadThereIsRefused(t *testing.T) {
	r := open(t)
	b := toCasier(r.camille()).Click("Henri BOUVREUIL").Click("Social, santé")
	b.Status(http.StatusForbidden).See("n’ouvre pas", "« Justice »", "Aucun thème choisi")
	r.MustSee(aidantsconnect.FactOutOfScope, "personne", "henri", "service", "casier", "theme", "social")
	r.MustNotSee(aidantsconnect.FactUsed)
	b.Click("Choisir autrement").See("Pour qui agissez-vous")
	b.Click("Henri BOUVREUIL").Click("Travail, formation").Click("Revenir à FranceConnect").See("ne couvre pas ce service", "Y600020")
	require.Empty(t, mailsFrom(r, "Aidants Connect"))
}

func TestANewMandateOpensTheCasier(t *testing.T) {
	r := open(t)
	b := r.identified(r.camille(), []string{"Justice"}, "Un jour")
	number := r.made(b)
	toCasier(b).Click("Henri BOUVREUIL").See("Justice").Click("Justice").Click("Continuer sur Casier judiciaire")
	b.See("Vous agissez pour Henri BOUVREUIL", "mandat "+number)
	r.MustSee(aidantsconnect.FactUsed, "service", "casier", "theme", "justice", "mandat", number, "signe", "non")
	require.Len(t, mailsFrom(r, "Aidants Connect"), 1)
}

func mailsFrom(r *rig, sender string) (all []portal.Mail) {
	for _, m := range r.mails(henriMail) {
		if m.FromName == sender {
			all = append(all, m)
		}
	}
	return all
}

func TestAMandateEndsWhileOneChooses(t *testing.T) {
	r := open(t)
	r.Wait(time.Hour + 40*time.Minute)
	b := toAmeli(r.camille()).Click("Henri BOUVREUIL").See("Pour quelle démarche")
	r.Wait(2*time.Minute + 9*time.Second)
	r.Read(func(tx *sandbox.Tx) { require.Equal(t, 9, tx.Now().Second()) })
	b.Get(b.URL.String()).See("encore 1 s")
	r.Wait(time.Second)
	b.Click("Social, santé").Status(http.StatusForbidden).See("Le mandat est échu", "à la seconde")
	r.MustSee(aidantsconnect.FactExpired, "personne", "henri", "service", "ameli")
	r.MustNotSee(aidantsconnect.FactUsed)
	b.Click("Revenir à FranceConnect").See("arrivé à son terme")
}

func TestTheLastSecondStillServes(t *testing.T) {
	r := open(t)
	r.Wait(time.Hour + 40*time.Minute)
	b := toAmeli(r.camille()).Click("Henri BOUVREUIL")
	r.Wait(2*time.Minute + 9*time.Second)
	b.Click("Social, santé").Click("Continuer sur ameli").See("Bonjour Henri")
}

func TestEachReasonIsSaid(t *testing.T) {
	r := open(t)
	b := r.camille()
	for who, sentence := range map[string]string{
		"samia": "échu", "karim": "a mis fin", "paul": "autre structure", "lou": "à personne", "matteo": "personne mineure", "florence": "sous tutelle, curatelle",
	} {
		toAmeli(b)
		at := b.URL.String()
		b.Post(at, map[string][]string{"personne": {who}}).Status(http.StatusForbidden).See(sentence)
		r.MustSee(aidantsconnect.FactNotUsable, "personne", who)
		b.Click("Revenir à FranceConnect").See("Y600020")
	}
	toAmeli(b)
	b.Post(b.URL.String(), map[string][]string{"personne": {"personne"}}).Status(http.StatusUnprocessableEntity).See("Choisissez une des personnes")
	b.Click("Samia SITTELLE").See("échu").Click("Renouveler avec Samia SITTELLE").See("Renouveler le mandat de Samia SITTELLE")
}

func TestARevokedThemeIsNotOffered(t *testing.T) {
	r := open(t)
	b := r.camille()
	toAmeli(b).Click("Henri BOUVREUIL")
	at := b.URL.String()
	b.Post(space+"/mandats/4120/revoquer", map[string][]string{"theme": {"social"}})
	b.Get(at).See("Travail, formation").DontSee("Social, santé")
	b.Post(at, map[string][]string{"theme": {"social"}}).Status(http.StatusForbidden)
	r.MustSee(aidantsconnect.FactOutOfScope, "theme", "social")
	b.Get(at).Post(at, map[string][]string{"theme": {"tout"}}).Status(http.StatusUnprocessableEntity).See("Choisissez le thème")
}

func TestAMandateOpensNoMandate(t *testing.T) {
	r := open(t)
	b := r.camille().Click("Créer un mandat").Fill("Justice", "oui").Fill("Un jour", "oui").Click("Continuer").Click("S’identifier avec FranceConnect")
	b.Click("Utiliser Aidants Connect").Click("Henri BOUVREUIL").Click("Social, santé").See("Aucun thème ne mène à Aidants Connect")
}

func TestAServiceMayNameItsThemes(t *testing.T) {
	r := open(t)
	b := r.camille()
	b.Get("https://www.musee.example/").Click("S’identifier avec FranceConnect").Click("Utiliser Aidants Connect").Click("Henri BOUVREUIL")
	at := b.URL.String()
	b.Click("Social, santé").Status(http.StatusForbidden).See("Travail, formation", "Loisirs, sport, culture")
	b.Get(at).Click("Travail, formation").Click("Continuer sur Musée").See("Vous agissez pour Henri BOUVREUIL")
}

func TestAServiceOfNoThemeTakesNoMandate(t *testing.T) {
	r := open(t)
	b := r.camille().Get("https://www.presse.example/").Click("S’identifier avec FranceConnect").Click("Utiliser Aidants Connect").Click("Henri BOUVREUIL")
	b.Click("Social, santé").Status(http.StatusForbidden).See("Aucun thème ne mène à Kiosque")
	r.MustSee(aidantsconnect.FactOutOfScope, "service", "presse")
}

func TestFranceConnectPlusTakesNoMandate(t *testing.T) {
	r := open(t)
	b := r.camille().Get("https://www.rentes.example/").Click("S’identifier avec FranceConnect").See("aucun mandat ne les remplace").DontSee("Utiliser Aidants Connect")
	b.Post(strings.TrimSuffix(b.URL.String(), "/")+"/compte", map[string][]string{"fi": {"aidantsconnect"}}).See("Choisissez un des comptes")
}

func TestOneMayTurnBack(t *testing.T) {
	r := open(t)
	b := toAmeli(r.camille()).Click("Revenir à FranceConnect").See("Choisissez un compte")
	r.MustNotSee(aidantsconnect.FactNotUsable)
	b.Get(space + "/identite/inconnue").See("trop longtemps")
	toAmeli(b)
	at := b.URL.String()
	b.Get(at + "/theme").See("Pour qui agissez-vous")
	b.Get(at + "/refus/rien").See("Pour qui agissez-vous")
	r.Wait(6 * time.Minute)
	b.Click("Henri BOUVREUIL").See("Les cinq minutes")
}

func TestAnIdleHelperProvesHerselfBeforeActing(t *testing.T) {
	r := open(t)
	b := r.camille()
	r.Wait(16 * time.Minute)
	toAmeli(b).See("Plus de 15 minutes").Fill("Code", r.code("Camille GRIVE")).Click("Continuer").See("Pour qui agissez-vous")
}

func TestWhoHasNoMailIsToldBySMS(t *testing.T) {
	r := openWith(t, strings.Replace(theSeed, "protections: [{personne: florence, mesure: curatelle}]", "", 1))
	b := toAmeli(r.camille()).Click("Florence HIRONDELLE").Click("Social, santé")
	r.MustSee(aidantsconnect.FactTold, "personne", "florence", "par", "sms")
	r.MustSee(portal.FactSMSArrived, "numero", "0639980107", "de", "Aidants Connect")
	require.NotNil(t, b)
}
