package impots

import (
	"strings"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/simulators/portal"
)

// rememberedTo is the masked address that the number was asked for.
const rememberedTo = "numero"

func (s *service) numberHelp(v *portal.Visit) error {
	return v.Render("aide-numero.html", "Où trouver mon numéro fiscal", s.alive(v, v.Value("suite")))
}

func (s *service) numberPage(v *portal.Visit) error {
	return v.Render("numero.html", "Recevoir mon numéro fiscal par courriel", s.alive(v, v.Value("suite")))
}

func (s *service) number(v *portal.Visit) error {
	name, address := v.Value("nom"), strings.ToLower(v.Value("courriel"))
	if name == "" {
		v.Problem("nom", "Saisissez le nom de famille.")
	}
	birth := v.BirthDate("naissance")
	readEmail(v, "courriel")
	if v.Refused() {
		return s.numberPage(v)
	}
	account, ok := portal.AccountWith(v.Tx, ID, func(a portal.Account) bool {
		p, known := portal.PersonOf(v.Tx, a.Person)
		return known && strings.EqualFold(a.Email, address) && p.BirthDate == birth && sameName(name, p)
	})
	if ok {
		mailNumber(v, account)
	}
	v.Remember(rememberedTo, mask(address))
	if n := s.alive(v, v.Value("suite")); n.Next != "" {
		v.Remember(rememberedNext, n.Next)
	}
	return v.Redirect("/numero/envoye")
}

// readEmail refuses an address that is none, or that is not of the exercise.
func readEmail(v *portal.Visit, field string) {
	if refuseReal(v, field) {
		return
	}
	if fictif.CheckEmail(v.Value(field)) != nil {
		v.Problem(field, "Écrivez une adresse e-mail complète, sans espace, comme prenom.nom@messagerie.example.")
	}
}

func mailNumber(v *portal.Visit, account portal.Account) {
	portal.SendMail(v.Tx, portal.Mail{
		To: account.Email, From: sender, FromName: "Impôts", Spam: true,
		Subject: portal.Mark + " Votre numéro fiscal",
		Body: []string{
			"Bonjour,",
			"Voici le numéro fiscal que vous avez demandé : " + spaced(account.Identifier) + ".",
			"Il est à vous seul·e : dans un couple, chaque personne a le sien.",
			"Nous ne vous demanderons jamais votre mot de passe par courriel.",
		},
	})
	v.Witness(FactNumberSent, "personne", account.Person)
}

type numberSentPage struct {
	next
	To string // masked
}

func (s *service) numberSent(v *portal.Visit) error {
	to := v.Remembered(rememberedTo)
	if to == "" {
		return v.Redirect("/numero")
	}
	return v.Render("numero-envoye.html", "Consultez votre messagerie", numberSentPage{s.alive(v, v.Remembered(rememberedNext)), to})
}
