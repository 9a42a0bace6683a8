package ameli_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/ameli"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
	"demarcheablanc/simulators/portal/portaltest"
)

// phone is one call to the 3646.
type phone struct {
	w      *portaltest.World
	line   portal.VoiceLine
	memory string
	last   portal.VoiceAnswer
}

func dial(w *portaltest.World) *phone {
	site, _ := w.Network.At(ameli.Host)
	p := &phone{w: w, line: site.Lines[0]}
	return p.key("")
}

func (p *phone) key(typed string) *phone {
	p.w.T.Helper()
	p.w.Do(func(tx *sandbox.Tx) {
		p.last = p.line.Answer(tx, portal.VoiceCall{Phone: "0639980105", Memory: p.memory, Key: typed})
	})
	p.memory = p.last.Memory
	return p
}

func (p *phone) hear(texts ...string) *phone {
	p.w.T.Helper()
	said := strings.ReplaceAll(strings.Join(p.last.Says, " "), "\u00a0", " ")
	for _, text := range texts {
		require.Contains(p.w.T, said, text)
	}
	return p
}

func TestTheLinePostsAnAttestationInFiveDays(t *testing.T) {
	w := open(t, samiaSeed)
	p := dial(w).hear("exercice", "tapez 1", "tapez 2", "tapez 0").key("1").hear("5 jours", "borne")
	p.key("29005#").hear("13 chiffres").key(samiaNIR + "#").hear("code postal").key("00900#").hear("20 octobre 2026")
	p.key("1").hear("C’est noté")
	w.MustSee(ameli.FactPosted, "personne", "samia")
	w.Wait(4 * 24 * time.Hour)
	w.MustNotSee(portal.FactLetterArrived)
	w.Wait(24*time.Hour + time.Minute)
	w.MustSee(portal.FactLetterArrived, "personne", "samia")
}

func TestTheLineSendsNothingUnasked(t *testing.T) {
	w := open(t, samiaSeed)
	dial(w).key("1").key(samiaNIR + "#").key("75001#").hear("ne correspondent pas").key("7").hear("pas compris")
	dial(w).key("1").key(samiaNIR+"#").key("00900#").key("2").hear("Rien n’est envoyé").key("2").hear("FranceConnect", "jamais de mot de passe")
	w.MustNotSee(ameli.FactPosted)
}

func TestTheAdviserExplainsAfterEightMinutes(t *testing.T) {
	w := open(t, samiaSeed)
	p := dial(w).key("0").hear("8 minutes")
	require.Equal(t, 480, p.last.Wait)
	w.Wait(3 * time.Minute)
	p.key("tick").hear("Encore 5 min")
	w.Wait(5 * time.Minute)
	p.key("tick").hear("je vous écoute").key("tick").key(samiaNIR + "#").key("11111#").hear("Reprenons")
	p.key(samiaNIR+"#").key("00900#").hear("17 h 15", "ancienfai.example", "pas changer une adresse par téléphone", "borne")
	w.MustSee(ameli.FactAdviser, "personne", "samia")
	p.key("1").hear("arrivera")
	w.MustSee(ameli.FactPosted, "personne", "samia")

	q := dial(w).key("0")
	w.Wait(8 * time.Minute)
	q.key("tick").key("1770900013904#").key("00900#").hear("pas encore de compte").key("2").hear("Bonne fin")
	require.True(t, q.last.End)
}

func TestTheLineIsClosedOutsideItsHours(t *testing.T) {
	w := open(t, samiaSeed)
	w.Wait(64 * time.Minute)
	require.False(t, dial(w).last.End, "17 h 29")
	w.Wait(time.Minute)
	require.True(t, dial(w).hear("8 heures 30", "17 heures 30").last.End, "17 h 30")
	w.Wait(15*time.Hour - time.Minute)
	require.True(t, dial(w).last.End, "8 h 29 vendredi")
	w.Wait(time.Minute)
	require.False(t, dial(w).last.End, "8 h 30 vendredi")
	w.Wait(24 * time.Hour)
	require.True(t, dial(w).last.End, "samedi")
}

func TestTheLineStopsACardAndPostsTheForm(t *testing.T) {
	w := open(t, fullSeed)
	p := dial(w).hear("tapez 5", "tapez 6").key("5").key(samiaNIR+"#").key("00900#").hear("mise en opposition", "tapez 9")
	p.key("9").hear("Rien n’est changé")
	w.MustNotSee(ameli.FactCardStopped)
	p = dial(w).key("5").key(samiaNIR+"#").key("00900#").key("2").hear("C’est fait", "VIT-", "formulaire en papier")
	w.MustSee(demarche.FactSent, "demarche", "carte-perdue", "personne", "samia", "par", "telephone")
	p.key("1").hear("Le formulaire part")
	w.Wait(time.Second)
	w.MustSee(ameli.FactCardStopped, "personne", "samia", "motif", "vol")
	again(w, "/mes-demarches").See("en opposition", "Dossier VIT", "Dossier NCV")
	dial(w).key("5").key(samiaNIR + "#").key("00900#").hear("déjà en opposition")
	w.Wait(18 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "Le formulaire de votre carte Vitale")
}

func TestTheLineOrdersEuropeanCards(t *testing.T) {
	w := open(t, fullSeed)
	dial(w).key("6").key(samiaNIR + "#").key("99999#").hear("ne correspondent pas")
	p := dial(w).key("6").key(samiaNIR + "#").key("00900#").hear("Dans combien de jours").key("9999#").hear("de 0 à 365").key("5#").hear("chaque personne")
	p.key("2").hear("25 octobre 2026", "certificat provisoire")
	w.MustSee(demarche.FactSent, "demarche", "carte-europeenne", "par", "telephone")
	w.Wait(11 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "Votre carte européenne d’assurance maladie")
	again(w, "/mes-demarches").See("Certificat provisoire pour Lina LORIOT", "Cartes reçues")
	dial(w).key("6").key("1770900013904#").key("00900#").key("20#").hear("C’est noté")
	w.MustSee(demarche.FactSent, "demarche", "carte-europeenne", "personne", "paul")
}
