// Package simulators lists the fictional France: one folder, one service.
package simulators

import (
	"demarcheablanc/simulators/aidantsconnect"
	"demarcheablanc/simulators/ameli"
	"demarcheablanc/simulators/borne"
	"demarcheablanc/simulators/caf"
	"demarcheablanc/simulators/casier"
	"demarcheablanc/simulators/courriel"
	"demarcheablanc/simulators/emploi"
	"demarcheablanc/simulators/formation"
	"demarcheablanc/simulators/franceconnect"
	"demarcheablanc/simulators/identites"
	"demarcheablanc/simulators/impots"
	"demarcheablanc/simulators/laposte"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/recherche"
	"demarcheablanc/simulators/sante"
	"demarcheablanc/simulators/telephone"
)

// All makes every service and connects them: the one list, in plain sight.
func All(d portal.Deps) error {
	health := ameli.Demarches() // on its site and on the kiosk
	sites := []*portal.Site{
		franceconnect.New(d),
		franceconnect.NewPlus(d),
		ameli.New(d, health),
		sante.New(d),
		borne.New(health),
		caf.New(d),
		impots.New(d),
	}
	sites = append(sites, emploi.New(d)...)
	sites = append(sites, laposte.New(d)...)
	sites = append(sites, identites.New(d)...)
	sites = append(sites, courriel.New(d)...)
	sites = append(sites, telephone.New(d)...)
	sites = append(sites, recherche.New(d)...)
	sites = append(sites, casier.New(d)...)
	sites = append(sites, formation.New(d)...)
	sites = append(sites, aidantsconnect.New(d)...)
	return d.Network.Connect(sites...)
}
