package impots

import (
	"fmt"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// fineByProperty is what a wrong or missing occupation costs (code général des
// impôts, art. 1770 terdecies).
const fineByProperty = 150_00

// Property is one local of a household. Kept at impots/bien/<household>/<id>.
type Property struct {
	ID       string    `json:"id"`
	Address  string    `json:"adresse"`
	Nature   string    `json:"nature"` // « appartement, 52 m² »
	Known    Occupancy `json:"declaree"`
	True     Occupancy `json:"verite"`
	Declared time.Time `json:"declaree_le,omitzero"`
}

// Occupancy is who lives in a local.
type Occupancy struct {
	How   string `json:"occupation" yaml:"occupation"` // "principale", "tiers"…
	Name  string `json:"occupant,omitempty" yaml:"occupant"`
	Born  string `json:"ne,omitempty" yaml:"ne"` // AAAA-MM-JJ
	Place string `json:"lieu,omitempty" yaml:"lieu"`
	Firm  string `json:"siret,omitempty" yaml:"siret"`   // SIRET, where it is not a person
	Since string `json:"depuis,omitempty" yaml:"depuis"` // AAAA-MM-JJ
	Rent  string `json:"loyer,omitempty" yaml:"loyer"`   // euros a month, as kept by the form
}

// differs says whether two occupancies are not of the same person in the same way.
func (o Occupancy) differs(other Occupancy) bool {
	return o.How != other.How || frtext.SortKey(o.Name) != frtext.SortKey(other.Name)
}

func propertyKey(household, id string) string { return "impots/bien/" + household + "/" + id }

func propertiesOf(tx *sandbox.Tx, household string) []Property {
	var all []Property
	for _, key := range tx.Keys(propertyKey(household, "")) {
		if p, ok := sandbox.Get[Property](tx, key); ok {
			all = append(all, p)
		}
	}
	return all
}

var occupations = map[string]string{
	"principale": "vous-même, résidence principale", "secondaire": "vous-même, résidence secondaire", "tiers": "loué",
	"gratuit": "prêté gratuitement", "saisonnier": "location saisonnière", "vacant": "vide",
}

type propertiesPage struct {
	who
	Properties []propertyLine
	Limit      time.Time
}

type propertyLine struct {
	Property
	Said string
}

func properties(v *portal.Visit, session portal.Session) error {
	h := householdOf(v.Tx, session.Person)
	page := propertiesPage{who: whoIs(v, session), Limit: propertyLimit(v.Now())}
	for _, p := range propertiesOf(v.Tx, h.ID) {
		line := propertyLine{p, occupations[p.Known.How]}
		if p.Known.Name != "" {
			line.Said += " : " + p.Known.Name
		}
		page.Properties = append(page.Properties, line)
	}
	return v.Render("biens.html", "Mes biens immobiliers", page)
}

// propertyLimit is the last second to declare occupations: the end of June.
func propertyLimit(now time.Time) time.Time {
	limit := at(now.In(frtext.Paris).Year(), time.June, 30, 23, 59, 59)
	if now.After(limit) {
		return at(limit.Year()+1, time.June, 30, 23, 59, 59)
	}
	return limit
}

// Rules of the démarche « biens ».

func propertyOpens(c *demarche.Case) string {
	if len(propertiesOf(c.Tx, householdOf(c.Tx, c.Person.ID).ID)) == 0 {
		return "Aucun local n’est enregistré à votre nom : il n’y a rien à déclarer."
	}
	return ""
}

func (s *service) propertyWords(c *demarche.Case) map[string]string {
	return map[string]string{"limite_biens": frtext.DateTime(propertyLimit(c.Now()))}
}

func propertyRows(c *demarche.Case) []demarche.Line {
	var rows []demarche.Line
	for _, p := range propertiesOf(c.Tx, householdOf(c.Tx, c.Person.ID).ID) {
		rows = append(rows, demarche.Line{ID: p.ID, Label: p.Nature + ", " + p.Address})
	}
	return rows
}

func propertyNow(*demarche.Case) []demarche.Line {
	return []demarche.Line{{ID: "actuel", Label: "Au 1ᵉʳ janvier"}}
}

func cell(id, field string) string { return "locaux." + id + ".actuel." + field }

func propertyKnown(c *demarche.Case, key string) string {
	parts := strings.Split(key, ".")
	if len(parts) != 4 {
		return ""
	}
	p, _ := sandbox.Get[Property](c.Tx, propertyKey(householdOf(c.Tx, c.Person.ID).ID, parts[1]))
	return map[string]string{
		"occupation": p.Known.How, "occupant": p.Known.Name, "occupant_ne": p.Known.Born, "occupant_lieu": p.Known.Place,
		"occupant_siret": p.Known.Firm, "depuis": p.Known.Since, "loyer": p.Known.Rent,
	}[parts[3]]
}

// occupantAsked is what is said of whoever lives there.
var occupantAsked = []struct{ field, message string }{
	{"occupant", "Écrivez le nom et les prénoms de la personne qui occupe ce local."},
	{"occupant_ne", "Il manque sa date de naissance."},
	{"occupant_lieu", "Il manque son lieu de naissance."},
}

// checkProperty asks for who is not oneself.
func checkProperty(c *demarche.Case) []demarche.Problem {
	var all []demarche.Problem
	for _, row := range propertyRows(c) {
		how := c.Text(cell(row.ID, "occupation"))
		if how != "tiers" && how != "gratuit" {
			continue
		}
		asked := occupantAsked
		if c.Text(cell(row.ID, "occupant_siret")) != "" {
			asked = asked[:1] // a firm has a name, and was not born
		}
		for _, want := range asked {
			if key := cell(row.ID, want.field); c.Text(key) == "" {
				all = append(all, demarche.Problem{Key: key, Message: want.message})
			}
		}
	}
	return all
}

// propertyChecked is when occupations are compared: on 1 July, or a month after a
// later declaration.
func propertyChecked(c *demarche.Case) time.Time {
	july := at(c.Now().In(frtext.Paris).Year(), time.July, 1, 9, 0, 0)
	if c.Now().Before(july) {
		return july
	}
	return c.Now().AddDate(0, 0, 30)
}

func keepProperty(c *demarche.Case) {
	h := householdOf(c.Tx, c.Person.ID)
	for _, p := range propertiesOf(c.Tx, h.ID) {
		p.Known = Occupancy{
			How: c.Text(cell(p.ID, "occupation")), Name: c.Text(cell(p.ID, "occupant")), Born: c.Text(cell(p.ID, "occupant_ne")),
			Place: c.Text(cell(p.ID, "occupant_lieu")), Firm: c.Text(cell(p.ID, "occupant_siret")), Since: c.Text(cell(p.ID, "depuis")), Rent: c.Text(cell(p.ID, "loyer")),
		}
		p.Declared = c.Now()
		c.Put(propertyKey(h.ID, p.ID), p)
	}
	c.Emit(string(FactPropertyFiled), "personne", c.Person.ID)
}

// wrong counts the locals whose occupancy is not what is known elsewhere.
func wrong(all []Property) int {
	n := 0
	for _, p := range all {
		if p.True.How != "" && p.Known.differs(p.True) {
			n++
		}
	}
	return n
}

func decideProperty(c *demarche.Case) string {
	n := wrong(propertiesOf(c.Tx, householdOf(c.Tx, c.Person.ID).ID))
	if n == 0 {
		return "juste"
	}
	fine := calcul.Cents(n * fineByProperty)
	why := calcul.Why{Title: "L’amende", Source: "code général des impôts, art. 1770 terdecies"}
	why.Add("Locaux dont l’occupation ne correspond pas", "150 € par local", fmt.Sprint(n))
	why.Conclude("Amende", euros(fine))
	c.Dossier.Result.With(demarche.Result{
		Amounts: map[string]calcul.Cents{"penalite": fine}, Words: map[string]string{"penalite_euros": euros(fine)}, Why: []calcul.Why{why},
	})
	return "inexacte"
}
