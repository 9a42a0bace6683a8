package emploi

import (
	"time"

	"demarcheablanc/simulators/portal/demarche"
)

// rules are the computations that the files of demarches/ name.
func rules() demarche.Rules {
	return demarche.Rules{
		Words: map[string]func(*demarche.Case) map[string]string{
			"mots": monthWords, "mots_dossier": fileWords,
		},
		Opens: map[string]func(*demarche.Case) string{
			"actualisation_ouverte": declarationOpens, "inscription_ouverte": registrationOpens,
			"reinscription_ouverte": reregistrationOpens, "inscrit": registeredOnly, "trop_percu_ouvert": debtOpens, "averti": warnedOnly,
		},
		Once: map[string]func(*demarche.Case) string{"mois_a_declarer": monthToDeclare},
		Fill: map[string]func(*demarche.Case, string) string{
			"a_travaille": workKnown, "contrat": contractKnown, "adresse": addressKnown,
			"courriel": emailKnown, "mobile": mobileKnown, "dette": debtKnown,
		},
		Check: map[string]func(*demarche.Case) []demarche.Problem{
			"coherence": weigh, "contrats": checkJobs, "arret_du_mois": checkLeave, "stage_du_mois": checkInternship, "fin_de_recherche": checkEnd, "confirmation": checkConfirmed,
			"fin_de_contrat": checkLastDay, "echeances": checkInstalments, "changement": checkChange,
		},
		Compute: map[string]func(*demarche.Case) demarche.Result{
			"estimation": estimate, "droits": estimateRight, "remboursement": estimateRepayment, "changement": previewChange,
		},
		When: map[string]func(*demarche.Case) time.Time{
			"passage_au_calcul": computedAt, "virement": transferAt, "arrivee_des_bulletins": truthAt, "silence": silenceAt,
		},
		Decide: map[string]func(*demarche.Case) string{
			"suite_declaration": goesOn, "virement_entier": paysWhole, "contestation": appeal, "explications": heard, "droits_ouverts": entitled, "fin_de_reprise": verified, "allocation_du_mois": owesMonth, "comparaison": compare,
			"attestation_recue": employerAnswered, "reponse_trop_percu": debtAnswer,
			"changement_a_temps": changeInTime, "piece_lisible": legible,
		},
		Apply: map[string]func(*demarche.Case){
			"enregistrer": recordMonth, "cesser_arret": ceaseByLeave, "retenir": withhold, "retirer": withdraw, "classer": clearWarning, "sanctionner": sanction, "cesser": ceaseByChoice, "calculer": computeMonth,
			"regulariser": settle, "constater": noteSmall, "reclamer": claim,
			"inscrire": register, "ouvrir_droits": openRight, "sans_droits": noRight, "refuser_droits": refuseRight, "reinscrire": reregister,
			"modifier_dossier": applyChange, "reprendre_jours": takeBackDays, "repondre_trop_percu": answerDebt, "etudier": studyDebt, "rejeter": rejectDebt, "ranger_piece": keepPaper, "refuser_piece": refusePaper,
		},
	}
}
