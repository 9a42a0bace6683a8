package screen_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/web/screen"
	"demarcheablanc/simulators/courriel"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

func TestTheAddressBarKnowsAddressesFromWords(t *testing.T) {
	for typed, want := range map[string]string{
		"www.ameli.example":             "https://www.ameli.example",
		" HTTPS://WWW.Ameli.example/a":  "https://www.ameli.example/a",
		"http://www.ameli.example/?a=1": "https://www.ameli.example/?a=1",
		"attestation de droits":         "https://www.cherche.example/?q=attestation+de+droits",
		"ameli":                         "https://www.cherche.example/?q=ameli",
		"samia@messagerie.example":      "https://www.cherche.example/?q=samia%40messagerie.example",
	} {
		address, search := screen.Typed(typed)
		assert.Equal(t, want, address, typed)
		assert.Equal(t, strings.HasPrefix(want, "https://www.cherche.example"), search, typed)
	}
}

func TestAddressesHangUnderASeatAndComeBack(t *testing.T) {
	u, ok := screen.World("/www.ameli.example/compte/a%2Fb", "p=1")
	require.True(t, ok)
	assert.Equal(t, "https://www.ameli.example/compte/a%2Fb?p=1", u.String())
	assert.Equal(t, "/p/x/e/pc.1/www.ameli.example/compte/a%2Fb?p=1", screen.Local("/p/x/e/pc.1", u.String()))
	for _, none := range []string{"/", "/telechargements", "/document/abc", ""} {
		_, ok := screen.World(none, "")
		assert.False(t, ok, none)
	}
	id, ok := screen.ParseID("pc-epn.2")
	assert.True(t, ok)
	assert.Equal(t, screen.ID{Device: "pc-epn", Tab: 2}, id)
	for _, none := range []string{"pc-epn", ".1", "pc.0", "pc.x", ""} {
		_, ok := screen.ParseID(none)
		assert.False(t, ok, none)
	}
}

func TestAMirrorShowsAPageThatCannotBeActedOn(t *testing.T) {
	d := portaltest.Deps(t)
	w := portaltest.Open(t, d.Network, nil, courriel.New(d)...)
	head := w.Box.Head()
	page, err := screen.Mirror(d.Network, w.Box, -1, "pc-epn", "https://webmail.messagerie.example/connexion")
	require.NoError(t, err)
	html := string(page.Body)
	assert.Contains(t, html, "Mot de passe")
	for _, acting := range []string{"<form", "<main", ` action=`, ` href="/`, `id="contenu"`} {
		assert.NotContains(t, html, acting)
	}
	assert.Contains(t, html, "disabled")
	assert.Equal(t, head, w.Box.Head())
	page, err = screen.Mirror(d.Network, w.Box, -1, "pc-epn", "https://webmail.messagerie.example/")
	require.NoError(t, err)
	assert.Equal(t, "https://webmail.messagerie.example/connexion", page.Address, "what a page sends on to is followed")
	assert.Contains(t, string(page.Body), "Mot de passe")
	_, err = screen.Mirror(d.Network, w.Box, -1, "pc-epn", "https://personne.example/")
	require.ErrorIs(t, err, portal.ErrNoHost)
}
