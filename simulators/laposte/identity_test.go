package laposte_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/laposte"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

const notActivated = "Votre identité a été vérifiée au bureau le 24 septembre 2026, mais elle n’est pas encore activée : ouvrez l’application sur votre téléphone pour la terminer."

func arrive(r *rig) *portaltest.Browser {
	return r.On("pc-epn", "aide").Get("https://franceconnect.gouv.example/").Status(200).See("Se connecter avec Identité La Poste")
}

// asked goes as far as the page that waits for the phone.
func asked(r *rig) *portaltest.Browser {
	return arrive(r).Fill("Numéro de mobile", "06.39.98.01.05").Click("Recevoir la demande").
		Status(200).See("Confirmez sur votre téléphone", "jusqu’à 16 h 30")
}

func TestVerifiedIsNotActivated(t *testing.T) {
	r := open(t)
	b := arrive(r)
	b.Fill("Numéro de mobile", "06 39 98 01 99").Click("Recevoir la demande").Status(422).See("Aucune identité n’est rattachée")
	b.Fill("Numéro de mobile", herMobile).Click("Recevoir la demande").Status(200).See(notActivated)
	r.MustSee(portal.FactLoginRefused, "site", "laposte", "cause", "identité non activée", "personne", "samia")
	r.MustNotSee(laposte.FactNotificationSent)
	b.Click("Réessayer avec mon numéro").See("Se connecter avec Identité La Poste")
	b.Fill("Numéro de mobile", herMobile).Click("Recevoir la demande").Click("Revenir à FranceConnect").See("Fin de l’essai")
	require.Equal(t, "access_denied", refusal(r.err))
}

func TestThePhoneApproves(t *testing.T) {
	r := open(t)
	tel := r.activate()
	pc := asked(r)
	r.MustSee(laposte.FactNotificationSent, "personne", "samia")
	require.Contains(t, r.lastSMS(herMobile).Text, "Une demande de connexion vous attend")
	r.Read(func(tx *sandbox.Tx) {
		n, ok := sandbox.Get[laposte.Notification](tx, "laposte/notification/"+herMobile)
		require.True(t, ok)
		require.Equal(t, laposte.Waiting, n.State)
	})
	pc.Click("J’ai confirmé, continuer").Status(200).See("Votre téléphone n’a pas encore confirmé")

	tel.Get(app+"/").See("Est-ce bien vous ?", "FranceConnect souhaite vous reconnaître.", "Ordinateur de l’EPN", "ni à la personne qui vous aide")
	tel.Fill("Mon code secret", "48 29").Click("Confirmer").Status(422).See("compte 6 chiffres")
	tel.Fill("Mon code secret", herCode).Click("Confirmer").Status(200).See("C’est confirmé.")
	r.MustSee(portal.FactSecretTyped, "personne", "samia", "verdict", "juste")
	r.MustSee(laposte.FactNotificationApproved, "personne", "samia")
	r.MustNotSee(laposte.FactIdentityTransmitted)

	pc.Get(pc.URL.String()[:len(pc.URL.String())-len("/suite")] + "/attente").See("Votre téléphone a confirmé.").Click("J’ai confirmé, continuer")
	require.NoError(t, r.err)
	require.Equal(t, "SITTELLE", r.answer.FamilyName)
	require.Equal(t, "samia.loriot@messagerie.example", r.answer.Email)
	r.MustSee(laposte.FactIdentityTransmitted, "personne", "samia")
	tel.Get(app + "/").See("Aucune demande n’attend de réponse.")
}

func TestNotMe(t *testing.T) {
	r := open(t)
	tel := r.activate()
	pc := asked(r)
	tel.Get(app + "/").Click("Ce n’est pas moi").See("La demande est refusée")
	r.MustSee(laposte.FactNotificationRefused, "personne", "samia")
	pc.Click("J’ai confirmé, continuer").See("La demande a été refusée sur le téléphone").Click("Recommencer").
		Fill("Numéro de mobile", herMobile).Click("Recevoir la demande").See("Confirmez sur votre téléphone")
	tel.Get(app + "/").See("Est-ce bien vous ?")
}

func TestARequestWaitsFiveMinutes(t *testing.T) {
	r := open(t)
	tel := r.activate()
	pc := asked(r)
	tel.Get(app + "/").See("Est-ce bien vous ?")
	r.Wait(5 * time.Minute)
	tel.Fill("Mon code secret", herCode).Click("Confirmer").See("Aucune demande n’attend de réponse.")
	tel.Post(app+"/demande/refuser", nil).See("Aucune demande n’attend de réponse.")
	r.MustNotSee(laposte.FactNotificationApproved)
	pc.Click("J’ai confirmé, continuer").See("La demande est restée sans réponse").Click("Envoyer une nouvelle demande").See("Recevoir la demande")
}

func TestThreeWrongSecretsBlockForADay(t *testing.T) {
	r := open(t)
	tel := r.activate()
	pc := asked(r)
	tel.Get(app+"/").Fill("Mon code secret", wrong(herCode)).Click("Confirmer").Status(422).See("Il reste 2 essais")
	tel.Fill("Mon code secret", wrong(herCode)).Click("Confirmer").Status(422).See("Il reste 1 essai,")
	tel.Fill("Mon code secret", wrong(herCode)).Click("Confirmer").See("bloquée jusqu’au vendredi 16 octobre 2026 à 16 h 25")
	r.MustSee(laposte.FactCodeBlocked, "personne", "samia")
	pc.Click("J’ai confirmé, continuer").See("Votre code secret est bloqué")
	pc.Click("Réessayer avec mon numéro").Fill("Numéro de mobile", herMobile).Click("Recevoir la demande").See("Votre code secret est bloqué")
	r.MustSee(portal.FactLoginRefused, "cause", "code bloqué")
	tel.Get(app+"/activation").Fill("Mon numéro de mobile", herMobile).Click("Recevoir le code").Status(422).See("elle est bloquée")

	r.Wait(24 * time.Hour)
	asked2 := arrive(r).Fill("Numéro de mobile", herMobile).Click("Recevoir la demande")
	tel.Get(app+"/").Fill("Mon code secret", herCode).Click("Confirmer").See("C’est confirmé.")
	asked2.Click("J’ai confirmé, continuer")
	require.NoError(t, r.err)
	require.Equal(t, "Samia Nour", r.answer.GivenName)
}

func TestPagesOutOfTurnLeadBack(t *testing.T) {
	r := open(t)
	b := arrive(r)
	page := b.URL.String()
	for _, path := range []string{"/attente", "/etat"} {
		b.Get(page + path).Status(200).See("Recevoir la demande")
	}
	b.Post(page+"/suite", nil).Status(200).See("Recevoir la demande")
	b.Get(web + "/identite/inconnu").Status(401).See("La connexion n’a pas pu aboutir")
	r.Wait(31 * time.Minute)
	b.Get(page).Status(401)
	r.MustNotSee(laposte.FactIdentityTransmitted)
}

func TestAnActivatedIdentityNoLongerSaysOtherwise(t *testing.T) {
	r := open(t)
	b := arrive(r).Fill("Numéro de mobile", herMobile).Click("Recevoir la demande").See(notActivated)
	r.activate()
	b.Get(b.URL.String()).See("Votre identité est activée").Click("Réessayer avec mon numéro")
}
