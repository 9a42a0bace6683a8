package caf_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
	"demarcheablanc/simulators/portal/portaltest"
)

func debt(w *portaltest.World) (d demarche.Debt) {
	w.T.Helper()
	w.Read(func(tx *sandbox.Tx) {
		all := demarche.Debts(tx, caf.ID, "nadia")
		require.NotEmpty(w.T, all)
		d = all[0]
	})
	return d
}

// payslips puts three payslips on the computer, one perhaps blurred.
func payslips(flaw string) map[string]any {
	computer := portal.Device{ID: "pc-epn", Kind: portal.Computer, Seats: []string{"aidant", "aide"}, Hand: "aidant"}
	for i, name := range []string{"mars.jpg", "avril.jpg", "mai.pdf"} {
		f := portal.File{Kind: "photo", Name: name, Format: name[len(name)-3:], Bytes: 900 << 10, Shows: "bulletin"}
		if i == 1 {
			f.Flaw = flaw
		}
		computer.Downloads = append(computer.Downloads, portal.Download{ID: i + 1, File: f})
	}
	return map[string]any{"poste/pc-epn": computer}
}

// rectify sends the three months.
func rectify(w *portaltest.World, joined bool, amounts ...string) *portaltest.Browser {
	b := login(w).Get(home + "/dettes").Click("Prime d’activité, de juillet à septembre 2026")
	b.See("684,00", "29 octobre 2026", "9 décembre 2026", "Versé", "Dû", "465,35").Click("Demander une rectification")
	b.See("mars, avril et mai 2026").Click("Commencer").See("684,00").Fill("Plusieurs de ces raisons", "plusieurs").Click("Continuer")
	form := map[string][]string{"_faire": {"suivant"}}
	for i, m := range []string{"m7", "m6", "m5"} {
		form["mois.nadia."+m+".salaire"] = []string{amounts[i]}
	}
	b.See("mars 2026 : Vous aviez déclaré", "890,00", "mars 2026 : Montant net social").Post(b.URL.Path, form)
	files := map[string][]string{"_faire": {"suivant"}}
	if joined {
		for i, m := range []string{"m7", "m6", "m5"} {
			files["bulletins.nadia."+m+".bulletin"] = []string{string(rune('1' + i))}
		}
	}
	return b.Post(b.URL.Path, files).See("Récapitulatif", "Somme réclamée", "Trop versé, avec vos montants")
}

func TestTheRightAmountsKeepTheDebtAndItsDate(t *testing.T) {
	w := open(t, nadiaSeed, payslips(""))
	b := rectify(w, true, "1030", "1030,00", "1 030").See("684,00")
	validate(b)
	w.Wait(2 * time.Hour)
	w.MustSee(caf.FactDebtWay, "voie", "rectification")
	login(w).See("rien d’autre à faire").Get(home + "/dettes").See("Rectification demandée")
	w.Wait(22 * day)
	w.MustNotSee(caf.FactDeducted)
	w.MustSee(demarche.FactStage, "issue", "Les montants sont justes et la somme reste due")
	require.EqualValues(t, 68400, debt(w).Left)
	w.Wait(35 * day)
	w.MustSee(caf.FactDeducted, "centimes", "5700")
}

func TestZeroIsNotWhatThePayslipSays(t *testing.T) {
	more := payslips("")
	more["papier/nadia/avril"] = portal.Paper{ID: "avril", Title: "Bulletin d’avril", Values: map[string]string{"net_social_m6": "1030"}}
	w := open(t, nadiaSeed, more)
	validate(rectify(w, true, "1030", "0", "1030"))
	w.MustSee(demarche.FactContradict, "cle", "mois.nadia.m6.salaire", "saisi", "0,00\u00a0€")
	w.Wait(23 * day)
	w.MustSee(caf.FactGap, "quoi", "Salaire, avril 2026")
	w.MustSee(demarche.FactStage, "issue", "Les montants ne sont pas ceux des bulletins")
	require.EqualValues(t, 68400, debt(w).Left)
}

// TestTheCafWasWrong: the employer sent 1 430 €, the payslips say 1 030 €.
func TestTheCafWasWrong(t *testing.T) {
	wrong := func(w *portaltest.World) {
		w.Do(func(tx *sandbox.Tx) {
			sent := caf.Resources{"nadia": {}}
			for _, m := range []string{"2026-03", "2026-04", "2026-05"} {
				sent["nadia"][m] = map[string]calcul.Cents{"salaire": 143000}
			}
			truth, _ := sandbox.Get[caf.Truth](tx, "caf/verite/nadia")
			truth.Sent = sent
			tx.Put("caf/verite/nadia", truth)
			c, _ := sandbox.Get[caf.Claimed](tx, "caf/dette/nadia/0001")
			c.Basis = sent
			tx.Put("caf/dette/nadia/0001", c)
		})
	}
	w := open(t, nadiaSeed, payslips(""))
	wrong(w)
	validate(rectify(w, true, "1030", "1030", "1030"))
	w.Wait(24 * day)
	w.MustSee(demarche.FactStage, "issue", "La somme change")
	require.Less(t, debt(w).Left, int64(68400))

	blurred := open(t, nadiaSeed, payslips(portal.FlawBlurred))
	wrong(blurred)
	validate(rectify(blurred, true, "1030", "1030", "1030"))
	blurred.Wait(24 * day)
	blurred.MustSee(demarche.FactStage, "issue", "Les montants ne sont pas ceux des bulletins")
}

func TestTwentyDaysThenDeductions(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	w.Wait(14*day + 7*time.Hour) // 29 October, 22:25: the last day is in time
	login(w).Get(home + "/demarches/rectification").See("Commencer")
	w.Wait(2 * time.Hour)
	login(w).Get(home+"/demarches/rectification").See("Les 20 jours", "9 décembre 2026").DontSee("Commencer")
	w.Wait(7 * day)
	w.MustSee(caf.FactDeducted)
	w.Wait(40 * day)
	login(w).Get(home + "/demarches/contestation").See("délai de deux mois").DontSee("Commencer")
}

func TestContestingWaitsForTheCommission(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := login(w).Get(home+"/demarches/contestation").Click("Commencer").Fill("Toute la somme", "tout").Click("Continuer").Status(422).See("Vos raisons")
	b.Fill("Vos raisons", "J’ai toujours déclaré ce que je recevais.").Click("Continuer").Fill("Je confirme", "oui").Click("Valider et transmettre").See("CRA-20261015-0001")
	w.Wait(4 * day)
	b.Get(home + "/dettes/0001").Get(home + "/dettes").See("Mon Compte")
	w.Wait(60 * day)
	w.MustSee(demarche.FactStage, "issue", "La somme est maintenue")
	w.Wait(4 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "Décision de la commission de recours amiable")
}

func TestTwelveInstalments(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := login(w).Get(home+"/demarches/echeancier").Click("Commencer").Fill("En combien de versements", "40").Fill("Oui", "oui").Click("Continuer").Status(422)
	b.Fill("En combien de versements", "12").Click("Continuer").See("57,00")
	b.Fill("Je m’engage", "oui").Click("Valider et transmettre").See("57,00")
	w.Wait(11 * day)
	w.MustSee(demarche.FactStage, "issue", "Accepté")
	w.Wait(12 * day)
	w.MustSee(caf.FactDeducted, "centimes", "5700")
	require.EqualValues(t, 62700, debt(w).Left)
	login(w).Get(home+"/dettes/0001").See("Vos versements", "4 décembre 2026")
}

func TestMoreThanTwelveIsTalkedOver(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := login(w).Get(home+"/demarches/echeancier").Click("Commencer").Fill("En combien de versements", "24").Fill("Oui", "oui").Click("Continuer")
	b.Fill("Je m’engage", "oui").Click("Valider et transmettre")
	w.Wait(11 * day)
	w.MustSee(demarche.FactStage, "issue", "Trop long pour être accepté sans en parler")
}

func TestARemissionRecognisesTheDebt(t *testing.T) {
	for charges, says := range map[string]string{"1700": "Remise totale", "800": "Remise de la moitié", "100": "Remise refusée"} {
		w := open(t, nadiaSeed, nil)
		b := login(w).Get(home + "/demarches/remise").See("vaut reconnaissance").Click("Commencer")
		b.Fill("Ce que votre foyer reçoit", "1800").Fill("Vos charges fixes", charges).Fill("Ce qui vous empêche", "Le loyer prend presque tout.").Click("Continuer")
		b.Click("Valider et transmettre").Status(422)
		b.Fill("J’ai compris que demander une remise", "oui").Fill("Ces montants sont exacts", "oui").Click("Valider et transmettre").See("REM-")
		w.Wait(2 * time.Hour)
		login(w).Get(home + "/demarches/contestation").See("la dette est reconnue")
		w.Wait(24 * day)
		w.MustSee(demarche.FactStage, "issue", says)
	}
}

func TestPayingAtOnceIsFinal(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := login(w).Get(home + "/dettes/0001").Click("Payer 684,00").See("Ce que vous pouvez faire")
	b.Fill("Je veux payer toute la somme maintenant", "oui").Click("Payer 684,00").DontSee("Ce que vous pouvez faire").See("Payée")
	w.MustSee(caf.FactDebtPaid, "personne", "nadia")
	b.Get(home + "/demarches/rectification").See("Aucune somme ne vous est réclamée")
	b.Get(home + "/dettes/0042").Status(404)
	b.Post("/dettes/0042/payer", nil).Status(404)
}

func TestADebtAlreadyPartlyTakenBack(t *testing.T) {
	w := open(t, strings.Replace(nadiaSeed, "montant: 684, notifiee: J-6", "montant: 684, reste: 627, notifiee: J-40", 1), nil)
	b := login(w).See("627,00").Get(home+"/dettes/0001").See("684,00", "627,00", "n’est plus ouverte", "Retenues en cours")
	b.Get(home + "/demarches/rectification").See("Les 20 jours")
	w.Wait(22 * day)
	w.MustSee(caf.FactDeducted, "centimes", "5700")
	require.EqualValues(t, 57000, debt(w).Left)
}

// twoDebts owes 684 € on October's rights and 150 € on a former quarter.
var twoDebts = strings.Replace(nadiaSeed, "nets sociaux.}", "nets sociaux.}\n    - {prestation: logement, montant: 150, notifiee: J-10, motif: Le loyer a baissé.}", 1)

func TestOfTwoDebtsOneIsChosen(t *testing.T) {
	w := open(t, twoDebts, nil)
	b := login(w).See("2 sommes vous sont réclamées", "834,00").Get(home + "/demarches/echeancier").See("choisissez la somme").DontSee("Commencer")
	b.Get(home+"/dettes").Click("Aide au logement").See("150,00").Click("Payer en plusieurs fois").See("150,00", "Aide au logement").Click("Commencer")
	b.Fill("En combien de versements", "3").Fill("Oui", "oui").Click("Continuer").See("50,00").Fill("Je m’engage", "oui").Click("Valider et transmettre")
	b.Get(home + "/dettes/0001").Click("Demander une remise").See("684,00")
	b.Get(home + "/dettes/0001").Click("Payer en plusieurs fois").See("684,00").Click("Commencer")
	b.Fill("En combien de versements", "12").Fill("Oui", "oui").Click("Continuer").Fill("Je m’engage", "oui").Click("Valider et transmettre")
	w.Wait(22 * day)
	w.MustSee(caf.FactDeducted, "centimes", "5000")
	w.MustSee(caf.FactDeducted, "centimes", "5700")
	b = login(w).Post("/dettes/0001/voie/autre", nil).Status(404)
	b.Get(home+"/dettes/0001").See("déjà ce que vous faites", "Vos versements")
}

// TestADraftStaysWithItsDebt: a remission begun for one debt is not reopened for
// the other, and goes no further once its own is paid.
func TestADraftStaysWithItsDebt(t *testing.T) {
	w := open(t, twoDebts, nil)
	b := login(w).Get(home + "/dettes/0001").Click("Demander une remise").Click("Commencer")
	b.Fill("Ce que votre foyer reçoit", "1800").Fill("Vos charges fixes", "1700").Fill("Ce qui vous empêche", "Le loyer prend presque tout.").Click("Continuer").See("684,00")
	b.Get(home+"/dettes/0002").Click("Demander une remise").See("déjà commencée", "684,00", "150,00", "Une seule à la fois")
	b.Click("Reprendre celle qui est commencée").See("684,00", "Reprendre là où j’en étais")
	b.Get(home+"/dettes/0001").Fill("Je veux payer toute la somme maintenant", "oui").Click("Payer 684,00").See("Payée")
	b.Get(home+"/demarches/remise/recapitulatif").Fill("J’ai compris que demander une remise", "oui").Fill("Ces montants sont exacts", "oui").Click("Valider et transmettre").Status(422).See("Cette somme est réglée")
	w.Wait(2 * time.Hour)
	b = login(w).Get(home + "/dettes/0001").See("Payée").DontSee("Remise demandée")
	b.Get(home + "/dettes/0002").Click("Demander une remise").See("150,00").DontSee("déjà commencée").Click("Commencer").See("150,00")
}

// TestASecondDraftTakesThePlaceOfTheFirst, when that is what is chosen.
func TestASecondDraftTakesThePlaceOfTheFirst(t *testing.T) {
	w := open(t, twoDebts, nil)
	b := login(w).Get(home + "/dettes/0001").Click("Demander une remise").Click("Commencer").See("684,00")
	b.Get(home + "/dettes/0002").Click("Demander une remise").Click("Effacer le brouillon et commencer").See("150,00").DontSee("684,00").Click("Commencer")
	b.See("150,00").Get(home+"/dettes/0002").Click("Demander une remise").See("Reprendre là où j’en étais", "150,00")
}

// TestPayingAfterAskingStaysPaid: the request was sent, the debt is paid before
// anybody has looked at it.
func TestPayingAfterAskingStaysPaid(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := login(w).Get(home + "/demarches/remise").Click("Commencer")
	b.Fill("Ce que votre foyer reçoit", "1800").Fill("Vos charges fixes", "1700").Fill("Ce qui vous empêche", "Le loyer prend presque tout.").Click("Continuer")
	b.Fill("J’ai compris que demander une remise", "oui").Fill("Ces montants sont exacts", "oui").Click("Valider et transmettre").See("REM-")
	b.Get(home+"/dettes/0001").Fill("Je veux payer toute la somme maintenant", "oui").Click("Payer 684,00")
	w.Wait(2 * time.Hour)
	login(w).Get(home + "/dettes/0001").See("Payée").DontSee("Remise demandée")
}

// TestInstalmentsOutliveARectification: eleven payments are left when the answer
// comes; none is taken before it, and they go on after it.
func TestInstalmentsOutliveARectification(t *testing.T) {
	w := open(t, nadiaSeed, payslips(""))
	b := login(w).Get(home+"/demarches/echeancier").Click("Commencer").Fill("En combien de versements", "12").Fill("Oui", "oui").Click("Continuer")
	b.Fill("Je m’engage", "oui").Click("Valider et transmettre")
	w.Wait(11 * day)
	validate(rectify(w, true, "1030", "1030", "1030"))
	w.Wait(12 * day) // the 5th of November is over
	w.MustNotSee(caf.FactDeducted)
	w.Wait(12 * day)
	w.MustSee(demarche.FactStage, "issue", "Les montants sont justes et la somme reste due")
	login(w).Get(home+"/dettes/0001").See("Payée en plusieurs fois", "57,00", "4 décembre 2026")
	w.Wait(day)
	login(w).Get(home + "/courriers").See("Votre paiement en plusieurs fois continue : 57,00")
	w.Wait(20 * day)
	w.MustSee(caf.FactDeducted, "centimes", "5700")
}

// TestContestingOutlastsARectification: one answer does not begin the deductions
// while the other is awaited.
func TestContestingOutlastsARectification(t *testing.T) {
	w := open(t, nadiaSeed, payslips(""))
	b := validate(rectify(w, true, "1030", "1030", "1030"))
	b = b.Get(home+"/dettes/0001").Click("Contester").Click("Commencer").Fill("Toute la somme", "tout").Fill("Vos raisons", "Je n’ai rien caché.").Click("Continuer")
	b.Fill("Je confirme", "oui").Click("Valider et transmettre").See("CRA-")
	w.Wait(55 * day)
	w.MustSee(demarche.FactStage, "issue", "Les montants sont justes et la somme reste due")
	w.MustNotSee(caf.FactDeducted)
}

func TestNoAnswerInAMonthIsARefusal(t *testing.T) {
	w := open(t, strings.Replace(nadiaSeed, "delai: 21", "delai: 60", 1), payslips(""))
	validate(rectify(w, true, "1030", "1030", "1030"))
	w.Wait(32 * day)
	w.MustSee(demarche.FactStage, "issue", "Un mois sans réponse, c’est un refus")
}

// TestWhatWasTakenIsGivenBack: 57 € were taken; the payslips make nothing due.
func TestWhatWasTakenIsGivenBack(t *testing.T) {
	w := open(t, nadiaSeed, payslips(""))
	w.Do(func(tx *sandbox.Tx) {
		sent := caf.Resources{"nadia": {}}
		for _, m := range []string{"2026-03", "2026-04", "2026-05"} {
			sent["nadia"][m] = map[string]calcul.Cents{"salaire": 230000}
		}
		c, _ := sandbox.Get[caf.Claimed](tx, "caf/dette/nadia/0001")
		c.Basis = sent
		tx.Put("caf/dette/nadia/0001", c)
	})
	validate(rectify(w, true, "1030", "1030", "1030"))
	w.Do(func(tx *sandbox.Tx) {
		d := demarche.Debts(tx, caf.ID, "nadia")[0]
		d.Left -= 5700
		demarche.PutDebt(tx, caf.ID, "nadia", d)
	})
	w.Wait(24 * day)
	w.MustSee(demarche.FactStage, "issue", "Il n’y avait pas de trop-perçu")
	require.Zero(t, debt(w).Left)
	w.MustSee(demarche.FactPaid, "libelle", "Remboursement de retenues (Prime d’activité)", "centimes", "5700")
}

func TestPayingWantsABoxTicked(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	login(w).Get(home + "/dettes/0001").Click("Payer 684,00").Status(422).See("Rien n’est payé")
	w.MustNotSee(caf.FactDebtPaid)
}

// TestAnInstalmentAboveThePaymentIsPostponed: 1 000 € a month where 462,25 € are paid.
func TestAnInstalmentAboveThePaymentIsPostponed(t *testing.T) {
	w := open(t, strings.Replace(nadiaSeed, "montant: 684", "montant: 2000", 1), nil)
	b := login(w).Get(home+"/demarches/echeancier").Click("Commencer").Fill("En combien de versements", "2").Fill("Oui", "oui").Click("Continuer")
	b.Fill("Je m’engage", "oui").Click("Valider et transmettre")
	w.Wait(23 * day)
	w.MustSee(caf.FactDeducted, "centimes", "46225")
	require.EqualValues(t, 200000-46225, debt(w).Left)
	login(w).Get(home+"/dettes/0001").See("537,75", "5 janvier 2027")
}
