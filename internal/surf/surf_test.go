package surf_test

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/surf"
)

const survey = `<body><form method="post" action="/vu">
<fieldset><legend>Avez-vous déménagé ?</legend>
 <input type="radio" id="d1" name="demenage" value="oui"><label for="d1">Oui</label>
 <input type="radio" id="d2" name="demenage" value="non"><label for="d2">Non</label></fieldset>
<fieldset><legend>Vivez-vous seul·e ?</legend>
 <input type="radio" id="s1" name="seul" value="oui" checked><label for="s1">Oui</label>
 <input type="radio" id="s2" name="seul" value="non"><label for="s2">Non</label></fieldset>
<fieldset><legend>Vos revenus</legend>
 <input type="checkbox" id="r1" name="rubriques" value="salaires" checked><label for="r1">Salaires</label>
 <input type="checkbox" id="r2" name="rubriques" value="dons"><label for="r2">Dons</label>
 <input type="checkbox" id="r3" name="rubriques" value="garde"><label for="r3">Garde</label></fieldset>
<label for="f">Le papier</label><select id="f" name="papier"><option value="">Aucun</option>
 <option value="1">bulletin-1.pdf, 180 Ko</option><option value="12">bulletin-2.pdf, 180 Ko</option></select>
<button>Continuer</button></form></body>`

func answering(t *testing.T) (*surf.Surfer, *url.Values) {
	sent := &url.Values{}
	fetch := func(_ string, address *url.URL, form url.Values) surf.Answer {
		*sent = form
		return surf.Answer{Status: 200, URL: address, HTML: survey}
	}
	return (&surf.Surfer{T: t, Fetch: fetch}).Get("https://questions.example/"), sent
}

func TestAQuestionIsAnsweredByItsTitle(t *testing.T) {
	s, sent := answering(t)
	s.Fill("Avez-vous déménagé", "Non").Fill("Vivez-vous seul", "Non").Click("Continuer")
	require.Equal(t, url.Values{"demenage": {"non"}, "seul": {"non"}, "rubriques": {"salaires"}, "papier": {""}}, *sent)
}

func TestEveryBoxTickedIsSent(t *testing.T) {
	s, sent := answering(t)
	s.Fill("Dons", "oui").Fill("Vos revenus", "Garde").Click("Continuer")
	require.Equal(t, []string{"salaires", "dons", "garde"}, (*sent)["rubriques"])
	s.Fill("Salaires", "").Fill("Dons", "oui").Click("Continuer")
	require.Equal(t, []string{"dons"}, (*sent)["rubriques"])
}

const folded = `<body><p>De Jade</p><details><summary>Voir l’adresse</summary><p>jade@ailleurs.example</p>
<form method="post" action="/dire"><label for="m">Mot</label><input id="m" name="mot"><button>Dire</button></form></details></body>`

func TestWhatIsFoldedIsReadOnceUnfolded(t *testing.T) {
	fetch := func(_ string, address *url.URL, _ url.Values) surf.Answer {
		return surf.Answer{Status: 200, URL: address, HTML: folded}
	}
	s := &surf.Surfer{T: t, Fetch: fetch, Folds: true}
	s.Get("https://courriel.example/").See("De Jade", "Voir l’adresse").DontSee("jade@ailleurs.example")
	require.False(t, s.Has("Dire"))
	s.Click("Voir l’adresse").See("jade@ailleurs.example").Fill("Mot", "non").Click("Dire")
	(&surf.Surfer{T: t, Fetch: fetch}).Get("https://courriel.example/").See("jade@ailleurs.example")
}

func TestAListIsChosenFromByWhatItSays(t *testing.T) {
	s, sent := answering(t)
	for said, value := range map[string]string{"bulletin-2.pdf": "12", "Aucun": "", "1": "1", "180 Ko": "180 Ko"} {
		s.Fill("Le papier", said).Click("Continuer")
		require.Equal(t, value, sent.Get("papier"), said)
	}
}
