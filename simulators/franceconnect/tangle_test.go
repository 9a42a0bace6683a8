package franceconnect_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/franceconnect"
	"demarcheablanc/simulators/portal"
)

func (w *town) closeBrowser(device string) {
	w.T.Helper()
	w.Do(func(tx *sandbox.Tx) { portal.CloseBrowser(tx, device) })
}

func (w *town) tangle(device string) {
	w.T.Helper()
	w.Do(func(tx *sandbox.Tx) {
		tx.Schedule(tx.Now(), franceconnect.EffectTangle, map[string]string{"poste": device})
	})
	w.Wait(0)
}

func TestTangledUntilTheBrowserIsClosed(t *testing.T) {
	w := newTown(t, nil)
	b := w.toChoice("pc-epn", sante).Click("Impôts").Click("Renoncer")
	w.tangle("pc-epn")
	w.MustSee(franceconnect.FactTangled, "poste", "pc-epn")

	b.Click("Identité La Poste").Click("Je suis samia").Status(403).See("Code Y020022", "Fermez tous les onglets, puis le navigateur lui-même.", "Revenir sur Santé")
	w.MustSee(franceconnect.FactFailed, "code", "Y020022", "service", "sante")
	b.Click("Revenir sur Santé").See("Personne n’est entré")
	w.toChoice("pc-epn", sante).Click("Impôts").Click("Je suis samia").See("Code Y020022")

	w.closeBrowser("pc-epn")
	w.toConsent(sante).See("SITTELLE").Click("Continuer sur Santé").See("Bonjour Samia")
}

func TestNothingToTangle(t *testing.T) {
	t.Run("personne n’a rien essayé", func(t *testing.T) {
		w := newTown(t, nil)
		w.tangle("pc-epn")
		w.MustSee(franceconnect.FactNotTangled, "poste", "pc-epn")
		w.toConsent(sante).See("SITTELLE")
	})
	t.Run("un premier compte va bien", func(t *testing.T) {
		w := newTown(t, nil)
		b := w.toChoice("pc-epn", sante).Click("Impôts")
		w.tangle("pc-epn")
		w.MustNotSee(franceconnect.FactTangled)
		b.Click("Je suis samia").See("SITTELLE")
	})
	t.Run("un essai manqué, puis une réussite", func(t *testing.T) {
		w := newTown(t, nil)
		b := w.toChoice("pc-epn", sante).Click("Impôts").Click("Renoncer").Click("Identité La Poste").Click("Je suis samia")
		w.tangle("pc-epn")
		w.MustNotSee(franceconnect.FactTangled)
		b.Click("Continuer sur Santé").See("Bonjour Samia")
	})
	t.Run("un autre poste", func(t *testing.T) {
		w := newTown(t, nil)
		w.toChoice("tel-samia", sante).Click("Impôts").Click("Renoncer")
		w.tangle("pc-epn")
		w.MustNotSee(franceconnect.FactTangled)
	})
}

func TestTriedInVainWithoutComingBack(t *testing.T) {
	t.Run("mot de passe refusé, page laissée ouverte", func(t *testing.T) {
		w := newTown(t, nil)
		w.toChoice("pc-epn", sante).Click("Impôts").Click("Mot de passe faux")
		w.tangle("pc-epn")
		w.MustSee(franceconnect.FactTangled, "poste", "pc-epn")
	})
	t.Run("un compte laissé pour un autre", func(t *testing.T) {
		w := newTown(t, nil)
		w.toChoice("pc-epn", sante).Click("Impôts")
		w.toChoice("pc-epn", sante).Click("Identité La Poste")
		w.tangle("pc-epn")
		w.MustSee(franceconnect.FactTangled)
	})
}

func TestTangleRefusesAnUnreadablePayload(t *testing.T) {
	site := franceconnect.New(portal.Deps{Network: &portal.Network{}})
	require.Error(t, site.Effects[franceconnect.EffectTangle](nil, []byte("poste")))
}
