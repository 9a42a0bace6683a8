package portaltest_test

import (
	"html/template"
	"io/fs"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	demarcheablanc "demarcheablanc"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

func contract(t *testing.T) portaltest.Contract {
	t.Helper()
	static, err := fs.Sub(demarcheablanc.Static, "static")
	require.NoError(t, err)
	network := &portal.Network{}
	require.NoError(t, network.Connect(&portal.Site{ID: "essai", Host: "www.essai.example"}))
	return portaltest.Contract{Network: network, Static: static}
}

func TestASoundPageHasNoFault(t *testing.T) {
	body := `<h1>Essai</h1><h2 id="a">Suite</h2><a href="#a">Plus bas</a> <a href="/www.essai.example/x">Ailleurs</a>
<form method="post" action="/www.essai.example/x"><input type="hidden" name="_jeton" value="j"><label for="n">Nom</label><input id="n" name="n"><button>Valider</button></form>
<img src="/static/images/ameli.svg" alt="">`
	assert.Empty(t, contract(t).Faults(portal.Response{Status: http.StatusOK, Title: "Essai", Body: template.HTML(body)}))
}

func TestPlantedFaultsAreSaid(t *testing.T) {
	for body, fault := range map[string]string{
		`<p>Rien</p>`:                                        "0 titres h1",
		`<h1>A</h1><h3>B</h3>`:                               "saute du rang 1 au rang 3",
		`<h1>A</h1><input name="nom">`:                       "n’a pas d’étiquette",
		`<h1>A</h1><button></button>`:                        "un élément button n’a pas de nom",
		`<h1>A</h1><form method="post"></form>`:              "n’a pas de jeton",
		`<h1>A</h1><p id="x"></p><p id="x"></p>`:             "est dit deux fois",
		`<h1>A</h1><a href="#loin">Loin</a>`:                 "cherche « loin »",
		`<h1 onclick="x()">A</h1>`:                           "porte onclick",
		`<h1>A</h1><p style="color:red">B</p>`:               "porte style",
		`<h1>A</h1><script>x()</script>`:                     "la page porte un élément script",
		`<h1>A</h1><p>Erreur de saisie</p>`:                  "un reproche",
		`<h1>A</h1><p>&lt;no value&gt;</p>`:                  "un reste de gabarit",
		`<h1>A</h1><p>"B"</p>`:                               "un guillemet droit",
		`<h1>A</h1><a href="https://vrai.fr/">B</a>`:         "sort du monde",
		`<h1>A</h1><img alt="" src="/static/images/no.svg">`: "sort du monde",
	} {
		faults := contract(t).Faults(portal.Response{Status: http.StatusOK, Title: "Essai", Body: template.HTML(body)})
		assert.Contains(t, strings.Join(faults, "\n"), fault, body)
	}
	assert.Len(t, contract(t).Faults(portal.Response{Status: http.StatusSeeOther, Location: "https://vrai.fr/"}), 1)
	assert.Len(t, contract(t).Faults(portal.Response{Status: http.StatusInternalServerError, Body: "<h1>A</h1>"}), 2)
}
