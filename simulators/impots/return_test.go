package impots_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/impots"
	"demarcheablanc/simulators/portal/demarche"
	"demarcheablanc/simulators/portal/portaltest"
)

// karimAt logs Karim in on a computer that knows him.
func karimAt(w *portaltest.World) *portaltest.Browser {
	w.T.Helper()
	b := w.On("pc-epn", "aide").Get(site + "/espace")
	if b.URL.Path == "/connexion" {
		login(b, hisNumber, hisSecret)
	}
	return b.See("Mon espace particulier")
}

// The figures of this file are those of the oracle: a single wage earner of
// 20 000 € in 2025 owes 126 €; of 30 000 €, 1 564 €.
func TestAReturnFromTheFirstScreenToTheNotice(t *testing.T) {
	w := world(t, paris(2026, time.May, 20, 9, 30), karimSeed)
	b := karimAt(w).See("Déclarez vos revenus de 2025 avant le jeudi 21 mai 2026 à 23 h 59", "Aucune déclaration signée")
	declare(b, nil).See("Résumé, estimation et signature", "20 000 €", "126 €", "174 € vous seront remboursés", "1 part").DontSee("1AK", "Pas de réponse")
	w.MustNotSee(impots.FactReturnFiled)
	b.Get(site + "/espace").See("Un brouillon de déclaration est enregistré. Il n’est pas signé")
	b.Get(returnPage + "/recapitulatif").Click(signing).Status(422).See("Cochez la case pour certifier")
	sign(b).See("Déclaration signée et reçue", "ASDIR", "Vous pouvez encore la changer", "vendredi 31 juillet 2026")
	w.MustSee(demarche.FactSent, "demarche", "revenus", "personne", "karim")

	b.Get(site+"/documents").See("Vos déclarations", "Reçue, avis à venir").DontSee("Avis d’impôt 2026")
	w.MustSee(impots.FactReturnFiled, "personne", "karim", "annee", "2025", "retard", "non", "exact", "oui")
	b.Click("Avis de situation déclarative")
	require.True(t, strings.HasPrefix(string(b.Answer.Content), "%PDF"))
	w.MustSee(impots.FactSituationOpened, "annee", "2025")
	require.Contains(t, strings.Join(mailTo(w, "karim.loriot@messagerie.example", "est reçue").Body, " "), "174\u00a0€ vous seront remboursés")

	until(w, paris(2026, time.July, 31, 10, 0))
	b = karimAt(w)
	b.Get(site+"/documents").Click("Avis d’impôt 2026").See("Référence de l’avis", "26 FX ", "126 €", "18 000 €", "Pourquoi ce montant", "Décote").Click("Télécharger l’avis (PDF)")
	require.Equal(t, "avis-impot-2026.pdf", b.Answer.File.Name)
	until(w, paris(2026, time.September, 1, 9, 0))
	require.NotEmpty(t, letters(w, "karim"), "sans compte bancaire, un chèque part")
}

func TestAnIBANBringsTheRefund(t *testing.T) {
	w := world(t, paris(2026, time.May, 20, 9, 30), karimSeed)
	sign(declare(karimAt(w), map[string]string{"iban": "FR76 9999 9000 0000 0000 0000 130"}))
	w.Wait(time.Minute)
	w.MustSee(impots.FactReturnFiled, "personne", "karim", "compte", "0130")
	until(w, paris(2026, time.July, 31, 10, 0))
	paid, owed := amounts(w, "karim")
	require.Len(t, paid, 1)
	require.EqualValues(t, 174_00, paid[0].Amount)
	require.Empty(t, owed)
	karimAt(w).Get(site+"/paiements").See("174 €", "se termine par 0130", "Aucun solde à payer")
}

func TestTheLastSecondAndTheNext(t *testing.T) {
	w := world(t, paris(2026, time.May, 21, 23, 50), strings.ReplaceAll(karimSeed, "20000, 8HV: 300", "30000, 8HV: 0"))
	declare(karimAt(w), nil).See("1 564 €").DontSee("Majoration et intérêts pour retard")
	until(w, paris(2026, time.May, 21, 23, 59).Add(59*time.Second))
	sign(w.On("pc-epn", "aide").Get(returnPage + "/recapitulatif")).See("Déclaration signée et reçue")
	w.Wait(0)
	w.MustSee(impots.FactReturnFiled, "retard", "non")

	w = world(t, paris(2026, time.May, 21, 23, 50), strings.ReplaceAll(karimSeed, "20000, 8HV: 300", "30000, 8HV: 0"))
	declare(karimAt(w), nil)
	until(w, paris(2026, time.May, 22, 0, 0))
	w.MustSee(impots.FactReturnMissing, "personne", "karim")
	b := w.On("pc-epn", "aide").Get(returnPage+"/recapitulatif").See("La date limite est passée", "Majoration et intérêts pour retard", "156 €")
	sign(b)
	w.Wait(time.Minute)
	w.MustSee(impots.FactReturnFiled, "retard", "oui")
	require.NotEmpty(t, mailTo(w, "karim.loriot@messagerie.example", "après la date limite").Subject)
}

func TestZonesHaveTheirOwnDays(t *testing.T) {
	for zone, limit := range map[string]string{"1": "jeudi 21 mai 2026", "2": "jeudi 28 mai 2026", "3": "jeudi 4 juin 2026"} {
		w := world(t, paris(2026, time.April, 20, 9, 0), strings.Replace(karimSeed, "situation: C", "situation: C\n    zone: "+zone, 1))
		karimAt(w).See(limit)
	}
	w := world(t, paris(2025, time.April, 20, 9, 0), strings.Replace(karimSeed, "situation: C", "situation: C\n    zone: 3", 1))
	declare(karimAt(w).See("revenus de 2024", "jeudi 5 juin 2025"), nil).See("150 €") // the oracle's, for 2024
	w = world(t, paris(2027, time.May, 20, 9, 0), karimSeed)
	declare(karimAt(w).See("jeudi 20 mai 2027"), nil).See("celui des revenus de 2025, le dernier connu", "126 €")
}

func TestAReturnCanBeSentAgainBeforeTheDate(t *testing.T) {
	w := world(t, paris(2026, time.May, 1, 9, 30), karimSeed)
	sign(declare(karimAt(w), map[string]string{"1AJ": "30000"}))
	w.Wait(time.Minute)
	b := karimAt(w).See("Déclaration signée", "Modifier mes revenus de 2025")
	declare(b, map[string]string{"1AJ": "20000"}).See("126 €")
	sign(b)
	w.Wait(time.Minute)
	w.MustSee(impots.FactReturnChanged, "annee", "2025")
	until(w, paris(2026, time.August, 1, 9, 0))
	b = karimAt(w)
	b.Get(site+"/documents").See("Remplacée par une version plus récente", "Avis d’impôt 2026").DontSee("rectifié")
	b.Get(site + "/documents/avis/2026-karim").See("126 €")
}

// The oracle: 30 000 € owe 1 564 €. The first signature came in time: no increase.
func TestASignedReturnIsStillChangedInJune(t *testing.T) {
	w := world(t, paris(2026, time.May, 20, 9, 30), strings.ReplaceAll(karimSeed, "8HV: 300", "8HV: 0"))
	sign(declare(karimAt(w), nil))
	until(w, paris(2026, time.June, 10, 9, 0))
	b := karimAt(w).See("Modifier mes revenus de 2025").Click("Modifier mes revenus de 2025").See("La date limite est passée, et votre déclaration est bien arrivée", "mardi 30 juin 2026")
	declare(b, map[string]string{"1AJ": "30000", "situation": "C", "enfants": "0"}).
		See("Modification après la date limite", "1 564 €", "Situation de famille").DontSee("Majoration et intérêts", "il est augmenté")
	sign(b).See("jusqu’au mardi 30 juin 2026", "Corriger ma déclaration", "vendredi 31 juillet 2026")
	w.Wait(time.Minute)
	w.MustSee(impots.FactReturnChanged, "annee", "2025", "retard", "non")
	until(w, paris(2026, time.July, 1, 0, 0))
	karimAt(w).See("fermée pour le moment").Get(returnPage).See("Elle pourra être corrigée en ligne du vendredi 31 juillet 2026").DontSee("Commencer")
	until(w, paris(2026, time.August, 1, 9, 0))
	karimAt(w).Get(site+"/documents").Click("Avis d’impôt 2026").See("1 564 €").DontSee("rectifié", "Majoration")
}

// Signed late, the change stays late: a tenth of 1 564 €, and no month of interest.
func TestAChangeDoesNotMendALateSignature(t *testing.T) {
	w := world(t, paris(2026, time.June, 1, 9, 30), strings.ReplaceAll(karimSeed, "8HV: 300", "8HV: 0"))
	sign(declare(karimAt(w), nil).See("13 €")) // of 126 €
	until(w, paris(2026, time.June, 30, 9, 0))
	sign(declare(karimAt(w), map[string]string{"1AJ": "30000"}).See("Majoration et intérêts pour retard", "156 €"))
	w.Wait(time.Minute)
	w.MustSee(impots.FactReturnChanged, "annee", "2025", "retard", "oui")
}

func TestCorrectionsComeLaterAndLeaveTheFamilyAlone(t *testing.T) {
	w := world(t, paris(2026, time.May, 1, 9, 30), karimSeed)
	sign(declare(karimAt(w), nil))
	until(w, paris(2026, time.July, 3, 9, 0))
	karimAt(w).Get(returnPage).See("Elle pourra être corrigée en ligne du vendredi 31 juillet 2026").DontSee("Commencer")
	until(w, paris(2026, time.September, 3, 9, 0))
	b := karimAt(w).See("Corriger mes revenus de 2025")
	b.Get(returnPage).See("Corriger la déclaration de")
	declare(b, map[string]string{"1AJ": "30000"}).DontSee("Situation de famille", "Personnes à charge").See("1 564 €", "que cet exercice ne calcule pas")
	sign(b)
	until(w, paris(2026, time.October, 15, 9, 0))
	karimAt(w).Get(site + "/documents").See("Avis d’impôt 2026, rectifié").Click("Avis d’impôt 2026, rectifié").See("1 564 €")
	until(w, paris(2026, time.December, 5, 0, 0))
	karimAt(w).Get(returnPage).See("La correction en ligne est fermée", "31 décembre 2028").DontSee("Commencer")
}

func TestAWageLeftOutIsNoticed(t *testing.T) {
	w := world(t, paris(2026, time.May, 1, 9, 30), strings.ReplaceAll(karimSeed, "8HV: 300", "8HV: 0"))
	b := declare(karimAt(w), map[string]string{"1AJ": "12000"})
	b.See("le montant transmis était 20 000 €, vous déclarez 12 000 €")
	sign(b)
	w.Wait(time.Minute)
	w.MustSee(impots.FactReturnFiled, "personne", "karim", "exact", "non")
	until(w, paris(2026, time.October, 15, 9, 0))
	require.Contains(t, strings.Join(letters(w, "karim"), "\n"), "case 1AJ, 12 000 € déclarés, 20 000 € transmis")
	_, owed := amounts(w, "karim")
	require.Empty(t, owed, "trente jours pour répondre")
	until(w, paris(2026, time.November, 30, 9, 0))
	_, owed = amounts(w, "karim")
	require.Len(t, owed, 1)
	// 126 € of tax, a tenth more, and five months at 0,2 %: 126 + 13 + 1.
	require.EqualValues(t, 140_00, owed[0].Amount)
	w.MustSee(impots.FactRectified, "personne", "karim")
	karimAt(w).See("Supplément d’impôt")
}

func TestAGapMendedInTimeCostsNoIncrease(t *testing.T) {
	w := world(t, paris(2026, time.May, 1, 9, 30), strings.ReplaceAll(karimSeed, "8HV: 300", "8HV: 0"))
	sign(declare(karimAt(w), map[string]string{"1AJ": "12000"}))
	until(w, paris(2026, time.October, 15, 9, 0))
	sign(declare(karimAt(w), map[string]string{"1AJ": "20000"}))
	until(w, paris(2027, time.January, 31, 9, 0))
	_, owed := amounts(w, "karim")
	require.Empty(t, owed)
	w.MustSee(demarche.FactStage, "issue", "Corrigée à temps")
}

func TestTooMuchIsNoticedByNobody(t *testing.T) {
	w := world(t, paris(2026, time.May, 1, 9, 30), strings.ReplaceAll(karimSeed, "8HV: 300}", "8HV: 0}, verite: {1AJ: 0}"))
	sign(declare(karimAt(w), map[string]string{"iban": hisIBAN}))
	until(w, paris(2026, time.December, 15, 9, 0))
	w.MustSee(demarche.FactStage, "etape", "Les montants sont comparés à ceux des tiers")
	require.Empty(t, letters(w, "karim"))
}

func TestNothingToDoIsValidatedByItself(t *testing.T) {
	w := world(t, paris(2026, time.May, 1, 9, 30), strings.Replace(karimSeed, "annee: -1,", "annee: -1, automatique: true,", 1))
	karimAt(w).See("Déclaration automatique des revenus de 2025")
	until(w, paris(2026, time.May, 22, 0, 5))
	w.MustSee(impots.FactReturnFiled, "annee", "2025", "retard", "non")
	w.MustNotSee(impots.FactReturnMissing)
}

func TestSilenceIsAskedAbout(t *testing.T) {
	w := world(t, paris(2026, time.March, 1, 9, 30), karimSeed)
	until(w, paris(2026, time.April, 10, 9, 0))
	require.Contains(t, mailTo(w, "karim.loriot@messagerie.example", "est ouverte").Subject, "2025")
	until(w, paris(2026, time.May, 16, 9, 0))
	require.NotEmpty(t, mailTo(w, "karim.loriot@messagerie.example", "Plus qu’une semaine").Subject)
	until(w, paris(2026, time.September, 16, 9, 0))
	require.Contains(t, strings.Join(letters(w, "karim"), " "), "Mise en demeure")
	karimAt(w).See("Déclarer sur papier mes revenus de 2025").Get(returnPage).See("est fermée depuis le mardi 30 juin 2026", "il part par la poste")
}

// 1 564 € of tax: 313 € then 626 € more, and four months of interest.
func TestAFormalNoticeDoublesTheIncreaseThenDoublesItAgain(t *testing.T) {
	for day, costs := range map[int]string{10: "326 €", 20: "639 €"} {
		w := world(t, paris(2026, time.September, 14, 9, 30), strings.ReplaceAll(karimSeed, "20000, 8HV: 300", "30000, 8HV: 0"))
		until(w, paris(2026, time.October, day, 9, 0))
		sign(declare(karimAt(w), nil).See("Majoration et intérêts pour retard", costs))
		w.Wait(time.Minute)
		w.MustSee(impots.FactReturnFiled, "annee", "2025", "retard", "oui")
		karimAt(w).Get(returnPage).See("Corriger la déclaration de")
	}
}

func TestLatenessWithoutTaxCostsNothing(t *testing.T) {
	w := world(t, paris(2026, time.May, 22, 9, 30), strings.ReplaceAll(karimSeed, "20000, 8HV: 300", "9000"))
	sign(declare(karimAt(w), nil).See("Sans impôt à payer, il n’y a pas de majoration"))
	w.Wait(time.Minute)
	require.Contains(t, strings.Join(mailTo(w, hisMail, "après la date limite").Body, " "), "il n’y a pas de majoration")
	until(w, paris(2026, time.August, 1, 9, 0))
	karimAt(w).Get(site + "/documents/avis/2026-karim").See("vaut avis de non-imposition")
}

func TestTheSummaryDrawsAttention(t *testing.T) {
	w := world(t, paris(2026, time.May, 1, 9, 30), karimSeed)
	b := declare(karimAt(w), map[string]string{
		"vit_seul": "non", "demi_parts": "T", "rubriques": "salaires|frais|domicile|garde|dons", "1AK": "800", "7DB": "2000", "7GA": "900", "beneficiaire": "Crèche des Tilleuls",
	})
	b.See("La case T est cochée, mais vous ne vivez pas seul·e", "aucun enfant", "moins que les 10 %", "Emploi à domicile : avez-vous reçu des aides", "moins de 6 ans", "Vous avez coché « Dons »", "lettre-chèque")
}

func TestWhatCannotBeIsRefusedNextToTheField(t *testing.T) {
	w := world(t, paris(2026, time.May, 1, 9, 30), karimSeed)
	for _, wrong := range []struct{ field, typed, says string }{
		{"1AJ", "-5", "sans signe moins"}, {"1AJ", "1200,50", "euros entiers"}, {"1AJ", "beaucoup", "avec des chiffres"}, {"1AJ", "99999999", "Le plus grand nombre possible"},
	} {
		b := declare(karimAt(w), map[string]string{wrong.field: wrong.typed}).Status(422).See(wrong.says, "Pour continuer")
		require.Contains(t, string(b.Answer.Body), `value="300"`, "les autres réponses restent")
	}
	karimAt(w).Post(returnPage+"/abandonner", nil)
	declare(karimAt(w), map[string]string{"situation": "M", "changement": "oui", "changement_le": "12/06/2025", "separee": "oui", "demi_parts": "T"}).
		Status(422).See("Marié·e ou pacsé·e, décochez-la")
	karimAt(w).Post(returnPage+"/abandonner", nil)
	b := through(karimAt(w), returnPage, "conjoint·e", map[string]string{"situation": "M", "changement": "oui", "changement_le": "12/06/2025", "separee": "non"})
	form := held(b)
	for field, answer := range map[string]string{"changement_le": "12/06/2025", "separee": "non", "conjoint_numero": hisNumber, "conjoint_naissance": "1990"} {
		form.Set(field, answer)
	}
	b.Post(b.URL.String(), form).Status(422).See("Ce numéro fiscal est le vôtre")
}

func TestAVisitorSeesNoReturn(t *testing.T) {
	w := world(t, paris(2026, time.May, 1, 9, 30), karimSeed)
	for _, page := range []string{"/demarches/revenus", "/paiements", "/prelevement", "/biens", "/messages", "/documents/asdir/0001"} {
		w.On("pc-epn", "aide").Get(site + page).See("Connexion à mon espace")
	}
	karimAt(w).Get(site + "/documents/asdir/0001").Status(404).See("dès qu’une déclaration est signée")
}

func TestTheCoupleSharesOneReturn(t *testing.T) {
	seed := `
- {personne: samia, secret: Tisane-Verte3, navigateurs: [pc-epn]}
- personne: karim
  secret: Garage-Bleu7
  navigateurs: [pc-epn]
  foyer:
    declarants: [karim, samia]
    enfants: [{age: 6}, {age: 9}]
    revenus: [{annee: -1, transmis: {1AJ: 40000, 1BJ: 30000}}]
`
	w := world(t, paris(2026, time.May, 1, 9, 30), seed)
	b := login(w.On("pc-epn", "aide"), herNumber, newSecret)
	declare(b, nil).See("3 023 €", "3 parts", "individualisé").DontSee("Vous viviez seul") // the oracle's, two children
	sign(b)
	w.Wait(time.Minute)
	b.Get(site + "/").Click("Mon espace particulier").Click("Se déconnecter")
	b = karimAt(w).See("Déclaration signée", "Modifier mes revenus de 2025")
	b.Get(site + "/documents").See("Signée par Samia LORIOT").DontSee("Accusé de réception").Click("Avis de situation déclarative")
	require.True(t, strings.HasPrefix(string(b.Answer.Content), "%PDF"))
	declare(b, map[string]string{"1AJ": "70000", "1BJ": ""}).See("Les deux salaires semblent additionnés")
	w.Read(func(tx *sandbox.Tx) {
		r, ok := sandbox.Get[impots.Return](tx, "impots/declaration/karim/2025")
		require.True(t, ok)
		require.Equal(t, "samia", r.Person)
		require.Equal(t, 1, r.Rank)
	})
}

func TestBackstagesTellTheReturn(t *testing.T) {
	w := world(t, paris(2026, time.May, 1, 9, 30), karimSeed)
	sign(declare(karimAt(w), nil))
	w.Wait(time.Minute)
	w.Read(func(tx *sandbox.Tx) {
		all := w.Network.Backstages(tx)
		require.Len(t, all, 1)
		require.True(t, all[0].Stages[0].Done)
		require.Len(t, all[0].Circuit, 4)
		require.NotEmpty(t, all[0].Why)
	})
}
