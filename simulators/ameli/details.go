package ameli

import (
	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

type detailsPage struct {
	frame
	Person   portal.Person
	Number   string
	Address  []string
	Email    string // masked
	Mobile   string // masked
	Pending  string // new address not yet confirmed, masked
	Since    Insured
	OldEmail bool
	Changed  string // "mobile" right after a change
}

func (s *service) details(v *portal.Visit, h holder) error {
	page := detailsPage{
		frame: h.frame("informations"), Person: h.person, Number: spacedNIR(h.account.Identifier), Address: h.insured.Address,
		Email: masked(h.account.Email), Mobile: maskedMobile(h.account.Mobile), Since: h.insured,
		OldEmail: emailIsOld(h.insured, v.Now()), Changed: v.Request.URL.Query().Get("change"),
	}
	if asked, ok := sandbox.Get[emailRequest](v.Tx, emailKey(h.account.ID)); ok && v.Now().Before(asked.Expires) {
		page.Pending = masked(asked.Email)
	}
	return v.Render("informations.html", "Mes informations", page)
}

const fieldMobile = "mobile"

type mobilePage struct {
	frame
	Current string // masked
}

func (s *service) mobilePage(v *portal.Visit, h holder) error {
	return v.Render("mobile.html", "Changer mon numéro de mobile", mobilePage{h.frame("informations"), maskedMobile(h.account.Mobile)})
}

func (s *service) mobileChange(v *portal.Visit, h holder) error {
	number := portal.Digits(v.Value(fieldMobile))
	if !refuseReal(v, fieldMobile) {
		if err := fictif.CheckPhone(number); err != nil {
			v.Problem(fieldMobile, sentence(err))
		} else if number[:2] != "06" {
			v.Problem(fieldMobile, "Donnez un numéro de mobile : il commence par 06.")
		}
	}
	if v.Refused() {
		return s.mobilePage(v, h)
	}
	h.account.Mobile = number
	portal.PutAccount(v.Tx, h.account)
	v.Witness(FactMobile, "personne", h.person.ID, "telephone_de", ownerOfNumber(v.Tx, number))
	portal.SendSMS(v.Tx, portal.SMS{Number: number, From: "AMELI", Text: portal.Mark + " Ce numéro est maintenant celui de votre compte ameli."})
	return v.Redirect("/informations?change=mobile")
}

// ownerOfNumber says whose a number is, so that a helper's own is seen.
func ownerOfNumber(tx *sandbox.Tx, number string) string {
	owner, _ := portal.PersonWith(tx, func(p portal.Person) bool {
		return portal.Digits(p.Mobile) == number || portal.Digits(p.Landline) == number
	})
	return owner.ID
}
