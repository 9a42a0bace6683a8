package emploi_test

import (
	"context"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/emploi"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/portaltest"
)

// standIn is a FranceConnect reduced to its protocol: one says who one is.
func standIn(d portal.Deps, client oidc.Client) *portal.Site {
	p := &oidc.Provider{
		Issuer: portal.FranceConnectIssuer, Posture: oidc.Strict, Keys: d.Keys, Records: portal.WorldRecords("essai"), Pairwise: []byte("essai"),
		Clients: func(id string) (oidc.Client, bool) { return client, id == client.ID }, Now: portal.WorldNow, Failure: portal.DrawFailure,
		Interact: func(id string) string { return "https://" + portal.FranceConnectHost + "/choix/" + id },
	}
	return &portal.Site{
		ID: "franceconnect", Host: portal.FranceConnectHost, Name: "FranceConnect", Backchannel: p.Backchannel(),
		Pages: fstest.MapFS{"choix.html": {Data: []byte(`{{define "contenu"}}{{range $qui := .P.Who}}{{$.Form (printf "/choix/%s/%s" $.P.ID $qui)}}<button>{{$qui}}</button></form>{{end}}{{end}}`)}},
		Routes: []portal.Route{
			{Pattern: "GET /api/v2/authorize", Handler: func(v *portal.Visit) error {
				v.Remember("state", v.Request.URL.Query().Get("state"))
				return v.ServeHTTP(p.Authorize)
			}},
			{Pattern: "GET /api/v2/session/end", Handler: func(v *portal.Visit) error { return v.ServeHTTP(p.EndSession) }},
			{Pattern: "GET /choix/{id}", Handler: func(v *portal.Visit) error {
				return v.Render("choix.html", "Qui êtes-vous ?", struct {
					ID  string
					Who []string
				}{v.Path("id"), []string{"paul", "samia", "personne", "panne"}})
			}},
			{Pattern: "POST /choix/{id}/{qui}", Handler: func(v *portal.Visit) error { return say(v, p) }},
		},
	}
}

// say answers for whom was chosen; "panne" gives a code that buys nothing.
func say(v *portal.Visit, p *oidc.Provider) error {
	if v.Path("qui") == "panne" {
		return v.Redirect(base + "/franceconnect/retour?code=faux&state=" + v.Remembered("state"))
	}
	who, ok := portal.PersonOf(v.Tx, v.Path("qui"))
	if !ok {
		to, err := p.Refuse(v.Context(), v.Path("id"), "access_denied", "user authentication aborted")
		if err != nil {
			return err
		}
		return v.Redirect(to)
	}
	to, err := p.Grant(context.WithoutCancel(v.Context()), v.Path("id"), oidc.Identity{
		GivenNameArray: who.GivenNames, GivenName: who.GivenNames[0], FamilyName: who.BirthName, Birthdate: who.BirthDate,
		Gender: who.Gender, Birthplace: who.BirthPlace, Birthcountry: who.BirthCountry, Email: who.Email(),
	})
	if err != nil {
		return err
	}
	return v.Redirect(to)
}

func TestByFranceConnect(t *testing.T) {
	d := portaltest.Deps(t)
	sites := emploi.New(d)
	docs, err := sites[0].Seed(portal.SeedInput{Decode: strict(paulSeed), People: people(), T0: portaltest.T0})
	require.NoError(t, err)
	for id, p := range people() {
		docs["personne/"+id] = p
	}
	w := portaltest.Open(t, d.Network, docs, append(sites, standIn(d, *sites[0].Client))...)
	door := func(who string) *portaltest.Browser {
		return w.On("pc-epn", "aide").Get(base + "/connexion").Click("S’identifier avec FranceConnect").Click(who)
	}
	door("personne").Status(403).See("La connexion a été interrompue", "n’a pas changé")
	door("panne").Status(502).See("La connexion n’a pas pu aboutir", "FranceConnect et ce site", "entrez avec votre identifiant")
	b := door("samia").Status(404).See("FranceConnect a bien reconnu Samia SITTELLE", "S’inscrire")
	w.MustSee(emploi.FactNoAccount, "personne", "samia")
	b.Get(base + "/franceconnect/retour?code=x&state=y").Status(400).See("n’est plus la bonne")
	door("paul").See("Bonjour Paul").Click("Me déconnecter").See("Vous êtes déconnecté")
	w.MustSee(portal.FactSessionOpen, "via", "franceconnect", "personne", "paul")
}

func TestWithoutFranceConnectTheOtherDoorsStay(t *testing.T) {
	w := open(t, paulSeed)
	w.On("pc-epn", "aide").Post(base+"/franceconnect", nil).Status(503).See("FranceConnect ne répond pas", "identifiant")
}
