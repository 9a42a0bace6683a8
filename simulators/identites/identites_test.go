package identites_test

import (
	"maps"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/identites"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

const samiaCode = "482913"

func samia() portal.Person {
	return portal.Person{
		ID: "samia", BirthName: "SITTELLE", UsualName: "LORIOT", GivenNames: []string{"Samia"}, Gender: "female", BirthDate: "1990-05-17",
		BirthPlace: "00014", BirthCountry: "99100", NIR: "290050001400119", Mobile: "0639980105", Emails: []string{"samia.loriot@messagerie.example"},
	}
}

var seeds = map[string]string{
	identites.MSA:    `[{personne: samia, secret: Tournesol-2026}]`,
	identites.Yris:   `[{personne: samia, secret: "482913", poste: tel-samia}]`,
	identites.France: `[{personne: samia, secret: "482913", poste: tel-samia, carte: recente}]`,
}

func seed(t *testing.T, sites []*portal.Site, id, text string) (map[string]any, error) {
	t.Helper()
	for _, s := range sites {
		if s.ID == id {
			return s.Seed(portal.SeedInput{
				Decode: func(into any) error { return yaml.NewDecoder(strings.NewReader(text), yaml.Strict()).Decode(into) },
				People: map[string]portal.Person{"samia": samia()}, T0: portaltest.T0,
			})
		}
	}
	require.Fail(t, "no such site", id)
	return nil, nil
}

// door stands for FranceConnect: it begins a login and shows who came back.
func door(d portal.Deps, sites []*portal.Site) *portal.Site {
	party := func(v *portal.Visit) *portal.RelyingParty {
		for _, s := range sites {
			if s.Identity != nil && s.ID == v.Path("fi") {
				return s.Identity.RelyingParty(d)
			}
		}
		return nil
	}
	show := func(v *portal.Visit) error {
		uid := v.Remembered("fi")
		for _, s := range sites {
			if s.Identity != nil && s.ID == uid {
				who, err := s.Identity.RelyingParty(d).Finish(v)
				if err != nil {
					return v.Stop(403, "Personne", err.Error(), "", "")
				}
				return v.Stop(200, "Bonjour "+who.FamilyName, who.Email, "", "")
			}
		}
		return v.Stop(404, "Perdu", "", "", "")
	}
	return &portal.Site{
		ID: "porte", Host: portal.FranceConnectHost, Name: "Porte", Theme: "site-identite", Icon: "identite.svg",
		Routes: []portal.Route{
			{Pattern: "GET /{fi}", Handler: func(v *portal.Visit) error { v.Remember("fi", v.Path("fi")); return party(v).Begin(v) }},
			{Pattern: "GET /api/v2/oidc-callback", Handler: show},
		},
	}
}

func open(t *testing.T, change map[string]string) *portaltest.World {
	t.Helper()
	d := portaltest.Deps(t)
	sites := identites.New(d)
	docs := map[string]any{
		"personne/samia": samia(),
		"poste/tel-epn":  portal.Device{ID: "tel-epn", Kind: portal.Phone, Name: "Téléphone de l’EPN", Seats: []string{"aidant"}, Hand: "aidant"},
	}
	for id, text := range seeds {
		if other, ok := change[id]; ok {
			text = other
		}
		more, err := seed(t, sites, id, text)
		require.NoError(t, err)
		maps.Copy(docs, more)
	}
	return portaltest.Open(t, d.Network, docs, append(sites, door(d, sites))...)
}

func at(w *portaltest.World, fi string) *portaltest.Browser {
	return w.On("pc-epn", "aide").Get("https://" + portal.FranceConnectHost + "/" + fi)
}

func TestMSA(t *testing.T) {
	w := open(t, nil)
	b := at(w, "msa").See("Se connecter avec la MSA")
	b.Fill("Numéro de sécurité", "12").Fill("Mot de passe", "").Click("Se connecter").Status(422).See("13 chiffres", "Saisissez votre mot de passe")
	b.Fill("Numéro de sécurité", "2 90 05 00 014 001 19").Fill("Mot de passe", "Tournesol-2026").Click("Se connecter").See("Bonjour SITTELLE", "samia.loriot@messagerie.example")
	w.MustSee(identites.FactTransmitted, "fi", "msa", "personne", "samia")

	b = at(w, "msa")
	for range 3 {
		b.Fill("Numéro de sécurité", "2900500014001").Fill("Mot de passe", "faux").Click("Se connecter").Status(422)
	}
	b.Fill("Numéro de sécurité", "2900500014001").Fill("Mot de passe", "Tournesol-2026").Click("Se connecter").See("fermé jusqu’à")
	w.Wait(time.Hour + time.Second)
	at(w, "msa").Fill("Numéro de sécurité", "2900500014001").Fill("Mot de passe", "Tournesol-2026").Click("Se connecter").See("Bonjour")
	at(w, "msa").Click("Revenir à FranceConnect").See("access_denied")
}

func TestYris(t *testing.T) {
	w := open(t, nil)
	phone := w.On("tel-samia", "aide")
	phone.Get("https://"+identites.YrisAppHost+"/").See("Aucune demande", "Samia LORIOT")
	w.On("tel-epn", "aidant").Get("https://" + identites.YrisAppHost + "/").See("aucune identité n’est active")

	b := at(w, "yris")
	b.Fill("Numéro de mobile", "06").Click("Envoyer").Status(422).See("10 chiffres")
	b.Fill("Numéro de mobile", "06 39 98 01 05").Click("Envoyer").See("Confirmez sur votre téléphone", "Yris")
	b.Click("J’ai confirmé").See("n’a pas encore confirmé")
	phone.Get("https://"+identites.YrisAppHost+"/").See("souhaite vous reconnaître", "Ordinateur de l’EPN")
	phone.Fill("Mon code secret", "12").Click("Confirmer").Status(422).See("compte 6 chiffres")
	phone.Fill("Mon code secret", "000000").Click("Confirmer").Status(422).See("Il reste 2 essais")
	phone.Fill("Mon code secret", samiaCode).Click("Confirmer").See("C’est confirmé")
	b.Click("J’ai confirmé").See("Bonjour SITTELLE")
	w.MustSee(identites.FactApproved, "fi", "yris", "personne", "samia")
}

func TestYrisRefusedLateUnknownAndBlocked(t *testing.T) {
	w := open(t, nil)
	phone := w.On("tel-samia", "aide")
	app := "https://" + identites.YrisAppHost + "/"
	b := at(w, "yris").Fill("Numéro de mobile", "0639980105").Click("Envoyer")
	phone.Get(app).Click("Ce n’est pas moi").See("La demande est refusée")
	b.Click("J’ai confirmé").See("refusée sur le téléphone").Click("Recommencer")
	w.MustSee(identites.FactRefused, "fi", "yris")

	b.Fill("Numéro de mobile", "0639980199").Click("Envoyer").See("Confirmez sur votre téléphone")
	phone.Get(app).See("Aucune demande")
	w.Wait(5*time.Minute + time.Second)
	b.Click("J’ai confirmé").See("restée sans réponse")

	at(w, "yris").Fill("Numéro de mobile", "0639980105").Click("Envoyer")
	phone.Get(app)
	for range 3 {
		phone.Fill("Mon code secret", "000000").Click("Confirmer")
	}
	phone.See("bloquée jusqu’au")
	phone.Post(app+"accepter", url.Values{"code": {samiaCode}}).See("bloquée jusqu’au")
	w.MustSee(identites.FactBlocked, "fi", "yris", "personne", "samia")
	w.On("tel-epn", "aidant").Post(app+"accepter", url.Values{"code": {samiaCode}}).See("aucune identité")
}

// screenCode reads the six digits that a page shows.
func screenCode(t *testing.T, b *portaltest.Browser) string {
	t.Helper()
	code := regexp.MustCompile(`\d{6}`).FindString(b.Text())
	require.NotEmpty(t, code, b.Text())
	return code
}

func TestFranceIdentite(t *testing.T) {
	w := open(t, nil)
	app := "https://" + identites.FranceAppHost + "/"
	phone := w.On("tel-samia", "aide").Get(app).See("Code affiché à l’écran")
	b := at(w, "franceidentite").See("votre carte d’identité récente").Click("Afficher le code")
	phone.Fill("Code affiché", "000000x").Click("Continuer").Status(422).See("Aucun écran n’affiche ce code")
	phone.Fill("Code affiché", screenCode(t, b)).Click("Continuer").See("Posez votre carte")
	phone.Post(app+"accepter", url.Values{"code": {samiaCode}}).See("Posez votre carte")
	phone.Click("Ma carte est posée").See("Carte lue").Fill("Mon code secret", samiaCode).Click("Confirmer").See("C’est confirmé")
	w.MustSee(identites.FactCardRead, "personne", "samia")
	b.Click("J’ai confirmé").See("Bonjour SITTELLE")
	phone.Post(app+"carte", url.Values{}).See("Code affiché à l’écran")
}

func TestFranceIdentiteNeedsTheCardAndThePhone(t *testing.T) {
	for _, c := range []struct{ seed, sentence, cause string }{
		{`carte: ancienne`, "à l’ancien format", "carte à l’ancien format"},
		{`carte: ""`, "Aucune carte n’est détectée", "pas de carte"},
		{`carte: recente, sans_nfc: true`, "ne lit pas les cartes sans contact", "téléphone sans lecture sans contact"},
	} {
		w := open(t, map[string]string{identites.France: `[{personne: samia, secret: "482913", poste: tel-samia, ` + c.seed + `}]`})
		b := at(w, "franceidentite").Click("Afficher le code")
		w.On("tel-samia", "aide").Get("https://"+identites.FranceAppHost+"/").Fill("Code affiché", screenCode(t, b)).Click("Continuer").
			Click("Ma carte est posée").Status(422).See(c.sentence)
		w.MustSee(identites.FactCardUnread, "personne", "samia", "cause", c.cause)
	}
}

func TestHomesAndGivingUp(t *testing.T) {
	w := open(t, nil)
	for _, host := range []string{identites.MSAHost, identites.YrisHost, identites.FranceHost} {
		w.On("pc-epn", "aide").Get("https://" + host + "/").Status(200).See("choisissez FranceConnect")
	}
	at(w, "franceidentite").Click("Afficher le code").Click("Revenir à FranceConnect").See("access_denied")
	b := w.On("pc-epn", "aide")
	b.Get("https://" + identites.YrisHost + "/identite/inconnue").Status(401)
	b.Get(at(w, "yris").URL.String() + "/attente").See("Numéro de mobile")
	for _, s := range w.Network.Sites() {
		for fact, label := range s.Facts {
			require.NotEmpty(t, label, fact)
		}
	}
}

func TestWhatASeedMustSay(t *testing.T) {
	sites := identites.New(portaltest.Deps(t))
	for text, want := range map[string]string{
		`msa|[{personne: inconnu, secret: x}]`:                                             "n’est pas dans cette situation",
		`msa|[{personne: samia, numero: "12", secret: x}]`:                                 "13 chiffres",
		`msa|[{personne: samia}]`:                                                          "mot de passe",
		`msa|[{personne: samia, secret: x, carte: recente}]`:                               "seule France Identité",
		`yris|[{personne: samia, secret: "1", poste: tel-samia}]`:                          "6 chiffres",
		`yris|[{personne: samia, secret: "123456"}]`:                                       "poste",
		`yris|[{personne: samia, secret: "123456", poste: t, numero: "0612345678"}]`:       "",
		`franceidentite|[{personne: samia, secret: "123456", poste: t, carte: brillante}]`: "inconnue",
		`yris|[{qui: samia}]`:                                                              "qui",
	} {
		id, yml, _ := strings.Cut(text, "|")
		_, err := seed(t, sites, id, yml)
		require.Error(t, err, text)
		require.ErrorContains(t, err, want)
	}
}

func TestAnApplicationIsOnItsPhoneOnly(t *testing.T) {
	w := open(t, nil)
	for _, site := range w.Network.Sites() {
		if !site.AppOnly {
			continue
		}
		w.Read(func(tx *sandbox.Tx) {
			require.True(t, site.Installed(tx, portal.Device{ID: "tel-samia"}))
			require.False(t, site.Installed(tx, portal.Device{ID: "tel-epn"}))
		})
	}
}

func TestARequestWaits(t *testing.T) {
	var request identites.Request
	w := open(t, nil)
	at(w, "yris").Fill("Numéro de mobile", "0639980105").Click("Envoyer")
	w.Read(func(tx *sandbox.Tx) {
		keys := tx.Keys("identites/demande/yris/")
		require.Len(t, keys, 1)
		request, _ = sandbox.Get[identites.Request](tx, keys[0])
	})
	require.Equal(t, identites.Waiting, request.State)
}
