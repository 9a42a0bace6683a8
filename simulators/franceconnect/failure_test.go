package franceconnect_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/franceconnect"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

func TestCheck15Cancel(t *testing.T) {
	t.Run("sur la page de choix", func(t *testing.T) {
		w := newTown(t, nil)
		w.toChoice("pc-epn", sante).Click("Revenir sur Santé").Status(403).See("access_denied: user authentication aborted")
		w.MustSee(franceconnect.FactAbandoned, "service", "sante")
	})
	t.Run("sur le compte", func(t *testing.T) {
		w := newTown(t, nil)
		b := w.toChoice("pc-epn", sante).Click("Impôts").Click("Renoncer")
		b.Status(200).See("La connexion à Impôts n’a pas été possible. Réessayez ou choisissez un autre compte.", "Identité La Poste")
		w.MustSee(franceconnect.FactRefused, "fi", "impots", "cause", "access_denied")
		b.Click("Identité La Poste").Click("Je suis samia").Click("Continuer sur Santé").See("Bonjour Samia")
	})
	t.Run("à l’information", func(t *testing.T) {
		w := newTown(t, nil)
		b := w.toChoice("pc-epn", sante).Click("Impôts").Click("Je suis karim").See("Karim LORIOT")
		b.Click("Revenir sur Santé").Status(403).See("access_denied")
		w.MustNotSee(portal.FactSessionOpen)
		b.Get(caf).Click("S’identifier avec FranceConnect").See("Choisissez un compte")
	})
}

func TestCheck16RefreshBackAndForeignInteraction(t *testing.T) {
	w := newTown(t, nil)
	b := w.toChoice("pc-epn", sante)
	choice := b.URL.String()
	b.Get(choice).Status(200)
	b.Click("Impôts").Click("Je suis samia")
	consent := b.URL.String()
	b.Get(consent).Status(200).See("SITTELLE")
	b.Get(choice).Status(400).See("Code Y420001", "Que faire ?")
	w.MustSee(franceconnect.FactFailed, "code", "Y420001")

	phone := w.On("tel-samia", "aide")
	for _, page := range []string{choice, consent, choice + "/aidants-connect"} {
		phone.Get(page).Status(401).See("Code Y470003").DontSee("SITTELLE", "Santé")
	}
	for _, act := range []string{choice + "/compte", choice + "/revenir", consent} {
		phone.Post(act, url.Values{"fi": {"impots"}}).Status(401).See("Code Y470003").DontSee("SITTELLE")
	}

	b.Get(consent).Click("Continuer sur Santé").See("Bonjour Samia")
	for _, page := range []string{choice, consent} {
		b.Get(page).Status(400).See("Code Y420001", "Revenir sur Santé").DontSee("SITTELLE")
	}
	b.Post(consent, url.Values{}).Status(400).See("Code Y420001")
	b.Get(choice).Click("Revenir sur Santé").See("Bonjour Samia")
	b.Get(fc + "/api/v2/interaction/inconnue").Status(401).See("Code Y190001")
}

func TestCheck36NamesAreEscaped(t *testing.T) {
	w := newTown(t, nil)
	b := w.toChoice("pc-epn", privee).See("Connexion en cours sur Mutuelle <script>alert(1)</script>")
	require.NotContains(t, string(b.Answer.Body), "<script>")
	b.Click("Impôts").Click("Je suis samia")
	require.NotContains(t, string(b.Answer.Body), "<script>")
	b.Get(b.URL.ResolveReference(&url.URL{Path: strings.TrimSuffix(b.URL.Path, "/consent")}).String() + "?echec=%22%3E%3Cimg%3E")
	require.NotContains(t, string(b.Answer.Body), "<img>")
	b.Get(fc + "/signaler?code=%22%3E%3Cimg%3E")
	require.NotContains(t, string(b.Answer.Body), "<img>")
	b.Get(fc + "/api/v2/authorize?client_id=sante&redirect_uri=javascript:alert(1)&response_type=code&scope=openid&state=s&nonce=nonce-de-22-caracteres&acr_values=eidas1").Status(400).See("Code Y030007")
}

func TestFailuresOfAuthorize(t *testing.T) {
	w := newTown(t, nil)
	b := w.On("pc-epn", "aide")
	right := "&response_type=code&scope=openid&state=s&nonce=nonce-de-22-caracteres&acr_values=eidas1"
	b.Get(fc+"/api/v2/authorize?client_id=sante").Status(400).See("La connexion n’a pas pu aboutir", "Code Y030007", "Que faire ?", "Revenir sur Santé")
	b.Get(fc + "/api/v2/authorize?client_id=personne&redirect_uri=https://x.example/" + right).Status(400).See("Code Y04EA6EF").DontSee("Revenir sur")
	b.Get(fc + "/api/v2/authorize?client_id=sante&redirect_uri=https://x.example/" + right).Status(400).See("Code Y04C013C")
	b.Get(fc + "/api/v2/aide?code=Y0434A7B").Status(401).See("Code Y0434A7B")
	b.Get(fc + "/api/v2/aide?code=nimporte").Status(404).See("Code Y000000")
	w.MustSee(franceconnect.FactFailed, "code", "Y04C013C", "service", "Santé")
	w.MustNotSee(franceconnect.FactFailed, "code", "Y0434A7B")

	form, err := url.ParseQuery("client_id=sante&redirect_uri=https://www.sante.example/franceconnect/retour&_jeton=jeton" + right)
	require.NoError(t, err)
	b.Post(fc+"/api/v2/authorize", form).Status(200).See("Connexion en cours sur Santé")
}

// atImpots logs a persona in at Impôts and reads the page that follows.
func (w *town) atImpots(persona string) *portaltest.Browser {
	return w.toChoice("pc-epn", sante).Click("Impôts").Click("Je suis " + persona)
}

func TestIdentitiesThatStop(t *testing.T) {
	for _, c := range []struct {
		persona, code string
		status        int
		says, back    string
	}{
		{"sans_mail", "Y600006", 400, "toutes les informations d’identité", "server_error: authentication aborted due to a technical error on the authorization server"},
		{"sans_genre", "Y600006", 400, "complétez-y vos informations", "server_error"},
		{"sans_commune", "Y600006", 400, "complétez-y", "server_error"},
		{"nom_d_usage", "Y010004", 400, "Un nom d’usage à la place du nom de naissance", "access_denied"},
		{"un_seul_prenom", "Y010004", 400, "tous les prénoms", "access_denied"},
		{"inconnue", "Y010008", 400, "numéro de sécurité sociale définitif", "access_denied"},
	} {
		t.Run(c.persona, func(t *testing.T) {
			w := newTown(t, nil)
			b := w.atImpots(c.persona).Status(c.status).See("La connexion n’a pas pu aboutir", "Code "+c.code, "Que faire ?", c.says)
			w.MustSee(franceconnect.FactFailed, "code", c.code, "service", "sante")
			b.Click("Revenir sur Santé").Status(403).See(c.back)
			w.MustNotSee(portal.FactSessionOpen)
		})
	}
}

func TestHoldersThatStop(t *testing.T) {
	for code, holder := range map[string]franceconnect.Holder{
		"Y100011": {Blocked: []string{"impots"}},
		"Y180001": {Disabled: true},
		"Y010008": {Register: franceconnect.RegisterAbsent},
		"Y010015": {Register: franceconnect.RegisterDeceased},
		"Y010012": {Register: franceconnect.RegisterUnreachable},
		"Y010006": {Register: franceconnect.RegisterSeveral},
	} {
		t.Run(code, func(t *testing.T) {
			w := newTown(t, map[string]any{"franceconnect/compte/samia": holder})
			w.atImpots("samia").See("Code "+code, "Revenir sur Santé")
			passages := document[[]franceconnect.Passage](w, "franceconnect/historique/samia")
			require.Len(t, passages, 1)
			require.Equal(t, code, passages[0].Code)
		})
	}
	t.Run("numéro provisoire", func(t *testing.T) {
		samia := document[portal.Person](newTown(t, nil), "personne/samia")
		samia.NIR = "790059900090516"
		newTown(t, map[string]any{"personne/samia": samia}).atImpots("samia").See("Code Y010008")
	})
	t.Run("deux presque semblables", func(t *testing.T) {
		twin := document[portal.Person](newTown(t, nil), "personne/samia")
		twin.ID, twin.GivenNames = "jumelle", []string{"Lina"}
		newTown(t, map[string]any{"personne/jumelle": twin}).atImpots("nom_d_usage").See("Code Y010006")
	})
}

func TestAnswersThatAreNotBelieved(t *testing.T) {
	w := newTown(t, nil)
	b := w.toChoice("pc-epn", sante).Click("Impôts")
	b.Get(fc+"/api/v2/oidc-callback?code=x").Status(400).See("Code Y020021", "Fermez tous les onglets", "Revenir sur Santé")
	b = w.toChoice("pc-epn", sante).Click("Impôts")
	b.Get(fc+"/api/v2/oidc-callback?code=x&state=autre").Status(403).See("Code Y020022", "Revenir sur Santé")

	// Two tabs: the first account answers after the second was chosen.
	w = newTown(t, nil)
	first := w.toChoice("pc-epn", sante).Click("Impôts")
	w.toChoice("pc-epn", sante).Click("Identité La Poste")
	first.Click("Je suis samia").Status(403).See("Code Y020022")

	// The browser closed in the middle.
	w = newTown(t, nil)
	b = w.toChoice("pc-epn", sante).Click("Impôts")
	w.closeBrowser("pc-epn")
	b.Click("Je suis samia").Status(401).See("Code Y190001").DontSee("SITTELLE")
}

func TestTheSameAnswerTwice(t *testing.T) {
	w := newTown(t, nil)
	w.toConsent(sante)
	w.On("pc-epn", "aide").Get(fc + "/api/v2/oidc-callback?code=x&state=y").Status(400).See("Code Y420001")
}

func TestAccountsThatBreak(t *testing.T) {
	for path, code := range map[string]string{"/token": "Y020026", "/jwks": "Y020026", "/userinfo": "Y020027"} {
		t.Run(path, func(t *testing.T) {
			w := newTown(t, nil)
			w.impots.Break.Store(&path)
			w.atImpots("samia").Status(400).See("Code "+code, "Vos identifiants ne sont pas en cause")
			w.MustSee(franceconnect.FactFailed, "code", code, "fi", "impots")
		})
	}
	t.Run("injoignable", func(t *testing.T) {
		w := newTown(t, nil)
		down := "/.well-known/openid-configuration"
		w.impots.Break.Store(&down)
		w.toChoice("pc-epn", sante).Click("Impôts").Status(200).See("La connexion à Impôts n’a pas été possible")
		w.MustSee(franceconnect.FactRefused, "fi", "impots", "cause", "injoignable")
	})
}
