package caf

import (
	"slices"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// The papers of a claim: all of them, each the one asked, each legible.

// papers are what claims ask for, by field: what the file must show, and how a
// letter names it.
var papers = map[string]struct{ kind, name string }{
	"piece_identite":    {"identite", "la pièce d’identité"},
	"titre_sejour":      {"titre_sejour", "le titre de séjour"},
	"rib":               {"rib", "le relevé d’identité bancaire"},
	"bulletins":         {"bulletin", "les bulletins de salaire"},
	"bail_copie":        {"bail", "le bail"},
	"attestation_loyer": {"attestation_loyer", "l’attestation de loyer"},
}

// lacking lists the papers that did not come, or cannot serve.
func lacking(c *demarche.Case) []string {
	keys := slices.Clone(c.Dossier.Missing)
	for key, file := range c.Dossier.Files {
		if wanted, ok := papers[key]; ok && !slices.Contains(keys, key) && (file.Flaw != "" || file.Shows != wanted.kind) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// complete says whether every document came, legible.
func complete(c *demarche.Case) bool { return len(lacking(c)) == 0 }

// applyIncomplete asks again for the papers that lack: those that came and cannot
// serve are to be sent once more.
func applyIncomplete(c *demarche.Case) {
	applyRegister(c)
	c.Dossier.Missing = lacking(c)
	var named []string
	for _, key := range c.Dossier.Missing {
		delete(c.Dossier.Files, key)
		delete(c.Dossier.Values, key)
		named = append(named, papers[key].name)
	}
	c.Dossier.Result.With(demarche.Result{Words: map[string]string{"papiers": frtext.List(named)}})
}

// fillWages adds up the wages of a claim: payslips are asked where there are any.
func fillWages(c *demarche.Case, _ string) string {
	var sum int64
	for _, row := range applicants(c) {
		for _, column := range lastColumns(c) {
			sum += int64(c.Amount("ressources." + row.ID + "." + column.ID + ".salaire"))
		}
	}
	if sum == 0 {
		return noWages
	}
	return frtext.Money(sum)
}

// noWages is what the form shows of nobody's wages.
const noWages = "Aucun"

// letterDays is how long a letter takes.
const letterDays = 3

// applyOriented tells what else the RSA brings: France Travail registers whoever
// receives it, and the health insurance is told of who asked for cover.
func applyOriented(c *demarche.Case) {
	job := "France Travail"
	if c.Era == "2019" || c.Era == "2022" {
		job = "Pôle emploi"
	}
	post(c.Tx, portal.Letter{To: c.Person.ID, From: job, Object: "Votre inscription", Body: []string{
		"Vous recevez le RSA : vous êtes inscrit d’office, sans démarche de votre part.",
		"Une personne vous recevra pour parler de votre situation et choisir avec vous un accompagnement. La date du rendez-vous vous sera écrite.",
		"Cette inscription ne remplace pas votre déclaration à la Caf, tous les trois mois.",
	}})
	if c.Yes("c2s") {
		post(c.Tx, portal.Letter{To: c.Person.ID, From: "Assurance maladie du Val-d’Exemple", Object: "Votre complémentaire santé solidaire", Body: []string{
			"La Caf nous a transmis votre demande. Avec le RSA, la complémentaire santé solidaire vous est accordée, sans rien payer.",
			"L’attestation est dans votre compte ameli.",
		}})
	}
}

func post(tx *sandbox.Tx, l portal.Letter) {
	tx.Schedule(tx.Now().AddDate(0, 0, letterDays), portal.EffectLetter, l)
}
