package e2e

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	demarcheablanc "demarcheablanc"
	"demarcheablanc/internal/web/webtest"
	"demarcheablanc/internal/witness"
)

// byEveryWay are the situations of which each way is played in windows here. The
// others have a journey of their own each; CHEMINS=tous plays all their ways too.
var byEveryWay = []string{"henri", "teresa"}

// Every path that a situation is proved by in memory is played here by people:
// in Chromium, on the running program, from the door of the room to the debrief.
func TestEveryWayOfTheSheetIsPlayedInABrowser(t *testing.T) {
	t.Parallel()
	files, err := fs.Sub(demarcheablanc.Scenarios, "scenarios")
	require.NoError(t, err)
	paths, err := fs.Glob(files, "*/chemins/*.txt")
	require.NoError(t, err)
	for _, path := range paths {
		situation, _, _ := strings.Cut(path, "/")
		if !slices.Contains(byEveryWay, situation) && os.Getenv("CHEMINS") != "tous" {
			continue
		}
		t.Run(strings.TrimSuffix(path, ".txt"), func(t *testing.T) {
			t.Parallel()
			s := &stage{hall: &hall{House: webtest.Start(t), t: t}, seats: map[string]*chair{}}
			err := witness.PlayOn(files, path, s.App.House.Network, s.opens)
			require.NoError(t, err)
			s.ends()
		})
	}
}

// opens launches an atelier of one trio on the situation, and starts its play.
func (s *stage) opens(situation, variant string) (witness.Stage, error) {
	s.t.Helper()
	var ok bool
	s.play, ok = s.App.House.Library.Situation(situation, variant)
	require.True(s.t, ok, "%s, %s", situation, variant)
	s.trainer = s.Person()
	f := s.trainer
	f.Get("/formateur").Fill("Phrase d’accès", webtest.Phrase).Click("Entrer").Get("/formateur/situations/" + situation).Status(200)
	if label := f.Page().Find(`label[for="v-` + variant + `"]`); label.Length() > 0 {
		f.Fill(label.Text(), "oui")
	}
	f.Fill("Nombre de trios", "1").Click("Lancer l’atelier").Status(200)
	s.console = f.Answer.URL.Path
	s.atelier = strings.TrimPrefix(s.console, "/formateur/a/")
	s.code = f.Page().Find(".code").First().Text()
	f.Click("Commencer").Status(200)
	s.box = s.world(1)
	return s, nil
}

// ends closes the play: the debrief says of each goal what the journal says.
func (s *stage) ends() {
	s.t.Helper()
	for _, note := range s.noted {
		assert.True(s.t, witness.Witnessed(s.box, note[0], note[1:]...), "rien de tel n’a été vu : %v", note)
	}
	for name, seat := range s.seats {
		for _, window := range seat.windows {
			assert.Empty(s.t, window.ConsoleErrors(), "%s : la console", name)
		}
	}
	goals := s.play.Goals(s.box.Began(), s.box.Journal())
	f := s.trainer.Get(s.console).Click("Terminer le jeu du trio 1").Get(s.console + "/debrief/1/0").Status(200)
	for _, g := range goals {
		li := f.Page().Find(".but").FilterFunction(func(_ int, li *goquery.Selection) bool { return fold(li.Find("strong").First().Text()) == fold(g.Text) })
		require.NotZero(s.t, li.Length(), "le débrief ne dit rien de « %s » :\n%s", g.Text, f.Text())
		assert.Equal(s.t, g.Reached, li.First().HasClass("but-atteint"), "%s : %s", g.Text, fold(li.First().Text()))
	}
}
