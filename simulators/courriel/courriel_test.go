package courriel_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/courriel"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

const seedText = `
- adresse: samia.loriot@messagerie.example
  personne: samia
  secret: {emis: "Tilleul-2024"}
  messages:
    - {de: ne-pas-repondre@impots.gouv.example, de_nom: Impôts, objet: Votre demande, texte: ["Voici le lien."], recu: "-2m", dossier: indesirables,
       liens: [{texte: Choisir un mot de passe, url: "https://www.impots.gouv.example/reprise/ABCDEFGHIJKLMNOPQRSTUVWXYZ?jeton=secret"}]}
    - {de: gain@messageri.test, de_nom: Gains, objet: Colis, texte: [Dernier rappel], recu: "J-1 10:12", dossier: indesirables,
       liens: [{texte: www.laposte.example, url: "https://colis-laposte.test/payer"}]}
    - {de: rh@clinique-tilleuls.example, de_nom: Ressources humaines, objet: Attestation, texte: ["Il nous la faut demain."], recu: "J-6 10:12",
       pieces: [{genre: courriel.piece, nom: demande.pdf, titre: Notre demande, donnees: {texte: "Merci de joindre\nvotre attestation."}}]}
    - {a: rh@clinique-tilleuls.example, objet: Bonjour, texte: [Je la cherche.], recu: "J-5 09:00", dossier: envoyes}
    - {de: pub@messagerie.example, objet: "", texte: [Soldes], recu: "J-9 09:00", dossier: corbeille, lu: true}
- {adresse: samia.autre@messagerie.example, personne: samia, secret: {emis: "Autre-boite-1"}}
- {adresse: samia.sittelle@ancienfai.example, personne: samia, fermee: true}
- {adresse: accueil@epn-tilleuls.example, personne: camille, secret: {emis: "Espace-2026"}}
`

const box = "samia.loriot@messagerie.example"

var attestation = portal.File{Kind: courriel.KindLeaflet, Name: "attestation.pdf", Title: "Attestation", Person: "samia"}

func seeded(t *testing.T, text string) (map[string]any, error) {
	t.Helper()
	return courriel.New(portal.Deps{})[0].Seed(portal.SeedInput{
		T0:     portaltest.T0,
		Decode: func(into any) error { return yaml.UnmarshalWithOptions([]byte(text), into, yaml.Strict()) },
	})
}

func open(t *testing.T) *portaltest.World {
	t.Helper()
	docs, err := seeded(t, seedText)
	require.NoError(t, err)
	docs["personne/samia"] = portal.Person{ID: "samia", BirthName: "SITTELLE", UsualName: "LORIOT", GivenNames: []string{"Samia"}}
	deps := portaltest.Deps(t)
	elsewhere := &portal.Site{ID: "impots", Host: "www.impots.gouv.example", Name: "Impôts", Routes: []portal.Route{
		{Pattern: "GET /", Handler: func(v *portal.Visit) error { return v.Stop(200, "Reprise", "Vous y êtes.", "", "") }},
	}}
	return portaltest.Open(t, deps.Network, docs, append(courriel.New(deps), elsewhere)...)
}

func onPhone(w *portaltest.World) *portaltest.Browser {
	return w.On("tel-samia", "aide").Get("https://" + courriel.Host + "/")
}

func onComputer(w *portaltest.World) *portaltest.Browser {
	return w.On("pc-epn", "aide").Get("https://"+courriel.Host+"/").
		Fill("Adresse de messagerie", box).Fill("Mot de passe", "Tilleul-2024").Click("Ouvrir la boîte")
}

func TestThePhoneIsAlreadyInAndTheComputerIsNot(t *testing.T) {
	w := open(t)
	onPhone(w).See("Réception").DontSee("Quitter", "Soldes")
	w.MustSee(courriel.FactLooked, "adresse", "samia.autre@messagerie.example")
	w.On("pc-epn", "aidant").Get("https://" + courriel.Host + "/").See("Ouvrir ma messagerie").DontSee("Attestation")
}

func TestSeveralBoxesOnOnePhone(t *testing.T) {
	w := open(t)
	b := onPhone(w).See("Changer de boîte")
	b.Fill("Boîte affichée", box).Click("Changer de boîte").See("[EXERCICE] Attestation")
}

func TestLoginNeverLocksAndSaysWhereToLook(t *testing.T) {
	w := open(t)
	b := w.On("pc-epn", "aide").Get("https://" + courriel.Host + "/connexion")
	for range 6 {
		b.Fill("Adresse", box).Fill("Mot de passe", "faux").Click("Ouvrir la boîte").Status(422).See("carnet", "Rien ne se bloque")
	}
	b.Fill("Adresse", " "+strings.ToUpper(box)).Fill("Mot de passe", "Tilleul-2024").Click("Ouvrir la boîte").See("Réception", "Quitter")
	w.MustSee(portal.FactSessionOpen, "personne", "samia")
	w.MustSee(courriel.FactLooked, "adresse", box, "dossier", "reception")
	b.Click("Quitter").See("Ouvrir ma messagerie")
	w.MustSee(portal.FactSessionClosed)
}

func TestLoginBadInput(t *testing.T) {
	w := open(t)
	for address, want := range map[string]string{
		"":                                  "Écrivez l’adresse",
		"samia.loriot":                      "Il manque le @",
		"samia.loriot@gmail.com":            "ressemble à une vraie adresse",
		"samia.sittelle@ancienfai.example":  "finissent par messagerie.example",
		"samia.sittelle@messagerie.example": "n’ouvre aucune boîte",
	} {
		w.On("pc-epn", "aide").Get("https://"+courriel.Host+"/connexion").
			Fill("Adresse", address).Fill("Mot de passe", "x").Click("Ouvrir la boîte").Status(422).See(want)
	}
	w.MustSee(portal.FactRealRefused, "genre", "email")
	w.On("pc-epn", "aide").Get("https://" + courriel.Host + "/connexion").Click("Mot de passe oublié ?").See("déjà ouverte").Click("Revenir à la connexion")
}

func TestTheLongAbsenceIsSaid(t *testing.T) {
	w := open(t)
	b := onComputer(w).See("Réception")
	w.Wait(9 * time.Hour)
	b.Get("https://"+courriel.Host+"/").See("Ouvrir ma messagerie", "longue absence")
}

func TestSpamIsUsedAndLinksAreWitnessed(t *testing.T) {
	w := open(t)
	b := onComputer(w).See("Indésirables 2 non lus")
	b.Get("https://"+courriel.Host+"/dossier/indesirables").See("[EXERCICE] Votre demande", "[EXERCICE] Colis")
	b.Get("https://"+courriel.Host+"/message/0001").See("Voir l’adresse de l’expéditeur", "ne-pas-repondre@impots.gouv.example", "Ce lien mène à : https://www.impots.gouv.example/reprise/")
	w.MustSee(courriel.FactOpened, "adresse", box, "objet", "Votre demande", "de", "ne-pas-repondre@impots.gouv.example")
	b.Click("Choisir un mot de passe").See("Vous y êtes.")
	w.MustSee(courriel.FactLink, "adresse", box, "hote", "www.impots.gouv.example", "url", "https://www.impots.gouv.example/reprise/…")
	b.Get("https://" + courriel.Host + "/dossier/indesirables").See("Indésirables 1 non lu")
	b.Get("https://" + courriel.Host + "/message/0001").Click("Ce n’est pas un indésirable").See("maintenant dans Réception").DontSee("Votre demande")
	w.MustSee(courriel.FactMoved, "de", "indesirables", "vers", "reception")
	b.Get("https://"+courriel.Host+"/").See("[EXERCICE] Votre demande", "16 h 23")
}

func TestAForgedLinkTextIsTold(t *testing.T) {
	w := open(t)
	onComputer(w).Get("https://" + courriel.Host + "/message/0002").See("mène à colis-laposte.test : ce n’est pas l’adresse écrite")
}

func TestBinAndBack(t *testing.T) {
	w := open(t)
	b := onComputer(w).Get("https://" + courriel.Host + "/message/0003").Click("Supprimer").See("corbeille").DontSee("[EXERCICE] Attestation")
	b.Get("https://"+courriel.Host+"/dossier/corbeille").See("[EXERCICE] Attestation", "[EXERCICE] (sans objet)")
	b.Get("https://" + courriel.Host + "/message/0003").Click("Reprendre ce message")
	b.Get("https://" + courriel.Host + "/").See("[EXERCICE] Attestation").Get("https://" + courriel.Host + "/message/0003").Click("Signaler comme indésirable")
	w.MustSee(courriel.FactMoved, "de", "reception", "vers", "indesirables")
	b.Post("https://"+courriel.Host+"/message/0003/deplacer", url.Values{"vers": {"ailleurs"}}).See("Attestation")
	w.MustNotSee(courriel.FactMoved, "vers", "ailleurs")
}

func TestPiecesOpenAndAreKept(t *testing.T) {
	w := open(t)
	b := onComputer(w).Get("https://" + courriel.Host + "/message/0003").Click("Ouvrir demande.pdf")
	require.NotNil(t, b.Answer.File)
	assert.True(t, strings.HasPrefix(string(b.Answer.Content), "%PDF"))
	b.Get("https://" + courriel.Host + "/message/0003").Click("Enregistrer demande.pdf").See("téléchargements de cet appareil")
	w.MustSee(portal.FactFileSaved, "poste", "pc-epn", "genre", courriel.KindLeaflet)
	w.MustSee(courriel.FactPieceOpened, "nom", "demande.pdf")
	b.Get("https://" + courriel.Host + "/message/0003/piece/4").Status(404)
	b.Get("https://" + courriel.Host + "/message/0099").Status(404).See("pas dans cette boîte")
	b.Get("https://" + courriel.Host + "/lien?m=0003&n=0").Status(404)
	b.Get("https://" + courriel.Host + "/dossier/autre").Status(404)
}

func TestReplyIsKept(t *testing.T) {
	w := open(t)
	b := onComputer(w).Get("https://" + courriel.Host + "/message/0001").Click("Répondre").See("Personne ne lit les réponses")
	b.Click("Envoyer").Status(422).See("Écrivez au moins une phrase")
	b.Fill("Message", "Bonjour,\nmerci.").Click("Envoyer").See("Message envoyé", "[EXERCICE] Re: Votre demande")
	w.MustSee(courriel.FactSent, "a", "ne-pas-repondre@impots.gouv.example")
	w.MustSee(portal.FactMailLost, "adresse", "ne-pas-repondre@impots.gouv.example")
	b.Get("https://" + courriel.Host + "/message/0004").Click("Répondre").See("rh@clinique-tilleuls.example")
	b.Get("https://" + courriel.Host + "/message/0003/repondre").DontSee("Personne ne lit")
	b.Get("https://" + courriel.Host + "/message/0099/repondre").Status(404)
}

func TestSendingADocumentToItsOwnerHandsItOver(t *testing.T) {
	w := open(t)
	w.Do(func(tx *sandbox.Tx) { portal.SaveFile(tx, "pc-epn", attestation) })
	b := w.On("pc-epn", "aidant").Get("https://"+courriel.Host+"/").
		Fill("Adresse", "accueil@epn-tilleuls.example").Fill("Mot de passe", "Espace-2026").Click("Ouvrir la boîte").Click("Nouveau message")
	b.Fill("À", "rh@clinique-tilleuls.example").Fill("Message", "Ci-joint.").Fill("Pièce jointe", "1").Click("Envoyer").See("Message envoyé")
	w.MustNotSee(portal.FactPaperHeld)
	b.Click("Nouveau message").Fill("À", box).Fill("Objet", "Votre papier").Fill("Message", "Ci-joint.").Fill("Pièce jointe", "1").Click("Envoyer")
	w.MustSee(portal.FactPaperHeld, "personne", "samia", "comment", "courriel")
	w.MustSee(courriel.FactSent, "a", box, "genre", courriel.KindLeaflet, "titulaire", "samia")
	onPhone(w).Fill("Boîte affichée", box).Click("Changer de boîte").See("[EXERCICE] Votre papier")
	b.Click("Nouveau message").Fill("À", box).Fill("Message", "x").Fill("Pièce jointe", "7").Click("Envoyer").Status(422).See("n’est plus sur l’appareil")
}

func TestWhatLooksRealIsNotSent(t *testing.T) {
	w := open(t)
	b := onComputer(w).Click("Nouveau message").See("Aucun fichier enregistré")
	b.Fill("À", "rh@clinique.fr").Fill("Message", "Bonjour").Click("Envoyer").Status(422).See("vraie adresse").DontSee("clinique.fr")
	b.Fill("À", "sans domaine").Fill("Message", "Bonjour").Click("Envoyer").Status(422).See("nom@domaine")
	b.Fill("À", box).Fill("Message", "Appelez le 06 12 34 56 78").Click("Envoyer").Status(422).See("vrai numéro de téléphone").DontSee("06 12")
	b.Fill("À", box).Fill("Objet", strings.Repeat("é", 121)).Fill("Message", "Bonjour").Click("Envoyer").Status(422).See("120 caractères")
	w.MustNotSee(courriel.FactSent)
}

func TestTheOldProviderIsClosed(t *testing.T) {
	w := open(t)
	w.On("pc-epn", "aide").Get("https://"+courriel.ClosedHost+"/connexion").Status(200).See("La messagerie a été arrêtée le 30 avril 2025", "@ancienfai.example")
	w.Do(func(tx *sandbox.Tx) {
		portal.SendMail(tx, portal.Mail{To: "samia.sittelle@ancienfai.example", Subject: "Lien"})
	})
	w.MustSee(portal.FactMailLost, "adresse", "samia.sittelle@ancienfai.example")
}

func TestAnEmptyPhoneAsksForALogin(t *testing.T) {
	deps := portaltest.Deps(t)
	w := portaltest.Open(t, deps.Network, nil, courriel.New(deps)...)
	onPhone(w).See("Ouvrir ma messagerie")
}

func TestSeedSaysWhatIsExpected(t *testing.T) {
	for text, want := range map[string]string{
		`[{adresse: samia}]`: "prenom.nom@messagerie.example",
		`[{adresse: a@messagerie.example, messages: [{recu: hier}]}]`:                   "J-6 10:12",
		`[{adresse: a@messagerie.example, messages: [{recu: "+5m"}]}]`:                  "imprévu",
		`[{adresse: a@messagerie.example, messages: [{dossier: spam}]}]`:                "indesirables",
		`[{adresse: a@messagerie.example}, {adresse: A@messagerie.example}]`:            "deux fois",
		`[{adresse: a@messagerie.example, messages: [{object: Mal nommé, texte: []}]}]`: "object",
	} {
		_, err := seeded(t, text)
		require.ErrorContains(t, err, want, text)
	}
}

func TestTheMarkingIsSaidOnce(t *testing.T) {
	w := open(t)
	w.Do(func(tx *sandbox.Tx) {
		portal.SendMail(tx, portal.Mail{To: box, From: "a@messagerie.example", Subject: "[EXERCICE] Bonjour", Body: []string{"Bonjour"}})
	})
	b := onComputer(w).See("[EXERCICE] Bonjour").DontSee("[EXERCICE] [EXERCICE]")
	b.Get("https://"+courriel.Host+"/message/0006/repondre").See("[EXERCICE] Re: Bonjour").Fill("Message", "Oui").Click("Envoyer").See("[EXERCICE] Re: Bonjour")
}

func TestTheSmallScreenGoesBackToItsFolder(t *testing.T) {
	w := open(t)
	onPhone(w).Fill("Boîte affichée", box).Click("Changer de boîte").
		Get("https://" + courriel.Host + "/message/0001").DontSee("Nouveau message").Click("Indésirables").See("[EXERCICE] Votre demande")
}

func TestTheApplicationShowsWhatWaitsInTheInboxOnly(t *testing.T) {
	w := open(t)
	site, ok := w.Network.At(courriel.Host)
	require.True(t, ok)
	w.Read(func(tx *sandbox.Tx) {
		phone, _ := portal.DeviceOf(tx, "tel-samia")
		assert.Equal(t, 1, site.Badge(tx, phone))
		assert.Zero(t, site.Badge(tx, portal.Device{ID: "pc-epn", Kind: portal.Computer}))
	})
}
