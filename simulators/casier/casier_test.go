package casier_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/casier"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

const nothing = `registre: [{personne: henri}]`

func TestHenriAsksByHimselfAndOpensOnHisPhone(t *testing.T) {
	w := open(t, nothing)
	b := send(civil(w.On("pc-epn", "aide")), "En ligne")
	b.See("h•••@messagerie.example", "24 heures").DontSee("Me déconnecter")
	w.MustSee(casier.FactAsked, "personne", "henri", "via", "formulaire", "boite_de", "henri", "domaine", "messagerie.example", "mode", "internet")
	w.MustNotSee(casier.FactConfirmed)

	phone := w.On("tel-henri", "aide").Get(linkIn(w)).See("Confirmez votre demande").Click("Confirmer ma demande")
	phone.See("confirmée", "n’est pas une panne")
	w.MustSee(casier.FactConfirmed, "personne", "henri")
	require.Equal(t, 1, mails(w))
	w.Wait(59 * time.Minute)
	require.Equal(t, 1, mails(w))
	w.Wait(2 * time.Minute)
	require.Equal(t, 2, mails(w))
	w.MustSee(casier.FactReady, "personne", "henri")

	phone.Get(linkIn(w)).See("Votre réponse est prête", "Henri BOUVREUIL").Click("Ouvrir mon bulletin n° 3")
	require.Equal(t, casier.KindBulletin, phone.Answer.File.Kind)
	require.Equal(t, "henri", phone.Answer.File.Person)
	require.Equal(t, "%PDF", string(phone.Answer.Content[:4]))
	w.MustSee(casier.FactOpened, "personne", "henri", "par", "aide", "poste", "personnel")
	w.MustNotSee(casier.FactWarned)
}

func TestOnASharedScreenAWarningComesFirst(t *testing.T) {
	w := open(t, nothing)
	send(civil(w.On("pc-epn", "aidant")), "En ligne")
	b := w.On("pc-epn", "aidant").Get(linkIn(w)).Click("Confirmer ma demande")
	w.Wait(time.Hour + time.Second)
	link := linkIn(w)
	b.Get(link + "/bulletin").See("Qui est devant l’écran")
	w.MustNotSee(casier.FactOpened)
	b.Get(link).Click("Ouvrir mon bulletin n° 3").See("n’est pas celui de Henri BOUVREUIL", "laissez-lui la souris")
	w.MustSee(casier.FactWarned, "personne", "henri")
	b.Click("Pas maintenant").See("Demander un extrait")
	w.On("pc-epn", "aide").Get(link + "/ecran").Click("Je suis Henri BOUVREUIL")
	w.MustSee(casier.FactOpened, "par", "aide", "poste", "partage")
	w.MustNotSee(casier.FactOpened, "par", "aidant")
	b.Get(link + "/bulletin")
	w.MustSee(casier.FactOpened, "par", "aidant", "poste", "partage")
}

func TestAMentionGoesByRegisteredLetterAndNothingElseTellsIt(t *testing.T) {
	w := open(t, `registre: [{personne: henri, mention: true}]`)
	send(civil(w.On("pc-epn", "aide")), "En ligne")
	b := w.On("tel-henri", "aide").Get(linkIn(w)).Click("Confirmer ma demande")
	w.Wait(25 * time.Hour)
	require.Equal(t, 1, mails(w))
	w.MustNotSee(casier.FactReady)
	b.Get(home+"/suivi").Fill("Numéro de demande", "b3-0001").Fill("Date de naissance", "23 01 1968").Click("Voir où elle en est")
	b.See("n’est pas une panne").DontSee("mention", "recommand")
	w.Wait(6 * 24 * time.Hour)
	require.Empty(t, letters(w))
	w.Wait(24 * time.Hour)
	got := letters(w)
	require.Len(t, got, 1)
	assert.Contains(t, got[0].Object, "Recommandé")
	assert.NotContains(t, strings.Join(got[0].Body, " "), "mention")
	for _, step := range w.Box.Journal() {
		for _, e := range step.Events {
			for _, said := range e.Detail {
				assert.NotContains(t, said, "mention")
			}
		}
	}
}

func TestAnOrdinaryLetterTakesTwoWeeks(t *testing.T) {
	w := open(t, nothing)
	send(civil(w.On("pc-epn", "aide")), "Par courrier")
	w.On("tel-henri", "aide").Get(linkIn(w)).Click("Confirmer ma demande")
	w.Wait(13 * 24 * time.Hour)
	require.Empty(t, letters(w))
	w.Wait(25 * time.Hour)
	require.Len(t, letters(w), 1)
	require.Equal(t, 1, mails(w))
}

func TestWithoutTheClickTheRequestDoesNotExist(t *testing.T) {
	w := open(t, `confirmation: {apres: 40m, indesirable: true}`)
	send(civil(w.On("pc-epn", "aide")), "En ligne")
	require.Zero(t, mails(w))
	w.Wait(41 * time.Minute)
	require.Equal(t, 1, mails(w))
	w.MustSee(portal.FactMailArrived, "indesirable", "oui")
	b := w.On("pc-epn", "aide").Get(home+"/suivi").Fill("Numéro de demande", "B3-0001").Fill("Date de naissance", "23/01/1968").Click("Voir où elle en est")
	b.See("attend votre confirmation")
	w.Wait(24 * time.Hour)
	w.MustSee(casier.FactLapsed, "personne", "henri")
	b.Get(linkIn(w)).Status(http.StatusGone).See("n’existe plus")
	b.Get(home + "/suivi/resultat").See("s’est effacée")
	b.Click("Refaire ma demande").See("Qui demande")
}

func TestFranceConnectBringsTheCivilStatus(t *testing.T) {
	w := open(t, nothing)
	b := w.On("pc-epn", "aide").Get(home + "/demande").Click("S’identifier avec FranceConnect").Click("Henri")
	b.See("BOUVREUIL", "Henri, Marcel", "Fort-Canevas").Click("C’est bien moi, continuer").See("Vos coordonnées")
	send(b, "En ligne").See("Me déconnecter")
	w.MustSee(casier.FactAsked, "personne", "henri", "via", "franceconnect:impots")
	b.Click("Me déconnecter").See("session est fermée")
	w.MustSee(portal.FactSessionClosed, "site", casier.ID)

	b.Get(home+"/demande").Click("S’identifier avec FranceConnect").Click("Teresa").See("MARTINET", "PIE", "à l’étranger")
	w.MustSee(portal.FactSessionOther, "personne", "teresa")
	b.Click("Abandonner cette demande").See("session est fermée")
	b.Get(home + "/demande/coordonnees").See("Qui demande")
}

func TestWhoComesBackFromFranceConnectWithoutAnybodyIsTold(t *testing.T) {
	w := open(t, nothing)
	b := w.On("pc-epn", "aide")
	fc := func() *portaltest.Browser { return b.Get(home + "/demande").Click("S’identifier avec FranceConnect") }
	fc().Click("Renoncer").Status(http.StatusForbidden).See("interrompue")
	fc().Click("Inconnu").Status(http.StatusForbidden).See("n’est pas reconnu")
	b.Get(home + "/franceconnect/retour?code=x&state=y").Status(http.StatusBadRequest)
	w.Do(func(tx *sandbox.Tx) {
		portal.PutOutage(tx, portal.Outage{Host: portal.FranceConnectHost, For: time.Minute, Message: "En pause."})
	})
	fc().Status(http.StatusServiceUnavailable)
}

func TestBornAbroadAPieceIsAskedAndTheAnswerTakesFiveDays(t *testing.T) {
	w := open(t, nothing)
	b := w.On("pc-epn", "aide").Get(home + "/demande").Click("S’identifier avec FranceConnect").Click("Teresa").Click("C’est bien moi, continuer")
	b.See("Votre pièce d’identité", "Contrat de bail").DontSee("Titre de séjour")
	b.Click("Joindre cette pièce").Status(http.StatusUnprocessableEntity)
	b.Fill("Contrat de bail", "oui").Click("Joindre cette pièce").Status(http.StatusUnprocessableEntity).See("ne prouve pas l’identité")
	w.Do(func(tx *sandbox.Tx) {
		tx.Put("papier/teresa/sejour", portal.Paper{ID: "sejour", Title: "Titre de séjour", Shown: true})
	})
	b.Get(home+"/demande/piece").Fill("Titre de séjour", "oui").Click("Joindre cette pièce").See("Vos coordonnées")
	w.MustSee(casier.FactPiece, "personne", "teresa", "papier", "sejour")
	contact(b, box).Fill("En ligne", "oui").Click("Continuer").See("Titre de séjour", "21 juin 1985")
	b.Fill("Je demande", "oui").Click("Envoyer la demande")
	b.Get(linkIn(w)).Click("Confirmer ma demande").See("cinq jours")
	w.Wait(4 * 24 * time.Hour)
	w.MustNotSee(casier.FactReady)
	w.Wait(25 * time.Hour)
	w.MustSee(casier.FactReady, "personne", "teresa")
	b.Get(linkIn(w)).Click("Ouvrir mon bulletin n° 3").Click("Je suis Teresa PIE")
	require.NotNil(t, b.Answer.File)
}

func TestNoPaperOnTheTable(t *testing.T) {
	w := open(t, nothing)
	w.Do(func(tx *sandbox.Tx) { tx.Delete("papier/teresa/bail") })
	b := w.On("pc-epn", "aide").Get(home + "/demande").Click("S’identifier avec FranceConnect").Click("Teresa").Click("C’est bien moi, continuer")
	b.See("Aucun papier n’est posé").Click("Regarder à nouveau").See("Aucun papier")
}

func TestWhatIsTypedBadlyGetsASentence(t *testing.T) {
	w := open(t, nothing)
	b := w.On("pc-epn", "aide").Get(home + "/demande").Click("Continuer sans FranceConnect").Status(http.StatusUnprocessableEntity).See("Dites pour qui")
	b.Fill("Pour mon enfant", "oui").Click("Continuer sans FranceConnect").See("livret de famille").Click("Revenir au choix")
	b.Fill("Pour moi", "oui").Click("Continuer sans FranceConnect").Click("Continuer").Status(http.StatusUnprocessableEntity)
	b.See("Écrivez votre nom de naissance", "jour, mois, année", "Dites où vous êtes né")
	b.Fill("Nom de naissance", "Bouvreuil").Fill("Prénoms", "Henri").Fill("Masculin", "oui").Fill("Date de naissance", "23/01/1968")
	b.Fill("En France métropolitaine", "oui").Fill("Commune de naissance", "Saint-Exemple").Click("Continuer").Status(http.StatusUnprocessableEntity).See("n’est pas reconnu", "lieu de naissance")
	w.MustSee(casier.FactUnknown)
	b.Get(home + "/demande/recapitulatif").See("Votre état civil")

	civil(b)
	contact(b, "henri").Status(http.StatusUnprocessableEntity).See("adresse électronique complète")
	contact(b, "henri@gmail"+".com").Status(http.StatusUnprocessableEntity)
	w.MustSee(portal.FactRealRefused)
	contact(b, strings.Repeat("a", 250)+"@messagerie.example").Status(http.StatusUnprocessableEntity).See("trop longue")
	b.Fill("Votre adresse électronique", box).Fill("La même", "autre@messagerie.example").Fill("Code postal", "9").Click("Continuer")
	b.Status(http.StatusUnprocessableEntity).See("sont différentes", "5 chiffres")
	contact(b, "rh@stade.example").Click("Continuer").Status(http.StatusUnprocessableEntity).See("Choisissez comment")
	b.Fill("En ligne", "oui").Click("Continuer").Click("Envoyer la demande").Status(http.StatusUnprocessableEntity).See("Cochez cette case")
	b.Fill("Je demande", "oui").Click("Envoyer la demande")
	w.MustSee(casier.FactAsked, "boite_de", "", "domaine", "stade.example")
	w.MustSee(portal.FactMailLost)
}

func TestLinksThatLeadNowhere(t *testing.T) {
	w := open(t, nothing)
	b := w.On("pc-epn", "aide")
	for _, path := range []string{"/confirmer/B3-0001/x", "/confirmee/B3-0001", "/retrait/B3-0001/x", "/retrait/B3-0001/x/ecran", "/retrait/B3-0001/x/bulletin"} {
		b.Get(home + path).Status(http.StatusNotFound).See("aucune demande")
	}
	b.Post(home+"/confirmer/B3-0001/x", nil).Status(http.StatusNotFound)
	b.Post(home+"/retrait/B3-0001/x", nil).Status(http.StatusNotFound)
	b.Post(home+"/retrait/B3-0001/x/ecran", nil).Status(http.StatusNotFound)
	b.Get(home + "/demande/en-attente").See("Demander un extrait")
	b.Get(home + "/suivi/resultat").See("Suivre ma demande")
	b.Get(home + "/authenticite/resultat").See("Vérifier un bulletin")
	b.Get(home + "/demande/piece").See("Qui demande")
	b.Get(home+"/suivi").Fill("Numéro de demande", "B3-0009").Fill("Date de naissance", "23/01/1968").Click("Voir où").Status(http.StatusUnprocessableEntity).See("Aucune demande")
	b.Click("Voir où").Status(http.StatusUnprocessableEntity)
	send(civil(b), "En ligne")
	link := linkIn(w)
	b.Get(link).Click("Confirmer ma demande")
	b.Post(link, nil).See("enregistrée")
	b.Get(link).See("enregistrée")
	b.Get(home + "/demande/piece").See("Qui demande")
	w.Wait(2 * time.Hour)
	link = linkIn(w)
	b.Get(home+"/suivi").Fill("Numéro de demande", "B3-0001").Fill("Date de naissance", "23/01/1968").Click("Voir où").See("arrivée dans votre messagerie")
	w.Wait(61 * 24 * time.Hour)
	b.Get(link).Status(http.StatusGone).See("deux mois")
}

func TestWhoReceivesABulletinChecksItWithoutKeepingIt(t *testing.T) {
	w := open(t, nothing)
	send(civil(w.On("pc-epn", "aide")), "En ligne")
	b := w.On("tel-henri", "aide").Get(linkIn(w)).Click("Confirmer ma demande")
	w.Wait(time.Hour + time.Second)
	b.Get(linkIn(w)).Click("Ouvrir mon bulletin")
	number, key := b.Answer.File.Params["numero"], b.Answer.File.Params["cle"]
	verify := func(number, key string) *portaltest.Browser {
		return w.On("pc-epn", "aidant").Get(home+"/").Click("Vérifier un bulletin").Fill("Numéro du bulletin", number).Fill("Clé", key).Click("Vérifier")
	}
	verify(strings.ToLower(number), key[:5]+" "+key[5:]).See("est authentique", "Henri BOUVREUIL")
	verify(number, "ZZZZZZZZZZ").See("n’est pas reconnu")
	verify("", "").Status(http.StatusUnprocessableEntity)
	w.MustSee(casier.FactChecked, "resultat", "authentique")
	w.MustSee(casier.FactChecked, "resultat", "inconnu")
}

func TestThePayingSiteKeepsNothingAndSaysWhatItWas(t *testing.T) {
	w := open(t, nothing)
	b := w.On("pc-epn", "aidant").Get("https://" + casier.PaidHost + "/commande").See("34,90")
	b.Click("Payer 34,90 €").Status(http.StatusUnprocessableEntity).See("remplissez")
	b.Fill("Numéro de carte", "9999 0000 0000 0004").Fill("Trois chiffres", "123").Click("Payer 34,90 €").See("Ce qui vient de se passer", "avec un tiret")
	w.MustSee(casier.FactTrap, "hote", casier.PaidHost, "geste", "PAID_SITE", "nature", "carte")
	w.Read(func(tx *sandbox.Tx) {
		for _, key := range tx.Keys("") {
			raw, _ := tx.Raw(key)
			assert.NotContains(t, string(raw), "9999 0000")
		}
	})
}

func TestSeedRefusesWhatItDoesNotKnow(t *testing.T) {
	site := casier.New(portaltest.Deps(t))[0]
	for _, text := range []string{"registre: [{personne: paul}]", "confirmation: {apres: 25h}", "mentions: oui"} {
		_, err := site.Seed(portal.SeedInput{Decode: strict(text), People: people(), T0: portaltest.T0})
		require.Error(t, err, text)
	}
}

func TestPagesOfHelpAreThere(t *testing.T) {
	w := open(t, nothing)
	w.On("pc-epn", "aide").Get(home+"/").Click("Comprendre le bulletin n° 3").See("suspension de permis n’y figure pas", "néant")
}
