package portal

// The facts that any service may witness; Facts gives their labels.
const (
	FactSessionOpen    Fact = "portail.session.ouverte"
	FactSessionOther   Fact = "portail.session.autrui"
	FactSessionClosed  Fact = "portail.session.fermee"
	FactSessionExpired Fact = "portail.session.expiree"
	FactSecretTyped    Fact = "portail.secret.saisi"
	FactLoginRefused   Fact = "portail.connexion.refusee"
	FactLocked         Fact = "portail.compte.bloque"
	FactRecoveryAsked  Fact = "portail.recuperation.demandee"
	FactRecoveryLate   Fact = "portail.recuperation.perimee"
	FactSecretChanged  Fact = "portail.secret.change"
	FactRealRefused    Fact = "portail.donnee.reelle.refusee"
	FactOutage         Fact = "portail.indisponible"
	FactMailArrived    Fact = "courriel.recu"
	FactMailLost       Fact = "courriel.perdu"
	FactSMSArrived     Fact = "sms.recu"
	FactCallRings      Fact = "appel.entrant"
	FactCallMissed     Fact = "appel.manque"
	FactLetterArrived  Fact = "courrier.recu"
	FactFileSaved      Fact = "poste.fichier.enregistre"
	FactFilePrinted    Fact = "poste.fichier.imprime"
	FactFileDeleted    Fact = "poste.fichier.supprime"
	FactPaperHeld      Fact = "papier.remis"
	FactFormPosted     Fact = "papier.poste"
	FactNavigated      Fact = "poste.page.ouverte"
	FactSecretSaved    Fact = "poste.motdepasse.enregistre"
	FactSecretNotSaved Fact = "poste.motdepasse.refuse"
	FactBrowserClosed  Fact = "poste.navigateur.ferme"
	FactHandChanged    Fact = "poste.main.changee"
	FactBattery        Fact = "poste.batterie"
)

// Facts is what any service may witness, with its label in the journal.
func Facts() map[Fact]string {
	return map[Fact]string{
		FactSessionOpen:    "Connexion réussie",
		FactSessionOther:   "Session ouverte sous l’identité d’une autre personne",
		FactSessionClosed:  "Déconnexion",
		FactSessionExpired: "Session expirée",
		FactSecretTyped:    "Mot de passe ou code saisi",
		FactLoginRefused:   "Connexion refusée",
		FactLocked:         "Compte bloqué",
		FactRecoveryAsked:  "Mot de passe oublié : envoi demandé",
		FactRecoveryLate:   "Lien ou code utilisé trop tard",
		FactSecretChanged:  "Nouveau mot de passe choisi",
		FactRealRefused:    "Donnée d’apparence réelle refusée, non conservée",
		FactOutage:         "Site indisponible",
		FactMailArrived:    "Courriel reçu",
		FactMailLost:       "Courriel perdu : la boîte n’existe plus",
		FactSMSArrived:     "SMS reçu",
		FactCallRings:      "Le téléphone sonne",
		FactCallMissed:     "Appel manqué",
		FactLetterArrived:  "Courrier postal arrivé",
		FactFileSaved:      "Fichier enregistré sur le poste",
		FactFilePrinted:    "Document imprimé",
		FactFileDeleted:    "Fichier supprimé du poste",
		FactPaperHeld:      "Document remis en main propre",
		FactFormPosted:     "Formulaire en papier rempli et posté",
		FactNavigated:      "Page ouverte",
		FactSecretSaved:    "Mot de passe gardé par le navigateur",
		FactSecretNotSaved: "Enregistrement du mot de passe refusé",
		FactBrowserClosed:  "Navigateur fermé",
		FactHandChanged:    "Le clavier change de main",
		FactBattery:        "Batterie du téléphone",
	}
}
