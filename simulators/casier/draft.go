package casier

import (
	"encoding/json"

	"demarcheablanc/simulators/portal"
)

// The steps of a request, in order.
const (
	stepIdentity = "/demande/etat-civil"
	stepPiece    = "/demande/piece"
	stepContact  = "/demande/coordonnees"
	stepMode     = "/demande/reception"
	stepRecap    = "/demande/recapitulatif"
)

// draft is a request being filled in. The browser keeps it until it is closed:
// the office knows nothing of it.
type draft struct {
	Way        string `json:"voie,omitempty"`     // "formulaire", "franceconnect…"; empty: not begun
	Person     string `json:"personne,omitempty"` // once the civil status was found
	BirthName  string `json:"nom,omitempty"`
	UsualName  string `json:"usage,omitempty"`
	GivenNames string `json:"prenoms,omitempty"`
	Gender     string `json:"sexe,omitempty"`
	BirthDate  string `json:"naissance,omitempty"` // AAAA-MM-JJ
	Where      string `json:"lieu,omitempty"`
	Town       string `json:"commune,omitempty"` // or country
	Piece      string `json:"piece,omitempty"`   // title of the paper
	Email      string `json:"courriel,omitempty"`
	Street     string `json:"rue,omitempty"`
	Postcode   string `json:"cp,omitempty"`
	City       string `json:"ville,omitempty"`
	Mode       string `json:"mode,omitempty"`
}

const rememberedDraft = "demande"

func draftOf(v *portal.Visit) draft {
	var d draft
	_ = json.Unmarshal([]byte(v.Remembered(rememberedDraft)), &d) // nothing remembered: an empty one
	return d
}

func (d draft) keep(v *portal.Visit) {
	raw, _ := json.Marshal(d) // strings only
	v.Remember(rememberedDraft, string(raw))
}

// stands is the first step that is still to be done.
func (d draft) stands() int {
	switch {
	case d.Way == "":
		return -1
	case d.Person == "":
		return 0
	case needsPiece(d.Where) && d.Piece == "":
		return 1
	case d.Email == "":
		return 2
	case d.Mode == "":
		return 3
	}
	return 4
}

var steps = []string{stepIdentity, stepPiece, stepContact, stepMode, stepRecap}

// next is where to go on.
func (d draft) next() string {
	if n := d.stands(); n >= 0 {
		return steps[n]
	}
	return "/demande"
}

// inOrder keeps a step for whoever has done those before.
func inOrder(path string, handle func(*portal.Visit, draft) error) portal.Handler {
	return func(v *portal.Visit) error {
		d := draftOf(v)
		for n, step := range steps {
			if step == path && d.stands() < n {
				return v.Redirect(d.next())
			}
		}
		if path == stepPiece && !needsPiece(d.Where) {
			return v.Redirect(d.next())
		}
		return handle(v, d)
	}
}

// march is the row of steps above a page.
type march struct {
	Draft draft
	At    int
	Steps []marchStep
}

type marchStep struct {
	Name          string
	Done, Current bool
}

func (d draft) march(at int) march {
	m := march{Draft: d, At: at}
	for n, name := range []string{"Pour qui", "État civil", "Coordonnées", "Réception", "Relecture"} {
		m.Steps = append(m.Steps, marchStep{name, n < at, n == at})
	}
	return m
}

// ByFranceConnect says that the civil status came from FranceConnect, and cannot
// be changed here.
func (m march) ByFranceConnect() bool { return m.Draft.Way != wayForm && m.Draft.Way != "" }
