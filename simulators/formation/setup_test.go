package formation_test

import (
	"bytes"
	"io/fs"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	demarcheablanc "demarcheablanc"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/formation"
	"demarcheablanc/simulators/franceconnect"
	"demarcheablanc/simulators/franceconnect/franceconnecttest"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/portaltest"
)

const (
	home   = "https://" + formation.Host
	box    = "teresa.martinet@messagerie.example"
	number = "2850699000902"
)

// teresaSeed is the situation's own: a proposal that came yesterday, a password
// that nobody remembers right.
const teresaSeed = `
- personne: teresa
  secret: Violette-41
  droits: 164000
  annees: [{annee: 2023, montant: 50000}, {annee: 2024, montant: 57000}, {annee: 2025, montant: 57000}]
  dossiers:
    - {formation: aide-domicile, session: automne, etat: proposition, le: -24h}
  activite:
    - {le: -24h, quoi: Proposition reçue de Form’Exemple}
`

func people() map[string]portal.Person {
	samia := franceconnecttest.Samia()
	samia.NIR, samia.Mobile = "290050001490565", "0639980105"
	return map[string]portal.Person{
		"samia": samia,
		"teresa": {
			ID: "teresa", BirthName: "MARTINET", GivenNames: []string{"Teresa", "Lucia"}, Gender: "female", BirthDate: "1985-06-21",
			BirthCountry: "99000", NIR: "285069900090216", Mobile: "0639980102", Emails: []string{box},
		},
		"henri": {
			ID: "henri", BirthName: "BOUVREUIL", GivenNames: []string{"Henri"}, Gender: "male", BirthDate: "1968-01-23",
			BirthPlace: "00015", BirthCountry: oidc.France, NIR: "168010001590631", Mobile: "0639980106", Emails: []string{"henri.bouvreuil@messagerie.example"},
		},
	}
}

func strict(text string) func(any) error {
	return func(into any) error {
		return yaml.NewDecoder(bytes.NewReader([]byte(text)), yaml.Strict()).Decode(into)
	}
}

// open makes a world with the service, both FranceConnects, an account of each
// level and one mandate.
func open(t *testing.T, text string) *portaltest.World {
	t.Helper()
	d := portaltest.Deps(t)
	sites := formation.New(d)
	docs, err := sites[0].Seed(portal.SeedInput{Decode: strict(text), People: people(), T0: portaltest.T0})
	require.NoError(t, err)
	var personas []franceconnecttest.Persona
	for _, id := range []string{"teresa", "henri"} {
		p := people()[id]
		personas = append(personas, franceconnecttest.Persona{Name: id, Said: p, Email: p.Emails[0]})
	}
	for id, p := range people() {
		docs["personne/"+id] = p
		docs["courriel/boite/"+p.Emails[0]] = portal.Mailbox{Address: p.Emails[0], Owner: id}
	}
	docs["situation"] = portal.Situation{ID: "essai", Title: "Essai", Helped: "teresa"}
	docs["poste/tel-teresa"] = portal.Device{ID: "tel-teresa", Kind: portal.Phone, Name: "Téléphone de Teresa", Owner: "teresa", Number: "0639980102", Seats: []string{"aide"}, Hand: "aide"}
	ameli := franceconnecttest.NewBank(d, "ameli", "Ameli", 2, personas)
	laposte := franceconnecttest.NewBank(d, "laposte", "Identité La Poste", 3, personas, "eidas1", "eidas2")
	w := portaltest.Open(t, d.Network, docs, append(sites, ameli.Site, laposte.Site,
		franceconnecttest.NewMandates(d), franceconnect.New(d), franceconnect.NewPlus(d))...)
	static, err := fs.Sub(demarcheablanc.Static, "static")
	require.NoError(t, err)
	contract := portaltest.Contract{Network: d.Network, Static: static}
	w.Watch = func(trip portaltest.Trip) {
		if trip.URL.Host == formation.Host || trip.URL.Host == formation.LookAlikeHost {
			contract.Check(t, trip)
		}
	}
	return w
}

func login(b *portaltest.Browser, secret string) *portaltest.Browser {
	return b.Get(home+"/connexion").Fill("Numéro de sécurité sociale", number).Fill("Mot de passe", secret).Click("Me connecter")
}

// consult logs somebody in by FranceConnect, at the first level.
func consult(b *portaltest.Browser, who string) *portaltest.Browser {
	b.Get(home + "/connexion").Click("S’identifier avec FranceConnect").Click("Ameli").Click("Je suis " + who)
	return b.Click("Continuer sur Mon Compte Formation")
}

// prove goes through FranceConnect+ from a page that has its button.
func prove(b *portaltest.Browser, who string) *portaltest.Browser {
	b.Click("S’identifier avec FranceConnect+").Click("Identité La Poste").Click("Je suis " + who)
	return b.Click("Continuer sur Mon Compte Formation")
}

func lastSMS(w *portaltest.World) (text string) {
	w.Read(func(tx *sandbox.Tx) {
		for _, key := range tx.Keys("telephone/sms/0639980102/") {
			sms, _ := sandbox.Get[portal.SMS](tx, key)
			text = sms.Text
		}
	})
	return text
}

// codeIn is the code of the last SMS, after its marking.
func codeIn(w *portaltest.World) string {
	w.T.Helper()
	text := lastSMS(w)
	require.Greater(w.T, len(text), len(portal.Mark)+7)
	return text[len(portal.Mark)+1 : len(portal.Mark)+7]
}

// mails counts what the service wrote to Teresa.
func mails(w *portaltest.World) (n int) {
	w.Read(func(tx *sandbox.Tx) {
		for _, key := range tx.Keys(portal.MailKey(box, "")) {
			if m, _ := sandbox.Get[portal.Mail](tx, key); m.FromName == "Mon Compte Formation" {
				n++
			}
		}
	})
	return n
}

const day = 24 * time.Hour

// elsewhere fires an effect as the trainer does.
func elsewhere(w *portaltest.World, effect string, payload map[string]string) {
	w.Do(func(tx *sandbox.Tx) { tx.Schedule(tx.Now(), effect, payload) })
	w.Wait(time.Second)
}
