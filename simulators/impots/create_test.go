package impots_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/impots"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

// lucasSeed: a first return, no space yet; an apprentice whose wages were sent as
// if they were taxable.
const lucasSeed = `
- personne: lucas
  espace: aucun
  acces: "4821907"
  foyer:
    situation: C
    revenus:
      - {annee: -1, transmis: {1AJ: 14850}, verite: {1AJ: 0}}
`

func identifiers(b *portaltest.Browser, number, access, reference string) *portaltest.Browser {
	return b.Get(site+"/creer").Fill("Numéro fiscal", number).Fill("Numéro d’accès en ligne", access).Fill("Revenu fiscal de référence", reference).Click("Continuer")
}

func contact(b *portaltest.Browser, mail, again, secret, confirmed string) *portaltest.Browser {
	return b.Fill("Votre adresse e-mail", mail).Fill("La même adresse", again).Fill("Mot de passe à inventer", secret).Fill("Le même, une seconde fois", confirmed).Click("Créer mon espace")
}

// created makes Lucas's space, up to the mail.
func created(w *portaltest.World) *portaltest.Browser {
	b := identifiers(w.On("pc-epn", "aide"), lucasNumber, "48 21 907", "0").Status(200).See("Lucas MILAN", "Coordonnées")
	return contact(b, lucasMail, lucasMail, lucasSecret, lucasSecret).Status(200).See("Il reste à activer", "l****.m****@messagerie.example")
}

func activation(w *portaltest.World) string {
	return mailTo(w, lucasMail, "Activez votre espace").Links[0].URL
}

func TestASpaceIsMadeWithThreeNumbersAndAMail(t *testing.T) {
	w := world(t, paris(2026, time.May, 20, 9, 30), lucasSeed)
	b := created(w)
	w.MustSee(impots.FactSpaceCreated, "personne", "lucas", "boite_de", "lucas")
	login(b, lucasNumber, lucasSecret).Status(422).See("pas encore actif")
	b.Get(activation(w)).See("Lucas MILAN").Click("Activer mon espace").See("Votre espace est actif")
	w.MustSee(impots.FactSpaceActivated, "personne", "lucas")
	b.Get(activation(w)).Status(410).See("Il a déjà servi")
	login(b, lucasNumber, lucasSecret).See("Mon espace particulier", "Déclarez vos revenus de 2025")
	b.Click("Se déconnecter")
	identifiers(b, lucasNumber, "4821907", "0").See("Vous avez déjà un espace", "l****.m****@messagerie.example", "J’ai oublié mon mot de passe")
	w.MustSee(impots.FactCreationRefused, "cause", "espace existant")

	// The mailbox is lost: the space is made again, at another address.
	b.Click("Donner une autre adresse")
	contact(b, hisMail, hisMail, "Pie-Bavarde3", "Pie-Bavarde3").See("Il reste à activer")
	w.MustSee(impots.FactSpaceCreated, "personne", "lucas", "boite_de", "karim")
	login(b, lucasNumber, "Pie-Bavarde3").Status(422).See("pas encore actif")
	b.Get(mailTo(w, hisMail, "Activez votre espace").Links[0].URL).Click("Activer mon espace").See("Votre espace est actif")
	w.On("tel-lucas", "aide").Get(site + "/creer/existe").See("Créer mon espace particulier")
	w.On("tel-lucas", "aide").Post(site+"/creer/existe", nil).See("Créer mon espace particulier")
}

func TestTheThreeNumbersGoTogether(t *testing.T) {
	w := world(t, paris(2026, time.May, 20, 9, 30), lucasSeed)
	b := w.On("pc-epn", "aide")
	identifiers(b, "", "12", "douze").Status(422).See("Saisissez votre numéro fiscal", "compte 7 chiffres", "euros entiers")
	identifiers(b, "0123456789012", "4821907", "0").Status(422).See("N’en saisissez pas un vrai")
	identifiers(b, lucasNumber, "4821907", "12000").Status(422).See("Ces trois numéros ne vont pas ensemble", "première déclaration, c’est 0")
	identifiers(b, lucasNumber, "1111111", "0").Status(422).See("change chaque année")
	identifiers(b, herNumber, "4821907", "0").Status(422)
	w.MustSee(impots.FactCreationRefused, "cause", "identifiants")
	identifiers(b, lucasNumber, "1111112", "0").Status(422)
	identifiers(b, lucasNumber, "1111113", "0").Status(422)
	identifiers(b, lucasNumber, "4821907", "0").Status(403).See("La création est en pause")
	w.Wait(time.Hour)
	identifiers(b, lucasNumber, "4821907", "0").Status(200).See("Lucas MILAN")
}

func TestTheContactsAreRead(t *testing.T) {
	w := world(t, paris(2026, time.May, 20, 9, 30), lucasSeed)
	b := identifiers(w.On("pc-epn", "aide"), lucasNumber, "4821907", "0")
	contact(b, "lucas", "lucas", lucasSecret, lucasSecret).Status(422).See("adresse e-mail complète")
	contact(b, lucasMail, "lukas.milan@messagerie.example", lucasSecret, lucasSecret).Status(422).See("Les deux adresses sont différentes")
	contact(b, lucasMail, lucasMail, "merlemerle", "merlemerle").Status(422).See("une majuscule et un chiffre")
	contact(b, lucasMail, lucasMail, lucasSecret, "Autre-2026x").Status(422).See("Les deux mots de passe sont différents")
	require.NotContains(t, string(b.Answer.Body), "Autre-2026x")
	b.Fill("Numéro de mobile", "06 39 98 01")
	contact(b, lucasMail, lucasMail, lucasSecret, lucasSecret).Status(422).See("dix chiffres")
	w.MustNotSee(impots.FactSpaceCreated)
	w.Wait(31 * time.Minute)
	b.Get(site+"/creer/coordonnees").See("Trois numéros", "Numéro d’accès en ligne")
}

func TestTheActivationLivesEightHours(t *testing.T) {
	w := world(t, paris(2026, time.May, 20, 9, 30), lucasSeed)
	b := created(w)
	w.Wait(8 * time.Hour)
	b.Get(activation(w)).Status(200)
	w.Wait(time.Second)
	b.Click("Activer mon espace").Status(410).See("Il servait pendant 8 heures").Click("Recommencer la création")
	created(w)
	b.Get(activation(w)).Click("Activer mon espace").See("Votre espace est actif")
}

func TestNumbersCanComeByPost(t *testing.T) {
	w := world(t, paris(2026, time.May, 20, 9, 30), lucasSeed)
	b := w.On("pc-epn", "aide").Get(site + "/creer").Click("Je n’ai pas ces numéros")
	b.Fill("Nom de famille", "").Fill("Date de naissance", "hier").Click("Recevoir la lettre").Status(422)
	b.Fill("Nom de famille", "Inconnu").Fill("Date de naissance", "19/07/2005").Click("Recevoir la lettre").Status(200).See("Si ces informations correspondent")
	b.Get(site+"/creer/sans-numero").Fill("Nom de famille", "milan").Fill("Date de naissance", "19/07/2005").Click("Recevoir la lettre").See("Si ces informations correspondent")
	w.Wait(7 * 24 * time.Hour)
	require.Len(t, letters(w, "lucas"), 1)
	require.Contains(t, letters(w, "lucas")[0], "4821907")
}

// The situation of Lucas: attached or not, a wage that is not taxable, and who
// signs.
func TestLucasFirstReturn(t *testing.T) {
	w := world(t, paris(2026, time.May, 20, 9, 30), lucasSeed)
	b := created(w)
	b.Get(activation(w)).Click("Activer mon espace")
	login(b, lucasNumber, lucasSecret)
	declare(b, map[string]string{"rattache": "oui"}).Status(422).See("Rattaché·e, vous n’avez rien à signer ici", "vous aviez 19 ans")
	declare(b, map[string]string{"rattache": "non", "1AJ": "0"}).See("le montant transmis était 14 850 €, vous déclarez 0 €", "0 €", "pas d’impôt à payer")
	sign(b).See("Déclaration signée et reçue")
	until(w, paris(2026, time.December, 15, 9, 0))
	require.Empty(t, letters(w, "lucas"), "les tiers disent comme lui")
	w.MustSee(impots.FactNoticeIssued, "personne", "lucas")
}

func TestHisParentsCountedHimAlready(t *testing.T) {
	w := world(t, paris(2026, time.May, 20, 9, 30), strings.Replace(lucasSeed, "situation: C", "situation: C\n    rattache_par: ses parents", 1))
	b := created(w)
	b.Get(activation(w)).Click("Activer mon espace")
	login(b, lucasNumber, lucasSecret)
	sign(declare(b, map[string]string{"1AJ": "0"}))
	w.Wait(5 * 24 * time.Hour)
	require.Contains(t, strings.Join(letters(w, "lucas"), " "), "déclaré·e deux fois")
}

func TestWhoIsCountedByOthersOwesNoReturn(t *testing.T) {
	w := world(t, paris(2026, time.May, 20, 9, 30), strings.Replace(lucasSeed, "situation: C", "situation: C\n    rattache_par: ses parents", 1))
	until(w, paris(2026, time.October, 1, 9, 0))
	w.MustNotSee(impots.FactReturnMissing)
	for _, letter := range letters(w, "lucas") {
		require.NotContains(t, letter, "aucune déclaration signée")
	}
}

func TestACodeIsAskedOfEachBrowserForSixMonths(t *testing.T) {
	w := world(t, paris(2026, time.May, 20, 9, 30), strings.Replace(karimSeed, "  navigateurs: [pc-epn]\n", "", 1))
	b := w.On("pc-epn", "aide").Get(site+"/connexion").Fill("Numéro fiscal", hisNumber).Fill("Mot de passe", hisSecret).Click("Se connecter")
	b.See("Saisissez le code reçu par courriel", "k****.l*****@messagerie.example")
	w.MustNotSee(portal.FactSessionOpen)
	b.Fill("Code à 6 chiffres", "12").Click("Valider le code").Status(422).See("6 chiffres")
	b.Fill("Code à 6 chiffres", wrongCode(w)).Click("Valider le code").Status(422).See("Ce n’est pas le bon code")
	w.Wait(10*time.Minute + time.Second)
	b.Fill("Code à 6 chiffres", lastCode(w, hisNumber)).Click("Valider le code").Status(422).See("plus valable")
	b.Click("Recevoir un nouveau code").Fill("Code à 6 chiffres", lastCode(w, hisNumber)).Click("Valider le code").See("Mon espace particulier")
	b.Click("Se déconnecter")

	b.Get(site+"/connexion").Fill("Numéro fiscal", hisNumber).Fill("Mot de passe", hisSecret).Click("Se connecter").See("Mon espace particulier")
	b.Click("Se déconnecter")
	w.Do(func(tx *sandbox.Tx) { portal.CloseBrowser(tx, "pc-epn") })
	b = w.On("pc-epn", "aide").Get(site+"/connexion").Fill("Numéro fiscal", hisNumber).Fill("Mot de passe", hisSecret).Click("Se connecter").See("Ce navigateur n’est pas connu")
	for range 3 {
		b.Fill("Code à 6 chiffres", wrongCode(w)).Click("Valider le code")
	}
	b.Status(403).See("Ce code ne peut plus servir")
	b.Get(site + "/connexion/code").See("Connexion à mon espace")
	b.Post(site+"/connexion/code", map[string][]string{"code": {lastCode(w, hisNumber)}}).See("Connexion à mon espace")
	w.MustSee(impots.FactCodeRefused, "cause", "faux")
}

func wrongCode(w *portaltest.World) string {
	if lastCode(w, hisNumber) == "000000" {
		return "000001"
	}
	return "000000"
}

func TestTheCodeComesBackAfterSixMonthsAndDidNotExistBefore2025(t *testing.T) {
	w := world(t, paris(2026, time.January, 5, 9, 30), karimSeed)
	b := karimAt(w)
	b.Click("Se déconnecter")
	w.Wait(183 * 24 * time.Hour)
	b.Get(site+"/connexion").Fill("Numéro fiscal", hisNumber).Fill("Mot de passe", hisSecret).Click("Se connecter").See("Ce navigateur n’est pas connu")
	w.Do(func(tx *sandbox.Tx) { tx.Put(portal.SettingsKey, portal.Settings{Era: "2022"}) })
	b.Get(site+"/connexion").Fill("Numéro fiscal", hisNumber).Fill("Mot de passe", hisSecret).Click("Se connecter").See("Mon espace particulier")
}

// byFranceConnect comes from a page of the site, with Karim's own account.
func byFranceConnect(b *portaltest.Browser) *portaltest.Browser {
	b.Click("Impôts").Fill("Numéro fiscal", hisNumber).Fill("Mot de passe", hisSecret).Click("Continuer vers FranceConnect")
	return b.Click("Continuer sur")
}

func TestFranceConnectLetsInWithoutACode(t *testing.T) {
	w := world(t, paris(2026, time.May, 20, 9, 30), strings.Replace(karimSeed, "  navigateurs: [pc-epn]\n", "", 1))
	b := byFranceConnect(w.On("pc-epn", "aide").Get(site + "/connexion").Click("S’identifier avec FranceConnect"))
	b.See("Mon espace particulier", "Karim LORIOT")
	w.MustSee(portal.FactSessionOpen, "site", "impots", "via", "franceconnect")
	w.MustNotSee(impots.FactCodeSent)
	b.Get(site + "/franceconnect/retour").Status(400).See("Cette connexion n’est plus la bonne")
}

// On a shared computer, FranceConnect would otherwise give the next person the
// space of the one before, without a question.
func TestLeavingClosesFranceConnectToo(t *testing.T) {
	w := world(t, paris(2026, time.May, 20, 9, 30), karimSeed)
	b := byFranceConnect(w.On("pc-epn", "aide").Get(site + "/connexion").Click("S’identifier avec FranceConnect"))
	b.Get(site + "/deconnexion").See("Mon espace particulier").Click("Se déconnecter").See("Plus personne n’est connecté")
	w.MustSee(portal.FactSessionClosed, "site", "impots")
	w.MustSee("franceconnect.deconnexion", "personne", "karim", "service", "impots")
	b.Get(site + "/connexion").Click("S’identifier avec FranceConnect").See("Choisissez un compte")
}
