package caf

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

type debtsPage struct {
	frame
	Debts []debtLine
}

type debtLine struct {
	ID, Name, State string
	Left            int64
	Notified        time.Time
}

// stateText says where a debt stands.
func (o owed) stateText(now time.Time) string {
	switch o.State {
	case wayRectify:
		return "Rectification demandée, aucune retenue en attendant"
	case wayContest:
		return "Contestée devant la commission de recours amiable, aucune retenue en attendant"
	case waySpread:
		return "Payée en plusieurs fois"
	case wayForgive:
		return "Remise demandée, aucune retenue en attendant"
	case statePaid:
		return "Payée"
	case stateGone:
		return "Annulée"
	}
	if now.After(endOf(o.Rectify)) {
		return "Retenues en cours sur vos paiements"
	}
	return "À traiter"
}

func (s *service) debtsPage(v *portal.Visit, h holder) error {
	page := debtsPage{frame: h.frame("dettes")}
	for _, o := range debtsOf(v.Tx, h.person.ID) {
		page.Debts = append(page.Debts, debtLine{o.ID, o.name(), o.stateText(v.Now()), o.Left, o.Notified})
	}
	return v.Render("dettes.html", "Mes dettes", page)
}

// debtPage is one debt: why, since when, until when, and what can be done.
type debtPage struct {
	frame
	ID, Label, Span, State, Reason string
	Amount, Left                   int64
	Notified                       time.Time
	Rectify, Contest               time.Time // last days
	CanRectify, CanContest, Open   bool
	CanSpread                      bool
	Recognised                     bool
	Months                         []debtMonth
	Plan                           []droits.Instalment
	Monthly                        int64
	Waits                          bool      // something asked is looked at
	Grace                          bool      // the twenty days are not over
	Commission                     time.Time // when silence is a refusal
}

type debtMonth struct {
	Month      droits.Month
	Given, Due int64
}

func (s *service) debt(v *portal.Visit, h holder) (owed, bool) {
	for _, o := range debtsOf(v.Tx, h.person.ID) {
		if o.ID == v.Path("dette") {
			return o, true
		}
	}
	return owed{}, false
}

func (s *service) debtPage(v *portal.Visit, h holder) error {
	o, ok := s.debt(v, h)
	if !ok {
		return noDebt(v)
	}
	v.Witness(FactDebtRead, "personne", h.person.ID, "dette", o.ID)
	return s.showDebt(v, h, o)
}

func (s *service) showDebt(v *portal.Visit, h holder, o owed) error {
	page := debtPage{
		frame: h.frame("dettes"), ID: o.ID, Label: o.Label, Span: o.span(), State: o.stateText(v.Now()), Reason: o.Reason, Amount: o.Amount, Left: o.Left,
		Notified: o.Notified, Rectify: o.Rectify, Contest: o.Contest, Open: o.Left > 0, Recognised: o.Recognised,
		CanRectify: o.Left > 0 && o.Declaration > 0 && !v.Now().After(endOf(o.Rectify)),
		CanContest: o.Left > 0 && !o.Recognised && !v.Now().After(endOf(o.Contest)),
		CanSpread:  len(o.Plan) == 0,
		Plan:       o.Plan, Monthly: int64(o.monthly()), Waits: len(o.Pending) > 0, Grace: !v.Now().After(endOf(o.Rectify)),
	}
	if slices.Contains(o.Pending, wayContest) {
		page.Commission = silence(o.WayAt)
	}
	for _, m := range o.Months {
		e := h.folder.entitled(m)
		var line debtMonth
		for benefit, back := range e.Back {
			line.Given += int64(e.Given[benefit])
			line.Due += int64(e.Given[benefit] - back)
		}
		line.Month = m
		page.Months = append(page.Months, line)
	}
	return v.Render("dette.html", "Trop-perçu : "+o.Label, page)
}

// silence is when an appeal without an answer is refused: two months.
func silence(at time.Time) time.Time { return droits.DebtDeadlines(at).Contest }

func noDebt(v *portal.Visit) error {
	return v.Stop(http.StatusNotFound, "Cette dette n’est pas là", "Elle n’existe pas, ou elle n’est pas à vous.", "/dettes", "Revenir à mes dettes")
}

// debtPay pays all that is left, at once.
func (s *service) debtPay(v *portal.Visit, h holder) error {
	o, ok := s.debt(v, h)
	if !ok {
		return noDebt(v)
	}
	if v.Value("accord") != "oui" {
		v.Problem("accord", "Rien n’est payé. Pour tout payer, cochez cette case ; sinon, choisissez une autre voie : aucune n’oblige à payer aujourd’hui.")
		return s.showDebt(v, h, o)
	}
	if o.Left > 0 {
		v.Witness(FactDebtPaid, "personne", h.person.ID, "centimes", strconv.FormatInt(o.Left, 10))
		demarche.Pay(v.Tx, ID, h.person.ID, "Remboursement : "+o.Label, -o.Left)
		o.Left, o.State, o.Recognised, o.Plan = 0, statePaid, true, nil
		o.put(v.Tx, h.person.ID)
	}
	return v.Redirect("/dettes/" + o.ID)
}

// debtWay aims the démarches about debts at this one, and opens the one chosen.
func (s *service) debtWay(v *portal.Visit, h holder) error {
	o, ok := s.debt(v, h)
	way := v.Path("voie")
	if !ok || !slices.Contains(debtWays, way) {
		return noDebt(v)
	}
	if d, other, begun := draftElsewhere(v.Tx, h.person.ID, way, o.ID); begun {
		if other.Left > 0 && v.Value("brouillon") != "effacer" {
			return v.Render("brouillon.html", "Une démarche est déjà commencée", draftPage{h.frame("dettes"), way, titles[way], o, other})
		}
		v.Delete(d.ID)
	}
	aim(v, h.person.ID, o.ID)
	return v.Redirect("/demarches/" + way)
}

// draftPage asks what becomes of a draft about one debt, when the same way is
// chosen for another.
type draftPage struct {
	frame
	Way, Title    string
	Chosen, Begun owed
}

// draftElsewhere is the draft of a way that is about another debt than this one.
func draftElsewhere(tx *sandbox.Tx, person, way, debt string) (demarche.Dossier, owed, bool) {
	for _, d := range demarche.Dossiers(tx, ID, way, person) {
		id, _, _ := strings.Cut(d.Once, ".")
		if d.State != demarche.Draft || id == debt {
			continue
		}
		for _, o := range debtsOf(tx, person) {
			if o.ID == id {
				return d, o, true
			}
		}
	}
	return demarche.Dossier{}, owed{}, false
}

// debtWays are the démarches that are about one debt.
var debtWays = []string{"rectification", "contestation", "echeancier", "remise"}
