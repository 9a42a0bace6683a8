package impots_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/impots"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

func arrive(r *rig) *portaltest.Browser {
	return r.On("pc-epn", "aide").Get("https://franceconnect.gouv.example/").Status(200).See("Se connecter avec Impôts")
}

func TestThePersonOfTheAccountIsTransmitted(t *testing.T) {
	r := open(t)
	b := arrive(r)
	b.Fill("Numéro fiscal", hisNumber).Fill("Mot de passe", "faux-faux").Click("Continuer vers FranceConnect").Status(422).See(unrecognised)
	r.MustNotSee(impots.FactIdentityTransmitted)
	b.Fill("Numéro fiscal", hisNumber).Fill("Mot de passe", hisSecret).Click("Continuer vers FranceConnect").See("Fin de l’essai")
	require.NoError(t, r.err)
	require.Equal(t, "LORIOT", r.answer.FamilyName)
	require.Equal(t, "Karim", r.answer.GivenName)
	require.Equal(t, "eidas1", r.answer.ACR)
	r.MustSee(impots.FactIdentityTransmitted, "personne", "karim")
	r.MustNotSee(portal.FactSessionOpen)
}

func TestARepairedPasswordComesBackToFranceConnect(t *testing.T) {
	r := open(t)
	b := arrive(r).Click("Où trouver mon numéro fiscal ?").Click("Recevoir mon numéro fiscal par courriel").
		Click("Revenir à la connexion demandée par FranceConnect").Click("Mot de passe oublié")
	reset(r, b).Fill("Nouveau mot de passe", newSecret).Fill("Le même, une seconde fois", newSecret).Click("Enregistrer")
	b.Click("Continuer la connexion avec FranceConnect").
		Fill("Numéro fiscal", herNumber).Fill("Mot de passe", newSecret).Click("Continuer vers FranceConnect")
	require.NoError(t, r.err)
	require.Equal(t, "SITTELLE", r.answer.FamilyName)
	require.Equal(t, "LORIOT", r.answer.UsualName)
	require.Equal(t, herMail, r.answer.Email)
	r.MustSee(impots.FactIdentityTransmitted, "personne", "samia")
}

func TestTheNumberByMailComesBackToFranceConnect(t *testing.T) {
	r := open(t)
	b := arrive(r).Click("Je ne retrouve pas mon numéro fiscal")
	b.Fill("Nom de famille", "Loriot").Fill("Date de naissance", "17/05/1990").Fill("Adresse e-mail de votre espace", herMail).
		Click("Recevoir mon numéro fiscal").Click("Revenir à la connexion demandée par FranceConnect").Status(200).See("Se connecter avec Impôts")
}

func TestAWaitingLoginThatDiedIsNotOffered(t *testing.T) {
	r := open(t)
	b := arrive(r).Click("Mot de passe oublié")
	b.Fill("Numéro fiscal", herNumber).Fill("Date de naissance", "17/05/1990").Click("Recevoir le lien")
	r.Wait(29 * time.Minute)
	b.Get(r.lastMail(herMail).Links[0].URL)
	r.Wait(time.Minute)
	b.Fill("Nouveau mot de passe", newSecret).Fill("Le même, une seconde fois", newSecret).Click("Enregistrer").
		DontSee("Continuer la connexion avec FranceConnect").See("Repartez de son site")
}

func TestGivingUpGoesBackWithoutAnybody(t *testing.T) {
	r := open(t)
	arrive(r).Click("Revenir à FranceConnect sans me connecter").See("Fin de l’essai")
	require.Equal(t, "access_denied", refusal(r.err))
	r.MustNotSee(impots.FactIdentityTransmitted)
}

func TestAStaleLoginSaysSo(t *testing.T) {
	r := open(t)
	b := arrive(r)
	page := b.URL.String()
	b.Fill("Numéro fiscal", hisNumber).Fill("Mot de passe", hisSecret).Click("Continuer vers FranceConnect")
	b.Get(page).Status(400).See("La connexion n’a pas pu aboutir")
	b.Post(page, map[string][]string{"numero": {hisNumber}, "motdepasse": {hisSecret}}).Status(400)
	b.Post(page+"/abandon", nil).Status(400)
	b.Get(site + "/identite/inconnu").Status(401)
	require.False(t, strings.Contains(b.Text(), hisSecret))
}
