package simulators_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/witness"
	"demarcheablanc/simulators/aidantsconnect"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

// underMandate are the services that a mandate opens: in whose world, the page
// where one logs in, and a theme that leads there.
var underMandate = map[string]struct{ world, host, login, theme string }{
	"ameli":     {"henri", "www.ameli.example", "/connexion", "Social, santé"},
	"caf":       {"henri", "www.caf.example", "/connexion", "Famille, scolarité"},
	"casier":    {"henri", "casier.justice.gouv.example", "/demande", "Justice"},
	"emploi":    {"paul", "www.francetravail.example", "/connexion", "Travail, formation"},
	"formation": {"henri", "www.moncompteformation.gouv.example", "/connexion", "Travail, formation"},
	"impots":    {"henri", "www.impots.gouv.example", "/connexion", "Argent"},
}

// TestEveryServiceSaysOnWhoseBehalfOneActs: whatever the service, a session
// under a mandate says for whom and by whom on its page, what it witnesses names
// who acted, and the person gets a notice.
func TestEveryServiceSaysOnWhoseBehalfOneActs(t *testing.T) {
	l := newLand(t)
	for _, site := range l.network.Sites() {
		if site.Client != nil && site.ID != aidantsconnect.ID {
			assert.Contains(t, underMandate, site.ID, "un service que FranceConnect ouvre, et qui n’est pas essayé sous mandat")
		}
	}
	for person, played := range map[string]struct{ name, variant string }{"henri": {"Henri BOUVREUIL", scenario.Standard}, "paul": {"Paul ROITELET", "mandat"}} {
		name, w := played.name, l.world(t, person, played.variant)
		address := mandated(w, person)
		b := w.On("pc-epn", "aidant").Get("https://" + aidantsconnect.Host + "/connexion")
		camilleEnters(w, b, l)
		for id, s := range underMandate {
			if s.world != person {
				continue
			}
			told := notices(w, address)
			b.Get("https://" + s.host + s.login).Click("S’identifier avec FranceConnect").Click("Utiliser Aidants Connect")
			b.Click(name).Click(s.theme).Click("Continuer sur")
			require.Equal(t, s.host, b.URL.Host, id)
			b.See("Vous agissez pour " + name + " — Camille GRIVE, EPN Les Tilleuls (mandat 4999)")
			w.MustSee(portal.FactSessionOpen, "site", id, "personne", person, "acteur", "Camille GRIVE")
			w.MustSee(aidantsconnect.FactTold, "personne", person, "service", id, "par", "courriel")
			require.Equal(t, told+1, notices(w, address), "%s : la personne en est prévenue", id)
		}
	}
}

// mandated gives Camille's structure a mandate on many themes, and says where
// the person gets her mail.
func mandated(w *portaltest.World, person string) (address string) {
	w.Do(func(tx *sandbox.Tx) {
		p, _ := portal.PersonOf(tx, person)
		address = p.Email()
		m := aidantsconnect.Mandate{Number: "4999", Structure: "epn", Person: person, Email: address, Aidant: "camille", Days: 1, Created: tx.Now(), Until: tx.Now().Add(24 * time.Hour)}
		for _, theme := range []string{"famille", "social", "travail", "argent", "justice"} {
			m.Scope = append(m.Scope, aidantsconnect.Authority{Theme: theme})
		}
		tx.Put("aidantsconnect/mandat/"+m.Number, m)
	})
	return address
}

// camilleEnters passes the door of Aidants Connect: her card's code, then the
// link in her mailbox.
func camilleEnters(w *portaltest.World, b *portaltest.Browser, l land) {
	code := ""
	w.Do(func(tx *sandbox.Tx) { code = witness.Filled(tx, l.network, "{carte camille}") })
	b.Fill("Adresse professionnelle", "camille.grive@epn-tilleuls.example").Fill("Code à 6 chiffres", code).Click("Recevoir le lien")
	link := ""
	w.Read(func(tx *sandbox.Tx) {
		keys := tx.Keys("courriel/message/camille.grive@epn-tilleuls.example/")
		for _, key := range slices.Backward(keys) {
			if m, _ := sandbox.Get[portal.Mail](tx, key); len(m.Links) > 0 && link == "" {
				link = m.Links[0].URL
			}
		}
	})
	b.Get(link).Click("Ouvrir mon espace")
}

// notices counts what Aidants Connect wrote to an address.
func notices(w *portaltest.World, address string) (n int) {
	w.Read(func(tx *sandbox.Tx) {
		for _, key := range tx.Keys("courriel/message/" + address + "/") {
			if m, _ := sandbox.Get[portal.Mail](tx, key); m.FromName == "Aidants Connect" {
				n++
			}
		}
	})
	return n
}
