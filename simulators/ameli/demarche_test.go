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
	"demarcheablanc/simulators/portal/demarche"
	"demarcheablanc/simulators/portal/portaltest"
)

const day = 24 * time.Hour

const fullSeed = `
- personne: samia
  secret: Hibiscus-2019
  navigateurs: [pc-epn, tel-samia]
  courriel: samia.loriot@messagerie.example
  courriel_depuis: J-20
  mobile: "0639980105"
  iban: FR76 9999 9000 0000 0000 0000 130
  carte: {serie: "80123456789", photo: true}
  ressources: {connues: 1551000, foyer: 2}
  ayants_droit: [{nom: Lina LORIOT, naissance: "2017-02-11"}]
  arrets:
    - {debut: J-30, fin: J-1, recu: J-29, attestation: J-20, bruts: [200000, 200000, 200000]}
    - {debut: J-8, fin: J+10, recu: J-7, bruts: [200000, 200000, 200000]}
- personne: karim
  secret: Garage-88
  navigateurs: [pc-epn, tel-samia]
  courriel: karim.loriot@messagerie.example
  iban: FR76 9999 9000 0000 0000 0000 227
- personne: paul
  compte: aucun
  iban: FR76 9999 9000 0000 0000 0000 324
  carte: {serie: "80999999999"}
`

func samia(w *portaltest.World) *portaltest.Browser {
	return login(w.On("pc-epn", "aide"), samiaNIR, "Hibiscus-2019")
}

func begin(b *portaltest.Browser, demarche string) *portaltest.Browser {
	return b.Get(home + "/demarches/" + demarche).Click("Commencer")
}

// filedAt is the situation where the caisse has another address for Samia than
// where she lives.
func filedAt(lines string) string {
	iban := "  iban: FR76 9999 9000 0000 0000 0000 130\n"
	return strings.Replace(fullSeed, iban, iban+"  adresse: ["+lines+"]\n", 1)
}

// again logs in after the session has ended.
func again(w *portaltest.World, path string) *portaltest.Browser { return samia(w).Get(home + path) }

func lose(b *portaltest.Browser) *portaltest.Browser {
	begin(b, "carte-perdue").Fill("On me l’a volée", "vol").Fill("Depuis quel jour", "14/10/2026").Click("Continuer")
	return certify(b, "Mettre la carte en opposition").See("Carte mise en opposition")
}

func TestALostCardIsStoppedThenReplaced(t *testing.T) {
	w := open(t, fullSeed)
	b := samia(w)
	b.Get(home + "/demarches/carte-commande").See("Déclarez-le d’abord").DontSee("Commencer")
	lose(b)
	b.Get(home + "/mes-demarches").See("en opposition")
	w.MustSee(ameli.FactCardStopped, "personne", "samia", "motif", "vol")
	b.Get(home + "/demarches/carte-perdue").See("déjà en opposition").DontSee("Commencer")

	begin(b, "carte-commande").See("8 rue du Lavoir").Fill("Non", "non").Click("Continuer").Status(http.StatusUnprocessableEntity).See("Changez d’abord votre adresse")
	b.Fill("Oui", "oui").Click("Continuer").Fill("En ligne avec la photo", "connue").Click("Continuer").See("Pièce d’identité")
	hand(w, portal.File{Kind: "photo", Name: "cni.jpg", Format: "jpg", Bytes: 1 << 20, Shows: "piece_identite"})
	b.Get(home+"/demarches/carte-commande/photo").Fill("Pièce d’identité", "1").Click("Continuer")
	certify(b, "Valider et transmettre").See("Commande enregistrée")
	w.Wait(2 * day)
	again(w, "/mes-demarches").See("en fabrication")
	w.Wait(14 * day)
	w.MustSee(ameli.FactCardSent, "personne", "samia")
	w.Wait(6 * day)
	w.MustSee(ameli.FactCardHeld, "personne", "samia")
	w.MustSee(portal.FactLetterArrived, "objet", "Votre nouvelle carte Vitale")
	again(w, "/mes-demarches").See("utilisable").DontSee("80123456789")
	w.Read(func(tx *sandbox.Tx) {
		_, held := sandbox.Get[portal.Paper](tx, "papier/samia/vitale")
		require.True(t, held)
	})
}

// hand puts one file among the downloads of the computer.
func hand(w *portaltest.World, f portal.File) {
	w.Do(func(tx *sandbox.Tx) {
		portal.PutDevice(tx, portal.Device{ID: "pc-epn", Kind: portal.Computer, Seats: []string{"aidant", "aide"}, Downloads: []portal.Download{{ID: 1, File: f}}})
	})
}

func TestABlurredPhotoIsSentBackAndThePaperFormTakesLonger(t *testing.T) {
	w := open(t, fullSeed)
	b := lose(samia(w))
	hand(w, portal.File{Kind: "photo", Name: "cni.jpg", Format: "jpg", Bytes: 1 << 20, Shows: "piece_identite", Flaw: portal.FlawOneSide})
	begin(b, "carte-commande").Fill("Oui", "oui").Click("Continuer").Fill("En ligne avec la photo", "connue").Click("Continuer").Fill("Pièce d’identité", "1").Click("Continuer")
	certify(b, "Valider et transmettre")
	w.Wait(2 * day)
	w.MustSee(demarche.FactStage, "issue", "Photo ou pièce refusée")
	w.Wait(3 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "Votre photo n’a pas pu être acceptée")

	b = again(w, "/demarches/carte-commande").Click("Commencer").Fill("Oui", "oui").Click("Continuer").Fill("Par courrier", "papier").Click("Continuer")
	certify(b, "Valider et transmettre")
	w.Wait(18 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "Le formulaire de votre carte Vitale")
	w.MustNotSee(ameli.FactCardSent)
	again(w, "/mes-demarches").See("Formulaire à remplir et à renvoyer par la poste")

	post(w, "photo", "copie")
	w.Wait(2 * day)
	again(w, "/mes-demarches").See("Formulaire incomplet")
	w.Wait(3 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "Votre formulaire de carte Vitale vous revient")
	w.Read(func(tx *sandbox.Tx) {
		l, _ := sandbox.Get[portal.Letter](tx, "courrier/samia/0003")
		require.Contains(t, strings.Join(l.Body, " "), "Il manque : votre signature.")
	})

	post(w, "photo", "signature", "copie")
	w.Wait(2*day + 2*time.Hour)
	again(w, "/mes-demarches").See("En fabrication")
	w.Wait(19 * day) // three weeks in all
	w.MustSee(ameli.FactCardHeld, "personne", "samia")
	again(w, "/mes-demarches").See("utilisable", "Carte reçue")
}

// post sends the form back as the person's desk does.
func post(w *portaltest.World, done ...string) {
	w.Do(func(tx *sandbox.Tx) {
		require.True(w.T, portal.PostForm(tx, "samia", "formulaire-vitale", append(done, "inconnu")))
		require.False(w.T, portal.PostForm(tx, "samia", "formulaire-vitale", done), "il n’est plus dans ses mains")
	})
	w.MustSee(portal.FactFormPosted, "personne", "samia", "faits", strings.Join(done, " "))
}

func TestAFormThatComesTooLateOrNowhereMakesNoSecondCard(t *testing.T) {
	w := open(t, fullSeed)
	b := lose(samia(w))
	begin(b, "carte-commande").Fill("Oui", "oui").Click("Continuer").Fill("Par courrier", "papier").Click("Continuer")
	certify(b, "Valider et transmettre")
	w.Wait(18 * day)
	hand(w, portal.File{Kind: "photo", Name: "cni.jpg", Format: "jpg", Bytes: 1 << 20, Shows: "piece_identite"})
	b = again(w, "/demarches/carte-commande").Click("Commencer").Fill("Oui", "oui").Click("Continuer").Fill("En ligne avec la photo", "connue").Click("Continuer").Fill("Pièce d’identité", "1").Click("Continuer")
	certify(b, "Valider et transmettre")
	w.Wait(3 * day)
	post(w, "photo", "signature", "copie")
	w.Wait(3 * day)
	again(w, "/mes-demarches").See("une carte était déjà commandée", "En fabrication")

	w = open(t, filedAt("14 impasse des Lavandières, 00916 Sainte-Maquette"))
	b = lose(samia(w))
	begin(b, "carte-commande").Fill("Oui", "oui").Click("Continuer").Fill("Par courrier", "papier").Click("Continuer")
	certify(b, "Valider et transmettre")
	w.Wait(18 * day)
	w.MustSee(ameli.FactLetterLost, "personne", "samia", "objet", "Le formulaire de votre carte Vitale")
	b = again(w, "/mes-demarches").See("Formulaire revenu")
	b.Get(home + "/messages").See("Votre formulaire nous est revenu")
}

func TestACardFoundAgainServesUnlessAnotherIsOnItsWay(t *testing.T) {
	w := open(t, fullSeed)
	b := lose(samia(w))
	begin(b, "carte-retrouvee").Fill("Quel jour", "15/10/2026").Fill("Elle semble intacte", "bon").Click("Continuer")
	certify(b, "Valider et transmettre")
	b.Get(home + "/mes-demarches").See("utilisable")
	w.MustSee(ameli.FactCardFound, "issue", "levee")
	b.Get(home + "/demarches/carte-retrouvee").See("pas d’opposition à lever")
	lose(b)
	begin(b, "carte-retrouvee").Fill("Quel jour", "15/10/2026").Fill("Elle est abîmée", "abimee").Click("Continuer")
	certify(b, "Valider et transmettre")
	b.Get(home + "/messages").See("ne peut plus servir")
	w.MustSee(ameli.FactCardFound, "issue", "detruire")
}

func rib(b *portaltest.Browser, iban, holder string) *portaltest.Browser {
	return begin(b, "rib").Fill("IBAN", iban).Fill("Titulaire", holder).Click("Continuer")
}

const newIBAN = "FR76 9999 9000 0000 0000 0000 421"

func TestABankAccountIsHersAndProvedByACode(t *testing.T) {
	w := open(t, fullSeed)
	b := rib(samia(w), newIBAN, "Karim LORIOT").Status(http.StatusUnprocessableEntity).See("au nom de Samia LORIOT")
	b.Fill("Titulaire", "M. ou Mme Loriot Samia").Click("Continuer").Status(http.StatusOK).See("par SMS au •• •• •• •• 05")
	b.Fill("Code reçu", "000000").Click("Continuer").Status(http.StatusUnprocessableEntity).See("2 essais")
	code := codeIn(w, "0639980105")
	b.Fill("Code reçu", code).Click("Continuer").See("Vérifié").DontSee(code)
	certify(b, "Valider et transmettre")
	w.Wait(day)
	w.MustSee(ameli.FactRIB, "personne", "samia")
	again(w, "/informations").See("0421")
}

func TestALateCodeAndThreeWrongOnesServeNoMore(t *testing.T) {
	w := open(t, fullSeed)
	b := rib(samia(w), newIBAN, "Samia Loriot")
	code := codeIn(w, "0639980105")
	w.Wait(10 * time.Minute)
	b.Fill("Code reçu", code).Click("Continuer").See("ne sert plus")
	b.Click("Précédent").Click("Continuer")
	for range 3 {
		b.Fill("Code reçu", "000000").Click("Continuer")
	}
	b.See("dernier essai").Fill("Code reçu", codeIn(w, "0639980105")).Click("Continuer").See("ne sert plus")
}

func TestTheHusbandsAccountIsRefusedByTheBank(t *testing.T) {
	w := open(t, fullSeed)
	b := rib(samia(w), "FR76 9999 9000 0000 0000 0000 227", "Samia LORIOT")
	b.Fill("Code reçu", codeIn(w, "0639980105")).Click("Continuer")
	certify(b, "Valider et transmettre")
	w.Wait(4 * day)
	w.MustSee(ameli.FactRIBRefused, "personne", "samia", "compte_de", "karim")
	w.MustSee(portal.FactLetterArrived, "objet", "Vos coordonnées bancaires sont à corriger")
	again(w, "/informations").See("0130")
}

func TestAnAddressChangesAtOnceAndTheCaisseWithTheDepartment(t *testing.T) {
	w := open(t, filedAt("2 place du Puits, 01234 Autreville"))
	b := begin(samia(w), "adresse").See("2 place du Puits")
	b.Fill("Numéro et rue", "8 rue du Lavoir").Fill("Code postal", "009").Fill("Commune", "Saint-Exemple-les-Tilleuls").Fill("Depuis quel jour", "1/10/2026").Click("Continuer").See("cinq chiffres")
	b.Fill("Code postal", "00900").Click("Continuer")
	certify(b, "Valider et transmettre")
	b.Get(home + "/informations").See("8 rue du Lavoir")
	w.MustSee(ameli.FactAddress, "personne", "samia")
	w.Wait(16 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "Bienvenue dans votre nouvelle caisse")
}

func TestANewbornIsAttachedOnceThePaperIsRead(t *testing.T) {
	w := open(t, fullSeed)
	hand(w, portal.File{Kind: "photo", Name: "acte.jpg", Format: "jpg", Bytes: 1 << 20, Shows: "acte_naissance"})
	b := begin(samia(w), "naissance").Fill("Nom de famille", "Loriot").Fill("Prénoms", "Nino, Ali").Fill("Date de naissance", "1/10/2024").Fill("Commune", "Saint-Exemple").Click("Continuer")
	b.See("moins d’un an").Fill("Date de naissance", "1/10/2026").Click("Continuer").Fill("À moi seul", "moi").Click("Continuer")
	b.Fill("Acte de naissance", "1").Click("Continuer")
	certify(b, "Valider et transmettre")
	w.Wait(5 * day)
	w.MustSee(ameli.FactBirth, "personne", "samia")
	again(w, "/informations").See("Nino LORIOT").Get(home + "/attestation").See("Nino LORIOT")
}

func TestWithoutThePaperTheNewbornWaits(t *testing.T) {
	w := open(t, fullSeed)
	b := begin(samia(w), "naissance").Fill("Nom de famille", "Loriot").Fill("Prénoms", "Nino").Fill("Date de naissance", "1/10/2026").Fill("Commune", "Saint-Exemple").Click("Continuer")
	b.Fill("À moi seul", "moi").Click("Continuer").Click("Continuer")
	certify(b, "Valider et transmettre")
	w.Wait(8 * day)
	w.MustNotSee(ameli.FactBirth)
	w.MustSee(portal.FactLetterArrived, "objet", "Il nous manque l’acte de naissance")

	hand(w, portal.File{Kind: "photo", Name: "acte.jpg", Format: "jpg", Bytes: 1 << 20, Shows: "acte_naissance", Flaw: portal.FlawBlurred})
	again(w, "/mes-demarches").See("à joindre ici").Click("Dossier NAI").Fill("Acte de naissance", "1").Click("Joindre ce fichier")
	w.Wait(5 * day) // a blurred paper is asked for again
	w.MustNotSee(ameli.FactBirth)
	hand(w, portal.File{Kind: "photo", Name: "acte.jpg", Format: "jpg", Bytes: 1 << 20, Shows: "acte_naissance"})
	again(w, "/mes-demarches").Click("Dossier NAI").Fill("Acte de naissance", "1").Click("Joindre ce fichier")
	w.Wait(5 * day)
	w.MustSee(ameli.FactBirth, "personne", "samia")
	again(w, "/informations").See("Nino LORIOT")
}

func TestANewbornIsListedUnderBothParents(t *testing.T) {
	w := open(t, fullSeed)
	hand(w, portal.File{Kind: "photo", Name: "acte.jpg", Format: "jpg", Bytes: 1 << 20, Shows: "acte_naissance"})
	b := begin(samia(w), "naissance").Fill("Nom de famille", "Loriot").Fill("Prénoms", "Nino").Fill("Date de naissance", "1/10/2026").Fill("Commune", "Saint-Exemple").Click("Continuer")
	b.Fill("Aux deux parents", "deux").Click("Continuer").See("Numéro de sécurité sociale de l’autre parent")
	b.Fill("Numéro de sécurité sociale", samiaNIR).Click("Continuer").Status(http.StatusUnprocessableEntity).See("votre propre numéro")
	b.Fill("Numéro de sécurité sociale", "2610300016901").Click("Continuer").Status(http.StatusUnprocessableEntity).See("ne trouvons pas")
	b.Fill("Numéro de sécurité sociale", karimNIR).Click("Continuer").Fill("Acte de naissance", "1").Click("Continuer")
	certify(b, "Valider et transmettre")
	w.Wait(5 * day)
	login(w.On("tel-samia", "aide"), karimNIR, "Garage-88").Get(home + "/attestation").See("Nino LORIOT")
}

func TestALateTravellerGetsACertificateAtOnce(t *testing.T) {
	w := open(t, fullSeed)
	b := begin(samia(w), "carte-europeenne").Fill("Date de départ", "20/10/2026").Fill("Un autre pays", "ailleurs").Click("Continuer").See("ne sert pas dans ce pays")
	b.Fill("La Suisse", "suisse").Click("Continuer").See("Lina LORIOT")
	b.Post(home+"/demarches/carte-europeenne/personnes", form("beneficiaires.p0.a.carte", "non", "beneficiaires.p1.a.carte", "non")).See("au moins une personne")
	b.Post(home+"/demarches/carte-europeenne/personnes", form("beneficiaires.p0.a.carte", "oui", "beneficiaires.p1.a.carte", "oui"))
	b.See("certificat provisoire", "14 janvier 2027", "25 octobre 2026")
	certify(b, "Valider et transmettre").See("14 octobre 2028")
	w.MustNotSee(ameli.FactDocument)
	b.Get(home + "/mes-demarches").Click("Certificat provisoire pour Lina LORIOT")
	require.Equal(t, "%PDF", string(b.Answer.Content[:4]))
	w.MustSee(ameli.FactAbroad, "provisoire", "oui")
	w.Wait(11 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "Votre carte européenne d’assurance maladie")
	again(w, "/mes-documents/certificat/7").Status(http.StatusNotFound)
}

func TestAMessageIsAnsweredSomeDaysLater(t *testing.T) {
	w := open(t, fullSeed)
	b := begin(samia(w), "message").Fill("Un arrêt de travail", "arret").Click("Continuer").Fill("L’attestation de salaire", "attestation").Click("Continuer")
	b.Fill("Message", "Rien n’arrive depuis mon arrêt.").Click("Continuer")
	certify(b, "Envoyer le message")
	w.Wait(day)
	w.MustNotSee(ameli.FactAnswered)
	w.Wait(4 * day)
	w.MustSee(ameli.FactAnswered, "theme", "arret")
	w.MustSee(portal.FactMailArrived, "objet", "[EXERCICE] Vous avez une réponse dans votre compte")
	again(w, "/messages").See("Rien n’arrive depuis mon arrêt.", "attestation de salaire")
}

func TestACardAndLettersSentToAnOldAddressAreLost(t *testing.T) {
	w := open(t, filedAt("14 impasse des Lavandières, 00916 Sainte-Maquette"))
	b := lose(samia(w))
	hand(w, portal.File{Kind: "photo", Name: "cni.jpg", Format: "jpg", Bytes: 1 << 20, Shows: "piece_identite"})
	begin(b, "carte-commande").See("Sainte-Maquette").Fill("Oui", "oui").Click("Continuer").Fill("En ligne avec la photo", "connue").Click("Continuer").Fill("Pièce d’identité", "1").Click("Continuer")
	certify(b, "Valider et transmettre")
	w.Wait(23 * day)
	w.MustSee(ameli.FactCardBack, "personne", "samia")
	w.MustNotSee(ameli.FactCardHeld)
	b = again(w, "/mes-demarches").See("adresse à corriger", "en opposition").Get(home + "/messages").See("nous est revenue")
	begin(b, "carte-commande").See("Où l’envoyer")

	begin(b, "carte-europeenne").Fill("Date de départ", "20/12/2026").Fill("La Suisse", "suisse").Click("Continuer")
	b = w.On("pc-epn", "aide").Post(home+"/demarches/carte-europeenne/personnes", form("beneficiaires.p0.a.carte", "oui", "beneficiaires.p1.a.carte", "non"))
	certify(b, "Valider et transmettre")
	w.Wait(11 * day)
	w.MustSee(ameli.FactLetterLost, "personne", "samia", "objet", "Votre carte européenne d’assurance maladie")
	w.MustNotSee(portal.FactLetterArrived)
}
