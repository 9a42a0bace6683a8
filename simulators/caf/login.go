package caf

import (
	"crypto/rand"
	"net/http"
	"strings"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

const (
	fieldNumber = "identifiant"
	fieldSecret = "motdepasse"
	fieldCode   = "code"
)

const viaPassword = "mot_de_passe"

// eraOld is when one logged in with a number and a visual keypad.
const eraOld = "2019"

type homePage struct{ Logged bool }

func (s *service) home(v *portal.Visit) error {
	_, logged := v.Session()
	return v.Render("accueil.html", "Vos aides, vos démarches", homePage{logged})
}

// doorPage is the login, in either era.
type doorPage struct {
	Old     bool
	Keys    []string // the digits in the order drawn, once the number is known
	Pressed int
	Number  string
	Locked  bool
	Until   time.Time
}

func (s *service) loginPage(v *portal.Visit) error {
	if _, logged := v.Session(); logged {
		return v.Redirect("/compte")
	}
	return s.door(v)
}

func (s *service) door(v *portal.Visit) error {
	page := doorPage{Old: v.Era() == eraOld}
	if pad, ok := padOn(v); ok && page.Old {
		page.Keys, page.Pressed, page.Number = strings.Split(pad.Keys, ""), pad.Pressed, pad.Number
	}
	return v.Render("connexion.html", "Se connecter à Mon Compte", page)
}

func (s *service) login(v *portal.Visit) error {
	if v.Era() == eraOld {
		return s.oldLogin(v)
	}
	account, outcome := s.enter(v)
	switch outcome {
	case portal.Locked:
		return s.locked(v, account)
	case portal.Opened:
		return s.await(v, account)
	}
	return s.door(v)
}

func (s *service) locked(v *portal.Visit, account portal.Account) error {
	return v.RenderStatus(http.StatusLocked, "bloque.html", "Votre compte est bloqué pour le moment", doorPage{Locked: true, Until: account.LockedUntil})
}

// enter judges identifier and password, and says in problems what to do next.
func (s *service) enter(v *portal.Visit) (portal.Account, portal.Outcome) {
	number, problem := loginNumber(v.Value(fieldNumber))
	if refuseReal(v, fieldNumber) || problem != "" {
		v.Problem(fieldNumber, problem)
		v.Forget(fieldSecret)
		return portal.Account{}, portal.Unknown
	}
	if v.Request.Form.Get(fieldSecret) == "" {
		v.Problem(fieldSecret, "Saisissez votre mot de passe.")
		return portal.Account{}, portal.Unknown
	}
	account, outcome := s.access.Login(v, number, fieldSecret)
	switch outcome {
	case portal.Unknown:
		v.Problem(fieldNumber, "Aucun compte ne répond à ce numéro. Vérifiez-le sur la carte Vitale, sans les deux chiffres de la clé. Le numéro d’allocataire ne sert plus à se connecter.")
	case portal.Wrong:
		v.Problem(fieldSecret, triesLeft(account))
	}
	return account, outcome
}

func triesLeft(a portal.Account) string {
	left := mostFails - a.Fails
	if left == 1 {
		return "Ce n’est pas le mot de passe de ce compte. Il reste un seul essai avant un blocage de 30 minutes : mieux vaut choisir un nouveau mot de passe."
	}
	return "Ce n’est pas le mot de passe de ce compte. Il reste " + frtext.Count(left, "essai", "essais") + "."
}

// loginNumber reads the identifier typed: thirteen digits, or the provisional one
// that the Caf gives. The sentence says what to do with anything else.
func loginNumber(typed string) (number, problem string) {
	if p := strings.ToUpper(strings.ReplaceAll(typed, " ", "")); isProvisional(p) {
		return p, ""
	}
	number = portal.Digits(typed)
	switch n := len(number); {
	case n == 0:
		return "", "Saisissez votre numéro de sécurité sociale : 13 chiffres."
	case n == 15:
		return "", "Saisissez seulement les 13 premiers chiffres : les deux derniers sont la clé, on ne la demande pas ici."
	case n == numberDigits:
		return "", "C’est un numéro d’allocataire. Depuis octobre 2021, on se connecte avec le numéro de sécurité sociale : 13 chiffres."
	case n != 13:
		return "", "Ce numéro a " + frtext.Count(n, "chiffre", "chiffres") + ". Il en faut 13, sans la clé."
	case number[0] == '7' || number[0] == '8':
		return "", "Un numéro qui commence par 7 ou 8 est un numéro d’attente : il n’ouvre pas Mon Compte. Demandez à la Caf un identifiant provisoire."
	}
	return number, ""
}

// refuseReal drops what may belong to somebody, and says so.
func refuseReal(v *portal.Visit, field string) bool {
	kind, real := fictif.LooksReal(v.Value(field))
	if !real {
		return false
	}
	v.Forget(field)
	v.Problem(field, kind.Message())
	v.Witness(portal.FactRealRefused, "site", v.Site.ID, "genre", string(kind))
	return true
}

// accountOf is somebody's own account, not the old one.
func accountOf(tx *sandbox.Tx, person string) (portal.Account, bool) {
	return portal.AccountWith(tx, ID, func(a portal.Account) bool { return a.Person == person && a.State != stateOld })
}

// stateOld marks the way in of before October 2021, which the 3230 still takes:
// number and code of eight digits.
const stateOld = "ancien"

// waiting is a login whose password was right, on one screen: a code is still to
// be typed in the very page that asked for it.
type waiting struct {
	Account string    `json:"compte"`
	Door    string    `json:"porte"`
	At      time.Time `json:"le"`
	Sent    int       `json:"envois,omitempty"`
}

func waitingKey(device string) string { return "caf/attente/" + device }

// await opens the page of the code. Whoever had one open and left it begins
// again: the former code is worth nothing any more.
func (s *service) await(v *portal.Visit, account portal.Account) error {
	if old, ok := sandbox.Get[waiting](v.Tx, waitingKey(v.Device)); ok && old.Sent > 0 && old.Account == account.ID {
		v.Witness(FactDoorLost, "personne", account.Person)
	}
	v.Delete(codeKey(account.ID))
	w := waiting{Account: account.ID, Door: rand.Text(), At: v.Now()}
	v.Put(waitingKey(v.Device), w)
	return v.Redirect("/connexion/code/" + w.Door)
}

// doorLife is how long the page of the code may wait.
const doorLife = 30 * time.Minute

// awaiting reads the login that the page is about; when there is none any more,
// the page that says so is already drawn.
func (s *service) awaiting(v *portal.Visit) (w waiting, account portal.Account, ok bool, err error) {
	w, ok = sandbox.Get[waiting](v.Tx, waitingKey(v.Device))
	if ok = ok && w.Door == v.Path("porte") && v.Now().Sub(w.At) < doorLife; ok {
		account, ok = portal.AccountWith(v.Tx, ID, func(a portal.Account) bool { return a.ID == w.Account })
	}
	if !ok {
		err = v.Stop(http.StatusGone, "Cette page de connexion ne sert plus",
			"Une connexion plus récente l’a remplacée, ou trop de temps a passé. Recommencez, puis gardez cet onglet ouvert : la messagerie s’ouvre dans un autre.", "/connexion", "Recommencer")
	}
	return w, account, ok, err
}

type codePage struct {
	Door, To string // where the code goes, masked
	Sent     bool
	Again    bool // it may be sent once more
	Until    time.Time
}

func (s *service) codePage(v *portal.Visit) error {
	w, account, ok, err := s.awaiting(v)
	if !ok {
		return err
	}
	return s.showCode(v, w, account)
}

func (s *service) showCode(v *portal.Visit, w waiting, account portal.Account) error {
	c, _ := sandbox.Get[code](v.Tx, codeKey(account.ID))
	return v.Render("code.html", "Vérifier que c’est bien vous", codePage{
		Door: w.Door, To: whereTo(account), Sent: w.Sent > 0, Again: w.Sent < mostCodes, Until: c.Until,
	})
}

// codeSend is « envoyer le code ».
func (s *service) codeSend(v *portal.Visit) error {
	w, account, ok, err := s.awaiting(v)
	if !ok {
		return err
	}
	if w.Sent >= mostCodes {
		v.Problem(fieldCode, "Trois codes sont déjà partis. Prenez le dernier message, ou recommencez la connexion.")
		return s.showCode(v, w, account)
	}
	sendCode(v, account, "connexion", account.Email == "")
	w.Sent++
	v.Put(waitingKey(v.Device), w)
	return v.Redirect("/connexion/code/" + w.Door)
}

func (s *service) codeEnter(v *portal.Visit) error {
	w, account, ok, err := s.awaiting(v)
	if !ok {
		return err
	}
	if w.Sent == 0 {
		v.Forget(fieldCode)
		return v.Redirect("/connexion/code/" + w.Door)
	}
	if !judgeCode(v, account) {
		return s.showCode(v, w, account)
	}
	v.Delete(waitingKey(v.Device))
	v.OpenSession(portal.Session{Person: account.Person, Account: account.ID, Via: viaPassword})
	return v.Redirect("/compte")
}
