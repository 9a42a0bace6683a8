package impots

import "demarcheablanc/simulators/portal"

// What this service may witness, besides what every service and every démarche may.
const (
	FactNumberSent          portal.Fact = "impots.numero.envoye"
	FactNumbersAsked        portal.Fact = "impots.identifiants.demandes"
	FactNoticeOpened        portal.Fact = "impots.avis.ouvert"
	FactNoticeIssued        portal.Fact = "impots.avis.etabli"
	FactSituationOpened     portal.Fact = "impots.asdir.ouvert"
	FactIdentityTransmitted portal.Fact = "impots.identite.transmise"
	FactEmailChanged        portal.Fact = "impots.courriel.change"
	FactMobileChanged       portal.Fact = "impots.mobile.change"
	FactCreationBegun       portal.Fact = "impots.creation.commencee"
	FactCreationRefused     portal.Fact = "impots.creation.refusee"
	FactSpaceCreated        portal.Fact = "impots.espace.cree"
	FactSpaceActivated      portal.Fact = "impots.espace.actif"
	FactCodeSent            portal.Fact = "impots.code.envoye"
	FactCodeRefused         portal.Fact = "impots.code.refuse"
	FactReturnFiled         portal.Fact = "impots.declaration.signee"
	FactReturnChanged       portal.Fact = "impots.declaration.modifiee"
	FactReturnMissing       portal.Fact = "impots.declaration.absente"
	FactRectified           portal.Fact = "impots.declaration.rectifiee"
	FactRateChanged         portal.Fact = "impots.taux.change"
	FactAcompte             portal.Fact = "impots.acompte.echu"
	FactPropertyFiled       portal.Fact = "impots.biens.declares"
	FactBankChanged         portal.Fact = "impots.compte.change"
	FactBankRefused         portal.Fact = "impots.compte.refuse"
	FactBalancePaid         portal.Fact = "impots.solde.paye"
	FactDebtPaid            portal.Fact = "impots.somme.payee"
	FactUnpaid              portal.Fact = "impots.solde.impaye"
	FactDelay               portal.Fact = "impots.delai.accorde"
	FactForgiven            portal.Fact = "impots.majoration.remise"
)

func facts() map[portal.Fact]string {
	return map[portal.Fact]string{
		FactNumberSent:          "Impôts : numéro fiscal envoyé par courriel",
		FactNumbersAsked:        "Impôts : identifiants demandés par la poste",
		FactNoticeOpened:        "Impôts : avis d’impôt ouvert",
		FactNoticeIssued:        "Impôts : avis d’impôt établi",
		FactSituationOpened:     "Impôts : avis de situation déclarative (ASDIR) ouvert",
		FactIdentityTransmitted: "Impôts : identité transmise à FranceConnect",
		FactEmailChanged:        "Impôts : adresse e-mail du compte changée",
		FactMobileChanged:       "Impôts : numéro de mobile du compte changé",
		FactCreationBegun:       "Impôts : les trois identifiants sont reconnus",
		FactCreationRefused:     "Impôts : création d’espace refusée",
		FactSpaceCreated:        "Impôts : espace créé, à activer par courriel",
		FactSpaceActivated:      "Impôts : espace activé",
		FactCodeSent:            "Impôts : code de connexion envoyé",
		FactCodeRefused:         "Impôts : code de connexion refusé",
		FactReturnFiled:         "Impôts : déclaration de revenus signée",
		FactReturnChanged:       "Impôts : déclaration de revenus modifiée et signée",
		FactReturnMissing:       "Impôts : date limite passée sans déclaration",
		FactRectified:           "Impôts : impôt recalculé par l’administration",
		FactRateChanged:         "Impôts : prélèvement à la source modifié",
		FactAcompte:             "Impôts : acompte arrivé à son jour",
		FactPropertyFiled:       "Impôts : occupation des biens déclarée",
		FactBankChanged:         "Impôts : compte bancaire enregistré",
		FactBankRefused:         "Impôts : compte refusé, au nom d’un tiers",
		FactBalancePaid:         "Impôts : solde payé en ligne",
		FactDebtPaid:            "Impôts : somme réclamée payée en ligne",
		FactUnpaid:              "Impôts : échéance non payée, majorée",
		FactDelay:               "Impôts : délai de paiement accordé",
		FactForgiven:            "Impôts : majoration remise",
	}
}
