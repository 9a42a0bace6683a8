package emploi

import (
	"io/fs"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// installed says whose space the application of a phone shows. It stays open:
// the phone itself is the lock.
type installed struct {
	Person string `json:"personne"`
}

func installedKey(device string) string { return "emploi/installe/" + device }

// app is the application of the phone.
func (s *service) app() *portal.Site {
	pages, _ := fs.Sub(embedded, "appli") // the folder is embedded: it cannot be missing
	return s.mount("appli", "/", "/", holderOfPhone).Attach(&portal.Site{
		ID: AppID, Host: AppHost, Name: "Mon espace", Theme: "site-emploi-appli", Icon: "emploi.svg",
		AppOnly: true, SessionLife: appLife, Pages: pages, Badge: badge, Installed: onItsPhone,
		Routes: []portal.Route{
			{Pattern: "GET /{$}", Handler: appHome},
			{Pattern: "POST /connexion", Handler: appLogin},
			{Pattern: "GET /paiements", Handler: appPayments},
			{Pattern: "POST /sortir", Handler: appLogout},
		},
	})
}

func onPhone(tx *sandbox.Tx, device string) (portal.Person, bool) {
	in, ok := sandbox.Get[installed](tx, installedKey(device))
	person, known := portal.PersonOf(tx, in.Person)
	return person, ok && known
}

func holderOfPhone(v *portal.Visit) (demarche.Holder, bool) {
	person, ok := onPhone(v.Tx, v.Device)
	account, has := accountOf(v.Tx, person.ID)
	return demarche.Holder{Person: person, Account: account.ID}, ok && has
}

// onItsPhone says whether a phone has the application: that of anybody who has a
// space, opened or not.
func onItsPhone(tx *sandbox.Tx, on portal.Device) bool {
	_, opened := onPhone(tx, on.ID)
	_, has := accountOf(tx, on.Owner)
	return opened || on.Owner != "" && has
}

// badge counts the declaration that waits.
func badge(tx *sandbox.Tx, on portal.Device) int {
	person, ok := onPhone(tx, on.ID)
	if r, known := registeredOf(tx, person.ID); ok && known && standingOf(tx, r).Due {
		return 1
	}
	return 0
}

type appPage struct {
	frame
	FirstName string
	standing
	File Registered
}

// appHome is the space on this phone, or its door.
func appHome(v *portal.Visit) error {
	person, ok := onPhone(v.Tx, v.Device)
	r, known := registeredOf(v.Tx, person.ID)
	if !ok || !known {
		return v.Render("connexion.html", "Ouvrir mon espace", nil)
	}
	return v.Render("accueil.html", "Bonjour "+person.GivenNames[0], appPage{frame{Name: person.Name()}, person.GivenNames[0], standingOf(v.Tx, r), r})
}

func appLogin(v *portal.Visit) error {
	account, ok := findIn(v.Tx, v.Value(fieldIdentifier), true)
	switch {
	case refuseReal(v, fieldIdentifier):
	case !ok:
		v.Problem(fieldIdentifier, "Aucun espace ne correspond à cet identifiant. Il est en haut de vos courriers.")
	case v.Request.Form.Get(fieldSecret) == "":
		v.Problem(fieldSecret, "Saisissez votre mot de passe.")
	}
	if v.Refused() {
		v.Forget(fieldSecret)
		return v.Render("connexion.html", "Ouvrir mon espace", nil)
	}
	after, outcome := judge(v, account)
	switch outcome {
	case portal.Opened:
		v.Put(installedKey(v.Device), installed{Person: after.Person})
		v.OpenSession(portal.Session{Person: after.Person, Account: after.ID, Via: "appli"})
		v.Witness(FactInstalled, "personne", after.Person, "poste", v.Device)
		return v.Redirect("/")
	case portal.Locked:
		return locked(v, after)
	}
	v.Problem(fieldSecret, triesLeft(after))
	return v.Render("connexion.html", "Ouvrir mon espace", nil)
}

func appPayments(v *portal.Visit) error {
	person, ok := onPhone(v.Tx, v.Device)
	if !ok {
		return v.Redirect("/")
	}
	r, _ := registeredOf(v.Tx, person.ID)
	return v.Render("paiements.html", "Mes paiements", paymentsPage{frame{Name: person.Name()}, demarche.Payments(v.Tx, ID, person.ID), r})
}

func appLogout(v *portal.Visit) error {
	v.Delete(installedKey(v.Device))
	v.CloseSession()
	return v.Redirect("/")
}
