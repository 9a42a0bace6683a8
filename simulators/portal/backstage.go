package portal

import (
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal/calcul"
)

// Backstage is what happens to one dossier behind the screen, as a picture: who
// acts, in what order, after how long, asking whom for what.
type Backstage struct {
	Site, Title string // « CAF », « Déclarer mes ressources »
	Person      string
	Dossier     string // its number, or « brouillon »
	Sent        time.Time
	Stages      []BackstageStage
	Circuit     []DataFlow
	Why         []calcul.Why
}

// BackstageStage is one thing that happens, or may.
type BackstageStage struct {
	Title, Who, Text string
	Actor            string   // "machine", "agent", "administration", "personne": its lane
	Asks             []string // « À l’employeur (DSN) : le salaire du mois »
	Sends            []string // what left, once played
	Ends             []string // the outcomes there can be, where there are several
	End              string   // the one there was
	Done, Now        bool
	At               time.Time // when it was played, or is to be
}

// DataFlow is one branch of the circuit of data.
type DataFlow struct{ Data, To, Why, Kept string }

// Backstages gathers the dossiers sent in the world, in the order of the sites,
// as every service tells them.
func (n *Network) Backstages(tx *sandbox.Tx) []Backstage {
	var all []Backstage
	for _, s := range n.sites {
		if s.Backstages != nil {
			all = append(all, s.Backstages(tx)...)
		}
	}
	return all
}
