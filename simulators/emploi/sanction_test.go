package emploi_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

// missedBy plays what a situation's inject says: Paul was not there.
func missedBy(w *portaltest.World) {
	effect := w.Network.Effects()["emploi.rendez_vous.manque"]
	w.Do(func(tx *sandbox.Tx) { require.NoError(w.T, effect(tx, json.RawMessage(`{"personne":"paul"}`))) })
}

func explain(w *portaltest.World, pairs ...string) {
	b := login(w).See("Vous n’êtes pas venu au rendez-vous", "25 octobre 2026 à 23 h 59").Click("M’expliquer")
	b.See("une personne lira").Click("Commencer")
	fill(b, "explications", "raison", pairs...).Fill("Je confirme", "x").Click("Envoyer mes explications").See("Transmise le", "EXP-")
}

func TestAMissedAppointmentLeftAloneIsASanction(t *testing.T) {
	w := open(t, paulSeed)
	missedBy(w)
	w.MustSee(emploi.FactWarned, "personne", "paul", "jusqu_au", "2026-10-25")
	send(declare(login(w), base, "", "", "oui")) // the month is declared, the warning is not answered
	w.Wait(2 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "[EXERCICE] Avertissement avant sanction (recommandé)")
	w.Wait(8*day + 7*hour + 34*time.Minute)
	w.MustNotSee(emploi.FactCeased)
	w.Wait(2 * hour) // clocks go back that night
	w.MustSee(emploi.FactCeased, "personne", "paul", "cause", "sanction")
	b := login(w).See("Votre inscription est arrêtée par une décision de sanction", "26 novembre 2026").DontSee("Ce n’est pas une sanction")
	b.Get(base+"/demarches/reinscription").See("possible à partir du 26 novembre 2026", "contestée").DontSee("Commencer")
	b.Get(base + "/demarches/explications").See("Aucun avertissement").DontSee("Commencer")
	w.Wait(4 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "[EXERCICE] Décision de sanction (recommandé)")
	w.Wait(28 * day)
	again(login(w))
	w.Wait(time.Minute)
	w.MustSee(emploi.FactRegistered, "nature", "reinscription")
}

func TestExplanationsThatStandEndTheWarning(t *testing.T) {
	paper := []portal.Download{{ID: 1, File: portal.File{Name: "certificat.pdf", Format: "pdf", Bytes: 1 << 20, Shows: "arret"}}}
	w := open(t, paulSeed, map[string]any{"poste/pc-epn": portal.Device{ID: "pc-epn", Kind: portal.Computer, Seats: []string{"aide"}, Downloads: paper}})
	missedBy(w)
	missedBy(w) // once is enough
	explain(w, "raison", "sante", "recit", "J’avais de la fièvre.", "justificatif", "1")
	w.Wait(6 * day)
	w.MustSee(emploi.FactCleared, "raison", "sante")
	w.MustSee(portal.FactMailArrived, "objet", "[EXERCICE] Vos explications sont acceptées")
	w.MustNotSee(emploi.FactCeased, "cause", "sanction")
	w.Wait(11 * day)
	w.MustNotSee(emploi.FactCeased, "cause", "sanction")
}

func TestAnExcuseWithoutAPaperIsNotHeard(t *testing.T) {
	w := open(t, paulSeed)
	missedBy(w)
	send(declare(login(w), base, "", "", "oui"))
	w.Wait(8 * day)
	explain(w, "raison", "oubli", "recit", "J’ai confondu les jours.")
	w.Wait(3 * day)
	w.MustNotSee(emploi.FactCeased) // the ten days are over, the answer is being read
	w.Wait(3 * day)
	w.MustSee(emploi.FactCeased, "cause", "sanction")
}

// Told beforehand that Paul will not come, the warning leaves at the hour of the
// appointment, and not at all once the appointment is moved.
func TestAnAppointmentToBeMissedCanStillBeMoved(t *testing.T) {
	w := open(t, paulSeed+"  rendez_vous: J+1 09:30\n")
	missedBy(w)
	w.MustNotSee(emploi.FactWarned)
	send(declare(login(w), base, "", "", "oui"))
	w.Wait(day)
	w.MustSee(emploi.FactWarned, "personne", "paul", "jusqu_au", "2026-10-26")
	login(w).See("Vous n’êtes pas venu au rendez-vous du 16 octobre 2026")

	w = open(t, paulSeed+"  rendez_vous: J+1 09:30\n")
	missedBy(w)
	report(w, "rendez_vous", "15/10/2026", "empechement", "travail").Fill("Je certifie", "x").Click("Signaler ce changement")
	send(declare(login(w), base, "", "", "oui"))
	w.Wait(13 * day)
	w.MustNotSee(emploi.FactWarned)
	w.MustSee(emploi.FactMet)
}

func TestAnAppointmentIsHeldOrMoved(t *testing.T) {
	w := open(t, paulSeed+"  rendez_vous: J+2 09:30\n")
	b := login(w).See("Rendez-vous à l’agence du Val")
	b.Get(base + "/demarches/changement").Click("Commencer")
	fill(b, "changement", "quoi", "nature", "rendez_vous", "survenu_le", "15/10/2026")
	fill(b, "changement", "detail", "empechement", "entretien").Fill("Je certifie", "x").Click("Signaler ce changement")
	w.Wait(time.Minute)
	b.Get(base+"/courriers").See("Votre rendez-vous est déplacé", "26 octobre 2026")
	send(declare(b, base, "", "", "oui"))
	w.Wait(3 * day)
	w.MustNotSee(emploi.FactMet)
	w.Wait(9 * day)
	w.MustSee(emploi.FactMet, "personne", "paul")
	b = login(w).Get(base + "/courriers").See("Votre contrat d’engagement")
	b.Get(base + "/demarches/changement").Click("Commencer")
	fill(b, "changement", "quoi", "nature", "rendez_vous", "survenu_le", "27/10/2026")
	fill(b, "changement", "detail", "empechement", "sante").Status(422).See("Aucun rendez-vous à venir")
}
