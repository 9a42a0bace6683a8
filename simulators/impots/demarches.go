package impots

import (
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"strconv"
	"time"

	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

//go:embed demarches/*.yaml
var forms embed.FS

// The démarches, by id.
const (
	formReturn   = "revenus"
	formRate     = "prelevement"
	formProperty = "biens"
	formMessage  = "message"
	formBank     = "compte-bancaire"
)

// The answers to a yes/no question.
const (
	yes = "oui"
	no  = "non"
)

// mount loads the démarches and says how this site shows them.
func (s *service) mount() *demarche.Mount {
	files, _ := fs.Sub(forms, "demarches")
	s.set = demarche.MustLoad(files, ID, demarche.Sender{Name: "Impôts", Mail: sender, Host: Host}, s.rules())
	return &demarche.Mount{
		Set: s.set, Via: "site", Login: "/connexion", Home: "/espace", Page: "demarche.html",
		Member: func(v *portal.Visit) (demarche.Holder, bool) {
			session, ok := v.Session()
			person, _ := portal.PersonOf(v.Tx, session.Person)
			return demarche.Holder{Person: person, Account: session.Account}, ok
		},
		What: func(name string, content template.HTML) any { return formPage{who{name}, content} },
	}
}

type formPage struct {
	who
	Content template.HTML
}

type (
	fills    = map[string]func(*demarche.Case, string) string
	words    = map[string]func(*demarche.Case) map[string]string
	texts    = map[string]func(*demarche.Case) string
	checks   = map[string]func(*demarche.Case) []demarche.Problem
	computes = map[string]func(*demarche.Case) demarche.Result
	times    = map[string]func(*demarche.Case) time.Time
	changes  = map[string]func(*demarche.Case)
)

// rules are what the files call by name.
func (s *service) rules() demarche.Rules {
	return demarche.Rules{
		Fill: fills{
			"annee":   func(c *demarche.Case, _ string) string { return strconv.Itoa(s.incomesOf(c)) },
			"service": func(c *demarche.Case, _ string) string { return s.doing(c, c.Now()) },
			"connu":   s.known, "declarant1": declarantName(0), "declarant2": declarantName(1),
			"rattachable": s.attachable, "route": s.route,
			"taux_actuel": s.rateNow, "compte": bankKnown, "bien": propertyKnown,
		},
		Words: words{"declaration": s.returnWords, "taux": s.rateWords, "biens": s.propertyWords},
		Opens: texts{"declaration": s.returnOpens, "biens": propertyOpens},
		Check: checks{
			"rattachement": checkAttached, "famille": checkFamily, "personnes": s.checkChildren, "salaires": checkWages,
			"modulation": s.checkModulation, "biens": checkProperty,
		},
		Compute: computes{"declaration": s.estimate, "taux": s.newRate},
		Rows:    map[string]func(*demarche.Case) []demarche.Line{"locaux": propertyRows, "aujourd_hui": propertyNow},
		When:    times{"avis": s.noticeDue, "transmission": s.rateSentOn, "controle_biens": propertyChecked},
		Decide:  texts{"reception": s.received, "avis": s.decideNotice, "croisement": s.compare, "reponse": s.answered, "biens": decideProperty, "objet": decideMessage, "titulaire": decideBank},
		Apply:   changes{"enregistrer": s.keepReturn, "etablir": s.issueNotice, "rectifier": s.rectify, "taux": s.keepRate, "biens": keepProperty, "repondre": answerMessage, "compte": keepBank, "oublier_compte": dropBank},
	}
}

func declarantName(rank int) func(*demarche.Case, string) string {
	return func(c *demarche.Case, _ string) string {
		p, ok := householdOf(c.Tx, c.Person.ID).declarant(c.Tx, rank)
		if !ok {
			return "Aucun"
		}
		return p.Name()
	}
}

// attachable says whether the person may still be counted by her parents: under
// 21, or 25 if a student, on 1 January of the year of the incomes.
func (s *service) attachable(c *demarche.Case, _ string) string {
	born, err := time.Parse(time.DateOnly, c.Person.BirthDate)
	if err != nil {
		return "Non"
	}
	age := s.incomesOf(c) - born.Year()
	if born.Month() > time.January || born.Day() > 1 {
		age--
	}
	switch {
	case age < 21:
		return fmt.Sprintf("Oui : vous aviez %d ans", age)
	case age < 25:
		return fmt.Sprintf("Oui, si vous étiez étudiant·e : vous aviez %d ans", age)
	}
	return "Non"
}

// route is what the mileage scale gives for the car described.
func (s *service) route(c *demarche.Case, _ string) string {
	km := int(c.Int("kilometres"))
	if km == 0 {
		return ""
	}
	cost, _ := s.bareme.Mileage(int(c.Int("chevaux")), km, c.Yes("electrique"))
	return euros(cost)
}
