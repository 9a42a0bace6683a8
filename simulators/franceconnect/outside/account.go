package outside

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/simulators/portal"
)

// The account with which the personas log in, at both levels.
const (
	AccountID   = "essai"
	accountHost = "comptes-d-essai.example"
)

//go:embed pages/*.html
var embedded embed.FS

type account struct {
	identity *portal.IdentityProvider
	personas []Persona
}

// NewAccount makes the account: one button for each persona, a form for an
// identity of one's own, the faults to order.
func NewAccount(d portal.Deps, personas []Persona) *portal.Site {
	a := &account{d.IdentityProvider(AccountID, "Comptes d’essai", accountHost, 1, "eidas1", "eidas2"), personas}
	pages, _ := fs.Sub(embedded, "pages") // the folder is embedded: it cannot be missing
	return &portal.Site{
		ID: AccountID, Host: accountHost, Name: "Comptes d’essai", Theme: "site-franceconnect", Icon: "identite.svg",
		Pages: pages, Identity: a.identity, Backchannel: a.identity.Backchannel(),
		Routes: append(a.identity.Routes(), []portal.Route{
			{Pattern: "GET /{$}", Handler: func(v *portal.Visit) error { return v.Redirect("https://" + portal.FranceConnectHost + "/") }},
			{Pattern: "GET /identite/{id}", Handler: a.alive(a.who)},
			{Pattern: "POST /identite/{id}", Handler: a.alive(a.logIn)},
			{Pattern: "GET /identite/{id}/libre", Handler: a.alive(freePage)},
			{Pattern: "POST /identite/{id}/libre", Handler: a.alive(a.free)},
			{Pattern: "POST /identite/{id}/annuler", Handler: a.alive(func(v *portal.Visit) error { return a.identity.Cancel(v, v.Path("id")) })},
		}...),
	}
}

func (a *account) alive(page portal.Handler) portal.Handler {
	return func(v *portal.Visit) error {
		if err := a.identity.Check(v, v.Path("id")); err != nil {
			return portal.Fail(v, err)
		}
		return page(v)
	}
}

type whoPage struct {
	ID       string
	Personas []Persona
	Faults   []fault
}

func (a *account) who(v *portal.Visit) error {
	return v.Render("qui.html", "Qui se connecte ?", whoPage{v.Path("id"), a.personas, orders})
}

func (a *account) logIn(v *portal.Visit) error {
	n := slices.IndexFunc(a.personas, func(p Persona) bool { return p.Name == v.Value("qui") })
	if n < 0 {
		v.Problem("qui", "Choisissez une personne de la liste.")
		return a.who(v)
	}
	p := a.personas[n]
	return a.identity.Grant(v, v.Path("id"), p.Said, p.Email)
}

type freeForm struct{ ID string }

func freePage(v *portal.Visit) error {
	return v.Render("libre.html", "Une identité de votre invention", freeForm{v.Path("id")})
}

// free logs in somebody invented on the spot, and enters her in the civil
// register so that FranceConnect finds her.
func (a *account) free(v *portal.Visit) error {
	p := portal.Person{
		BirthName: strings.ToUpper(v.Value("nom")), UsualName: strings.ToUpper(v.Value("usage")), GivenNames: strings.Fields(v.Value("prenoms")),
		Gender: v.Value("sexe"), BirthDate: v.Value("naissance"), BirthPlace: v.Value("commune"), BirthCountry: v.Value("pays"),
	}
	email := v.Value("courriel")
	judgeFree(v, p, email)
	if v.Refused() {
		return freePage(v)
	}
	sum := sha256.Sum256([]byte(strings.Join(append(p.GivenNames, p.BirthName, p.BirthDate, p.Gender, p.BirthPlace, p.BirthCountry), "\x00")))
	p.ID = "libre-" + hex.EncodeToString(sum[:8])
	v.Put("personne/"+p.ID, p)
	return a.identity.Grant(v, v.Path("id"), p, email)
}

func judgeFree(v *portal.Visit, p portal.Person, email string) {
	for _, field := range []string{"prenoms", "nom", "usage", "naissance", "commune", "courriel"} {
		if _, real := fictif.LooksReal(v.Value(field)); real {
			v.Forget(field)
			v.Problem(field, "Cela ressemble à la donnée d’une vraie personne : rien n’a été gardé. Inventez-en une autre.")
		}
	}
	if p.BirthName == "" {
		v.Problem("nom", "Donnez un nom de naissance inventé.")
	}
	if len(p.GivenNames) == 0 {
		v.Problem("prenoms", "Donnez un prénom au moins.")
	}
	if !birthdate(p.BirthDate) {
		v.Problem("naissance", "Écrivez la date ainsi : 1984-02-03, ou 1984-00-00 si elle est présumée.")
	}
	if len(p.BirthPlace) != 5 && p.BirthPlace != "" {
		v.Problem("commune", "Un code de commune compte cinq caractères ; laissez vide pour une naissance à l’étranger.")
	}
	if len(p.BirthCountry) != 5 {
		v.Problem("pays", "Un code de pays compte cinq chiffres : 99100 pour la France.")
	}
	if !strings.HasSuffix(email, ".example") && !strings.HasSuffix(email, ".test") {
		v.Problem("courriel", "Prenez une adresse inventée, qui finit par .example ou .test.")
	}
}

// birthdate: a day that exists, or one whose day or month is 00.
func birthdate(iso string) bool {
	_, err := time.Parse(time.DateOnly, strings.ReplaceAll(iso, "-00", "-01"))
	return err == nil
}

// Service is an outside client as a site of the world: it has no page here.
func Service(c Client) *portal.Site {
	site := &portal.Site{ID: c.ID, Host: c.ID + ".dehors.example", Name: c.Name}
	if c.Plus {
		site.PlusClient = &c.Client
	} else {
		site.Client = &c.Client
	}
	return site
}
