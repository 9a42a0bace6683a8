package bureau_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

func TestAPaperBecomesAnImage(t *testing.T) {
	r := open(t)
	aidant, aide := r.sits(workshop.Aidant), r.sits(workshop.Aide)
	r.start()
	aidant.Post(aidant.desk+"/papier/avis/image", url.Values{"poste": {"pc-epn"}})
	aidant.Status(http.StatusNotFound)
	aide.Get(aide.desk)
	aide.Click("Voir en grand, photographier : Avis d’impôt")
	aide.Fill("Avec quoi ?", "tel-samia").Click("Prendre l’image")
	aide.Status(http.StatusOK).See("photo-01.jpg").Click("Copier sur l’ordinateur : photo-01.jpg")
	require.Equal(t, 1, r.saw(portal.FactFileSaved, "poste", "pc-epn", "nom", "photo-01.jpg"))
	aide.Get(aide.desk)
	aide.Click("Montrer à Camille : Avis d’impôt")
	aidant.Get(aidant.desk + "/papier/avis")
	aidant.Fill("Avec quoi ?", "pc-epn").Click("Prendre l’image")
	aidant.See("numerisation-02.pdf")
}

func TestTheHelpedPersonSaysThatSheHasUnderstood(t *testing.T) {
	r := open(t)
	aidant, aide := r.sits(workshop.Aidant), r.sits(workshop.Aide)
	r.start()
	aide.Get(aide.desk)
	aide.DontSee("Un récapitulatif est à l’écran")
	r.change(func(tx *sandbox.Tx) {
		portal.PutReading(tx, portal.Reading{Device: "pc-epn", Site: "ameli", Title: "Demander la C2S", Dossier: "dossier/ameli/c2s/0001", At: tx.Now()})
	})
	aidant.Post(aidant.desk+"/compris", url.Values{"poste": {"pc-epn"}, "dossier": {"dossier/ameli/c2s/0001"}})
	require.Zero(t, r.saw(demarche.FactUnderstood), "à la personne de le dire")
	aide.Get(aide.desk)
	aide.See("Un récapitulatif est à l’écran : Demander la C2S.").Click("J’ai compris et je valide : Demander la C2S")
	aide.See("Vous avez dit à")
	require.Equal(t, 1, r.saw(demarche.FactUnderstood, "intitule", "Demander la C2S"))
}

func TestAPhoneWithoutBatteryComesBackOncePluggedIn(t *testing.T) {
	r := open(t)
	aide := r.sits(workshop.Aide)
	r.start()
	r.change(func(tx *sandbox.Tx) { portal.SetBattery(tx, portal.Charge{Device: "tel-samia"}) })
	aide.Get(aide.desk + "/e/tel-samia.1/")
	aide.See("est éteint").Click("Le brancher sur le chargeur")
	aide.See("Il se rallumera")
	r.passes(5 * time.Minute)
	aide.Get(aide.desk + "/e/tel-samia.1/")
	aide.DontSee("est éteint")
}
