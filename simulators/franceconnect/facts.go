package franceconnect

import "demarcheablanc/simulators/portal"

// What FranceConnect may witness, besides what every service may.
const (
	FactChosen     portal.Fact = "franceconnect.fournisseur.choisi"    // fi, service
	FactRefused    portal.Fact = "franceconnect.fournisseur.refuse"    // fi, cause
	FactFailed     portal.Fact = "franceconnect.echec"                 // code, service
	FactTangled    portal.Fact = "franceconnect.brouille"              // poste
	FactNotTangled portal.Fact = "franceconnect.brouille.sans_objet"   // poste
	FactConnected  portal.Fact = "franceconnect.connexion.etablie"     // fi, service, personne
	FactAbandoned  portal.Fact = "franceconnect.connexion.abandonnee"  // service
	FactSignedOut  portal.Fact = "franceconnect.deconnexion"           // personne, service
	FactBlocked    portal.Fact = "franceconnect.fournisseur.bloque"    // fi, personne
	FactUnblocked  portal.Fact = "franceconnect.fournisseur.debloque"  // fi, personne
	FactWarned     portal.Fact = "franceconnect.notification.envoyee"  // personne, service
	FactHistory    portal.Fact = "franceconnect.historique.consulte"   // personne
	FactMandate    portal.Fact = "franceconnect.aidantsconnect.ouvert" // service
	FactReported   portal.Fact = "franceconnect.usurpation.signalee"   // personne, service, reference

	FactMandateRefused portal.Fact = "franceconnect.aidantsconnect.refuse" // service, cause
)

func facts() map[portal.Fact]string {
	return map[portal.Fact]string{
		FactChosen:     "FranceConnect : compte choisi",
		FactRefused:    "FranceConnect : retour du compte choisi sans connexion",
		FactFailed:     "FranceConnect : la connexion n’a pas pu aboutir",
		FactTangled:    "FranceConnect : navigateur brouillé par les essais précédents",
		FactNotTangled: "FranceConnect : aucun essai manqué, rien à brouiller",
		FactConnected:  "FranceConnect : identité transmise au service",
		FactAbandoned:  "FranceConnect : retour au service sans se connecter",
		FactSignedOut:  "FranceConnect : déconnexion",
		FactBlocked:    "FranceConnect : compte bloqué par la personne",
		FactUnblocked:  "FranceConnect : compte débloqué par la personne",
		FactWarned:     "FranceConnect : courriel d’avertissement envoyé",
		FactHistory:    "FranceConnect : historique consulté",
		FactMandate:    "FranceConnect : page Aidants Connect ouverte",
		FactReported:   "FranceConnect : connexion signalée par la personne",

		FactMandateRefused: "FranceConnect : le mandat n’ouvre pas ce service",
	}
}
