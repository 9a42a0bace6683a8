package demarche_test

import (
	"html/template"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
	"demarcheablanc/simulators/portal/portaltest"
)

const (
	host  = "www.caisse.example"
	base  = "https://" + host
	start = base + "/demarches/exemple"
)

type content struct {
	Who     string
	Content template.HTML
}

func rules() demarche.Rules {
	return demarche.Rules{
		Words: map[string]func(*demarche.Case) map[string]string{"mots": func(c *demarche.Case) map[string]string {
			return map[string]string{"mois": frtext.MonthYear(c.Now())}
		}},
		Opens: map[string]func(*demarche.Case) string{"ouverture": func(c *demarche.Case) string {
			if c.Now().Day() > 28 {
				return "Le formulaire rouvre le 1er du mois prochain."
			}
			return ""
		}},
		Once: map[string]func(*demarche.Case) string{"mois": func(c *demarche.Case) string { return c.Now().Format("2006-01") }},
		Fill: map[string]func(*demarche.Case, string) string{
			"adresse": func(_ *demarche.Case, key string) string {
				return map[string]string{"adresse.voie": "3 rue des Tilleuls", "adresse.code_postal": "00900", "adresse.commune": "Saint-Exemple"}[key]
			},
			"salaire": func(_ *demarche.Case, key string) string {
				if strings.HasPrefix(key, "ressources.samia.2026-08") {
					return "1240.50"
				}
				return ""
			},
		},
		Rows: map[string]func(*demarche.Case) []demarche.Line{
			"personnes": func(c *demarche.Case) []demarche.Line { return []demarche.Line{{ID: "samia", Label: c.Person.Name()}} },
			"mois": func(*demarche.Case) []demarche.Line {
				return []demarche.Line{{ID: "2026-07", Label: "juillet"}, {ID: "2026-08", Label: "août"}}
			},
		},
		Compute: map[string]func(*demarche.Case) demarche.Result{"prime": func(*demarche.Case) demarche.Result {
			return demarche.Result{Amounts: map[string]calcul.Cents{"prime": 23812}, Shown: []demarche.Shown{{Label: "Prime", Value: "238,12 €"}}}
		}},
		Decide: map[string]func(*demarche.Case) string{"controle": func(c *demarche.Case) string {
			if c.Amount("employeurs.1.brut") != 61200 {
				return "ecart"
			}
			return "juste"
		}},
	}
}

func open(t *testing.T, documents map[string]any) *portaltest.World {
	t.Helper()
	return openWith(t, os.DirFS("testdata"), rules(), documents)
}

// openWith opens a world of one service, whose démarches are these.
func openWith(t *testing.T, files fs.FS, rules demarche.Rules, documents map[string]any) *portaltest.World {
	t.Helper()
	set, err := demarche.Load(files, "caisse", demarche.Sender{Name: "La caisse", Mail: "ne-pas-repondre@caisse.example", Host: host}, rules)
	require.NoError(t, err)
	m := &demarche.Mount{
		Set: set, Via: "site", Login: "/connexion", Home: "/", Page: "demarche.html",
		Member: func(v *portal.Visit) (demarche.Holder, bool) {
			s, ok := v.Session()
			p, _ := portal.PersonOf(v.Tx, s.Person)
			return demarche.Holder{Person: p, Account: s.Account}, ok
		},
		What: func(who string, c template.HTML) any { return content{who, c} },
	}
	site := &portal.Site{
		ID: "caisse", Host: host, Name: "La caisse", Pages: fstest.MapFS{
			"demarche.html": {Data: []byte(`{{define "entete"}}<p>{{.P.Who}}</p>{{end}}{{define "contenu"}}{{.P.Content}}{{end}}`)},
		},
		Routes: []portal.Route{
			{Pattern: "GET /connexion", Handler: func(v *portal.Visit) error { return v.Stop(200, "Connexion", "Connectez-vous.", "", "") }},
			{Pattern: "POST /connexion", Handler: func(v *portal.Visit) error {
				v.OpenSession(portal.Session{Person: "samia", Account: "samia"})
				return v.Redirect("/")
			}},
			{Pattern: "GET /{$}", Handler: func(v *portal.Visit) error { return v.Stop(200, "Accueil", "Bonjour.", "", "") }},
		},
	}
	docs := map[string]any{
		"personne/samia": portal.Person{ID: "samia", BirthName: "SITTELLE", UsualName: "LORIOT", GivenNames: []string{"Samia"}, Emails: []string{"samia.loriot@messagerie.example"}, Mobile: "0639980105"},
		"courriel/boite/samia.loriot@messagerie.example": portal.Mailbox{Address: "samia.loriot@messagerie.example", Owner: "samia"},
		"papier/samia/paie": portal.Paper{ID: "paie", Title: "Bulletin de paie", Kind: "bulletin", Values: map[string]string{"brut": "612"}},
	}
	for key, doc := range documents {
		docs[key] = doc
	}
	return portaltest.Open(t, portaltest.Deps(t).Network, docs, m.Attach(site))
}

func login(w *portaltest.World) *portaltest.Browser {
	return w.On("pc-epn", "aidant").Post(base+"/connexion", nil)
}

// upToPapers answers the two first screens, with this gross wage.
func upToPapers(b *portaltest.Browser, brut string) *portaltest.Browser {
	b.Get(start).See("octobre 2026", "Vos fiches de paie").Click("Commencer").See("Étape 1 sur 4", "Avez-vous travaillé en octobre 2026")
	b.Fill("Oui", "oui").Click("Continuer").See("une précision", "Employeur 1")
	b.Fill("Nom de l’employeur", "Boulangerie Moineau").Fill("Nombre d’heures", "42").Fill("Salaire brut", brut).Fill("Début", "1/9/2026").Click("Continuer")
	b.See("Étape 2 sur 4", "1 240,50")
	b.Fill("Locataire", "locataire").Fill("juillet : Salaires", "0").Fill("Confirmer", "confirmer").Fill("juillet : Pension reçue", "0").Fill("août : Pension reçue", "100")
	return b.Click("Continuer").See("Étape 3 sur 4")
}

func sent(t *testing.T, w *portaltest.World, brut string) *portaltest.Browser {
	b := upToPapers(login(w), brut)
	b.Fill("Votre IBAN", "FR76 9999 9000 0000 0000 0000 130").Click("Continuer")
	b.See("Récapitulatif", "Rien n’est encore transmis", brut+",00", "1 240,50", "À joindre plus tard", "238,12")
	w.Wait(12 * time.Second)
	b.Click("Valider et transmettre").Status(422).See("Cochez la case")
	return b.Fill("Je certifie que ces réponses sont exactes.", "oui").Click("Valider et transmettre").Status(200).See("Demande transmise", "EX-20261015-0001").DontSee("Votre démarche est transmise")
}

func TestFromTheFirstScreenToTheMoney(t *testing.T) {
	w := open(t, nil)
	b := sent(t, w, "612")
	w.MustSee(demarche.FactSent, "main", "aidant", "secondes", "12", "compris", "non", "manquent", "1")
	w.MustNotSee(demarche.FactContradict)
	b.Click("Ouvrir l’accusé de réception")
	require.NotEmpty(t, b.Answer.Content)

	w.Wait(24 * time.Hour)
	w.MustSee(demarche.FactStage, "issue", "Tout concorde")
	w.Wait(72 * time.Hour)
	w.MustSee(demarche.FactPaid, "centimes", "23812")
	w.MustSee(portal.FactSMSArrived, "numero", "0639980105")
	w.Read(func(tx *sandbox.Tx) {
		require.Len(t, demarche.Payments(tx, "caisse", "samia"), 1)
		shown := w.Network.Backstages(tx)
		require.Len(t, shown, 1)
		require.Len(t, shown[0].Stages, 2)
		require.True(t, shown[0].Stages[0].Done)
		require.Contains(t, shown[0].Stages[0].Asks, "L’employeur : le salaire du mois")
		require.Contains(t, shown[0].Stages[1].Sends[0], "238,12")
	})
}

func TestAnAnswerThatContradictsThePaperIsWitnessedWithBoth(t *testing.T) {
	w2 := open(t, nil)
	b2 := upToPapers(login(w2), "480")
	b2.Fill("Votre IBAN", "FR76 9999 9000 0000 0000 0000 130").Click("Continuer").DontSee("bulletin dit")
	b2.Fill("Je certifie que ces réponses sont exactes.", "oui").Click("Valider et transmettre")
	w2.MustSee(demarche.FactContradict, "saisi", "480,00\u00a0€", "papier", "612,00\u00a0€", "titre", "Bulletin de paie")
	w2.Wait(5 * 24 * time.Hour)
	w2.MustSee(demarche.FactStage, "issue", "Un montant diffère")
	w2.MustSee(portal.FactLetterArrived, "objet", "Il nous manque une pièce")
	w2.MustNotSee(demarche.FactPaid)
}

// A voice server takes no cents: the paper and the answer still agree.
func TestAnAmountIsComparedToTheEuro(t *testing.T) {
	for typed, differs := range map[string]bool{"612,40": false, "613": true} {
		w := open(t, nil)
		b := upToPapers(login(w), typed)
		b.Fill("Votre IBAN", "FR76 9999 9000 0000 0000 0000 130").Click("Continuer")
		b.Fill("Je certifie que ces réponses sont exactes.", "oui").Click("Valider et transmettre").Status(200)
		if differs {
			w.MustSee(demarche.FactContradict, "titre", "Bulletin de paie")
		} else {
			w.MustNotSee(demarche.FactContradict)
		}
	}
}

func TestADocumentAttachedLaterTakesTheDossierUpAgain(t *testing.T) {
	computer := portal.Device{ID: "pc-epn", Kind: portal.Computer, Seats: []string{"aidant"}, Downloads: []portal.Download{
		{ID: 1, File: portal.File{Kind: "photo", Name: "paie.jpg", Format: "jpg", Bytes: 1 << 20, Shows: "bulletin"}},
	}}
	w := open(t, map[string]any{"poste/pc-epn": computer})
	sent(t, w, "480")
	w.Wait(5 * 24 * time.Hour)
	w.MustSee(demarche.FactStage, "issue", "Un montant diffère")
	b := login(w).Get(start + "/accuse/0001").See("Pièce à joindre").Click("Joindre ce fichier").Status(422).See("Choisissez d’abord un fichier")
	b.Get(start+"/accuse/0001").Fill("Bulletin de salaire", "1").Click("Joindre ce fichier").Status(200).DontSee("Pièce à joindre")
	w.MustSee(demarche.FactAttached, "montre", "bulletin")
	before := stages(w)
	w.Wait(25 * time.Hour)
	require.Greater(t, stages(w), before)
}

// stages counts what was played behind the screen.
func stages(w *portaltest.World) (n int) {
	for _, step := range w.Box.Journal() {
		for _, e := range step.Events {
			if e.Fact == string(demarche.FactStage) {
				n++
			}
		}
	}
	return n
}

func TestWrongAnswersAreNamedAndTheOthersKept(t *testing.T) {
	w := open(t, nil)
	b := login(w).Get(start).Click("Commencer").Fill("Oui", "oui").Click("Continuer")
	b.Fill("Nom de l’employeur", "Boulangerie Moineau").Fill("Nombre d’heures", "500").Fill("Salaire brut", "-3").Fill("Début", "31/02/2026").Fill("Fin", "1/8/2026").Click("Continuer")
	b.Status(422).See("Pour continuer", "420", "sans signe moins", "une date qui existe")
	require.Contains(t, string(b.Answer.Body), `value="Boulangerie Moineau"`)
	b.Fill("Nombre d’heures", "42").Fill("Salaire brut", "1 612,5").Fill("Début", "02/08/2026").Click("Continuer")
	b.Status(422).See("La fin ne peut pas venir avant le début")
	b.Fill("Fin", "3/8/2026").Click("Continuer").Status(200).See("Étape 2 sur 4")
	b.Click("Continuer").Status(422).See("Il manque une réponse", "Vous êtes")
}

func TestGroupsGrowAndShrink(t *testing.T) {
	w := open(t, nil)
	b := login(w).Get(start).Click("Commencer").Fill("Oui", "oui").Click("Continuer")
	b.Fill("Nom de l’employeur", "Premier").Click("Ajouter : Employeur").See("Employeur 2")
	require.Contains(t, string(b.Answer.Body), `value="Premier"`)
	b.Click("Retirer Employeur 1").See("Employeur 1").DontSee("Employeur 2")
	require.NotContains(t, string(b.Answer.Body), "Premier")
}

func TestADraftWaitsThenDies(t *testing.T) {
	w := open(t, nil)
	b := login(w).Get(start).Click("Commencer").Fill("Oui", "oui").Click("Enregistrer et quitter")
	b.See("mais rien n’est transmis", "Reprendre là où j’en étais")
	w.Wait(40 * time.Minute)
	b.Get(start).See("Connectez-vous")
	login(w).Get(start).Click("Reprendre là où j’en étais").See("Étape 1 sur 4")
	w.Wait(31 * 24 * time.Hour)
	login(w).Get(start).DontSee("Reprendre").Click("Commencer")
	w.MustSee(demarche.FactDraftLost)
}

func TestTheClockMovesInTheMiddleOfAStep(t *testing.T) {
	w := open(t, nil)
	b := login(w).Get(start).Click("Commencer").Fill("Oui", "oui")
	w.Wait(2 * time.Hour)
	b.Click("Continuer").See("Connectez-vous")
	login(w).Get(start).Click("Reprendre là où j’en étais").See("Employeur 1")
}

func TestSentOnceOnly(t *testing.T) {
	w := open(t, nil)
	b := sent(t, w, "612")
	b.Post(start+"/envoyer", nil).See("rien n’est parti une deuxième fois")
	b.Get(start).See("C’est déjà fait", "EX-20261015-0001").DontSee("Commencer")
	w.Wait(15 * 24 * time.Hour) // the 30th: closed
	login(w).Get(start).See("rouvre le 1er").DontSee("Commencer")
}

func TestFreeOrderGoesOnWithoutTheAnswer(t *testing.T) {
	w := open(t, map[string]any{portal.SettingsKey: portal.Settings{Free: true}})
	b := login(w).Get(start).Click("Commencer").Click("Continuer").Status(200).See("Étape 2 sur 4")
	b.Click("Récapitulatif").See("Il manque des réponses", "Avez-vous travaillé").DontSee("Valider et transmettre")
	b.Click("Vos documents").See("Étape 3 sur 4")
	b.Post(start+"/envoyer", nil).Status(422)
	w.MustNotSee(demarche.FactSent)
}

func TestAnotherEraHasOtherWordsAndAnotherOrder(t *testing.T) {
	w := open(t, map[string]any{portal.SettingsKey: portal.Settings{Era: "2019"}})
	b := login(w).Get(start).See("Prime d’exemple, ancien formulaire").Click("Commencer").See("Étape 1 sur 4", "Votre logement")
	w.Do(func(tx *sandbox.Tx) { tx.Put(portal.SettingsKey, portal.Settings{}) })
	b.Get(start + "/travail").See("Avez-vous travaillé")
}

// An era that a file does not name is today's, questions and all.
func TestAnEraThatAFileDoesNotNameIsToday(t *testing.T) {
	w := open(t, map[string]any{portal.SettingsKey: portal.Settings{Era: "2026"}})
	login(w).Get(start).Click("Commencer").See("Avez-vous travaillé en octobre 2026").Click("Lire avec des mots simples").See("Est-ce que vous avez travaillé")
}

func TestSimpleWordsAreOneClickAway(t *testing.T) {
	w := open(t, nil)
	login(w).Get(start).Click("Commencer").Click("Lire avec des mots simples").See("Est-ce que vous avez travaillé en octobre 2026", "Revenir aux mots du site")
}

func TestFilesAreLookedAt(t *testing.T) {
	next := 0
	file := func(name, format string, bytes int64) portal.Download {
		next++
		return portal.Download{ID: next, File: portal.File{Kind: "photo", Name: name, Format: format, Bytes: bytes, Shows: "bulletin"}}
	}
	computer := portal.Device{ID: "pc-epn", Kind: portal.Computer, Seats: []string{"aidant"}, Downloads: []portal.Download{
		file("paie.heic", "heic", 1<<20), file("paiefausse.pdf", "heic", 1<<20), file("lourd.jpg", "jpg", 12<<20), file("vide.pdf", "pdf", -1), file("bonne-photo.jpg", "jpg", 2<<20),
	}}
	w := open(t, map[string]any{"poste/pc-epn": computer})
	b := upToPapers(login(w), "612").Fill("Votre IBAN", "FR76 9999 9000 0000 0000 0000 130")
	for choice, says := range map[string]string{"paie.heic": "Le format HEIC", "paiefausse.pdf": "changer le nom ne change pas le format", "lourd.jpg": "trop lourd", "vide.pdf": "vide"} {
		for _, d := range computer.Downloads {
			if d.File.Name == choice {
				b.Fill("Bulletin de salaire", frtext.Number(int64(d.ID))).Click("Continuer").Status(422).See(says)
			}
		}
	}
	b.Fill("Bulletin de salaire", "5").Click("Continuer").Status(200).See("bonne-photo.jpg")
}

func TestARealNumberIsRefusedAndForgotten(t *testing.T) {
	w := open(t, nil)
	b := upToPapers(login(w), "612").Fill("Votre IBAN", "FR76 3000 6000 0112 3456 7890 189").Click("Continuer").Status(422).See("Rien n’a été gardé").DontSee("3000 6000")
	w.MustSee(portal.FactRealRefused)
	b.Get(start + "/pieces").DontSee("3000")
}

func TestNobodyReadsAnothersDossier(t *testing.T) {
	w := open(t, map[string]any{"dossier/caisse/exemple/0009": demarche.Dossier{ID: "dossier/caisse/exemple/0009", Demarche: "exemple", Person: "karim", State: demarche.Sent, Number: "EX-1"}})
	login(w).Get(start + "/accuse/0009").Status(404).DontSee("EX-1")
}

func TestAWrongFileIsToldByLine(t *testing.T) {
	whole, err := os.ReadFile("testdata/exemple.yaml")
	require.NoError(t, err)
	for wrong, says := range map[string][3]string{
		"genre":      {"genre: oui_non", "genre: oui_nom", "vouliez-vous dire « oui_non »"},
		"règle":      {"decide: controle", "decide: controles", "vouliez-vous dire « controle »"},
		"condition":  {`quand: travaille == "oui"`, `quand: travail == "oui"`, "ligne"},
		"mot":        {"en <mois> ?", "en <moi> ?", "vouliez-vous dire « mois »"},
		"étape":      {"puis: paiement", "puis: paiment", "vouliez-vous dire « paiement »"},
		"mot de clé": {"recapitulatif:", "recapitulation:", "unknown field"},
	} {
		text := strings.Replace(string(whole), says[0], says[1], 1)
		_, err := demarche.Load(fstest.MapFS{"faux.yaml": {Data: []byte(text)}}, "caisse", demarche.Sender{}, rules())
		require.ErrorContains(t, err, says[2], wrong)
		require.ErrorContains(t, err, "faux.yaml", wrong)
	}
}
