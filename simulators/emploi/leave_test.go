package emploi_test

import (
	"testing"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
	"demarcheablanc/simulators/portal/portaltest"
)

// ill declares September with a sick leave, up to the recap.
func ill(b *portaltest.Browser, from, to string) *portaltest.Browser {
	b.Get(base + monthly).Click("Commencer")
	step(b, base, "travail", "travaille", "non")
	step(b, base, "formation", "formation", "non")
	step(b, base, "stage", "stage", "non").See("congé de paternité") // Paul is a man
	step(b, base, "maladie", "maladie", "oui")
	step(b, base, "maladie", "maladie", "oui", "maladie_du", from, "maladie_au", to)
	step(b, base, "pensions", "retraite", "non", "invalidite", "non")
	step(b, base, "recherche", "recherche", "oui")
	return step(b, base, "pieces")
}

// again asks for a new registration.
func again(b *portaltest.Browser) *portaltest.Browser {
	b.Get(base + "/demarches/reinscription").Click("Commencer")
	fill(b, "reinscription", "depuis", "travail_depuis", "non", "maladie_depuis", "oui")
	b.Click("Continuer").Fill("Je certifie", "x").Click("Valider ma réinscription").See("Transmise le")
	return b
}

// Thirteen days are a short leave: nothing stops.
func TestAShortLeaveOnlyPaysLess(t *testing.T) {
	w := open(t, paulSeed)
	send(ill(login(w), "07/09/2026", "20/09/2026").DontSee("15 jours"))
	w.MustSee(demarche.FactStage, "issue", "L’inscription continue")
	w.MustNotSee(emploi.FactCeased)
}

// The leave runs from 20 September to 10 October: registered again on the 15th,
// before midnight, Paul loses no day.
func TestALongLeaveEndsTheRegistrationAndFiveDaysSaveIt(t *testing.T) {
	w := open(t, paulSeed)
	b := ill(login(w), "20/09/2026", "10/10/2026").See("Un arrêt de 15 jours ou plus arrête l’inscription", "15 octobre 2026 à 23 h 59", "19", "589,00")
	send(b).See("inscription arrêtée par un long arrêt")
	w.MustSee(emploi.FactCeased, "personne", "paul", "cause", "arret")
	w.MustSee(portal.FactSMSArrived, "numero", "0639980104")
	b.Get(base+"/espace").See("Votre inscription s’est arrêtée le 20 septembre 2026", "Me réinscrire", "15 octobre 2026 à 23 h 59")
	b.Get(base + "/demarches/reinscription").See("aucun jour ne sera perdu")
	again(b)
	w.Wait(time.Minute)
	w.MustSee(emploi.FactRegistered, "nature", "reinscription")
	b.Get(base + "/dossier").See("11 octobre 2026")
	w.Wait(day)
	w.MustSee(emploi.FactComputed, "mois", "2026-09", "jours", "19", "centimes", "58900")
	w.Wait(4 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "Fin de votre inscription")
	w.Wait(day)
	w.MustSee(portal.FactMailArrived, "objet", "[EXERCICE] Vos droits reprennent")
	w.Wait(9 * day) // October opens; ten days of it belong to the leave
	login(w)
	send(declare(w.On("pc-epn", "aide"), base, "", "", "oui").See("20", "620,00"))
}

// The same leave, ended on 25 September: the five days are over on the evening of
// the declaration, and the days since are lost.
func TestTooLateAfterALeaveStartsFromTheRequest(t *testing.T) {
	w := open(t, paulSeed)
	b := ill(login(w), "08/09/2026", "25/09/2026").See("sans attendre", "7", "217,00")
	send(b)
	again(b)
	w.Wait(time.Minute)
	b.Get(base + "/dossier").See("15 octobre 2026")
	w.Wait(day)
	w.MustSee(emploi.FactComputed, "mois", "2026-09", "jours", "7")
}

// A leave that still runs: the reminder comes the day after it, and the door
// opens then.
func TestALeaveThatStillRuns(t *testing.T) {
	w := open(t, paulSeed)
	send(ill(login(w), "25/09/2026", "20/10/2026"))
	login(w).Get(base + "/demarches/reinscription").See("court jusqu’au 20 octobre 2026").DontSee("Commencer")
	w.Wait(5*day + 17*hour)
	w.MustSee(portal.FactMailArrived, "objet", "[EXERCICE] Votre arrêt est terminé : réinscrivez-vous")
	again(login(w))
	w.Wait(time.Minute)
	login(w).Get(base + "/dossier").See("21 octobre 2026")
	w.Wait(30 * day)
	w.MustSee(emploi.FactReminder, "mois", "2026-10")
	w.MustSee(emploi.FactCeased, "mois", "2026-10") // October was not declared
}

// A declaration that says a long leave by mistake is changed, and undone.
func TestAMistakenLeaveIsUndone(t *testing.T) {
	w := open(t, paulSeed)
	b := login(w)
	send(ill(b, "01/09/2026", "30/09/2026"))
	b.Get(base + "/actualisation").Click("Modifier mes réponses").Click("Reprendre là où j’en étais")
	step(b, base, "maladie", "maladie", "oui", "maladie_du", "01/09/2026", "maladie_au", "03/09/2026")
	send(b.Get(base + monthly + "/recapitulatif")).See("ACT-20261015-0002")
	w.Wait(time.Minute)
	b.Get(base + "/espace").DontSee("s’est arrêtée")
	w.Wait(day)
	w.MustSee(emploi.FactComputed, "mois", "2026-09", "jours", "27")
}

// Seven of the days of a long absence are not paid.
func TestAnAbsenceBeyondItsDaysIsNotPaid(t *testing.T) {
	w := open(t, paulSeed+"  absences: 35\n")
	b := login(w)
	b.Get(base + "/demarches/changement").Click("Commencer")
	fill(b, "changement", "quoi", "nature", "absence", "survenu_le", "14/10/2026")
	fill(b, "changement", "detail", "absent_du", "16/10/2026", "absent_au", "22/10/2026").Fill("Je certifie", "x").Click("Signaler ce changement")
	send(declare(b, base, "", "", "oui").See("930,00"))
	w.Wait(14 * day)
	send(declare(login(w), base, "", "", "oui").See("23", "713,00"))
}

// A registration that begins in the month pays from its day, and nobody claims
// the difference forty days later.
func TestTheMonthOfARegistrationIsPaidFromItsDay(t *testing.T) {
	w := open(t, `
- personne: paul
  identifiant: 0000013R
  secret: Cariste77!
  inscrit: J-20
  sjr: 44.29
  allocation: 31.00
  verite:
    - {mois: M-1, connu: J+20}
`)
	send(declare(login(w), base, "", "", "oui").See("6", "186,00")) // from 25 September
	w.MustSee(emploi.FactDeclared, "exact", "oui")
	w.Wait(30 * day)
	w.MustSee(demarche.FactStage, "issue", "Tout concorde")
	w.Read(func(tx *sandbox.Tx) {
		if n := len(demarche.Payments(tx, emploi.ID, "paul")); n != 1 {
			t.Errorf("%d paiements", n)
		}
	})
}

// On the telephone the leave is said before anything is sent.
func TestALongLeaveByTelephone(t *testing.T) {
	w := open(t, paulSeed)
	p := known(w).key("1", "2", "2", "2", "1").hear("commencé").key("1").hear("terminé").key("30", "2", "2", "1")
	p.hear("Un arrêt de 15 jours ou plus arrête l’inscription").key("1").hear("C’est enregistré")
	w.Wait(time.Minute)
	w.MustSee(emploi.FactCeased, "cause", "arret")
	known(w).hear("s’est arrêtée le 1er septembre 2026", "sans attendre")
}

// Three days of leave left out come back as a debt that says why.
func TestALeaveLeftOutComesBackAsADebt(t *testing.T) {
	w := open(t, `
- personne: paul
  identifiant: 0000013R
  secret: Cariste77!
  sjr: 44.29
  allocation: 31.00
  verite:
    - {mois: M-1, jours_arret: 3, connu: J+20}
`)
	send(declare(login(w), base, "", "", "oui"))
	w.Wait(21 * day)
	w.MustSee(emploi.FactOverpaid, "centimes", "9300")
	login(w).Get(base + "/trop-percu").See("L’assurance maladie compte 3 jours d’arrêt ; votre actualisation, 0")
}
