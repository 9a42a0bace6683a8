package caf_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
	"demarcheablanc/simulators/portal/portaltest"
)

const declaration = home + "/demarches/declaration"

// months of the declaration made in October.
var months = []string{"juin 2026", "juillet 2026", "août 2026"}

// upToAmounts answers the two first screens.
func upToAmounts(b *portaltest.Browser) *portaltest.Browser {
	b.Get(declaration).See("juin, juillet et août 2026", "31 octobre 2026", "octobre, novembre et décembre 2026").Click("Commencer")
	b.See("9 rue des Métiers", "sans conjoint, avec des enfants").Post(b.URL.Path, map[string][]string{
		"adresse_exacte": {"oui"}, "famille_exacte": {"oui"}, "etranger": {"non"},
		"activites.nadia.auj.activite": {"salarie"}, "activites.nadia.auj.arret": {"non"}, "_faire": {"suivant"},
	})
	b.See("Déjà transmis pour ces trois mois", "Salaire").Post(b.URL.Path, map[string][]string{"autres": {"rien"}, "_faire": {"suivant"}})
	return b.See("Étape 3", months[0], months[2], "900,00").DontSee("Allocations chômage")
}

// amounts confirms the three months, or says others.
func amounts(b *portaltest.Browser, said map[string]string) *portaltest.Browser {
	form := map[string][]string{"_faire": {"suivant"}}
	for _, m := range []string{"m4", "m3", "m2"} {
		key := "ressources.nadia." + m + ".salaire"
		form[key+".accord"] = []string{"confirmer"}
		if amount, ok := said[m]; ok {
			form[key+".accord"], form[key], form[key+".motif"] = []string{"signaler"}, []string{amount}, []string{"Ce n’est pas ce que j’ai reçu."}
		}
	}
	return b.Post(b.URL.Path, form)
}

func validate(b *portaltest.Browser) *portaltest.Browser {
	return b.Fill("Je certifie", "oui").Click("Valider et transmettre").Status(200).See("transmise")
}

func paid(w *portaltest.World, person string) (all []demarche.Payment) {
	w.Read(func(tx *sandbox.Tx) { all = demarche.Payments(tx, caf.ID, person) })
	return all
}

// TestDeclaredRightIsPaidOnTheFifth: one adult, two children of 10 and 7, tenant
// with aid, 900 € a month, worked by hand for October 2026. Flat amount 638,28 × 1,8
// = 1 148,904; bonus 240,63 × (900 − 59 × 12,31) ÷ (79 × 12,31) = 42,98; resources
// 900 + 153,01 (family allowance) + 189,57 (housing) = 1 242,58. So 1 148,904 +
// 0,5985 × 900 + 42,98 − 1 242,58 = 487,96 gross, 485,52 once the CRDS is taken.
func TestDeclaredRightIsPaidOnTheFifth(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := amounts(upToAmounts(login(w)), nil)
	b.See("Récapitulatif", "Prime d’activité, par mois", "Premier paiement", "5 novembre 2026")
	w.Wait(20 * time.Second)
	validate(b).See("DTR-20261015-0001", "Prochaine déclaration en janvier 2027")
	w.MustNotSee(demarche.FactContradict)
	b.Get(declaration).See("C’est déjà fait")
	b.Get(home + "/compte").DontSee("est à faire avant")
	w.Wait(day)
	w.MustSee(demarche.FactStage, "issue", "Tout concorde")
	w.MustNotSee(caf.FactGap)
	login(w).Get(home+"/paiements").See("Pourquoi ce montant", "Montant forfaitaire pour 3 personnes", "485,52")
	before := len(paid(w, "nadia"))
	w.Wait(19 * day) // 4 November
	require.Len(t, paid(w, "nadia"), before)
	w.Wait(2 * day) // 6 November
	all := paid(w, "nadia")[before:]
	require.Greater(t, len(all), 2)
	require.Equal(t, "Prime d’activité, octobre 2026", all[0].Label)
	require.EqualValues(t, 48552, all[0].Amount)
	require.Equal(t, "Aide au logement, octobre 2026", all[1].Label)
	require.EqualValues(t, 31000, all[1].Amount)
	w.MustNotSee(caf.FactNotDeclared)
	w.Wait(60 * day) // into January: a new declaration is awaited, and was recalled
	login(w).See("est à faire avant le 31 janvier 2027", "septembre, octobre et novembre 2026")
	w.MustSee(portal.FactMailArrived, "objet", portal.Mark+" Votre déclaration trimestrielle est à faire")
}

func TestNotDeclaredIsNothingOnTheFifth(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	before := len(paid(w, "nadia"))
	w.Wait(22 * day) // 6 November
	w.MustSee(caf.FactNotDeclared, "mois", "octobre 2026")
	for _, p := range paid(w, "nadia")[before:] {
		require.NotContains(t, p.Label, "Prime d’activité,")
	}
	b := login(w).See("en retard")
	amounts(upToAmounts(b), nil)
	validate(b)
	w.Wait(2 * day)
	labels := ""
	for _, p := range paid(w, "nadia") {
		labels += p.Label + "\n"
	}
	require.Contains(t, labels, "Prime d’activité, octobre 2026")
}

// TestTheNetPaidLeadsToALetterThenADebt: 500 € instead of the 900 € transmitted,
// for each month.
func TestTheNetPaidLeadsToALetterThenADebt(t *testing.T) {
	paper := portal.Paper{ID: "juillet", Title: "Bulletin de juillet", Kind: "bulletin", Values: map[string]string{"net_social_m3": "900"}}
	w := open(t, nadiaSeed, map[string]any{"papier/nadia/juillet": paper})
	b := upToAmounts(login(w))
	b.Post(b.URL.Path, map[string][]string{"ressources.nadia.m4.salaire.accord": {"signaler"}, "_faire": {"suivant"}}).Status(422).See("Dites pourquoi")
	amounts(b, map[string]string{"m4": "1700", "m3": "1700", "m2": "-3"}).Status(422).See("sans signe moins")
	amounts(b, map[string]string{"m4": "1400", "m3": "1400", "m2": "1400"}).See("Votre justificatif", "Salaire de juin 2026").Click("Continuer")
	b.See("Récapitulatif", "au lieu de", "À joindre plus tard")
	validate(b)
	w.MustSee(demarche.FactContradict, "cle", "ressources.nadia.m3.salaire", "titre", "Bulletin de juillet")
	w.Wait(5 * day)
	w.MustSee(caf.FactGap, "quoi", "Salaire, juillet 2026")
	w.MustSee(portal.FactLetterArrived, "objet", "Nous avons besoin de vos bulletins de salaire")
	b = login(w).See("Nous attendons : les bulletins de salaire").Click("Transmettre ce document")
	b.See("les bulletins de salaire de juin, juillet et août 2026")
	w.Wait(30 * day) // paid as declared on the 5th, looked at after 22 days
	w.MustSee(demarche.FactStage, "issue", "La personne avait trop déclaré")
	labels := ""
	w.Wait(30 * day)
	for _, p := range paid(w, "nadia") {
		labels += p.Label + "\n"
	}
	require.Contains(t, labels, "Rappel : Prime d’activité, octobre 2026")
}

// TestTooLittleDeclaredIsClaimedBack: a seed where 1 900 € are transmitted and 900
// declared.
func TestTooLittleDeclaredIsClaimedBack(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	w.Do(func(tx *sandbox.Tx) {
		truth, _ := sandbox.Get[caf.Truth](tx, "caf/verite/nadia")
		for _, m := range []string{"2026-06", "2026-07", "2026-08"} {
			truth.Resources["nadia"][m]["salaire"] = 190000
		}
		tx.Put("caf/verite/nadia", truth)
	})
	b := login(w)
	upToAmountsWith(b)
	amounts(b, map[string]string{"m4": "900", "m3": "900", "m2": "900"}).Click("Continuer")
	validate(b)
	w.Wait(25 * day)
	w.MustSee(demarche.FactStage, "issue", "Trop d’argent a été versé")
	w.MustSee(demarche.FactDebt, "personne", "nadia")
	w.MustSee(portal.FactLetterArrived, "objet", "Notification de trop-perçu")
	login(w).Get(home+"/dettes").See("627,00", "Retenues en cours", "Trop-perçu sur déclaration, octobre 2026")
}

// upToAmountsWith is upToAmounts whatever is transmitted.
func upToAmountsWith(b *portaltest.Browser) {
	b.Get(declaration).Click("Commencer").Post(b.URL.Path, map[string][]string{
		"adresse_exacte": {"oui"}, "famille_exacte": {"oui"}, "etranger": {"non"},
		"activites.nadia.auj.activite": {"salarie"}, "activites.nadia.auj.arret": {"non"}, "_faire": {"suivant"},
	})
	b.Post(b.URL.Path, map[string][]string{"autres": {"rien"}, "_faire": {"suivant"}})
}

func TestAForgottenPensionIsSeenLater(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	w.Do(func(tx *sandbox.Tx) {
		truth, _ := sandbox.Get[caf.Truth](tx, "caf/verite/nadia")
		for _, m := range []string{"2026-06", "2026-07", "2026-08"} {
			truth.Resources["nadia"][m]["pension-alimentaire"] = 20000
		}
		tx.Put("caf/verite/nadia", truth)
	})
	validate(amounts(upToAmounts(login(w)), nil))
	w.Wait(2 * day)
	w.MustNotSee(caf.FactGap)
	w.Wait(152 * day)
	w.MustSee(caf.FactGap, "quoi", "Pension alimentaire reçue, juin 2026")
	w.MustSee(demarche.FactStage, "issue", "Une ressource n’avait pas été déclarée")
	w.MustSee(demarche.FactDebt, "libelle", "Trop-perçu sur déclaration")
}

func TestAChangeIsToldFirst(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := login(w).Get(declaration).Click("Commencer").Post("/demarches/declaration/situation", map[string][]string{
		"adresse_exacte": {"non"}, "famille_exacte": {"oui"}, "etranger": {"non"},
		"activites.nadia.auj.activite": {"salarie"}, "activites.nadia.auj.arret": {"non"}, "_faire": {"suivant"},
	})
	b.Status(422).See("Signalez d’abord ce changement")
	b.Get(declaration + "/autres").See("Étape 1")
	b.Get(home + "/compte").See("est commencée et n’est pas transmise")
}

func TestNothingElseAndSomethingElse(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := login(w).Get(declaration).Click("Commencer").Post("/demarches/declaration/situation", map[string][]string{
		"adresse_exacte": {"oui"}, "famille_exacte": {"oui"}, "etranger": {"non"},
		"activites.nadia.auj.activite": {"chomage"}, "activites.nadia.auj.arret": {"oui"}, "_faire": {"suivant"},
	})
	b.Post(b.URL.Path, map[string][]string{"autres": {"rien", "loyers"}, "_faire": {"suivant"}}).Status(422).See("gardez l’un ou l’autre")
	b.Post(b.URL.Path, map[string][]string{"autres": {"loyers"}, "_faire": {"suivant"}}).See("Loyers reçus")
	amounts(b, nil).Status(422).See("Il manque une réponse")
}

// TestThePayslipJoinedIsRead: 1 400 € said for June, and the payslip with it: nothing
// more is asked, and an agent reads it.
func TestThePayslipJoinedIsRead(t *testing.T) {
	more := payslips("")
	w := open(t, nadiaSeed, more)
	b := upToAmounts(login(w))
	amounts(b, map[string]string{"m4": "1400"}).See("Votre justificatif").Post("/demarches/declaration/justificatif", form("bulletin", "1"))
	validate(b)
	w.Wait(2 * day)
	w.MustSee(demarche.FactStage, "issue", "Un montant n’est pas celui transmis, le bulletin est joint")
	login(w).DontSee("Nous attendons").Get(home + "/demandes").See("votre bulletin va être lu")
	w.Wait(25 * day)
	w.MustSee(demarche.FactStage, "issue", "La personne avait trop déclaré")
}

// abroad tells a long stay of Nadia's, back on 15 September.
func abroad(b *portaltest.Browser, who, days string) *portaltest.Browser {
	b.Get(home+"/demarches/changement").Click("Commencer").Post("/demarches/changement/quoi", form("quoi", "sejour", "date", "01/06/2026"))
	return b.Post("/demarches/changement/sejour", form("sejour_qui", who, "sejour_retour", "15/09/2026", "sejour_jours", days))
}

// TestALongStayTakesBackTheMonthsNotWhole: 106 days from 1 June. Of July, August
// and September, 465,35 € of prime were left each: 1 396,05 € are claimed.
func TestALongStayTakesBackTheMonthsNotWhole(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := login(w).Get(declaration).Click("Commencer").Post("/demarches/declaration/situation", map[string][]string{
		"adresse_exacte": {"oui"}, "famille_exacte": {"oui"}, "etranger": {"oui"},
		"activites.nadia.auj.activite": {"salarie"}, "activites.nadia.auj.arret": {"non"}, "_faire": {"suivant"},
	})
	b.Status(422).See("Signalez d’abord ce séjour et ses dates")
	abroad(b, "moi", "90").Status(422).See("compte déjà 106 jours")
	b.Post("/demarches/changement/sejour", form("sejour_qui", "moi", "sejour_retour", "15/09/2026", "sejour_jours", "120"))
	b.See("Ils ne le sont pas pour juin 2026, juillet 2026, août 2026 et septembre 2026", "à rendre", "1 396,05").DontSee("487,05")
	b.Fill("Je certifie que ce changement", "oui").Click("Valider et transmettre").See("CHG-")
	b.Get(declaration).Click("Reprendre").Post("/demarches/declaration/situation", map[string][]string{
		"adresse_exacte": {"oui"}, "famille_exacte": {"oui"}, "etranger": {"oui"},
		"activites.nadia.auj.activite": {"salarie"}, "activites.nadia.auj.arret": {"non"}, "_faire": {"suivant"},
	}).Status(200)
	w.Wait(22 * day)
	w.MustSee(demarche.FactDebt, "centimes", "139605")
	login(w).Get(home+"/courriers").See("Votre séjour hors de France", "mois passés en entier")
	b = w.On("pc-epn", "aide").Get(home+"/dettes/0002").See("1 396,05", "juillet 2026", "septembre 2026")
	b.See("Cette voie n’est plus ouverte") // no declaration was wrong
}

// TestUpTo92DaysNothingChanges, nor is somebody else's stay computed.
func TestUpTo92DaysNothingChanges(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := abroad(login(w), "autre", "120").See("ne recalcule pas ce cas")
	b.Post("/demarches/changement/abandonner", nil)
	b.Get(home+"/demarches/changement").Click("Commencer").Post("/demarches/changement/quoi", form("quoi", "sejour", "date", "01/08/2026"))
	b.Post("/demarches/changement/sejour", form("sejour_qui", "moi", "sejour_retour", "15/09/2026", "sejour_jours", "92")).See("vos droits ne changent pas")
	b.Fill("Je certifie que ce changement", "oui").Click("Valider et transmettre").See("CHG-")
	w.Wait(22 * day)
	w.MustSee(demarche.FactStage, "issue", "Pris en compte")
	w.MustNotSee(demarche.FactDebt)
}
