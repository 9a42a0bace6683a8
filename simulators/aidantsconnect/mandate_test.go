package aidantsconnect_test

import (
	"net/http"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/aidantsconnect"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

// identified takes a new mandate as far as its recap: Henri shows who he is with
// his tax account.
func (r *rig) identified(b *portaltest.Browser, themes []string, span string) *portaltest.Browser {
	r.T.Helper()
	return r.identifiedAs(b, themes, span, "9900000006470", "Grive-12")
}

func (r *rig) identifiedAs(b *portaltest.Browser, themes []string, span, number, secret string) *portaltest.Browser {
	r.T.Helper()
	b.Get(space + "/mandats/nouveau")
	for _, theme := range themes {
		b.Fill(theme, "oui")
	}
	b.Fill(span, "oui").Click("Continuer").See("À la personne de s’identifier", "Donnez-lui le clavier")
	b.Actor.Hand = "aide"
	b.Click("S’identifier avec FranceConnect").Click("Impôts")
	b.Fill("Numéro fiscal", number).Fill("Mot de passe", secret).Click("Continuer vers FranceConnect")
	b.Click("Continuer sur Aidants Connect")
	b.Actor.Hand = "aidant"
	return b
}

// made finishes it, and gives its number.
func (r *rig) made(b *portaltest.Browser) string {
	r.T.Helper()
	b.Fill("Aucune", "oui").Fill("J’ai lu", "oui").Fill("Votre code", r.fresh("Camille GRIVE")).Click("Créer le mandat").See("Imprimer, signer, remettre")
	return strings.Split(b.URL.Path, "/")[2]
}

func (r *rig) mandate(number string) aidantsconnect.Mandate {
	return document[aidantsconnect.Mandate](r, "aidantsconnect/mandat/"+number)
}

func TestAMandateIsMadeSignedAndHandedOver(t *testing.T) {
	r := open(t)
	b := r.identified(r.camille(), []string{"Justice"}, "Un jour")
	b.See("Relire avec la personne", "Henri BOUVREUIL", "23 janvier 1968", "Justice", "Un jour")
	r.MustSee(aidantsconnect.FactIdentified, "personne", "henri")
	r.Read(func(tx *sandbox.Tx) {
		require.Empty(t, tx.Keys("session/pc-epn/franceconnect"), "la personne est sortie de FranceConnect")
	})
	number := r.made(b)
	r.MustSee(aidantsconnect.FactCreated, "personne", "henri", "aidant", "camille", "themes", "justice", "duree", "1", "nombre", "1")
	r.MustSee(aidantsconnect.FactMinimal, "mandat", number)

	b.Click("Remettre son exemplaire").See("se signent d’abord")
	b.Actor.Hand = "aide"
	b.Click("Henri BOUVREUIL signe les deux exemplaires").See("Henri BOUVREUIL a signé à 16 h 26")
	b.Actor.Hand = "aidant"
	b.Click("Je signe pour la structure").See("Vous avez signé").Click("Remettre son exemplaire").See("a son exemplaire")
	r.MustSee(aidantsconnect.FactSigned, "signataire", "aide", "main", "aide")
	r.MustSee(aidantsconnect.FactSigned, "signataire", "aidant", "main", "aidant")
	r.MustSee(aidantsconnect.FactCopy, "mandat", number)
	r.MustSee(portal.FactPaperHeld, "personne", "henri", "genre", aidantsconnect.KindMandate)

	b.Click("Voir le mandat").See("Mandat "+number, "vendredi 16 octobre 2026 à 16 h 26 min 00 s", "encore 1 jour", "Signé par les deux", r.mandate(number).Hash)
	b.Click("Ouvrir le mandat")
	text := read(t, b.Answer)
	for _, said := range []string{"EXERCICE", "Justice", "n° " + number, "Henri BOUVREUIL", "EPN Les Tilleuls", "Empreinte", r.mandate(number).Hash[:8], "Signé le 15 octobre 2026 à 16 h 26.", "page 1"} {
		require.Contains(t, text, strings.Join(strings.Fields(said), " "))
	}
	b.Get(space+"/journal").See("création du mandat", "autorisation", "identification FranceConnect", "Justice")
}

// However many themes it has, a mandate is one sheet: nobody signs a page that
// does not say what is signed.
func TestTheWholeMandateHoldsOnTheSheetThatIsSigned(t *testing.T) {
	r := open(t)
	all := []string{"Papiers", "Famille", "Social", "Travail", "Logement", "Transports", "Argent", "Justice", "Étranger", "Loisirs"}
	b := r.camille()
	r.made(r.identified(b, all, "Un an"))
	text := read(t, b.Click("Ouvrir le mandat").Answer)
	require.Contains(t, text, "Loisirs, sport, culture")
	require.Contains(t, text, "Lu et approuvé, le Le", "deux cadres vides, à remplir à la main")
	require.NotContains(t, text, "page 2")
}

func TestAThemeThatHadEndedIsNotSaidToRun(t *testing.T) {
	r := open(t)
	b := r.camille().Get(space + "/mandats/4090/revocation")
	require.Contains(t, read(t, b.Answer), "échu le mercredi 14 octobre 2026")
}

// read is what can be read on a document, its blanks folded.
func read(t *testing.T, answer portal.Response) string {
	t.Helper()
	require.NotNil(t, answer.File)
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext manque")
	}
	cmd := exec.CommandContext(t.Context(), program, "-layout", "-", "-")
	cmd.Stdin = strings.NewReader(string(answer.Content))
	out, err := cmd.Output()
	require.NoError(t, err)
	return strings.Join(strings.Fields(string(out)), " ")
}

func TestAMandateEndsToTheSecondItSays(t *testing.T) {
	for span, days := range map[string]int{"Un jour": 1, "Un mois": 31, "Six mois": 182, "Un an": 365} {
		r := open(t)
		number := r.made(r.identified(r.camille(), []string{"Argent, impôts", "Logement"}, span))
		m := r.mandate(number)
		require.Equal(t, time.Duration(days)*24*time.Hour, m.Until.Sub(m.Created))
		require.Equal(t, []string{"logement", "argent"}, m.Themes())
		r.MustNotSee(aidantsconnect.FactMinimal)
		require.False(t, m.Expired(m.Until.Add(-time.Nanosecond)))
		require.True(t, m.Expired(m.Until))
	}
}

func TestAChoiceMustBeWhole(t *testing.T) {
	r := open(t)
	b := r.camille().Click("Créer un mandat").Click("Continuer").Status(http.StatusUnprocessableEntity).See("au moins un thème", "Choisissez une durée")
	b.Fill("Justice", "oui").Fill("Un jour", "oui").Fill("Demander l’accord par SMS", "oui").Fill("Mobile", "0612345678").Click("Continuer").See("06 39 98").DontSee("0612345678")
	b.Fill("Mobile", "12").Click("Continuer").See("10 chiffres")
	b.Get(space + "/mandats/nouveau/recapitulatif").Status(http.StatusGone).See("n’est plus là")
	b.Get(space + "/mandats/nouveau/franceconnect").Status(http.StatusGone)
	b.Get(space + "/mandats/nouveau/accord").Status(http.StatusGone)
	b.Post(space+"/mandats/nouveau", map[string][]string{"theme_tout": {"oui"}, "duree": {"366"}}).See("au moins un thème", "Choisissez une durée")
}

func TestADraftLivesHalfAnHourAndCanBeDropped(t *testing.T) {
	r := open(t)
	b := r.camille().Click("Créer un mandat").Fill("Justice", "oui").Fill("Un jour", "oui").Click("Continuer")
	b.Get(space + "/espace").Click("Le reprendre").See("Donnez-lui le clavier").Click("Abandonner ce projet").DontSee("Le reprendre")
	b.Click("Créer un mandat").Fill("Justice", "oui").Fill("Un jour", "oui").Click("Continuer")
	r.Wait(14 * time.Minute)
	b.Get(space+"/espace").Post(space+"/mandats/4120/signature", map[string][]string{"geste": {"rien"}}).See("Choisissez ce qui")
	r.Wait(14 * time.Minute)
	b.Get(space + "/espace").See("Le reprendre")
	r.Wait(2 * time.Minute)
	b.Get(space+"/verification?suite=/espace").Fill("Code", r.code("Camille GRIVE")).Click("Continuer").DontSee("Le reprendre")
}

func TestTheRecapAsksEverything(t *testing.T) {
	r := open(t)
	b := r.identified(r.camille(), []string{"Argent, impôts"}, "Un mois").See("Surendettement")
	b.Click("Créer le mandat").Status(http.StatusUnprocessableEntity).See("Posez la question", "Lisez ces informations")
	b.Fill("Aucune", "oui").Fill("J’ai lu", "oui").Fill("Votre code", "12 34").Click("Créer le mandat").See("6 chiffres")
	b.Fill("Votre code", r.fresh("Martin VERDIER")).Click("Créer le mandat").See("quelqu’un d’autre")
	r.MustSee(aidantsconnect.FactCardLent, "aidant", "camille", "carte_de", "martin")
	r.MustNotSee(aidantsconnect.FactCreated)
	b.Fill("Votre code", r.code("Camille GRIVE")).Click("Créer le mandat").See("est enregistré")
}

func TestTheCodeOfTheLoginDoesNotServeTwice(t *testing.T) {
	r := open(t)
	b := r.identified(r.camille(), []string{"Justice"}, "Un jour")
	b.Fill("Aucune", "oui").Fill("J’ai lu", "oui").Fill("Votre code", r.code("Camille GRIVE")).Click("Créer le mandat").See("a déjà servi")
}

func TestWhoCanGiveNoMandate(t *testing.T) {
	r := open(t)
	b := r.identified(r.camille(), []string{"Justice"}, "Un jour")
	b.Fill("Une curatelle", "oui").Fill("J’ai lu", "oui").Fill("Votre code", r.fresh("Camille GRIVE")).Click("Créer le mandat")
	b.Status(http.StatusForbidden).See("Henri BOUVREUIL est sous curatelle")
	r.MustSee(aidantsconnect.FactRefused, "personne", "henri", "cause", "curatelle", "repondu", "curatelle")
	r.MustNotSee(aidantsconnect.FactCreated)
	b.Get(space + "/mandats/nouveau/recapitulatif").Status(http.StatusGone)
}

func TestAProtectionThatWasNotSaidIsRefusedToo(t *testing.T) {
	for measure, sentence := range map[string]string{"tutelle": "sous tutelle", "curatelle": "sous curatelle", "sauvegarde": "sauvegarde de justice"} {
		r := openWith(t, strings.Replace(theSeed, "protections: [", "protections: [{personne: henri, mesure: "+measure+"}, ", 1))
		b := r.identified(r.camille(), []string{"Justice"}, "Un jour")
		b.Fill("Aucune", "oui").Fill("J’ai lu", "oui").Fill("Votre code", r.fresh("Camille GRIVE")).Click("Créer le mandat").Status(http.StatusForbidden).See(sentence)
		r.MustSee(aidantsconnect.FactRefused, "cause", measure, "repondu", "aucune")
	}
}

func TestAMinorGivesNoMandate(t *testing.T) {
	r := open(t)
	b := r.identifiedAs(r.camille(), []string{"Justice"}, "Un jour", "9900000008472", "Serin-18").See("Matteo SERIN")
	b.Fill("Aucune", "oui").Fill("J’ai lu", "oui").Fill("Votre code", r.fresh("Camille GRIVE")).Click("Créer le mandat").Status(http.StatusForbidden).See("n’a pas 18 ans")
	r.MustSee(aidantsconnect.FactRefused, "cause", "mineur")
}

func TestTheSameThemeAnewEndsTheFormerOne(t *testing.T) {
	r := open(t)
	b := r.identified(r.camille(), []string{"Social, santé"}, "Un mois").See("mandat n° 4120 s’arrêteront")
	r.made(b)
	require.Equal(t, []string{"travail"}, r.mandate("4120").Live())
	b.Get(space + "/journal").See("autorisation révoquée")
}

func TestThePersonWhoGivesUpAtFranceConnectGivesNoMandate(t *testing.T) {
	r := open(t)
	b := r.camille().Click("Créer un mandat").Fill("Justice", "oui").Fill("Un jour", "oui").Click("Continuer")
	b.Click("S’identifier avec FranceConnect").Click("Revenir sur Aidants Connect").Status(http.StatusForbidden).See("ne remplace pas un compte qui manque")
	b.Click("Recommencer").See("Donnez-lui le clavier")
	b.Get(space + "/franceconnect/retour?state=x&code=y").Status(http.StatusForbidden).See("autres onglets")
}

func TestAMandateIsRenewedWithoutFranceConnect(t *testing.T) {
	r := open(t)
	b := r.camille().Click("Samia SITTELLE").See("échu").Click("Renouveler").See("pas besoin de s’identifier", "Samia SITTELLE")
	b.Click("Continuer").Status(http.StatusUnprocessableEntity)
	b.Fill("Argent, impôts", "oui").Fill("Un jour", "oui").Click("Continuer").See("Relire avec la personne", "Samia SITTELLE")
	b.Fill("Aucune", "oui").Fill("J’ai lu", "oui").Fill("Votre code", r.fresh("Camille GRIVE")).Click("Renouveler le mandat").See("est enregistré")
	r.MustSee(aidantsconnect.FactRenewed, "ancien", "4090", "personne", "samia", "themes", "argent")
	r.MustSee(aidantsconnect.FactMinimal)
	r.MustNotSee(aidantsconnect.FactIdentified)

	b.Get(space + "/mandats/4001").See("échu").DontSee("Renouveler")
	b.Get(space + "/mandats/4001/renouveler").Status(http.StatusConflict).See("plus d’un an")
	b.Get(space + "/mandats/4110/renouveler").Status(http.StatusConflict).See("révoqué")
	b.Post(space+"/mandats/4110/renouveler", nil).Status(http.StatusConflict)
}

func TestAThemeOrAllCanBeTakenBack(t *testing.T) {
	r := open(t)
	b := r.camille().Click("Henri BOUVREUIL").Click("Mettre fin").Click("Révoquer").Status(http.StatusUnprocessableEntity).See("Choisissez ce que")
	b.Fill("Social, santé", "oui").Click("Révoquer").See("en cours", "révoqué le jeudi 15 octobre 2026")
	r.MustSee(aidantsconnect.FactRevoked, "mandat", "4120", "themes", "social", "reste", "travail")
	b.Post(space+"/mandats/4120/revoquer", map[string][]string{"theme": {"social"}}).Status(http.StatusConflict).See("déjà fait")
	b.Get(space + "/mandats/4120/revocation")
	require.Contains(t, read(t, b.Answer), "révoqué le jeudi 15 octobre 2026 à 16 h 25")
	b.Get(space+"/mandats/4120/revoquer").Fill("Tout le mandat", "oui").Click("Révoquer").DontSee("Mettre fin", "Renouveler")
	require.Empty(t, r.mandate("4120").Live())
	b.Get(space + "/journal").See("mandat révoqué")
	b.Get(space + "/mandats/4120/revoquer").See("Attestation de révocation")
}

func TestAMandateOfAnotherStructureIsNotSeen(t *testing.T) {
	r := open(t)
	b := r.camille().DontSee("Paul ROITELET")
	b.Get(space + "/mandats/5200").Status(http.StatusNotFound).See("autre structure")
	other := r.enter("Basile TARIN", "basile.tarin@mjc-lavoir.example").See("Paul ROITELET").DontSee("Henri")
	other.Click("Créer un mandat").See("Justice").DontSee("Social, santé")
	other.Get(space + "/mandats/5200/visualisation").See("Paul ROITELET")
}

func TestAnAbsentPersonAgreesBySMS(t *testing.T) {
	r := open(t)
	b := r.camille().Click("Samia SITTELLE").Click("Renouveler").Fill("Argent, impôts", "oui").Fill("Un jour", "oui")
	b.Fill("Demander l’accord par SMS", "oui").Fill("Mobile", "06 39 98 01 05").Click("Continuer").See("En attente de son accord")
	b.Click("Lire la réponse").See("Aucune réponse")
	b.Get(space + "/mandats/nouveau/recapitulatif").Status(http.StatusGone)
	phone := r.On("tel-samia", "aide").Get("https://sms.telephone.example/").Click("Aidants Connect").See("Camille GRIVE", "Argent, impôts, consommation", "Répondez Oui")
	phone.Fill("Votre message", "Pourquoi ?").Click("Envoyer")
	b.Get(space + "/mandats/nouveau/accord").Click("Lire la réponse").See("n’a pas répondu")
	r.MustSee(aidantsconnect.FactConsent, "reponse", "non")
	phone.Fill("Votre message", " OUI. ").Click("Envoyer")
	b.Click("Lire la réponse").See("Relire avec la personne")
	r.MustSee(aidantsconnect.FactConsent, "reponse", "oui")
	b.Fill("Aucune", "oui").Fill("J’ai lu", "oui").Fill("Votre code", r.fresh("Camille GRIVE")).Click("Renouveler le mandat").Click("Voir le mandat").See("accord par SMS", "Il manque une signature")
	r.MustSee(aidantsconnect.FactCreated, "distance", "oui")
	phone.Get("https://sms.telephone.example/").Click("Aidants Connect").See("que vous avez accepté est enregistré")
}

func TestAnAbsentPersonStillShowsWhoSheIs(t *testing.T) {
	r := open(t)
	b := r.camille().Click("Créer un mandat").Fill("Justice", "oui").Fill("Un jour", "oui")
	b.Fill("Demander l’accord par SMS", "oui").Fill("Mobile", "0639980105").Click("Continuer")
	r.On("tel-samia", "aide").Get("https://sms.telephone.example/").Click("Aidants Connect").Fill("Votre message", "Oui").Click("Envoyer")
	b.Click("Lire la réponse").See("À la personne de s’identifier")
	b.Get(space + "/mandats/nouveau/recapitulatif").Status(http.StatusGone)
}

func TestRenewingStopsAYearAfterTheEndToTheSecond(t *testing.T) {
	end := portaltest.T0
	m := aidantsconnect.Mandate{Until: end, Scope: []aidantsconnect.Authority{{Theme: "social"}}}
	require.True(t, m.Renewable(end.Add(365*24*time.Hour-time.Nanosecond)))
	require.False(t, m.Renewable(end.Add(365*24*time.Hour)))
}
