package emploi

import (
	"io/fs"

	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
	"demarcheablanc/simulators/portal/oidc"
)

// web is the site itself: the one that owns the dossiers.
func (s *service) web(client oidc.Client) *portal.Site {
	pages, _ := fs.Sub(embedded, "pages") // the folder is embedded: it cannot be missing
	return s.mount("site", "/connexion", "/espace", holderHere).Attach(&portal.Site{
		ID: ID, Host: Host, Name: nameNow, Theme: "site-emploi", Icon: "emploi.svg",
		Pages: pages, Routes: s.routes(), Client: &client, SessionLife: sessionLife,
		Facts: facts(), Effects: s.effects(), Files: map[string]portal.FileMaker{KindNotice: drawNotice},
		Lines: []portal.VoiceLine{{Number: Line, Name: nameNow, Answer: s.answer}},
		Seed:  seed,
	})
}

func (s *service) routes() []portal.Route {
	return []portal.Route{
		{Pattern: "GET /{$}", Handler: s.home},
		{Pattern: "POST /avis", Handler: closePopUp},
		{Pattern: "GET /connexion", Handler: s.loginPage},
		{Pattern: "POST /connexion", Handler: s.identify},
		{Pattern: "GET /connexion/mot-de-passe", Handler: s.secretPage},
		{Pattern: "POST /connexion/mot-de-passe", Handler: s.login},
		{Pattern: "GET /connexion/clavier", Handler: s.keypadPage},
		{Pattern: "POST /connexion/clavier", Handler: s.keypad},
		{Pattern: "GET /connexion/accessible", Handler: s.plainPage},
		{Pattern: "POST /connexion/accessible", Handler: s.plain},
		{Pattern: "GET /connexion/code", Handler: s.codePage},
		{Pattern: "POST /connexion/code", Handler: s.code},
		{Pattern: "POST /connexion/code/renvoyer", Handler: s.codeAgain},
		{Pattern: "GET /identifiant-oublie", Handler: s.whoPage},
		{Pattern: "POST /identifiant-oublie", Handler: s.who},
		{Pattern: "GET /mot-de-passe-oublie", Handler: s.forgottenPage},
		{Pattern: "POST /mot-de-passe-oublie", Handler: s.forgotten},
		{Pattern: "GET /envoye", Handler: s.sentPage},
		{Pattern: "GET /nouveau-mot-de-passe/{lien}", Handler: s.choosePage},
		{Pattern: "POST /nouveau-mot-de-passe/{lien}", Handler: s.choose},
		{Pattern: "GET /mot-de-passe-change", Handler: s.chosen},
		{Pattern: "POST /franceconnect", Handler: s.fc.Begin},
		{Pattern: "GET /franceconnect/retour", Handler: s.fcReturn},
		{Pattern: "GET /inscription", Handler: s.spacePage},
		{Pattern: "POST /inscription", Handler: s.space},
		{Pattern: "GET /espace", Handler: member(s.account)},
		{Pattern: "GET /dossier", Handler: member(s.file)},
		{Pattern: "GET /actualisation", Handler: member(s.declaration)},
		{Pattern: "POST /actualisation/modifier", Handler: member(s.reopen)},
		{Pattern: "GET /paiements", Handler: member(s.payments)},
		{Pattern: "GET /attestations", Handler: member(s.notices)},
		{Pattern: "POST /attestations/paiements", Handler: member(s.chosenMonths)},
		{Pattern: "GET /attestations/{genre}", Handler: member(s.notice)},
		{Pattern: "GET /documents", Handler: member(s.exchanges)},
		{Pattern: "GET /courriers", Handler: member(s.letters)},
		{Pattern: "GET /trop-percu", Handler: member(s.debts)},
		{Pattern: "GET /profil", Handler: member(s.profile)},
		{Pattern: "POST /sortir", Handler: s.fc.Logout},
		{Pattern: "GET /deconnexion", Handler: s.loggedOut},
	}
}

// holderHere is who is logged in on this screen.
func holderHere(v *portal.Visit) (demarche.Holder, bool) {
	s, ok := v.Session()
	if !ok {
		return demarche.Holder{}, false
	}
	p, known := portal.PersonOf(v.Tx, s.Person)
	return demarche.Holder{Person: p, Account: s.Account}, known
}
