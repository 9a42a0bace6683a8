package ameli_test

import (
	"bytes"
	"context"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/ameli"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/portaltest"
)

const (
	home     = "https://" + ameli.Host
	samiaNIR = "2900500014905"
	karimNIR = "1881100014918"
	oldBox   = "samia.sittelle@ancienfai.example"
	newBox   = "samia.loriot@messagerie.example"
)

const samiaSeed = `
- personne: samia
  navigateurs: [pc-epn, tel-samia]
  secret: Hibiscus-2019
  courriel: samia.sittelle@ancienfai.example
  courriel_depuis: J-2780
  bloque: 50m
  ayants_droit:
    - {nom: Lina LORIOT, naissance: "2017-02-11"}
  messages:
    - {le: J-40, objet: Votre relevé est disponible, texte: [Il est dans vos paiements.]}
  connexions:
    - {le: J-400 18:20, via: mot_de_passe}
- personne: karim
  navigateurs: [pc-epn, tel-samia]
  secret: Garage-88
  courriel: karim.loriot@messagerie.example
  courriel_depuis: J-30
  mobile: "06 39 98 01 18"
  ayants_droit:
    - {personne: samia, mention: dossier de 2019}
  remboursements:
    - {le: J-3, soin: Consultation, paye: 3000, base: 3000, taux: 70, retenue: 200}
`

func people() map[string]portal.Person {
	address := []string{"8 rue du Lavoir", "00900 Saint-Exemple-les-Tilleuls"}
	return map[string]portal.Person{
		"samia": {
			ID: "samia", BirthName: "SITTELLE", UsualName: "LORIOT", GivenNames: []string{"Samia", "Nour"}, Gender: "female",
			BirthDate: "1990-05-17", BirthPlace: "00014", BirthCountry: oidc.France, NIR: "290050001490565", Mobile: "0639980105", Address: address,
		},
		"karim": {
			ID: "karim", BirthName: "LORIOT", GivenNames: []string{"Karim"}, Gender: "male",
			BirthDate: "1988-11-03", BirthPlace: "00014", BirthCountry: oidc.France, NIR: "188110001491805", Mobile: "0639980118", Address: address,
		},
		"paul": {
			ID: "paul", BirthName: "ROITELET", GivenNames: []string{"Paul"}, Gender: "male",
			BirthDate: "1977-09-02", BirthPlace: "00013", BirthCountry: oidc.France, NIR: "177090001390471", Address: address,
		},
	}
}

func strict(text string) func(any) error {
	return func(into any) error {
		return yaml.NewDecoder(bytes.NewReader([]byte(text)), yaml.Strict()).Decode(into)
	}
}

// open makes a world with ameli, and in FranceConnect's place a stand-in that
// asks who one is and sends back.
func open(t *testing.T, text string) *portaltest.World {
	t.Helper()
	d := portaltest.Deps(t)
	site := ameli.New(d, ameli.Demarches())
	docs, err := site.Seed(portal.SeedInput{Decode: strict(text), People: people(), T0: portaltest.T0})
	require.NoError(t, err)
	for id, p := range people() {
		docs["personne/"+id] = p
	}
	docs["courriel/boite/"+newBox] = portal.Mailbox{Address: newBox, Owner: "samia"}
	docs["courriel/boite/"+oldBox] = portal.Mailbox{Address: oldBox, Owner: "samia", Closed: true}
	docs["courriel/boite/karim.loriot@messagerie.example"] = portal.Mailbox{Address: "karim.loriot@messagerie.example", Owner: "karim"}
	return portaltest.Open(t, d.Network, docs, site, standIn(d, site))
}

// standIn is a FranceConnect reduced to its protocol: on one side a provider
// where one says who one is, on the other a client of ameli's own accounts.
func standIn(d portal.Deps, site *portal.Site) *portal.Site {
	p := &oidc.Provider{
		Issuer: portal.FranceConnectIssuer, Posture: oidc.Strict, Keys: d.Keys, Records: portal.WorldRecords("essai"),
		Clients:  func(id string) (oidc.Client, bool) { return *site.Client, id == site.Client.ID },
		Pairwise: []byte("essai"), Now: portal.WorldNow, Failure: portal.DrawFailure,
		Interact: func(id string) string { return "https://" + portal.FranceConnectHost + "/choix/" + id },
	}
	back := site.Identity.RelyingParty(d)
	return &portal.Site{
		ID: "franceconnect", Host: portal.FranceConnectHost, Name: "FranceConnect", Pages: standInPages, Backchannel: p.Backchannel(),
		Routes: []portal.Route{
			{Pattern: "GET /api/v2/authorize", Handler: func(v *portal.Visit) error { return v.ServeHTTP(p.Authorize) }},
			{Pattern: "GET /api/v2/session/end", Handler: func(v *portal.Visit) error { return v.ServeHTTP(p.EndSession) }},
			{Pattern: "GET /choix/{id}", Handler: func(v *portal.Visit) error { return v.Render("choix.html", "Qui êtes-vous ?", v.Path("id")) }},
			{Pattern: "POST /choix/{id}/{qui}", Handler: func(v *portal.Visit) error { return standInGrant(v, p) }},
			{Pattern: "GET /vers-ameli", Handler: func(v *portal.Visit) error { return back.Begin(v) }},
			{Pattern: "GET /api/v2/oidc-callback", Handler: func(v *portal.Visit) error {
				who, err := back.Finish(v)
				if err != nil {
					return v.Stop(http.StatusForbidden, "Retour sans personne", err.Error(), "", "")
				}
				return v.Stop(http.StatusOK, "Retour", "Bonjour "+who.GivenName+" "+who.FamilyName, "", "")
			}},
		},
	}
}

var standInPages = fstest.MapFS{"choix.html": {Data: []byte(`{{define "contenu"}}
{{.Form (printf "/choix/%s/samia" .P)}}<button>Samia</button></form>
{{.Form (printf "/choix/%s/karim" .P)}}<button>Karim</button></form>
{{.Form (printf "/choix/%s/paul" .P)}}<button>Paul</button></form>
{{.Form (printf "/choix/%s/personne" .P)}}<button>Renoncer</button></form>
{{end}}`)}}

func standInGrant(v *portal.Visit, p *oidc.Provider) error {
	id, who := v.Path("id"), v.Path("qui")
	person, ok := portal.PersonOf(v.Tx, who)
	if !ok {
		to, err := p.Refuse(v.Context(), id, "access_denied", "user authentication aborted")
		if err != nil {
			return err
		}
		return v.Redirect(to)
	}
	v.Put("franceconnect/derniere/"+v.Device, map[string]string{"fi": "impots", "personne": who})
	to, err := p.Grant(context.WithoutCancel(v.Context()), id, oidc.Identity{
		GivenNameArray: person.GivenNames, GivenName: person.GivenNames[0], FamilyName: person.BirthName, Birthdate: person.BirthDate,
		Gender: person.Gender, Birthplace: person.BirthPlace, Birthcountry: person.BirthCountry, Email: newBox,
	})
	if err != nil {
		return err
	}
	return v.Redirect(to)
}

func login(b *portaltest.Browser, nir, secret string) *portaltest.Browser {
	return b.Get(home+"/connexion").Fill("Numéro de sécurité sociale", nir).Fill("Mot de passe", secret).Fill("Je suis un humain", "oui").Click("Me connecter")
}

func byFranceConnect(b *portaltest.Browser, who string) *portaltest.Browser {
	return b.Get(home + "/connexion").Click("S’identifier avec FranceConnect").Click(who)
}

// linkIn reads the link of the last message of a mailbox.
func linkIn(w *portaltest.World, box string) (link string) {
	w.T.Helper()
	w.Read(func(tx *sandbox.Tx) {
		keys := tx.Keys(portal.MailKey(box, ""))
		require.NotEmpty(w.T, keys)
		mail, _ := sandbox.Get[portal.Mail](tx, keys[len(keys)-1])
		require.NotEmpty(w.T, mail.Links)
		link = mail.Links[0].URL
	})
	return link
}

// codeIn reads the six digits of the last SMS of a number.
func codeIn(w *portaltest.World, number string) (code string) {
	w.T.Helper()
	w.Read(func(tx *sandbox.Tx) {
		keys := tx.Keys("telephone/sms/" + number + "/")
		require.NotEmpty(w.T, keys)
		sms, _ := sandbox.Get[portal.SMS](tx, keys[len(keys)-1])
		code = regexp.MustCompile(`\d{6}`).FindString(sms.Text)
	})
	return code
}

// codeByMail reads the six digits of the last message of a mailbox.
func codeByMail(w *portaltest.World, box string) (code string) {
	w.T.Helper()
	w.Read(func(tx *sandbox.Tx) {
		keys := tx.Keys(portal.MailKey(box, ""))
		require.NotEmpty(w.T, keys)
		mail, _ := sandbox.Get[portal.Mail](tx, keys[len(keys)-1])
		code = regexp.MustCompile(`\d{6}`).FindString(strings.Join(mail.Body, " "))
	})
	return code
}

// certify ticks what the recap asks to certify, and sends.
func certify(b *portaltest.Browser, button string) *portaltest.Browser {
	b.World.T.Helper()
	for _, c := range regexp.MustCompile(`for="champ-certifier\d">([^<]*)<`).FindAllStringSubmatch(string(b.Answer.Body), -1) {
		b.Fill(html.UnescapeString(c[1]), "oui")
	}
	return b.Click(button)
}

func form(pairs ...string) url.Values {
	values := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	return values
}
