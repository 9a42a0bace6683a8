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

// fresh is a world where only Teresa has an old identity, and Samia none yet.
func fresh(t *testing.T) *portaltest.World {
	t.Helper()
	docs := map[string]any{"courriel/boite/rien": portal.Mailbox{}}
	for id, p := range people() {
		docs["personne/"+id] = p
	}
	deps := portaltest.Deps(t)
	return portaltest.Open(t, deps.Network, docs, laposte.New(deps)...)
}

func describe(b *portaltest.Browser, name, born, mobile, paper string) *portaltest.Browser {
	b.Get(web+"/").Click("Créer mon identité").Fill("Nom de naissance", name).Fill("Date de naissance", born).Fill("Numéro de mobile", mobile)
	return b.Fill(paper, "oui").Click("Créer et choisir un rendez-vous")
}

func TestAnIdentityIsCreatedSeenAndActivated(t *testing.T) {
	w := fresh(t)
	b := describe(w.On("pc-epn", "aide"), "Sittelle", "17/05/1990", "06 39 98 01 05", "Carte d’identité ou passeport").Status(200)
	w.MustSee(laposte.FactCreated, "personne", "samia")
	b.See("samedi 17 octobre 2026 à 9 h 30").DontSee("dimanche", "samedi 17 octobre 2026 à 15 h", "lundi 19 octobre 2026 à 9 h 30")
	b.Click("Prendre ce rendez-vous").Status(422).See("Choisissez l’un des créneaux")
	b.Fill("samedi 17 octobre 2026 à 9 h 30", "oui").Click("Prendre ce rendez-vous").See("Votre rendez-vous est pris", "samedi 17 octobre 2026 à 9 h 30")
	w.MustSee(laposte.FactBooked, "personne", "samia", "le", "2026-10-17 09:30")
	b.Get(web + "/mon-identite/etat").See("prévu le samedi 17 octobre").Click("Changer de rendez-vous")

	w.Do(func(tx *sandbox.Tx) {
		tx.Schedule(tx.Now(), laposte.EffectSlot, map[string]any{"jours": 1, "heure": "10:00"})
	})
	w.Wait(time.Second)
	b.Get(web+"/rendez-vous").See("Vous avez rendez-vous le samedi").Fill("vendredi 16 octobre 2026 à 10 h", "oui").Click("Prendre ce rendez-vous")
	w.Wait(20 * time.Hour)
	w.MustSee(laposte.FactVerified, "personne", "samia")
	b.Get(web+"/mon-identite/etat").See("vérifiée au bureau le 16 octobre 2026", "bureau de poste du Mail")
	b.Get(web + "/rendez-vous").See("vérifiée au bureau")
	w.Wait(48 * time.Hour) // the first appointment was replaced
	b.Get(web + "/mon-identite/etat").See("le 16 octobre 2026")
	w.On("tel-samia", "aide").Get(app+"/").See("Pas encore d’identité").Click("Activer mon identité").Fill("Mon numéro", herMobile).Click("Recevoir le code").See("Un SMS vient de partir")
}

func TestWhatCannotBeCreated(t *testing.T) {
	w := fresh(t)
	b := w.On("pc-epn", "aide")
	describe(b, "Loriot", "17/05/1990", herMobile, "Titre de séjour").Status(422).See("pas le nom d’usage")
	describe(b, "Sittelle", "17 mai", herMobile, "Titre de séjour").Status(422).See("jour, mois, année")
	describe(b, "", "17/05/1990", herMobile, "Une autre pièce").Status(422).See("Écrivez le nom de naissance", "récépissé")
	b.Get(web + "/creer").Click("Créer et choisir un rendez-vous").Status(422).See("Choisissez la pièce")
	describe(b, "Martinet", "21061985", "06 39 98 01 02", "Titre de séjour").See("Quand pouvez-vous venir")
	describe(b, "Martinet", "21/06/1985", "06 39 98 01 02", "Titre de séjour").Status(422).See("existe déjà")
	b.Get(web + "/rendez-vous/pris").Status(404).See("Choisissez d’abord")
	w.On("tel-samia", "aide").Get(web + "/rendez-vous").See("Où en est mon identité")
}

func TestASlotFallsWhenTheDeskIsOpen(t *testing.T) {
	w := fresh(t)
	site := laposte.New(portaltest.Deps(t))[0]
	w.Do(func(tx *sandbox.Tx) {
		require.NoError(t, site.Effects[laposte.EffectSlot](tx, []byte(`{"jours":3,"heure":"10:00"}`))) // a Sunday
		require.Error(t, site.Effects[laposte.EffectSlot](tx, []byte(`{"jours":1,"heure":"dix heures"}`)))
		require.Error(t, site.Effects[laposte.EffectSlot](tx, []byte(`3`)))
	})
	b := describe(w.On("pc-epn", "aide"), "Sittelle", "17/05/1990", herMobile, "Titre de séjour")
	b.See("mardi 20 octobre 2026 à 10 h")
}
