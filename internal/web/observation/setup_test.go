package observation_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/accueil"
	"demarcheablanc/internal/web/bureau"
	"demarcheablanc/internal/web/formateur"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/web/observation"
	"demarcheablanc/internal/web/webtest"
	"demarcheablanc/internal/workshop"
)

// class is an atelier of three trios, the first one seated.
type class struct {
	*webtest.House
	atelier                 workshop.Atelier
	trio                    int // the one that plays
	aidant, aide, observer  *webtest.Person
	aidantAt, aideAt, obsAt string // their desks
}

// launch opens the atelier, nobody in it.
func launch(t *testing.T) *class {
	t.Helper()
	c := &class{trio: 1, House: webtest.Rooms(t, webtest.Samia, func(h *house.House) []house.Room {
		return []house.Room{
			accueil.Room{House: h},
			bureau.Room{House: h},
			observation.Room{House: h},
			formateur.Room{House: h, Phrase: webtest.Phrase},
		}
	})}
	c.atelier = c.Launch(3)
	return c
}

func open(t *testing.T) *class {
	t.Helper()
	c := launch(t)
	c.aidant, c.aidantAt = c.seat(1, "Camille", workshop.Aidant)
	c.aide, c.aideAt = c.seat(1, "Inès", workshop.Aide)
	c.observer, c.obsAt = c.seat(1, "Nora", workshop.Observer)
	return c
}

// seat joins a trio by the door.
func (c *class) seat(trio int, name string, role workshop.Role) (*webtest.Person, string) {
	p := c.Person()
	p.Joins(c.atelier, trio, role, name)
	return p, p.Desk()
}

func (c *class) start() {
	require.NoError(c.T, c.Workshops.Start(context.Background(), c.atelier.ID, c.trio))
}

func (c *class) end() {
	require.NoError(c.T, c.Workshops.EndPlay(context.Background(), c.atelier.ID, c.trio))
}

// witness does one step in the trio's world.
func (c *class) witness(actor sandbox.Actor, facts ...[]string) {
	c.T.Helper()
	box, err := c.Workshops.Sandbox(context.Background(), c.atelier.ID, c.trio, 0)
	require.NoError(c.T, err)
	require.NoError(c.T, box.Do(context.Background(), actor, func(tx *sandbox.Tx) error {
		for _, f := range facts {
			tx.Emit(f[0], f[1:]...)
		}
		return nil
	}))
}

var onComputer = sandbox.Actor{Seat: "aide", Device: "pc-epn", Hand: "aide", Page: "https://www.ameli.example/"}

// play is an honest half hour in short, with one shortcut too many.
func (c *class) play() {
	c.start()
	desk := sandbox.Actor{Seat: "aidant"}
	for _, point := range []string{"relation", "moyens", "competences"} {
		c.Wait(40 * time.Second)
		c.witness(desk, []string{"outil.diagnostic.rempli", "carte", point})
	}
	c.witness(desk, []string{"outil.fiche.montree", "nom", "Se connecter à FranceConnect"})
	c.Wait(time.Minute)
	c.witness(onComputer, []string{"portail.secret.saisi", "site", "ameli", "personne", "samia", "verdict", "faux"}, []string{"portail.connexion.refusee", "site", "ameli", "cause", "mot de passe faux"})
	c.Wait(2 * time.Minute)
	c.witness(sandbox.Actor{Seat: "aidant", Device: "pc-epn", Hand: "aidant", Page: "https://www.ameli.example/connexion"}, []string{"portail.secret.saisi", "site", "ameli", "personne", "samia", "verdict", "faux"})
	c.witness(sandbox.Actor{Seat: "aide"}, []string{"jeu.secret.devoile", "id", "telephone"})
	c.Wait(3 * time.Minute)
	c.witness(sandbox.Actor{Seat: "aidant"}, []string{"outil.orientation", "lieu", "cpam-tilleuls"})
	c.witness(sandbox.Actor{Seat: "aide", Device: "borne-cpam", Hand: "aide", Page: "https://borne.cpam.example/"},
		[]string{"borne.attestation.imprimee", "personne", "samia"}, []string{"papier.remis", "personne", "samia", "titulaire", "samia", "genre", "ameli.attestation_droits", "comment", "borne"})
	c.Wait(7 * time.Minute)
}
