package casier

import "demarcheablanc/simulators/portal"

// What the service may witness besides what every service does.
const (
	// FactAsked: personne, via, domaine, boite_de (whose mailbox the address is),
	// mode. Via is "formulaire", "franceconnect" or "franceconnect:<account>".
	FactAsked     portal.Fact = "casier.demande.preenregistree"
	FactConfirmed portal.Fact = "casier.demande.confirmee"   // personne, boite_de
	FactLapsed    portal.Fact = "casier.demande.perimee"     // personne
	FactUnknown   portal.Fact = "casier.etat_civil.inconnu"  // nothing of what was typed
	FactPiece     portal.Fact = "casier.piece.jointe"        // personne, papier
	FactReady     portal.Fact = "casier.bulletin.disponible" // personne
	FactWarned    portal.Fact = "casier.bulletin.avertissement"
	// FactOpened: personne, par (aide or aidant: who held the keyboard), poste
	// (personnel or partage).
	FactOpened  portal.Fact = "casier.bulletin.ouvert"
	FactChecked portal.Fact = "casier.authenticite.verifiee" // resultat
	// FactTrap is what every over-eager site witnesses, by one name: hote, nature,
	// geste, and nothing of what was typed.
	FactTrap portal.Fact = "recherche.piege.saisie"
)

func facts() map[portal.Fact]string {
	return map[portal.Fact]string{
		FactAsked:     "Casier : demande de bulletin n° 3 envoyée, à confirmer",
		FactConfirmed: "Casier : demande confirmée par le lien reçu",
		FactLapsed:    "Casier : demande jamais confirmée, effacée",
		FactUnknown:   "Casier : état civil non reconnu",
		FactPiece:     "Casier : pièce d’identité jointe",
		FactReady:     "Casier : réponse arrivée par courriel",
		FactWarned:    "Casier : avertissement affiché avant l’ouverture du bulletin",
		FactOpened:    "Casier : bulletin n° 3 ouvert",
		FactChecked:   "Casier : authenticité d’un bulletin vérifiée",
	}
}
