package aidantsconnect_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/aidantsconnect"
	"demarcheablanc/simulators/portal"
)

const aMinute = time.Minute

func TestAHelperEntersWithACodeThenALink(t *testing.T) {
	r := open(t)
	b := r.camille().See("Les mandats de votre structure", "Camille GRIVE", "EPN Les Tilleuls", "Henri BOUVREUIL", "encore 1 h 42")
	r.MustSee(aidantsconnect.FactOpened, "aidant", "camille")
	r.MustNotSee(portal.FactSecretTyped)
	r.MustNotSee(portal.FactSessionOther)
	r.MustNotSee(aidantsconnect.FactCardLent)

	b.Get(r.lastMail("camille.grive@epn-tilleuls.example").Links[0].URL).Status(http.StatusGone).See("une seule fois")
	b.Get(space + "/connexion/lien/inconnu").Status(http.StatusGone)
	b.Get(space + "/").Click("Camille GRIVE").Click("Me déconnecter").See("Me connecter")
	r.MustSee(aidantsconnect.FactLeft)
	b.Get(space + "/espace").See("Connexion des aidant·es")
}

func TestALinkLivesFiveMinutes(t *testing.T) {
	r := open(t)
	b := r.On("pc-epn", "aidant").Get(space + "/connexion")
	b.Fill("Adresse professionnelle", " Camille.Grive@epn-tilleuls.example ").Fill("Code à 6 chiffres", r.code("Camille GRIVE")).Click("Recevoir le lien")
	r.Wait(5*time.Minute - time.Second)
	link := r.lastMail("camille.grive@epn-tilleuls.example").Links[0].URL
	b.Get(link).Status(http.StatusOK)
	r.Wait(2 * time.Second)
	b.Click("Ouvrir mon espace").Status(http.StatusGone)
}

func TestEveryFailureAtTheDoorSaysTheSame(t *testing.T) {
	r := open(t)
	try := func(email, code string) string {
		b := r.On("pc-epn", "aidant").Get(space+"/connexion").Fill("Adresse professionnelle", email).Fill("Code à 6 chiffres", code).Click("Recevoir le lien")
		b.Status(http.StatusUnprocessableEntity).See("ne vont pas ensemble").DontSee(code)
		return b.Text()
	}
	unknown := try("personne@epn-tilleuls.example", "123456")
	wrong := try("camille.grive@epn-tilleuls.example", "123456")
	require.Len(t, unknown, len(wrong), "une adresse inconnue ne se distingue pas d’un code faux")
	try("lou.caille@epn-tilleuls.example", r.code("Camille GRIVE"))
	try("camille.grive@epn-tilleuls.example", "12")
	r.On("pc-epn", "aidant").Get(space+"/connexion").Fill("Adresse professionnelle", "vraie.personne@gmail.com").Fill("Code à 6 chiffres", "123456").Click("Recevoir le lien").See(".example").DontSee("gmail")
	r.MustSee(portal.FactRealRefused)
	require.Empty(t, r.mails("camille.grive@epn-tilleuls.example"))
}

func TestACodeLivesAMinuteAndServesOnce(t *testing.T) {
	r := open(t)
	code := r.code("Camille GRIVE")
	r.Wait(59 * time.Second)
	require.Equal(t, code, r.code("Camille GRIVE"))
	require.NotEqual(t, code, r.fresh("Camille GRIVE"))
	r.Wait(2 * time.Second)
	try := func(code string) string {
		b := r.On("pc-epn", "aidant").Get(space+"/connexion").Fill("Adresse professionnelle", "camille.grive@epn-tilleuls.example").Fill("Code à 6 chiffres", code).Click("Recevoir le lien")
		return b.Answer.Title
	}
	require.Equal(t, "Connexion des aidant·es", try(code), "deux minutes plus tard, il ne sert plus")
	before := r.code("Camille GRIVE")
	r.Wait(aMinute)
	require.Equal(t, "Un lien vient de partir", try(before), "celui d’avant est encore pris")
	require.Equal(t, "Connexion des aidant·es", try(before), "une seule fois")
	r.MustSee(aidantsconnect.FactCodeRefused, "cause", "déjà servi")
	for range 5 {
		try("000000")
	}
	require.Equal(t, "Connexion des aidant·es", try(r.fresh("Camille GRIVE")), "la carte se repose")
	r.Wait(5 * time.Minute)
	require.Equal(t, "Un lien vient de partir", try(r.code("Camille GRIVE")))
}

func TestALentCardIsWitnessed(t *testing.T) {
	r := open(t)
	r.On("pc-epn", "aidant").Get(space+"/connexion").Fill("Adresse professionnelle", "camille.grive@epn-tilleuls.example").
		Fill("Code à 6 chiffres", r.code("Martin VERDIER")).Click("Recevoir le lien").See("personnelle")
	r.MustSee(aidantsconnect.FactCardLent, "aidant", "camille", "carte_de", "martin")
}

func TestEnteringAsAColleagueIsALoanToo(t *testing.T) {
	r := open(t)
	r.enter("Martin VERDIER", "martin.verdier@epn-tilleuls.example").See("Les mandats de votre structure", "Henri BOUVREUIL")
	r.MustSee(aidantsconnect.FactCardLent, "aidant", "camille", "carte_de", "martin")
}

func TestAfterFifteenMinutesACodeIsAskedAgain(t *testing.T) {
	r := open(t)
	b := r.camille()
	r.Wait(15 * time.Minute)
	b.Get(space + "/journal").See("Journal de la structure")
	r.Wait(time.Second)
	b.Get(space+"/journal").See("Plus de 15 minutes").Fill("Code", "000000").Click("Continuer").See("n’est pas le bon")
	b.Fill("Code", r.code("Camille GRIVE")).Click("Continuer").See("Journal de la structure", "code ressaisi", "connexion", "mandat 4120")
	r.Wait(16 * time.Minute)
	b.Get(space + "/mandats/nouveau").See("Plus de 15 minutes").Click("Me déconnecter").See("Me connecter")
}

func TestTheWayInLeadsNowhereElse(t *testing.T) {
	r := open(t)
	b := r.On("pc-epn", "aidant").Get(space + "/connexion?suite=//pirate.example/")
	r.through(b, "Camille GRIVE", "camille.grive@epn-tilleuls.example").See("Les mandats de votre structure")
}

func TestAPhoneWithoutACardSaysSo(t *testing.T) {
	r := open(t)
	r.On("tel-samia", "aide").Get(app + "/").See("Aucune carte")
	r.On("tel-epn", "aidant").Get(app+"/").See("Carte de Camille GRIVE", "Application de Martin VERDIER", "Dans le tiroir", "EPN-0500", "change dans")
	r.Read(func(tx *sandbox.Tx) {
		site, _ := r.Network.At(aidantsconnect.AppHost)
		for id, held := range map[string]bool{"tel-epn": true, "tel-samia": false} {
			phone, _ := portal.DeviceOf(tx, id)
			require.Equal(t, held, site.Installed(tx, phone), id)
		}
	})
}

func TestWithoutHelpersTheDoorSaysSoAndLetsTurnBack(t *testing.T) {
	r := openWith(t, "structures: [{id: epn, nom: EPN}]")
	b := toAmeli(r.On("pc-epn", "aidant")).See("personne n’est habilité", "C’est à elle de se connecter")
	b.Click("Revenir à FranceConnect").See("Choisissez un compte")
	r.On("pc-epn", "aidant").Get(space + "/connexion").DontSee("Revenir à FranceConnect")
}
