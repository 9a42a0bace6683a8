package ameli

import (
	"slices"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// purposeLogin is what the security code of an unusual login is for.
const purposeLogin = "connexion"

// What the browser remembers of a login that waits for its code: whose account,
// and where the code went, to be shown.
const (
	memoryUnusual = "connexion_compte"
	memoryWay     = "connexion_code"
)

func devicesKey(account string) string { return "ameli/appareils/" + account }

// knows says whether an account was already opened on a device.
func knows(tx *sandbox.Tx, account, device string) bool {
	known, _ := sandbox.Get[[]string](tx, devicesKey(account))
	return slices.Contains(known, device)
}

// trust remembers a device on which its owner has proved who she is.
func trust(tx *sandbox.Tx, account, device string) {
	known, _ := sandbox.Get[[]string](tx, devicesKey(account))
	if !slices.Contains(known, device) {
		tx.Put(devicesKey(account), append(slices.Clone(known), device))
	}
}

// unusual says whether a right password is not enough here: a device never seen,
// and somewhere to send a code to. A first login proves its contacts by itself.
func unusual(v *portal.Visit, a portal.Account) bool {
	return a.State == "" && (a.Mobile != "" || a.Email != "") && !knows(v.Tx, a.ID, v.Device)
}

// askCodeOf sends the security code of a login, by SMS rather than by mail.
func askCodeOf(v *portal.Visit, a portal.Account, byMail bool) error {
	code := newCode(v.Tx, a.ID, purposeLogin)
	way := "par SMS au " + portal.MaskedMobile(a.Mobile)
	if byMail || a.Mobile == "" {
		way = "par courriel à " + portal.MaskedEmail(a.Email)
		mailCode(v.Tx, a.Email, code)
	} else {
		textCode(v.Tx, a.Mobile, code)
	}
	v.Remember(memoryUnusual, a.ID)
	v.Remember(memoryWay, way)
	v.Witness(FactUnusual, "personne", a.Person)
	return v.Redirect("/connexion/code")
}

type codePage struct {
	Way    string
	ByMail bool // another code can go to the mailbox
}

// waiting is the account whose password was right in this browser.
func waiting(v *portal.Visit) (portal.Account, bool) {
	return portal.AccountWith(v.Tx, ID, func(a portal.Account) bool { return a.ID == v.Remembered(memoryUnusual) })
}

func (s *service) codePage(v *portal.Visit) error {
	a, ok := waiting(v)
	if !ok {
		return v.Redirect("/connexion")
	}
	return v.Render("code.html", "Un code de sécurité est parti", codePage{v.Remembered(memoryWay), a.Email != "" && a.Mobile != ""})
}

func (s *service) code(v *portal.Visit) error {
	a, ok := waiting(v)
	if !ok {
		return v.Redirect("/connexion")
	}
	problem := readCode(v.Tx, a.ID, purposeLogin, v.Value("code"))
	v.Forget("code")
	if problem != "" {
		v.Problem("code", problem)
		return s.codePage(v)
	}
	v.Remember(memoryUnusual, "")
	trust(v.Tx, a.ID, v.Device)
	return openAccount(v, a)
}

// codeByMail sends another code, to the mailbox.
func (s *service) codeByMail(v *portal.Visit) error {
	a, ok := waiting(v)
	if !ok || a.Email == "" {
		return v.Redirect("/connexion")
	}
	return askCodeOf(v, a, true)
}

// openAccount logs in by password.
func openAccount(v *portal.Visit, a portal.Account) error {
	v.OpenSession(portal.Session{Person: a.Person, Account: a.ID, Via: viaPassword})
	remember(v.Tx, a.ID, viaPassword)
	return v.Redirect("/compte")
}
