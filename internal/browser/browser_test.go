package browser_test

import (
	"fmt"
	"image/color"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/browser"
)

// strict is the policy that the product's pages live under.
const strict = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-src 'self'"

// pageOf is a whole, accessible page with this body.
func pageOf(body string) string {
	return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Essai</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css"><script src="/script.js" defer></script></head><body>` + body + `</body></html>`
}

// site serves bodies by path, as whole pages under the strict policy.
func site(t *testing.T, bodies map[string]string) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	for path, body := range bodies {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Security-Policy", strict)
			switch filepath.Ext(path) {
			case ".css":
				w.Header().Set("Content-Type", "text/css")
				fmt.Fprint(w, body)
			case ".js":
				w.Header().Set("Content-Type", "text/javascript")
				fmt.Fprint(w, body)
			default:
				w.Header().Set("Content-Type", "text/html")
				fmt.Fprint(w, pageOf(body))
			}
		})
	}
	if _, ok := bodies["/style.css"]; !ok {
		mux.HandleFunc("/style.css", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "text/css") })
	}
	if _, ok := bodies["/script.js"]; !ok {
		mux.HandleFunc("/script.js", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "text/javascript") })
	}
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	return srv
}

const form = `<main><h1>Vos  coordonnées</h1><form method="post" action="/recu" enctype="multipart/form-data">
<p><label for="n">Nom de naissance <span>(obligatoire)</span></label> <input id="n" name="nom" value="ancien"></p>
<p><label for="d">Né·e le</label> <input id="d" name="ne" type="date"></p>
<p><label for="v">Ville</label> <select id="v" name="ville"><option value="">Choisir</option><option value="63">Clermont</option></select></p>
<fieldset><legend>Avez-vous un téléphone ?</legend><label><input type="radio" name="tel" value="o"> Oui</label><label><input type="radio" name="tel" value="n"> Non</label></fieldset>
<fieldset><legend>Avez-vous un ordinateur ?</legend><label><input type="radio" name="pc" value="o"> Oui</label><label><input type="radio" name="pc" value="n"> Non</label></fieldset>
<p><label><input type="checkbox" name="ok" value="1"> Je certifie</label> <label><input type="checkbox" name="pub" value="1" checked> Lettre</label></p>
<p><label for="f">Votre document</label> <input id="f" name="doc" type="file"></p>
<button>Valider</button></form></main>`

func TestAFormIsFilledAsPeopleDo(t *testing.T) {
	srv := site(t, map[string]string{"/": form})
	mux := srv.Config.Handler.(*http.ServeMux)
	mux.HandleFunc("POST /recu", func(w http.ResponseWriter, r *http.Request) {
		if !assert.NoError(t, r.ParseMultipartForm(1<<20)) {
			return
		}
		_, doc, err := r.FormFile("doc")
		assert.NoError(t, err)
		w.WriteHeader(http.StatusUnprocessableEntity)
		fmt.Fprint(w, pageOf(fmt.Sprintf("<main><h1>Reçu</h1><p>%s|%s|%s|%s|%s|%s|%s|%s</p></main>", r.FormValue("nom"), r.FormValue("ne"),
			r.FormValue("ville"), r.FormValue("tel"), r.FormValue("pc"), r.FormValue("ok"), r.FormValue("pub"), doc.Filename)))
	})
	doc := filepath.Join(t.TempDir(), "avis.txt")
	require.NoError(t, os.WriteFile(doc, []byte("papier"), 0o600))

	p := browser.Start(t).Person(t, "Samia", browser.Width(768))
	p.Open(srv.URL)
	assert.Equal(t, "Vos coordonnées", p.Heading())
	p.Fill("Nom de naissance", "Loriot-Été")
	p.Fill("Né·e le", "1981-02-28")
	p.Select("Ville", "Clermont")
	p.Within("Avez-vous un téléphone ?").Choose("Oui")
	p.Within("Avez-vous un ordinateur").Choose("Non")
	p.Choose("Je certifie")
	p.Unchoose("Lettre")
	p.Upload("Votre document", doc)
	assert.Equal(t, "Loriot-Été", p.Value("Nom de naissance"))
	assert.True(t, p.Chosen("Je certifie"))
	assert.False(t, p.Chosen("Lettre"))
	p.Axe(t)
	p.NoHorizontalScroll(t)
	p.Click("Valider")

	assert.Equal(t, "Reçu", p.Heading())
	p.See("Loriot-Été|1981-02-28|63|o|n|1||avis.txt")
	assert.Equal(t, http.StatusUnprocessableEntity, p.Status())
	assert.Equal(t, srv.URL+"/recu", p.URL())
	p.Back()
	assert.Equal(t, "Vos coordonnées", p.Heading())
	p.Fill("Nom de naissance", "")
	assert.Empty(t, p.Value("Nom de naissance"))
	assert.Empty(t, p.ConsoleErrors())
	assert.Empty(t, p.Outside())
}

func TestEachPersonHasTheirOwnCookies(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who := r.URL.Query().Get("nom")
		if c, err := r.Cookie("qui"); err == nil && who == "" {
			who = c.Value
		}
		http.SetCookie(w, &http.Cookie{Name: "qui", Value: who})
		fmt.Fprint(w, pageOf("<main><h1>Bonjour "+who+`</h1><a href="/fichier">Le fichier</a></main>`))
	}))
	t.Cleanup(srv.Close)
	b := browser.Start(t)
	roger, samia := b.Person(t, "Roger"), b.Person(t, "Samia", browser.Width(360))

	roger.Open(srv.URL + "/?nom=roger")
	samia.Open(srv.URL + "/?nom=samia")
	roger.Open(srv.URL)
	samia.Open(srv.URL)
	samia.Reload()
	// A phone that types the room's name is somebody else for the server.
	phone := b.Person(t, "Téléphone", browser.Width(360))
	phone.Open(strings.Replace(srv.URL, "127.0.0.1", "atelier.local", 1) + "/?nom=paul")
	assert.Equal(t, "Bonjour paul", phone.Heading())
	assert.Contains(t, string(phone.Download("Le fichier")), "Bonjour paul")

	assert.Equal(t, "Bonjour roger", roger.Heading())
	assert.Equal(t, "Bonjour samia", samia.Heading())
	assert.Contains(t, string(samia.Download("Le fichier")), "Bonjour samia")
}

func TestWhatComesLaterIsWaitedFor(t *testing.T) {
	srv := site(t, map[string]string{
		"/": `<main><h1>Attente</h1><button id="b">Appeler</button><p id="p">Occupé</p></main>`,
		"/script.js": `document.getElementById('b').onclick = () => setTimeout(() => {
			document.getElementById('p').textContent = 'L\u2019agent\u00a0répond';
			document.querySelector('main').insertAdjacentHTML('beforeend', '<a href="/suite">Continuer</a>');
		}, 300);`,
		"/suite": `<main><h1>Suite</h1></main>`,
	})
	p := browser.Start(t).Person(t, "Paul")
	p.Open(srv.URL)
	p.Click("Appeler")
	p.See("l'agent répond")
	p.DontSee("Occupé")
	assert.True(t, p.Sees("Attente"))
	p.Click("Continuer")
	assert.Equal(t, "Suite", p.Heading())
}

func TestThePageInsideThePageIsSeenAndUsed(t *testing.T) {
	srv := site(t, map[string]string{
		"/":          `<main><h1>Bureau</h1><p>Autour</p><iframe title="Ordinateur" src="/dedans"></iframe></main>`,
		"/dedans":    `<main><h1>Portail</h1><form action="/resultat"><label for="q">Chercher</label><input id="q" name="q"><button>Aller</button></form></main>`,
		"/resultat":  `<main><h1>Trouvé</h1><p>Voici la réponse</p></main>`,
		"/style.css": `iframe { width: 600px; height: 400px; margin: 80px; border: 3px solid }`,
	})
	p := browser.Start(t).Person(t, "Florence")
	p.Open(srv.URL)
	screen := p.Within("Ordinateur")
	assert.Equal(t, "Portail", screen.Heading())
	screen.Fill("Chercher", "caf")
	screen.Click("Aller")
	screen.See("Voici la réponse")
	screen.DontSee("Autour")
	p.See("Voici la réponse")
	assert.Equal(t, http.StatusOK, p.StatusOf("/resultat?q=caf"))
	assert.Contains(t, p.Text(), "Autour")
	p.Axe(t)
}

func TestPartsOfAPageAreFoundByNameHeadingOrRow(t *testing.T) {
	srv := site(t, map[string]string{
		"/": `<main><h1>Trios</h1>
<section aria-labelledby="a"><h2 id="a">Trio 1</h2><a href="/un">Ouvrir</a></section>
<h2>Trio 2</h2><p><a href="/deux">Ouvrir</a></p><h2>Trio 3</h2><p>rien</p>
<table><caption>Places</caption><tr><th scope="row">Henri</th><td><a href="/henri">Ouvrir</a></td></tr><tr><th scope="row">Angela</th><td><a href="/angela">Ouvrir</a></td></tr></table></main>`,
		"/un": `<main><h1>Un</h1></main>`, "/deux": `<main><h1>Deux</h1></main>`, "/angela": `<main><h1>Angela</h1></main>`,
	})
	p := browser.Start(t).Person(t, "Formatrice")
	for part, title := range map[string]string{"Trio 1": "Un", "Trio 2": "Deux", "Angela": "Angela"} {
		p.Open(srv.URL)
		p.Within("main").Within(part).Click("Ouvrir")
		assert.Equal(t, title, p.Heading(), part)
	}
}

func TestTheKeyboardAloneIsEnough(t *testing.T) {
	srv := site(t, map[string]string{
		"/":      `<main><h1>Clavier</h1><label for="q">Code</label><input id="q"> <a href="/suite">Suite</a></main>`,
		"/suite": `<main><h1>Arrivée</h1></main>`,
	})
	p := browser.Start(t).Person(t, "Matteo")
	p.Open(srv.URL)
	p.Press("Tab")
	assert.Equal(t, "Code", p.Focused())
	p.Press("x")
	assert.Equal(t, "x", p.Value("Code"))
	p.Press("Tab")
	p.Press("Shift+Tab")
	p.Press("Tab")
	assert.Equal(t, "Suite", p.Focused())
	p.Press("Enter")
	assert.Equal(t, "Arrivée", p.Heading())
}

func TestALostNetworkCutsPagesAndStreams(t *testing.T) {
	srv := site(t, map[string]string{
		"/": `<main><h1>Direct</h1><p id="p">…</p></main>`,
		"/script.js": `const say = (s) => { document.getElementById('p').textContent = s; };
			const es = new EventSource('/flux');
			es.onmessage = () => say('en ligne'); es.onerror = () => say('hors ligne');`,
	})
	closing := make(chan struct{})
	t.Cleanup(func() { close(closing) })
	srv.Config.Handler.(*http.ServeMux).HandleFunc("/flux", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		fmt.Fprint(w, "retry: 100\ndata: a\n\n")
		w.(http.Flusher).Flush()
		select {
		case <-r.Context().Done():
		case <-closing:
		}
	})
	p := browser.Start(t).Person(t, "Teresa")
	p.Open(srv.URL)
	p.See("en ligne")
	p.Offline(true)
	p.See("hors ligne")
	assert.False(t, browser.Eval[bool](p, "navigator.onLine"))
	p.Offline(false)
	p.See("en ligne")
	p.Open("about:blank")
}

func TestPagesAreKept(t *testing.T) {
	srv := site(t, map[string]string{"/": "<main><h1>Attestation</h1>" + strings.Repeat("<p>ligne</p>", 120) + "</main>"})
	p := browser.Start(t).Person(t, "Angela")
	p.Open(srv.URL)
	assert.True(t, strings.HasPrefix(string(p.PDF()), "%PDF-"))

	shot := filepath.Join("..", "..", "e2e", "shots", "essai-du-harnais-1440.png")
	t.Cleanup(func() { os.Remove(shot) })
	p.Screenshot("essai du harnais")
	picture, err := os.ReadFile(shot)
	require.NoError(t, err)
	height := int(picture[20])<<24 | int(picture[21])<<16 | int(picture[22])<<8 | int(picture[23])
	assert.Greater(t, height, 2000, "the whole page, not only its top")
}

// A picture is of the page as people see it: taking it resizes nothing, or rules
// meant for a phone would show on a computer.
func TestAPictureShowsThePageAsItIs(t *testing.T) {
	srv := site(t, map[string]string{
		"/":          "<main><h1>Large</h1>" + strings.Repeat("<p>ligne</p>", 120) + "</main>",
		"/style.css": `html { background: rgb(0, 128, 0) } @media (width < 1440px) { html { background: rgb(255, 0, 0) } }`,
		"/script.js": `window.narrowed = 0; matchMedia('(width < 1440px)').onchange = () => narrowed++;`,
	})
	p := browser.Start(t).Person(t, "Nadia")
	p.Open(srv.URL)
	height := browser.Eval[int](p, "innerHeight")
	t.Cleanup(func() { removeShots(t, "essai-large-1440.png") })
	p.Screenshot("essai large")

	file, err := os.Open(filepath.Join("..", "..", "e2e", "shots", "essai-large-1440.png"))
	require.NoError(t, err)
	defer file.Close()
	picture, err := png.Decode(file)
	require.NoError(t, err)
	assert.Equal(t, 1440, picture.Bounds().Dx())
	for _, y := range []int{0, picture.Bounds().Dy() / 2, picture.Bounds().Dy() - 1} {
		assert.Equal(t, color.RGBA{0, 128, 0, 255}, color.RGBAModel.Convert(picture.At(1430, y)), "à %d px du haut", y)
	}
	assert.Zero(t, browser.Eval[int](p, "narrowed"), "times the page became a phone's, or ceased to be")
	assert.Equal(t, height, browser.Eval[int](p, "innerHeight"), "the window is as it was")
}

// witness records what a harness says of a page without failing the real test.
type witness struct {
	testing.TB
	said []string
}

func (w *witness) Helper() {}
func (w *witness) Errorf(format string, args ...any) {
	w.said = append(w.said, fmt.Sprintf(format, args...))
}

type stop struct{}

func (w *witness) Fatalf(format string, args ...any) {
	w.Errorf(format, args...)
	panic(stop{})
}

func TestPlantedFaultsAreFound(t *testing.T) {
	srv := site(t, map[string]string{
		"/":          `<main><h1>Piège</h1><input name="sans"><div class="large">large</div><iframe title="Dedans" src="/dedans"></iframe></main>`,
		"/dedans":    `<main><h1>Dedans</h1><img src="data:,x"></main>`,
		"/style.css": `.large { width: 2000px } iframe { width: 300px }`,
		"/script.js": `console.error('panne plantée');`,
	})
	w := &witness{TB: t}
	p := browser.Start(t).Person(t, "Piège", browser.Width(360))
	t.Cleanup(func() { removeShots(t, "echec-TestPlantedFaults*") })
	p.Open(srv.URL)
	p.Axe(w)
	p.NoHorizontalScroll(w)

	require.Len(t, w.said, 2)
	assert.Contains(t, w.said[0], "label (critical) [input]")
	assert.Contains(t, w.said[0], "image-alt")
	assert.Contains(t, w.said[1], `<div class="large"> `)
	assert.Contains(t, strings.Join(p.ConsoleErrors(), "\n"), "panne plantée")
}

func TestAFailureTellsWhatWasOnTheScreen(t *testing.T) {
	srv := site(t, map[string]string{"/": `<main><h1>Accueil</h1><button>Entrer</button></main>`})
	w := &witness{TB: t}
	p := browser.Start(t).Person(w, "Henri", browser.Patience(500*time.Millisecond))
	t.Cleanup(func() { removeShots(t, "echec-TestAFailure*") })
	p.Open(srv.URL)
	start := time.Now()
	assert.PanicsWithValue(t, stop{}, func() { p.Click("Sortir") })

	assert.Less(t, time.Since(start), 10*time.Second)
	require.Len(t, w.said, 1)
	assert.Contains(t, w.said[0], "Henri : appuyer sur « Sortir » : rien ne s'appelle « Sortir » ; vu : « Entrer »")
	assert.Contains(t, w.said[0], "Accueil")
	assert.Contains(t, w.said[0], ".png")
}

func removeShots(t *testing.T, pattern string) {
	t.Helper()
	shots, err := filepath.Glob(filepath.Join("..", "..", "e2e", "shots", pattern))
	require.NoError(t, err)
	for _, path := range shots {
		assert.NoError(t, os.Remove(path))
	}
}
