package formation

import "demarcheablanc/simulators/portal"

// What the service may witness besides what every service does. Unless said
// otherwise each tells personne.
const (
	FactOpened      portal.Fact = "formation.compte.ouvert"
	FactCode        portal.Fact = "formation.code.envoye"      // par: vous, or autre
	FactIntrusion   portal.Fact = "formation.compte.intrusion" // organisme
	FactOrganism    portal.Fact = "formation.organisme.lu"     // organisme only
	FactAsked       portal.Fact = "formation.demande.envoyee"  // organisme, formation
	FactProposed    portal.Fact = "formation.proposition.recue"
	FactRead        portal.Fact = "formation.proposition.lue"     // organisme
	FactExpired     portal.Fact = "formation.proposition.expiree" // organisme
	FactLevel       portal.Fact = "formation.achat.niveau"        // niveau: local, fc or mandat
	FactAccepted    portal.Fact = "formation.proposition.acceptee"
	FactRefused     portal.Fact = "formation.proposition.refusee"
	FactLater       portal.Fact = "formation.proposition.reportee"
	FactDelay       portal.Fact = "formation.proposition.delai"
	FactCancelled   portal.Fact = "formation.demande.annulee"
	FactWithdrawn   portal.Fact = "formation.retractation"
	FactActivity    portal.Fact = "formation.activite.consultee"
	FactReported    portal.Fact = "formation.signalement.envoye" // nature, donne
	FactCardRefused portal.Fact = "formation.paiement.refuse"
	// FactTrap is what every over-eager site witnesses, by one name: hote, nature,
	// geste, and nothing of what was typed.
	FactTrap portal.Fact = "recherche.piege.saisie"
)

func facts() map[portal.Fact]string {
	return map[portal.Fact]string{
		FactOpened:      "Compte Formation ouvert par FranceConnect",
		FactCode:        "Compte Formation : code envoyé par SMS",
		FactIntrusion:   "Compte Formation : quelqu’un d’autre est entré avec le code",
		FactOrganism:    "Fiche de l’organisme de formation lue",
		FactAsked:       "Demande d’inscription envoyée à un organisme",
		FactProposed:    "Proposition d’un organisme reçue",
		FactRead:        "Proposition d’un organisme lue dans le compte",
		FactExpired:     "Proposition d’un organisme expirée",
		FactLevel:       "Achat de formation refusé : FranceConnect+ nécessaire",
		FactAccepted:    "Proposition acceptée, formation achetée",
		FactRefused:     "Proposition refusée",
		FactLater:       "Décision remise à plus tard",
		FactDelay:       "Délai demandé par écrit à l’organisme",
		FactCancelled:   "Demande d’inscription annulée",
		FactWithdrawn:   "Rétractation : achat annulé, droits rendus",
		FactActivity:    "Activité du Compte Formation consultée",
		FactReported:    "Démarchage signalé",
		FactCardRefused: "Paiement de la participation refusé",
	}
}
