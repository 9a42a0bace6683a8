package ameli

import (
	"net/http"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// The states of an account that is not plainly usable.
const (
	stateToActivate = "a_activer" // the link sent by mail was not opened
	stateFirst      = "premiere"  // something is still to be confirmed at the first login
	stateClosed     = "resilie"
)

// first is how far the first login has come. It ends with the choice between
// statements online and on paper.
type first struct {
	Email    string    `json:"courriel,omitempty"`
	Mobile   string    `json:"mobile,omitempty"`
	EmailOK  bool      `json:"courriel_valide,omitempty"`
	MobileOK bool      `json:"mobile_valide,omitempty"`
	Sent     time.Time `json:"codes_envoyes,omitzero"`
}

func firstKey(account string) string { return "ameli/premiere/" + account }

// The steps of a first login, in order.
const (
	firstSecret     = "motdepasse"
	firstContact    = "coordonnees"
	firstCodes      = "codes"
	firstStatements = "releves"
)

func (f first) step(a portal.Account) string {
	switch {
	case a.Secret.Issued == "" && a.Secret.Print == nil:
		return firstSecret
	case f.EmailOK && f.MobileOK:
		return firstStatements
	case !f.Sent.IsZero():
		return firstCodes
	}
	return firstContact
}

type firstPage struct {
	Step    string
	Email   string
	Mobile  string
	EmailOK bool
}

func (s *service) firstPage(v *portal.Visit, h holder) error {
	f, _ := sandbox.Get[first](v.Tx, firstKey(h.account.ID))
	page := firstPage{Step: f.step(h.account), Email: f.Email, Mobile: f.Mobile, EmailOK: f.EmailOK}
	if page.Email == "" {
		page.Email = h.account.Email
	}
	if page.Mobile == "" {
		page.Mobile = h.account.Mobile
	}
	return v.Render("premiere.html", "Votre première connexion", page)
}

// firstStep takes the answers of the step under way.
func (s *service) firstStep(v *portal.Visit, h holder) error {
	f, _ := sandbox.Get[first](v.Tx, firstKey(h.account.ID))
	switch step := f.step(h.account); {
	case v.Value("etape") != step && !(step == firstCodes && v.Value("etape") == "reprendre"):
		return v.Redirect("/premiere-connexion")
	case v.Value("etape") == "reprendre":
		f.Sent = time.Time{}
	case step == firstSecret:
		if !s.access.ChooseSecret(v, h.account, fieldNew, fieldAgain) {
			return s.firstPage(v, h)
		}
		return v.Redirect("/premiere-connexion")
	case step == firstContact:
		f.contact(v, h)
	case step == firstCodes:
		f.codes(v, h)
	default:
		return s.firstDone(v, h)
	}
	if v.Refused() {
		v.Put(firstKey(h.account.ID), f)
		return s.firstPage(v, h)
	}
	v.Put(firstKey(h.account.ID), f)
	return v.Redirect("/premiere-connexion")
}

// contact sends a code to the mobile, and one to the mailbox unless a link has
// already proved it.
func (f *first) contact(v *portal.Visit, h holder) {
	mobile := readMobile(v)
	email := f.Email
	if !f.EmailOK {
		email = readEmail(v)
	}
	if v.Refused() {
		return
	}
	f.Email, f.Mobile, f.Sent = email, mobile, v.Now()
	textCode(v.Tx, mobile, newCode(v.Tx, h.account.ID, "mobile"))
	if !f.EmailOK {
		witnessEmail(v, FactEmailAsked, h.person.ID, email)
		mailCode(v.Tx, email, newCode(v.Tx, h.account.ID, "courriel"))
	}
}

func (f *first) codes(v *portal.Visit, h holder) {
	judge := func(field string, done *bool) {
		if *done {
			return
		}
		problem := readCode(v.Tx, h.account.ID, field, v.Value("code_"+field))
		v.Forget("code_" + field)
		if problem != "" {
			v.Problem("code_"+field, problem)
			return
		}
		*done = true
	}
	byLink := f.EmailOK
	judge("mobile", &f.MobileOK)
	judge("courriel", &f.EmailOK)
	if !f.EmailOK || !f.MobileOK {
		return
	}
	h.account.Email, h.account.Mobile = f.Email, f.Mobile
	portal.PutAccount(v.Tx, h.account)
	h.insured.EmailSince = v.Now()
	v.Put(insuredKey(h.account.ID), h.insured)
	if !byLink {
		witnessEmail(v, FactEmailChanged, h.person.ID, f.Email)
	}
	v.Witness(FactMobile, "personne", h.person.ID, "telephone_de", ownerOfNumber(v.Tx, f.Mobile))
}

// firstDone keeps how statements come, and opens the account.
func (s *service) firstDone(v *portal.Visit, h holder) error {
	choice := v.Value(fieldStatements)
	if choice != online && choice != onPaper {
		v.Problem(fieldStatements, "Choisissez comment vos relevés arrivent. Vous pourrez changer d’avis.")
		return s.firstPage(v, h)
	}
	h.chooseStatements(v, choice)
	h.account.State = ""
	portal.PutAccount(v.Tx, h.account)
	v.Delete(firstKey(h.account.ID))
	trust(v.Tx, h.account.ID, v.Device)
	v.Witness(FactFirstDone, "personne", h.person.ID)
	return v.Redirect("/compte")
}

// shut says why an account whose password is right does not open.
func (s *service) shut(v *portal.Visit, a portal.Account) bool {
	switch a.State {
	case stateToActivate:
		s.sendActivation(v, a)
		v.Problem(fieldNumber, "Ce compte attend d’être activé : un nouveau lien vient de partir à "+portal.MaskedEmail(a.Email)+". Ouvrez-le dans les 24 heures.")
	case stateClosed:
		v.Problem(fieldNumber, "Ce compte a été fermé à votre demande. Pour le rouvrir, choisissez « Créer mon compte ».")
	}
	return v.Refused()
}

// closeAccount ends the account at its owner's request: paper comes back.
func (s *service) closeAccount(v *portal.Visit, h holder) error {
	if v.Value("compris") != "oui" {
		v.Problem("compris", "Cochez la case : elle dit que vous savez ce qui change.")
		return s.closePage(v, h)
	}
	h.chooseStatements(v, onPaper)
	h.account.State = stateClosed
	portal.PutAccount(v.Tx, h.account)
	v.Witness(FactClosed, "personne", h.person.ID)
	v.CloseSession()
	return v.Redirect("/compte-ferme")
}

func (s *service) closed(v *portal.Visit) error {
	return v.Stop(http.StatusOK, "Votre compte est fermé", "Vos relevés et vos courriers reviennent par la poste. Le compte peut se rouvrir à tout moment.", "/", "Revenir à l’accueil")
}

func (s *service) closePage(v *portal.Visit, h holder) error {
	return v.Render("fermer.html", "Fermer mon compte ameli", h.frame("informations"))
}
