package demarche_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
	"demarcheablanc/simulators/portal/portaltest"
)

const familyFile = `
demarche: famille
titre: Ma famille
etapes:
  - id: enfants
    titre: Vos enfants
    champs:
      - id: enfants
        genre: groupe
        libelle: Vos enfants
        un: Enfant
        minimum: 0
        pris: connus
        champs:
          - {id: annee, genre: entier, libelle: Année de naissance, pris: annee}
      - {id: garde, genre: montant, libelle: Frais de garde, entier: true, facultatif: true}
      - {id: dons, genre: montant, libelle: Dons, entier: true, facultatif: true}
recapitulatif:
  sans_les_vides: true
accuse: {titre: Transmis}
`

// A group can begin with what is already known, and a recap can leave out what
// was not filled in.
func TestAGroupBeginsWithWhatIsKnown(t *testing.T) {
	set, err := demarche.Load(fstest.MapFS{"famille.yaml": {Data: []byte(familyFile)}}, "caisse", demarche.Sender{Host: host}, demarche.Rules{
		Fill: map[string]func(*demarche.Case, string) string{
			"connus": func(*demarche.Case, string) string { return "2" },
			"annee": func(_ *demarche.Case, key string) string {
				return map[string]string{"enfants.1.annee": "2015", "enfants.2.annee": "2018"}[key]
			},
		},
	})
	require.NoError(t, err)
	w := portaltest.Open(t, portaltest.Deps(t).Network, map[string]any{"personne/samia": portal.Person{ID: "samia"}}, &portal.Site{ID: "caisse", Host: host})
	w.Do(func(tx *sandbox.Tx) {
		c, closed := set.Open(tx, "famille", demarche.Holder{Person: portal.Person{ID: "samia"}})
		require.Empty(t, closed)
		require.Equal(t, 2, c.Count("enfants"))
		require.Equal(t, "2018", c.Text("enfants.2.annee"))
		c.Set("garde", "1500")
		c.Send("essai", "aide")
		whole, err := set.Files()[set.KindReceipt()](tx, set.Receipt(c))
		require.NoError(t, err)
		c.Set("dons", "10")
		tx.Put(c.Dossier.ID, *c.Dossier)
		longer, err := set.Files()[set.KindReceipt()](tx, set.Receipt(c))
		require.NoError(t, err)
		require.Greater(t, len(longer), len(whole), "une réponse de plus est une ligne de plus")
	})
}
