package impots

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/pdf"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// noticeKind is the kind of the notice as a file.
const noticeKind = "impots.avis"

type documentsPage struct {
	who
	Notices []Notice
	Filed   []filed // signed returns of the household, newest first
}

// filed is one signed return. Both declarants read it; its receipt is for who
// signed.
type filed struct {
	demarche.Dossier
	Own bool
	By  string
}

func documents(v *portal.Visit, s portal.Session) error {
	page := documentsPage{who: whoIs(v, s), Notices: noticesOf(v.Tx, s.Person)}
	for _, person := range householdOf(v.Tx, s.Person).Declarants {
		p, _ := portal.PersonOf(v.Tx, person)
		for _, d := range demarche.Dossiers(v.Tx, ID, formReturn, person) {
			if d.State != demarche.Draft {
				page.Filed = append(page.Filed, filed{d, person == s.Person, p.Name()})
			}
		}
	}
	slices.SortStableFunc(page.Filed, func(a, b filed) int { return b.SentAt.Compare(a.SentAt) })
	return v.Render("documents.html", "Mes documents", page)
}

type noticePage struct {
	who
	Notice     Notice
	Ref        string // « référence de l’avis »
	Untaxed    string // says so, where nothing is due
	Declarants []declarant
	Parts      string
	Reference  int64        // centimes
	Tax        int64        // centimes
	Favour     int64        // centimes given back, where the tax is below nothing
	GivenBack  calcul.Cents // under the notice that this one replaces
}

func readNotice(v *portal.Visit, s portal.Session) error {
	n, ok := openNotice(v, s)
	if !ok {
		return noNotice(v)
	}
	page := noticePage{
		who: whoIs(v, s), Notice: n, Ref: n.reference(), Declarants: n.people(v.Tx), Parts: n.parts(), Reference: n.Reference * 100,
		Tax: max(0, n.Tax) * 100, Favour: max(0, -n.Tax) * 100, GivenBack: -n.Before,
	}
	if n.Tax <= 0 {
		page.Untaxed = untaxed
	}
	return v.Render("avis.html", title(n), page)
}

func sendNotice(v *portal.Visit, s portal.Session) error {
	n, ok := openNotice(v, s)
	if !ok {
		return noNotice(v)
	}
	return v.Send(portal.File{
		Kind: noticeKind, Name: "avis-impot-" + n.suffix() + ".pdf", Title: title(n),
		Person: s.Person, Params: map[string]string{"avis": n.ID},
	})
}

// openNotice finds the notice asked for, if the person may read it. Reading is
// witnessed: income is more than most needs require.
func openNotice(v *portal.Visit, s portal.Session) (Notice, bool) {
	n, ok := sandbox.Get[Notice](v.Tx, noticeKey(v.Path("id")))
	if !ok || !slices.Contains(n.Declarants, s.Person) {
		return n, false
	}
	v.Witness(FactNoticeOpened, "personne", s.Person, "annee", strconv.Itoa(n.Year))
	return n, true
}

func noNotice(v *portal.Visit) error {
	return v.Stop(http.StatusNotFound, "Ce document n’est pas ici", "Vos documents sont dans la liste de votre espace.", "/documents", "Voir mes documents")
}

func title(n Notice) string {
	if n.Version > 1 {
		return fmt.Sprintf("Avis d’impôt %d, rectifié (version %d)", n.Year, n.Version)
	}
	return fmt.Sprintf("Avis d’impôt %d", n.Year)
}

func (n Notice) suffix() string {
	if n.Version > 1 {
		return fmt.Sprintf("%d-v%d", n.Year, n.Version)
	}
	return strconv.Itoa(n.Year)
}

func (n Notice) parts() string {
	decimals := 0
	for p := n.Parts; p != float64(int64(p)) && decimals < 2; p *= 10 {
		decimals++
	}
	return frtext.Decimal(n.Parts, decimals)
}

// drawNotice draws the notice as it was printed in summer.
func drawNotice(tx *sandbox.Tx, f portal.File) ([]byte, error) {
	n, ok := sandbox.Get[Notice](tx, noticeKey(f.Params["avis"]))
	if !ok {
		return nil, fmt.Errorf("impots: no notice %q", f.Params["avis"])
	}
	d := pdf.New(pdf.Options{
		Title: title(n), Subject: "Avis d’impôt du foyer, fictif",
		At: n.drawnOn(),
	})
	d.H1(title(n))
	d.P(fmt.Sprintf("Impôts du Val-d’Exemple. Impôt sur les revenus de %d, établi en %d.", n.Year-1, n.Year))
	d.H2("Votre foyer")
	var rows [][]string
	for _, p := range n.people(tx) {
		rows = append(rows, []string{"Déclarant " + strconv.Itoa(p.Rank), p.Name, p.Number})
	}
	d.Table([]string{"Rang", "Nom", "Numéro fiscal"}, rows)
	d.P("Chaque déclarant d’un foyer a son propre numéro fiscal.")
	if n.Tax <= 0 {
		d.P(untaxed)
	}
	d.H2("Le calcul")
	d.KeyValues(n.figures())
	if len(n.Lines) > 0 {
		d.H2("Comment ce montant est trouvé")
		var steps [][]string
		for _, l := range n.Lines {
			steps = append(steps, []string{l.Label, l.How, l.Amount})
		}
		d.Table([]string{"Étape", "Comment", "Montant"}, steps)
	}
	return d.Bytes()
}

// drawnOn is when a notice was drawn: the end of July for those of before the play.
func (n Notice) drawnOn() time.Time {
	if n.At.IsZero() {
		return at(n.Year, time.July, 31, 9, 0, 0)
	}
	return n.At
}

func (n Notice) figures() []pdf.KV {
	all := []pdf.KV{
		{Label: "Référence de l’avis", Value: n.reference()},
		{Label: "Nombre de parts", Value: n.parts()},
		{Label: "Revenu fiscal de référence", Value: frtext.RoundMoney(n.Reference * 100)},
		{Label: "Impôt du foyer", Value: frtext.RoundMoney(n.Tax * 100)},
	}
	if n.At.IsZero() {
		return all
	}
	for _, line := range []pdf.KV{
		{Label: "Majoration et intérêts de retard", Value: euros(n.Increase)},
		{Label: "Déjà prélevé à la source", Value: euros(n.Withheld)},
		{Label: "Acomptes déjà payés", Value: euros(n.Acomptes)},
		{Label: "Avance de janvier, reprise", Value: euros(n.Advance)},
		{Label: "Déjà payé avec l’avis précédent", Value: euros(max(0, n.Before))},
		{Label: "Déjà remboursé avec l’avis précédent", Value: euros(max(0, -n.Before))},
		{Label: "Reste à payer", Value: euros(n.Balance)},
		{Label: "Somme remboursée", Value: euros(n.Refund)},
		{Label: "Taux de prélèvement à la source", Value: n.Rate},
	} {
		if line.Value != euros(0) {
			all = append(all, line)
		}
	}
	return all
}
