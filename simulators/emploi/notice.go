package emploi

import (
	"net/http"
	"slices"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/pdf"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// KindNotice is the kind of the documents drawn here: avis de situation,
// attestation d’inscription, attestation de paiement, relevé.
const KindNotice = "emploi.avis"

const (
	paramSort = "sorte"
	paramDay  = "date"
	paramFrom = "du" // AAAA-MM
	paramTo   = "au"

	sortPayments = "paiements"
)

// sort is one document that the space draws.
type sort struct{ ID, Title, Says string }

func sorts() []sort {
	return []sort{
		{"situation", "Avis de situation", "Inscrit depuis quand, en quelle catégorie, indemnisé ou non, de combien."},
		{"inscription", "Attestation d’inscription", "La date d’inscription, sans aucun montant."},
		{sortPayments, "Attestation de paiement", "Les paiements reçus, mois par mois."},
		{"periodes", "Relevé de situation", "Les mois déclarés et ce qu’ils ont donné."},
	}
}

func sortOf(id string) (sort, bool) {
	for _, s := range sorts() {
		if s.ID == id {
			return s, true
		}
	}
	return sort{}, false
}

type noticesPage struct {
	frame
	Sorts    []sort
	Months   []demarche.Line // those in which something was paid, latest first
	From, To string
}

func (s *service) notices(v *portal.Visit, h holder) error {
	return showNotices(v, h, "", "")
}

func showNotices(v *portal.Visit, h holder, from, to string) error {
	p := noticesPage{frame: h.frame("attestations"), Sorts: sorts(), From: from, To: to}
	for _, paid := range demarche.Payments(v.Tx, ID, h.person.ID) {
		m := indemnisation.MonthOf(paid.At)
		if line := (demarche.Line{ID: nameOf(m), Label: m.String()}); !slices.Contains(p.Months, line) {
			p.Months = slices.Insert(p.Months, 0, line)
		}
	}
	return v.Render("attestations.html", named(v, "Éditer une attestation", "Mes attestations"), p)
}

// chosenMonths draws the payments of some months.
func (s *service) chosenMonths(v *portal.Visit, h holder) error {
	from, to := v.Value("du"), v.Value("au")
	if from > to {
		v.Problem("du", "Le premier mois vient après le dernier. Choisissez-les dans l’ordre.")
		return showNotices(v, h, from, to)
	}
	what, _ := sortOf(sortPayments)
	f := noticeFile(h.person, what, v.Now())
	f.Params[paramFrom], f.Params[paramTo] = from, to
	v.Witness(FactAttestation, "personne", h.person.ID, "genre", what.ID)
	return v.Send(f)
}

func (s *service) notice(v *portal.Visit, h holder) error {
	what, ok := sortOf(v.Path("genre"))
	if !ok || h.file.State == stateBegun {
		return v.Stop(http.StatusNotFound, "Cette attestation n’est pas disponible", "Elle le sera une fois votre inscription faite, ou sous un autre nom dans la liste.", "/attestations", "Revenir aux attestations")
	}
	v.Witness(FactAttestation, "personne", h.person.ID, "genre", what.ID)
	return v.Send(noticeFile(h.person, what, v.Now()))
}

func noticeFile(p portal.Person, what sort, at time.Time) portal.File {
	return portal.File{
		Kind: KindNotice, Name: what.ID + ".pdf", Title: what.Title + ", " + p.Name(), Person: p.ID,
		Params: map[string]string{paramSort: what.ID, paramDay: at.In(frtext.Paris).Format(time.DateOnly)}, At: at,
	}
}

func drawNotice(tx *sandbox.Tx, f portal.File) ([]byte, error) {
	what, _ := sortOf(f.Params[paramSort])
	person, _ := portal.PersonOf(tx, f.Person)
	r, _ := registeredOf(tx, f.Person)
	account, _ := accountOf(tx, f.Person)
	day, err := time.ParseInLocation(time.DateOnly, f.Params[paramDay], frtext.Paris)
	if err != nil {
		day = f.At
	}
	doc := pdf.New(pdf.Options{Title: f.Title, Subject: what.Title, At: day})
	doc.H1(what.Title)
	doc.P(institution(tx) + ", agence du Val. Fait le " + frtext.Date(day) + ".")
	doc.KeyValues([]pdf.KV{{Label: "Au nom de", Value: person.Name()}, {Label: "Identifiant", Value: account.Identifier}})
	switch what.ID {
	case sortPayments:
		doc.Table([]string{"Versé le", "Motif", "Montant"}, paymentRows(tx, f))
	case "periodes":
		doc.Table([]string{"Mois", "Déclaré le", "Jours indemnisés", "Montant net"}, monthRows(tx, f.Person))
	default:
		doc.KeyValues(situationRows(r, what.ID == "situation"))
	}
	if what.ID == "situation" {
		doc.P("Cet avis dit où vous en êtes aujourd’hui. Il ne remplace pas la notification de vos droits.")
	}
	return doc.Bytes()
}

func situationRows(r Registered, amounts bool) []pdf.KV {
	state := pdf.KV{Label: "Inscription", Value: "Depuis le " + since(r)}
	if r.State == stateCeased {
		state.Value = "Arrêtée le " + frtext.Date(r.Ceased)
	}
	rows := []pdf.KV{state, {Label: "Catégorie", Value: category(r.Category)}}
	if !amounts {
		return rows
	}
	if !r.Paid() {
		return append(rows, pdf.KV{Label: "Indemnisation", Value: "Non indemnisé à ce jour"})
	}
	return append(rows,
		pdf.KV{Label: "Indemnisation", Value: "Allocation d’aide au retour à l’emploi"},
		pdf.KV{Label: "Allocation brute par jour", Value: money(r.Daily)},
		pdf.KV{Label: "Jours restants", Value: frtext.Count(r.Left, "jour", "jours")},
	)
}

func paymentRows(tx *sandbox.Tx, f portal.File) [][]string {
	rows := [][]string{}
	for _, p := range demarche.Payments(tx, ID, f.Person) {
		m := nameOf(indemnisation.MonthOf(p.At))
		if to := f.Params[paramTo]; m < f.Params[paramFrom] || to != "" && m > to {
			continue
		}
		rows = append(rows, []string{shortDay(p.At), p.Label, money(calcul.Cents(p.Amount))})
	}
	return rows
}

func monthRows(tx *sandbox.Tx, person string) [][]string {
	rows := [][]string{}
	for _, m := range months(tx, person) {
		days, net := "en attente du calcul", ""
		if m.State == monthComputed {
			days, net = frtext.Count(m.Days, "jour", "jours"), money(m.Net)
		}
		rows = append(rows, []string{monthNamed(m.Name).String(), shortDay(m.SentAt), days, net})
	}
	return rows
}
