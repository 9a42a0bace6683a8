package courriel

import (
	"strings"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/simulators/portal"
)

// access: this webmail never locks anybody out, it says where to look.
var access = portal.Access{}

type loginPage struct {
	Expired bool
}

func showLogin(v *portal.Visit) error {
	return v.Render("connexion.html", "Ouvrir ma messagerie", loginPage{Expired: v.SessionExpired()})
}

func login(v *portal.Visit) error {
	address := strings.ToLower(v.Value("adresse"))
	if !checkAddress(v, address) {
		v.Forget("motdepasse")
		return showLogin(v)
	}
	account, outcome := access.Login(v, address, "motdepasse")
	switch outcome {
	case portal.Opened:
		v.OpenSession(portal.Session{Person: account.Person, Account: account.Identifier, Via: "mot_de_passe"})
		return v.Redirect("/")
	case portal.Unknown:
		v.Problem("adresse", "Cette adresse n’ouvre aucune boîte ici. Relisez ce qui suit le @ : chez nous, les adresses finissent par messagerie.example.")
	default:
		v.Problem("motdepasse", "Ce n’est pas le mot de passe de cette boîte. Il est peut-être noté dans un carnet : reprenez-le lettre à lettre, majuscules comprises. Rien ne se bloque ici.")
	}
	return showLogin(v)
}

// checkAddress refuses what is no address, and drops what looks real.
func checkAddress(v *portal.Visit, address string) bool {
	switch kind, real := fictif.LooksReal(address); {
	case real:
		refuseReal(v, "adresse", kind)
	case address == "":
		v.Problem("adresse", "Écrivez l’adresse de la boîte, avec son @.")
	case !strings.Contains(address, "@"):
		v.Problem("adresse", "Il manque le @ et ce qui le suit.")
	}
	return !v.Refused()
}

// refuseReal says kindly why something was not kept, and witnesses it without
// it.
func refuseReal(v *portal.Visit, field string, kind fictif.Kind) {
	v.Forget(field)
	v.Problem(field, kind.Message())
	v.Witness(portal.FactRealRefused, "site", v.Site.ID, "genre", string(kind))
}

func logout(v *portal.Visit) error {
	v.CloseSession()
	return v.Redirect("/connexion")
}

func showHelp(v *portal.Visit) error {
	return v.Render("aide.html", "Mot de passe oublié", loginPage{})
}
