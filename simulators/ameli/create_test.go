package ameli_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/ameli"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

const (
	paulNIR = "1770900013904"
	paulBox = "paul.roitelet@messagerie.example"
	// The end of Paul's bank account, without its key, as the seed gives it.
	paulRIB    = "0000003"
	paulSerial = "80999999999"
)

func withPaul(t *testing.T) *portaltest.World {
	w := open(t, fullSeed)
	w.Do(func(tx *sandbox.Tx) {
		tx.Put("courriel/boite/"+paulBox, portal.Mailbox{Address: paulBox, Owner: "paul"})
		p, _ := portal.PersonOf(tx, "paul")
		p.Mobile = "0639980104"
		tx.Put("personne/paul", p)
	})
	return w
}

func identify(b *portaltest.Browser, name, postcode string) *portaltest.Browser {
	return b.Get(home+"/creer-un-compte").Fill("Nom de naissance", name).Fill("Numéro", paulNIR).
		Fill("Date de naissance", "02/09/1977").Fill("Code postal", postcode).Fill("Je suis un humain", "oui").Click("Continuer")
}

func prove(b *portaltest.Browser, rib, serial string) *portaltest.Browser {
	return b.Fill("Fin de votre numéro", rib).Fill("Numéro de série", serial).Click("Vérifier")
}

func TestAnAccountIsOpenedFromThePapersToTheFirstLogin(t *testing.T) {
	w := withPaul(t)
	b := w.On("pc-epn", "aide")
	b.Get(home + "/creer-un-compte/preuves").See("Nom de naissance")
	identify(b, "Mésange", "00900").Status(http.StatusUnprocessableEntity).See("ne vont pas ensemble")
	identify(b, "roitelet", "75000").See("l’ancien")
	identify(b, "roitelet", "00900").Status(http.StatusOK).See("Vérifier que c’est bien vous")
	b.Get(home + "/creer-un-compte/coordonnees").See("Nom de naissance")
	identify(b, "Roitelet", "00900")
	prove(b, "12", "1").See("7 derniers chiffres", "11 chiffres")
	prove(b, paulRIB, "80111111111").See("ne sont pas ceux que la caisse connaît")
	prove(b, paulRIB, paulSerial).See("Adresse électronique")
	fill := func(email, again string) {
		b.Fill("Adresse électronique", email).Fill("Mobile", "0639980104").Fill("Mot de passe", "Boulanger-12").Fill("Le même", again)
	}
	fill("paul", "Boulanger-12")
	b.Click("Créer mon compte").Status(http.StatusUnprocessableEntity).See("Cochez la case")
	fill(paulBox, "Boulanger-13")
	b.Fill("J’ai lu", "oui").Click("Créer mon compte").Status(http.StatusUnprocessableEntity).See("différents")
	w.MustNotSee(portal.FactMailArrived)
	fill(paulBox, "Boulanger-12")
	b.Fill("J’ai lu", "oui").Click("Créer mon compte").See("p•••@messagerie.example", "24 heures")
	w.MustSee(ameli.FactCreated, "personne", "paul")

	login(b, paulNIR, "Boulanger-12").Status(http.StatusUnprocessableEntity).See("attend d’être activé")
	b.Get(linkIn(w, paulBox)).Click("Activer mon compte").See("Votre compte est activé")
	w.MustSee(ameli.FactActivated, "personne", "paul")
	b.Get(linkIn(w, paulBox)).Status(http.StatusGone)
	login(b, paulNIR, "Boulanger-12").See("Votre première connexion", "déjà vérifiée par le lien")
	b.Get(home + "/paiements").See("Votre première connexion")
	b.Fill("Mobile", "0639980104").Click("Continuer").See("codes de 6 chiffres")
	b.Fill("Code reçu par SMS", "000000").Click("Continuer").Status(http.StatusUnprocessableEntity).See("2 essais")
	b.Fill("Code reçu par SMS", codeIn(w, "0639980104")).Click("Continuer").See("Comment voulez-vous")
	b.Click("Continuer").Status(http.StatusUnprocessableEntity).See("Choisissez comment")
	b.Fill("Sur papier", "papier").Click("Continuer").See("Bonjour Paul")
	w.MustSee(ameli.FactFirstDone, "personne", "paul")
	w.MustSee(ameli.FactStatements, "choix", "papier")
	b.Get(home + "/premiere-connexion").See("Bonjour Paul")
}

func TestALateActivationLinkIsReplaced(t *testing.T) {
	w := withPaul(t)
	b := prove(identify(w.On("pc-epn", "aide"), "Roitelet", "00900"), paulRIB, paulSerial)
	b.Fill("Adresse électronique", paulBox).Fill("Mobile", "0639980104").Fill("Mot de passe", "Boulanger-12").Fill("Le même", "Boulanger-12").Fill("J’ai lu", "oui").Click("Créer mon compte")
	late := linkIn(w, paulBox)
	w.Wait(25 * time.Hour)
	b.Get(late).Status(http.StatusGone).See("24 heures")
	login(b, paulNIR, "Boulanger-12").See("un nouveau lien vient de partir")
	b.Get(linkIn(w, paulBox)).Status(http.StatusOK)
}

func TestAnUnknownRIBLeadsToAProvisionalCodeByPost(t *testing.T) {
	w := withPaul(t)
	b := identify(w.On("pc-epn", "aide"), "Roitelet", "00900")
	for range 3 {
		prove(b, "1111111", paulSerial)
	}
	b.See("code provisoire", "3646").Click("Recevoir le code par courrier").See("5 à 10 jours")
	w.MustSee(ameli.FactCodeAsked, "personne", "paul", "par", "courrier")
	b.Post(home+"/creer-un-compte/code", nil).Status(http.StatusConflict)
	w.Wait(11 * day)
	w.MustSee(portal.FactLetterArrived, "personne", "paul", "objet", "[EXERCICE] Votre code provisoire ameli")
	code := codeOf(w, "paul")
	firstLogin(w, login(b, paulNIR, code))
	w.MustSee(ameli.FactCodeUsed, "personne", "paul")
	login(b.Get(home+"/compte").Click("Me déconnecter"), paulNIR, code).Status(http.StatusUnprocessableEntity)
}

// codeOf reads the provisional code in the last letter of a person.
func codeOf(w *portaltest.World, person string) (code string) {
	w.Read(func(tx *sandbox.Tx) {
		keys := tx.Keys("courrier/" + person + "/")
		letter, _ := sandbox.Get[portal.Letter](tx, keys[len(keys)-1])
		code = portal.Digits(letter.Body[0])
	})
	require.Len(w.T, code, 6)
	return code
}

// firstLogin goes from a provisional code to the account.
func firstLogin(w *portaltest.World, b *portaltest.Browser) {
	w.T.Helper()
	b.See("Votre première connexion").Fill("Nouveau mot de passe", "court").Fill("Le même", "court").Click("Continuer").Status(http.StatusUnprocessableEntity)
	b.Fill("Nouveau mot de passe", "Boulanger-12").Fill("Le même", "Boulanger-12").Click("Continuer")
	b.Fill("Adresse électronique", paulBox).Fill("Mobile", "0639980104").Click("Continuer").Click("Corriger mes coordonnées").Click("Continuer")
	mail := ""
	w.Read(func(tx *sandbox.Tx) {
		keys := tx.Keys(portal.MailKey(paulBox, ""))
		m, _ := sandbox.Get[portal.Mail](tx, keys[len(keys)-1])
		mail, _, _ = strings.Cut(m.Body[1], " ")
	})
	b.Fill("Code reçu par SMS", codeIn(w, "0639980104")).Fill("Code reçu par courriel", mail).Click("Continuer")
	b.Fill("En ligne", "en_ligne").Click("Continuer").See("Bonjour Paul")
}

func TestTheLineSendsACodeBySMS(t *testing.T) {
	w := withPaul(t)
	dial(w).key("4").key(paulNIR + "#").key("00900#").hear("se termine par 04").key("3").hear("Rien n’est envoyé")
	w.MustNotSee(ameli.FactCodeAsked)
	dial(w).key("4").key(paulNIR + "#").key("00900#").key("1").hear("parti par SMS")
	w.MustSee(ameli.FactCodeAsked, "par", "sms")
	firstLogin(w, login(w.On("pc-epn", "aide"), paulNIR, codeIn(w, "0639980104")))
}

func TestALetterToAnOldAddressIsLost(t *testing.T) {
	w := open(t, strings.Replace(fullSeed, "  carte: {serie: \"80123456789\", photo: true}\n", "  carte: {serie: \"80123456789\"}\n  adresse: [3 quai Vieux, 00850 Autrefois]\n", 1))
	dial(w).key("4").key(samiaNIR + "#").key("00900#").hear("ne correspondent pas")
	dial(w).key("4").key(samiaNIR + "#").key("00850#").key("2").hear("adresse de votre dossier")
	w.MustSee(ameli.FactLetterLost, "personne", "samia")
	w.Wait(12 * day)
	w.MustNotSee(portal.FactLetterArrived)
}

func TestAProvisionalCodeDiesAfterThirtyDays(t *testing.T) {
	w := withPaul(t)
	dial(w).key("4").key(paulNIR + "#").key("00900#").key("1")
	w.Wait(30 * day)
	login(w.On("pc-epn", "aide"), paulNIR, codeIn(w, "0639980104")).Status(http.StatusUnprocessableEntity)
}

func TestFranceConnectOpensAnAccountWithoutProofs(t *testing.T) {
	w := withPaul(t)
	b := byFranceConnect(w.On("pc-epn", "aide"), "Paul").Status(http.StatusOK).See("n’a pas de compte ameli ouvert")
	b.Get(home + "/compte").See("n’a pas de compte ameli ouvert")
	b.Click("Ouvrir mon compte ameli").Status(http.StatusUnprocessableEntity)
	w.MustNotSee(ameli.FactCreated)
	firstLogin(w, b.Fill("J’ai lu", "oui").Click("Ouvrir mon compte ameli"))
	w.MustSee(ameli.FactCreated, "personne", "paul")
	b.Get(home + "/creer-un-compte/franceconnect").See("Bonjour Paul")
}

func TestAnAccountIsClosedAndOpenedAgain(t *testing.T) {
	w := open(t, fullSeed)
	b := samia(w).Get(home + "/informations").Click("Fermer mon compte").Click("Fermer mon compte").Status(http.StatusUnprocessableEntity)
	b.Fill("J’ai compris", "oui").Click("Fermer mon compte").See("Votre compte est fermé")
	w.MustSee(ameli.FactClosed, "personne", "samia")
	w.MustSee(ameli.FactStatements, "choix", "papier")
	login(b, samiaNIR, "Hibiscus-2019").Status(http.StatusUnprocessableEntity).See("fermé à votre demande")
	b.Get(home+"/creer-un-compte").Fill("Nom de naissance", "LORIOT").Fill("Numéro", samiaNIR).Fill("Date de naissance", "17/05/1990").Fill("Code postal", "00900").Fill("Je suis un humain", "oui").Click("Continuer").See("pas le nom d’usage")
	b.Fill("Nom de naissance", "Sittelle").Click("Continuer").See("Vérifier que c’est bien vous")
}

func TestASituationMayIssueACode(t *testing.T) {
	w := open(t, fullSeed+"  code: \"314159\"\n  code_jusqu: J+2\n")
	w.Wait(3 * day)
	login(w.On("pc-epn", "aide"), paulNIR, "314159").Status(http.StatusUnprocessableEntity)
	w = open(t, fullSeed+"  code: \"314159\"\n")
	login(w.On("pc-epn", "aide"), paulNIR, "314159").See("Votre première connexion")
}
