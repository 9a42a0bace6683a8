package aidantsconnect_test

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	demarcheablanc "demarcheablanc"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/aidantsconnect"
	"demarcheablanc/simulators/ameli"
	"demarcheablanc/simulators/casier"
	"demarcheablanc/simulators/franceconnect"
	"demarcheablanc/simulators/franceconnect/franceconnecttest"
	"demarcheablanc/simulators/impots"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/portaltest"
	"demarcheablanc/simulators/telephone"
)

const (
	space      = "https://" + aidantsconnect.Host
	app        = "https://" + aidantsconnect.AppHost
	ameliSite  = "https://www.ameli.example"
	casierSite = "https://casier.justice.gouv.example"
	henriMail  = "henri.bouvreuil@messagerie.example"
)

// theSeed is Henri's afternoon: a mandate that ends at 18 h 07 min 10 s.
const theSeed = `
structures:
  - {id: epn, nom: EPN Les Tilleuls, adresse: [10 cours des Tilleuls, 00900 Saint-Exemple-les-Tilleuls]}
  - {id: mjc, nom: MJC du Lavoir, themes: [argent, justice]}
aidants:
  - {personne: camille, statut: salarie, carte: {numero: epn-0417, poste: tel-epn}}
  - {personne: martin, appli: {poste: tel-epn}}
  - {personne: nora, referent: true, carte: {numero: epn-0419, poste: tel-epn}}
  - {id: basile, nom: Basile TARIN, courriel: basile.tarin@mjc-lavoir.example, structure: mjc, carte: {poste: tel-mjc}}
tiroir: [{numero: epn-0500, poste: tel-epn}]
joueur: camille
mandats:
  - {numero: "4120", personne: henri, themes: [social, travail], duree: 365, jusqua: +1h42m10s}
  - {numero: "4090", personne: samia, themes: [argent, famille], duree: 182, jusqua: -20h, revoques: [famille]}
  - {numero: "4001", personne: roger, themes: [papiers], duree: 31, jusqua: J-400}
  - {numero: "5200", personne: paul, structure: mjc, themes: [argent], duree: 365, jusqua: +100h}
  - {numero: "4110", personne: karim, themes: [famille, social], duree: 31, jusqua: +200h, revoques: [famille, social]}
  - {numero: "4111", personne: florence, themes: [social], duree: 31, jusqua: +200h, courriel: ""}
protections: [{personne: florence, mesure: curatelle}]
journal:
  - {le: J-365 17:42, aidant: camille, action: création du mandat, personne: henri, detail: mandat 4120}
`

func person(id, name, first, gender, born, mobile, mail string) portal.Person {
	p := portal.Person{ID: id, BirthName: name, GivenNames: []string{first}, Gender: gender, BirthDate: born, BirthPlace: "00015", BirthCountry: oidc.France, Mobile: mobile}
	if mail != "" {
		p.Emails = []string{mail}
	}
	return p
}

func people() map[string]portal.Person {
	all := map[string]portal.Person{}
	henri := person("henri", "BOUVREUIL", "Henri", "male", "1968-01-23", "0639980106", henriMail)
	henri.NIR, henri.TaxNumber = "168010001590631", "9900000006470"
	matteo := person("matteo", "SERIN", "Matteo", "male", "2009-04-30", "0639980108", "matteo.serin@messagerie.example")
	matteo.TaxNumber = "9900000008472"
	for _, p := range []portal.Person{
		henri, matteo,
		person("samia", "SITTELLE", "Samia", "female", "1990-05-17", "0639980105", "samia.loriot@messagerie.example"),
		person("karim", "LORIOT", "Karim", "male", "1988-11-03", "0639980118", ""),
		person("roger", "PINSON", "Roger", "male", "1950-03-08", "0639980101", ""),
		person("paul", "ROITELET", "Paul", "male", "1977-09-02", "0639980104", ""),
		person("florence", "HIRONDELLE", "Florence", "female", "1981-07-09", "0639980107", ""),
		person("camille", "GRIVE", "Camille", "female", "1989-03-22", "0639980001", "camille.grive@epn-tilleuls.example"),
		person("martin", "VERDIER", "Martin", "male", "1984-06-30", "0639980002", "martin.verdier@epn-tilleuls.example"),
		person("nora", "CYGNE", "Nora", "female", "1978-09-25", "0639980004", "nora.cygne@epn-tilleuls.example"),
		person("lou", "CAILLE", "Lou", "female", "2004-01-09", "0639980003", "lou.caille@epn-tilleuls.example"),
	} {
		all[p.ID] = p
	}
	return all
}

func strict(text string) func(any) error {
	return func(into any) error {
		return yaml.NewDecoder(strings.NewReader(text), yaml.Strict()).Decode(into)
	}
}

func sown(t testing.TB, site *portal.Site, text string) (map[string]any, error) {
	t.Helper()
	return site.Seed(seedInput(text))
}

func seedInput(text string) portal.SeedInput {
	return portal.SeedInput{Decode: strict(text), People: people(), T0: portaltest.T0}
}

var sharedKeys = sync.OnceValues(func() (*oidc.KeySet, error) { return oidc.NewKeySet() })

// rig is Aidants Connect beside the real FranceConnect, impôts and ameli.
type rig struct{ *portaltest.World }

func open(t testing.TB) *rig { return openWith(t, theSeed) }

func openWith(t testing.TB, text string) *rig {
	t.Helper()
	keys, err := sharedKeys()
	require.NoError(t, err)
	d := portal.Deps{Network: &portal.Network{}, Keys: keys, Seed: []byte("graine d’un essai")}
	sites := append(aidantsconnect.New(d), franceconnect.New(d), ameli.New(d, ameli.Demarches()), impots.New(d))
	sites = slices.Concat(sites, telephone.New(d), casier.New(d))
	sites = append(sites,
		franceconnecttest.NewService(d, "presse", "Kiosque", nil),
		franceconnecttest.NewService(d, "musee", "Musée", func(c *oidc.Client) { c.Themes = []string{"travail", "loisirs"} }),
		franceconnect.NewPlus(d), franceconnecttest.NewPlusService(d, "rentes", "Rentes"))
	docs := map[string]any{
		"situation":      portal.Situation{ID: "essai", Helped: "henri"},
		"poste/tel-epn":  portal.Device{ID: "tel-epn", Kind: portal.Phone, Name: "Téléphone de l’EPN", Number: "0639980000", Seats: []string{"aidant"}, Hand: "aidant"},
		"poste/tel-mjc":  portal.Device{ID: "tel-mjc", Kind: portal.Phone, Name: "Téléphone de la MJC", Number: "0639980009", Seats: []string{"aidant"}, Hand: "aidant"},
		"poste/tel-paul": portal.Device{ID: "tel-paul", Kind: portal.Phone, Name: "Téléphone de Paul", Owner: "paul", Number: "0639980104", Seats: []string{"aide"}, Hand: "aide"},
	}
	for site, said := range map[*portal.Site]string{
		sites[0]: text,
		sites[3]: "[{personne: henri, secret: Stade-1968, courriel: " + henriMail + "}]",
		sites[4]: "[{personne: henri, secret: Grive-12, courriel: " + henriMail + "}, {personne: matteo, secret: Serin-18, courriel: matteo.serin@messagerie.example}]",
	} {
		more, err := sown(t, site, said)
		require.NoError(t, err)
		for key, value := range more {
			docs[key] = value
		}
	}
	basile := "basile.tarin@mjc-lavoir.example"
	docs["courriel/boite/"+basile] = portal.Mailbox{Address: basile}
	for id, p := range people() {
		docs["personne/"+id] = p
		for _, address := range p.Emails {
			docs["courriel/boite/"+address] = portal.Mailbox{Address: address, Owner: id}
		}
	}
	r := &rig{portaltest.Open(t, d.Network, docs, sites...)}
	static, err := fs.Sub(demarcheablanc.Static, "static")
	require.NoError(t, err)
	contract := portaltest.Contract{Network: d.Network, Static: static}
	r.Watch = func(trip portaltest.Trip) {
		ours := trip.URL.Host == aidantsconnect.Host || trip.URL.Host == aidantsconnect.AppHost
		protocol := trip.Answer.Title == "La connexion n’a pas pu aboutir" // its statuses are the protocol’s
		if ours && !protocol {
			contract.Check(t, trip)
		}
	}
	return r
}

var twoThrees = regexp.MustCompile(`(\d{3})\x{a0}(\d{3})`)

// code reads what somebody's card shows now, on the phone where it is.
func (r *rig) code(owner string) string {
	r.T.Helper()
	code, ok := r.shown(owner)
	require.True(r.T, ok, "aucune carte de %s", owner)
	return code
}

func (r *rig) shown(owner string) (string, bool) {
	phone := "tel-epn"
	if owner == "Basile TARIN" {
		phone = "tel-mjc"
	}
	b := r.On(phone, "aidant").Get(app + "/")
	_, after, ok := strings.Cut(string(b.Answer.Body), "<strong>"+owner+"</strong>")
	m := twoThrees.FindStringSubmatch(after)
	if !ok || m == nil {
		return "", false
	}
	return m[1] + m[2], true
}

// mails lists what an address received, the oldest first.
func (r *rig) mails(address string) (all []portal.Mail) {
	r.Read(func(tx *sandbox.Tx) {
		for _, key := range tx.Keys("courriel/message/" + address + "/") {
			m, _ := sandbox.Get[portal.Mail](tx, key)
			all = append(all, m)
		}
	})
	return all
}

func (r *rig) lastMail(address string) portal.Mail {
	r.T.Helper()
	all := r.mails(address)
	require.NotEmpty(r.T, all, "aucun courriel à %s", address)
	return all[len(all)-1]
}

// enter logs a helper in on the EPN's computer.
func (r *rig) enter(owner, email string) *portaltest.Browser {
	r.T.Helper()
	b := r.On("pc-epn", "aidant").Get(space + "/connexion")
	return r.through(b, owner, email)
}

// through passes the door, from the page that asks for address and code.
func (r *rig) through(b *portaltest.Browser, owner, email string) *portaltest.Browser {
	r.T.Helper()
	b.Fill("Adresse professionnelle", email).Fill("Code à 6 chiffres", r.code(owner)).Click("Recevoir le lien").See("Un lien vient de partir")
	b.Get(r.lastMail(email).Links[0].URL).See("Bonjour " + owner).Click("Ouvrir mon espace")
	return b
}

func (r *rig) camille() *portaltest.Browser {
	return r.enter("Camille GRIVE", "camille.grive@epn-tilleuls.example")
}

// fresh is a code that has not served: a minute later.
func (r *rig) fresh(owner string) string {
	r.Wait(aMinute)
	return r.code(owner)
}

func document[T any](r *rig, key string) (value T) {
	r.Read(func(tx *sandbox.Tx) { value, _ = sandbox.Get[T](tx, key) })
	return value
}
