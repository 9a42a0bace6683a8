package franceconnect

import (
	"strings"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// consentPage says who is about to be connected and what will be transmitted.
type consentPage struct {
	ID, Service, Name, Account string
	Data                       []datum
	Anonymous, Ask             bool
	Actor                      *portal.Actor // who acts in her stead
}

type datum struct{ Label, Value string }

// whoFor is who would be connected: back from an account, or of the session.
func (s *service) whoFor(v *portal.Visit, in oidc.Interaction) (login, bool) {
	if who, ok := recall(v).waiting(in.ID); ok {
		return who, true
	}
	return s.connected(v, in)
}

func (s *service) consentPage(v *portal.Visit) error {
	in, err := s.open(v, v.Path("id"))
	if err != nil {
		return s.fail(v, err)
	}
	who, ok := s.whoFor(v, in)
	if !ok {
		return v.Redirect(interactionPath(in.ID))
	}
	return s.showConsent(v, in, who)
}

func (s *service) showConsent(v *portal.Visit, in oidc.Interaction, who login) error {
	page := consentPage{ID: in.ID, Service: in.Client.Name, Anonymous: in.Anonymous, Ask: in.AskConsent, Actor: who.Identity.Actor}
	if a, ok := s.accountNamed(v.Tx, in.Client.ID, who.Account); ok {
		page.Account = a.Title
	}
	title := "Vous allez vous connecter de façon anonyme"
	if !in.Anonymous {
		title = "Vous allez vous connecter"
		page.Name, page.Data = fullName(who.Identity), transmitted(in.Claims, who.Identity)
	}
	return v.Render("consentement.html", title, page)
}

func (s *service) consent(v *portal.Visit) error {
	in, err := s.open(v, v.Path("id"))
	if err != nil {
		return s.fail(v, err)
	}
	who, ok := s.whoFor(v, in)
	if !ok {
		return v.Redirect(interactionPath(in.ID))
	}
	if in.AskConsent && v.Value("accord") == "" {
		v.Problem("accord", "Cochez la case si vous êtes d’accord, ou revenez au service sans vous connecter.")
		return s.showConsent(v, in, who)
	}
	return s.finish(v, in, who)
}

// fullName is the first name and the birth name, with the usual one if any.
func fullName(who oidc.Identity) string {
	first := ""
	if names := givenNames(who); len(names) > 0 {
		first = names[0] + " "
	}
	switch {
	case who.PreferredUsername == "" || who.PreferredUsername == who.FamilyName:
		return first + who.FamilyName
	case who.Gender == "female":
		return first + who.PreferredUsername + ", née " + who.FamilyName
	}
	return first + who.PreferredUsername + ", né " + who.FamilyName
}

// labels of the claims, in plain words. Those left out repeat another one.
var labels = map[string]string{
	"given_name": "Prénoms", "family_name": "Nom de naissance", "preferred_username": "Nom d’usage",
	"birthdate": "Date de naissance", "gender": "Sexe", "birthplace": "Commune de naissance (code)",
	"birthcountry": "Pays de naissance (code)", "email": "Adresse e-mail", "idp_birthdate": "Date de naissance, telle que le compte la donne",
	"amr": "Façon dont vous vous êtes connecté", "idp_id": "Compte utilisé",
}

// transmitted lists what the service will receive, in words.
func transmitted(claims []string, who oidc.Identity) []datum {
	var list []datum
	for _, name := range claims {
		value := valueOf(name, who)
		if label := labels[name]; label != "" && value != "" {
			list = append(list, datum{label, value})
		}
	}
	return list
}

func valueOf(claim string, who oidc.Identity) string {
	switch claim {
	case "given_name":
		return who.GivenName
	case "family_name":
		return who.FamilyName
	case "preferred_username":
		return who.PreferredUsername
	case "birthdate":
		return plainDate(who.Birthdate)
	case "idp_birthdate":
		return who.Birthdate
	case "gender":
		return map[string]string{"female": "Féminin", "male": "Masculin"}[who.Gender]
	case "birthplace":
		return who.Birthplace
	case "birthcountry":
		return who.Birthcountry
	case "email":
		return who.Email
	case "amr":
		return strings.Join(who.AMR, ", ")
	case "idp_id":
		return who.IdpID
	}
	return ""
}

// plainDate writes 1990-05-17 as 17 mai 1990; a presumed date stays as it is.
func plainDate(iso string) string {
	if day, ok := birthday(iso); ok {
		return frtext.Date(day)
	}
	return iso
}
