package ameli

import (
	"net/http"

	"demarcheablanc/simulators/portal"
)

func (s *service) fcReturn(v *portal.Visit) error {
	who, err := s.fc.Finish(v)
	if err != nil {
		return s.fc.Refused(v, err)
	}
	person, known := portal.PersonMatching(v, who)
	account, ok := accountOf(v.Tx, person.ID)
	if known && !ok && minor(person, v.Now()) {
		return tooYoung(v, person)
	}
	if _, insured := recordOf(v.Tx, person.ID); known && insured && (!ok || account.State == stateClosed) {
		v.Witness(FactNoAccount, "personne", person.ID)
		s.fc.Open(v, who, portal.Session{Person: person.ID, Via: portal.ViaFranceConnect(v, person.ID)})
		return v.Redirect("/creer-un-compte/franceconnect")
	}
	if !known || !ok {
		v.Witness(FactNoAccount, "personne", person.ID)
		return v.RenderStatus(http.StatusNotFound, "inconnu.html", "Aucun compte ameli à ce nom", s.fc.Stranger(v, who))
	}
	via := portal.ViaFranceConnect(v, person.ID)
	s.fc.Open(v, who, portal.Session{Person: person.ID, Account: account.ID, Via: via})
	remember(v.Tx, account.ID, via)
	return v.Redirect("/compte")
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
