package demarche_test

import (
	"os"
	"regexp"
	"strconv"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// The guide's own démarche is read as it stands there, and played as the guide
// plays it, with the rules that it describes.
func TestTheGuidesExamplePlays(t *testing.T) {
	guide, err := os.ReadFile("../../../docs/guide-auteur.md")
	require.NoError(t, err)
	example := regexp.MustCompile("(?s)```yaml\n(demarche: .*?)```").FindSubmatch(guide)
	require.NotNil(t, example)
	rules := demarche.Rules{
		Words: map[string]func(*demarche.Case) map[string]string{"annee": func(c *demarche.Case) map[string]string {
			return map[string]string{"annee": strconv.Itoa(c.Now().Year())}
		}},
		Compute: map[string]func(*demarche.Case) demarche.Result{"aide": func(c *demarche.Case) demarche.Result {
			return demarche.Result{Amounts: map[string]calcul.Cents{"aide": calcul.Of(c.Amount("prix")).Over(calcul.Int(2)).Cents()}}
		}},
		Decide: map[string]func(*demarche.Case) string{"prix_juste": func(c *demarche.Case) string {
			if c.Amount("prix") > calcul.Euros(120) {
				return "refus"
			}
			return "accord"
		}},
	}
	for price, fact := range map[string]portal.Fact{"80": demarche.FactPaid, "130": portal.FactLetterArrived} {
		w := openWith(t, fstest.MapFS{"sortie.yaml": {Data: example[1]}}, rules, nil)
		b := login(w).Get(base + "/demarches/sortie").See("l’année 2026").Click("Commencer")
		b.Fill("Date de la sortie", "20/11/2026").Fill("Prix demandé par l’école", price).Fill("Non", "oui").Click("Continuer")
		b.Click("Continuer").Fill("Je certifie que ces réponses sont exactes.", "oui").Click("Valider et transmettre").See("Votre demande est partie")
		w.Wait(6 * 24 * time.Hour)
		w.MustSee(fact)
		w.MustNotSee(map[portal.Fact]portal.Fact{demarche.FactPaid: portal.FactLetterArrived, portal.FactLetterArrived: demarche.FactPaid}[fact])
	}
}
