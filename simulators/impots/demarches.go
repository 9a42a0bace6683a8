package impots

import (
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"strconv"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/impots/bareme"
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
		Opens: texts{"declaration": s.returnOpens, "taux": s.rateOpens, "biens": propertyOpens},
		Check: checks{
			"rattachement": checkAttached, "famille": checkFamily, "personnes": s.checkChildren, "salaires": checkWages,
			"modulation": s.checkModulation, "biens": checkProperty,
		},
		Compute: computes{"declaration": s.estimate, "taux": s.newRate},
		Rows:    map[string]func(*demarche.Case) []demarche.Line{"locaux": propertyRows, "aujourd_hui": propertyNow},
		When:    times{"avis": s.noticeDue, "transmission": s.rateSentOn, "controle_biens": propertyChecked},
		Decide:  texts{"reception": s.received, "avis": s.decideNotice, "croisement": s.compare, "reponse": s.answered, "biens": decideProperty, "objet": decideMessage},
		Apply:   changes{"enregistrer": s.keepReturn, "etablir": s.issueNotice, "rectifier": s.rectify, "taux": s.keepRate, "biens": keepProperty, "repondre": answerMessage, "compte": keepBank},
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

func (s *service) returnWords(c *demarche.Case) map[string]string {
	h, incomes := householdOf(c.Tx, c.Person.ID), s.incomesOf(c)
	season := s.calendar.campaign(incomes)
	words := map[string]string{
		"annee": strconv.Itoa(incomes), "limite": frtext.DateTime(season.limit(h.Zone)), "verbe": "Déclarer",
		"declarant1": declarantName(0)(c, ""), "declarant2": "déclarant 2",
		"avis_le": "le " + frtext.LongDate(s.noticeDue(c)),
	}
	if p, ok := h.declarant(c.Tx, 1); ok {
		words["declarant2"] = p.Name()
	}
	switch s.doing(c, c.Now()) {
	case doesAgain:
		words["verbe"] = "Modifier la déclaration de"
	case doesCorrect:
		words["verbe"] = "Corriger la déclaration de"
	}
	words["ou_on_en_est"] = whereItStands(season, h.Zone, c.Now())
	words["suite_maintenant"] = "Vous pouvez encore la changer, autant de fois que nécessaire, jusqu’au " + words["limite"] + "."
	if c.Now().After(season.limit(h.Zone)) {
		words["suite_maintenant"] = "Pour la changer ensuite : « Corriger ma déclaration », du " + frtext.LongDate(season.mendsFrom()) + " au " + frtext.LongDate(season.mendsUntil()) + "."
	}
	return words
}

func whereItStands(season campaign, zone int, now time.Time) string {
	switch season.phase(now, zone) {
	case open:
		return "Dans votre département, la date limite est le " + frtext.DateTime(season.limit(zone)) + "."
	case late:
		return "La date limite est passée depuis le " + frtext.DateTime(season.limit(zone)) + ". Déclarer reste obligatoire ; l’impôt sera majoré."
	case mending:
		return "La correction en ligne est ouverte jusqu’au " + frtext.LongDate(season.mendsUntil()) + ". Elle ne change ni la famille, ni l’adresse : pour cela, écrivez par la messagerie."
	}
	return "La déclaration des revenus de " + strconv.Itoa(season.Incomes) + " est fermée."
}

// returnOpens is why a return cannot be sent now.
func (s *service) returnOpens(c *demarche.Case) string {
	h, incomes := householdOf(c.Tx, c.Person.ID), s.incomesOf(c)
	season := s.calendar.campaign(incomes)
	stands := season.phase(c.Now(), h.Zone)
	_, sent := returnOf(c.Tx, h.ID, incomes)
	draft := c.Dossier.ID != ""
	switch {
	case draft && s.calendar.current(c.Now()).Incomes != incomes:
		return "Ce brouillon est celui des revenus de " + strconv.Itoa(incomes) + ", dont la saison est finie. Effacez-le pour commencer celui de cette année."
	case stands == open, stands == late && !sent:
		return ""
	case stands == mending && sent:
		if draft && c.Text("service") != doesCorrect {
			return "Ce brouillon date d’avant la correction en ligne. Effacez-le, puis commencez une correction : elle reprend la déclaration signée."
		}
		return ""
	case stands == late || stands == shut:
		return s.closedFor(season, sent)
	case sent:
		return "La correction en ligne est fermée depuis le " + frtext.LongDate(season.mendsUntil()) + ". Une réclamation reste possible par la messagerie jusqu’au 31 décembre " + strconv.Itoa(incomes+3) + "."
	}
	return "La déclaration en ligne des revenus de " + strconv.Itoa(incomes) + " est fermée depuis le " + frtext.LongDate(season.lastLate()) +
		". Il faut la faire sur papier, sans attendre, ou écrire par la messagerie. La prochaine ouvre le " + frtext.LongDate(s.calendar.campaign(incomes+1).Opens) + "."
}

func (s *service) closedFor(season campaign, sent bool) string {
	if sent {
		return "Votre déclaration est signée. Elle pourra être corrigée en ligne du " + frtext.LongDate(season.mendsFrom()) + " au " + frtext.LongDate(season.mendsUntil()) + "."
	}
	return "La déclaration en ligne est fermée depuis le " + frtext.LongDate(season.lastLate()) + ". Il faut la faire sur papier, sans attendre, ou écrire par la messagerie."
}

// Checks of the form.

func checkAttached(c *demarche.Case) []demarche.Problem {
	if !c.Yes("rattache") {
		return nil
	}
	return []demarche.Problem{{Key: "rattache", Message: "Rattaché·e, vous n’avez rien à signer ici : vos revenus vont dans la déclaration de vos parents. Quittez sans signer. Si vous préférez déclarer seul·e, répondez « Non »."}}
}

func checkFamily(c *demarche.Case) []demarche.Problem {
	day, changed := c.Date("changement_le")
	if year := int(c.Int("annee")); changed && c.Yes("changement") && day.Year() != year {
		return []demarche.Problem{{Key: "changement_le", Message: fmt.Sprintf("Cette page parle de %d : si rien n’a changé cette année-là, répondez « Non » à la question d’avant.", year)}}
	}
	status := bareme.Status(c.Text("situation"))
	if c.Has("demi_parts", "T") && (status == bareme.Married || status == bareme.Pacsed) {
		return []demarche.Problem{{Key: "demi_parts", Message: "La case T est pour qui vit seul·e avec ses enfants. Marié·e ou pacsé·e, décochez-la."}}
	}
	return nil
}

func (s *service) checkChildren(c *demarche.Case) []demarche.Problem {
	var all []demarche.Problem
	incomes := s.incomesOf(c)
	for _, child := range c.Items("enfants") {
		switch born := int(c.Int(child + "naissance")); {
		case born > incomes:
			all = append(all, demarche.Problem{Key: child + "naissance", Message: fmt.Sprintf("Cet enfant est né après %d : il comptera dans la prochaine déclaration.", incomes)})
		case born < incomes-18:
			all = append(all, demarche.Problem{Key: child + "naissance", Message: "Cet enfant était majeur au 1ᵉʳ janvier : s’il demande son rattachement, comptez-le en case J, plus bas."})
		}
	}
	return all
}

func checkWages(c *demarche.Case) []demarche.Problem {
	for i, box := range []string{"1AK", "1BK"} {
		wages := c.Amount([]string{"1AJ", "1BJ"}[i]) + c.Amount([]string{"1AP", "1BP"}[i])
		if c.Has("rubriques", "frais") && c.Amount(box) > wages {
			return []demarche.Problem{{Key: box, Message: "Ces frais dépassent les salaires de cette personne. Relisez les deux montants."}}
		}
	}
	return nil
}
