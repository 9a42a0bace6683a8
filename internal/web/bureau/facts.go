package bureau

import "demarcheablanc/simulators/portal"

// What the desks witness, with the details that each carries.
const (
	FactNotesSecret  portal.Fact = "poste.notes.secret"              // genre
	FactDiagnosis    portal.Fact = "outil.diagnostic.rempli"         // carte
	FactLeafletRead  portal.Fact = "outil.fiche.ouverte"             // nom
	FactLeafletShown portal.Fact = "outil.fiche.montree"             // nom
	FactOriented     portal.Fact = "outil.orientation"               // lieu
	FactMemo         portal.Fact = "outil.memo.remis"                // personne
	FactCardFilled   portal.Fact = "outil.carte_personnelle.remplie" // personne
	FactConnectRead  portal.Fact = "outil.aidants_connect.consulte"  // none
	FactSecretTold   portal.Fact = "jeu.secret.devoile"              // id
	FactTimeOut      portal.Fact = "jeu.temps_mort"                  // par
	FactTimeIn       portal.Fact = "jeu.temps_mort.fini"             // par
	FactTrip         portal.Fact = "jeu.deplacement"                 // lieu, minutes
	FactPaperShown   portal.Fact = "papier.montre"                   // papier, personne
	FactPaperBack    portal.Fact = "papier.repris"                   // papier, personne
	FactPaperRead    portal.Fact = "papier.lu"                       // papier, personne
	FactLetterOpened portal.Fact = "courrier.ouvert"                 // personne, objet
)

// Facts is what the desks may witness, with its label in the journal.
func Facts() map[portal.Fact]string {
	return map[portal.Fact]string{
		FactNotesSecret:  "Secret de la personne noté par l’aidant·e, refusé",
		FactDiagnosis:    "Carte de diagnostic remplie",
		FactLeafletRead:  "Fiche ouverte",
		FactLeafletShown: "Fiche montrée à la personne",
		FactOriented:     "Orientation vers un lieu",
		FactMemo:         "Prochaine étape écrite pour la personne",
		FactCardFilled:   "Carte personnelle remplie par la personne",
		FactConnectRead:  "Conditions d’Aidants Connect consultées",
		FactSecretTold:   "Secret dévoilé",
		FactTimeOut:      "Temps mort demandé",
		FactTimeIn:       "Fin du temps mort",
		FactTrip:         "Déplacement",
		FactPaperShown:   "Papier montré",
		FactPaperBack:    "Papier repris",
		FactPaperRead:    "Papier lu par l’aidant·e",
		FactLetterOpened: "Lettre ouverte",
	}
}
