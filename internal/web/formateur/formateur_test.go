package formateur_test

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/web/webtest"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

func TestThePhraseIsReadAsPeopleTypeIt(t *testing.T) {
	const phrase = "été brise cabane digue"
	h := startWith(t, phrase)
	for _, typed := range []string{phrase, "  ETE   brise\tcabane digue ", "Été Brise Cabane Digue"} {
		p := h.Person()
		p.Get("/formateur").See("Phrase d’accès").Fill("Phrase d’accès", typed).Click("Entrer").Status(http.StatusOK).See("Choisir une situation")
		p.Get("/formateur/entree").See("Choisir une situation")
	}
	p := h.Person()
	p.Get("/formateur/entree").Click("Entrer").Status(http.StatusUnprocessableEntity).See("Saisissez la phrase")
	p.Fill("Phrase d’accès", "été brise").Click("Entrer").Status(http.StatusUnprocessableEntity).See("Ce n’est pas la phrase d’accès")
	assert.NotContains(t, p.Answer.HTML, "été brise", "what was typed is not shown again")
}

func TestLeavingTheConsoleKeepsOnesSeats(t *testing.T) {
	h := start(t)
	a := h.Launch(1)
	p := h.Trainer()
	p.Joins(a, 1, workshop.Observer, "Nora")
	p.Get("/formateur").Click("Quitter la console").Status(http.StatusOK).See("Reprendre ma place")
	p.Get("/formateur").See("Phrase d’accès")
}

func TestGuessingThePhraseIsSlowed(t *testing.T) {
	h := start(t)
	p := h.Person()
	p.Get("/formateur/entree")
	for range 8 {
		p.Fill("Phrase d’accès", "abeille").Click("Entrer").Status(http.StatusUnprocessableEntity)
	}
	p.Fill("Phrase d’accès", webtest.Phrase).Click("Entrer").Status(http.StatusTooManyRequests).See("Attendez une minute")
	h.Wait(time.Minute)
	p.Fill("Phrase d’accès", webtest.Phrase).Click("Entrer").Status(http.StatusOK).See("Choisir une situation")
}

// TestNothingIsReachedFromASeat asks for every address of the console from a
// browser that holds a seat.
func TestNothingIsReachedFromASeat(t *testing.T) {
	h := start(t)
	a := h.Launch(1)
	p := h.Person()
	p.Joins(a, 1, workshop.Aidant, "Camille")
	base := "/formateur/a/" + a.ID
	for _, page := range []string{
		"/formateur", "/formateur/situations/essai", base, base + "/flux", base + "/arrivees", base + "/projection",
		base + "/clore", base + "/trio/1/retour", base + "/trio/1/recommencer",
	} {
		p.Get(page).See("Phrase d’accès").DontSee("Trio 1", "secrets", a.Code)
	}
	for _, act := range []string{"/tous", "/message", "/clore", "/ouvrir", "/fermer", "/trio/1/jeu", "/trio/1/horloge", "/trio/1/imprevus/mari", "/trio/1/place", "/trio/1/retour"} {
		p.Post(base+act, url.Values{"acte": {"commencer"}, "partie": {"0"}, "reseau": {"192.168.1.20"}, "message": {"Bonjour"}}).See("Phrase d’accès")
	}
	p.Post("/formateur/situations/essai/lancer", url.Values{"trios": {"3"}}).See("Phrase d’accès")
	assert.Equal(t, workshop.Waiting, h.trio(a, 1).Phase)
	assert.Empty(t, h.nets.opened)
	ateliers, err := h.Workshops.Ateliers(t.Context())
	require.NoError(t, err)
	assert.Len(t, ateliers, 1)
}

func TestASituationIsReadThenLaunched(t *testing.T) {
	h := start(t)
	p := h.Trainer()
	p.See("Samia", "« Rien ne marche »", "20 min de jeu", "Une seule panne")
	p.Click("Préparer Samia").Status(http.StatusOK)
	p.See("Cette page dévoile tout", "Le compte ameli est bloqué", "Samia tient son attestation", "C’est le numéro fiscal de votre mari", "Appel du mari", "14 min de jeu", "1 min après : Mot de passe oublié", "À quel moment renoncer")
	for _, wrong := range []string{"0", "13", "trois", "", "-1", "2.5", "999999999999999999999"} {
		p.Fill("Nombre de trios", wrong).Click("Lancer l’atelier").Status(http.StatusUnprocessableEntity).See("de 1 à 12")
	}
	p.Fill("Une seule panne", "oui").Fill("Nombre de trios", "2").Click("Lancer l’atelier").Status(http.StatusOK)
	p.See("Trio 1", "Trio 2", "0 personne arrivée sur 6", "seul cet ordinateur est servi").DontSee("Trio 3", "Appel du mari")
	p.Get("/formateur").See("Ateliers en cours").Click("Reprendre").Status(http.StatusOK).See("Trio 2")
	p.Get("/formateur/situations/inconnue").Status(http.StatusNotFound).See("pas dans la bibliothèque")
	p.Get("/formateur/a/inconnu").Status(http.StatusNotFound).See("plus ici")
	p.Get("/formateur/a/registre/trio/1/retour").Status(http.StatusNotFound)
}

func TestALaunchSentTwiceOpensOneAtelier(t *testing.T) {
	h := start(t)
	p := h.Trainer()
	p.Get("/formateur/situations/essai")
	form := url.Values{"variante": {"standard"}, "trios": {"3"}, "rang": {"0"}}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, h.URL+"/formateur/situations/essai/lancer", strings.NewReader(form.Encode()))
			if !assert.NoError(t, err) {
				return
			}
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			answer, err := p.Client.Do(r)
			if assert.NoError(t, err) {
				assert.NoError(t, answer.Body.Close())
			}
		})
	}
	all.Wait()
	ateliers, err := h.Workshops.Ateliers(t.Context())
	require.NoError(t, err)
	require.Len(t, ateliers, 1)
	p.Get("/formateur/situations/essai").Click("Lancer l’atelier").Status(http.StatusOK)
	ateliers, err = h.Workshops.Ateliers(t.Context())
	require.NoError(t, err)
	assert.Len(t, ateliers, 2, "a form drawn afterwards opens another one")
}

// TestATrainerAndNinePeople runs an atelier from its launch to its close.
func TestATrainerAndNinePeople(t *testing.T) {
	h := start(t)
	f := h.Trainer()
	f.Click("Préparer Samia").Click("Lancer l’atelier").Status(http.StatusOK)
	ateliers, err := h.Workshops.Ateliers(t.Context())
	require.NoError(t, err)
	a := ateliers[0]
	console := "/formateur/a/" + a.ID
	f.See("En attente de 3 personnes")
	names := []string{"Ana", "Bo", "Cléo"}
	for i := range 9 {
		h.Person().Joins(a, i/3+1, workshop.Roles[i%3], names[i%3])
	}
	f.Get(console).See("9 personnes arrivées sur 9", "Tout le monde est là")
	f.Click("Commencer pour tous").Status(http.StatusOK).See("Jeu en cours")
	h.Wait(2 * time.Minute)
	h.Witness(a, 2, "aidant", portal.FactLoginRefused)
	h.Witness(a, 2, "aide", portal.FactPaperHeld)
	f.Get(console).See("16 h 27", "2 min de jeu", "Ana : Connexion refusée", "Buts : 2 sur 3", "Tenu jusqu’ici", "Par la borne", "le prochain à 16 h 28, Samia s’emporte")
	h.Witness(a, 3, "aidant", portal.FactSessionOther)
	f.Get(console)
	assert.Contains(t, f.Page().Find("#trio-3").Text(), "N’est plus tenu")
	f.Click("Suspendre pour tous").See("Suspendu")
	h.Wait(time.Hour)
	f.Get(console).See("16 h 27").Click("Reprendre pour tous").DontSee("Suspendu")
	f.Click("Terminer le jeu du trio 1").See("Bilan de chacun")
	f.Click("Reprendre le jeu du trio 1").Click("Terminer le jeu pour tous")
	for n := 1; n <= 3; n++ {
		assert.Equal(t, workshop.Scoring, h.trio(a, n).Phase)
	}
	f.Click("Ouvrir le débrief du trio 1").Click("Ouvrir les débriefs").See("Voir le débrief du trio 3")
	assert.Equal(t, console+"/debrief/2/0", f.Page().Find("#t2-lire").AttrOr("href", ""))
	f.Click("Nouvelle partie, rôles tournés pour le trio 2").See("partie 2", "débrief de la partie 1")
	assert.Equal(t, 1, h.trio(a, 2).Round)
	assert.Equal(t, "Cléo", h.trio(a, 2).Playing(workshop.Aidant).Name)
	f.Click("Clore l’atelier").See("Un atelier clos ne se rouvre pas").Click("Clore l’atelier").See("L’atelier est terminé")
	f.Get("/formateur").See("Ateliers terminés").DontSee("Ateliers en cours")
	h.Person().Get("/rejoindre/" + a.Code).Status(http.StatusGone)
}

func TestInjectsAreFiredDelayedAndCancelled(t *testing.T) {
	h := start(t)
	a := h.Launch(1)
	f := h.Trainer()
	console := "/formateur/a/" + a.ID
	f.Get(console).See("Viendra de ce que fait le trio")
	assert.False(t, f.Has("Maintenant : Appel du mari, trio 1"), "nothing is fired before the play")
	f.Click("+ 5 min : Appel du mari, trio 1").See("16 h 44")
	f.Click("Commencer avec le trio 1")
	h.Wait(time.Minute)

	late := h.Trainer()
	late.Get(console)
	f.Get(console).Click("+ 2 min : Samia s’emporte, trio 1").See("16 h 30")
	assert.Equal(t, 1, f.Page().Find("#t1-imprevus[open]").Length(), "the list acted on stays open")
	late.Click("+ 2 min : Samia s’emporte, trio 1").See("C’était déjà fait", "16 h 30")
	f.Click("Maintenant : Samia s’emporte, trio 1").See("16 h 26", "Un imprévu survient — Samia s’emporte")
	late.Click("Annuler : Samia s’emporte, trio 1").See("Trop tard pour cet imprévu")
	assert.Equal(t, "trio-1", late.Answer.URL.Fragment)

	h.Witness(a, 1, "aidant", portal.FactRecoveryAsked)
	f.Get(console).See("16 h 27").Click("Annuler : Le lien arrive aux indésirables, trio 1").See("Annulé par vous")
	h.Wait(time.Hour)
	f.Get(console).See("Annonce à tous")
	assert.Equal(t, 0, f.Page().Find("#t1-mari-tirer").Length(), "it has happened by itself")
	f.Post(console+"/trio/1/imprevus/inconnu", url.Values{"partie": {"0"}, "epoque": {"0"}, "acte": {"tirer"}}).See("Trop tard pour cet imprévu")
}

func TestTheClockIsMovedOnceByForm(t *testing.T) {
	h := start(t)
	a := h.Launch(2)
	f := h.Trainer()
	console := "/formateur/a/" + a.ID
	f.Get(console).Click("Commencer pour tous")
	again := stale(f, `form[action$="/trio/1/horloge"]`)
	f.Click("+ 5 min pour le trio 1").See("16 h 30", "L’heure a été avancée par la console")
	again.Set("de", "5")
	f.Post(console+"/trio/1/horloge", again).See("C’était déjà fait")
	f.Click("+ 1 h pour le trio 1").See("17 h 30")
	f.Click("Demain 9 h pour le trio 1").See("vendredi 16 octobre 2026", "0 s de jeu")
	f.Click("+ 1 semaine pour le trio 1").See("vendredi 23 octobre 2026", "0 s de jeu")
	assert.Contains(t, f.Page().Find("#trio-2").Text(), "jeudi 15 octobre", "the other trio stays where it is")
	f.Click("Terminer le jeu du trio 1")
	again.Set("avances", "4")
	f.Post(console+"/trio/1/horloge", again).See("Ce n’est plus le moment")
}

func TestOneTrioGoesBackAndTheOthersDoNot(t *testing.T) {
	h := start(t)
	a := h.Launch(2)
	f := h.Trainer()
	console := "/formateur/a/" + a.ID
	h.Person().Joins(a, 1, workshop.Aidant, "Ana")
	f.Get(console).Click("Commencer pour tous")
	old := stale(f, `form[action$="/trio/1/horloge"]`)
	for n := 1; n <= 2; n++ {
		h.Witness(a, n, "aidant", portal.FactLoginRefused, portal.FactLocked)
	}
	f.Get(console).Click("Choisir un moment du trio 1").See("Ce qui suit ce moment est défait", "Ana : Compte bloqué")
	f.Click("Revenir avant ceci : 16 h 25, Compte bloqué").See("Le trio est revenu en arrière")
	assert.NotContains(t, f.Page().Find("#trio-1").Text(), "Compte bloqué")
	assert.Contains(t, f.Page().Find("#trio-1").Text(), "Connexion refusée")
	assert.Contains(t, f.Page().Find("#trio-2").Text(), "Compte bloqué")

	old.Set("de", "60")
	f.Post(console+"/trio/1/horloge", old).See("Votre page avait vieilli")

	f.Get(console).Click("Tout recommencer pour le trio 1").See("Ce qui est gardé", "Ce qui est perdu", "La grille", "Les places")
	twice := stale(f, "form.feuille")
	f.Click("Recommencer depuis le début").See("Le trio est revenu en arrière", "Ana")
	assert.NotContains(t, f.Page().Find("#trio-1").Text(), "Connexion refusée")
	epoch := h.box(a, 1).Epoch()
	f.Post(console+"/trio/1/retour", twice).See("Votre page avait vieilli")
	assert.Equal(t, epoch, h.box(a, 1).Epoch(), "sent twice, it goes back once")
	for _, seq := range []string{"999", "-3", "x", ""} {
		f.Post(console+"/trio/1/retour", url.Values{"partie": {"0"}, "epoque": {"2"}, "etape": {seq}}).Status(http.StatusOK)
		assert.Equal(t, epoch, h.box(a, 1).Epoch())
	}
}

func TestALostSeatIsFreedOnce(t *testing.T) {
	h := start(t)
	a := h.Launch(1)
	lost := h.Person()
	lost.Joins(a, 1, workshop.Aide, "Inès")
	f := h.Trainer()
	f.Get("/formateur/a/" + a.ID)
	again := stale(f, `form[action$="/place"]`)
	f.Click("Libérer la place de Inès").See("La place est libre", "Aidé·e : place libre")
	lost.Get("/").DontSee("Reprendre ma place")
	h.Person().Joins(a, 1, workshop.Aide, "Inès")
	f.Post("/formateur/a/"+a.ID+"/trio/1/place", again).See("Cette place était déjà libre")
	assert.True(t, h.trio(a, 1).Playing(workshop.Aide).Taken(), "who came meanwhile is not put out")
	other := h.Launch(1)
	seat, err := h.Workshops.Join(t.Context(), other.ID, 1, workshop.Aidant, "Bo", "b")
	require.NoError(t, err)
	f.Post("/formateur/a/"+a.ID+"/trio/1/place", url.Values{"place": {seat.ID}}).See("déjà libre")
	assert.True(t, h.trio(other, 1).Playing(workshop.Aidant).Taken())
}

func TestAMessageToAll(t *testing.T) {
	h := start(t)
	a := h.Launch(1)
	f := h.Trainer()
	console := "/formateur/a/" + a.ID
	f.Get(console)
	again := stale(f, `form[action$="/message"]`)
	f.Fill("Votre message", "Encore huit minutes.").Click("Envoyer à tous").See("Votre message est affiché", "Dernier message, à 10 h : « Encore huit minutes. »")
	again.Set("message", "Encore huit minutes.")
	f.Post(console+"/message", again).Status(http.StatusOK)
	register, err := h.Workshops.Register(t.Context(), a.ID)
	require.NoError(t, err)
	said := 0
	for _, step := range register.Journal() {
		for _, e := range step.Events {
			if e.Fact == "atelier.message" {
				said++
			}
		}
	}
	assert.Equal(t, 1, said)
	h.Wait(time.Minute)
	f.Fill("Votre message", "Plus que deux.").Click("Envoyer à tous").See("Dernier message, à 10 h 01 : « Plus que deux. »", "Un message de la salle, plus tôt", "Encore huit minutes.")
	f.Fill("Votre message", " ").Click("Envoyer à tous").Status(http.StatusUnprocessableEntity).See("Écrivez d’abord")
	f.Fill("Votre message", strings.Repeat("é", 281)).Click("Envoyer à tous").Status(http.StatusUnprocessableEntity).See("280 caractères")
	assert.Equal(t, strings.Repeat("é", 281), f.Page().Find("#message").Text(), "what was typed is kept")
	f.Fill("Votre message", "Appelez Léa au 06 12 34 56 78").Click("Envoyer à tous").Status(http.StatusUnprocessableEntity).See("vrai numéro de téléphone")
	assert.NotContains(t, f.Answer.HTML, "06 12 34")
}

func TestActsOnAClosedAtelierAreKindlyRefused(t *testing.T) {
	h := start(t)
	a := h.Launch(1)
	f, late := h.Trainer(), h.Trainer()
	late.Get("/formateur/a/" + a.ID)
	require.NoError(t, h.Workshops.Close(t.Context(), a.ID))
	late.Click("Commencer avec le trio 1").See("L’atelier est terminé")
	f.Get("/formateur/a/"+a.ID).See("L’atelier est terminé").DontSee("Commencer", "Écrire à tous")
	f.Post("/formateur/a/"+a.ID+"/message", url.Values{"message": {"Bonjour"}}).See("L’atelier est terminé")
	f.Get("/formateur/a/" + a.ID + "/projection").See("L’atelier est terminé")
	f.Get("/formateur/a/" + a.ID + "?dit=<script>&trio=1").Status(http.StatusOK).DontSee("<script>")
}

func TestOpeningToTheRoom(t *testing.T) {
	h := start(t)
	a := h.Launch(2)
	f := h.Trainer()
	f.Get("/formateur/a/"+a.ID).Click("Ouvrir à la salle").See("seul cet ordinateur", "192.168.1.20", "wlan0", "toute personne connectée à ce réseau", "Rien de réel")
	f.DontSee("8.8.4.4")
	f.Click("Ouvrir à la salle").Status(http.StatusUnprocessableEntity).See("Choisissez le réseau")
	h.nets.broken = true
	f.Fill("192.168.1.20", "oui").Click("Ouvrir à la salle").Status(http.StatusUnprocessableEntity).See("n’a pas pu s’ouvrir")
	h.nets.broken = false
	f.Post("/formateur/a/"+a.ID+"/ouvrir", url.Values{"reseau": {"8.8.4.4"}}).Status(http.StatusUnprocessableEntity)
	assert.Empty(t, h.nets.opened)
	f.Fill("192.168.1.20", "oui").Click("Ouvrir à la salle").Status(http.StatusOK).See(a.Code, "192.168.1.20:8080", "Même wifi", "On vous attend")
	label := f.Page().Find("svg.qr").AttrOr("aria-label", "")
	assert.Contains(t, label, "192.168.1.20:8080/rejoindre/"+a.Code)
	h.Person().Joins(a, 2, workshop.Aide, "Inès")
	f.Get("/formateur/a/"+a.ID+"/projection").See("Déjà là : 1 personne sur 6", "Trio 2", "Inès")
	f.Click("Refermer : cet ordinateur seul").See("seul cet ordinateur")
	assert.Empty(t, h.nets.opened)
	h.nets.all = nil
	f.Get("/formateur/a/"+a.ID+"/projection").See("n’est sur aucun réseau de salle", "partagez la connexion")
}
