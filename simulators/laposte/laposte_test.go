package laposte_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/laposte"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

func TestTheSiteSaysWhereAnIdentityStands(t *testing.T) {
	r := open(t)
	b := r.On("pc-epn", "aide").Get(web + "/").See("Prouver qui vous êtes")
	b.Get(web + "/mon-identite/etat").See("Celui que vous avez donné")
	b.Fill("Numéro de mobile", "x").Click("Voir où en est mon identité").Status(422).See("10 chiffres")
	b.Fill("Numéro de mobile", herMobile).Click("Voir où en est mon identité").
		Status(200).See(notActivated, "finit par 01 05", "bureau de poste de Saint-Exemple-les-Tilleuls").
		Click("Comment l’activer").See("Vous avez changé de téléphone ?").Click("Vérifier où en est mon identité")
	b.Fill("Numéro de mobile", "06 39 98 01 04").Click("Voir où en est mon identité").See("Votre rendez-vous est prévu").Click("Chercher un autre numéro")
	b.Fill("Numéro de mobile", "06 39 98 01 02").Click("Voir où en est mon identité").See("Votre identité est activée")
}

func TestEarlierStatesSayWhatComesNext(t *testing.T) {
	for state, says := range map[string]string{"compte": "n’a pas encore été envoyée", "piece_envoyee": "Votre pièce d’identité est reçue"} {
		r := open(t)
		account := r.account("paul")
		account.State = state
		docs := map[string]any{"acces/laposte/paul": account}
		deps := portaltest.Deps(t)
		w := portaltest.Open(t, deps.Network, docs, laposte.New(deps)...)
		w.On("pc-epn", "aide").Get(web+"/mon-identite").Fill("Numéro de mobile", "0639980104").Click("Voir où en est mon identité").See(says)
	}
}

func TestSeeds(t *testing.T) {
	docs, err := seeds(t, sampleSeed)
	require.NoError(t, err)
	account := docs["acces/laposte/samia"].(portal.Account)
	require.Equal(t, herMobile, account.Identifier)
	require.Equal(t, laposte.StateVerified, account.State)
	require.Equal(t, "2026-09-24T12:00:00+02:00", docs["laposte/identite/samia"].(laposte.Record).Verified.Format("2006-01-02T15:04:05Z07:00"))
	require.Equal(t, 10, docs["laposte/identite/teresa"].(laposte.Record).Verified.Hour())
	require.Equal(t, "tel-teresa", docs["laposte/identite/teresa"].(laposte.Record).Device)

	for text, why := range map[string]string{
		"- {personne: personne-d-autre, etat: compte}":                      "n’est pas dans cette situation",
		"- {personne: samia, etat: perdue}":                                 "attendu : compte",
		"- {personne: samia, etat: verifiee}":                               "J-21",
		"- {personne: samia, etat: verifiee, verifiee: hier}":               "écrivez un jour et une heure",
		"- {personne: samia, etat: verifiee, verifiee: J-2 midi}":           "écrivez un jour et une heure",
		"- {personne: samia, etat: activee, verifiee: J-2}":                 "code de 6 chiffres",
		"- {personne: samia, etat: compte, code: '482913'}":                 "seule une identité activée",
		"- {personne: samia, etat: compte, numero: '06 12 34 56 78'}":       "fiction",
		"- {personne: samia, etat: verifiee, verifiee: J-21, inconnu: oui}": "inconnu",
	} {
		_, err := seeds(t, text)
		require.ErrorContains(t, err, why, text)
	}
}
