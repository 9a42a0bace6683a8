package emploi_test

import (
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
	"demarcheablanc/simulators/portal/portaltest"
)

// step posts one step of the declaration, by the names of its answers.
func step(b *portaltest.Browser, site, id string, pairs ...string) *portaltest.Browser {
	form := url.Values{"_faire": {"suivant"}}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return b.Post(site+monthly+"/"+id, form)
}

// declare goes from the beginning to the recap, without a word of a contract or
// with one.
func declare(b *portaltest.Browser, site, hours, gross, looking string) *portaltest.Browser {
	b.Get(site + monthly).Click("Commencer")
	if hours == "" {
		step(b, site, "travail", "travaille", "non")
	} else {
		step(b, site, "travail", "travaille", "oui")
		step(b, site, "contrats", "employeurs.1.nom", "Intérim du Val", "employeurs.1.heures", hours, "employeurs.1.brut", gross, "employeurs.1.fini", "oui")
	}
	step(b, site, "formation", "formation", "non")
	step(b, site, "stage", "stage", "non")
	step(b, site, "maladie", "maladie", "non")
	step(b, site, "pensions", "retraite", "non", "invalidite", "non")
	if looking == "non" {
		step(b, site, "recherche", "recherche", "non")
	}
	step(b, site, "recherche", "recherche", looking, "fin_recherche", "14/10/2026", "motif_fin", "autre")
	if hours != "" {
		step(b, site, "pieces")
	}
	return b
}

func send(b *portaltest.Browser) *portaltest.Browser {
	return b.Fill("Je certifie que ces réponses sont exactes et complètes.", "x").Click("Valider mon actualisation")
}

func TestPaulDeclaresHisTwelveHours(t *testing.T) {
	w := open(t, paulSeed)
	b := login(w).See("Votre actualisation de septembre 2026 est à faire", "15 octobre 2026 à 23 h 59")
	declare(b, base, "12", "158,40", "oui").See("Vérifier avant de valider", "12", "158,40", "26", "806,00")
	w.MustNotSee(emploi.FactDeclared)
	w.Wait(30 * time.Second)
	send(b).Status(200).See("Transmise le", "ACT-20261015-0001")
	b.Get(base+"/espace").See("est enregistrée", "Modifier mes réponses")
	w.MustSee(emploi.FactDeclared, "personne", "paul", "mois", "2026-09", "travail", "oui", "heures", "12", "brut", "158.40",
		"stage", "non", "maladie", "non", "autre", "non", "recherche", "oui", "exact", "oui", "par", "site", "main", "aide")
	w.Wait(24 * hour)
	// 930 € less 70 % of 158.40 €: 819.12 € makes 26 days at 31 €.
	w.MustSee(emploi.FactComputed, "mois", "2026-09", "jours", "26", "centimes", "80600")
	w.Wait(6 * day)
	w.MustSee(demarche.FactPaid, "centimes", "80600")
	login(w).Get(base+"/paiements").See("806,00", "274")
	w.Wait(40 * day)
	w.MustNotSee(emploi.FactOverpaid)
	w.MustSee(demarche.FactStage, "issue", "Tout concorde")
}

func TestTwelveHoursForgottenComeBackAsADebt(t *testing.T) {
	w := open(t, paulSeed)
	send(declare(login(w), base, "", "", "oui")).See("Transmise le")
	w.MustSee(emploi.FactDeclared, "travail", "non", "exact", "non")
	w.Wait(7 * day)
	w.MustSee(demarche.FactPaid, "centimes", "93000")
	w.MustNotSee(emploi.FactOverpaid)
	w.Wait(34 * day) // J+40: the payslip
	w.MustSee(emploi.FactOverpaid, "mois", "2026-09", "centimes", "12400", "reclame", "oui")
	w.MustSee(demarche.FactDebt, "centimes", "12400")
	w.Wait(4 * day)
	w.MustSee(portal.FactLetterArrived, "personne", "paul", "objet", "Somme versée en trop pour septembre 2026")
	b := login(w).See("124,00", "Voir et répondre").Get(base+"/trop-percu").See("Votre employeur déclare 12 heures et 158,40", "0 heure", "124,00", "24 décembre 2026", "24 janvier 2027")
	b.Get(base + "/courriers").See("Somme versée en trop")
	b.Get(base+"/demarches/trop_percu").Click("Commencer").See("124,00").Fill("Rembourser en plusieurs fois", "x").Click("Continuer").Fill("En combien de mois", "25").Click("Continuer").Status(422).See("24")
	b.Fill("En combien de mois", "4").Click("Continuer").See("31,00").Fill("Je confirme cette réponse.", "x").Click("Envoyer ma réponse").See("Transmise le")
	w.Wait(time.Minute)
	w.MustSee(emploi.FactDebtChoice, "choix", "echelonner", "echeances", "4", "a_temps", "oui")
	b.Get(base + "/trop-percu").See("Remboursement en plusieurs fois accordé")
}

func TestNoEverywhereEndsTheRegistration(t *testing.T) {
	w := open(t, paulSeed)
	b := declare(login(w), base, "", "", "non").See("votre inscription prend fin le 14 octobre 2026")
	send(b).See("Transmise le")
	w.MustSee(emploi.FactDeclared, "recherche", "non", "exact", "non")
	w.MustNotSee(emploi.FactCeased)
	w.Wait(day)
	w.MustSee(emploi.FactCeased, "personne", "paul", "cause", "choix")
	w.MustSee(portal.FactSMSArrived, "numero", "0639980104")
	w.Wait(5 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "Fin de votre inscription")
	login(w).See("Votre inscription s’est arrêtée le 14 octobre 2026", "ne plus rechercher")
}

// The trap can be climbed out of while the night has not come.
func TestADeclarationChangesUntilItIsComputed(t *testing.T) {
	w := open(t, paulSeed)
	b := send(declare(login(w), base, "", "", "non"))
	b.Get(base + "/actualisation").Click("Modifier mes réponses").See("Reprendre là où j’en étais")
	b.Get(base + "/actualisation").See("ACT-20261015-0001") // what was sent still counts
	w.MustSee(emploi.FactReopened, "mois", "2026-09")
	b.Get(base + monthly).Click("Reprendre là où j’en étais")
	step(b, base, "travail", "travaille", "oui")
	step(b, base, "contrats", "employeurs.1.nom", "Intérim du Val", "employeurs.1.heures", "12", "employeurs.1.brut", "158,40", "employeurs.1.fini", "oui")
	step(b, base, "recherche", "recherche", "oui")
	step(b, base, "pieces")
	send(b.Get(base + monthly + "/recapitulatif")).See("ACT-20261015-0002")
	w.MustSee(emploi.FactDeclared, "numero", "ACT-20261015-0002", "exact", "oui")
	w.Wait(day)
	w.MustNotSee(emploi.FactCeased)
	w.MustSee(emploi.FactComputed, "jours", "26")
	b = login(w).DontSee("Modifier mes réponses")
	b.Post(base+"/actualisation/modifier", nil).See("Mes mois déclarés").DontSee("Modifier mes réponses")
	w.Wait(7 * day)
	w.Read(func(tx *sandbox.Tx) { require.Len(t, demarche.Payments(tx, emploi.ID, "paul"), 2) })
}

func TestTheWindowClosesToTheSecond(t *testing.T) {
	for late, sent := range map[time.Duration]bool{0: true, time.Second: false} {
		w := open(t, paulSeed)
		until := time.Date(2026, 10, 15, 23, 59, 59, 0, frtext.Paris)
		w.Wait(until.Add(-10 * time.Minute).Sub(portaltest.T0))
		b := declare(login(w), base, "12", "158,40", "oui")
		w.Wait(10*time.Minute + late)
		send(b)
		require.Equal(t, sent, w.Saw(demarche.FactSent))
		w.Wait(time.Minute)
		require.Equal(t, sent, w.Saw(emploi.FactDeclared))
		require.NotEqual(t, sent, w.Saw(emploi.FactCeased))
	}
}

func TestForgettingEndsTheRegistrationOnThe16th(t *testing.T) {
	w := open(t, paulSeed)
	w.Wait(7*hour + 34*time.Minute + 59*time.Second)
	w.MustNotSee(emploi.FactCeased)
	w.Wait(time.Second)
	w.MustSee(emploi.FactCeased, "personne", "paul", "cause", "oubli", "mois", "2026-09")
	w.Wait(9 * hour)
	w.MustSee(portal.FactSMSArrived, "numero", "0639980104")
	w.MustSee(portal.FactMailArrived, "adresse", paulBox)
	w.MustNotSee(portal.FactLetterArrived)
	w.Wait(9*day + 2*hour)
	w.MustSee(portal.FactLetterArrived, "personne", "paul", "objet", "[EXERCICE] Fin de votre inscription")
	b := login(w).See("s’est arrêtée le 16 octobre 2026", "pas une sanction")
	b.Get(base + monthly).See("demandez votre réinscription").DontSee("Commencer")
	b.Get(base + "/demarches/reinscription").See("septembre 2026 n’est pas payé").Click("Commencer")
	b.Post(base+"/demarches/reinscription/depuis", url.Values{"travail_depuis": {"non"}, "maladie_depuis": {"non"}, "_faire": {"suivant"}})
	b.Click("Continuer").Fill("Je certifie que ces réponses sont exactes et je recherche un emploi.", "x").Click("Valider ma réinscription").See("Transmise le")
	w.Wait(time.Minute)
	w.MustSee(emploi.FactRegistered, "nature", "reinscription")
	b.Get(base + "/espace").See("ouvrira le 28 octobre 2026")
	w.Wait(22 * day) // the 16th of November: October was not declared either
	w.MustSee(emploi.FactCeased, "mois", "2026-10")
}

func TestRemindersAndTheMonthThatFollows(t *testing.T) {
	w := open(t, paulSeed)
	send(declare(login(w), base, "12", "158,40", "oui"))
	w.MustNotSee(emploi.FactReminder)
	w.Wait(13 * day)
	w.MustSee(emploi.FactReminder, "mois", "2026-10", "par", "courriel")
	w.Wait(17 * day)
	w.MustSee(emploi.FactReminder, "mois", "2026-10", "par", "sms")
	b := login(w).See("Votre actualisation d’octobre 2026 est à faire")
	send(declare(b, base, "", "", "oui")).See("Transmise le")
	b.Get(base + monthly).See("C’est déjà fait").DontSee("Commencer")
	w.Wait(day)
	login(w).See("passée au calcul", "appelez le 3949").DontSee("Modifier mes réponses").Get(base + monthly).See("pour la corriger, appelez le 3949")
}

func TestStrangeAnswersAreAskedAgainNotRefused(t *testing.T) {
	w := open(t, paulSeed)
	b := declare(login(w), base, "12", "123,55", "oui") // the net
	b.Get(base+monthly+"/coherence").See("moins que le salaire minimum", "le net au lieu du brut")
	b.Fill("Revenir à mes réponses", "x").Click("Continuer").Status(422).See("Choisissez l’étape à corriger")
	b.Fill("Garder mes réponses", "x").Click("Continuer").Status(200)
	step(b, base, "pieces")
	send(b).See("Transmise le")
	w.MustSee(emploi.FactDeclared, "exact", "non", "brut", "123.55")
}

func TestWrongAnswersSayWhatToDo(t *testing.T) {
	w := open(t, paulSeed)
	b := login(w).Get(base + monthly).Click("Commencer")
	step(b, base, "travail").Status(422).See("Il manque une réponse")
	step(b, base, "travail", "travaille", "oui").Status(200)
	step(b, base, "contrats", "employeurs.1.nom", "X", "employeurs.1.heures", "720", "employeurs.1.brut", "0", "employeurs.1.fini", "non").Status(422).See("minutes", "plus petit nombre")
	step(b, base, "contrats", "employeurs.1.nom", "X", "employeurs.1.heures", "0", "employeurs.1.brut", "-5").Status(422).See("au moins 1 heure", "sans signe moins")
	step(b, base, "contrats", "employeurs.1.nom", "X", "employeurs.1.heures", "12", "employeurs.1.brut", "158,40", "employeurs.1.fini", "non").Status(200)
	step(b, base, "formation", "formation", "non")
	step(b, base, "stage", "stage", "oui")
	step(b, base, "stage", "stage", "oui", "stage_du", "12/09/2026", "stage_au", "02/09/2026").Status(422).See("avant le début")
	step(b, base, "stage", "stage", "non").Status(200)
	step(b, base, "maladie", "maladie", "oui")
	step(b, base, "maladie", "maladie", "oui", "maladie_du", "01/07/2026", "maladie_au", "03/07/2026").Status(422).See("ne touchent pas le mois")
}

// Difficult variant: three days of sick leave besides the twelve hours.
func TestSickLeavePaysLess(t *testing.T) {
	w := open(t, paulSeed)
	b := login(w).Get(base + monthly).Click("Commencer")
	step(b, base, "travail", "travaille", "non")
	step(b, base, "formation", "formation", "non")
	step(b, base, "stage", "stage", "non")
	step(b, base, "maladie", "maladie", "oui")
	step(b, base, "maladie", "maladie", "oui", "maladie_du", "07/09/2026", "maladie_au", "09/09/2026")
	step(b, base, "pensions", "retraite", "non", "invalidite", "non")
	step(b, base, "recherche", "recherche", "oui")
	step(b, base, "pieces").See("27", "837,00", "À joindre plus tard") // 27 days at 31 €
	send(b)
	w.MustSee(emploi.FactDeclared, "maladie", "oui")
	b.Get(base+"/documents").See("Documents attendus", "ACT-20261015-0001")
}

func TestATrainingKeepsOneRegistered(t *testing.T) {
	w := open(t, paulSeed)
	b := login(w).Get(base + monthly).Click("Commencer")
	step(b, base, "travail", "travaille", "non")
	step(b, base, "formation", "formation", "oui")
	step(b, base, "stage", "stage", "non")
	step(b, base, "maladie", "maladie", "non")
	step(b, base, "pensions", "retraite", "non", "invalidite", "non").See("Vérifier avant de valider").DontSee("toujours à la recherche")
	send(b)
	w.MustSee(emploi.FactDeclared, "recherche", "oui", "autre", "oui")
}

const knownSeed = `
- personne: paul
  identifiant: 0000013R
  secret: Cariste77!
  code: "480913"
  sjr: 44.29
  allocation: 31.00
  verite:
    - {mois: M-1, connu: J-2, employeurs: [{nom: Intérim du Val, heures: 12, brut: 158.40}, {nom: Entrepôts Réunis, heures: 7, brut: 92.50}]}
`

func TestWhatEmployersTransmittedIsThereContractByContract(t *testing.T) {
	w := open(t, knownSeed)
	b := login(w).Get(base + monthly).Click("Commencer")
	b.Click("Continuer").See("Employeur 2", "158,40", "92,50", "Transmis par l’employeur")
	require.Contains(t, string(b.Answer.Body), `value="Entrepôts Réunis"`)
	step(b, base, "contrats", "employeurs.1.nom", "Intérim du Val", "employeurs.1.heures.accord", "confirmer", "employeurs.1.brut.accord", "confirmer", "employeurs.1.fini", "non",
		"employeurs.2.nom", "Entrepôts Réunis", "employeurs.2.heures.accord", "confirmer", "employeurs.2.brut.accord", "confirmer", "employeurs.2.fini", "non")
	b.Get(base + monthly + "/travail")
	step(b, base, "travail", "travaille", "non")
	b.Get(base + monthly + "/formation")
	step(b, base, "formation", "formation", "non")
	step(b, base, "stage", "stage", "non")
	step(b, base, "maladie", "maladie", "non")
	step(b, base, "pensions", "retraite", "non", "invalidite", "non")
	step(b, base, "recherche", "recherche", "oui").See("Intérim du Val nous a déclaré des heures")
}

func TestIn2019NothingIsPrefilledAndTheOrderIsAnother(t *testing.T) {
	w := open(t, knownSeed, era("2019"))
	b := w.On("pc-epn", "aide").Get(base+"/connexion").See("Pôle emploi").Fill("Identifiant", "0000013R").Click("Valider").Click("Version accessible")
	b.Fill("Mot de passe", "480913").Fill("Code postal", "00900").Click("Valider").See("Tableau de bord", "M’actualiser")
	b.Get(base + monthly).See("Actualisation mensuelle").Click("Commencer").See("inscrit à une session de formation")
	step(b, base, "formation", "formation", "non").See("exercé une activité professionnelle").DontSee("Intérim")
	step(b, base, "travail", "travaille", "oui").See("Détail de votre activité").DontSee("Nom de l’employeur")
	step(b, base, "contrats", "employeurs.1.heures", "12", "employeurs.1.brut", "158,40")
	step(b, base, "stage", "stage", "non")
	step(b, base, "maladie", "maladie", "non")
	step(b, base, "pensions", "retraite", "non", "invalidite", "non")
	step(b, base, "recherche", "recherche", "oui")
	step(b, base, "pieces")
	send(b).See("Transmise le")
	w.Wait(time.Minute)
	w.MustSee(portal.FactMailArrived, "de", "Pôle emploi")
}

func TestDatesOutOfTheMonthAreNamed(t *testing.T) {
	w := open(t, paulSeed)
	b := login(w).Get(base + monthly).Click("Commencer")
	step(b, base, "travail", "travaille", "non")
	step(b, base, "formation", "formation", "non")
	step(b, base, "stage", "stage", "oui")
	step(b, base, "stage", "stage", "oui", "stage_du", "03/11/2026", "stage_au", "12/11/2026").Status(422).See("ne touchent pas le mois de septembre 2026")
	step(b, base, "stage", "stage", "non")
	step(b, base, "maladie", "maladie", "non")
	step(b, base, "pensions", "retraite", "non", "invalidite", "non")
	step(b, base, "recherche", "recherche", "non")
	step(b, base, "recherche", "recherche", "non", "fin_recherche", "02/08/2026", "motif_fin", "autre").Status(422).See("vient avant le mois")
	step(b, base, "recherche", "recherche", "non", "fin_recherche", "02/01/2027", "motif_fin", "autre").Status(422).See("trop loin")
	step(b, base, "recherche", "recherche", "non", "fin_recherche", "12/09/2026", "motif_fin", "travail").See("Vérifier avant de valider", "11", "341,00") // paid until the 11th
}

// The window closes under one's hands: nothing leaves, and the page says why.
func TestTheLastSecondOnEveryChannel(t *testing.T) {
	late := map[string]any{"lieu/france-travail": map[string]any{"Name": "L’agence du Val", "Opening": map[string]any{"Thursday": []map[string]int{{"From": 510, "To": 1440}}, "Friday": []map[string]int{{"From": 0, "To": 1200}}}}}
	w := open(t, paulSeed, late)
	w.Wait(7*hour + 30*time.Minute) // 23:55
	site, phone := declare(login(w), base, "", "", "oui"), known(w).key("1", "2", "2", "2", "2", "2", "2", "1").hear("Rien n’est encore transmis")
	w.Wait(4*time.Minute + 59*time.Second) // 23:59:59: the last second counts whole
	site.Get(base + monthly + "/recapitulatif").Status(200).See("Vérifier avant de valider")
	w.Wait(time.Second)
	send(site).Status(422).See("fermée depuis le jeudi 15 octobre 2026 à 23 h 59", "ne peut plus partir")
	phone.key("1").hear("s’est arrêtée le 16 octobre 2026")
	w.On("borne-ft", "aide").Get(kiosk+"/").Fill("Identifiant", "0000013R").Fill("Code à 6 chiffres", "480913").Click("Entrer").See("s’est arrêtée le 16 octobre 2026", "Me réinscrire")
	w.On("tel-paul", "aide").Get(app+"/").Fill("Identifiant", "0000013R").Fill("Mot de passe", "Cariste77!").Click("Ouvrir mon espace").See("s’est arrêtée le 16 octobre 2026", "Me réinscrire")
	w.MustNotSee(emploi.FactDeclared)
	w.MustSee(emploi.FactCeased, "cause", "oubli")
}
