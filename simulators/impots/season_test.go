package impots_test

import (
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/franceconnect"
	"demarcheablanc/simulators/impots"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
	"demarcheablanc/simulators/portal/portaltest"
)

const (
	lucasNumber = "9900000012476"
	lucasMail   = "lucas.milan@messagerie.example"
	lucasSecret = "Merle-2026x"
	returnPage  = site + "/demarches/revenus"
)

// inhabitants are those of the other tests, and Lucas.
func inhabitants() map[string]portal.Person {
	all := people()
	all["lucas"] = portal.Person{
		ID: "lucas", BirthName: "MILAN", GivenNames: []string{"Lucas"}, Gender: "male", BirthDate: "2005-07-19", BirthPlace: "00019",
		BirthCountry: "99100", TaxNumber: lucasNumber, Emails: []string{lucasMail}, Mobile: "0639980112",
		Address: []string{"22 rue de la Gare", "00900 Saint-Exemple-les-Tilleuls"},
	}
	return all
}

func paris(year int, month time.Month, day, hour, minute int) time.Time {
	return time.Date(year, month, day, hour, minute, 0, 0, frtext.Paris)
}

// world opens one that begins at a given time, as a situation does: its agenda is
// filled too.
func world(t *testing.T, t0 time.Time, text string) *portaltest.World {
	t.Helper()
	deps := portaltest.Deps(t)
	s := impots.New(deps)
	require.NoError(t, deps.Network.Connect(s, franceconnect.New(deps)))
	var planned []func(*sandbox.Tx)
	docs, err := s.Seed(portal.SeedInput{
		Decode: func(into any) error { return yaml.NewDecoder(strings.NewReader(text), yaml.Strict()).Decode(into) },
		People: inhabitants(), T0: t0,
		Schedule: func(at time.Time, effect string, payload any) {
			planned = append(planned, func(tx *sandbox.Tx) { tx.Schedule(at, effect, payload) })
		},
	})
	require.NoError(t, err)
	docs["poste/pc-epn"] = portal.Device{ID: "pc-epn", Kind: portal.Computer, Seats: []string{"aidant", "aide"}, Hand: "aide"}
	for id, p := range inhabitants() {
		docs["personne/"+id] = p
		for _, address := range p.Emails {
			docs["courriel/boite/"+address] = portal.Mailbox{Address: address, Owner: id}
		}
	}
	start, err := sandbox.NewStart("essai", docs)
	require.NoError(t, err)
	w := portaltest.OpenStart(t, deps.Network, portaltest.Start{
		Name: "essai", Effects: deps.Network.Effects(), Starts: func(string) (*sandbox.Start, time.Time, error) { return start, t0, nil },
	})
	contract := portaltest.Contract{Network: deps.Network, Static: os.DirFS("../../static")}
	w.Watch = func(trip portaltest.Trip) { contract.Check(t, trip) } // every page seen holds to it
	w.Do(func(tx *sandbox.Tx) {
		for _, plan := range planned {
			plan(tx)
		}
	})
	return w
}

// until lets a world grow to a time.
func until(w *portaltest.World, when time.Time) {
	var now time.Time
	w.Read(func(tx *sandbox.Tx) { now = tx.Now() })
	w.Wait(when.Sub(now))
}

func mailTo(w *portaltest.World, address, subject string) (found portal.Mail) {
	w.Read(func(tx *sandbox.Tx) {
		for _, key := range tx.Keys(portal.MailKey(address, "")) {
			if m, _ := sandbox.Get[portal.Mail](tx, key); strings.Contains(m.Subject, subject) {
				found = m
			}
		}
	})
	return found
}

func letters(w *portaltest.World, person string) (objects []string) {
	w.Read(func(tx *sandbox.Tx) {
		for _, key := range tx.Keys("courrier/" + person + "/") {
			l, _ := sandbox.Get[portal.Letter](tx, key)
			objects = append(objects, strings.ReplaceAll(l.Object+" — "+strings.Join(l.Body, " "), "\u00a0", " "))
		}
	})
	return objects
}

// karimSeed: a single wage earner, known to everybody.
const karimSeed = `
- personne: karim
  secret: Garage-Bleu7
  navigateurs: [pc-epn]
  foyer:
    situation: C
    taux: "2,1"
    revenus:
      - {annee: -1, transmis: {1AJ: 20000, 8HV: 300}}
`

// usual are the answers of somebody whose life did not change.
var usual = map[string]string{"demenage": "non", "logement": "L", "changement": "non", "vit_seul": "oui", "rattache": "non"}

// through goes through a démarche as its pages stand, typing what is given by
// field, until a button with this name is there.
func through(b *portaltest.Browser, page, last string, changes map[string]string) *portaltest.Browser {
	b.World.T.Helper()
	b.Post(page, nil)
	for range 20 {
		if strings.Contains(b.Text(), last) {
			return b
		}
		form := held(b)
		for _, answers := range []map[string]string{usual, changes} {
			for name, value := range answers {
				if form.Has(name) || strings.Contains(string(b.Answer.Body), `name="`+name+`"`) {
					form[name] = strings.Split(value, "|")
				}
			}
		}
		if b.Post(b.URL.String(), form); b.Answer.Status != 200 {
			return b
		}
	}
	b.World.T.Fatalf("la démarche n’arrive pas au bout : %s", b.Text())
	return b
}

// held is what the page's form would send untouched.
func held(b *portaltest.Browser) url.Values {
	page, err := goquery.NewDocumentFromReader(strings.NewReader(string(b.Answer.Body)))
	require.NoError(b.World.T, err)
	values := url.Values{}
	page.Find("main input[name], main select[name], main textarea[name]").Each(func(_ int, e *goquery.Selection) {
		kind := e.AttrOr("type", "text")
		if _, checked := e.Attr("checked"); (kind == "radio" || kind == "checkbox") && !checked {
			return
		}
		values.Add(e.AttrOr("name", ""), e.AttrOr("value", ""))
	})
	return values
}

const signing = "Signer et transmettre ma déclaration"

func declare(b *portaltest.Browser, changes map[string]string) *portaltest.Browser {
	b.World.T.Helper()
	return through(b, returnPage, signing, changes)
}

func sign(b *portaltest.Browser) *portaltest.Browser {
	return b.Fill("Je certifie que ces renseignements", "oui").Click("Signer et transmettre ma déclaration").Status(200)
}

func amounts(w *portaltest.World, person string) (paid []demarche.Payment, owed []demarche.Debt) {
	w.Read(func(tx *sandbox.Tx) {
		paid, owed = demarche.Payments(tx, "impots", person), demarche.Debts(tx, "impots", person)
	})
	return paid, owed
}
