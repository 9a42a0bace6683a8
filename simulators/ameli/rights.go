package ameli

import (
	"fmt"
	"net/http"
	"strconv"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/pdf"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// The other documents that prove a right.
const (
	KindC2S         = "ameli.attestation_c2s"
	KindCertificate = "ameli.certificat_europeen" // provisional, of one person
)

const paramRank = "rang" // of the card in the record

func (s *service) c2sOpen(v *portal.Visit, h holder) error {
	if !h.record.C2S.Open(v.Now()) {
		return v.Stop(http.StatusNotFound, "Pas d’attestation de C2S", "Aucune C2S n’est ouverte aujourd’hui à votre nom.", "/mes-demarches", "Revenir à mes démarches")
	}
	v.Witness(FactDocument, "personne", h.person.ID, "genre", KindC2S)
	return v.Send(portal.File{Kind: KindC2S, Name: "attestation-c2s.pdf", Title: "Attestation de complémentaire santé solidaire", Person: h.person.ID, At: v.Now()})
}

func (s *service) certificateOpen(v *portal.Visit, h holder) error {
	n, err := strconv.Atoi(v.Path("rang"))
	if err != nil || n < 0 || n >= len(h.record.Cards) || !h.record.Cards[n].Provisional {
		return v.Stop(http.StatusNotFound, "Ce certificat n’existe pas", "Un certificat provisoire n’est donné que si le départ vient avant la carte.", "/mes-demarches", "Revenir à mes démarches")
	}
	v.Witness(FactDocument, "personne", h.person.ID, "genre", KindCertificate)
	return v.Send(portal.File{
		Kind: KindCertificate, Name: "certificat-provisoire.pdf", Title: "Certificat provisoire, " + h.record.Cards[n].Name, Person: h.person.ID,
		Params: map[string]string{paramRank: v.Path("rang")}, At: v.Now(),
	})
}

func drawC2S(tx *sandbox.Tx, f portal.File) ([]byte, error) {
	p, ok := portal.PersonOf(tx, f.Person)
	r, known := recordOf(tx, f.Person)
	if !ok || !known {
		return nil, fmt.Errorf("attestation de C2S: nobody is called %q", f.Person)
	}
	d := pdf.New(pdf.Options{Title: f.Title, Subject: "C2S de " + p.Name(), At: f.At})
	d.H1("Attestation de complémentaire santé solidaire")
	d.P(institution)
	d.KeyValues(append([]pdf.KV{
		{Label: "Titulaire", Value: p.Name()}, {Label: "Numéro de sécurité sociale", Value: spacedNIR(p.NIR)},
	}, c2sLines(r.C2S)...))
	d.P("Présentez-la avec la carte Vitale : il n’y a pas d’avance à faire, ni de dépassement à payer.")
	return d.Bytes()
}

// bodies are the names of those who manage a C2S.
var bodies = map[string]string{"cpam": institution, "mutuelle_lavoir": "Mutuelle du Lavoir", "prevoyance_tilleuls": "Prévoyance des Tilleuls"}

// c2sLines say a right, as documents do.
func c2sLines(c C2S) []pdf.KV {
	body := bodies[c.Body]
	if body == "" {
		body = institution
	}
	cost := "sans participation"
	if c.Monthly > 0 {
		cost = frtext.Money(int64(c.Monthly)) + " par mois"
	}
	return []pdf.KV{
		{Label: "C2S", Value: "du " + frtext.Date(c.First) + " au " + frtext.Date(c.Last)},
		{Label: "Participation", Value: cost},
		{Label: "Organisme", Value: body},
	}
}

func drawCertificate(tx *sandbox.Tx, f portal.File) ([]byte, error) {
	r, _ := recordOf(tx, f.Person)
	n, err := strconv.Atoi(f.Params[paramRank])
	if err != nil || n < 0 || n >= len(r.Cards) {
		return nil, fmt.Errorf("certificat provisoire: no card %q", f.Params[paramRank])
	}
	card := r.Cards[n]
	d := pdf.New(pdf.Options{Title: f.Title, Subject: "Remplace la carte européenne", At: card.Asked})
	d.H1("Certificat provisoire de remplacement")
	d.P(institution)
	d.P("Il remplace la carte européenne d’assurance maladie tant qu’elle n’est pas arrivée.")
	d.KeyValues([]pdf.KV{
		{Label: "Personne", Value: card.Name},
		{Label: "Valable", Value: "du " + frtext.Date(card.Asked) + " au " + frtext.Date(card.ProvisionalUntil)},
	})
	return d.Bytes()
}
