package emploi

import "demarcheablanc/simulators/portal"

// What the service may witness besides what every service and every démarche
// does.
const (
	// personne, mois, numero, par, main, travail, heures, brut, stage, maladie,
	// autre, recherche, exact
	FactDeclared     portal.Fact = "emploi.actualisation.validee"
	FactReopened     portal.Fact = "emploi.actualisation.modification" // personne, mois
	FactReminder     portal.Fact = "emploi.rappel"                     // personne, mois, par
	FactCeased       portal.Fact = "emploi.inscription.cessee"         // personne, cause, mois
	FactRegistered   portal.Fact = "emploi.inscription.faite"          // personne, identifiant, nature
	FactComputed     portal.Fact = "emploi.mois.calcule"               // personne, mois, centimes, jours
	FactOverpaid     portal.Fact = "emploi.trop_percu"                 // personne, mois, centimes, reclame
	FactAttestation  portal.Fact = "emploi.attestation.ouverte"        // personne, genre
	FactChange       portal.Fact = "emploi.changement.signale"         // personne, nature, a_temps
	FactPursued      portal.Fact = "emploi.trop_percu.relance"         // personne, dette, comment: retenue, mise_en_demeure, contrainte
	FactWithheld     portal.Fact = "emploi.trop_percu.retenue"         // personne, dette, centimes, reste
	FactRepaid       portal.Fact = "emploi.trop_percu.echeance"        // personne, dette, centimes, reste
	FactMet          portal.Fact = "emploi.rendez_vous.tenu"           // personne
	FactWarned       portal.Fact = "emploi.avertissement"              // personne, jusqu_au
	FactCleared      portal.Fact = "emploi.avertissement.classe"       // personne, raison
	FactForetold     portal.Fact = "emploi.droits.fin_annoncee"        // personne, jours
	FactSpent        portal.Fact = "emploi.droits.finis"               // personne, mois
	FactDebtChoice   portal.Fact = "emploi.trop_percu.choix"           // personne, choix, a_temps
	FactHandedIn     portal.Fact = "emploi.piece.transmise"            // personne, contexte, montre
	FactCodeSent     portal.Fact = "emploi.code.envoye"                // personne, par
	FactNoAccount    portal.Fact = "emploi.franceconnect.sans_compte"
	FactCalled       portal.Fact = "emploi.3949.identifie"      // personne
	FactAdviser      portal.Fact = "emploi.3949.correction"     // personne, mois, centimes
	FactInstalled    portal.Fact = "emploi.appli.connectee"     // personne, poste
	FactKiosk        portal.Fact = "emploi.borne.identifie"     // personne
	FactKioskClosed  portal.Fact = "emploi.borne.fermee"        // lieu
	FactNIRUnknown   portal.Fact = "emploi.inscription.refusee" // cause
	FactSpaceCreated portal.Fact = "emploi.espace.cree"         // personne, boite_de
)

func facts() map[portal.Fact]string {
	return map[portal.Fact]string{
		FactDeclared:     "Actualisation validée",
		FactReopened:     "Actualisation rouverte pour la modifier",
		FactReminder:     "Rappel d’actualisation envoyé",
		FactCeased:       "Inscription arrêtée (cessation)",
		FactRegistered:   "Inscription comme demandeur d’emploi",
		FactComputed:     "Allocation du mois calculée",
		FactOverpaid:     "Trop-perçu constaté",
		FactAttestation:  "Attestation ou avis de situation ouvert",
		FactChange:       "Changement de situation signalé",
		FactPursued:      "Trop-perçu sans réponse : la somme est reprise",
		FactWithheld:     "Somme retenue sur une allocation",
		FactRepaid:       "Échéance d’un trop-perçu prélevée",
		FactMet:          "Rendez-vous à l’agence tenu",
		FactWarned:       "Avertissement : rendez-vous manqué",
		FactCleared:      "Avertissement classé",
		FactForetold:     "Fin prochaine de l’allocation annoncée",
		FactSpent:        "Dernier jour d’allocation : les droits sont finis",
		FactDebtChoice:   "Réponse donnée à un trop-perçu",
		FactHandedIn:     "Document transmis",
		FactCodeSent:     "Code de connexion envoyé",
		FactNoAccount:    "Venue par FranceConnect sans espace personnel",
		FactCalled:       "3949 : la personne est reconnue",
		FactAdviser:      "3949 : un conseiller a corrigé une actualisation",
		FactInstalled:    "Application ouverte avec un compte",
		FactKiosk:        "Borne de l’agence : la personne est reconnue",
		FactKioskClosed:  "Borne de l’agence trouvée fermée",
		FactNIRUnknown:   "Inscription : identité non reconnue",
		FactSpaceCreated: "Espace personnel créé",
	}
}
