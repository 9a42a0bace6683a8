package caf

import (
	"fmt"
	"net/http"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/pdf"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
)

// The kinds of document that the Caf issues.
const (
	KindPayment  = "caf.attestation_paiement"
	KindQuotient = "caf.attestation_quotient"
)

// The choices of the form, and the parameter of a file.
const (
	wantPayment  = "paiement"
	wantQuotient = "quotient"
	paramMonth   = "mois"
	paramCode    = "code"
)

// attestedMonths is how many months back a certificate can be had.
const attestedMonths = 6

type attestationsPage struct {
	frame
	Months []portal.Option
}

func (s *service) attestationsPage(v *portal.Visit, h holder) error {
	page := attestationsPage{frame: h.frame("attestations")}
	now := droits.MonthOf(v.Now())
	for n := range droits.Month(attestedMonths) {
		page.Months = append(page.Months, portal.Option{Value: label(now - n), Label: (now - n).String()})
	}
	return v.Render("attestations.html", "Mes attestations", page)
}

func (s *service) attestationChoose(v *portal.Visit, h holder) error {
	kind, month := v.Value("genre"), v.Value("mois")
	m, err := droits.ParseMonth(month)
	if kind != wantPayment && kind != wantQuotient {
		v.Problem("genre", "Choisissez l’attestation qu’il vous faut.")
	}
	now := droits.MonthOf(v.Now())
	switch {
	case err != nil || m > now || m <= now-attestedMonths:
		v.Problem("mois", "Choisissez un des mois de la liste.")
	case kind == wantPayment && v.Now().Before(droits.PaymentDay(m)):
		v.Problem("mois", "Les droits de "+m.String()+" ne sont pas encore payés : ils le seront le "+frtext.Date(droits.PaymentDay(m))+". Choisissez le mois d’avant.")
	}
	if v.Refused() {
		return s.attestationsPage(v, h)
	}
	return v.Redirect("/attestations/prete/" + kind + "/" + month)
}

// asked reads the certificate that an address names.
func askedFile(v *portal.Visit, h holder) (portal.File, droits.Month, bool) {
	m, err := droits.ParseMonth(v.Path("mois"))
	f := portal.File{Person: h.person.ID, Params: map[string]string{paramMonth: v.Path("mois")}, At: v.Now()}
	switch v.Path("genre") {
	case wantPayment:
		f.Kind, f.Name, f.Title = KindPayment, "attestation-de-paiement-"+v.Path("mois")+".pdf", "Attestation de paiement, "+m.String()
	case wantQuotient:
		f.Kind, f.Name, f.Title = KindQuotient, "attestation-quotient-familial-"+v.Path("mois")+".pdf", "Attestation de quotient familial, "+m.String()
	default:
		return f, m, false
	}
	return f, m, err == nil
}

type readyPage struct {
	frame
	Title, Path string
	Nothing     bool
	Quotient    int64
	Why         calcul.Why
}

func (s *service) attestationReady(v *portal.Visit, h holder) error {
	f, m, ok := askedFile(v, h)
	if !ok {
		return noFile(v)
	}
	page := readyPage{frame: h.frame("attestations"), Title: f.Title, Path: "/attestations/document/" + v.Path("genre") + "/" + v.Path("mois")}
	if f.Kind == KindQuotient {
		page.Quotient, page.Why = quotientOf(h.folder, m)
	} else {
		page.Nothing = h.folder.entitled(m).Given.total() == 0
	}
	return v.Render("attestation_prete.html", "Votre attestation est prête", page)
}

func noFile(v *portal.Visit) error {
	return v.Stop(http.StatusNotFound, "Cette attestation n’existe pas", "Revenez à la liste et choisissez-en une.", "/attestations", "Mes attestations")
}

func (s *service) attestationOpen(v *portal.Visit, h holder) error {
	f, m, ok := askedFile(v, h)
	if !ok {
		return noFile(v)
	}
	f.Params[paramCode] = certify(h.folder, h.person, f.Kind, m, v.Now()).keep(v.Tx).Code
	v.Witness(FactAttestation, "personne", h.person.ID, "genre", v.Path("genre"), "mois", m.String())
	return v.Send(f)
}

// quotientOf computes a quotient familial as the Caf would print it.
func quotientOf(f Folder, m droits.Month) (int64, calcul.Why) {
	e := f.entitled(m)
	basis := droits.QuotientBasis{Taxable: f.Taxable, Alimony: f.Alimony, Disabled: f.Disabled, Benefits: map[droits.Benefit]calcul.Cents{}}
	for benefit, c := range e.Due {
		basis.Benefits[droits.Benefit(benefit)] = c
	}
	basis.Children = f.children()
	return droits.Quotient(basis, m)
}

func (f *Folder) children() int {
	n := 0
	for _, m := range f.Members {
		if m.Role == roleChild {
			n++
		}
	}
	return n
}

// drawn reads what a certificate is about.
func drawn(tx *sandbox.Tx, file portal.File) (Folder, portal.Person, droits.Month, error) {
	m, err := droits.ParseMonth(file.Params[paramMonth])
	f, ok := folderOf(tx, file.Person)
	person, known := portal.PersonOf(tx, file.Person)
	if err != nil || !ok || !known {
		return f, person, m, fmt.Errorf("attestation de la Caf : dossier de %q, mois %q", file.Person, file.Params[paramMonth])
	}
	return f, person, m, nil
}

func (s *service) drawPayment(tx *sandbox.Tx, file portal.File) ([]byte, error) {
	c, err := certificateOf(tx, file)
	if err != nil {
		return nil, err
	}
	d := c.begin("Attestation de paiement", file.At)
	if len(c.Lines) == 0 {
		d.P("Aucune prestation n’a été versée pour ce mois.")
	} else {
		var rows [][]string
		for _, l := range c.Lines {
			rows = append(rows, []string{l.Label, l.Value})
		}
		d.Table([]string{"Prestation", "Montant versé"}, rows)
	}
	return c.sign(d, file.At)
}

func (s *service) drawQuotient(tx *sandbox.Tx, file portal.File) ([]byte, error) {
	c, err := certificateOf(tx, file)
	if err != nil {
		return nil, err
	}
	d := c.begin("Attestation de quotient familial", file.At)
	d.H2("Comment il est calculé")
	d.KeyValues(c.Lines)
	return c.sign(d, file.At)
}

// begin opens the document: its title, and whom it is about.
func (c Certificate) begin(title string, at time.Time) *pdf.Doc {
	d := pdf.New(pdf.Options{Title: title, Subject: c.Head[0].Value + ", " + c.Title, At: at})
	d.H1(c.Title)
	d.P(senderName)
	d.KeyValues(c.Head)
	return d
}

// sign ends it with the day, and the code by which others can check it.
func (c Certificate) sign(d *pdf.Doc, at time.Time) ([]byte, error) {
	d.P("Fait le " + frtext.Date(at) + ".")
	if c.Code != "" {
		d.P("Code de vérification : " + c.Code + ". Qui reçoit ce document peut le vérifier sur " + Host + "/verification.")
	}
	return d.Bytes()
}
