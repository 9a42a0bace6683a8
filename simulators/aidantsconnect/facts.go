package aidantsconnect

import "demarcheablanc/simulators/portal"

// What it may witness. Details are named beside.
const (
	FactOpened       portal.Fact = "aidantsconnect.aidant.connecte"        // aidant
	FactTurnedAway   portal.Fact = "aidantsconnect.aidant.refuse"          // cause
	FactLeft         portal.Fact = "aidantsconnect.aidant.deconnecte"      // aidant
	FactCodeRight    portal.Fact = "aidantsconnect.code.juste"             // aidant, usage
	FactCodeRefused  portal.Fact = "aidantsconnect.code.refuse"            // aidant, cause
	FactCardLent     portal.Fact = "aidantsconnect.carte.pretee"           // aidant (whose session), carte_de (whose card)
	FactChosen       portal.Fact = "aidantsconnect.mandat.choisi"          // themes, duree, distance
	FactIdentified   portal.Fact = "aidantsconnect.personne.identifiee"    // personne
	FactCreated      portal.Fact = "aidantsconnect.mandat.cree"            // personne, aidant, mandat, themes, duree, nombre, distance
	FactMinimal      portal.Fact = "aidantsconnect.mandat.minimal"         // personne, mandat, themes, duree
	FactRefused      portal.Fact = "aidantsconnect.mandat.refuse"          // personne, cause
	FactSigned       portal.Fact = "aidantsconnect.mandat.signe"           // mandat, personne, signataire (aide, aidant), main
	FactCopy         portal.Fact = "aidantsconnect.mandat.copie"           // mandat, personne
	FactAttestation  portal.Fact = "aidantsconnect.attestation.ouverte"    // mandat, personne
	FactRenewed      portal.Fact = "aidantsconnect.mandat.renouvele"       // personne, mandat, ancien, themes, duree
	FactRevoked      portal.Fact = "aidantsconnect.mandat.revoque"         // personne, mandat, themes
	FactUsed         portal.Fact = "aidantsconnect.mandat.utilise"         // personne, service, aidant, theme, mandat, signe, jusqua (RFC 3339)
	FactNotUsable    portal.Fact = "aidantsconnect.usage.refuse"           // personne, service, cause
	FactOutOfScope   portal.Fact = "aidantsconnect.mandat.hors_themes"     // personne, service, theme
	FactExpired      portal.Fact = "aidantsconnect.mandat.echu"            // personne, service, mandat
	FactTold         portal.Fact = "aidantsconnect.personne.prevenue"      // personne, service, par
	FactConsentAsked portal.Fact = "aidantsconnect.accord.demande"         // personne or numero
	FactConsent      portal.Fact = "aidantsconnect.accord.recu"            // reponse (oui, non)
	FactJournalRead  portal.Fact = "aidantsconnect.journal.consulte"       // aidant
	FactTeamChanged  portal.Fact = "aidantsconnect.equipe.modifiee"        // aidant, geste, personne (whose card or access; nobody for themes)
	FactEnding       portal.Fact = "aidantsconnect.mandat.bientot_echu"    // personne, mandat, par (courriel, sms)
	FactSwitched     portal.Fact = "aidantsconnect.structure.changee"      // aidant, structure
	FactNotEligible  portal.Fact = "aidantsconnect.aidant.non_habilitable" // statut
)

func facts() map[portal.Fact]string {
	return map[portal.Fact]string{
		FactOpened:       "Aidants Connect : aidant·e connecté·e",
		FactTurnedAway:   "Aidants Connect : connexion refusée",
		FactLeft:         "Aidants Connect : aidant·e déconnecté·e",
		FactCodeRight:    "Aidants Connect : code à 6 chiffres reconnu",
		FactCodeRefused:  "Aidants Connect : code à 6 chiffres refusé",
		FactCardLent:     "Aidants Connect : carte d’une autre personne utilisée",
		FactChosen:       "Mandat : thèmes et durée choisis",
		FactIdentified:   "Mandat : la personne s’est identifiée avec FranceConnect",
		FactCreated:      "Mandat créé",
		FactMinimal:      "Mandat minimal : un seul thème, la durée la plus courte",
		FactRefused:      "Mandat refusé",
		FactSigned:       "Mandat signé",
		FactCopy:         "Mandat : exemplaire remis à la personne",
		FactAttestation:  "Mandat : attestation ouverte",
		FactRenewed:      "Mandat renouvelé",
		FactRevoked:      "Mandat révoqué",
		FactUsed:         "Mandat utilisé sur un service",
		FactNotUsable:    "Mandat : utilisation refusée",
		FactOutOfScope:   "Mandat : le service est hors des thèmes",
		FactExpired:      "Mandat : utilisation refusée, il est échu",
		FactTold:         "Mandat : la personne est prévenue de son utilisation",
		FactConsentAsked: "Mandat à distance : accord demandé par SMS",
		FactConsent:      "Mandat à distance : réponse lue",
		FactJournalRead:  "Aidants Connect : journal consulté",
		FactTeamChanged:  "Aidants Connect : équipe modifiée",
		FactEnding:       "Mandat : la personne est prévenue qu’il finit bientôt",
		FactSwitched:     "Aidants Connect : structure changée",
		FactNotEligible:  "Aidants Connect : personne qui ne peut pas être aidante",
	}
}
