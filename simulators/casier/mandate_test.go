package casier_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/casier"
	"demarcheablanc/simulators/franceconnect"
	"demarcheablanc/simulators/franceconnect/franceconnecttest"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

const samiaBox = "samia.loriot@messagerie.example"

// TestUnderAMandateTheJournalSaysWhoActed: the request is the person's, its
// maker is the aidant, and the bulletin stays for her eyes.
func TestUnderAMandateTheJournalSaysWhoActed(t *testing.T) {
	d := portaltest.Deps(t)
	sites := casier.New(d)
	samia := franceconnecttest.Samia()
	samia.NIR, samia.BirthTown = "290050001490565", "Le Pré-Modèle"
	docs := map[string]any{"personne/samia": samia, "courriel/boite/" + samiaBox: portal.Mailbox{Address: samiaBox, Owner: "samia"}}
	w := portaltest.Open(t, d.Network, docs, append(sites, franceconnecttest.NewMandates(d), franceconnect.New(d))...)
	act := func() *portaltest.Browser {
		return w.On("pc-epn", "aidant").Get(home + "/demande").Click("S’identifier avec FranceConnect").Click("Utiliser Aidants Connect").Click("Agir pour Samia")
	}
	act().See("ne couvre pas ce service") // Camille's theme is « social »
	w.MustNotSee(casier.FactAsked)

	sites[0].Client.Themes = []string{"social"}
	b := act().Click("Continuer sur Casier judiciaire").See("Vous agissez pour", "Camille GRIVE").Click("C’est bien moi, continuer")
	contact(b, samiaBox).Fill("En ligne", "oui").Click("Continuer").Fill("Je demande", "oui").Click("Envoyer la demande").See("Me déconnecter")
	w.MustSee(casier.FactAsked, "personne", "samia", "via", "franceconnect:aidantsconnect", "acteur", "Camille GRIVE", "boite_de", "samia")
	b.Click("Me déconnecter")
	b.Get(lastLink(w, samiaBox)).Click("Confirmer ma demande")
	w.Wait(time.Hour + time.Second)
	b.Get(lastLink(w, samiaBox)).Click("Ouvrir mon bulletin").See("laissez-lui la souris")
	require.Nil(t, b.Answer.File)
	w.MustSee(casier.FactWarned, "personne", "samia")
}
