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

func TestAttestations(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := login(w).Get(home + "/attestations").Click("Préparer").Status(422).See("Choisissez l’attestation")
	b.Post("/attestations", form("genre", "paiement", "mois", "2026-10")).Status(422).See("ne sont pas encore payés", "5 novembre 2026")
	b.Post("/attestations", form("genre", "paiement", "mois", "2020-01")).Status(422).See("de la liste")
	b.Post("/attestations", form("genre", "paiement", "mois", "2026-09")).See("Attestation de paiement, septembre 2026").Click("Télécharger")
	require.NotEmpty(t, b.Answer.Content)
	w.MustSee(caf.FactAttestation, "genre", "paiement")
	// Quotient of September: (12 000 € ÷ 12 + 693,35 + 152,25 + 310) ÷ 3 parts = 718,53.
	b.Get(home+"/attestations").Post("/attestations", form("genre", "quotient", "mois", "2026-09")).See("718", "Nombre de parts").Click("Télécharger")
	require.NotEmpty(t, b.Answer.Content)
	b.Get(home + "/attestations/prete/autre/2026-09").Status(404)
	b.Get(home + "/attestations/document/autre/2026-09").Status(404)
	b.Get(home + "/attestations/prete/paiement/2025-01").See("Aucune prestation")
	b.Get(home + "/attestations/document/paiement/2025-01")
	require.NotEmpty(t, b.Answer.Content)
}

func TestTheOtherRooms(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := login(w).Get(home+"/paiements").See("Prochain paiement : le 5 novembre 2026", "Prime d’activité, septembre 2026", "693,35")
	w.MustSee(caf.FactPayments, "personne", "nadia")
	b.Get(home+"/courriers").See("Notification de trop-perçu", "684,00").Click("Contacter ma Caf").Click("Envoyer").Status(422)
	b.Fill("De quoi s’agit-il", "Ma dette").Fill("Votre message", "Bonjour, je ne comprends pas.").Click("Envoyer").See("Votre message est parti")
	b.Get(home+"/demandes").See("Aucune démarche").Get(home+"/profil").See("0042137", "Inès ALOUETTE", "10 ans", box)
	b.Get(home + "/demarches/document").See("ne vous demande aucun document").DontSee("Commencer")
	w.Wait(3*day + time.Minute)
	login(w).Get(home+"/courriers").See("Réponse : Ma dette", "Un message ne vaut pas contestation")
	w.On("tel-samia", "aide").Get(home + "/").See("Première demande").Click("Mon Compte").See("Avec les identifiants Caf")
	w.On("tel-samia", "aide").Get(home + "/dettes").See("Se connecter")
}

func TestTheAddressChangesWithTheOldOnesConsent(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := login(w).Get(home + "/profil").Click("Changer mon adresse électronique")
	b.Fill("Nouvelle adresse électronique", "nadia@gmail.com").Click("Recevoir le code").Status(422)
	b.Fill("Nouvelle adresse électronique", box).Click("Recevoir le code").Status(422).See("déjà l’adresse")
	b.Fill("Nouvelle adresse électronique", "fatou.aigrette@messagerie.example").Click("Recevoir le code").See("l’adresse d’avant")
	b.Fill("Code à six chiffres", "1").Click("Confirmer").Status(422)
	b.Fill("Code à six chiffres", codeIn(w, box)).Click("Confirmer").See("Votre nouvelle adresse électronique est enregistrée")
	w.MustSee(caf.FactEmailChanged, "boite_de", "fatou")
	b.Get(home + "/profil/courriel/code").See("Nouvelle adresse")
	b.Get(home+"/profil/mobile").Fill("Nouveau numéro", "12").Click("Enregistrer").Status(422)
	b.Fill("Nouveau numéro", "06 39 98 01 16").Click("Enregistrer").See("Votre numéro de mobile est enregistré")
	w.MustSee(caf.FactMobile, "telephone_de", "fatou")
}

const askedSeed = `
- personne: nadia
  numero: "0042137"
  secret: Mesange-2024
  prestations: [prime]
  pieces:
    - {genre: bail, quoi: votre bail, pourquoi: votre adresse a changé, avant: J+10}
`

func TestTheDocumentAskedIsReadByAnAgent(t *testing.T) {
	computer := portal.Device{ID: "pc-epn", Kind: portal.Computer, Seats: []string{"aidant", "aide"}, Hand: "aide"}
	for i, f := range []portal.File{
		{Name: "bail.heic", Format: "heic", Shows: "bail"},
		{Name: "bail.jpg", Format: "jpg", Shows: "bail", Flaw: portal.FlawCut},
		{Name: "rib.pdf", Shows: "rib"},
		{Name: "bon.pdf", Shows: "bail"},
	} {
		computer.Downloads = append(computer.Downloads, portal.Download{ID: i + 1, File: f})
	}
	w := open(t, askedSeed, map[string]any{"poste/pc-epn": computer})
	send := func(file string) *portaltest.Browser {
		b := login(w).See("Nous attendons : votre bail").Click("Transmettre ce document").Click("Commencer")
		return b.Post(b.URL.Path, form("fichier", file))
	}
	b := send("1").Status(422).See("HEIC")
	b.Post(b.URL.Path, form("fichier", "2")).Fill("Ce document est bien", "oui").Click("Valider et transmettre").See("DOC-")
	w.Wait(time.Hour + time.Minute)
	login(w).DontSee("Nous attendons")
	w.Wait(8 * day)
	w.MustSee(demarche.FactStage, "issue", "On ne peut pas le lire")
	send("3").Fill("Ce document est bien", "oui").Click("Valider et transmettre")
	w.Wait(8 * day)
	w.MustSee(demarche.FactStage, "issue", "Ce n’est pas le papier demandé")
	send("4").Fill("Ce document est bien", "oui").Click("Valider et transmettre")
	w.Wait(8 * day)
	w.MustSee(demarche.FactStage, "issue", "Accepté")
	login(w).DontSee("Nous attendons").Get(home+"/demandes").See("Transmission d’un document", "Traité")
}

func TestTheVoiceServer(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	site, _ := w.Network.At(caf.Host)
	memory := ""
	dial := func(key string) (says string) {
		w.Do(func(tx *sandbox.Tx) {
			answer := site.Lines[0].Answer(tx, portal.VoiceCall{Phone: "0639980111", Memory: memory, Key: key})
			memory = answer.Memory
			for _, s := range answer.Says {
				says += s + " "
			}
		})
		return says
	}
	require.Contains(t, dial(""), "sept chiffres")
	require.Contains(t, dial("12#"), "Je ne connais pas")
	require.Contains(t, dial("0042137#"), "huit chiffres")
	require.Empty(t, dial("tick"))
	require.Contains(t, dial("11111111#"), "Ce n’est pas ce code")
	require.Contains(t, dial("#"), "tapez 1")
	require.Contains(t, dial("9#"), "Je n’ai pas compris")
	require.Contains(t, dial("1#"), "Le SMS est parti")
	w.MustSee(portal.FactSMSArrived, "numero", "0639980111")
	require.Contains(t, dial("40719263#"), "Pour vos paiements")
	require.Contains(t, dial("1#"), "jeudi 5 novembre 2026")
	require.Contains(t, dial("2#"), "31 octobre 2026")
	require.Contains(t, dial("3#"), "684,00")
	require.Contains(t, dial("4#"), "quatre jours")
	require.Contains(t, dial("7#"), "Je n’ai pas compris")
	w.MustSee(caf.FactVoice, "objet", "dette")
	require.Contains(t, dial("0#"), "Au revoir")
	w.Wait(5 * day)
	w.MustSee(portal.FactLetterArrived, "objet", portal.Mark+" Attestation de paiement, septembre 2026")
	memory = "oubli:0042137"
	require.Contains(t, dial("2#"), "quatre jours")
}

func TestTheRSAEndsAfterFourMonthsOfSilence(t *testing.T) {
	w := open(t, `
- personne: nadia
  numero: "0042137"
  secret: Mesange-2024
  prestations: [rsa]
  declaration: M
`, nil)
	w.Wait(140 * day)
	w.MustSee(caf.FactStruck, "personne", "nadia")
	login(w).Get(home + "/courriers").See("Votre RSA prend fin")
}

func TestASeedSaysWhatIsWrong(t *testing.T) {
	for text, says := range map[string]string{
		"- {personne: zoé}":                                                       "n’est pas dans cette situation",
		"- {personne: nadia, prestations: [primes]}":                              "prestation inconnue",
		"- {personne: nadia, logement: {occupation: roi}}":                        "occupation inconnue",
		"- {personne: nadia, declaration: octobre}":                               "mois « octobre »",
		"- {personne: nadia, verse: {M-x: {prime: 1}}}":                           "mois « M-x »",
		"- {personne: nadia, declarations: [{mois: M3}]}":                         "",
		"- {personne: nadia, verite: {ressources: {nadia: {M-1: {or: 3}}}}}":      "ressource inconnue",
		"- {personne: nadia, dettes: [{prestation: prime, declaration: demain}]}": "mois « demain »",
		"- {personne: nadia, couleur: bleu}":                                      "couleur",
	} {
		_, _, err := seeds(t, caf.New(portaltest.Deps(t)), text)
		if says != "" {
			require.ErrorContains(t, err, says, text)
		}
	}
}

// TestADebtIsWorkedOut: no amount is given, the seed finds it.
func TestADebtIsWorkedOut(t *testing.T) {
	docs, _, err := seeds(t, caf.New(portaltest.Deps(t)), `
- personne: nadia
  numero: "0042137"
  secret: x
  prestations: [prime]
  declarations:
    - {mois: M-3, ressources: {nadia: {M-7: {salaire: 1000}, M-6: {salaire: 1000}, M-5: {salaire: 1000}}}}
  verite: {ressources: {nadia: {M-7: {salaire: 1443}, M-6: {salaire: 1443}, M-5: {salaire: 1443}}}}
  dettes: [{prestation: prime, declaration: M-3, notifiee: J-2, motif: Trop peu déclaré., sans_lettre: true}]
`)
	require.NoError(t, err)
	d, ok := docs["dette/caf/nadia/0001"].(demarche.Debt)
	require.True(t, ok)
	require.Positive(t, d.Amount)
	require.NotContains(t, docs, "courrier/nadia/caf-0001")
}
