package ameli_test

import (
	"net/http"
	"strings"
	"testing"

	"demarcheablanc/simulators/ameli"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

// askC2S fills a request for the C2S, up to the recap.
func askC2S(b *portaltest.Browser, child bool) *portaltest.Browser {
	begin(b, "c2s").Fill("Oui", "oui").Click("Continuer").See("une précision")
	b.Fill("Numéro d’allocataire", "12345").Post(home+"/demarches/c2s/allocataire", form("caf", "oui", "numero_caf", "12345", "rsa", "non")).Status(http.StatusUnprocessableEntity).See("7 chiffres")
	b.Post(home+"/demarches/c2s/allocataire", form("caf", "oui", "numero_caf", "1234567", "rsa", "non")).See("Vivez-vous en couple")
	if child {
		b.Post(home+"/demarches/c2s/foyer", form("conjoint", "non", "enfants_oui", "oui"))
		b.Fill("Prénom", "Lina").Fill("Date de naissance", "11/02/1999").Click("Continuer").See("fait sa propre demande")
		b.Fill("Date de naissance", "11/02/2017").Click("Continuer")
	} else {
		b.Post(home+"/demarches/c2s/foyer", form("conjoint", "non", "enfants_oui", "non"))
	}
	b.See("1er septembre 2025 au 31 août 2026", "15 510,00 €")
	b.Post(home+"/demarches/c2s/ressources", form("connues.accord", "confirmer", "autres_oui", "non"))
	return b.Click("Continuer").Fill("Ma caisse", "cpam")
}

func sendC2S(b *portaltest.Browser) *portaltest.Browser {
	b.Click("Continuer")
	return certify(b, "Valider et transmettre").See("15 décembre 2026")
}

func TestAC2SIsDecidedWithinTwoMonths(t *testing.T) {
	w := open(t, fullSeed)
	b := askC2S(samia(w), true)
	b.Click("Continuer").See("sans participation")
	certify(b, "Valider et transmettre").See("15 décembre 2026")
	b.Get(home + "/messages").See("Nous avons votre demande de C2S")
	b.Get(home + "/demarches/c2s").See("est à l’étude").DontSee("Commencer")
	w.Wait(3 * day)
	again(w, "/mes-demarches").See("À l’étude")
	w.Wait(41 * day)
	w.MustSee(ameli.FactC2S, "personne", "samia", "issue", "gratuite")
	w.MustSee(portal.FactLetterArrived, "objet", "Votre C2S est accordée")
	again(w, "/mes-documents/c2s").Status(http.StatusNotFound)
	w.Wait(5 * day) // the first of December is past
	b = again(w, "/mes-documents/c2s").Status(http.StatusOK)
	b.Get(home+"/demarches/c2s").See("court jusqu’au 30 novembre 2027", "1er août 2027")
	dial(w).key("3").key(samiaNIR + "#").key("00900#").hear("30 novembre 2027")
	w.MustSee(ameli.FactC2SAsked, "personne", "samia")
}

func TestAMissingChildSendsTheRequestBack(t *testing.T) {
	w := open(t, fullSeed)
	sendC2S(askC2S(samia(w), false))
	w.Wait(7 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "Votre demande de C2S est incomplète")
	w.MustNotSee(ameli.FactC2S)
	again(w, "/demarches/c2s").See("Commencer", "foyer à compléter")
}

func TestWhatWasNotDeclaredIsCounted(t *testing.T) {
	w := open(t, strings.Replace(fullSeed, "connues: 1551000,", "connues: 1551000, autres: 300000,", 1))
	sendC2S(askC2S(samia(w), true))
	dial(w).key("3").key(samiaNIR+"#").key("00900#").hear("à l’étude", "15 décembre 2026")
	w.Wait(44 * day)
	w.MustSee(ameli.FactC2S, "issue", "participation")
	again(w, "/mes-demarches").See("22,00 € par mois")
}

func TestResourcesAboveTheCeilingsAreRefusedWithAReason(t *testing.T) {
	w := open(t, strings.Replace(fullSeed, "connues: 1551000,", "connues: 1551000, autres: 900000,", 1))
	sendC2S(askC2S(samia(w), true))
	w.Wait(46 * day) // a Monday: the line is open
	w.MustSee(ameli.FactC2S, "issue", "refus")
	w.MustSee(portal.FactLetterArrived, "objet", "Votre demande de C2S n’est pas accordée")
	dial(w).key("3").key(samiaNIR + "#").key("00900#").hear("pas de complémentaire")
}

func TestWhatIsAddedByHandIsProved(t *testing.T) {
	w := open(t, fullSeed)
	b := askC2S(samia(w), true)
	b.Get(home + "/demarches/c2s/ressources")
	answers := form("connues.accord", "confirmer", "autres_oui", "oui", "pension", "1200", "bourse", "0", "divers", "0")
	b.Post(home+"/demarches/c2s/ressources", answers).Post(home+"/demarches/c2s/ressources", answers).See("Justificatif")
	b.Click("Continuer").Fill("Ma caisse", "cpam").Click("Continuer")
	certify(b, "Valider et transmettre")
	w.Wait(7 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "Il manque un papier à votre demande de C2S")
	w.Wait(50 * day)
	w.MustNotSee(ameli.FactC2S)
	hand(w, portal.File{Kind: "photo", Name: "jugement.jpg", Format: "jpg", Bytes: 1 << 20})
	again(w, "/mes-demarches").See("Justificatif attendu").Click("Dossier C2S").Fill("Justificatif", "1").Click("Joindre ce fichier")
	w.Wait(45 * day)
	w.MustSee(ameli.FactC2S, "personne", "samia")
}
