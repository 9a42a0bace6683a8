package ameli

import (
	"fmt"
	"strconv"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/ameli/droits"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

const (
	demarcheC2S = "c2s"
	cafDigits   = 7
	grownUp     = 25 // age from which a child asks alone
)

// c2sCanBeAsked: not while one is being studied, nor before the last four
// months of a right.
func c2sCanBeAsked(c *demarche.Case) string {
	for _, d := range demarche.Dossiers(c.Tx, ID, demarcheC2S, c.Person.ID) {
		if d.State == demarche.Sent {
			return "Votre demande du " + frtext.Date(d.SentAt) + " est à l’étude, sous le numéro " + d.Number + ". La décision vient au plus tard le " + frtext.Date(droits.DecideBy(d.SentAt)) + "."
		}
	}
	right := cardRecord(c).C2S
	renewal := droits.Span{First: right.First, Last: right.Last}.Renewal()
	if right.Open(c.Now()) && c.Now().Before(renewal.First) {
		return "Votre C2S court jusqu’au " + frtext.Date(right.Last) + ". Elle se redemande à partir du " + frtext.Date(renewal.First) + "."
	}
	return ""
}

func knownResources(c *demarche.Case, _ string) string {
	cents := cardRecord(c).Truth.Resources
	if cents%100 == 0 {
		return strconv.FormatInt(int64(cents/100), 10)
	}
	return fmt.Sprintf("%d.%02d", cents/100, cents%100)
}

func cafNumber(c *demarche.Case) []demarche.Problem {
	if !c.Yes("caf") {
		return nil
	}
	if len(portal.Digits(c.Text("numero_caf"))) != cafDigits {
		return []demarche.Problem{{Key: "numero_caf", Message: "Le numéro d’allocataire a 7 chiffres. Il est en haut des courriers de la CAF."}}
	}
	return nil
}

func childrenAreYoung(c *demarche.Case) []demarche.Problem {
	var all []demarche.Problem
	if !c.Yes("enfants_oui") {
		return nil
	}
	for _, item := range c.Items("enfants") {
		if born, ok := c.Date(item + "naissance"); ok && age(born, c.Now()) >= grownUp {
			all = append(all, demarche.Problem{Key: item + "naissance", Message: "À 25 ans ou plus, un enfant fait sa propre demande : retirez-le de celle-ci."})
		}
	}
	return all
}

// age is whole years on a day.
func age(born, on time.Time) int {
	born, on = born.In(frtext.Paris), on.In(frtext.Paris)
	years := on.Year() - born.Year()
	if on.Month() < born.Month() || on.Month() == born.Month() && on.Day() < born.Day() {
		years--
	}
	return years
}

// household is what a request states, with the resources that are known rather
// than those that were disputed when truth is asked for.
func household(c *demarche.Case, truth bool) droits.Household {
	asked := asked(c)
	born, _ := time.ParseInLocation(time.DateOnly, c.Person.BirthDate, frtext.Paris)
	h := droits.Household{RSA: c.Yes("rsa"), Members: []droits.Member{{Place: droits.Asking, Age: age(born, asked)}}}
	if spouse, ok := c.Date("conjoint_naissance"); ok && c.Yes("conjoint") {
		h.Members = append(h.Members, droits.Member{Place: droits.Spouse, Age: age(spouse, asked)})
	}
	if c.Yes("enfants_oui") {
		for _, item := range c.Items("enfants") {
			if child, ok := c.Date(item + "naissance"); ok {
				h.Members = append(h.Members, droits.Member{Place: droits.Child, Age: age(child, asked)})
			}
		}
	}
	declared := added(c)
	h.Resources = c.Amount("connues") + declared
	if known := cardRecord(c).Truth; truth {
		h.RSA = known.RSA
		h.Resources = known.Resources + max(declared, known.Hidden)
	}
	return h
}

func asked(c *demarche.Case) time.Time {
	if c.Dossier.SentAt.IsZero() {
		return c.Now()
	}
	return c.Dossier.SentAt
}

var rightNames = [...]string{droits.None: "refus", droits.WithParticipation: "participation", droits.Free: "gratuite"}

// computeC2S estimates on the recap what the caisse will decide.
func computeC2S(c *demarche.Case) demarche.Result { return resultC2S(c, false) }

func resultC2S(c *demarche.Case, truth bool) demarche.Result {
	d := droits.Decide(household(c, truth), asked(c))
	right := droits.RightFrom(c.Now())
	r := demarche.Result{
		Amounts: map[string]calcul.Cents{"participation": d.Monthly},
		Words:   map[string]string{"jusqu_au": frtext.Date(right.Last), "droit": rightNames[d.Right]},
		Why:     []calcul.Why{d.Why},
	}
	r.Shown = []demarche.Shown{{Label: "Personnes du foyer", Value: frtext.Number(int64(d.People))}}
	switch d.Right {
	case droits.Free:
		r.Shown = append(r.Shown, demarche.Shown{Label: "C2S", Value: "sans participation"})
	case droits.WithParticipation:
		r.Shown = append(r.Shown, demarche.Shown{Label: "C2S", Value: frtext.Money(int64(d.Monthly)) + " par mois pour le foyer"})
	default:
		r.Shown = append(r.Shown, demarche.Shown{Label: "C2S", Value: "ressources au-dessus des plafonds"})
	}
	return r
}

// decideHousehold compares the number of people with what the CAF knows.
func decideHousehold(c *demarche.Case) string {
	known := cardRecord(c).Truth.Members
	if known > 0 && len(household(c, true).Members) < known {
		return "incomplet"
	}
	return "complet"
}

// added is what the household added by hand to what is transmitted.
func added(c *demarche.Case) calcul.Cents {
	if !c.Yes("autres_oui") {
		return 0
	}
	return c.Amount("pension") + c.Amount("bourse") + c.Amount("divers")
}

// decideProof looks for the paper that proves what was added.
func decideProof(c *demarche.Case) string {
	f, ok := c.Dossier.Files["justificatif"]
	if added(c) == 0 || ok && f.Flaw == "" {
		return "lus"
	}
	return "attendu"
}

// decideC2S decides on what others say, whatever was declared.
func decideC2S(c *demarche.Case) string {
	c.Dossier.Result = resultC2S(c, true)
	return c.Dossier.Result.Words["droit"]
}

func tellC2S(subject, text string) func(*demarche.Case) {
	return func(c *demarche.Case) { tell(c, subject, text) }
}

func openC2S(c *demarche.Case) {
	r, right := cardRecord(c), droits.RightFrom(c.Now())
	r.C2S = C2S{First: right.First, Last: right.Last, Body: c.Text("organisme"), Monthly: c.Dossier.Result.Amounts["participation"]}
	putRecord(c.Tx, r)
	tell(c, "Votre C2S est accordée", "Elle commence le "+frtext.Date(right.First)+". L’attestation est dans « Mes démarches » à partir de ce jour.")
	c.Emit(string(FactC2S), "personne", c.Person.ID, "issue", c.Dossier.Result.Words["droit"])
}

func refuseC2S(c *demarche.Case) {
	tell(c, "Votre demande de C2S n’est pas accordée", "Les ressources du foyer dépassent les plafonds. La lettre dit comment contester.")
	c.Emit(string(FactC2S), "personne", c.Person.ID, "issue", "refus")
}
