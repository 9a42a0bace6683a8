package ameli

import "demarcheablanc/simulators/portal"

// What ameli may witness besides what every service does.
const (
	FactAttestation  portal.Fact = "ameli.attestation.ouverte" // personne, beneficiaire, via
	FactPosted       portal.Fact = "ameli.attestation.postee"  // personne
	FactEmailAsked   portal.Fact = "ameli.courriel.demande"    // personne, domaine, boite_de
	FactEmailChanged portal.Fact = "ameli.courriel.modifie"    // personne, domaine, boite_de
	FactEmailKept    portal.Fact = "ameli.courriel.garde"      // personne
	FactMobile       portal.Fact = "ameli.mobile.modifie"      // personne, telephone_de
	FactRefunds      portal.Fact = "ameli.remboursements.consultes"
	FactCreation     portal.Fact = "ameli.creation.tentee" // personne, when the number has an account
	FactIdentity     portal.Fact = "ameli.identite.transmise"
	FactNoAccount    portal.Fact = "ameli.franceconnect.sans_compte"
	FactAdviser      portal.Fact = "ameli.conseiller.explication"
)

func facts() map[portal.Fact]string {
	return map[portal.Fact]string{
		FactAttestation:  "Attestation de droits ouverte dans ameli",
		FactPosted:       "Attestation de droits demandée par courrier",
		FactEmailAsked:   "Nouvelle adresse électronique saisie dans ameli, à confirmer",
		FactEmailChanged: "Adresse électronique d’ameli mise à jour",
		FactEmailKept:    "Ancienne adresse électronique d’ameli gardée telle quelle",
		FactMobile:       "Téléphone mobile d’ameli mis à jour",
		FactRefunds:      "Paiements ou remboursements de santé consultés",
		FactCreation:     "Création d’un second compte ameli tentée",
		FactIdentity:     "Identité transmise à FranceConnect par ameli",
		FactNoAccount:    "Venue par FranceConnect sans compte ameli",
		FactAdviser:      "3646 : un conseiller a expliqué le problème d’adresse électronique",
	}
}
