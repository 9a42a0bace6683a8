package portal

import (
	"errors"
	"net/http"
	"strings"

	"demarcheablanc/internal/sandbox"
)

// dataIDToken is where a session keeps what proves to FranceConnect, at logout,
// whose session ends.
const dataIDToken = "id_token"

// Door is a service's way in by FranceConnect, or FranceConnect+: what is said
// where nobody comes back from it, and how one leaves by it. Whose account opens,
// and what becomes of somebody who has none, is the service's own.
type Door struct {
	*RelyingParty
	Service string // as a sentence names it: "la Caf"
	Back    string // page of the service to begin again from: "/connexion"
	Label   string // of the link to it: "Revenir à la connexion"
	// Otherwise is what else may be done, as the end of a sentence: "entrez avec
	// votre numéro et votre mot de passe". Empty: nothing but waiting.
	Otherwise string
	// Unchanged reassures, in a whole sentence: "Votre dossier n’a pas changé."
	Unchanged string
}

// provider is what the other side of the door is called.
func (d *Door) provider() string {
	if d.ACR == "eidas2" {
		return "FranceConnect+"
	}
	return "FranceConnect"
}

// orElse ends an advice with what else may be done.
func (d *Door) orElse(advice string) string {
	if d.Otherwise == "" {
		return advice + "."
	}
	return advice + ", ou " + d.Otherwise + "."
}

// Begin sends the browser to FranceConnect, or says that it does not answer.
func (d *Door) Begin(v *Visit) error {
	if err := d.RelyingParty.Begin(v); err != nil {
		return v.Stop(http.StatusServiceUnavailable, d.provider()+" ne répond pas",
			d.provider()+" est injoignable pour le moment. "+d.orElse("Réessayez dans quelques minutes"), d.Back, d.Label)
	}
	return nil
}

// Refused says in plain words why nobody came back from FranceConnect: err is
// what Finish failed with.
func (d *Door) Refused(v *Visit, err error) error {
	var refused *RefusedLogin
	switch {
	case errors.Is(err, ErrForeignAnswer):
		return v.Stop(http.StatusBadRequest, "Cette connexion n’est plus la bonne",
			"La réponse de "+d.provider()+" ne correspond pas à la demande faite dans cette fenêtre : l’onglet a vieilli, ou la page a été rouverte. Fermez les autres onglets et recommencez.", d.Back, "Recommencer")
	case errors.As(err, &refused):
		return v.Stop(http.StatusForbidden, "La connexion a été interrompue", strings.TrimSpace(
			d.provider()+" n’a pas confirmé votre identité : la connexion a été abandonnée, ou le compte choisi ne l’a pas permis. "+d.Unchanged), d.Back, d.Label)
	}
	return v.Stop(http.StatusBadGateway, "La connexion n’a pas pu aboutir",
		d.provider()+" et "+d.Service+" n’ont pas terminé leur échange. "+d.orElse("Recommencez"), d.Back, d.Label)
}

// Open opens a session that Logout will end at FranceConnect as well.
func (d *Door) Open(v *Visit, who Identity, s Session) {
	if s.Data == nil {
		s.Data = map[string]string{}
	}
	s.Data[dataIDToken] = who.IDToken
	v.OpenSession(s)
}

// Logout ends the session here and, for who came by FranceConnect, there too.
func (d *Door) Logout(v *Visit) error {
	session, _ := v.Session()
	v.CloseSession()
	if token := session.Data[dataIDToken]; token != "" {
		return v.Redirect(d.out(v, token))
	}
	return v.Redirect(afterLogout)
}

// afterLogout is the page where a service says goodbye.
const afterLogout = "/deconnexion"

func (d *Door) out(v *Visit, token string) string {
	return d.LogoutURL(token, "https://"+v.Site.Host+afterLogout)
}

// Stranger is somebody whom FranceConnect names and the service does not know.
type Stranger struct {
	Name   string
	Logout string // address that ends the FranceConnect session
}

// Stranger is what a page says of who came and is not known here.
func (d *Door) Stranger(v *Visit, who Identity) Stranger {
	return Stranger{Name: who.GivenName + " " + who.FamilyName, Logout: d.out(v, who.IDToken)}
}

// viaFranceConnect begins the Via of the sessions that it opened.
const viaFranceConnect = "franceconnect"

// lastLogin is what FranceConnect writes of the last login on a screen, at
// franceconnect/derniere/<device>.
type lastLogin struct {
	FI     string `json:"fi"`
	Person string `json:"personne"`
}

// ViaFranceConnect names the account used at FranceConnect, where it is known:
// "franceconnect:impots", or "franceconnect". A service cannot learn it from the
// protocol: the exercise tells it, for the debrief.
func ViaFranceConnect(v *Visit, person string) string {
	last, ok := sandbox.Get[lastLogin](v.Tx, "franceconnect/derniere/"+v.Device)
	if !ok || last.FI == "" || last.Person != person {
		return viaFranceConnect
	}
	return viaFranceConnect + ":" + last.FI
}
