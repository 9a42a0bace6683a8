package ameli

import (
	"fmt"
	"net/http"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/pdf"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/ameli/droits"
	"demarcheablanc/simulators/portal"
)

// KindAllowances is the document that says which sick-leave allowances were paid.
const KindAllowances = "ameli.attestation_ij"

// paidLeaves lists the payments made up to now.
func paidLeaves(r Record, now time.Time) []droits.Instalment {
	var all []droits.Instalment
	for _, l := range r.Leaves {
		if l.Certificate.IsZero() || now.Before(l.Certificate) {
			continue
		}
		for _, i := range droits.Instalments(l.SickLeave, l.Certificate) {
			if on := r.banked(i.On); !on.IsZero() && !now.Before(on) {
				i.On = on
				all = append(all, i)
			}
		}
	}
	return all
}

// leaveLine is one leave as its owner follows it.
type leaveLine struct {
	Leave
	Stage   int // droits.Stage: how far it has come
	Steps   []string
	Waiting int // days not paid at the beginning
	PerDay  int64
	Late    bool // the employer's certificate should have come
	Due     time.Time
	Paid    []droits.Instalment
}

var leaveSteps = []string{"Arrêt reçu", "Attestation de salaire attendue de l’employeur", "Calcul en cours", "Premier paiement parti"}

type leavesPage struct {
	frame
	Leaves []leaveLine
	NoRIB  bool
}

func (s *service) leaves(v *portal.Visit, h holder) error {
	page := leavesPage{frame: h.frame("paiements"), NoRIB: h.record.IBAN == ""}
	for _, l := range h.record.Leaves {
		line := leaveLine{Leave: l, Steps: leaveSteps, Stage: int(l.StageAt(l.Received, l.Certificate, v.Now())), Due: l.CertificateBy()}
		line.Waiting = frtext.DaysBetween(l.First, l.FirstPaid())
		line.PerDay = int64(droits.AllowanceOf(l.SickLeave).Net)
		if line.Stage == int(droits.PaidOnce) && h.record.IBAN == "" {
			line.Stage = int(droits.InProgress) // nothing leaves without a RIB
		}
		line.Late = line.Stage <= int(droits.AwaitingCertificate) && v.Now().After(line.Due)
		line.Paid = paidLeaves(Record{Leaves: []Leave{l}, IBAN: h.record.IBAN, BankSince: h.record.BankSince}, v.Now())
		page.Leaves = append(page.Leaves, line)
	}
	return v.Render("indemnites.html", "Mes indemnités journalières", page)
}

// allowancesChoose asks for a period; the document follows.
func (s *service) allowancesChoose(v *portal.Visit, h holder) error {
	from, problem := readDay(v.Value("du"))
	if problem != "" {
		v.Problem("du", problem)
	}
	to, problem := readDay(v.Value("au"))
	if problem != "" {
		v.Problem("au", problem)
	}
	if !v.Refused() && to < from {
		v.Problem("au", "La fin ne peut pas venir avant le début : relisez les deux dates.")
	}
	if !v.Refused() && to > v.Now().In(frtext.Paris).Format(time.DateOnly) {
		v.Problem("au", "L’attestation ne va pas au-delà d’aujourd’hui.")
	}
	if v.Refused() {
		return s.leaves(v, h)
	}
	return v.Redirect("/indemnites/attestation/" + from + "/" + to)
}

func (s *service) allowancesOpen(v *portal.Visit, h holder) error {
	from, to := v.Path("du"), v.Path("au")
	if _, _, ok := period(from, to); !ok {
		return v.Stop(http.StatusNotFound, "Cette période n’existe pas", "Choisissez deux dates.", "/indemnites", "Revenir au choix")
	}
	v.Witness(FactLeavePaper, "personne", h.person.ID, "du", from, "au", to)
	return v.Send(portal.File{
		Kind: KindAllowances, Name: "attestation-indemnites.pdf", Title: "Attestation de paiement d’indemnités journalières", Person: h.person.ID,
		Params: map[string]string{"du": from, "au": to}, At: v.Now(),
	})
}

func period(from, to string) (first, last time.Time, ok bool) {
	first, err := time.ParseInLocation(time.DateOnly, from, frtext.Paris)
	last, err2 := time.ParseInLocation(time.DateOnly, to, frtext.Paris)
	return first, last, err == nil && err2 == nil && !last.Before(first)
}

func drawAllowances(tx *sandbox.Tx, f portal.File) ([]byte, error) {
	p, ok := portal.PersonOf(tx, f.Person)
	first, last, whole := period(f.Params["du"], f.Params["au"])
	if !ok || !whole {
		return nil, fmt.Errorf("attestation d’indemnités: no such person or period")
	}
	r, _ := recordOf(tx, f.Person)
	d := pdf.New(pdf.Options{Title: f.Title, Subject: "Indemnités journalières de " + p.Name(), At: f.At})
	d.H1("Attestation de paiement d’indemnités journalières")
	d.P(institution)
	d.KeyValues([]pdf.KV{
		{Label: "Assuré", Value: p.Name()},
		{Label: "Numéro de sécurité sociale", Value: spacedNIR(p.NIR)},
		{Label: "Période demandée", Value: "du " + frtext.Date(first) + " au " + frtext.Date(last)},
	})
	var rows [][]string
	var gross, net int64
	for _, i := range paidLeaves(r, f.At) {
		if i.Last.Before(first) || i.First.After(last) {
			continue
		}
		rows = append(rows, []string{frtext.ShortDate(i.First), frtext.ShortDate(i.Last), frtext.Number(int64(i.Days)), frtext.Money(int64(i.Gross)), frtext.Money(int64(i.Net)), frtext.ShortDate(i.On)})
		gross, net = gross+int64(i.Gross), net+int64(i.Net)
	}
	if len(rows) == 0 {
		d.P("Aucune indemnité journalière n’a été payée pour cette période.")
		return d.Bytes()
	}
	d.Table([]string{"Du", "Au", "Jours", "Brut", "Net versé", "Payé le"}, rows)
	d.P("Total : " + frtext.Money(gross) + " brut, " + frtext.Money(net) + " net après CSG et CRDS.")
	return d.Bytes()
}
