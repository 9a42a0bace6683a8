package impots_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/impots"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

const (
	site       = "https://www.impots.gouv.example"
	herNumber  = "9900000005469"
	hisNumber  = "9900000018482"
	herMail    = "samia.loriot@messagerie.example"
	hisMail    = "karim.loriot@messagerie.example"
	hisSecret  = "Garage-Bleu7"
	newSecret  = "Tisane-Verte3"
	sampleSeed = `
- id: samia
  personne: samia
  courriel: samia.loriot@messagerie.example
  avis:
    - {annee: 2026, declarants: [karim, samia], parts: 2.5, rfr: 41850, impot: 412}
- personne: karim
  secret: "Garage-Bleu7"
`
)

func people() map[string]portal.Person {
	return map[string]portal.Person{
		"samia": {
			ID: "samia", BirthName: "SITTELLE", UsualName: "LORIOT", GivenNames: []string{"Samia", "Nour"}, Gender: "female",
			BirthDate: "1990-05-17", BirthPlace: "00014", BirthCountry: "99100", TaxNumber: herNumber,
			Emails: []string{herMail}, Address: []string{"8 rue du Lavoir", "00900 Saint-Exemple-les-Tilleuls"},
		},
		"karim": {
			ID: "karim", BirthName: "LORIOT", GivenNames: []string{"Karim"}, Gender: "male", BirthDate: "1988-11-03",
			BirthPlace: "00014", BirthCountry: "99100", TaxNumber: hisNumber, Emails: []string{"karim.loriot@messagerie.example"},
			Address: []string{"8 rue du Lavoir", "00900 Saint-Exemple-les-Tilleuls"},
		},
	}
}

func seeds(t *testing.T, s *portal.Site, text string) (map[string]any, error) {
	t.Helper()
	return s.Seed(portal.SeedInput{
		Decode: func(into any) error { return yaml.NewDecoder(strings.NewReader(text), yaml.Strict()).Decode(into) },
		People: people(), T0: portaltest.T0,
	})
}

// rig is the service, a FranceConnect reduced to its callback, and a world.
type rig struct {
	*portaltest.World
	answer portal.Identity
	err    error
}

func open(t *testing.T) *rig {
	t.Helper()
	r := &rig{}
	deps := portaltest.Deps(t)
	s := impots.New(deps)
	docs, err := seeds(t, s, sampleSeed)
	require.NoError(t, err)
	for id, p := range people() {
		docs["personne/"+id] = p
		for _, address := range p.Emails {
			docs["courriel/boite/"+address] = portal.Mailbox{Address: address, Owner: id}
		}
	}
	r.World = portaltest.Open(t, deps.Network, docs, s, r.franceConnect(s.Identity.RelyingParty(deps)))
	return r
}

func (r *rig) franceConnect(rp *portal.RelyingParty) *portal.Site {
	return &portal.Site{
		ID: "franceconnect", Host: portal.FranceConnectHost, Name: "FranceConnect", Icon: "franceconnect.svg",
		Routes: []portal.Route{
			{Pattern: "GET /{$}", Handler: func(v *portal.Visit) error { return rp.Begin(v) }},
			{Pattern: "GET /api/v2/oidc-callback", Handler: func(v *portal.Visit) error {
				r.answer, r.err = rp.Finish(v)
				return v.Stop(200, "De retour", "Fin de l’essai", "", "")
			}},
		},
	}
}

func (r *rig) mails(address string) (all []portal.Mail) {
	r.Read(func(tx *sandbox.Tx) {
		for _, key := range tx.Keys(portal.MailKey(address, "")) {
			m, _ := sandbox.Get[portal.Mail](tx, key)
			all = append(all, m)
		}
	})
	return all
}

func (r *rig) lastMail(address string) portal.Mail {
	all := r.mails(address)
	require.NotEmpty(r.T, all, address)
	return all[len(all)-1]
}

func (r *rig) account(id string) (a portal.Account) {
	r.Read(func(tx *sandbox.Tx) { a, _ = sandbox.Get[portal.Account](tx, "acces/impots/"+id) })
	return a
}

func refusal(err error) string {
	var refused *portal.RefusedLogin
	if errors.As(err, &refused) {
		return refused.Code
	}
	return ""
}
