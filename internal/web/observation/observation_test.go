package observation_test

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/observation"
	"demarcheablanc/internal/sandbox"
)

func sheet(more ...string) url.Values {
	form := url.Values{"partie": {"0"}, "g-relation": {"4"}, "g-moyens": {"non-observe"}, "g-competences": {"2"}, "g-fiches": {"5"}, "nom-fiches": {"FranceConnect"}}
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return form
}

func TestTheObserverWatchesWithoutTheSecrets(t *testing.T) {
	c := open(t)
	c.observer.Get(c.obsAt+"/observer").Status(200).See("Trois choses à regarder", "Le jeu n’a pas encore commencé", "Comment la colère est-elle accueillie")
	c.play()
	c.observer.Get(c.obsAt+"/observer").See("Connexion refusée", "Fiche montrée à la personne", "Ce que la machine a vu", "Borne de la CPAM", "Secret dévoilé")
	c.observer.DontSee("numéro fiscal de votre mari", "changé de téléphone", "Vitale-1990", "Coquelicot")
	assert.False(t, c.observer.Page().Find("#preuves-ouvertes").Is("[open]"), "evidence is folded, so as not to dictate the stars")
	c.observer.Get(c.obsAt + "/observer?ecran=tel-samia").See("Téléphone de Samia")
	c.aidant.Get(c.aidantAt + "/observer")
	assert.Equal(t, c.aidantAt, c.aidant.Answer.URL.Path, "only the observer watches")
	c.aidant.Get(c.obsAt + "/observer").Status(403)
}

func TestTheMirrorShowsTheirScreenAndDoesNothing(t *testing.T) {
	c := open(t)
	c.start()
	box, err := c.Workshops.Sandbox(context.Background(), c.atelier.ID, 1, 0)
	require.NoError(t, err)
	box.Present("pc-epn", "https://www.ameli.example/")
	before := box.Head()
	c.observer.Get(c.obsAt+"/observer").See("www.ameli.example/", "a la main")
	view := c.observer.Page().Find(".miroir-vue")
	assert.Equal(t, 1, view.Length())
	assert.Zero(t, view.Find("a[href], form, button:not([disabled]), input:not([disabled])").Length())
	assert.Equal(t, before, box.Head())
}

func TestMomentsAreKeptWithTheDraft(t *testing.T) {
	c := open(t)
	c.play()
	c.observer.Post(c.obsAt+"/observer/moment", url.Values{"partie": {"0"}, "m": {"ton"}, "mot": {"elle s’apaise"}, "g-relation": {"4"}}).Status(200)
	c.observer.See("Le ton change", "elle s’apaise", "Brouillon gardé")
	assert.Equal(t, 1, c.observer.Page().Find("#g-relation-4[checked]").Length(), "what was begun is not lost")
	c.observer.Post(c.obsAt+"/observer/moment", url.Values{"partie": {"0"}, "m": {"autre"}, "mot": {"06 12 34 56 78"}}).Status(422).See("Cela ressemble à un vrai numéro de téléphone")
	c.observer.Post(c.obsAt+"/observer/grille", sheet("partie", "3")).Status(409).See("Ce n’est plus le moment")
}

func TestTheThreePartsThenTheDebrief(t *testing.T) {
	c := open(t)
	c.play()
	c.aidant.Get(c.aidantAt + "/debrief")
	assert.NotEqual(t, c.aidantAt+"/debrief", c.aidant.Answer.URL.Path, "not during the play")
	c.end()

	c.observer.Get(c.obsAt + "/observer")
	assert.Equal(t, c.obsAt+"/bilan", c.observer.Answer.URL.Path)
	c.observer.Post(c.obsAt+"/bilan", url.Values{"partie": {"0"}, "g-relation": {"4"}, "g-fiches": {"3"}}).Status(422).
		See("Il reste à remplir", "moyens matériels", "le nom de la ou des fiches", "Il reste cette ligne")
	assert.Equal(t, 1, c.observer.Page().Find("#g-relation-4[checked]").Length())
	c.observer.Get(c.obsAt + "/bilan")
	assert.Equal(t, 1, c.observer.Page().Find("#g-relation-4[checked]").Length(), "a refused closing keeps the draft")
	c.observer.Post(c.obsAt+"/bilan", sheet("remarques", "A posé des questions ouvertes", "but-g4", "atteint", "garder", "La patience")).Status(200).See("On attend encore Camille et Inès")
	c.observer.Post(c.obsAt+"/bilan", sheet("g-relation", "1")).Status(200)

	c.aidant.Get(c.aidantAt + "/bilan").See("Avant de lire la grille de Nora").DontSee("questions ouvertes")
	c.aidant.Get(c.aidantAt + "/grille.csv").See("Et vous, comment vous voyez-vous")
	c.aidant.Post(c.aidantAt+"/bilan", url.Values{"partie": {"0"}}).Status(422).See("je ne sais pas")
	c.aidant.Post(c.aidantAt+"/bilan", sheet("g-relation", "2", "essayer", "Me taire plus")).Status(200).See("On attend encore Inès")
	c.aide.Get(c.aideAt+"/bilan").See("Comment vous êtes-vous senti·e", "changé de téléphone")
	c.aide.Post(c.aideAt+"/bilan", url.Values{"partie": {"0"}, "remarques": {"Écoutée"}, "devoile": {"telephone"}}).Status(200)

	assert.Equal(t, c.aideAt+"/debrief", c.aide.Answer.URL.Path, "the last one opens the debrief")
	c.aidant.Get(c.aidantAt+"/debrief").Status(200).See(
		"Deux regards", "Plus sévère avec soi", "questions ouvertes", "Dévoilé à", "Resté caché",
		"La borne de la CPAM, avec la carte Vitale", "Les trois points et une fiche au moins ont servi",
		"Secret de la personne saisi par l’aidant·e", "3 formulaires envoyés", "CPAM", "L’issue", "La patience", "Me taire plus", "d’une porte ou d’un papier")
	assert.Equal(t, 1, c.aidant.Page().Find("svg.frise[role=img] title").Length())
	c.aidant.Click("Revoir : Secret de la personne saisi").Status(200).See("Le moment de", "Les écrans", "Autour de ce moment", "www.ameli.example")
	c.aidant.Get(c.aidantAt + "/debrief")
	told := map[string]bool{}
	for _, link := range c.aidant.Page().Find(`a[href*="/moment/"]`).EachIter() {
		name := link.AttrOr("aria-label", link.Text())
		assert.False(t, told[name], "two links are named « %s »", name)
		told[name] = true
	}
	c.aidant.Get(c.aidantAt + "/debrief/moment/9999").Status(404)
	c.aidant.Get(c.aidantAt + "/debrief?partie=2").Status(404)
	c.privacy(t)
}

// privacy: what the trainer and another trio may read.
func (c *class) privacy(t *testing.T) {
	t.Helper()
	base := "/formateur/a/" + c.atelier.ID + "/debrief"
	stranger := c.Person()
	stranger.Get(base)
	assert.NotEqual(t, base, stranger.Answer.URL.Path)
	stranger.Get(c.aidantAt + "/debrief").Status(403)
	other, _ := c.seat(2, "Lou", "aidant")
	other.Get(c.obsAt + "/debrief").Status(403)

	trainer := c.Trainer()
	trainer.Get(base).Status(200).See("tous les trios", "Pas de classement", "Trio 2", "Ce trio n’a pas encore joué")
	trainer.Get(base+"/1/0").Status(200).See("Les notes de ce trio restent au trio", "La borne de la CPAM").DontSee("questions ouvertes", "Écoutée", "La patience")
	trainer.Get(base + "/1/0/grille.csv").Status(403)
	c.observer.Get(c.obsAt + "/debrief").Click("Partager la grille").See("visibles sur l’écran de la salle")
	trainer.Get(base+"/1/0").See("questions ouvertes", "Écoutée")
	trainer.Get(base + "/1/0/grille.csv").Status(200)
	assert.True(t, strings.HasPrefix(trainer.Answer.HTML, "\ufeff"))
	trainer.Get(base+"/1/0/moment/5").Status(200).See("Juste avant", "Juste après")
	trainer.Get(base + "/7/1").Status(404)
	trainer.Get(base + "/1/9").Status(404)
	c.printed(t, trainer.Get(base+"/1/0/debrief.pdf").Answer.HTML)
}

// What the machine saw is projected, though the trio keeps its notes: the code
// said aloud on the telephone is one thing, what the observer heard is another.
func TestProjectionLeavesOutWhatTheObserverSawOnly(t *testing.T) {
	c := open(t)
	c.start()
	c.witness(sandbox.Actor{Seat: "aide"}, []string{"telephone.code.dit", "a", "Empresse"})
	c.moment("secret-telephone", "le code de la porte")
	c.moment("confidentialite", "")
	c.end()
	trainer := c.Trainer()
	page := "/formateur/a/" + c.atelier.ID + "/debrief/1/0"
	trainer.Get(page).Status(200).See("Secret dit au téléphone", "écouté par Empresse").DontSee("le code de la porte", "Intimité protégée")
	c.keep(func(r observation.Round, tx *sandbox.Tx) error { r.Share(tx, true); return nil })
	trainer.Get(page).See("le code de la porte", "Intimité protégée")
}

func (c *class) printed(t *testing.T, file string) {
	t.Helper()
	require.True(t, strings.HasPrefix(file, "%PDF"))
	path := filepath.Join(t.TempDir(), "debrief.pdf")
	require.NoError(t, os.WriteFile(path, []byte(file), 0o600))
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not here")
	}
	info, err := exec.Command("pdfinfo", path).Output()
	require.NoError(t, err)
	assert.Regexp(t, `Tagged:\s+yes`, string(info))
	assert.Contains(t, string(info), "A4")
	text, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	require.NoError(t, err)
	for _, part := range []string{"EXERCICE", "Débrief — Rien ne marche", "La carte secrète", "moment par moment", "Atteint", "À garder, à essayer", "Pour en parler", "Camille"} {
		assert.Contains(t, string(text), part)
	}
}

func TestAnEarlierRoundCanBeReadAgain(t *testing.T) {
	c := open(t)
	c.play()
	c.end()
	c.giveParts()
	require.NoError(t, c.Workshops.NewRound(context.Background(), c.atelier.ID, 1))
	c.aidant.Get(c.aidantAt+"/debrief?partie=1").Status(200).See("Partie 1. Camille aidait", "La borne de la CPAM").DontSee("Partager la grille")
	c.aidant.Click("Revoir : Les trois points").Status(200).See("Le moment de")
	c.aidant.Click("Revenir au débrief").Status(200).See("Partie 1. Camille aidait")
	c.aidant.Get(c.aidantAt + "/debrief")
	assert.NotEqual(t, c.aidantAt+"/debrief", c.aidant.Answer.URL.Path, "the new round has no debrief yet")
	trainer := c.Trainer()
	trainer.Get("/formateur/a/"+c.atelier.ID+"/debrief").See("Le débrief du trio 1", "Par où")
	trainer.Click("Le débrief du trio 1").Status(200).See("Partie 1")
}
