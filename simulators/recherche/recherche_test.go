package recherche_test

import (
	"os"
	"regexp"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
	"demarcheablanc/simulators/recherche"
)

const home = "https://" + recherche.Host + "/"

func stub(host string) *portal.Site {
	return &portal.Site{ID: host, Host: host, Name: host, Routes: []portal.Route{
		{Pattern: "GET /", Handler: func(v *portal.Visit) error {
			return v.Stop(200, "Ailleurs", "Vous êtes sur "+host+v.Request.URL.Path, "", "")
		}},
	}}
}

func open(t *testing.T) *portaltest.World {
	t.Helper()
	deps := portaltest.Deps(t)
	docs := map[string]any{
		"acces/impots/samia": portal.Account{Site: "impots", ID: "samia", Person: "samia", Identifier: "9900000005469", Secret: portal.Secret{Issued: "Impots-2024"}},
		"poste/tel-epn":      portal.Device{ID: "tel-epn", Kind: portal.Phone, Bookmarks: []portal.Link{{Text: "Notre messagerie", URL: "https://webmail.messagerie.example/"}}},
	}
	sites := append(recherche.New(deps), stub("www.ameli.example"), stub("www.impots.gouv.example"), stub("identite.laposte.example"), stub("franceconnect.gouv.example"))
	return portaltest.Open(t, deps.Network, docs, sites...)
}

func find(w *portaltest.World, query string) *portaltest.Browser {
	return w.On("pc-epn", "aide").Get(home).Fill("Que cherchez-vous ?", query).Click("Chercher")
}

// first gives the host shown on the first result that nobody paid for.
func first(t *testing.T, b *portaltest.Browser) string {
	t.Helper()
	page, err := goquery.NewDocumentFromReader(readerOf(b))
	require.NoError(t, err)
	return page.Find(".resultat:not(.resultat-annonce) .hote").First().Text()
}

func TestWordsFindServices(t *testing.T) {
	w := open(t)
	for query, want := range map[string]string{
		"ameli":                       "www.ameli.example",
		"AMELIE":                      "www.ameli.example",
		"amely":                       "www.ameli.example",
		"www.ameli.fr":                "www.ameli.example",
		"sécu":                        "www.ameli.example",
		"télécharger attestation":     "www.ameli.example",
		"mot de passe ameli oublié":   "www.ameli.example/mot-de-passe-oublie",
		"impots":                      "www.impots.gouv.example",
		"Impôt gouv":                  "www.impots.gouv.example",
		"ou est mon numéro fiscal":    "www.impots.gouv.example/aide/numero-fiscal",
		"franceconnect":               "franceconnect.gouv.example",
		"france connect":              "franceconnect.gouv.example",
		"france conect":               "franceconnect.gouv.example",
		"identité numérique la poste": "identite.laposte.example",
		"activer identité laposte":    "identite.laposte.example/activer",
		"horaires cpam tilleuls":      "www.cherche.example/lieu/cpam-tilleuls",
		"pharmacie":                   "www.cherche.example/lieu/pharmacie",
	} {
		assert.Equal(t, want, first(t, find(w, query)), query)
	}
}

func TestAdsComeFirstAndAreWitnessed(t *testing.T) {
	w := open(t)
	b := find(w, "attestation ameli").See("Annonce attestation-express.example")
	b.Click("Attestation ameli immédiate, sans compte").See("en 5 minutes")
	w.MustSee(recherche.FactFollowed, "hote", "attestation-express.example", "annonce", "oui")
	find(w, "attestation ameli").Click("Obtenir mon attestation de droits").See("Vous êtes sur www.ameli.example/")
	w.MustSee(recherche.FactFollowed, "hote", "www.ameli.example", "annonce", "non")
	find(w, "pharmacie").DontSee("Annonce")
}

func TestWhatIsNotFound(t *testing.T) {
	w := open(t)
	find(w, "xyzzy").See("Aucun résultat")
	find(w, "messagerie").DontSee("webmail.messagerie.example") // its site is not in this world
	find(w, "").See("barre du navigateur")
	find(w, "2 69 05 49 588 157 80").Status(422).See("vrai numéro de sécurité sociale").DontSee("588")
	w.On("pc-epn", "aide").Get(home + "aller?r=rien").Status(404)
	w.On("pc-epn", "aide").Get(home + "lieu/rien").Status(404)
}

func TestPlacesSayWhenTheyClose(t *testing.T) {
	w := open(t)
	b := find(w, "borne cpam").Click("CPAM, accueil des Tilleuls").See("Ouvert en ce moment, jusqu’à 17 h", "01 99 00 00 10")
	w.Wait(35 * time.Minute)
	b.Get(home + "lieu/cpam-tilleuls").See("Fermé en ce moment. Ouvre vendredi 16 octobre 2026 à 8 h 30")
}

func TestBookmarks(t *testing.T) {
	w := open(t)
	w.On("pc-epn", "aide").Get(home).Click("Favoris de cet appareil").See("Aucun favori")
	w.On("tel-epn", "aidant").Get(home+"favoris").See("Notre messagerie", "https://webmail.messagerie.example/")
}

func TestOverEagerSitesJudgeDropAndTell(t *testing.T) {
	w := open(t)
	b := w.On("pc-epn", "aide").Get("https://attestation-express.example/merci").See("en 5 minutes")
	b.Click("Payer 19,90 € et recevoir mon attestation").Status(422).See("Plus que 3 minutes")
	b.Fill("Numéro de carte bancaire", "9999 0000 0000 0004").Click("Payer 19,90 € et recevoir mon attestation").
		See("débitée de 19,90 €", "gratuite", "opposition").DontSee("9999")
	w.MustSee(recherche.FactTrap, "hote", "attestation-express.example", "geste", "PAID_SITE", "nature", "carte")

	b.Get("https://impots-gouv.example/").Fill("Mot de passe", "Impots-2024").Click("Confirmer mon identité").See("avec un tiret").DontSee("Impots-2024")
	w.MustSee(recherche.FactTrap, "hote", "impots-gouv.example", "geste", "PHISH_FOLLOWED")
	w.MustSee(portal.FactSecretTyped, "site", "impots-sosie", "verdict", "autre")

	b.Get("https://franceconnect-aide.example/").Fill("Identifiant du compte", "ameli").Click("Débloquer mon accès").See("pas de technicien")
	w.MustSee(recherche.FactTrap, "hote", "franceconnect-aide.example", "geste", "PHISH_FOLLOWED")
}

func TestTheIndexNamesNothingReal(t *testing.T) {
	raw, err := os.ReadFile("results.yaml")
	require.NoError(t, err)
	assert.Empty(t, fictif.Scan(string(raw)))
	for _, host := range regexp.MustCompile(`hote: (\S+)`).FindAllStringSubmatch(string(raw), -1) {
		assert.Regexp(t, `\.example$`, host[1])
	}
}
