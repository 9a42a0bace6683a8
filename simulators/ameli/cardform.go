package ameli

import (
	"strings"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// EffectCardForm: the paper form of a new card comes back, with a
// portal.PostedForm.
const EffectCardForm = "ameli.formulaire_vitale"

const (
	demarcheCard = "carte-commande"
	formPaper    = "formulaire-vitale"
	valueForm    = "formulaire" // what was done on it, of cardForm
	stageRead    = "lecture"
)

// cardForm is what the form asks, and what a letter says of each where it is
// missing.
var cardForm = []struct {
	portal.BlankItem
	missing string
}{
	{portal.BlankItem{ID: "photo", Label: "Coller une photo d’identité récente dans le cadre"}, "la photo d’identité"},
	{portal.BlankItem{ID: "signature", Label: "Signer dans l’autre cadre"}, "votre signature"},
	{portal.BlankItem{ID: "copie", Label: "Glisser dans l’enveloppe la photocopie d’une pièce d’identité, des deux côtés"}, "la photocopie des deux côtés de votre pièce d’identité"},
}

// layForm puts the form in the person's hands, blank: it came with its letter.
func layForm(c *demarche.Case) {
	blank := &portal.Blank{Effect: EffectCardForm}
	for _, item := range cardForm {
		blank.Items = append(blank.Items, item.BlankItem)
	}
	c.Put("papier/"+c.Person.ID+"/"+formPaper, portal.Paper{
		ID: formPaper, Title: frtext.Tight("Formulaire « Ma nouvelle carte Vitale »"), Kind: "lettre", At: c.Now(), Blank: blank,
		Text: []string{c.Person.Name(), spacedNIR(c.Person.NIR), "Dossier : " + c.Dossier.Number, "Un cadre pour la photo, un cadre pour la signature", "À renvoyer à votre caisse, avec la photocopie d’une pièce d’identité"},
	})
}

// formIsBack says that a form came back to the caisse: nobody lives there.
func formIsBack(c *demarche.Case) {
	tell(c, "Votre formulaire nous est revenu", "Personne ne l’a reçu à l’adresse de votre dossier. Changez d’abord l’adresse, puis commandez de nouveau la carte.")
	c.Emit(string(FactLetterLost), "personne", c.Person.ID, "objet", "Le formulaire de votre carte Vitale")
}

// formArrives takes the order up again with what was done on the form.
func formArrives(set *demarche.Set) func(*sandbox.Tx, portal.PostedForm) {
	return func(tx *sandbox.Tx, posted portal.PostedForm) {
		last := ""
		for _, d := range demarche.Dossiers(tx, ID, demarcheCard, posted.Person) {
			if d.Values["voie"] == onPaper && d.State != demarche.Draft {
				last = d.ID
			}
		}
		set.Resume(tx, last, stageRead, map[string]string{valueForm: strings.Join(posted.Done, ",")})
	}
}

// decideForm looks at a form as an agent does.
func decideForm(c *demarche.Case) string {
	if cardRecord(c).Card.State != cardStopped {
		return "inutile"
	}
	var missing []string
	for _, item := range cardForm {
		if !c.Has(valueForm, item.ID) {
			missing = append(missing, item.missing)
		}
	}
	if len(missing) == 0 {
		return "complet"
	}
	c.Dossier.Result.With(demarche.Result{Words: map[string]string{"manque": frtext.List(missing)}})
	return "incomplet"
}
