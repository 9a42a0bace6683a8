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

func send(b *portaltest.Browser, page, button string, changes map[string]string) *portaltest.Browser {
	b.World.T.Helper()
	through(b, site+"/demarches/"+page, button, changes).Status(200)
	form := held(b)
	form.Set("certifier1", "oui")
	return b.Post(site+"/demarches/"+page+"/envoyer", form).Status(200)
}

func TestTheBalanceIsSharedAndPaid(t *testing.T) {
	seed := strings.ReplaceAll(karimSeed, "20000, 8HV: 300", "30000, 8HV: 1000")
	w := world(t, paris(2026, time.May, 1, 9, 30), seed)
	sign(declare(karimAt(w), nil)) // 1 564 € less 1 000 €: 564 € in four times
	until(w, paris(2026, time.August, 1, 9, 0))
	b := karimAt(w).Get(site+"/paiements").See("564 €", "141 €", "25 décembre 2026", "À payer", "Aucun compte bancaire n’est connu")
	until(w, paris(2026, time.September, 26, 9, 0))
	karimAt(w).See("Un paiement de 141 € était attendu le vendredi 25 septembre 2026")
	b.Post(site+"/paiements/2026-karim", nil).Status(409).See("Il manque un compte bancaire")
	send(b, "compte-bancaire", "Enregistrer ce compte", map[string]string{"iban": "FR76 9999 9000 0000 0000 0000 130", "titulaire": "Karim Loriot"}).See("Compte enregistré")
	w.Wait(time.Minute)
	w.MustSee(impots.FactBankChanged, "personne", "karim")
	b.Get(site+"/paiements").See("Attendu, non reçu", "Sera prélevé").Click("Tout payer maintenant").See("Payé en ligne le samedi 26 septembre 2026").DontSee("Tout payer")
	w.MustSee(impots.FactBalancePaid, "avis", "2026-karim")
	b.Post(site+"/paiements/2026-samia", nil).Status(404)
}

func TestCreditsComeBackAndAnAdvanceInJanuary(t *testing.T) {
	// The oracle's DOM3: 16 000 € of wages, 2 000 € at home: 1 000 € given back.
	w := world(t, paris(2026, time.May, 1, 9, 30), strings.ReplaceAll(karimSeed, "20000, 8HV: 300", "16000, 7DB: 2000"))
	b := declare(karimAt(w), map[string]string{"iban": "FR76 9999 9000 0000 0000 0000 130"}).See("Somme en votre faveur", "1 000 €")
	sign(b)
	until(w, paris(2027, time.January, 15, 10, 0))
	paid, _ := amounts(w, "karim")
	require.Len(t, paid, 2)
	require.EqualValues(t, 1000_00, paid[0].Amount)
	require.EqualValues(t, 600_00, paid[1].Amount)
	karimAt(w).Get(site + "/documents/avis/2026-karim").See("Somme en votre faveur")
}

func TestTheRateFollowsTheReturnInSeptember(t *testing.T) {
	w := world(t, paris(2026, time.May, 1, 9, 30), karimSeed)
	b := karimAt(w).Get(site + "/prelevement").See("2,1 %")
	sign(declare(b, nil))
	w.Wait(time.Minute)
	b.Get(site+"/prelevement").See("2,1 %", "À partir du mardi 1er septembre 2026", "0,6 %") // 126 ÷ 20 000
	until(w, paris(2026, time.September, 1, 0, 1))
	karimAt(w).Get(site+"/prelevement").See("0,6 %", "votre déclaration des revenus de 2025")
}

func TestAChangeOfFamilyChangesTheRate(t *testing.T) {
	w := world(t, paris(2026, time.October, 10, 9, 30), karimSeed)
	b := send(karimAt(w), "prelevement", "Confirmer et transmettre", map[string]string{
		"demande": "evenement", "evenement": "mariage", "evenement_le": "1/7/2026", "mes_revenus": "40000", "ses_revenus": "40000",
	})
	b.See("Demande enregistrée", "9,8 %", "mardi 1er décembre 2026") // the oracle's couple: 7 808 ÷ 80 000
	w.Wait(time.Minute)
	b.Get(site+"/prelevement").See("2,1 %", "Un changement demandé")
	w.MustSee(impots.FactRateChanged, "demande", "evenement")
	until(w, paris(2026, time.December, 1, 9, 0))
	karimAt(w).Get(site+"/prelevement").See("9,8 %", "le changement que vous avez signalé")
	require.NotEmpty(t, mailTo(w, "karim.loriot@messagerie.example", "est appliqué").Subject)
}

func TestALateEventIsTold(t *testing.T) {
	w := world(t, paris(2026, time.October, 10, 9, 30), karimSeed)
	through(karimAt(w), site+"/demarches/prelevement", "Confirmer et transmettre", map[string]string{
		"demande": "evenement", "evenement": "naissance", "evenement_le": "1/7/2026", "mes_revenus": "40000",
	}).See("dans les 60 jours")
}

func TestALittleLessChangesNothing(t *testing.T) {
	w := world(t, paris(2026, time.October, 10, 9, 30), strings.Replace(karimSeed, `"2,1"`, `"5,2"`, 1))
	page := site + "/demarches/prelevement"
	// 30 000 €: 1 564 ÷ 30 000 = 5,2 %; 29 700 € is a hair below.
	through(karimAt(w), page, "Confirmer et transmettre", map[string]string{"demande": "revenus", "mes_revenus": "29700"}).Status(422).See("à partir de 5 % d’écart")
	send(karimAt(w), "prelevement", "Confirmer et transmettre", map[string]string{"demande": "revenus", "mes_revenus": "20000"}).See("0,6 %")
}

func TestTheEmployerNeedNotKnow(t *testing.T) {
	w := world(t, paris(2026, time.October, 10, 9, 30), karimSeed)
	send(karimAt(w), "prelevement", "Confirmer et transmettre", map[string]string{"demande": "option", "option": "non_personnalise", "trimestriel": "oui"}).See("taux non personnalisé")
	until(w, paris(2026, time.December, 2, 9, 0))
	karimAt(w).Get(site+"/prelevement").See("taux non personnalisé", "par trimestre")
}

func TestRentsArePaidByOneself(t *testing.T) {
	w := world(t, paris(2026, time.May, 1, 9, 30), strings.ReplaceAll(karimSeed, "8HV: 300", "4BE: 6000"))
	sign(declare(karimAt(w), nil))
	until(w, paris(2026, time.September, 2, 9, 0))
	b := karimAt(w).Get(site+"/prelevement").See("3,3 %", "le 15 de chaque mois", "mardi 15 septembre 2026", "12 €", "4 200 €")
	send(b, "prelevement", "Confirmer et transmettre", map[string]string{"demande": "option", "option": "individualise", "trimestriel": "oui"}).See("Demande enregistrée")
	until(w, paris(2026, time.November, 2, 9, 0))
	karimAt(w).Get(site+"/prelevement").See("par trimestre à partir du vendredi 1er janvier 2027", "dimanche 15 novembre 2026", "12 €")
	until(w, paris(2027, time.January, 2, 9, 0))
	karimAt(w).Get(site+"/prelevement").See("lundi 15 février 2027", "15 août", "35 €").DontSee("15 mars")
}

const ownerSeed = `
- personne: karim
  secret: Garage-Bleu7
  navigateurs: [pc-epn]
  foyer:
    biens:
      - {id: maison, adresse: 8 rue du Lavoir, nature: maison, declaree: {occupation: principale}}
      - {id: studio, adresse: 2 rue Basse, nature: "studio, 22 m²", declaree: {occupation: tiers, occupant: Ancien Locataire, ne: "1980-02-03", lieu: Roc}, verite: {occupation: tiers, occupant: Lucas Milan}}
`

func TestWhoLivesThereIsDeclared(t *testing.T) {
	w := world(t, paris(2026, time.June, 1, 9, 30), ownerSeed)
	b := karimAt(w).See("Si l’occupation d’un de vos logements a changé").Click("Mes biens immobiliers Dire qui occupe").See("loué : Ancien Locataire", "mardi 30 juin 2026")
	studio := "locaux.studio.actuel."
	through(b, site+"/demarches/biens", "Transmettre", map[string]string{studio + "occupant": "", studio + "occupant_lieu": ""}).Status(422).See("le nom et les prénoms", "lieu de naissance")
	send(b, "biens", "Transmettre", map[string]string{studio + "occupant": "Lucas MILAN", studio + "occupant_ne": "19/07/2005", studio + "occupant_lieu": "La Copie-sous-Bois", studio + "loyer": "420"}).See("Déclaration d’occupation reçue")
	until(w, paris(2026, time.July, 2, 9, 0))
	w.MustSee(impots.FactPropertyFiled, "personne", "karim")
	_, owed := amounts(w, "karim")
	require.Empty(t, owed)
	karimAt(w).Get(site + "/biens").See("loué : Lucas MILAN")
}

func TestAFirmHasNoBirthday(t *testing.T) {
	w := world(t, paris(2026, time.June, 1, 9, 30), ownerSeed)
	studio := "locaux.studio.actuel."
	firm := map[string]string{studio + "occupant": "Atelier des Tilleuls", studio + "occupant_ne": "", studio + "occupant_lieu": "", studio + "occupant_siret": "000 000 018 00011"}
	through(karimAt(w), site+"/demarches/biens", "Transmettre", firm).Status(422).See("relisez")
	firm[studio+"occupant_siret"] = "000 000 018 00010"
	send(karimAt(w), "biens", "Transmettre", firm).See("Déclaration d’occupation reçue")
}

func TestAnOccupationForgottenCosts150Euros(t *testing.T) {
	w := world(t, paris(2026, time.June, 1, 9, 30), ownerSeed)
	until(w, paris(2026, time.July, 1, 9, 1))
	_, owed := amounts(w, "karim")
	require.Len(t, owed, 1)
	require.EqualValues(t, 150_00, owed[0].Amount)
	require.Contains(t, letters(w, "karim")[0], "150 €")
	b := karimAt(w).Get(site+"/paiements").See("À payer", "150 €")
	b.Post(site+"/paiements/somme/0001", nil).Status(409).See("Il manque un compte bancaire")
	send(b, "compte-bancaire", "Enregistrer ce compte", map[string]string{"iban": hisIBAN, "titulaire": "Karim Loriot"})
	w.Wait(time.Minute)
	b.Get(site + "/paiements").Click("Payer : Amende, occupation").See("Payée")
	w.MustSee(impots.FactDebtPaid, "personne", "karim", "centimes", "15000")
	b.Post(site+"/paiements/somme/0009", nil).Status(404)
}

func TestAWrongOccupationCostsTheSame(t *testing.T) {
	w := world(t, paris(2026, time.June, 1, 9, 30), ownerSeed)
	send(karimAt(w), "biens", "Transmettre", map[string]string{"locaux.studio.actuel.occupation": "vacant", "locaux.studio.actuel.occupant": ""})
	until(w, paris(2026, time.July, 10, 9, 0))
	_, owed := amounts(w, "karim")
	require.Len(t, owed, 1)
	require.EqualValues(t, 150_00, owed[0].Amount)
	karimAt(w).See("Amende, occupation d’un local")
}

func TestWhoOwnsNothingHasNothingToSay(t *testing.T) {
	w := world(t, paris(2026, time.June, 1, 9, 30), karimSeed)
	b := karimAt(w).Get(site + "/biens").See("Aucun local n’est enregistré")
	b.Get(site + "/demarches/biens").See("Aucun local n’est enregistré à votre nom").DontSee("Commencer")
}

func TestMessagesAreAnswered(t *testing.T) {
	for subject, answer := range map[string]string{
		"delai": "aucun solde d’impôt à étaler", "remise": "Aucune majoration", "explication": "jointe au dossier", "reclamation": "six mois", "situation": "mise à jour", "autre": "sur rendez-vous",
	} {
		w := world(t, paris(2026, time.June, 1, 9, 30), karimSeed)
		b := karimAt(w).Get(site+"/messages").See("Aucun message reçu", "Aucun message envoyé")
		send(b, "message", "Envoyer", map[string]string{"sujet": subject, "texte": "Bonjour, voici ma question."}).See("Message envoyé")
		w.Wait(3 * 24 * time.Hour)
		karimAt(w).Get(site+"/messages").See(answer, "voici ma question")
		require.NotEmpty(t, mailTo(w, "karim.loriot@messagerie.example", "réponse vous attend").Subject)
	}
}

func TestASituationSaysWhatIsKnown(t *testing.T) {
	seed := `
- personne: karim
  secret: Garage-Bleu7
  navigateurs: [pc-epn]
  avis: [{annee: 0, rfr: 18000, impot: 126, parts: 1}]
  messages: [{objet: Bienvenue, texte: ["Votre espace est à vous."], recu: "J-3 10:00"}]
  foyer: {situation: D, cases: "L", logement: P, rfr: 17000, iban: "FR76 9999 9000 0000 0000 0000 130", enfants: [{age: 7, alternee: true, carte: true}], majeurs: 1, avance: 100}
`
	w := world(t, paris(2026, time.April, 20, 9, 30), seed)
	b := karimAt(w)
	b.Get(site+"/messages").See("Bienvenue", "17 avril 2026")
	b.Get(site + "/documents").See("Avis d’impôt 2026")
	declare(b, nil).See("Divorcé·e ou séparé·e", "L : je vis seul·e", "2019", "en alternance", "FR76 9999")
}

func TestASituationIsRead(t *testing.T) {
	s := impots.New(portaltest.Deps(t))
	for text, why := range map[string]string{
		"- {personne: samia, espace: perdu}":                                              "espace vaut",
		"- {personne: samia, acces: '12'}":                                                "7 chiffres",
		"- {personne: samia, foyer: {situation: X}}":                                      "C, M, O, D ou V",
		"- {personne: samia, foyer: {logement: X}}":                                       "P, L ou H",
		"- {personne: samia, foyer: {declarants: [x]}}":                                   "déclarant « x »",
		"- {personne: samia, foyer: {iban: FR00}}":                                        "IBAN",
		"- {personne: samia, foyer: {taux: beaucoup}}":                                    "5,3",
		"- {personne: samia, foyer: {revenus: [{annee: -1, transmis: {1AX: 3}}]}}":        "vouliez-vous dire",
		"- {personne: samia, foyer: {biens: [{id: 'a b'}]}}":                              "ni point, ni espace",
		"- {personne: samia, foyer: {biens: [{id: a, declaree: {occupation: princip}}]}}": "occupation « princip »",
	} {
		_, err := seeds(t, s, text)
		require.ErrorContains(t, err, why, text)
	}
	docs, err := seeds(t, s, "- {personne: samia, avis: [{annee: -1, declarants: [karim, samia], parts: 2, rfr: 30000, impot: 0}]}")
	require.NoError(t, err)
	h := docs["impots/foyer/karim"].(impots.Household)
	require.Equal(t, []string{"karim", "samia"}, h.Declarants)
	require.EqualValues(t, 30000, h.Reference)
	require.EqualValues(t, "M", h.Status)
}

func TestAReceiptIsADocument(t *testing.T) {
	w := world(t, paris(2026, time.May, 1, 9, 30), karimSeed)
	b := sign(declare(karimAt(w), nil))
	b.Click("Ouvrir l’accusé de réception")
	w.MustSee(demarche.FactReceipt, "demarche", "revenus")
	w.Read(func(tx *sandbox.Tx) {
		require.Len(t, demarche.Dossiers(tx, "impots", "revenus", "karim"), 1)
	})
}
