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

// What the rest of the account may witness.
const (
	FactCreated     portal.Fact = "ameli.compte.cree"                // personne
	FactActivated   portal.Fact = "ameli.compte.active"              // personne
	FactProofWrong  portal.Fact = "ameli.creation.preuve_fausse"     // personne
	FactCodeAsked   portal.Fact = "ameli.code_provisoire.envoye"     // personne, par (sms, courrier)
	FactCodeUsed    portal.Fact = "ameli.code_provisoire.utilise"    // personne
	FactFirstDone   portal.Fact = "ameli.premiere_connexion.finie"   // personne
	FactClosed      portal.Fact = "ameli.compte.ferme"               // personne
	FactLetterLost  portal.Fact = "ameli.courrier.ancienne_adresse"  // personne, objet
	FactStatements  portal.Fact = "ameli.releves.choisis"            // personne, choix (en_ligne, papier)
	FactLeavePaper  portal.Fact = "ameli.attestation_ij.ouverte"     // personne, du, au
	FactCardStopped portal.Fact = "ameli.carte.opposition"           // personne, motif
	FactCardSent    portal.Fact = "ameli.carte.envoyee"              // personne
	FactCardHeld    portal.Fact = "ameli.carte.recue"                // personne
	FactCardFound   portal.Fact = "ameli.carte.retrouvee"            // personne, issue
	FactC2S         portal.Fact = "ameli.c2s.decidee"                // personne, issue
	FactAddress     portal.Fact = "ameli.adresse.modifiee"           // personne, juste (oui: letters reach her there)
	FactConditions  portal.Fact = "ameli.conditions.acceptees"       // personne, recommandes (en_ligne, papier)
	FactCounter     portal.Fact = "ameli.accueil.mise_a_jour"        // personne
	FactRIB         portal.Fact = "ameli.rib.modifie"                // personne, compte_de
	FactRIBRefused  portal.Fact = "ameli.rib.rejete"                 // personne, compte_de
	FactBirth       portal.Fact = "ameli.naissance.enregistree"      // personne
	FactAbroad      portal.Fact = "ameli.carte_europeenne.commandee" // personne, provisoire
	FactAnswered    portal.Fact = "ameli.message.repondu"            // personne, theme
	FactDocument    portal.Fact = "ameli.document.ouvert"            // personne, genre
	// What arrives by itself.
	FactStatementSent   portal.Fact = "ameli.releve.envoye"                // personne, par (en_ligne, papier)
	FactAllowance       portal.Fact = "ameli.indemnite.versee"             // personne, centimes
	FactAllowanceWaits  portal.Fact = "ameli.indemnite.en_attente"         // personne, centimes: no RIB
	FactCertificateLate portal.Fact = "ameli.attestation_salaire.attendue" // personne
	FactWaitedPaid      portal.Fact = "ameli.remboursements.debloques"     // personne, centimes: a RIB has come
	FactUnusual         portal.Fact = "ameli.connexion.inhabituelle"       // personne: a code was sent
	FactCardBack        portal.Fact = "ameli.carte.revenue"                // personne: sent where she lives no more
	FactTooYoung        portal.Fact = "ameli.compte.mineur"                // personne: no account before 18
	FactDoctor          portal.Fact = "ameli.medecin_traitant.enregistre"  // personne
	FactC2SAsked        portal.Fact = "ameli.3646.c2s"                     // personne: the line said where her C2S stands
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
		FactCreated:      "Compte ameli ouvert",
		FactActivated:    "Compte ameli activé par le lien",
		FactProofWrong:   "Création d’un compte ameli : RIB ou carte Vitale non reconnus",
		FactCodeAsked:    "Code provisoire ameli envoyé",
		FactCodeUsed:     "Code provisoire ameli utilisé",
		FactFirstDone:    "Première connexion à ameli terminée",
		FactClosed:       "Compte ameli fermé",
		FactLetterLost:   "Courrier de l’Assurance maladie parti à une ancienne adresse",
		FactStatements:   "Relevés ameli : papier ou en ligne choisi",
		FactLeavePaper:   "Attestation d’indemnités journalières ouverte",
		FactCardStopped:  "Carte Vitale mise en opposition",
		FactCardSent:     "Nouvelle carte Vitale envoyée",
		FactCardHeld:     "Nouvelle carte Vitale reçue",
		FactCardFound:    "Carte Vitale retrouvée, déclarée à ameli",
		FactC2S:          "Complémentaire santé solidaire : décision rendue",
		FactConditions:   "Nouvelles conditions d’ameli acceptées, recommandés choisis",
		FactCounter:      "Accueil de la CPAM : coordonnées mises à jour, pièce d’identité à l’appui",
		FactAddress:      "Adresse postale d’ameli mise à jour",
		FactRIB:          "Coordonnées bancaires d’ameli mises à jour",
		FactRIBRefused:   "Coordonnées bancaires rejetées par la banque",
		FactBirth:        "Nouveau-né rattaché au dossier d’assurance maladie",
		FactAbroad:       "Carte européenne d’assurance maladie commandée",
		FactAnswered:     "Message à l’Assurance maladie : réponse arrivée",
		FactDocument:     "Document de santé ouvert dans ameli",
		FactC2SAsked:     "3646 : état de la C2S demandé",

		FactUnusual:         "Connexion à ameli sur un appareil inconnu : code de sécurité envoyé",
		FactTooYoung:        "Compte ameli demandé pour une personne mineure",
		FactDoctor:          "Médecin traitant enregistré",
		FactCardBack:        "Nouvelle carte Vitale revenue à la caisse",
		FactStatementSent:   "Relevé de remboursements envoyé",
		FactAllowance:       "Indemnités journalières versées",
		FactAllowanceWaits:  "Indemnités journalières en attente d’un RIB",
		FactCertificateLate: "Attestation de salaire en retard, signalée par la caisse",
		FactWaitedPaid:      "Remboursements en attente versés, un RIB étant donné",
	}
}
