package franceconnect

import (
	"errors"

	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// callback is where the accounts send people back.
func (s *service) callback(v *portal.Visit) error {
	m := recall(v)
	id, uid := m.underWay()
	if id == "" && !m.tangled() && v.Request.URL.Query().Get("state") != "" {
		return s.fail(v, oidc.Describe(oidc.CodeExpired)) // the browser was closed meanwhile
	}
	in, err := s.open(v, id)
	switch {
	case m.tangled():
		return s.failLogin(v, in, uid, codeForeignState)
	case v.Request.URL.Query().Get("state") == "":
		return s.failLogin(v, in, uid, codeNoState)
	case err != nil:
		return s.fail(v, err)
	}
	if _, done := m.waiting(in.ID); done { // the same answer, sent twice
		return s.fail(v, toService(oidc.CodeAlreadyDone, in.Client))
	}
	a, ok := s.accountNamed(v.Tx, in.Client.ID, uid)
	if !ok {
		return s.failLogin(v, in, uid, codeForeignState)
	}
	return s.answered(v, in, a)
}

// answered reads what an account said.
func (s *service) answered(v *portal.Visit, in oidc.Interaction, a account) error {
	said, err := s.partyOf(a.provider).Finish(v)
	var refused *portal.RefusedLogin
	switch {
	case errors.As(err, &refused) && a.mandates() && refused.Description != givenUp:
		return s.failMandate(v, in, a, refused.Description)
	case errors.As(err, &refused):
		return s.comeBack(v, in, a, refused.Code)
	case errors.Is(err, portal.ErrForeignAnswer):
		return s.failLogin(v, in, a.UID, codeForeignState)
	case errors.Is(err, portal.ErrUserInfo):
		return s.failLogin(v, in, a.UID, codeUserInfo)
	case err != nil:
		return s.failLogin(v, in, a.UID, codeTokens)
	}
	who := identity(said, a.UID, v.Now())
	if s.plus() && said.ACR != s.level {
		return s.failLogin(v, in, a.UID, codeLevel)
	}
	if a.mandates() && !covers(said, in.Client) {
		return s.failMandate(v, in, a, portal.MandateOutOfScope)
	}
	person, code := admit(v.Tx, who, a.UID)
	if code != "" {
		recordFailure(v, person, in.Client, a, code)
		return s.failLogin(v, in, a.UID, code)
	}
	known := login{Interaction: in.ID, Account: a.UID, Person: person.ID, Identity: who}
	recall(v).wait(known)
	return s.goOn(v, in, known)
}
