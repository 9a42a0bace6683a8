package formation

import (
	"net/http"

	"demarcheablanc/simulators/portal"
)

// rememberedDossier is the dossier for which somebody went to FranceConnect+.
const rememberedDossier = "dossier"

// door is the way in by either FranceConnect.
func door(rp *portal.RelyingParty) *portal.Door {
	return &portal.Door{
		RelyingParty: rp, Service: "Mon Compte Formation", Back: "/connexion", Label: "Revenir à la connexion",
		Unchanged: "Vos droits et vos dossiers n’ont pas changé.",
	}
}

// plusBegin goes to FranceConnect+, and remembers the dossier it is for.
func (s *service) plusBegin(v *portal.Visit) error {
	v.Remember(rememberedDossier, v.Value("dossier"))
	return s.plus.Begin(v)
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
func (s *service) enter(v *portal.Visit, through *portal.Door, level, to string) error {
	who, err := through.Finish(v)
	if err != nil {
		return through.Refused(v, err)
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
	via := portal.ViaFranceConnect(v, person.ID)
	through.Open(v, who, portal.Session{Person: person.ID, Account: account.ID, Via: via, Data: map[string]string{dataLevel: level}})
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
