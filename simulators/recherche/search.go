package recherche

import (
	"net/http"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/simulators/portal"
)

type homePage struct{}

type resultsPage struct {
	Query   string
	Ads     []result
	Results []result
}

func showHome(v *portal.Visit) error { return v.Render("accueil.html", "Trouvaille", homePage{}) }

func (e *engine) search(v *portal.Visit) error {
	query := v.Value("q")
	if kind, real := fictif.LooksReal(query); real {
		v.Forget("q")
		v.Problem("q", kind.Message())
		v.Witness(portal.FactRealRefused, "site", v.Site.ID, "genre", string(kind))
		return showHome(v)
	}
	if query == "" {
		return v.Redirect("/")
	}
	p := resultsPage{Query: query, Ads: there(v, e.index.ads(query)), Results: there(v, e.index.search(query))}
	return v.Render("resultats.html", "Résultats pour « "+query+" »", p)
}

// there keeps the results whose site stands in this world.
func there(v *portal.Visit, found []result) []result {
	var kept []result
	for _, r := range found {
		if site, ok := v.Network.At(r.Host); ok && !site.AppOnly {
			kept = append(kept, r)
		}
	}
	return kept
}

// follow opens a result, and witnesses whether somebody paid for it.
func (e *engine) follow(v *portal.Visit) error {
	r, ad, ok := e.index.find(v.Value("r"))
	if !ok {
		return v.Stop(http.StatusNotFound, "Ce résultat n’existe plus", "Recommencez la recherche.", "/", "Chercher")
	}
	paid := "non"
	if ad {
		paid = "oui"
	}
	v.Witness(FactFollowed, "hote", r.Host, "annonce", paid)
	return v.Redirect(r.URL())
}

type bookmarksPage struct{ Links []portal.Link }

func showBookmarks(v *portal.Visit) error {
	device, _ := portal.DeviceOf(v.Tx, v.Device)
	return v.Render("favoris.html", "Favoris de cet appareil", bookmarksPage{device.Bookmarks})
}
