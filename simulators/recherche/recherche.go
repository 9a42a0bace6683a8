// Package recherche is the search engine of the world, with its paid results on
// top, and the over-eager sites that pay for them.
//
// It owns the index of the fictional web (results.yaml), how a query is read,
// and what becomes of what is typed on the over-eager sites: judged, dropped,
// told. Whether a result's host exists is the network's: a result whose site is
// not there is not shown. Places come from the fixtures. What is searched for is
// never kept.
package recherche

import (
	"embed"
	"fmt"
	"io/fs"

	"github.com/goccy/go-yaml"

	"demarcheablanc/fixtures"
	"demarcheablanc/simulators/portal"
)

// Host is where the search engine lives in the world.
const Host = "www.cherche.example"

// What is witnessed.
const (
	// FactFollowed: hote, annonce (oui or non).
	FactFollowed portal.Fact = "recherche.resultat.suivi"
	// FactTrap: hote, nature (carte or motdepasse), geste (PAID_SITE or
	// PHISH_FOLLOWED). Nothing of what was typed.
	FactTrap portal.Fact = "recherche.piege.saisie"
)

//go:embed all:pages
var pages embed.FS

//go:embed results.yaml
var resultsFile []byte

type engine struct {
	index  index
	places []fixtures.Place
}

// New makes the search engine and the sites that advertise on it. It panics
// where the embedded index is not well formed, which a test proves it is.
func New(portal.Deps) []*portal.Site {
	e, err := load()
	if err != nil {
		panic(err)
	}
	sites := []*portal.Site{e.site()}
	for _, t := range traps {
		sites = append(sites, t.site())
	}
	return sites
}

func load() (*engine, error) {
	var e engine
	if err := yaml.UnmarshalWithOptions(resultsFile, &e.index, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("results.yaml: %w", err)
	}
	places, err := fixtures.Places()
	if err != nil {
		return nil, err
	}
	e.places = places
	e.index.add(places)
	return &e, nil
}

func pagesIn(folder string) fs.FS {
	sub, err := fs.Sub(pages, folder)
	if err != nil {
		panic(err) // the folder is named in this package
	}
	return sub
}

func (e *engine) site() *portal.Site {
	return &portal.Site{
		ID: "recherche", Host: Host, Name: "Trouvaille", Theme: "site-recherche", Icon: "recherche.svg",
		Pages: pagesIn("pages"),
		Routes: []portal.Route{
			{Pattern: "GET /{$}", Handler: showHome},
			{Pattern: "GET /recherche", Handler: e.search},
			{Pattern: "GET /aller", Handler: e.follow},
			{Pattern: "GET /lieu/{id}", Handler: e.showPlace},
			{Pattern: "GET /favoris", Handler: showBookmarks},
		},
		Facts: map[portal.Fact]string{FactFollowed: "Résultat de recherche suivi"},
	}
}
