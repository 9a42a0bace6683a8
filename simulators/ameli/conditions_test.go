package ameli_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/ameli"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

// fire makes an effect happen now, as a situation does.
func fire(t *testing.T, w *portaltest.World, effect string) {
	t.Helper()
	w.Do(func(tx *sandbox.Tx) { tx.Schedule(tx.Now(), effect, map[string]string{"personne": "samia"}) })
	w.Wait(0)
}

func TestNewTermsWaitForTheHoldersAnswer(t *testing.T) {
	w := open(t, fullSeed)
	b := samia(w)
	b.Get(home + "/conditions").See("Bonjour")
	fire(t, w, ameli.EffectConditions)
	b.Get(home+"/informations").See("Nos conditions ont changé", "même si vous ne l’avez pas ouverte")
	b.Click("Enregistrer mes réponses").See("Choisissez comment vos recommandés arrivent", "rien n’est accepté à votre place")
	w.MustNotSee(ameli.FactConditions)
	b.Fill("Sur papier, remis par le facteur", "papier").Fill("J’ai lu", "oui").Click("Enregistrer mes réponses").See("Bonjour")
	w.MustSee(ameli.FactConditions, "personne", "samia", "recommandes", "papier")
	b.Get(home+"/informations").See("Recommandés", "Sur papier")
}

func TestNewTermsLeaveTheWayOutAndWhatIsBeingSent(t *testing.T) {
	w := open(t, fullSeed)
	b := begin(samia(w), "adresse")
	fire(t, w, ameli.EffectConditions)
	b.Fill("Numéro et rue", "8, rue du lavoir").Fill("Code postal", "00900").Fill("Commune", "Saint-Exemple-les-Tilleuls").Fill("Depuis quel jour", "01/10/2026").Click("Continuer")
	certify(b, "Valider et transmettre")
	b.Get(home+"/informations/fermer").Fill("J’ai compris", "oui").Click("Fermer mon compte").See("Votre compte est fermé")
	w.MustSee(ameli.FactClosed, "personne", "samia")
}

func TestAtTheCounterContactsBecomeHerOwn(t *testing.T) {
	w := open(t, samiaSeed)
	w.Do(func(tx *sandbox.Tx) {
		p, _ := portal.PersonOf(tx, "samia")
		p.Emails = []string{newBox}
		tx.Put("personne/samia", p)
	})
	fire(t, w, ameli.EffectCounter)
	w.MustSee(ameli.FactCounter, "personne", "samia")
	w.MustSee(ameli.FactEmailChanged, "personne", "samia", "boite_de", "samia")
	w.MustSee(ameli.FactMobile, "personne", "samia", "telephone_de", "samia")
	w.MustSee(ameli.FactCodeAsked, "personne", "samia", "par", "sms")
	w.Read(func(tx *sandbox.Tx) {
		require.Len(t, tx.Keys("telephone/sms/0639980105/"), 1)
	})
}

func TestAConnectionFromTheApplicationSaysSo(t *testing.T) {
	w := open(t, "- {personne: samia, secret: Hibiscus-2019, navigateurs: [pc-epn], connexions: [{le: J-125 21:14, via: application}]}")
	samia(w).Get(home + "/connexions").See("Application mobile")
}
