package casier_test

import (
	"bytes"
	"context"
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	demarcheablanc "demarcheablanc"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/casier"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/portaltest"
)

const (
	home = "https://" + casier.Host
	box  = "henri.bouvreuil@messagerie.example"
)

func people() map[string]portal.Person {
	return map[string]portal.Person{
		"henri": {
			ID: "henri", BirthName: "BOUVREUIL", GivenNames: []string{"Henri", "Marcel"}, Gender: "male", BirthDate: "1968-01-23",
			BirthPlace: "00015", BirthTown: "Fort-Canevas", BirthCountry: oidc.France, Mobile: "0639980106",
		},
		"teresa": {
			ID: "teresa", BirthName: "MARTINET", UsualName: "PIE", GivenNames: []string{"Teresa"}, Gender: "female", BirthDate: "1985-06-21",
			BirthCountry: "99000", Mobile: "0639980102",
		},
	}
}

func strict(text string) func(any) error {
	return func(into any) error {
		return yaml.NewDecoder(bytes.NewReader([]byte(text)), yaml.Strict()).Decode(into)
	}
}

// open makes a world with the office, and in FranceConnect's place a stand-in
// that asks who one is.
func open(t *testing.T, text string) *portaltest.World {
	t.Helper()
	d := portaltest.Deps(t)
	sites := casier.New(d)
	docs, err := sites[0].Seed(portal.SeedInput{Decode: strict(text), People: people(), T0: portaltest.T0})
	require.NoError(t, err)
	for id, p := range people() {
		docs["personne/"+id] = p
	}
	docs["situation"] = portal.Situation{ID: "essai", Title: "Essai", Helped: "henri"}
	docs["courriel/boite/"+box] = portal.Mailbox{Address: box, Owner: "henri"}
	docs["poste/tel-henri"] = portal.Device{ID: "tel-henri", Kind: portal.Phone, Name: "Téléphone d’Henri", Owner: "henri", Number: "0639980106", Seats: []string{"aide"}, Hand: "aide"}
	docs["papier/teresa/sejour"] = portal.Paper{ID: "sejour", Title: "Titre de séjour", Kind: "carte"}
	docs["papier/teresa/bail"] = portal.Paper{ID: "bail", Title: "Contrat de bail", Kind: "lettre", Shown: true}
	docs["franceconnect/derniere/pc-epn"] = map[string]string{"fi": "impots", "personne": "henri"}
	w := portaltest.Open(t, d.Network, docs, append(sites, standIn(d, sites[0]))...)
	static, err := fs.Sub(demarcheablanc.Static, "static")
	require.NoError(t, err)
	contract := portaltest.Contract{Network: d.Network, Static: static}
	w.Watch = func(trip portaltest.Trip) {
		if trip.URL.Host == casier.Host || trip.URL.Host == casier.PaidHost {
			contract.Check(t, trip)
		}
	}
	return w
}

var standInPages = fstest.MapFS{"choix.html": {Data: []byte(`{{define "contenu"}}
{{.Form (printf "/choix/%s/henri" .P)}}<button>Henri</button></form>
{{.Form (printf "/choix/%s/teresa" .P)}}<button>Teresa</button></form>
{{.Form (printf "/choix/%s/inconnu" .P)}}<button>Inconnu</button></form>
{{.Form (printf "/choix/%s/personne" .P)}}<button>Renoncer</button></form>
{{end}}`)}}

func standIn(d portal.Deps, site *portal.Site) *portal.Site {
	p := &oidc.Provider{
		Issuer: portal.FranceConnectIssuer, Posture: oidc.Strict, Keys: d.Keys, Records: portal.WorldRecords("essai"),
		Clients:  func(id string) (oidc.Client, bool) { return *site.Client, id == site.Client.ID },
		Pairwise: []byte("essai"), Now: portal.WorldNow, Failure: portal.DrawFailure,
		Interact: func(id string) string { return "https://" + portal.FranceConnectHost + "/choix/" + id },
	}
	return &portal.Site{
		ID: "franceconnect", Host: portal.FranceConnectHost, Name: "FranceConnect", Pages: standInPages, Backchannel: p.Backchannel(),
		Routes: []portal.Route{
			{Pattern: "GET /api/v2/authorize", Handler: func(v *portal.Visit) error { return v.ServeHTTP(p.Authorize) }},
			{Pattern: "GET /api/v2/session/end", Handler: func(v *portal.Visit) error { return v.ServeHTTP(p.EndSession) }},
			{Pattern: "GET /choix/{id}", Handler: func(v *portal.Visit) error { return v.Render("choix.html", "Qui êtes-vous ?", v.Path("id")) }},
			{Pattern: "POST /choix/{id}/{qui}", Handler: func(v *portal.Visit) error { return grant(v, p) }},
		},
	}
}

func grant(v *portal.Visit, p *oidc.Provider) error {
	who := people()[v.Path("qui")]
	if v.Path("qui") == "inconnu" {
		who = portal.Person{BirthName: "ORFRAIE", GivenNames: []string{"Ana"}, BirthDate: "1970-01-01", BirthPlace: "00014", BirthCountry: oidc.France, Gender: "female"}
	}
	if who.BirthName == "" {
		to, err := p.Refuse(v.Context(), v.Path("id"), "access_denied", "user authentication aborted")
		if err != nil {
			return err
		}
		return v.Redirect(to)
	}
	to, err := p.Grant(context.WithoutCancel(v.Context()), v.Path("id"), oidc.Identity{
		GivenNameArray: who.GivenNames, GivenName: who.GivenNames[0], FamilyName: who.BirthName, Birthdate: who.BirthDate,
		Gender: who.Gender, Birthplace: who.BirthPlace, Birthcountry: who.BirthCountry, Email: box,
	})
	if err != nil {
		return err
	}
	return v.Redirect(to)
}

// civil fills the civil status by hand, up to the contact page.
func civil(b *portaltest.Browser) *portaltest.Browser {
	b.Get(home+"/").Click("Demander mon bulletin n° 3").Fill("Pour moi", "oui").Click("Continuer sans FranceConnect")
	b.Fill("Nom de naissance", "bouvreuil").Fill("Prénoms", "Henri, Marcel").Fill("Masculin", "oui").Fill("Date de naissance", "23/01/1968")
	return b.Fill("En France métropolitaine", "oui").Fill("Commune de naissance", "fort canevas").Click("Continuer").See("Vos coordonnées")
}

func contact(b *portaltest.Browser, email string) *portaltest.Browser {
	b.Fill("Votre adresse électronique", email).Fill("La même", email).Fill("Numéro et rue", "41 avenue du Stade")
	return b.Fill("Code postal", "00900").Fill("Commune", "Saint-Exemple-les-Tilleuls").Click("Continuer")
}

// send goes from the contact page to the request being sent.
func send(b *portaltest.Browser, how string) *portaltest.Browser {
	contact(b, box).Fill(how, "oui").Click("Continuer").See("Relisez", box, "23 janvier 1968")
	return b.Fill("Je demande mon propre bulletin", "oui").Click("Envoyer la demande").See("B3-0001 n’existe pas encore")
}

// linkIn reads the link of the last message of Henri's mailbox.
func linkIn(w *portaltest.World) string { return lastLink(w, box) }

// lastLink reads that of the office's last message to an address.
func lastLink(w *portaltest.World, box string) (link string) {
	w.T.Helper()
	w.Read(func(tx *sandbox.Tx) {
		keys := slices.DeleteFunc(tx.Keys(portal.MailKey(box, "")), func(key string) bool {
			m, _ := sandbox.Get[portal.Mail](tx, key)
			return m.FromName != "Casier judiciaire"
		})
		require.NotEmpty(w.T, keys)
		mail, _ := sandbox.Get[portal.Mail](tx, keys[len(keys)-1])
		require.NotEmpty(w.T, mail.Links)
		link = mail.Links[0].URL
	})
	return link
}

func mails(w *portaltest.World) (n int) {
	w.Read(func(tx *sandbox.Tx) { n = len(tx.Keys(portal.MailKey(box, ""))) })
	return n
}

func letters(w *portaltest.World) (all []portal.Letter) {
	w.Read(func(tx *sandbox.Tx) {
		for _, key := range tx.Keys("courrier/henri/") {
			l, _ := sandbox.Get[portal.Letter](tx, key)
			all = append(all, l)
		}
	})
	return all
}
