package sante_test

import (
	"bytes"
	"context"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/portaltest"
	"demarcheablanc/simulators/sante"
)

const (
	home     = "https://" + sante.Host
	samiaNIR = "2900500014905"
	samiaBox = "samia.loriot@messagerie.example"
)

const seeded = `
- personne: samia
  ouverture: J+20
  serie: "80123456789"
  code: "482913"
  code_jusqu: J+10
- personne: karim
  etat: ouvert
  secret: Carnet-88
  courriel: karim.loriot@messagerie.example
  profil: {allergies: pollen}
  documents: [{le: J-30, de: Laboratoire du Lavoir, titre: Prise de sang, texte: [Tout va bien.]}]
  vaccins: [{le: J-400, quoi: Rappel contre le tétanos}]
  messages: [{le: J-10, de: Dr Mésange, titre: Vos résultats, texte: [Passez me voir.]}]
  agenda: [{le: J+4 10:00, quoi: Dr Mésange}]
  professionnels: [{nom: Dr Mésange, metier: Médecin}]
  enfants: [{nom: Lina LORIOT, naissance: "2017-02-11"}]
`

func people() map[string]portal.Person {
	return map[string]portal.Person{
		"samia": {
			ID: "samia", BirthName: "SITTELLE", UsualName: "LORIOT", GivenNames: []string{"Samia"}, Gender: "female", BirthDate: "1990-05-17", BirthPlace: "00014",
			BirthCountry: oidc.France, NIR: "290050001490565", Mobile: "0639980105", Emails: []string{samiaBox},
		},
		"karim": {
			ID: "karim", BirthName: "LORIOT", GivenNames: []string{"Karim"}, Gender: "male", BirthDate: "1988-11-03", BirthPlace: "00014",
			BirthCountry: oidc.France, NIR: "188110001491805", Mobile: "0639980118",
		},
		"paul": {
			ID: "paul", BirthName: "ROITELET", GivenNames: []string{"Paul"}, Gender: "male", BirthDate: "1977-09-02", BirthPlace: "00013",
			BirthCountry: oidc.France, NIR: "177090001390471",
		},
	}
}

func seed(text string) (map[string]any, error) {
	return sante.New(portal.Deps{}).Seed(portal.SeedInput{People: people(), T0: portaltest.T0, Decode: func(into any) error {
		return yaml.NewDecoder(bytes.NewReader([]byte(text)), yaml.Strict()).Decode(into)
	}})
}

func open(t *testing.T) *portaltest.World {
	t.Helper()
	d := portaltest.Deps(t)
	site := sante.New(d)
	docs, err := seed(seeded)
	require.NoError(t, err)
	for id, p := range people() {
		docs["personne/"+id] = p
	}
	for box, owner := range map[string]string{samiaBox: "samia", "karim.loriot@messagerie.example": "karim"} {
		docs["courriel/boite/"+box] = portal.Mailbox{Address: box, Owner: owner}
	}
	return portaltest.Open(t, d.Network, docs, site, standIn(d, site))
}

// standIn is a FranceConnect+ reduced to its protocol.
func standIn(d portal.Deps, site *portal.Site) *portal.Site {
	p := &oidc.Provider{
		Issuer: portal.FranceConnectPlusIssuer, Posture: oidc.Strict, ACR: []string{"eidas2"}, Keys: d.Keys, Records: portal.WorldRecords("essai"),
		Clients:  func(id string) (oidc.Client, bool) { return *site.PlusClient, id == site.PlusClient.ID },
		Pairwise: []byte("essai"), Now: portal.WorldNow, Failure: portal.DrawFailure,
		Interact: func(id string) string { return "https://" + portal.FranceConnectPlusHost + "/choix/" + id },
	}
	return &portal.Site{
		ID: "franceconnectplus", Host: portal.FranceConnectPlusHost, Name: "FranceConnect+", Backchannel: p.Backchannel(),
		Pages: fstest.MapFS{"choix.html": {Data: []byte(`{{define "contenu"}}
{{.Form (printf "/choix/%s/samia" .P)}}<button>Samia</button></form>
{{.Form (printf "/choix/%s/karim" .P)}}<button>Karim</button></form>
{{.Form (printf "/choix/%s/paul" .P)}}<button>Paul</button></form>
{{.Form (printf "/choix/%s/personne" .P)}}<button>Renoncer</button></form>{{end}}`)}},
		Routes: []portal.Route{
			{Pattern: "GET /api/v2/authorize", Handler: func(v *portal.Visit) error { return v.ServeHTTP(p.Authorize) }},
			{Pattern: "GET /api/v2/session/end", Handler: func(v *portal.Visit) error { return v.ServeHTTP(p.EndSession) }},
			{Pattern: "GET /choix/{id}", Handler: func(v *portal.Visit) error { return v.Render("choix.html", "Qui êtes-vous ?", v.Path("id")) }},
			{Pattern: "POST /choix/{id}/{qui}", Handler: func(v *portal.Visit) error {
				person, ok := portal.PersonOf(v.Tx, v.Path("qui"))
				if !ok {
					to, err := p.Refuse(v.Context(), v.Path("id"), "access_denied", "abandon")
					if err != nil {
						return err
					}
					return v.Redirect(to)
				}
				to, err := p.Grant(context.WithoutCancel(v.Context()), v.Path("id"), oidc.Identity{
					GivenNameArray: person.GivenNames, GivenName: person.GivenNames[0], FamilyName: person.BirthName, Birthdate: person.BirthDate,
					Gender: person.Gender, Birthplace: person.BirthPlace, Birthcountry: person.BirthCountry, Email: samiaBox,
				})
				if err != nil {
					return err
				}
				return v.Redirect(to)
			}},
		},
	}
}

var six = regexp.MustCompile(`\d{6}`)

func smsCode(w *portaltest.World, number string) (code string) {
	w.T.Helper()
	w.Read(func(tx *sandbox.Tx) {
		keys := tx.Keys("telephone/sms/" + number + "/")
		require.NotEmpty(w.T, keys)
		sms, _ := sandbox.Get[portal.SMS](tx, keys[len(keys)-1])
		code = six.FindString(sms.Text)
	})
	return code
}

func lastMail(w *portaltest.World, box string) (m portal.Mail) {
	w.T.Helper()
	w.Read(func(tx *sandbox.Tx) {
		keys := tx.Keys(portal.MailKey(box, ""))
		require.NotEmpty(w.T, keys)
		m, _ = sandbox.Get[portal.Mail](tx, keys[len(keys)-1])
	})
	return m
}

func mailCode(w *portaltest.World, box string) string {
	return six.FindString(strings.Join(lastMail(w, box).Body, " "))
}

func identify(b *portaltest.Browser, serial string) *portaltest.Browser {
	return b.Fill("Numéro de sécurité sociale", samiaNIR).Fill("Date de naissance", "17/05/1990").Fill("Numéro de série", serial)
}

// karim logs in, with his code.
func karim(w *portaltest.World, device string) *portaltest.Browser {
	w.T.Helper()
	b := w.On(device, "aide").Get(home+"/connexion").Fill("Identifiant", "karimL0388").Fill("Mot de passe", "Carnet-88").Click("Me connecter")
	b.See("par SMS au •• •• •• •• 18")
	return b.Fill("Code reçu", smsCode(w, "0639980118")).Click("Entrer").Status(http.StatusOK).See("Bonjour Karim")
}
