package ameli

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/pdf"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// KindStatement is the monthly statement of refunds.
const KindStatement = "ameli.releve"

// How statements come.
const (
	fieldStatements = "releves"
	online          = "en_ligne"
	onPaper         = "papier"
)

// statementMonths is how many monthly statements stay online.
const statementMonths = 27

// chooseStatements keeps how statements come from now on.
func (h holder) chooseStatements(v *portal.Visit, choice string) {
	r, ok := recordOf(v.Tx, h.person.ID)
	if !ok {
		r.Person = h.person.ID
	}
	r.ByPost, r.Choice = choice == onPaper, v.Now()
	putRecord(v.Tx, r)
	v.Witness(FactStatements, "personne", h.person.ID, "choix", choice)
}

type statementsPage struct {
	frame
	ByPost bool
	Since  time.Time
	Months []statementMonth
}

type statementMonth struct {
	ID    string // 2026-10
	First time.Time
	Total int64 // cents
}

// monthLayout writes a month as addresses and statements do: 2026-10.
const monthLayout = "2006-01"

// months lists the months over which something was refunded, latest first: a
// month is there once it is over.
func (h holder) months(now time.Time) []statementMonth {
	var months []statementMonth
	oldest, present := now.AddDate(0, -statementMonths, 0), now.In(frtext.Paris).Format(monthLayout)
	for _, c := range h.insured.Care {
		on := h.record.banked(c.due())
		id := on.In(frtext.Paris).Format(monthLayout)
		if on.Before(oldest) || id >= present {
			continue
		}
		at := slices.IndexFunc(months, func(m statementMonth) bool { return m.ID == id })
		if at < 0 {
			at, months = len(months), append(months, statementMonth{ID: id, First: on})
		}
		months[at].Total += c.Refund()
	}
	slices.SortFunc(months, func(a, b statementMonth) int { return strings.Compare(b.ID, a.ID) })
	return months
}

func (s *service) statements(v *portal.Visit, h holder) error {
	return v.Render("releves.html", "Mes relevés", statementsPage{h.frame("paiements"), h.record.ByPost, h.record.Choice, h.months(v.Now())})
}

func (s *service) statementsChoose(v *portal.Visit, h holder) error {
	choice := v.Value(fieldStatements)
	if choice != online && choice != onPaper {
		v.Problem(fieldStatements, "Choisissez comment vos relevés arrivent.")
		return s.statements(v, h)
	}
	h.chooseStatements(v, choice)
	return v.Redirect("/releves")
}

func (s *service) statementOpen(v *portal.Visit, h holder) error {
	for _, m := range h.months(v.Now()) {
		if m.ID == v.Path("mois") {
			v.Witness(FactRefunds, "personne", h.person.ID, "page", "releve")
			return v.Send(portal.File{
				Kind: KindStatement, Name: "releve-" + m.ID + ".pdf", Title: "Relevé de remboursements, " + frtext.MonthYear(m.First),
				Person: h.person.ID, Params: map[string]string{"mois": m.ID}, At: v.Now(),
			})
		}
	}
	return v.Stop(http.StatusNotFound, "Pas de relevé ce mois-là", "Un relevé n’est fait que pour les mois où un soin a été remboursé, une fois le mois fini.", "/releves", "Revenir à mes relevés")
}

func drawStatement(tx *sandbox.Tx, f portal.File) ([]byte, error) {
	p, ok := portal.PersonOf(tx, f.Person)
	account, has := accountOf(tx, f.Person)
	r, _ := recordOf(tx, f.Person)
	month, err := time.ParseInLocation(monthLayout, f.Params["mois"], frtext.Paris)
	if !ok || !has || err != nil {
		return nil, fmt.Errorf("relevé: nobody, or no month, in %q", f.Params["mois"])
	}
	d := pdf.New(pdf.Options{Title: f.Title, Subject: "Remboursements de " + p.Name(), At: f.At})
	d.H1("Relevé de remboursements : " + frtext.MonthYear(month))
	d.P(institution)
	d.KeyValues([]pdf.KV{{Label: "Assuré", Value: p.Name()}, {Label: "Numéro de sécurité sociale", Value: spacedNIR(p.NIR)}})
	var rows [][]string
	var total int64
	for _, c := range insuredOf(tx, account.ID).Care {
		if r.banked(c.due()).In(frtext.Paris).Format(monthLayout) == f.Params["mois"] {
			rows = append(rows, []string{frtext.ShortDate(c.Date), c.Label, frtext.Money(c.Paid), frtext.Money(c.Base), c.How(), frtext.Money(c.Kept), frtext.Money(c.Refund())})
			total += c.Refund()
		}
	}
	d.Table([]string{"Soin du", "Soin", "Payé", "Base", "Taux", "Retenu", "Remboursé"}, rows)
	d.P("Total remboursé : " + frtext.Money(total) + ".")
	if r.LongIllness != (LongIllness{}) {
		d.P("« ALD » : soin en rapport avec une affection de longue durée, pris en charge à 100 % du tarif de base.")
	}
	d.P("« Retenu » : la participation forfaitaire de 2 € sur une consultation, ou la franchise de 1 € par boîte de médicament.")
	return d.Bytes()
}
