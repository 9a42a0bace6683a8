package franceconnect

import (
	"slices"

	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// choicePage is the list of accounts.
type choicePage struct {
	ID, Service string
	Accounts    []account
	Failed      string // title of the account that did not answer with anybody
	Plus        bool   // the second level: no mandate opens it
	Mandates    string // the account that acts under a mandate, if it is on the network
}

// open reads an interaction that is still to be decided, in the browser that
// it was opened in. Nobody else learns anything of it.
func (s *service) open(v *portal.Visit, id string) (oidc.Interaction, error) {
	in, err := s.engine.Interaction(v.Context(), id)
	switch {
	case err != nil:
		return in, err
	case !in.OpenedBy(recall(v).Remembered(memoryName)):
		return oidc.Interaction{}, oidc.Describe(codeForeign)
	case in.Progress != oidc.Open:
		return in, toService(oidc.CodeAlreadyDone, in.Client)
	}
	return in, nil
}

// choice shows the accounts, unless this browser is connected already.
func (s *service) choice(v *portal.Visit) error {
	in, err := s.open(v, v.Path("id"))
	if err != nil {
		return s.fail(v, err)
	}
	if _, back := recall(v).waiting(in.ID); back {
		return s.fail(v, toService(oidc.CodeAlreadyDone, in.Client))
	}
	if known, ok := s.connected(v, in); ok {
		return s.goOn(v, in, known)
	}
	if in.IDPHint != "" {
		return s.hinted(v, in)
	}
	return s.showChoice(v, in)
}

func (s *service) showChoice(v *portal.Visit, in oidc.Interaction) error {
	page := choicePage{ID: in.ID, Service: in.Client.Name, Plus: s.plus()}
	for _, a := range s.accounts(v.Tx, in.Client.ID) {
		if !a.mandates() {
			page.Accounts = append(page.Accounts, a)
		} else if a.Active {
			page.Mandates = a.UID
		}
	}
	if failed, ok := s.accountNamed(v.Tx, in.Client.ID, v.Request.URL.Query().Get("echec")); ok {
		page.Failed = failed.Title
	}
	return v.Render("choix.html", "Connexion en cours sur "+in.Client.Name, page)
}

// hinted goes straight to the account that the service asked for, if it may.
func (s *service) hinted(v *portal.Visit, in oidc.Interaction) error {
	if v.Request.URL.Query().Has("echec") { // it was tried: people choose
		return s.showChoice(v, in)
	}
	if a, ok := s.accountNamed(v.Tx, in.Client.ID, in.IDPHint); ok && a.Active {
		return s.sendTo(v, in, a)
	}
	return s.refuse(v, in, "invalid_idp_hint", "idp_hint is not allowed")
}

// connected is who has a session on this screen, where it may serve: the
// service takes the account that it was opened with.
func (s *service) connected(v *portal.Visit, in oidc.Interaction) (login, bool) {
	known, ok := s.session(v, in.Client.ID)
	return known, ok && in.Fresh(known.Identity.AuthTime)
}

// session reads the login of this screen, if it may serve for a client.
func (s *service) session(v *portal.Visit, client string) (login, bool) {
	session, ok := v.Session()
	if !ok || s.plus() {
		return login{}, false
	}
	known, ok := loginOf(session)
	if known.Identity.Actor != nil { // a mandate is chosen anew for each service
		return login{}, false
	}
	taken := func(a account) bool { return a.UID == known.Account }
	return known, ok && slices.ContainsFunc(s.accounts(v.Tx, client), taken)
}

// goOn leads to the information page, or past it for the few services that
// may do without.
func (s *service) goOn(v *portal.Visit, in oidc.Interaction, who login) error {
	if in.SkipConsent {
		return s.finish(v, in, who)
	}
	return v.Redirect(interactionPath(in.ID) + "/consent")
}

// leave goes back to the service without anybody. A login that had failed says
// so to the service in the terms of the protocol.
func (s *service) leave(v *portal.Visit) error {
	in, err := s.open(v, v.Path("id"))
	if err != nil {
		return s.fail(v, err)
	}
	m := recall(v)
	code, description := "access_denied", "user authentication aborted"
	if f := oidc.Describe(m.Remembered(memoryFailure)); f.OAuthError == "server_error" && f.Code != "" && m.Remembered(memoryInteraction) == in.ID {
		code, description = f.OAuthError, "authentication aborted due to a technical error on the authorization server"
	}
	v.Witness(FactAbandoned, "service", in.Client.ID)
	m.forgetLogin()
	return s.refuse(v, in, code, description)
}

func (s *service) refuse(v *portal.Visit, in oidc.Interaction, code, description string) error {
	to, err := s.engine.Refuse(v.Context(), in.ID, code, description)
	if err != nil {
		return s.fail(v, err)
	}
	return v.Redirect(to)
}

// mandatePage explains why Aidants Connect leads nowhere here.
type mandatePage struct{ ID, Service string }

// aidantsConnect says that this situation holds no mandate.
func (s *service) aidantsConnect(v *portal.Visit) error {
	in, err := s.open(v, v.Path("id"))
	if err != nil {
		return s.fail(v, err)
	}
	v.Witness(FactMandate, "service", in.Client.ID)
	return v.Render("aidants.html", "Aidants Connect", mandatePage{in.ID, in.Client.Name})
}

// toService describes a failure that knows where the person came from.
func toService(code string, c oidc.Client) oidc.Failure {
	f := oidc.Describe(code)
	f.ClientName, f.ClientURL = c.Name, c.Home
	return f
}
