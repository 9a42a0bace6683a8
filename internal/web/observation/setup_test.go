package observation_test

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
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
	c := &class{House: webtest.Start(t), trio: 1}
	var err error
	c.atelier, err = c.App.House.Workshops.Launch(context.Background(), "samia", "standard", 3)
	require.NoError(t, err)
	return c
}

func open(t *testing.T) *class {
	t.Helper()
	c := launch(t)
	c.aidant, c.aidantAt = c.seat("1", "Camille", workshop.Aidant)
	c.aide, c.aideAt = c.seat("1", "Inès", workshop.Aide)
	c.observer, c.obsAt = c.seat("1", "Nora", workshop.Observer)
	return c
}

// seat joins a trio by the door.
func (c *class) seat(trio, name string, role workshop.Role) (*webtest.Person, string) {
	p := c.Person()
	p.Get("/rejoindre/"+c.atelier.Code).Fill("Votre prénom", name).Fill("Trio "+trio+" : "+role.Label(), "oui").Click("Prendre cette place").Status(200)
	parts := strings.SplitN(strings.TrimPrefix(p.Answer.URL.Path, "/p/"), "/", 2)
	return p, "/p/" + parts[0]
}

func (c *class) trainer() *webtest.Person {
	p := c.Person()
	p.Post("/formateur/entree", url.Values{"phrase": {webtest.Phrase}})
	return p
}

func (c *class) start() {
	require.NoError(c.T, c.App.House.Workshops.Start(context.Background(), c.atelier.ID, c.trio))
}

func (c *class) end() {
	require.NoError(c.T, c.App.House.Workshops.EndPlay(context.Background(), c.atelier.ID, c.trio))
}

// witness does one step in the trio's world.
func (c *class) witness(actor sandbox.Actor, facts ...[]string) {
	c.T.Helper()
	box, err := c.App.House.Workshops.Sandbox(context.Background(), c.atelier.ID, c.trio, 0)
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
