package demarche

import "demarcheablanc/simulators/portal"

// The facts of every démarche. Details: site, demarche, dossier, personne, and
// what each adds.
const (
	FactBegun      portal.Fact = "demarche.commencee"
	FactResumed    portal.Fact = "demarche.reprise"
	FactDraftLost  portal.Fact = "demarche.brouillon.perdu"
	FactSaved      portal.Fact = "demarche.enregistree"
	FactRefused    portal.Fact = "demarche.saisie.refusee"
	FactCorrected  portal.Fact = "demarche.prerempli.modifie"
	FactRecap      portal.Fact = "demarche.recapitulatif.ouvert"
	FactSent       portal.Fact = "demarche.transmise"
	FactSentTwice  portal.Fact = "demarche.deja_transmise"
	FactClosed     portal.Fact = "demarche.fermee"
	FactReceipt    portal.Fact = "demarche.accuse.garde"
	FactAttached   portal.Fact = "demarche.piece.jointe"
	FactContradict portal.Fact = "demarche.contradiction"
	FactStage      portal.Fact = "demarche.coulisses"
	FactPaid       portal.Fact = "demarche.paiement"
	FactDebt       portal.Fact = "demarche.dette"
	FactUnderstood portal.Fact = "demarche.relue.ensemble"
)

// Facts gives their labels.
func Facts() map[portal.Fact]string {
	return map[portal.Fact]string{
		FactBegun:      "Démarche commencée",
		FactResumed:    "Brouillon repris",
		FactDraftLost:  "Brouillon perdu avec la session",
		FactSaved:      "Réponses enregistrées, rien n’est transmis",
		FactRefused:    "Réponse refusée",
		FactCorrected:  "Montant prérempli modifié",
		FactRecap:      "Récapitulatif affiché",
		FactSent:       "Démarche validée et transmise",
		FactSentTwice:  "Déjà transmise : rien n’est envoyé deux fois",
		FactClosed:     "Démarche fermée à cette date",
		FactReceipt:    "Accusé de réception ouvert",
		FactAttached:   "Pièce jointe au dossier",
		FactContradict: "La réponse ne dit pas la même chose que le papier",
		FactStage:      "Derrière l’écran",
		FactPaid:       "Paiement",
		FactDebt:       "Somme réclamée",
		FactUnderstood: "« J’ai compris et je valide »",
	}
}
