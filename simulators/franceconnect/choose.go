package franceconnect

import (
	"cmp"

	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// choose sends the browser to the account chosen.
func (s *service) choose(v *portal.Visit) error {
	in, err := s.open(v, v.Path("id"))
	if err != nil {
		return s.fail(v, err)
	}
	a, ok := s.accountNamed(v.Tx, in.Client.ID, v.Value("fi"))
	switch {
	case !ok:
		v.Problem("fi", "Choisissez un des comptes de la liste.")
		return s.showChoice(v, in)
	case !a.Active:
		v.Problem("fi", cmp.Or(a.Message, "Ce compte est en pause pour le moment. Choisissez-en un autre."))
		return s.showChoice(v, in)
	}
	return s.sendTo(v, in, a)
}

// sendTo begins a login at an account. Whoever had come back for this login is
// forgotten: people changed their mind.
func (s *service) sendTo(v *portal.Visit, in oidc.Interaction, a account) error {
	m := recall(v)
	m.begin(in.ID, a.UID)
	m.forgetLogin()
	v.Witness(FactChosen, "fi", a.UID, "service", in.Client.ID)
	var extra []string
	if a.mandates() {
		v.Witness(FactMandate, "service", in.Client.ID)
		asked := portal.AskedService{ID: in.Client.ID, Name: in.Client.Name, Themes: in.Client.Themes}
		extra = []string{"claims", asked.ClaimsFor()}
	}
	if err := s.partyOf(a.provider).Begin(v, extra...); err != nil {
		return s.comeBack(v, in, a, "injoignable")
	}
	return nil
}

// comeBack shows the accounts again after one that gave nobody.
func (s *service) comeBack(v *portal.Visit, in oidc.Interaction, a account, cause string) error {
	recall(v).failed(a.UID)
	v.Witness(FactRefused, "fi", a.UID, "cause", cause)
	return v.Redirect(interactionPath(in.ID) + "?echec=" + a.UID)
}
