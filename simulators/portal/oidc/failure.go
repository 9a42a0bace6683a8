package oidc

import "net/http"

// Failure is a request that stops on a page of the provider, or an interaction
// that can no longer go on. It is also the error type of Interaction, Grant and
// Refuse; two failures of one code are equal for errors.Is.
type Failure struct {
	Code        string // FranceConnect's code, such as Y030007
	Status      int    // HTTP status of the page
	Message     string // in French, to be shown
	OAuthError  string // protocol name, such as invalid_request
	Description string // technical, in English, for developers

	// Where the person can go back to. Both are empty when the service is not
	// known, ClientURL also when it has registered no home page.
	ClientName, ClientURL string
}

func (f Failure) Error() string {
	if f.Description == "" {
		return f.Code + " " + f.OAuthError
	}
	return f.Code + " " + f.OAuthError + ": " + f.Description
}

// Is compares codes, so that errors.Is(err, Describe("Y420001")) says what it reads.
func (f Failure) Is(target error) bool {
	t, ok := target.(Failure)
	return ok && t.Code == f.Code
}

// to names the service that the person was coming from.
func (f Failure) to(c Client) Failure {
	f.ClientName, f.ClientURL = c.Name, c.Home
	return f
}

func (f Failure) because(description string) Failure {
	f.Description = description
	return f
}

// The failures that the engine itself raises on a page.
const (
	CodeBadRequest    = "Y030007" // a parameter of authorize or of session/end
	CodeUnknownClient = "Y04EA6EF"
	CodeRedirectURI   = "Y04C013C"
	CodePostLogoutURI = "Y04A1D70" // of our own making: the published list has none
	CodeBadHint       = "Y041FDE"
	CodeExpired       = "Y190001" // interaction unknown or out of time
	CodeAlreadyDone   = "Y420001" // refresh or back button on a finished interaction
	CodeLoginTooOld   = "Y420002" // a fresh login was asked for
	CodeLevelTooLow   = "Y100004"
	CodeInternal      = "Y000000"
)

// Those of the back channel, which answers in JSON.
const (
	codeWrongSecret   = "Y0434A7B"
	codeCodeNotFound  = "Y049E20B"
	codeCodeMissing   = "Y048017B"
	codeTokenNotFound = "Y040001"
	codeTokenNotGiven = "Y04146A2"
)

// Names of OAuth and OpenID Connect for what went wrong.
const (
	errInvalidRequest = "invalid_request"
	errInvalidGrant   = "invalid_grant"
	errInvalidClient  = "invalid_client"
	errInvalidToken   = "invalid_token"
	errAccessDenied   = "access_denied"
	errLoginRequired  = "login_required"
	errServer         = "server_error"
)

// What people read: what happened, then what to do.
const (
	messageTechnical   = "La connexion n’a pas pu commencer : la demande reçue n’est pas complète. Fermez cet onglet, puis repartez du site du service."
	messageService     = "Le service d’où vous venez et nous n’avons pas réussi à nous comprendre. Réessayez un peu plus tard ; si cela continue, prévenez ce service."
	messageSession     = "Votre connexion est restée ouverte trop longtemps, ou elle est déjà terminée. Fermez cet onglet, puis recommencez depuis le site du service."
	messageTabs        = "Cette étape est déjà passée. Fermez tous les onglets de cette connexion, puis recommencez depuis le site du service."
	messageLevel       = "Ce compte ne donne pas le niveau de garantie que le service demande. Choisissez un autre compte pour continuer."
	messageIdentity    = "Les informations d’identité de ce compte ne permettent pas d’aller plus loin. Choisissez un autre compte, ou demandez à l’organisme qui le tient de vérifier votre état civil."
	messageCallback    = "Le retour depuis le compte choisi ne s’est pas bien passé. Recommencez depuis le site du service."
	messageBadSecret   = "Le service n’a pas pu prouver qui il est. Prévenez ce service : vous n’y êtes pour rien."
	messageCodeExpired = "Le service a mis trop de temps à terminer la connexion, ou l’a terminée deux fois. Recommencez depuis son site."
)

// Describe gives the page of a code: the engine's own codes and those that only
// a host can raise. An unknown code gives the page of an internal fault.
func Describe(code string) Failure {
	f := Failure{Code: code}
	switch code {
	case CodeBadRequest, CodeBadHint, CodePostLogoutURI:
		f.Status, f.OAuthError, f.Message = http.StatusBadRequest, errInvalidRequest, messageTechnical
	case CodeUnknownClient, CodeRedirectURI:
		f.Status, f.OAuthError, f.Message = http.StatusBadRequest, errInvalidRequest, messageService
	case CodeExpired:
		f.Status, f.OAuthError, f.Message = http.StatusUnauthorized, errAccessDenied, messageSession
	case CodeAlreadyDone, CodeLoginTooOld:
		f.Status, f.OAuthError, f.Message = http.StatusBadRequest, errInvalidRequest, messageTabs
	case codeWrongSecret:
		f.Status, f.OAuthError, f.Message = http.StatusUnauthorized, errInvalidClient, messageBadSecret
	case codeCodeNotFound, codeCodeMissing:
		f.Status, f.OAuthError, f.Message = http.StatusBadRequest, errInvalidGrant, messageCodeExpired
	case codeAidantsMissing, codeAidantsForbidden, codeAidantsLate:
		return describeAidants(f)
	case codeTokenNotFound, codeTokenNotGiven:
		f.Status, f.OAuthError, f.Message = http.StatusUnauthorized, errInvalidToken, messageCodeExpired
	default:
		return describeHost(f)
	}
	return f
}

// describeHost holds the codes that come from the host's pages and rules.
func describeHost(f Failure) Failure {
	switch f.Code {
	case "Y100002", CodeLevelTooLow, "Y100018":
		f.Status, f.OAuthError, f.Message = http.StatusBadRequest, errAccessDenied, messageLevel
		if f.Code == CodeLevelTooLow {
			f.Status = http.StatusForbidden
		}
	case "Y030032":
		f.Status, f.OAuthError, f.Message = http.StatusBadRequest, "invalid_idp_hint", messageService
	case "Y100011":
		f.Status, f.OAuthError = http.StatusForbidden, errAccessDenied
		f.Message = "Vous avez choisi de bloquer ce compte pour vos connexions. Prenez un autre compte, ou débloquez celui-ci depuis votre historique."
	case "Y180001":
		f.Status, f.OAuthError = http.StatusForbidden, errAccessDenied
		f.Message = "Votre accès est désactivé. Écrivez-nous pour le rouvrir."
	case "Y020021", "Y020022", "Y020026", "Y020027":
		f.Status, f.OAuthError, f.Message = http.StatusBadRequest, errServer, messageCallback
		if f.Code == "Y020022" {
			f.Status = http.StatusForbidden
		}
	case "Y010004", "Y010006", "Y010007", "Y010008", "Y010009", "Y010011", "Y010012", "Y010013":
		f.Status, f.OAuthError, f.Message = http.StatusBadRequest, errAccessDenied, messageIdentity
	case "Y010015":
		f.Status, f.OAuthError = http.StatusBadRequest, errAccessDenied
		f.Message = "D’après l’état civil, cette identité ne peut plus servir à se connecter."
	case "Y600006":
		f.Status, f.OAuthError, f.Message = http.StatusBadRequest, errServer, messageIdentity
	case "Y600020":
		f.Status, f.OAuthError = http.StatusBadRequest, errAccessDenied
		f.Message = "Le mandat présenté ne couvre pas ce service. Vérifiez les démarches inscrites au mandat."
	case "Y470001", "Y470002", "Y470003", "Y470004":
		f.Status, f.OAuthError, f.Message = http.StatusUnauthorized, errAccessDenied, messageSession
		if f.Code == "Y470002" {
			f.Status = http.StatusBadRequest
		}
	default:
		f.Status, f.OAuthError = http.StatusInternalServerError, errServer
		f.Message = "Un imprévu nous empêche de continuer. Recommencez dans quelques instants."
	}
	return f
}

// Help draws the page of the `code` in the query, for the developer who follows
// the error_uri of a refusal. Hosts mount it at <issuer>/aide.
func (p *Provider) Help(w http.ResponseWriter, r *http.Request) {
	noStore(w)
	f := Describe(r.URL.Query().Get("code"))
	if f.OAuthError == errServer && f.Status == http.StatusInternalServerError {
		f.Status = http.StatusNotFound
		f.Code = CodeInternal
	}
	p.fail(w, r, f)
}
