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
)

// noticeKind is the kind of the notice as a file.
const noticeKind = "impots.avis"

type documentsPage struct {
	who
	Notices []Notice
}

func documents(v *portal.Visit, s portal.Session) error {
	return v.Render("documents.html", "Mes documents", documentsPage{whoIs(v, s), noticesOf(v.Tx, s.Person)})
}

type noticePage struct {
	who
	Notice     Notice
	Declarants []declarant
	Parts      string
	Reference  int64 // centimes
	Tax        int64 // centimes
}

func readNotice(v *portal.Visit, s portal.Session) error {
	n, ok := openNotice(v, s)
	if !ok {
		return noNotice(v)
	}
	return v.Render("avis.html", title(n), noticePage{
		who: whoIs(v, s), Notice: n, Declarants: n.people(v.Tx), Parts: n.parts(), Reference: n.Reference * 100, Tax: n.Tax * 100,
	})
}

func sendNotice(v *portal.Visit, s portal.Session) error {
	n, ok := openNotice(v, s)
	if !ok {
		return noNotice(v)
	}
	return v.Send(portal.File{
		Kind: noticeKind, Name: fmt.Sprintf("avis-impot-%d.pdf", n.Year), Title: title(n),
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

func title(n Notice) string { return fmt.Sprintf("Avis d’impôt %d", n.Year) }

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
		At: time.Date(n.Year, time.July, 31, 9, 0, 0, 0, frtext.Paris),
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
	d.H2("Le calcul")
	d.KeyValues([]pdf.KV{
		{Label: "Nombre de parts", Value: n.parts()},
		{Label: "Revenu fiscal de référence", Value: frtext.RoundMoney(n.Reference * 100)},
		{Label: "Impôt du foyer", Value: frtext.RoundMoney(n.Tax * 100)},
	})
	return d.Bytes()
}
