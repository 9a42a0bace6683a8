package caf_test

import (
	"strings"
	"testing"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
	"demarcheablanc/simulators/portal/portaltest"
)

// tenantSeed: a lone parent of two, 450 € of rent in zone 3, as the computed case
// AL3I2 has it a year before; her aid is still that of 900 € a month.
var tenantSeed = strings.NewReplacer("loyer: 560, zone: 2, aide: 310", "loyer: 450, zone: 3, aide: 410", "logement: 310", "logement: 410").Replace(nadiaSeed)

// earns makes employers say the same wage for each month that is known.
func earns(w *portaltest.World, wage calcul.Cents) {
	w.Do(func(tx *sandbox.Tx) {
		truth, _ := sandbox.Get[caf.Truth](tx, "caf/verite/nadia")
		for _, kinds := range truth.Resources["nadia"] {
			kinds["salaire"] = wage
		}
		tx.Put("caf/verite/nadia", truth)
	})
}

// Wages of 1 200 € a month: 14 400 € a year, 13 000 € counted. By hand, with the
// figures of October 2026: the rent up to 427,75 €, charges 89,09 €, 145,34 € for
// her, less 5 €: 366,50 €, and 364,67 € without the CRDS (359,31 € a year before).
// It changes without a question, from the first month of the quarter.
func TestHousingAidFollowsResourcesEachQuarter(t *testing.T) {
	w := open(t, tenantSeed, nil)
	login(w).Get(home + "/paiements").See("410,00")
	earns(w, 120_000)
	w.Wait(23 * day) // October is paid on 5 November
	w.MustSee(caf.FactHousing, "personne", "nadia", "mois", "octobre 2026", "avant", "410,00\u00a0€", "apres", "364,67\u00a0€")
	w.MustSee(demarche.FactPaid, "libelle", "Aide au logement, octobre 2026", "centimes", "36467")
	login(w).Get(home+"/courriers").See("Votre aide au logement change", "364,67", "à partir d’octobre 2026", "14 400,00", "de septembre 2025 à août 2026")
	earns(w, 90_000) // within the quarter, nothing moves
	w.Wait(30 * day)
	w.MustSee(demarche.FactPaid, "libelle", "Aide au logement, novembre 2026", "centimes", "36467")
}

// Resources that stay the same leave the aid as it is, and so do those that
// nobody transmits.
func TestHousingAidStaysWhereResourcesStay(t *testing.T) {
	w := open(t, tenantSeed, nil)
	w.Wait(23 * day)
	w.MustNotSee(caf.FactHousing)
	w.MustSee(demarche.FactPaid, "libelle", "Aide au logement, octobre 2026", "centimes", "41000")
}

// Two wages of 900 € are 21 600 € a year: the form is filled in with both.
func TestAYearOfBothPartnersIsFilledIn(t *testing.T) {
	two := strings.NewReplacer(
		"[prime, famille, logement]", "[prime, famille]", ", logement: 310}", "}",
		"  enfants:\n", "  conjoint: {nom: Ali PINSON, naissance: \"1990-02-01\"}\n  enfants:\n",
		"      nadia:\n", "      conjoint: {M-4: {salaire: 900}, M-3: {salaire: 900}, M-2: {salaire: 900}}\n      nadia:\n",
		"{salaire: 1030}", "{salaire: 900}",
	).Replace(nadiaSeed)
	w := open(t, two, nil)
	b := login(w).Get(home + "/demarches/logement").Click("Commencer").Click("Continuer")
	b.Post(b.URL.Path, form("genre_logement", "locataire", "entree", "01/10/2026", "principale", "oui", "surface", "48", "meuble", "non", "loyer", "510", "charges", "60", "colocation", "non"))
	b.Post(b.URL.Path, form("bailleur", "particulier", "bailleur_nom", "M. Geai", "bailleur_adresse.voie", "1 quai", "bailleur_adresse.code_postal", "00900", "bailleur_adresse.commune", "Saint-Exemple", "parente", "non"))
	b.See("21 600,00")
}
