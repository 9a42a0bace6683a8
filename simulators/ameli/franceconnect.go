package ameli

import (
	"errors"
	"net/http"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// lastLogin is what FranceConnect writes of the last login on a screen, at
// franceconnect/derniere/<device>. A service cannot learn from the protocol
// which account was used there.
type lastLogin struct {
	FI     string `json:"fi"`
	Person string `json:"personne"`
}

// dataIDToken is where a session keeps what proves to FranceConnect, at logout,
// whose session ends.
const dataIDToken = "id_token"

func (s *service) fcBegin(v *portal.Visit) error {
	if err := s.fc.Begin(v); err != nil {
		return v.Stop(http.StatusServiceUnavailable, "FranceConnect ne répond pas",
			"Le service FranceConnect est injoignable pour le moment. Réessayez dans quelques minutes, ou entrez avec votre numéro et votre mot de passe.", "/connexion", "Revenir à la connexion")
	}
	return nil
}

func (s *service) fcReturn(v *portal.Visit) error {
	who, err := s.fc.Finish(v)
	if err != nil {
		return fcRefused(v, err)
	}
	person, known := portal.PersonMatching(v, who)
	account, ok := accountOf(v.Tx, person.ID)
	if _, insured := recordOf(v.Tx, person.ID); known && insured && (!ok || account.State == stateClosed) {
		v.Witness(FactNoAccount, "personne", person.ID)
		v.OpenSession(portal.Session{Person: person.ID, Via: fcVia(v, person.ID), Data: map[string]string{dataIDToken: who.IDToken}})
		return v.Redirect("/creer-un-compte/franceconnect")
	}
	if !known || !ok {
		v.Witness(FactNoAccount, "personne", person.ID)
		return v.RenderStatus(http.StatusNotFound, "inconnu.html", "Aucun compte ameli à ce nom", unknownPage{
			Name: who.GivenName + " " + who.FamilyName, Logout: s.fc.LogoutURL(who.IDToken, "https://"+Host+"/deconnexion"),
		})
	}
	via := fcVia(v, person.ID)
	v.OpenSession(portal.Session{Person: person.ID, Account: account.ID, Via: via, Data: map[string]string{dataIDToken: who.IDToken}})
	remember(v.Tx, account.ID, via)
	return v.Redirect("/compte")
}

type unknownPage struct {
	Name   string
	Logout string // address that also ends the FranceConnect session
}

// newcomer guards the creation by FranceConnect: an identity, no account yet.
func newcomer(handle func(*portal.Visit, portal.Session, portal.Person) error) portal.Handler {
	return func(v *portal.Visit) error {
		session, ok := v.Session()
		person, known := portal.PersonOf(v.Tx, session.Person)
		switch {
		case !ok || !known:
			return outside(v)
		case session.Account != "":
			return v.Redirect("/compte")
		}
		return handle(v, session, person)
	}
}

func (s *service) fcCreatePage(v *portal.Visit, _ portal.Session, p portal.Person) error {
	return v.Render("creer_fc.html", "Ouvrir votre compte ameli", fcCreatePage{p.Name()})
}

type fcCreatePage struct{ Name string }

// fcCreate opens the account of whoever FranceConnect has just named: nothing
// else is to be proved, but everything goes online from then on.
func (s *service) fcCreate(v *portal.Visit, session portal.Session, p portal.Person) error {
	if v.Value("cgu") != "oui" {
		v.Problem("cgu", "Cochez la case après avoir lu : un compte ameli remplace le papier par des messages en ligne.")
		return s.fcCreatePage(v, session, p)
	}
	session.Account = newAccount(v.Tx, p).ID
	v.KeepSession(session)
	remember(v.Tx, session.Account, session.Via)
	return v.Redirect("/premiere-connexion")
}

// fcVia names the account used at FranceConnect, where it is known.
func fcVia(v *portal.Visit, person string) string {
	last, ok := sandbox.Get[lastLogin](v.Tx, "franceconnect/derniere/"+v.Device)
	if !ok || last.FI == "" || last.Person != person {
		return "franceconnect"
	}
	return "franceconnect:" + last.FI
}

// fcRefused says in plain words why nobody came back from FranceConnect.
func fcRefused(v *portal.Visit, err error) error {
	var refused *portal.RefusedLogin
	switch {
	case errors.Is(err, portal.ErrForeignAnswer):
		return v.Stop(http.StatusBadRequest, "Cette connexion n’est plus la bonne",
			"La réponse de FranceConnect ne correspond pas à la demande faite dans cette fenêtre : l’onglet a vieilli, ou la page a été rouverte. Fermez les autres onglets et recommencez.", "/connexion", "Recommencer")
	case errors.As(err, &refused):
		return v.Stop(http.StatusForbidden, "La connexion a été interrompue",
			"FranceConnect n’a pas confirmé votre identité : la connexion a été abandonnée, ou le compte choisi ne l’a pas permis. Votre compte ameli n’a pas changé.", "/connexion", "Revenir à la connexion")
	}
	return v.Stop(http.StatusBadGateway, "La connexion n’a pas pu aboutir",
		"FranceConnect et ameli n’ont pas terminé leur échange. Recommencez depuis la page de connexion.", "/connexion", "Recommencer")
}
