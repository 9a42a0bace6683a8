package impots

import (
	"strings"

	"demarcheablanc/simulators/portal"
)

type profileForm struct {
	who
	Number, Email string
	Address       []string
	Mobile        string
}

func profilePage(v *portal.Visit, s portal.Session) error {
	account, _ := accountOf(v.Tx, s.Account)
	p, _ := portal.PersonOf(v.Tx, s.Person)
	return v.Render("profil.html", "Mes coordonnées", profileForm{
		who: whoIs(v, s), Number: spaced(account.Identifier), Email: account.Email,
		Address: p.Address, Mobile: paired(account.Mobile),
	})
}

// profile changes the address that lost passwords go to. Both addresses learn
// it, as an unwanted change must not pass unseen.
func profile(v *portal.Visit, s portal.Session) error {
	readEmail(v, "courriel")
	if v.Refused() {
		return profilePage(v, s)
	}
	v.KeepSession(s)
	account, ok := accountOf(v.Tx, s.Account)
	address := strings.ToLower(v.Value("courriel"))
	if !ok || address == account.Email {
		return v.Redirect("/profil")
	}
	before := account.Email
	account.Email = address
	portal.PutAccount(v.Tx, account)
	v.Witness(FactEmailChanged, "personne", account.Person, "adresse", address)
	for _, to := range []string{before, address} {
		mailChange(v, to, address)
	}
	return v.Redirect("/profil")
}

// changeMobile changes the number that the office calls; none takes it away. The
// address on file learns it.
func changeMobile(v *portal.Visit, s portal.Session) error {
	number := readMobile(v)
	if v.Refused() {
		return profilePage(v, s)
	}
	v.KeepSession(s)
	account, ok := accountOf(v.Tx, s.Account)
	if !ok || number == account.Mobile {
		return v.Redirect("/profil")
	}
	account.Mobile = number
	portal.PutAccount(v.Tx, account)
	v.Witness(FactMobileChanged, "personne", account.Person, "numero", number)
	portal.SendMail(v.Tx, portal.Mail{
		To: account.Email, From: sender, FromName: "Impôts", Subject: portal.Mark + " Votre numéro de mobile a changé",
		Body: []string{
			"Bonjour,",
			"Le numéro de mobile de votre espace particulier vient de changer.",
			"Si ce changement ne vient pas de vous, connectez-vous et changez votre mot de passe.",
		},
	})
	return v.Redirect("/profil")
}

func mailChange(v *portal.Visit, to, address string) {
	portal.SendMail(v.Tx, portal.Mail{
		To: to, From: sender, FromName: "Impôts", Subject: portal.Mark + " Votre adresse e-mail a changé",
		Body: []string{
			"Bonjour,",
			"L’adresse de votre espace particulier est désormais " + mask(address) + ".",
			"Si ce changement ne vient pas de vous, connectez-vous et changez votre mot de passe.",
		},
	})
}
