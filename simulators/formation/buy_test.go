package formation_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/formation"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

func TestTeresaReadsComparesAndDecidesLater(t *testing.T) {
	w := open(t, teresaSeed)
	b := consult(w.On("pc-epn", "aide"), "teresa").See("attend votre décision", "n’expirent pas", "dimanche 18 octobre 2026 à 16 h 25")
	b.Click("Lire la proposition").See("Form’Exemple", "dans 3 jours", "1 580 €", "100 €", "Proposition à étudier")
	w.MustSee(formation.FactRead, "personne", "teresa", "organisme", "form-exemple")
	b.Click("Form’Exemple").See("contact@form-exemple.example", "lettre à lettre")
	w.MustSee(formation.FactOrganism, "organisme", "form-exemple")
	b.Get(home + "/dossiers/F-0001").Click("Y réfléchir").See("choisi d’y réfléchir").DontSee("Y réfléchir, décider plus tard")
	b.Click("Demander un délai par écrit").See("demandé un délai par écrit")
	w.MustSee(formation.FactLater, "personne", "teresa")
	w.MustSee(formation.FactDelay, "personne", "teresa", "organisme", "form-exemple")
	w.Wait(20 * time.Hour)
	w.MustSee(portal.FactMailArrived, "de", "Form’Exemple")
	w.Wait(2*day + 4*time.Hour - time.Second)
	b = consult(w.On("pc-epn", "aide"), "teresa").See("attend votre décision")
	w.Wait(time.Second)
	b.Get(home+"/dossiers/F-0001").See("Proposition expirée", "droits sont intacts")
	b.Post(home+"/dossiers/F-0001/accepter", nil).Status(http.StatusConflict)
	w.MustNotSee(formation.FactAccepted)
}

func TestOnlyFranceConnectPlusBuys(t *testing.T) {
	w := open(t, teresaSeed)
	b := login(w.On("pc-epn", "aide"), "Violette-41")
	b.Get(home+"/dossiers/F-0001").Click("Accepter et acheter").See("FranceConnect+", "rendez-vous à La Poste", "n’expirent pas").DontSee("sous mandat")
	w.MustSee(formation.FactLevel, "personne", "teresa", "niveau", "local")
	b.Click("Revenir au dossier").Click("Me déconnecter")
	b = consult(b, "teresa").Get(home + "/dossiers/F-0001").Click("Accepter et acheter").See("plus fortement")
	w.MustSee(formation.FactLevel, "niveau", "fc")
	b.Get(home + "/dossiers/F-0001/engagement").See("plus fortement")
	b.Post(home+"/dossiers/F-0001/engagement", map[string][]string{"relu": {"oui"}}).See("plus fortement")
	w.MustNotSee(formation.FactAccepted)

	prove(b, "teresa").See("Relisez avant d’acheter", "196 heures", "Carte bancaire, pour 100 €")
	b.Click("Acheter cette formation").Status(http.StatusUnprocessableEntity).See("Cochez cette case", "seize chiffres")
	w.MustSee(formation.FactCardRefused)
	b.Fill("Carte bancaire", "9999 0000 0000 0004").Fill("J’ai relu", "oui").Click("Acheter cette formation")
	b.See("rétractation possible", "mercredi 4 novembre 2026 à 23 h 59")
	w.MustSee(formation.FactAccepted, "personne", "teresa", "organisme", "form-exemple", "via", "franceconnect:laposte")
	b.Click("Mes droits").See("160 €", "1 480 €")
	b.Get(home + "/dossiers/F-0001/engagement").Status(http.StatusConflict)
	b.Get(home + "/compte").See("FranceConnect+").Click("Me déconnecter").See("session est fermée")
	w.Read(func(tx *sandbox.Tx) {
		for _, key := range tx.Keys("") {
			raw, _ := tx.Raw(key)
			assert.NotContains(t, string(raw), "9999 0000 0000")
		}
	})
}

func TestAMandateReadsAndDoesNotBuy(t *testing.T) {
	w := open(t, `
- personne: samia
  droits: 200000
  demandeur_emploi: true
  dossiers: [{formation: bureautique, session: automne, etat: proposition}]
`)
	act := func() *portaltest.Browser {
		return w.On("pc-epn", "aidant").Get(home + "/connexion").Click("S’identifier avec FranceConnect").Click("Utiliser Aidants Connect").Click("Agir pour Samia")
	}
	act().See("ne couvre pas ce service") // Camille's theme is « social »
	site, _ := w.Network.At(formation.Host)
	site.Client.Themes = []string{"social"}
	b := act()
	b.Click("Continuer sur Mon Compte Formation").See("Bonjour Samia", "Vous agissez pour", "Camille GRIVE")
	b.Click("Lire la proposition").Click("Accepter et acheter").See("sous mandat Aidants Connect", "pas d’acheter")
	w.MustSee(formation.FactLevel, "personne", "samia", "niveau", "mandat", "acteur", "Camille GRIVE")
	b.Get(home + "/activite").See("par Camille GRIVE sous mandat")
	b.Get(home + "/dossiers/F-0001/identite").Click("S’identifier avec FranceConnect+").DontSee("Utiliser Aidants Connect")
}

func TestChangingOnesMindForFourteenWorkingDays(t *testing.T) {
	buy := func(t *testing.T) (*portaltest.World, *portaltest.Browser) {
		w := open(t, teresaSeed)
		b := w.On("tel-teresa", "aide").Get(home + "/connexion")
		prove(b, "teresa").Get(home+"/dossiers/F-0001").Click("Accepter et acheter").Fill("J’ai relu", "oui").Fill("Carte bancaire", "9999000000000004").Click("Acheter cette formation")
		return w, b
	}
	w, b := buy(t)
	b.Click("Changer d’avis").See("100 € reversés").Click("Annuler l’achat").See("Rétractation faite", "droits sont intacts")
	w.MustSee(formation.FactWithdrawn, "personne", "teresa")
	b.Get(home + "/droits").See("1 640 €")
	b.Post(home+"/dossiers/F-0001/retractation", nil).Status(http.StatusGone)
	require.Equal(t, 2, mails(w))

	w, b = buy(t)
	w.Wait(22 * day) // 6 November: the fourteenth working day was the 4th
	consult(b, "teresa").Get(home+"/dossiers/F-0001").See("entrée à venir", "lundi 23 novembre 2026")
	b.Get(home + "/dossiers/F-0001/retractation").Status(http.StatusGone).See("quatorze jours")
	w.Wait(20 * day)
	consult(b, "teresa").Get(home+"/dossiers/F-0001").See("Formation en cours", "a commencé")
	w.Wait(90 * day)
	consult(b, "teresa").Get(home + "/dossiers/F-0001").See("s’est terminée")
}

func TestAPurchaseMadeUnknownToHerIsUndone(t *testing.T) {
	w := open(t, `
- personne: teresa
  droits: 164000
  dossiers: [{formation: aide-express, session: permanente, etat: acceptee, le: -72h, a_son_insu: true}]
`)
	b := consult(w.On("tel-teresa", "aide"), "teresa").See("0 €").Click("Devenir aide à domicile en trois jours")
	b.See("depuis un appareil que nous ne connaissons pas").Click("Changer d’avis").Click("Annuler l’achat")
	w.MustSee(formation.FactWithdrawn, "organisme", "compet-plus")
	b.Get(home + "/compte").See("1 640 €")
}

func TestARequestIsAnsweredAndExpires(t *testing.T) {
	w := open(t, teresaSeed)
	b := w.On("tel-teresa", "aide").Get(home+"/").Fill("Un métier", "aide domicile").Click("Chercher").See("3 formations", "L’ordre ne se paie pas")
	b.Click("Assistance de vie, cours du soir").See("Me connecter pour faire une demande")
	consult(b, "teresa").Get(home+"/formations/bureautique").See("1 640 €", "100 €").Click("Envoyer une demande").See("Demande envoyée", "Rien n’est acheté")
	w.MustSee(formation.FactAsked, "personne", "teresa", "organisme", "greta-exemple", "formation", "bureautique")
	b.Get(home + "/formations/bureautique").Click("Envoyer une demande").See("Dossier F-0002")
	w.Wait(2*day + time.Second)
	w.MustSee(formation.FactProposed, "organisme", "greta-exemple")
	require.Equal(t, 1, mails(w))
	consult(b, "teresa").Get(home + "/dossiers/F-0002").Click("Refuser la proposition").See("Proposition refusée")
	w.MustSee(formation.FactRefused, "organisme", "greta-exemple")
	b.Post(home+"/dossiers/F-0002/decision", map[string][]string{"choix": {"attendre"}}).Status(http.StatusConflict)

	b.Get(home + "/formations/auxiliaire-soir").Click("Envoyer une demande")
	w.Wait(29 * day)
	w.MustNotSee(formation.FactProposed, "personne", "teresa", "organisme", "rien")
	require.Equal(t, 1, mails(w))
	w.Wait(day)
	require.Equal(t, 2, mails(w))
	w.Wait(4 * day)
	require.Equal(t, 3, mails(w))
	w.MustSee(formation.FactExpired, "organisme", "greta-exemple")
	consult(b, "teresa").Get(home+"/dossiers").See("Proposition expirée", "Proposition refusée")
}

func TestACancelledRequestIsNotAnswered(t *testing.T) {
	w := open(t, teresaSeed)
	b := consult(w.On("tel-teresa", "aide"), "teresa").Get(home + "/formations/permis").Click("Envoyer une demande").Click("Annuler cette demande").See("Demande annulée")
	w.Wait(3 * day)
	w.MustNotSee(formation.FactProposed)
	consult(b, "teresa").Get(home + "/formations/permis").See("Envoyer une demande")
	w.Wait(60 * day)
	consult(b, "teresa").Get(home + "/formations/permis").See("Aucune session ouverte")
	b.Post(home+"/formations/permis/automne", nil).Status(http.StatusGone).See("plus ouverte")
	b.Post(home+"/formations/permis/jamais", nil).Status(http.StatusGone)
	b.Post(home+"/formations/rien/automne", nil).Status(http.StatusNotFound)
}

func TestAddressesThatLeadNowhere(t *testing.T) {
	w := open(t, teresaSeed)
	b := w.On("pc-epn", "aide")
	b.Get(home + "/formations/rien").Status(http.StatusNotFound)
	b.Get(home + "/organismes/rien").Status(http.StatusNotFound)
	b.Get(home + "/formations?q=zzz").See("Aucune formation ne répond")
	b.Get(home + "/signaler/recu").See("Signaler un démarchage")
	b.Get(home + "/dossiers/F-0001").See("Me connecter")
	consult(b, "henri")
	for _, rest := range []string{"", "/identite", "/engagement", "/retractation"} {
		b.Get(home + "/dossiers/F-0001" + rest).Status(http.StatusNotFound).See("pas dans votre compte")
	}
	for _, rest := range []string{"/accepter", "/engagement", "/decision", "/retractation"} {
		b.Post(home+"/dossiers/F-0001"+rest, nil).Status(http.StatusNotFound)
	}
}

func TestADemarchageIsReportedWithoutAskingForWhatWasGiven(t *testing.T) {
	w := open(t, teresaSeed)
	b := w.On("tel-teresa", "aide").Get(home+"/").Click("Reconnaître un démarchage").See("33700", "n’expirent pas").Click("signalez")
	b.Click("Envoyer le signalement").Status(http.StatusUnprocessableEntity).See("Dites ce qui", "Dites quand")
	b.Fill("Un courriel pressant", "oui").Fill("Quand ?", "hier").Fill("Mon numéro de sécurité sociale", "oui").Click("Envoyer le signalement")
	b.See("S-0001", "ne se change pas", "0 805 805 817").DontSee("faites opposition")
	w.MustSee(formation.FactReported, "nature", "courriel", "donne", "nir")
	b.Get(home+"/signaler").Fill("Un SMS", "oui").Fill("Quand ?", "ce matin").Fill("Un mot de passe", "oui").Fill("Un code", "oui").Fill("Un numéro de carte", "oui").Click("Envoyer le signalement")
	b.See("opposition", "quelqu’un a pu en choisir un autre")
	w.MustSee(formation.FactReported, "nature", "sms", "donne", "motdepasse code carte")
}

func TestTheLookAlikeIsWitnessedAndKeepsNothing(t *testing.T) {
	w := open(t, teresaSeed)
	bait := "https://" + formation.LookAlikeHost
	b := w.On("tel-teresa", "aide").Get(bait + "/valide").See("expirent ce soir")
	b.Click("Réserver mes droits").Status(http.StatusUnprocessableEntity).See("au moins votre numéro")
	b.Fill("Numéro", number).Fill("Mot de passe", "Violette-41").Fill("Code reçu", "123456").Click("Réserver mes droits").See("avec un tiret", "Cela arrive à tout le monde")
	w.MustSee(formation.FactTrap, "hote", formation.LookAlikeHost, "nature", "nir motdepasse code", "geste", "PHISH_FOLLOWED")
	w.MustSee(portal.FactSecretTyped, "site", "formation-sosie", "verdict", string(portal.SecretOther))
}

func TestSeedRefusesWhatItDoesNotKnow(t *testing.T) {
	site := formation.New(portaltest.Deps(t))[0]
	for _, text := range []string{
		"- {personne: paul}",
		"- {personne: teresa, dossiers: [{formation: rien, session: x, etat: proposition}]}",
		"- {personne: teresa, dossiers: [{formation: permis, session: x, etat: proposition}]}",
		"- {personne: teresa, dossiers: [{formation: permis, session: automne, etat: demandee}]}",
		"- {personne: teresa, solde: 3}",
	} {
		_, err := site.Seed(portal.SeedInput{Decode: strict(text), People: people(), T0: portaltest.T0})
		require.Error(t, err, text)
	}
	docs, err := site.Seed(portal.SeedInput{Decode: strict(`
- {personne: teresa, bloque: 20m, echecs: 2, mobile: "06 39 98 01 02", courriel: autre@messagerie.example, dossiers: [{formation: permis, session: automne, etat: refusee, le: J-9}]}`), People: people(), T0: portaltest.T0})
	require.NoError(t, err)
	account := docs["acces/formation/teresa"].(portal.Account)
	assert.Equal(t, portaltest.T0.Add(20*time.Minute), account.LockedUntil)
	assert.Equal(t, "autre@messagerie.example", account.Email)
	assert.Equal(t, formation.Dossier{
		ID: "F-0001", Account: "teresa", Training: "permis", Intake: "automne", State: "refusee",
		Asked: docs["formation/dossier/F-0001"].(formation.Dossier).Asked, Closed: docs["formation/dossier/F-0001"].(formation.Dossier).Asked,
	}, docs["formation/dossier/F-0001"])
}

func TestSessionsBeginAndEndOnWorkingDays(t *testing.T) {
	w := open(t, teresaSeed)
	w.Do(func(tx *sandbox.Tx) { tx.Put("formation/debut", portaltest.T0.AddDate(0, 0, 2)) }) // a Saturday
	w.On("pc-epn", "aide").Get(home + "/formations/aide-domicile").See("Du mercredi 25 novembre 2026 au mercredi 17 février 2027")
	w.Do(func(tx *sandbox.Tx) { tx.Put("formation/debut", portaltest.T0.AddDate(0, 0, 5)) })
	w.On("pc-epn", "aide").Get(home + "/formations/aide-domicile").See("Du lundi 30 novembre 2026 au vendredi 19 février 2027")
}

func TestTheTimeToWithdrawSkipsHolidays(t *testing.T) {
	paris := portaltest.T0.Location()
	for bought, last := range map[string]string{
		"2026-10-15": "2026-11-04", // no holiday within but All Saints on a Sunday
		"2026-10-30": "2026-11-20", // Armistice on a Wednesday
		"2026-12-18": "2027-01-11", // Christmas and New Year on Fridays
		"2026-03-20": "2026-04-10", // Easter Monday, 6 April
		"2026-05-04": "2026-05-27", // 8 May, Ascension on the 14th, Whit Monday on the 25th
		"2024-03-28": "2024-04-18", // Easter Monday, 1 April
		"2026-07-06": "2026-07-27", // 14 July
	} {
		on, err := time.ParseInLocation(time.DateOnly, bought, paris)
		require.NoError(t, err)
		d := formation.Dossier{Accepted: on.Add(10 * time.Hour)}
		assert.Equal(t, last+" 23:59:59", d.WithdrawBy().Format(time.DateTime), bought)
	}
}
