package recherche

import "demarcheablanc/simulators/portal"

// The habits that the over-eager sites are made to show.
const (
	paidSite      = "PAID_SITE"
	phishFollowed = "PHISH_FOLLOWED"
)

// trap is one over-eager site: it looks like a service, and asks for what no
// service asks.
type trap struct {
	ID, Host, Name string
	Title          string   // of its page
	Pitch          []string // what it promises
	Fields         []trapField
	Button         string
	Hurry          string // said when nothing was typed
	Nature         string // "carte" or "motdepasse"
	Gesture        string
	After          []string // what happened, told in the fiction
	Next           []string // what one does then
}

// trapField is one thing it asks for. Secret marks a password.
type trapField struct {
	Name, Label, Mode string
	Secret            bool
}

type trapPage struct {
	trap
	Drawn []portal.Field
}

func (t trap) site() *portal.Site {
	return &portal.Site{
		ID: t.ID, Host: t.Host, Name: t.Name, Theme: "site-empresse", Icon: "empresse.svg",
		Pages: pagesIn("pages/piege"),
		Routes: []portal.Route{
			{Pattern: "GET /{$}", Handler: t.show},
			{Pattern: "POST /valider", Handler: t.take},
			{Pattern: "GET /merci", Handler: t.tell},
		},
		Facts: map[portal.Fact]string{FactTrap: "Donnée confiée à un site trop empressé"},
	}
}

func (t trap) show(v *portal.Visit) error {
	p := trapPage{trap: t}
	for _, f := range t.Fields {
		options := []string{"mode=" + f.Mode}
		if f.Secret {
			options = append(options, "type=password")
		}
		drawn, err := v.Field(f.Name, f.Label, options...)
		if err != nil {
			return err
		}
		p.Drawn = append(p.Drawn, drawn)
	}
	return v.Render("offre.html", t.Title, p)
}

// take judges and drops all that was typed. That something was is all that is
// kept.
func (t trap) take(v *portal.Visit) error {
	typed := false
	for _, f := range t.Fields {
		if v.Value(f.Name) == "" {
			continue
		}
		typed = true
		if f.Secret {
			v.Judge(portal.Account{}, f.Name)
		}
		v.Forget(f.Name)
	}
	if !typed {
		v.Problem(t.Fields[0].Name, t.Hurry)
		return t.show(v)
	}
	v.Witness(FactTrap, "hote", t.Host, "nature", t.Nature, "geste", t.Gesture)
	v.Remember("fait", "oui")
	return v.Redirect("/merci")
}

func (t trap) tell(v *portal.Visit) error {
	if v.Remembered("fait") == "" {
		return v.Redirect("/")
	}
	return v.Render("suite.html", "Ce qui vient de se passer", trapPage{trap: t})
}
