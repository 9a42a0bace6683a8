package ameli

import (
	"fmt"
	"net/http"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/pdf"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
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

// months lists the months over which a statement was drawn, latest first.
func (h holder) months(now time.Time) []statementMonth {
	var months []statementMonth
	oldest := now.AddDate(0, -statementMonths, 0)
	for _, c := range h.insured.Care {
		id := c.Date.In(frtext.Paris).Format("2006-01")
		if c.Date.Before(oldest) || id == now.In(frtext.Paris).Format("2006-01") {
			continue
		}
		if n := len(months); n == 0 || months[n-1].ID != id {
			months = append(months, statementMonth{ID: id, First: c.Date})
		}
		months[len(months)-1].Total += c.Refund()
	}
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
	month, err := time.ParseInLocation("2006-01", f.Params["mois"], frtext.Paris)
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
		if c.Date.In(frtext.Paris).Format("2006-01") == f.Params["mois"] {
			rows = append(rows, []string{frtext.ShortDate(c.Date), c.Label, frtext.Money(c.Paid), frtext.Money(c.Base), fmt.Sprintf("%d\u00a0%%", c.Rate), frtext.Money(c.Kept), frtext.Money(c.Refund())})
			total += c.Refund()
		}
	}
	d.Table([]string{"Soin du", "Soin", "Payé", "Base", "Taux", "Retenu", "Remboursé"}, rows)
	d.P("Total remboursé : " + frtext.Money(total) + ".")
	d.P("« Retenu » : la participation forfaitaire de 2 € sur une consultation, ou la franchise de 1 € par boîte de médicament.")
	return d.Bytes()
}

// paid is one line of what was paid on the bank account.
type paid struct {
	Date   time.Time
	Label  string
	Amount int64 // cents
}

// payments gathers refunds, sick-leave allowances and what démarches paid over
// the last six months.
func (h holder) payments(tx *sandbox.Tx) []paid {
	oldest := tx.Now().AddDate(0, -6, 0)
	var all []paid
	for _, c := range h.insured.Care {
		if c.Date.After(oldest) {
			all = append(all, paid{c.Date, c.Label, c.Refund()})
		}
	}
	for _, i := range paidLeaves(h.record, tx.Now()) {
		all = append(all, paid{i.On, fmt.Sprintf("Indemnités journalières du %s au %s", frtext.ShortDate(i.First), frtext.ShortDate(i.Last)), int64(i.Net)})
	}
	for _, p := range demarche.Payments(tx, ID, h.person.ID) {
		all = append(all, paid{p.At, p.Label, p.Amount})
	}
	return all
}
