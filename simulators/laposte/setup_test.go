package laposte_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/laposte"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

const (
	web        = "https://identite.laposte.example"
	app        = "https://identite.appli.example"
	herMobile  = "0639980105"
	herCode    = "482913"
	sampleSeed = `
- id: samia
  personne: samia
  numero: "06 39 98 01 05"
  etat: verifiee
  verifiee: J-21
  lieu: bureau de poste de Saint-Exemple-les-Tilleuls
- {personne: teresa, etat: activee, verifiee: J-90 10:30, code: "739154", poste: tel-teresa}
- {personne: paul, etat: face_a_face}
`
)

func people() map[string]portal.Person {
	return map[string]portal.Person{
		"samia": {
			ID: "samia", BirthName: "SITTELLE", UsualName: "LORIOT", GivenNames: []string{"Samia", "Nour"}, Gender: "female",
			BirthDate: "1990-05-17", BirthPlace: "00014", BirthCountry: "99100", Mobile: herMobile,
			Emails: []string{"samia.loriot@messagerie.example"},
		},
		"teresa": {
			ID: "teresa", BirthName: "MARTINET", GivenNames: []string{"Teresa"}, Gender: "female", BirthDate: "1985-06-21",
			BirthCountry: "99000", Mobile: "0639980102", Emails: []string{"teresa.martinet@messagerie.example"},
		},
		"paul": {
			ID: "paul", BirthName: "ROITELET", GivenNames: []string{"Paul"}, Gender: "male", BirthDate: "1977-09-02",
			BirthPlace: "00013", BirthCountry: "99100", Mobile: "0639980104",
		},
	}
}

func seeds(t *testing.T, text string) (map[string]any, error) {
	t.Helper()
	return laposte.New(portaltest.Deps(t))[0].Seed(portal.SeedInput{
		Decode: func(into any) error { return yaml.NewDecoder(strings.NewReader(text), yaml.Strict()).Decode(into) },
		People: people(), T0: portaltest.T0,
	})
}

// rig is both sites, a FranceConnect reduced to its callback, and a world.
type rig struct {
	*portaltest.World
	answer portal.Identity
	err    error
}

func open(t *testing.T) *rig {
	t.Helper()
	r := &rig{}
	deps := portaltest.Deps(t)
	sites := laposte.New(deps)
	docs, err := seeds(t, sampleSeed)
	require.NoError(t, err)
	for id, p := range people() {
		docs["personne/"+id] = p
	}
	docs["poste/tel-teresa"] = portal.Device{ID: "tel-teresa", Kind: portal.Phone, Owner: "teresa", Number: "0639980102"}
	r.World = portaltest.Open(t, deps.Network, docs, append(sites, r.franceConnect(sites[0].Identity.RelyingParty(deps)))...)
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

// lastSMS is the last text message that a number received.
func (r *rig) lastSMS(number string) (m portal.SMS) {
	r.Read(func(tx *sandbox.Tx) {
		keys := tx.Keys("telephone/sms/" + number + "/")
		require.NotEmpty(r.T, keys, "aucun SMS")
		m, _ = sandbox.Get[portal.SMS](tx, keys[len(keys)-1])
	})
	return m
}

var sixDigits = regexp.MustCompile(`\b\d{6}\b`)

func (r *rig) codeBySMS() string { return sixDigits.FindString(r.lastSMS(herMobile).Text) }

func (r *rig) account(id string) (a portal.Account) {
	r.Read(func(tx *sandbox.Tx) { a, _ = sandbox.Get[portal.Account](tx, "acces/laposte/"+id) })
	return a
}

func refusal(err error) string {
	var refused *portal.RefusedLogin
	if errors.As(err, &refused) {
		return refused.Code
	}
	return ""
}

// phone opens the application on Samia's phone.
func (r *rig) phone() *portaltest.Browser { return r.On("tel-samia", "aide").Get(app + "/") }

// sent goes as far as the page that waits for the code by SMS.
func (r *rig) sent() *portaltest.Browser {
	return r.phone().See("Aucune identité n’est active sur ce téléphone.").Click("Activer mon identité").
		Fill("Mon numéro de mobile", "06 39 98 01 05").Click("Recevoir le code").See("finit par 01 05")
}

// activate goes through the whole first run.
func (r *rig) activate() *portaltest.Browser {
	b := r.sent()
	b.Fill("Code reçu par SMS", r.codeBySMS()).Click("Continuer").See("Ne donnez jamais ce code")
	return b.Fill("Mon code secret", herCode).Fill("Le même, une seconde fois", herCode).Click("Activer mon identité").
		See("Ce téléphone peut maintenant prouver qui vous êtes")
}

// wrong is a code of six digits that is not this one.
func wrong(code string) string {
	if code == "111112" {
		return "111113"
	}
	return "111112"
}
