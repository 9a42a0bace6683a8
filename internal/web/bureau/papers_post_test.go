package bureau_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

func TestAFormIsFilledByHandAndPosted(t *testing.T) {
	r := open(t)
	aidant, aide := r.sits(workshop.Aidant), r.sits(workshop.Aide)
	r.start()
	r.change(func(tx *sandbox.Tx) {
		tx.Put("papier/samia/bon", portal.Paper{ID: "bon", Title: "Formulaire de carte", Shown: true, Blank: &portal.Blank{
			Effect: "ameli.formulaire_vitale", Items: []portal.BlankItem{{ID: "photo", Label: "Coller une photo"}, {ID: "signature", Label: "Signer"}},
		}})
	})
	aidant.Get(aidant.desk + "/papier/bon")
	aidant.See("Formulaire de carte").DontSee("Fermer l’enveloppe")
	aidant.Post(aidant.desk+"/papier/bon/poster", url.Values{"gestes": {"photo"}})
	require.Zero(t, r.saw(portal.FactFormPosted), "c’est à la personne de l’envoyer")

	aide.Get(aide.desk)
	aide.Click("Le remplir et le renvoyer : Formulaire de carte")
	aide.See("Le remplir et le renvoyer").Fill("Signer", "signature").Click("Fermer l’enveloppe et la poster")
	require.Equal(t, 1, r.saw(portal.FactFormPosted, "personne", "samia", "papier", "bon", "faits", "signature"))
	aide.DontSee("Formulaire de carte")
	aide.Post(aide.desk+"/papier/bon/poster", url.Values{})
	aide.Status(http.StatusNotFound)
}
