package e2e

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"demarcheablanc/internal/workshop"
)

// The trainer moves one trio's clock, takes it back a little, then to its start,
// while the other goes on.
func TestTheTrainerHoldsTheReins(t *testing.T) {
	t.Parallel()
	r := gather(t, "2", 360)
	f := r.trainer.clicks("Commencer pour tous")
	first := f.in("Trio 1")
	first.unfolds("#t1-temps", "Avancer l’heure du trio").clicks("+ 5 min pour le trio 1").sees("16 h 30")
	r.aide.sees("Vous n’en pouvez plus")
	f.in("Trio 2").sees("16 h 25")

	r.aide.clicks("Montrer à Camille : Carte Vitale")
	r.Wait(time.Minute)
	r.aide.clicks("Montrer à Camille : Reçu du bureau de poste")
	r.aidant.sees("Reçu du bureau de poste")
	r.aidant.fills("Mes notes", "Deux papiers, une colère").clicks("Garder mes notes").sees("Gardées à 16 h 31")
	first.unfolds("#t1-retour", "Revenir en arrière").clicks("Choisir un moment du trio 1")
	f.shoots("moments").clicks("Revenir avant ceci : 16 h 31, Papier montré")
	f.sees("Le trio est revenu en arrière")
	r.aidant.DontSee("Reçu du bureau de poste")
	r.aidant.sees("Carte Vitale")

	pc := r.aidant.clicks("Ordinateur de l’EPN").types("www.impots.gouv.example/connexion")
	first.unfolds("#t1-retour", "Revenir en arrière").clicks("Tout recommencer pour le trio 1")
	f.sees("Ce qui est perdu").shoots("recommencer").clicks("Recommencer depuis le début").sees("16 h 25")
	pc.home().DontSee("Carte Vitale")
	pc.sees("Rien sur la table")
	assert.Empty(t, pc.Value("Mes notes"))

	r.observer.cut = true
	f.in("Trio 1").clicks("Libérer la place de Lou")
	r.observer.goes(r.observer.desk).sees("Cette place n’est plus la vôtre")
	assert.Equal(t, http.StatusNotFound, r.observer.Status())
	r.observer.clicks("Rejoindre l’atelier").fills("Le code affiché au mur", r.code).clicks("Entrer dans la salle")
	r.observer.Fill("Votre prénom", "Lou")
	r.observer.Choose("Trio 1 : Observateur·rice")
	r.observer.clicks("Prendre cette place").sees("Leurs écrans")
	f.goes(r.console + "/clore").clicks("Clore l’atelier").sees("L’atelier est terminé")
}

// A sleeping phone, a lost network: the seat waits, the page says so, then goes
// on by itself.
func TestALostConnectionIsSaidAndMended(t *testing.T) {
	t.Parallel()
	r := gather(t, "1", 320)
	r.trainer.clicks("Commencer avec le trio 1")
	r.aide.cut = true
	r.aide.sees("Vos secrets").Offline(true)
	r.aide.sees("Connexion perdue. Votre place est gardée").shoots("coupure")
	r.Wait(3 * time.Minute)
	r.aide.Offline(false)
	r.aide.DontSee("Connexion perdue")
	r.aide.sees("Vous n’en pouvez plus")
	r.aide.goes("/").clicks("Reprendre ma place").sees("Ma pochette")
}

// The kiosk needs no account at all.
func TestSamiaByTheKiosk(t *testing.T) {
	t.Parallel()
	h := launch(t, "1")
	ana, bo := h.sits(1, workshop.Aidant, "Ana"), h.sits(1, workshop.Aide, "Bo")
	h.begins()
	bo.on("borne-cpam", "").Status(http.StatusConflict).See("La borne n’est pas ici")
	ana.Get(ana.desk + "/lieux").Click("Accompagner Samia à la borne").Status(http.StatusOK)
	bo.Get(bo.desk).See("Vous êtes à :")
	bo.on("borne-cpam", "borne.cpam.example/").Click("Insérer la carte").Click("Imprimer mon attestation de droits").Status(http.StatusOK)
	h.trainer.Get(h.console).See("Buts : 3 sur 5", "La borne de la CPAM, avec la carte Vitale")
	assert.Zero(t, h.facts(1, "portail.session.ouverte", "site", "ameli"))
}

// The voice line sends the paper by post: five days too late.
func TestSamiaByTheVoiceLine(t *testing.T) {
	t.Parallel()
	h := launch(t, "1")
	ana := h.sits(1, workshop.Aidant, "Ana")
	h.begins()
	ana.on("tel-epn", "appels.telephone.example/").Fill("Numéro à appeler", "3646").Click("Appeler").See("attestation").Click("1")
	ana.Fill("Un numéro long à taper", "2900500014905").Click("Taper ce numéro")
	ana.Fill("Un numéro long à taper", "00900").Click("Taper ce numéro").See("comptez 5 jours").Click("1")
	assert.Equal(t, 1, h.facts(1, "ameli.attestation.postee"))
	h.trainer.Get(h.console).Click("Terminer le jeu du trio 1")
	h.trainer.Get(h.console+"/debrief/1/0").Status(http.StatusOK).See("C’est trop tard pour demain", "Demain midi, Samia n’a pas l’attestation")
}
