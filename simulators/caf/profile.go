package caf

import (
	"strings"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

const (
	fieldEmail  = "courriel"
	fieldMobile = "mobile"
	// memoryEmail is the new address, while the code sent to the former one is
	// awaited.
	memoryEmail = "nouveau_courriel"
)

type profilePage struct {
	frame
	Person        portal.Person
	Number        string
	Address       []string
	Family        string
	Members       []memberLine
	Occupancy     string
	Email, Mobile string
	IBAN          string // masked
	Changed       string
}

type memberLine struct {
	Name, Role string
	Age        int
}

// occupancyTexts are what people call the ways to be housed.
var occupancyTexts = map[string]string{
	"locataire": "Locataire", "proprietaire": "Propriétaire", "accedant": "Propriétaire, avec un prêt",
	"heberge": "Hébergé sans payer", "heberge_participation": "Hébergé en payant une part", "sans_domicile": "Sans domicile stable",
}

func (s *service) profilePage(v *portal.Visit, h holder) error {
	f := h.folder
	page := profilePage{
		frame: h.frame("profil"), Person: h.person, Number: f.Number, Address: f.Address, Family: f.familyText(), Occupancy: occupancyTexts[f.Home.Occupancy],
		Email: h.account.Email, Mobile: portal.MaskedMobile(h.account.Mobile), IBAN: maskedIBAN(f.IBAN), Changed: v.Request.URL.Query().Get("change"),
	}
	for _, m := range f.Members {
		if m.Role != roleHolder {
			page.Members = append(page.Members, memberLine{m.Name, m.Role, m.age(v.Now())})
		}
	}
	return v.Render("profil.html", "Mon profil", page)
}

func maskedIBAN(iban string) string {
	if len(iban) < 4 {
		return ""
	}
	return "FR•• •••• " + iban[len(iban)-3:]
}

// familyText says how somebody lives, as the Caf knows it.
func (f *Folder) familyText() string {
	switch n := f.children(); {
	case f.partner() != nil && n > 0:
		return "en couple, avec des enfants"
	case f.partner() != nil:
		return "en couple"
	case n > 0:
		return "sans conjoint, avec des enfants"
	}
	return "sans conjoint ni enfant"
}

type contactChangePage struct {
	frame
	Current string // masked
}

func (s *service) emailPage(v *portal.Visit, h holder) error {
	return v.Render("courriel.html", "Changer mon adresse électronique", contactChangePage{h.frame("profil"), portal.MaskedEmail(h.account.Email)})
}

// emailAsk sends a code to the address that is left: whoever holds it agrees. Who
// has none any more is told where to go.
func (s *service) emailAsk(v *portal.Visit, h holder) error {
	email := strings.ToLower(v.Value(fieldEmail))
	if !refuseReal(v, fieldEmail) {
		if err := fictif.CheckEmail(email); err != nil {
			v.Problem(fieldEmail, frtext.Sentence(err))
		} else if email == h.account.Email {
			v.Problem(fieldEmail, "C’est déjà l’adresse de votre compte.")
		}
	}
	if v.Refused() {
		return s.emailPage(v, h)
	}
	v.Remember(memoryEmail, email)
	witnessEmail(v, FactEmailAsked, h.person.ID, email)
	sendCode(v, h.account, "changer l’adresse", h.account.Email == "")
	return v.Redirect("/profil/courriel/code")
}

func (s *service) emailCodePage(v *portal.Visit, h holder) error {
	if v.Remembered(memoryEmail) == "" {
		return v.Redirect("/profil/courriel")
	}
	return v.Render("courriel_code.html", "Confirmer le changement", contactChangePage{h.frame("profil"), whereTo(h.account)})
}

func (s *service) emailCode(v *portal.Visit, h holder) error {
	email := v.Remembered(memoryEmail)
	if email == "" {
		return v.Redirect("/profil/courriel")
	}
	if !judgeCode(v, h.account) {
		return s.emailCodePage(v, h)
	}
	old := h.account.Email
	h.account.Email = email
	portal.PutAccount(v.Tx, h.account)
	v.Remember(memoryEmail, "")
	witnessEmail(v, FactEmailChanged, h.person.ID, email)
	if old != "" {
		portal.SendMail(v.Tx, portal.Mail{
			To: old, From: sender, FromName: senderName, Subject: portal.Mark + " L’adresse de votre dossier a changé",
			Body: []string{"Bonjour,", "Nos messages iront désormais à une autre adresse.", "Si ce changement ne vient pas de vous, appelez le " + Line + "."},
		})
	}
	return v.Redirect("/profil?change=courriel")
}

// witnessEmail records the provider and the owner of an address, never the
// address: that is enough to see a helper's own.
func witnessEmail(v *portal.Visit, fact portal.Fact, person, email string) {
	_, domain, _ := strings.Cut(email, "@")
	box, _ := sandbox.Get[portal.Mailbox](v.Tx, "courriel/boite/"+email)
	v.Witness(fact, "personne", person, "domaine", domain, "boite_de", box.Owner)
}

func (s *service) mobilePage(v *portal.Visit, h holder) error {
	return v.Render("mobile.html", "Changer mon mobile", contactChangePage{h.frame("profil"), portal.MaskedMobile(h.account.Mobile)})
}

func (s *service) mobileChange(v *portal.Visit, h holder) error {
	mobile := portal.Digits(v.Value(fieldMobile))
	if !refuseReal(v, fieldMobile) {
		if err := fictif.CheckPhone(mobile); err != nil {
			v.Problem(fieldMobile, frtext.Sentence(err))
		}
	}
	if v.Refused() {
		return s.mobilePage(v, h)
	}
	h.account.Mobile = mobile
	portal.PutAccount(v.Tx, h.account)
	owner, _ := portal.PersonWith(v.Tx, func(p portal.Person) bool { return portal.Digits(p.Mobile) == mobile })
	v.Witness(FactMobile, "personne", h.person.ID, "telephone_de", owner.ID)
	return v.Redirect("/profil?change=mobile")
}

// newFolder is that of somebody who has none yet.
func newFolder(p portal.Person, now time.Time) Folder {
	return Folder{
		Person: p.ID, Address: p.Address, Origin: originOf(now), Delay: usualDelay,
		Members: []Member{{ID: p.ID, Name: p.Name(), Born: p.BirthDate, Role: roleHolder}},
	}
}
