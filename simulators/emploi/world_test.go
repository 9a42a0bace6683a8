package emploi_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	demarcheablanc "demarcheablanc"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/portaltest"
)

const (
	base    = "https://" + emploi.Host
	app     = "https://" + emploi.AppHost
	kiosk   = "https://" + emploi.KioskHost
	monthly = "/demarches/actualisation"
	paulBox = "paul.roitelet.1977@messagerie.example"
	hour    = time.Hour
	day     = 24 * time.Hour
)

// Paul as situation B4 has him: two wrong tries already, twelve hours of
// temporary work that the agency does not know of yet.
const paulSeed = `
- personne: paul
  identifiant: 0000013R
  national: "00000000013"
  secret: Cariste77!
  code: "480913"
  courriel: paul.roitelet.1977@messagerie.example
  mobile: "0639980104"
  echecs: 2
  inscrit: J-420
  sjr: 44.29
  allocation: 31.00
  reste: 300
  iban: FR7699999000000000000000130
  mois:
    - {mois: M-2, le: J-46}
  verite:
    - {mois: M-1, employeurs: [{nom: Intérim du Val, heures: 12, brut: 158.40, fini: true}]}
  paiements:
    - {le: J-43, libelle: "Allocation d’août 2026", montant: 930.00}
  messages:
    - {le: J-60, objet: Votre code d’accès, texte: ["Votre code d’accès vous a été envoyé par courrier."], courrier: true}
`

func people() map[string]portal.Person {
	address := []string{"12 rue de l’Entrepôt", "00900 Saint-Exemple-les-Tilleuls"}
	return map[string]portal.Person{
		"paul": {
			ID: "paul", BirthName: "ROITELET", GivenNames: []string{"Paul"}, Gender: "male", BirthDate: "1977-09-02", BirthPlace: "00013",
			BirthCountry: oidc.France, NIR: "177090001390471", Mobile: "0639980104", Address: address, Emails: []string{paulBox},
		},
		"samia": {
			ID: "samia", BirthName: "SITTELLE", UsualName: "LORIOT", GivenNames: []string{"Samia", "Nour"}, Gender: "female", BirthDate: "1990-05-17",
			BirthPlace: "00014", BirthCountry: oidc.France, NIR: "290050001490565", Mobile: "0639980105", Address: address, Emails: []string{"samia.loriot@messagerie.example"},
		},
	}
}

func strict(text string) func(any) error {
	return func(into any) error {
		return yaml.NewDecoder(bytes.NewReader([]byte(text)), yaml.Strict()).Decode(into)
	}
}

// open makes a world with the three sites, and what they planned.
func open(t *testing.T, text string, more ...map[string]any) *portaltest.World {
	t.Helper()
	d := portaltest.Deps(t)
	sites := emploi.New(d)
	var planned []sandbox.Appointment
	docs, err := sites[0].Seed(portal.SeedInput{Decode: strict(text), People: people(), T0: portaltest.T0, Schedule: func(at time.Time, effect string, payload any) {
		raw, err := json.Marshal(payload)
		require.NoError(t, err)
		planned = append(planned, sandbox.Appointment{ID: fmt.Sprintf("0.%d", len(planned)), At: at, Effect: effect, Payload: raw})
	}})
	require.NoError(t, err)
	docs["monde/agenda"] = planned
	for id, p := range people() {
		docs["personne/"+id] = p
		docs["courriel/boite/"+p.Email()] = portal.Mailbox{Address: p.Email(), Owner: id}
	}
	docs["situation"] = portal.Situation{ID: "essai", Title: "Essai", Helped: "paul"}
	docs["poste/tel-paul"] = portal.Device{ID: "tel-paul", Kind: portal.Phone, Name: "Téléphone de Paul", Owner: "paul", Number: "0639980104", Seats: []string{"aide"}, Hand: "aide"}
	docs["poste/borne-ft"] = portal.Device{ID: "borne-ft", Kind: portal.Kiosk, Name: "Borne de l’agence", Seats: []string{"aide"}, Hand: "aide", Place: "france-travail"}
	for _, extra := range more {
		for key, doc := range extra {
			docs[key] = doc
		}
	}
	w := portaltest.Open(t, d.Network, docs, sites...)
	static, err := fs.Sub(demarcheablanc.Static, "static")
	require.NoError(t, err)
	contract := portaltest.Contract{Network: d.Network, Static: static}
	w.Watch = func(trip portaltest.Trip) { contract.Check(t, trip) }
	return w
}

func era(name string) map[string]any {
	return map[string]any{portal.SettingsKey: portal.Settings{Era: name}}
}

// login enters by identifier and password, as today, unless the screen is logged
// in already.
func login(w *portaltest.World) *portaltest.Browser {
	b := w.On("pc-epn", "aide").Get(base + "/connexion")
	if strings.Contains(b.Text(), "Bonjour") {
		return b
	}
	return b.Fill("Identifiant", "0000013r").Click("Continuer").Fill("Mot de passe", "Cariste77!").Click("Me connecter")
}
