package caf

import "demarcheablanc/simulators/portal"

// What the Caf may witness besides what every service and démarche does.
const (
	FactCodeSent     portal.Fact = "caf.code.envoye"       // personne, objet, par
	FactCodeLate     portal.Fact = "caf.code.perime"       // personne
	FactCodeWrong    portal.Fact = "caf.code.faux"         // personne
	FactDoorLost     portal.Fact = "caf.connexion.reprise" // the page that awaited a code was left
	FactProvisional  portal.Fact = "caf.identifiant.provisoire"
	FactNewcomer     portal.Fact = "caf.nouveau_venu" // personne
	FactNoAccount    portal.Fact = "caf.franceconnect.sans_compte"
	FactAttestation  portal.Fact = "caf.attestation.ouverte"  // personne, genre, mois
	FactVerified     portal.Fact = "caf.attestation.verifiee" // trouve
	FactPayments     portal.Fact = "caf.paiements.consultes"
	FactDebtRead     portal.Fact = "caf.dette.lue"           // personne, dette
	FactDebtWay      portal.Fact = "caf.dette.voie"          // personne, dette, voie
	FactDebtPaid     portal.Fact = "caf.dette.payee"         // personne, centimes
	FactDeducted     portal.Fact = "caf.dette.retenue"       // personne, centimes
	FactNotDeclared  portal.Fact = "caf.declaration.absente" // personne, mois
	FactHousing      portal.Fact = "caf.logement.recalcule"  // personne, mois, avant, apres
	FactStruck       portal.Fact = "caf.rsa.fin"
	FactRejected     portal.Fact = "caf.paiement.rejete"
	FactGap          portal.Fact = "caf.ecart" // personne, quoi, declare, transmis
	FactMessage      portal.Fact = "caf.message.envoye"
	FactEmailAsked   portal.Fact = "caf.courriel.demande" // personne, domaine, boite_de
	FactEmailChanged portal.Fact = "caf.courriel.modifie" // personne, domaine, boite_de
	FactMobile       portal.Fact = "caf.mobile.modifie"   // personne, telephone_de
	FactVoice        portal.Fact = "caf.3230"             // personne, objet
)

func facts() map[portal.Fact]string {
	return map[portal.Fact]string{
		FactCodeSent:     "Code de la Caf envoyé",
		FactCodeLate:     "Code de la Caf saisi trop tard",
		FactCodeWrong:    "Code de la Caf faux",
		FactDoorLost:     "Page de connexion de la Caf quittée avant le code : tout recommence",
		FactProvisional:  "Identifiant provisoire demandé à la Caf",
		FactNewcomer:     "Premier accès à la Caf, sans dossier",
		FactNoAccount:    "Venue par FranceConnect : la Caf ne reconnaît personne",
		FactAttestation:  "Attestation de la Caf ouverte",
		FactVerified:     "Code d’une attestation de la Caf vérifié",
		FactPayments:     "Paiements de la Caf consultés",
		FactDebtRead:     "Détail d’un trop-perçu de la Caf ouvert",
		FactDebtWay:      "Une voie est choisie pour un trop-perçu de la Caf",
		FactDebtPaid:     "Trop-perçu de la Caf payé en une fois",
		FactDeducted:     "Retenue de la Caf sur un paiement",
		FactNotDeclared:  "Déclaration trimestrielle non faite dans le mois",
		FactHousing:      "Aide au logement recalculée d’après les ressources transmises",
		FactStruck:       "RSA arrêté : quatre mois sans déclaration",
		FactRejected:     "Paiement de la Caf rejeté par la banque",
		FactGap:          "La Caf voit un écart avec ce que d’autres lui transmettent",
		FactMessage:      "Message écrit à la Caf",
		FactEmailAsked:   "Nouvelle adresse électronique saisie à la Caf, à confirmer",
		FactEmailChanged: "Adresse électronique de la Caf mise à jour",
		FactMobile:       "Téléphone mobile de la Caf mis à jour",
		FactVoice:        "3230 : le serveur vocal de la Caf a répondu",
	}
}
