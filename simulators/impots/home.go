package impots

import (
	"fmt"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// who is what the head of a connected page shows.
type who struct{ Name string }

func whoIs(v *portal.Visit, s portal.Session) who {
	p, _ := portal.PersonOf(v.Tx, s.Person)
	return who{p.Name()}
}

// connected keeps a page for whoever is logged in on this screen.
func connected(page func(*portal.Visit, portal.Session) error) portal.Handler {
	return func(v *portal.Visit) error {
		s, ok := v.Session()
		if !ok {
			return v.Redirect("/connexion")
		}
		return page(v, s)
	}
}

func accountOf(tx *sandbox.Tx, id string) (portal.Account, bool) {
	return portal.AccountWith(tx, ID, func(a portal.Account) bool { return a.ID == id })
}

type homePage struct{ Connected bool }

func home(v *portal.Visit) error {
	_, ok := v.Session()
	return v.Render("accueil.html", "Vos impôts, en ligne", homePage{ok})
}

type spacePage struct {
	who
	Alerts []alert
	Season season
}

// alert is one thing that waits for the person.
type alert struct {
	Tone, Text  string
	Path, Label string
}

// season is where the household's return of the year stands.
type season struct {
	Incomes int
	Limit   time.Time
	Open    bool // the démarche can be done now
	Sent    bool
	At      time.Time // of the last signature
	Action  string    // « Déclarer », « Modifier », « Corriger »
}

func (s *service) space(v *portal.Visit, session portal.Session) error {
	h := householdOf(v.Tx, session.Person)
	year := s.seasonOf(v.Tx, h, v.Now())
	page := spacePage{who: whoIs(v, session), Season: year}
	page.Alerts = append(page.Alerts, returnAlerts(v.Tx, h, year, session.Person)...)
	page.Alerts = append(page.Alerts, moneyAlerts(v, session.Person)...)
	page.Alerts = append(page.Alerts, acompteAlerts(v.Tx, h)...)
	page.Alerts = append(page.Alerts, propertyAlerts(v.Tx, h, v.Now())...)
	return v.Render("espace.html", "Mon espace particulier", page)
}

func (s *service) seasonOf(tx *sandbox.Tx, h Household, now time.Time) season {
	current := s.calendar.current(now)
	r, sent := returnOf(tx, h.ID, current.Incomes)
	stands := current.phase(now, h.Zone)
	out := season{Incomes: current.Incomes, Limit: current.limit(h.Zone), Sent: sent, At: r.At}
	switch {
	case !sent:
		out.Open, out.Action = stands >= open, "Déclarer"
		if stands > late {
			out.Action = "Déclarer sur papier"
		}
	case stands == mending:
		out.Open, out.Action = true, "Corriger"
	default:
		out.Open, out.Action = stands == open || stands == late, "Modifier"
	}
	return out
}

// returnAlerts tell what is left to do of the return: a draft is not one.
func returnAlerts(tx *sandbox.Tx, h Household, year season, person string) []alert {
	path := "/demarches/" + formReturn
	for _, d := range demarche.Dossiers(tx, ID, formReturn, person) {
		if d.State == demarche.Draft {
			return []alert{{"attention", "Un brouillon de déclaration est enregistré. Il n’est pas signé : pour l’administration, rien n’est reçu.", path, "Reprendre et signer"}}
		}
	}
	switch {
	case year.Open && !year.Sent && tx.Now().After(year.Limit):
		return []alert{{"refus", fmt.Sprintf("La déclaration des revenus de %d n’a pas été signée avant la date limite. Plus elle tarde, plus elle coûte.", year.Incomes), path, "Déclarer maintenant"}}
	case year.Open && !year.Sent && h.told(tx, year.Incomes).Automatic:
		return []alert{{"info", fmt.Sprintf("Déclaration automatique des revenus de %d : vérifiez ce qui est connu. Si tout est juste, il n’y a rien à faire ; elle sera validée le %s.", year.Incomes, frtext.DateTime(year.Limit)), path, "Vérifier"}}
	case year.Open && !year.Sent:
		return []alert{{"attention", fmt.Sprintf("Déclarez vos revenus de %d avant le %s.", year.Incomes, frtext.DateTime(year.Limit)), path, "Déclarer mes revenus"}}
	}
	return nil
}

func moneyAlerts(v *portal.Visit, person string) []alert {
	var all []alert
	for _, n := range noticesOf(v.Tx, person) {
		for _, part := range n.Schedule {
			if part.Missed && part.Paid.IsZero() {
				all = append(all, alert{"refus", "Un paiement de " + euros(part.Amount) + " était attendu le " + frtext.LongDate(part.On) + ".", "/paiements", "Payer"})
				break
			}
		}
	}
	for _, d := range demarche.Debts(v.Tx, ID, person) {
		if d.Left > 0 {
			all = append(all, alert{"refus", d.Label + " : " + frtext.RoundMoney(d.Left) + " à payer.", "/paiements", "Voir"})
		}
	}
	return all
}

// acompteAlerts ask for an account where the last acompte had none to come from.
func acompteAlerts(tx *sandbox.Tx, h Household) []alert {
	drawn := drawnOf(tx, h.ID).Drawn
	if h.IBAN != "" || len(drawn) == 0 || !drawn[len(drawn)-1].Missed {
		return nil
	}
	last := drawn[len(drawn)-1]
	return []alert{{"attention", "Un acompte de " + euros(last.Amount) + " n’a pas pu être prélevé le " + frtext.LongDate(last.On) + ".", "/demarches/" + formBank, "Donner un IBAN"}}
}

func propertyAlerts(tx *sandbox.Tx, h Household, now time.Time) []alert {
	silent := false
	for _, p := range propertiesOf(tx, h.ID) {
		silent = silent || p.Declared.IsZero()
	}
	if limit := propertyLimit(now); silent && limit.Sub(now) < 90*24*time.Hour {
		return []alert{{"info", "Si l’occupation d’un de vos logements a changé, déclarez-le avant le " + frtext.LongDate(limit) + ".", "/biens", "Mes biens immobiliers"}}
	}
	return nil
}
