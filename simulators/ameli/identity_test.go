package ameli_test

import (
	"net/http"
	"testing"
	"time"

	"demarcheablanc/simulators/ameli"
	"demarcheablanc/simulators/portal"
)

const towardsAmeli = "https://" + portal.FranceConnectHost + "/vers-ameli"

func TestAmeliIsADoorOfFranceConnect(t *testing.T) {
	w := open(t, samiaSeed)
	b := w.On("pc-epn", "aide").Get(towardsAmeli).See("vers FranceConnect")
	b.Fill("Numéro", karimNIR).Fill("Mot de passe", "non").Click("Continuer vers FranceConnect").Status(http.StatusUnprocessableEntity).See("deux essais")
	b.Fill("Numéro", karimNIR).Fill("Mot de passe", "Garage-88").Click("Continuer vers FranceConnect").See("Bonjour Karim LORIOT")
	w.MustSee(ameli.FactIdentity, "personne", "karim")
	w.MustNotSee(portal.FactSessionOpen)
}

func TestTheDoorIsLockedAsTheSiteIs(t *testing.T) {
	w := open(t, samiaSeed)
	b := w.On("pc-epn", "aide").Get(towardsAmeli)
	b.Fill("Numéro", samiaNIR).Fill("Mot de passe", "Hibiscus-2019").Click("Continuer vers FranceConnect")
	b.Status(http.StatusLocked).See("bloqué jusqu’à 17 h 15", "choisissez un autre compte")
	b.Click("Revenir à FranceConnect").See("access_denied")
}

func TestALoginThatIsOverSaysSo(t *testing.T) {
	w := open(t, samiaSeed)
	b := w.On("pc-epn", "aide").Get(towardsAmeli)
	page := b.URL.String()
	b.Click("Revenir à FranceConnect")
	b.Get(page).Status(http.StatusBadRequest).See("déjà passée")
	b.Post(page, form("nir", samiaNIR, "motdepasse", "x")).Status(http.StatusBadRequest)
	b.Get("https://" + ameli.Host + "/identite/inconnue").Status(http.StatusUnauthorized)
	b.Get(towardsAmeli)
	page = b.URL.String()
	w.Wait(3 * time.Hour)
	b.Post(page, form("nir", samiaNIR, "motdepasse", "Hibiscus-2019")).Status(http.StatusUnauthorized)
}
