package formation

import (
	"errors"
	"net/http"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

const viaFranceConnect = "franceconnect"

// rememberedDossier is the dossier for which somebody went to FranceConnect+.
const rememberedDossier = "dossier"

func (s *service) fcBegin(v *portal.Visit) error {
	return unlessDown(v, s.fc.Begin(v))
}

// plusBegin goes to FranceConnect+, and remembers the dossier it is for.
func (s *service) plusBegin(v *portal.Visit) error {
	v.Remember(rememberedDossier, v.Value("dossier"))
	return unlessDown(v, s.plus.Begin(v))
}

func unlessDown(v *portal.Visit, err error) error {
	if err == nil {
		return nil
	}
	return v.Stop(http.StatusServiceUnavailable, "FranceConnect ne répond pas", "Vos droits et vos dossiers ne bougent pas. Réessayez dans quelques minutes.", "/connexion", "Revenir à la connexion")
}

func (s *service) fcReturn(v *portal.Visit) error { return s.enter(v, s.fc, levelFC, "/compte") }

func (s *service) plusReturn(v *portal.Visit) error {
	to := "/compte"
	if id := v.Remembered(rememberedDossier); id != "" {
		to = "/dossiers/" + id + "/engagement"
	}
	return s.enter(v, s.plus, levelPlus, to)
}

// enter opens a session at the level that was really reached.
func (s *service) enter(v *portal.Visit, party *portal.RelyingParty, level, to string) error {
	who, err := party.Finish(v)
	if err != nil {
		return fcRefused(v, err)
	}
	person, known := portal.PersonMatching(v, who)
	if !known {
		return v.Stop(http.StatusForbidden, "Cet état civil n’est pas reconnu", "Aucun titulaire de droits ne porte cet état civil. Écrivez au service avec une pièce d’identité.", "/connexion", "Revenir à la connexion")
	}
	if level == levelPlus && who.ACR == "eidas1" {
		level = levelFC
	}
	account, ok := accountOf(v.Tx, func(a portal.Account) bool { return a.Person == person.ID })
	if !ok {
		account = openAccount(v, person, who.Email)
	}
	via := fcVia(v, person.ID)
	v.OpenSession(portal.Session{
		Person: person.ID, Account: account.ID, Via: via,
		Data: map[string]string{dataLevel: level, dataIDToken: who.IDToken},
	})
	how := "Connexion par FranceConnect"
	if level == levelPlus {
		how += "+"
	}
	if who.Actor != nil {
		how += ", par " + who.Actor.Name + " sous mandat"
	}
	note(v.Tx, account.ID, how+", depuis : "+screenName(v), false)
	return v.Redirect(to)
}

// openAccount makes the account of somebody who comes for the first time. It has
// no password: nobody but FranceConnect opens it until one is chosen.
func openAccount(v *portal.Visit, p portal.Person, email string) portal.Account {
	number := portal.Digits(p.NIR)
	account := portal.Account{Site: ID, ID: p.ID, Person: p.ID, Identifier: number[:min(len(number), loginDigits)], Email: email, Mobile: p.Mobile}
	portal.PutAccount(v.Tx, account)
	v.Witness(FactOpened, "personne", p.ID)
	return account
}

// lastLogin is what FranceConnect writes of the last login on a screen, at
// franceconnect/derniere/<device>.
type lastLogin struct {
	FI     string `json:"fi"`
	Person string `json:"personne"`
}

// fcVia names the account used at FranceConnect, where it is known.
func fcVia(v *portal.Visit, person string) string {
	last, ok := sandbox.Get[lastLogin](v.Tx, "franceconnect/derniere/"+v.Device)
	if !ok || last.FI == "" || last.Person != person {
		return viaFranceConnect
	}
	return viaFranceConnect + ":" + last.FI
}

func fcRefused(v *portal.Visit, err error) error {
	var refused *portal.RefusedLogin
	switch {
	case errors.Is(err, portal.ErrForeignAnswer):
		return v.Stop(http.StatusBadRequest, "Cette connexion n’est plus la bonne",
			"La réponse de FranceConnect ne correspond pas à la demande faite dans cette fenêtre. Fermez les autres onglets et recommencez.", "/connexion", "Recommencer")
	case errors.As(err, &refused):
		return v.Stop(http.StatusForbidden, "La connexion a été interrompue",
			"FranceConnect n’a pas confirmé votre identité au niveau demandé. Vos droits et vos dossiers n’ont pas changé.", "/connexion", "Revenir à la connexion")
	}
	return v.Stop(http.StatusBadGateway, "La connexion n’a pas pu aboutir", "L’échange avec FranceConnect ne s’est pas terminé. Recommencez depuis la page de connexion.", "/connexion", "Recommencer")
}
