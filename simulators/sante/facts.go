package sante

import "demarcheablanc/simulators/portal"

// What Mon espace santé may witness besides what every service does.
const (
	FactCodeAsked portal.Fact = "sante.code.envoye"           // personne, par (courriel, sms, courrier)
	FactRefused   portal.Fact = "sante.activation.refusee"    // cause
	FactActivated portal.Fact = "sante.espace.active"         // personne
	FactOpposed   portal.Fact = "sante.espace.oppose"         // personne
	FactClosed    portal.Fact = "sante.espace.ferme"          // personne
	FactChildren  portal.Fact = "sante.fermeture.enfants"     // personne: children's spaces were still open
	FactChild     portal.Fact = "sante.enfant.ferme"          // personne, enfant
	FactRead      portal.Fact = "sante.rubrique.lue"          // personne, rubrique
	FactProfile   portal.Fact = "sante.profil.modifie"        // personne
	FactBlocked   portal.Fact = "sante.professionnel.bloque"  // personne, nom
	FactUnblocked portal.Fact = "sante.professionnel.accepte" // personne, nom
	FactDocument  portal.Fact = "sante.document.ouvert"       // personne
	FactMandate   portal.Fact = "sante.mandat.refuse"         // personne
)

func facts() map[portal.Fact]string {
	return map[portal.Fact]string{
		FactCodeAsked: "Code provisoire de Mon espace santé envoyé",
		FactRefused:   "Activation de Mon espace santé refusée",
		FactActivated: "Mon espace santé activé",
		FactOpposed:   "Opposition à Mon espace santé",
		FactClosed:    "Mon espace santé fermé",
		FactChildren:  "Fermeture de Mon espace santé arrêtée : espaces d’enfants encore ouverts",
		FactChild:     "Espace santé d’un enfant fermé",
		FactRead:      "Rubrique de santé lue",
		FactProfile:   "Profil médical modifié",
		FactBlocked:   "Professionnel bloqué dans Mon espace santé",
		FactUnblocked: "Professionnel de nouveau accepté dans Mon espace santé",
		FactDocument:  "Document de santé ouvert dans Mon espace santé",
		FactMandate:   "Mon espace santé : venue sous mandat refusée",
	}
}
