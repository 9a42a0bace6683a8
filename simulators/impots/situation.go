package impots

import (
	"fmt"
	"net/http"
	"slices"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/pdf"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// situationKind is the kind of the ASDIR: what proves incomes as soon as a return
// is signed, before any notice.
const situationKind = "impots.asdir"

func returnDossier(n string) string { return "dossier/" + ID + "/" + formReturn + "/" + n }

func sendSituation(v *portal.Visit, s portal.Session) error {
	d, ok := demarche.DossierOf(v.Tx, returnDossier(v.Path("n")))
	if !ok || !slices.Contains(householdOf(v.Tx, s.Person).Declarants, d.Person) || d.State == demarche.Draft {
		return v.Stop(http.StatusNotFound, "Ce document n’est pas ici", "Il existe dès qu’une déclaration est signée, pas avant.", "/documents", "Voir mes documents")
	}
	v.Witness(FactSituationOpened, "personne", s.Person, "annee", d.Values["annee"])
	return v.Send(portal.File{
		Kind: situationKind, Name: "asdir-" + d.Values["annee"] + "-" + d.Name() + ".pdf", Title: situationTitle(d),
		Person: s.Person, Params: map[string]string{"dossier": d.ID},
	})
}

func situationTitle(d demarche.Dossier) string {
	return "Avis de situation déclarative, revenus de " + d.Values["annee"]
}

func drawSituation(tx *sandbox.Tx, f portal.File) ([]byte, error) {
	d, ok := demarche.DossierOf(tx, f.Params["dossier"])
	if !ok {
		return nil, fmt.Errorf("impots: no dossier %q", f.Params["dossier"])
	}
	p, _ := portal.PersonOf(tx, d.Person)
	doc := pdf.New(pdf.Options{Title: situationTitle(d), Subject: "Déclaration " + d.Number, At: d.SentAt})
	doc.H1(situationTitle(d))
	doc.P("Ce document reprend ce qui a été déclaré. Il prouve les revenus en attendant l’avis d’impôt ; l’administration n’a encore rien vérifié.")
	doc.KeyValues([]pdf.KV{
		{Label: "Déclarant·e", Value: p.Name()},
		{Label: "Numéro fiscal", Value: spaced(portal.Digits(p.TaxNumber))},
		{Label: "Déclaration", Value: d.Number},
		{Label: "Signée le", Value: frtext.DateTime(d.SentAt)},
	})
	doc.H2("Situation déclarée")
	var rows []pdf.KV
	for _, line := range d.Result.Shown {
		rows = append(rows, pdf.KV{Label: line.Label, Value: line.Value})
	}
	doc.KeyValues(rows)
	return doc.Bytes()
}
