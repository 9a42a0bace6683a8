package ameli

import (
	"fmt"
	"time"

	"demarcheablanc/internal/pdf"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// KindDoctorForm is the paper form that declares a treating doctor, blank.
const KindDoctorForm = "ameli.formulaire_medecin"

// Doctor is a person's treating doctor; the zero value is none.
type Doctor struct {
	Name  string    `json:"nom"`
	Since time.Time `json:"depuis"`
}

// usualDoctors are those of whoever the situation gives none.
var usualDoctors = [...]string{"Dr Irène LORIQUET", "Dr Basile COURLIS", "Dr Aïcha PLUVIER"}

// usualDoctor is somebody's own, declared three years ago.
func usualDoctor(person string, now time.Time) Doctor {
	return Doctor{usualDoctors[number(person, uint64(len(usualDoctors)))], now.AddDate(-3, 0, 0)}
}

// decideDoctor reads the form: a blank one, as downloaded, carries no signature.
func decideDoctor(c *demarche.Case) string {
	f, ok := c.Dossier.Files["declaration"]
	if !ok || f.Flaw != "" || f.Kind == KindDoctorForm || f.Shows != "" && f.Shows != "declaration_medecin" {
		return "manque"
	}
	return "enregistre"
}

func putDoctor(c *demarche.Case) {
	r := cardRecord(c)
	r.Doctor = Doctor{c.Text("nom_medecin"), c.Now()}
	putRecord(c.Tx, r)
	c.Emit(string(FactDoctor), "personne", c.Person.ID)
}

func (s *service) doctorForm(v *portal.Visit, h holder) error {
	v.Witness(FactDocument, "personne", h.person.ID, "genre", KindDoctorForm)
	return v.Send(portal.File{Kind: KindDoctorForm, Name: "declaration-medecin-traitant.pdf", Title: "Déclaration de médecin traitant, à remplir", Person: h.person.ID, At: v.Now()})
}

func drawDoctorForm(tx *sandbox.Tx, f portal.File) ([]byte, error) {
	p, ok := portal.PersonOf(tx, f.Person)
	if !ok {
		return nil, fmt.Errorf("déclaration de médecin traitant: nobody is called %q", f.Person)
	}
	const line = "........................................"
	d := pdf.New(pdf.Options{Title: f.Title, Subject: "À signer par l’assuré et par le médecin", At: f.At})
	d.H1("Déclaration de choix du médecin traitant")
	d.P(institution)
	d.H2("L’assuré")
	d.KeyValues([]pdf.KV{{Label: "Nom et prénom", Value: p.Name()}, {Label: "Numéro de sécurité sociale", Value: spacedNIR(p.NIR)}, {Label: "Date et signature", Value: line}})
	d.H2("Le médecin")
	d.KeyValues([]pdf.KV{{Label: "Nom et prénom", Value: line}, {Label: "Tampon du cabinet", Value: line}, {Label: "Date et signature", Value: line}})
	d.P("Les deux signatures sont nécessaires. Le médecin peut aussi faire la déclaration en ligne, avec la carte Vitale : ce papier est alors inutile.")
	return d.Bytes()
}
