package observation_test

import (
	"context"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/observation"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/store"
	"demarcheablanc/simulators/portal"
)

var t0 = time.Date(2026, 10, 15, 16, 25, 0, 0, frtext.Paris)

const situation = `id: samia
titre: Rien ne marche
duree: 18m
debut: {jours: ouvres, heure: "16:25"}
aide: samia
personnes: [samia, karim]
secrets:
  - {id: numero, texte: Le numéro du mari., revele_si: [montrez]}
  - {id: telephone, texte: Un téléphone neuf., revele_si: [depuis quand]}
hors_besoin: [impots.avis.ouvert]
gestes_critiques: [WRONG_IDENTITY]
lieux_utiles: [cpam-tilleuls]
buts:
  - id: g1
    texte: L’attestation en main
    critique: true
    verifie: fait("papier.remis", "personne", "samia")
    voies:
      - {id: borne, nom: La borne, si: 'fait("borne.attestation.imprimee")'}
      - {id: mari, nom: L’accès du mari, malhonnete: true, si: 'fait("portail.session.autrui")'}
  - {id: g3, texte: Jamais sous un autre nom, critique: true, verifie: not fait("portail.session.autrui")}
  - {id: g4, texte: Deux causes redites, constat: true}
consequences:
  - {si: 'fait("portail.session.autrui")', texte: Karim reçoit un avis., risque: true}
causes:
  - {titre: Ameli, texte: Bloqué., issue: La borne.}
questions: [Une porte ou un papier ?]
`

// compiled reads the tiny situation, with a service that may witness what the
// tests do.
func compiled(t *testing.T) *scenario.Compiled {
	t.Helper()
	network := &portal.Network{}
	require.NoError(t, network.Connect(&portal.Site{ID: "essai", Host: "www.essai.example", Name: "Essai", Facts: map[portal.Fact]string{
		"impots.avis.ouvert": "Avis ouvert", "borne.attestation.imprimee": "Attestation imprimée à la borne",
	}}))
	lib, err := scenario.Load(fstest.MapFS{"samia/scenario.yaml": {Data: []byte(situation)}}, network, map[portal.Fact]string{"outil.memo.remis": "Mémo remis"})
	require.NoError(t, err)
	c, ok := lib.Situation("samia", "")
	require.True(t, ok)
	return c
}

// act is one step of a hand-built journal.
type act struct {
	minute     int
	seat, hand string
	device     string
	page       string
	facts      []sandbox.Event
}

func fact(name string, details ...string) sandbox.Event {
	e := sandbox.Event{Fact: name, Detail: map[string]string{}}
	for i := 0; i+1 < len(details); i += 2 {
		e.Detail[details[i]] = details[i+1]
	}
	return e
}

func facts(all ...sandbox.Event) []sandbox.Event { return all }

// journal numbers the acts from 1.
func journal(acts ...act) []sandbox.Step {
	var steps []sandbox.Step
	for i, a := range acts {
		steps = append(steps, sandbox.Step{
			Seq: int64(i + 1), Parent: int64(i), At: t0.Add(time.Duration(a.minute) * time.Minute),
			Actor:  sandbox.Actor{Seat: a.seat, Hand: a.hand, Device: a.device, Page: a.page},
			Events: a.facts,
		})
	}
	return steps
}

// world has a shared computer and Samia's phone.
func world(sessions ...observation.OpenSession) observation.World {
	return observation.World{
		Helped: "samia", People: map[string]string{"samia": "Samia LORIOT", "karim": "Karim LORIOT"},
		Devices:  []portal.Device{{ID: "pc-epn", Kind: portal.Computer}, {ID: "tel-samia", Kind: portal.Phone, Owner: "samia"}},
		Sessions: sessions,
	}
}

var words = observation.Words{
	Facts:  map[portal.Fact]string{"impots.avis.ouvert": "Avis ouvert"},
	Sites:  map[string]string{"ameli": "ameli", "www.ameli.example": "ameli"},
	Places: map[string]string{"cpam-tilleuls": "CPAM des Tilleuls"},
}

func build(t *testing.T, end observation.World, kept observation.Kept, acts ...act) observation.Debrief {
	t.Helper()
	return observation.Build(observation.Input{
		Situation: compiled(t), T0: t0, Journal: journal(acts...), End: end, Ended: t0.Add(18 * time.Minute), Kept: kept, Words: words,
	})
}

func codes(all []observation.Evidence) []string {
	var codes []string
	for _, e := range all {
		codes = append(codes, e.Code)
	}
	return codes
}

// register is an empty atelier's register.
func register(t *testing.T) *sandbox.Sandbox {
	t.Helper()
	empty, err := sandbox.NewStart("registre", nil)
	require.NoError(t, err)
	engine := sandbox.NewEngine(store.Memory(), func() time.Time { return t0 }, func(string) (*sandbox.Start, time.Time, error) { return empty, t0, nil }, nil)
	box, err := engine.Create(context.Background(), sandbox.New{ID: "a", Kind: "atelier", Start: "registre", Running: true})
	require.NoError(t, err)
	return box
}

func do(t *testing.T, box *sandbox.Sandbox, fn func(*sandbox.Tx) error) error {
	t.Helper()
	return box.Do(context.Background(), sandbox.Actor{Seat: "observateur"}, fn)
}
