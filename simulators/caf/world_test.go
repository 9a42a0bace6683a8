package caf_test

import (
	"bytes"
	"context"
	"io/fs"
	"regexp"
	"testing"
	"testing/fstest"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	demarcheablanc "demarcheablanc"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/portaltest"
)

const (
	home = "https://" + caf.Host
	nir  = "2921200018911"
	box  = "nadia.alouette@messagerie.example"
	day  = 24 * time.Hour
)

// nadiaSeed: her employer sent 1 030 € for each month of spring, she declared
// 890 €; summer is transmitted, and her declaration of October is to be made.
const nadiaSeed = `
- personne: nadia
  numero: "0042137"
  secret: Mesange-2024
  code8: "40719263"
  prestations: [prime, famille, logement]
  activite: salarie
  enfants:
    - {nom: Inès ALOUETTE, naissance: "2016-03-02"}
    - {nom: Yanis ALOUETTE, naissance: "2019-09-20"}
  logement: {occupation: locataire, loyer: 560, zone: 2, aide: 310}
  declaration: M
  declarations:
    - mois: M-3
      ressources: {nadia: {M-7: {salaire: 890}, M-6: {salaire: 890}, M-5: {salaire: 890}}}
  verse:
    M-3: {prime: 693.35, famille: 152.25, logement: 310}
    M-2: {prime: 693.35, famille: 152.25, logement: 310}
    M-1: {prime: 693.35, famille: 152.25, logement: 310}
  imposable: 12000
  delai: 21
  verite:
    ressources:
      nadia:
        M-7: {salaire: 1030}
        M-6: {salaire: 1030}
        M-5: {salaire: 1030}
        M-4: {salaire: 900}
        M-3: {salaire: 900}
        M-2: {salaire: 900}
  dettes:
    - {prestation: prime, declaration: M-3, montant: 684, notifiee: J-6, motif: Les montants déclarés ne sont pas les montants nets sociaux.}
- personne: karim
  compte: aucun
- personne: fatou
  compte: aucun
  verite: {ressources: {fatou: {M-3: {}, M-2: {}, M-1: {}}}}
`

func people() map[string]portal.Person {
	address := []string{"9 rue des Métiers", "00900 Saint-Exemple-les-Tilleuls"}
	return map[string]portal.Person{
		"nadia": {
			ID: "nadia", BirthName: "ALOUETTE", GivenNames: []string{"Nadia"}, Gender: "female", BirthDate: "1992-12-06", BirthPlace: "00018",
			BirthCountry: oidc.France, NIR: "292120001891150", Mobile: "0639980111", Emails: []string{box}, Address: address,
		},
		"karim": {ID: "karim", BirthName: "LORIOT", GivenNames: []string{"Karim"}, Gender: "male", BirthDate: "1988-11-02", BirthPlace: "00014", BirthCountry: oidc.France, NIR: "188110001491841", Address: address},
		"fatou": {
			ID: "fatou", BirthName: "AIGRETTE", GivenNames: []string{"Fatou"}, Gender: "female", BirthDate: "1998-02-18", BirthPlace: "00022",
			BirthCountry: oidc.France, NIR: "298020002291653", Mobile: "0639980116", Emails: []string{"fatou.aigrette@messagerie.example"}, Address: address,
		},
	}
}

// scheduled gathers what a seed puts in the agenda, to be put in the world's.
type scheduled struct {
	at      time.Time
	effect  string
	payload any
}

func seeds(t *testing.T, site *portal.Site, text string) (map[string]any, []scheduled, error) {
	t.Helper()
	var agenda []scheduled
	docs, err := site.Seed(portal.SeedInput{
		Decode: func(into any) error {
			return yaml.NewDecoder(bytes.NewReader([]byte(text)), yaml.Strict()).Decode(into)
		},
		People: people(), T0: portaltest.T0,
		Schedule: func(at time.Time, effect string, payload any) {
			agenda = append(agenda, scheduled{at, effect, payload})
		},
	})
	return docs, agenda, err
}

// open makes a world with the Caf, and a stand-in for FranceConnect.
func open(t *testing.T, text string, more map[string]any) *portaltest.World {
	t.Helper()
	d := portaltest.Deps(t)
	site := caf.New(d)
	docs, agenda, err := seeds(t, site, text)
	require.NoError(t, err)
	for id, p := range people() {
		docs["personne/"+id] = p
		for _, address := range p.Emails {
			docs["courriel/boite/"+address] = portal.Mailbox{Address: address, Owner: id}
		}
	}
	docs["situation"] = portal.Situation{ID: "essai", Title: "Essai", Helped: "nadia"}
	for key, doc := range more {
		docs[key] = doc
	}
	w := portaltest.Open(t, d.Network, docs, site, standIn(d, site))
	w.Do(func(tx *sandbox.Tx) {
		for _, s := range agenda {
			tx.Schedule(s.at, s.effect, s.payload)
		}
	})
	static, err := fs.Sub(demarcheablanc.Static, "static")
	require.NoError(t, err)
	contract := portaltest.Contract{Network: d.Network, Static: static}
	w.Watch = func(trip portaltest.Trip) {
		if trip.URL.Host == caf.Host {
			contract.Check(t, trip)
		}
	}
	return w
}

// standIn is a FranceConnect reduced to its protocol.
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
			{Pattern: "POST /choix/{id}/{qui}", Handler: func(v *portal.Visit) error { return standInGrant(v, p) }},
		},
	}
}

var standInPages = fstest.MapFS{"choix.html": {Data: []byte(`{{define "contenu"}}
{{.Form (printf "/choix/%s/nadia" .P)}}<button>Nadia</button></form>
{{.Form (printf "/choix/%s/fatou" .P)}}<button>Fatou</button></form>
{{.Form (printf "/choix/%s/inconnu" .P)}}<button>Inconnu</button></form>
{{.Form (printf "/choix/%s/personne" .P)}}<button>Renoncer</button></form>
{{end}}`)}}

func standInGrant(v *portal.Visit, p *oidc.Provider) error {
	id, who := v.Path("id"), v.Path("qui")
	person, ok := portal.PersonOf(v.Tx, who)
	if who == "inconnu" {
		person, ok = portal.Person{BirthName: "ORFRAIE", GivenNames: []string{"Ana"}, BirthDate: "1970-01-01", BirthPlace: "00014", BirthCountry: oidc.France, Gender: "female"}, true
	}
	if !ok {
		to, err := p.Refuse(v.Context(), id, "access_denied", "user authentication aborted")
		if err != nil {
			return err
		}
		return v.Redirect(to)
	}
	to, err := p.Grant(context.WithoutCancel(v.Context()), id, oidc.Identity{
		GivenNameArray: person.GivenNames, GivenName: person.GivenNames[0], FamilyName: person.BirthName, Birthdate: person.BirthDate,
		Gender: person.Gender, Birthplace: person.BirthPlace, Birthcountry: person.BirthCountry, Email: person.Email(),
	})
	if err != nil {
		return err
	}
	return v.Redirect(to)
}

func byFranceConnect(b *portaltest.Browser, who string) *portaltest.Browser {
	return b.Get(home + "/connexion").Click("S’identifier avec FranceConnect").Click(who)
}

var sixDigits = regexp.MustCompile(`\b\d{6}\b`)

// codeIn reads the last code of a mailbox.
func codeIn(w *portaltest.World, address string) (found string) {
	w.T.Helper()
	w.Read(func(tx *sandbox.Tx) {
		for _, key := range tx.Keys(portal.MailKey(address, "")) {
			mail, _ := sandbox.Get[portal.Mail](tx, key)
			for _, line := range mail.Body {
				if c := sixDigits.FindString(line); c != "" {
					found = c
				}
			}
		}
	})
	require.NotEmpty(w.T, found)
	return found
}

// login comes all the way in.
func login(w *portaltest.World) *portaltest.Browser {
	b := w.On("pc-epn", "aide").Get(home+"/connexion").Fill("Numéro de sécurité sociale", nir).Fill("Mot de passe", "Mesange-2024").Click("Se connecter")
	b.See("Gardez cet onglet ouvert").Click("Envoyer le code")
	return b.Fill("Code à six chiffres", codeIn(w, box)).Click("Valider").See("Bonjour Nadia")
}
