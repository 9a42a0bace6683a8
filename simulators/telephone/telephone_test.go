package telephone_test

import (
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
	"demarcheablanc/simulators/telephone"
)

const (
	own      = "0639980105"
	karim    = "0639980155"
	smsHome  = "https://" + telephone.SMSHost + "/"
	callHome = "https://" + telephone.CallHost + "/"
)

const seedText = `
- numero: 06 39 98 01 05
  personne: samia
  contacts: [{nom: Karim, numero: 06 39 98 01 55}]
  sms:
    - {de: 06 39 98 01 55, texte: "Alors, tu as ton papier ?", recu: "J-1 18:00"}
    - {de: La Poste, texte: "Activez sur https://identite.laposte.example/a/1. Merci, aide@laposte.example", recu: "J-21 10:30"}
    - {de: 06 39 98 01 55, texte: "Pas encore", recu: "J-1 18:05", envoye: true}
    - {de: Colis, texte: "Payez 1,95 € : colis-laposte.test/p", recu: "-1h", lu: true}
  journal:
    - {de: 06 39 98 01 55, le: "J-1 12:00", etat: repondu}
    - {de: 01 99 00 00 10, le: "J 09:00"}
- {numero: 06 39 98 01 55, nom: Karim LORIOT, repond: ["Allô ?", "Prends mon accès."]}
- {numero: 01 99 00 00 10, nom: CPAM des Tilleuls}
`

// menu is a voice server: 1 asks for a number, 2 puts in a queue, 3 hangs up.
func menu(_ *sandbox.Tx, call portal.VoiceCall) portal.VoiceAnswer {
	switch call.Memory + call.Key {
	case "":
		return portal.VoiceAnswer{Says: []string{"Tapez 1, 2 ou 3."}, Memory: "menu:"}
	case "menu:1#":
		return portal.VoiceAnswer{Says: []string{"Votre numéro ?"}, Memory: "nir:"}
	case "nir:2900500014905#":
		return portal.VoiceAnswer{Says: []string{"C’est noté."}, Memory: "menu:"}
	case "menu:2#":
		return portal.VoiceAnswer{Says: []string{"Patientez."}, Memory: "file:", Wait: 480}
	case "file:tick":
		return portal.VoiceAnswer{Says: []string{"Un conseiller vous écoute."}, Memory: "menu:"}
	case "menu:3#":
		return portal.VoiceAnswer{Says: []string{"Au revoir."}, End: true}
	}
	return portal.VoiceAnswer{Says: []string{"Je n’ai pas compris."}, Memory: call.Memory}
}

func seeded(t *testing.T, text string) (map[string]any, error) {
	t.Helper()
	return telephone.New(portal.Deps{Network: &portal.Network{}})[1].Seed(portal.SeedInput{
		T0:     portaltest.T0,
		Decode: func(into any) error { return yaml.UnmarshalWithOptions([]byte(text), into, yaml.Strict()) },
	})
}

func open(t *testing.T) *portaltest.World {
	t.Helper()
	docs, err := seeded(t, seedText)
	require.NoError(t, err)
	docs["poste/tel-epn"] = portal.Device{ID: "tel-epn", Kind: portal.Phone, Number: "06 39 98 00 01", Seats: []string{"aidant"}, Hand: "aidant"}
	docs["personne/henri"] = portal.Person{ID: "henri", BirthName: "BOUVREUIL", Mobile: "06 39 98 01 06"}
	deps := portaltest.Deps(t)
	line := &portal.Site{
		ID: "ligne", Host: "identite.laposte.example", Name: "Ligne", Lines: []portal.VoiceLine{{Number: "3646", Name: "Assurance maladie", Answer: menu}},
		Routes: []portal.Route{{Pattern: "GET /", Handler: func(v *portal.Visit) error { return v.Stop(200, "Page", "Vous y êtes.", "", "") }}},
	}
	return portaltest.Open(t, deps.Network, docs, append(telephone.New(deps), line)...)
}

func samia(w *portaltest.World, address string) *portaltest.Browser {
	return w.On("tel-samia", "aide").Get(address)
}

func badges(w *portaltest.World) (b telephone.Badges) {
	w.Read(func(tx *sandbox.Tx) { b = telephone.BadgesOf(tx, own) })
	return b
}

func TestConversations(t *testing.T) {
	w := open(t)
	assert.Equal(t, 2, badges(w).UnreadSMS)
	b := samia(w, smsHome).See("Karim 1 non lu", "Vous : Pas encore", "La Poste 1 non lu", "15 h 25")
	b.Get(smsHome+"conversation?de=0639980155").See("EXERCICE", "Alors, tu as ton papier ?", "Pas encore", "18 h 05")
	w.MustSee(telephone.FactThread, "de", karim)
	assert.Equal(t, 1, badges(w).UnreadSMS)
	b.Click("Envoyer").Status(422).See("Écrivez votre message")
	b.Fill("Votre message", "Mon vrai numéro : 06 12 34 56 78").Click("Envoyer").Status(422).See("vrai numéro").DontSee("06 12")
	b.Fill("Votre message", strings.Repeat("a", 613)).Click("Envoyer").Status(422).See("612 caractères")
	b.Fill("Votre message", "On essaie").Click("Envoyer").Status(200).See("Aujourd’hui", "On essaie")
	w.MustSee(telephone.FactSent, "a", karim)
	b.Get(smsHome + "conversation?de=personne").Status(404)
}

func TestLinksOfMessages(t *testing.T) {
	w := open(t)
	b := samia(w, smsHome+"conversation?de=La+Poste").Click("https://identite.laposte.example/a/1").See("Vous y êtes.")
	w.MustSee(telephone.FactLink, "hote", "identite.laposte.example", "de", "La Poste")
	b.Get(smsHome + "lien?m=0002&n=1").Status(404)
	b.Get(smsHome + "lien?m=0099&n=0").Status(404)
}

func TestMessagesBetweenTwoPhones(t *testing.T) {
	w := open(t)
	b := w.On("tel-epn", "aidant").Get(smsHome).See("Aucun message").Click("Nouveau message")
	b.Fill("Numéro", "06 12 34 56 78").Fill("Votre message", "Bonjour").Click("Envoyer").Status(422).See("Val-d’Exemple").DontSee("06 12")
	b.Fill("Numéro", "+33 6 39 98 01 05").Fill("Votre message", "Bonjour").Click("Envoyer").Status(200).See("06 39 98 01 05", "Bonjour")
	samia(w, smsHome).See("06 39 98 00 01 1 non lu", "Bonjour")
}

func TestAComputerHasNoLine(t *testing.T) {
	w := open(t)
	w.On("pc-epn", "aidant").Get(smsHome).Status(404).See("application du téléphone")
	w.On("pc-epn", "aidant").Get(callHome).Status(404).See("application du téléphone")
}

func TestACallIsAnsweredLineByLine(t *testing.T) {
	w := open(t)
	w.Do(func(tx *sandbox.Tx) {
		portal.Ring(tx, portal.Call{Number: own, From: karim, Says: []string{"C’est moi.", "Prends mon mot de passe."}})
	})
	require.NotNil(t, badges(w).Ringing)
	b := samia(w, callHome).See("Appel entrant", "Karim", "06 39 98 01 55").Click("Répondre").See("C’est moi.").DontSee("Prends")
	w.MustSee(telephone.FactAnswered, "de", karim)
	assert.True(t, badges(w).InCall)
	b.Click("Écouter la suite").See("Prends mon mot de passe.").DontSee("Écouter la suite")
	w.Wait(time.Minute)
	b.Click("Raccrocher").See("Numéro à appeler")
	w.MustSee(telephone.FactEnded, "numero", karim, "duree", "60")
	b.Click("Appels récents 1 manqué").See("Appel pris", "Prends mon mot de passe.")
}

func TestACallRingsFortyFiveSeconds(t *testing.T) {
	w := open(t)
	ring := func() {
		w.Do(func(tx *sandbox.Tx) { portal.Ring(tx, portal.Call{Number: own, From: karim}) })
	}
	ring()
	b := samia(w, callHome).See("Appel entrant")
	w.Wait(44 * time.Second)
	b.Get(callHome).See("Appel entrant")
	w.Wait(time.Second)
	b.Get(callHome).See("Appels récents 2 manqués")
	assert.Equal(t, 2, badges(w).Missed)
	b.Click("Appels récents 2 manqués").See("Appel manqué", "Karim")
	assert.Zero(t, badges(w).Missed)
	ring()
	b = samia(w, callHome).See("Appel entrant")
	w.Wait(time.Minute)
	b.Click("Répondre").See("Numéro à appeler")
	w.MustNotSee(telephone.FactAnswered)
	ring()
	samia(w, callHome).Click("Refuser").See("Numéro à appeler")
	w.MustSee(telephone.FactRefused, "de", karim)
}

func TestTheVoiceServer(t *testing.T) {
	w := open(t)
	b := samia(w, callHome).Fill("Numéro à appeler", "36 46").Click("Appeler").See("Assurance maladie", "Tapez 1, 2 ou 3.")
	w.MustSee(telephone.FactDialed, "numero", "3646", "poste_numero", own)
	b.Click("1").See("Touche 1", "Votre numéro ?")
	w.MustSee(telephone.FactKey, "numero", "3646", "touche", "1")
	b.Click("Taper ce numéro").Status(422).See("Écrivez les chiffres")
	b.Fill("Un numéro long", "2 69 05 49 588 157 80").Click("Taper ce numéro").Status(422).See("vrai numéro de sécurité sociale")
	b.Fill("Un numéro long", strings.Repeat("9", 21)).Click("Taper ce numéro").Status(422).See("20 chiffres au plus")
	b.Fill("Un numéro long", "2 90 05 00 014 905").Click("Taper ce numéro").Status(200).See("13 chiffres", "C’est noté.").DontSee("2900500014905", "014 905")
	w.MustSee(telephone.FactKey, "longueur", "13")
	w.MustNotSee(telephone.FactKey, "touche", "2900500014905")
	b.Click("9").See("Je n’ai pas compris.").Click("3").See("Au revoir.", "La communication est coupée.").DontSee("Un numéro long")
	b.Click("Raccrocher").Click("Appels récents 1 manqué").See("Assurance maladie", "Appel passé", "Relire l’appel", "C’est noté.").DontSee("014 905")
}

func TestAQueueMovesTheWorld(t *testing.T) {
	w := open(t)
	b := samia(w, callHome).Fill("Numéro à appeler", "3646").Click("Appeler").Click("2").See("Patientez.", "encore 8 min").DontSee("Un numéro long")
	b.Click("Attendre").See("Un conseiller vous écoute.")
	w.Read(func(tx *sandbox.Tx) { assert.False(t, tx.Now().Before(portaltest.T0.Add(8*time.Minute))) })

	b.Click("2").See("encore 8 min")
	w.Wait(5 * time.Minute)
	b.Get(callHome).See("encore 3 min")
	w.Wait(3 * time.Minute)
	b.Get(callHome).See("Un conseiller vous écoute.").DontSee("Vous patientez")

	b.Click("2").Click("Raccrocher")
	w.Wait(10 * time.Minute)
	b.Get(callHome).See("Numéro à appeler")
}

func TestWhomOneMayCall(t *testing.T) {
	for number, want := range map[string]string{
		"0639980155":        "Allô ?",
		"01 99 00 00 10":    "ne répond pas",
		"+33 6 39 98 01 06": "ne répond pas",
		"0639980199":        "Ce numéro n’est pas attribué.",
		own:                 "le numéro de ce téléphone",
	} {
		w := open(t)
		samia(w, callHome).Fill("Numéro à appeler", number).Click("Appeler").Status(200).See(want).Click("Raccrocher")
		w.MustSee(telephone.FactEnded)
	}
	w := open(t)
	for number, want := range map[string]string{
		"":               "Composez d’abord",
		"15":             "prenez un vrai téléphone",
		"112":            "prenez un vrai téléphone",
		"06 12 34 56 78": "n’appelle que dans Val-d’Exemple",
		"3949":           "n’appelle que dans Val-d’Exemple",
	} {
		samia(w, callHome).Fill("Numéro à appeler", number).Click("Appeler").Status(422).See(want).DontSee("06 12")
	}
	w.MustNotSee(telephone.FactDialed)
}

func TestTheKeypadComposes(t *testing.T) {
	w := open(t)
	b := samia(w, callHome)
	for _, key := range []string{"3", "6", "4", "4", "Effacer un chiffre", "6"} {
		b.Click(key).Status(200)
	}
	b.Click("Appeler").See("Tapez 1, 2 ou 3.")
}

func TestCallsBetweenTwoPhones(t *testing.T) {
	w := open(t)
	aidant := w.On("tel-epn", "aidant").Get(callHome).Fill("Numéro à appeler", own).Click("Appeler").See("Ça sonne")
	aidee := samia(w, callHome).See("Appel entrant").Click("Répondre").See("parlez-vous de vive voix")
	aidant.Get(callHome).See("parlez-vous de vive voix").Click("Raccrocher")
	aidee.Click("Raccrocher")
	aidant.Fill("Numéro à appeler", own).Click("Appeler")
	samia(w, callHome).Click("Refuser")
	aidant.Get(callHome).See("a refusé l’appel").Click("Raccrocher").Fill("Numéro à appeler", own).Click("Appeler")
	aidant.Click("Raccrocher")
	assert.Nil(t, badges(w).Ringing)
	aidant.Fill("Numéro à appeler", own).Click("Appeler")
	w.Wait(time.Minute)
	aidant.Get(callHome).See("Personne n’a décroché.")
}

func TestSeedSaysWhatIsExpected(t *testing.T) {
	for text, want := range map[string]string{
		`[{numero: "0612"}]`:                                 "06 39 98 01 05",
		`[{numero: "0639980105", sms: [{recu: hier}]}]`:      "J-6 10:12",
		`[{numero: "0639980105", journal: [{le: hier}]}]`:    "J-6 10:12",
		`[{numero: "0639980105", journal: [{etat: rompu}]}]`: "manque, repondu",
		`[{numero: "0639980105", message: [{etat: rompu}]}]`: "message",
	} {
		_, err := seeded(t, text)
		require.ErrorContains(t, err, want, text)
	}
}

func TestANamedCorrespondentIsTheContact(t *testing.T) {
	w := open(t)
	w.Do(func(tx *sandbox.Tx) {
		portal.SendSMS(tx, portal.SMS{Number: own, From: "Karim", Text: "[EXERCICE] C’est Karim"})
		portal.Ring(tx, portal.Call{Number: own, From: "Karim"})
	})
	samia(w, smsHome).See("Karim 2 non lus", "C’est Karim").DontSee("[EXERCICE]")
	samia(w, smsHome+"conversation?de=Karim").See("Alors, tu as ton papier ?", "C’est Karim")
	samia(w, callHome).See("Appel entrant", "Karim", "06 39 98 01 55")
	assert.Zero(t, func() int { samia(w, smsHome+"conversation?de=La+Poste"); return badges(w).UnreadSMS }())
}

func TestApplicationsShowWhatWaits(t *testing.T) {
	w := open(t)
	w.Read(func(tx *sandbox.Tx) {
		phone, _ := portal.DeviceOf(tx, "tel-samia")
		for host, want := range map[string]int{telephone.SMSHost: 2, telephone.CallHost: 1} {
			site, ok := w.Network.At(host)
			require.True(t, ok)
			assert.Equal(t, want, site.Badge(tx, phone), host)
			assert.Zero(t, site.Badge(tx, portal.Device{ID: "pc-epn"}), host)
		}
	})
}
