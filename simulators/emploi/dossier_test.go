package emploi_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
	"demarcheablanc/simulators/portal/portaltest"
)

// fill posts one step of a démarche.
func fill(b *portaltest.Browser, name, id string, pairs ...string) *portaltest.Browser {
	form := url.Values{"_faire": {"suivant"}}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return b.Post(base+"/demarches/"+name+"/"+id, form)
}

// newSpace makes Samia's space.
func newSpace(b *portaltest.Browser) *portaltest.Browser {
	return b.Get(base+"/inscription").Fill("Numéro de sécurité sociale", "2 90 05 00 014 905 65").Fill("Nom de naissance", "Sittelle").Fill("Date de naissance", "17/05/1990").
		Fill("Adresse électronique", "samia.loriot@messagerie.example").Fill("Téléphone mobile", "06 39 98 01 05").
		Fill("Mot de passe", "Coquelicot-8").Fill("Le même", "Coquelicot-8").Click("Créer mon espace et continuer")
}

func upToPapers(b *portaltest.Browser) *portaltest.Browser {
	b.Click("Commencer").See("Votre situation aujourd’hui")
	fill(b, "inscription", "depart", "raison", "fin")
	fill(b, "inscription", "depart", "raison", "fin", "dernier_jour", "15/10/2026").Status(422).See("16 octobre 2026", "15 jours")
	fill(b, "inscription", "depart", "raison", "fin", "dernier_jour", "14/10/2026").See("Vos données personnelles")
	fill(b, "inscription", "donnees", "adresse.voie", "12 rue de l’Entrepôt", "adresse.code_postal", "00900", "adresse.commune", "Saint-Exemple-les-Tilleuls", "telephone", "0639980105", "courriel", "samia.loriot@messagerie.example")
	fill(b, "inscription", "situation", "nationalite", "fr", "handicap", "non", "pension", "non", "diplome", "cap", "permis", "oui")
	fill(b, "inscription", "parcours", "contrats.1.employeur", "Clinique des Saules", "contrats.1.du", "15/10/2025", "contrats.1.au", "14/10/2026", "contrats.1.salaires", "21900", "contrats.1.motif", "fin_cdd")
	fill(b, "inscription", "allocation", "demande_are", "oui")
	fill(b, "inscription", "allocation", "demande_are", "oui", "conges", "0", "indemnites", "0", "autres", "non", "arrets", "non", "iban", "FR76 9999 9000 0000 0000 0000 130")
	return fill(b, "inscription", "projet", "metier", "Aide-soignante", "distance", "20")
}

func register(b *portaltest.Browser) *portaltest.Browser {
	fill(b, "inscription", "pieces").See("Vérifier et s’engager", "37,42", "22 octobre 2026")
	b.Fill("Je certifie que ces réponses sont exactes.", "x").Click("Valider mon inscription").Status(422).See("Cochez la case")
	b.Fill("Je certifie que ces réponses sont exactes.", "x").Fill("Je m’engage", "x").Click("Valider mon inscription")
	return b.See("Transmise le", "INS-20261015")
}

// 21 900 € in 365 days is 60 € a day: 40.4 % of it and 13.18 € are 37.42 €, more
// than 57 % (34.20 €). Seven waiting days, from the 15th to the 21st.
func TestFromNoSpaceToAnOpenedRight(t *testing.T) {
	w := open(t, "[]")
	b := newSpace(w.On("pc-epn", "aide")).See("S’inscrire à France Travail", "15 jours")
	w.MustSee(emploi.FactSpaceCreated, "personne", "samia", "boite_de", "samia")
	upToPapers(b)
	w.MustNotSee(emploi.FactRegistered)
	register(b)
	w.MustSee(emploi.FactRegistered, "personne", "samia", "nature", "premiere")
	b.Get(base+"/espace").See("Rendez-vous à l’agence du Val", "lundi 26 octobre 2026 à 9 h 30", "ouvrira le 28 octobre 2026")
	b.Get(base+"/profil").See("0000901A", "samia.loriot@")
	b.Get(base + "/attestations/situation").Status(200)
	require.NotEmpty(t, b.Answer.Content)
	w.Wait(16 * day)
	w.MustSee(portal.FactMailArrived, "objet", "[EXERCICE] Vos droits sont ouverts")
	w.Wait(4 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "Notification de vos droits")
	b = w.On("pc-epn", "aide").Get(base+"/connexion").Fill("Identifiant", "0000901A").Click("Continuer").Fill("Mot de passe", "Coquelicot-8").Click("Me connecter")
	b.See("Votre actualisation d’octobre 2026 est à faire").Get(base+"/dossier").See("37,42", "548")
	b.Get(base + "/demarches/inscription").See("déjà inscrit").DontSee("Commencer")
}

func TestTheDraftOfARegistrationLives15Days(t *testing.T) {
	w := open(t, "[]")
	newSpace(w.On("pc-epn", "aide")).Click("Commencer")
	w.Wait(14 * day)
	back := func() *portaltest.Browser {
		return w.On("pc-epn", "aide").Get(base+"/connexion").Fill("Identifiant", "samia.loriot@messagerie.example").Click("Continuer").Fill("Mot de passe", "Coquelicot-8").Click("Me connecter")
	}
	back().See("n’est pas terminée").Click("Reprendre mon inscription").See("Reprendre là où j’en étais")
	w.Wait(2 * day)
	back().Click("Reprendre mon inscription").DontSee("Reprendre là où j’en étais").Click("Commencer").See("Votre situation aujourd’hui")
	w.MustSee(demarche.FactDraftLost)
	w.MustNotSee(emploi.FactRegistered)
}

func TestTheIdentityIsCheckedOnce(t *testing.T) {
	w := open(t, paulSeed)
	b := w.On("pc-epn", "aide").Get(base+"/inscription").Fill("Numéro de sécurité sociale", "177090001390471").Fill("Nom de naissance", "Roitelet").Fill("Date de naissance", "02/09/1977").
		Fill("Adresse électronique", "p@messagerie.example").Fill("Mot de passe", "Palette-9-9").Fill("Le même", "Palette-9-9").Click("Créer mon espace")
	b.Status(422).See("Un espace existe déjà")
	b.Fill("Numéro de sécurité sociale", "2900500014905").Fill("Mot de passe", "Palette-9-9").Fill("Le même", "Palette-9-9").Click("Créer mon espace").Status(422).See("ne vont pas ensemble")
	b.Fill("Numéro de sécurité sociale", "29").Fill("Adresse électronique", "rien").Click("Créer mon espace").Status(422).See("13 chiffres", "adresse complète")
	b.Fill("Numéro de sécurité sociale", "1 85 05 78 006 084 36").Click("Créer mon espace").Status(422).DontSee("084")
	w.MustNotSee(emploi.FactSpaceCreated)
}

func TestAMissingAttestationKeepsTheAllowanceWaiting(t *testing.T) {
	w := open(t, "[]", map[string]any{"emploi/verite/samia/inscription": emploi.Truth{KnownAt: portaltest.T0.AddDate(0, 0, 20)}})
	register(upToPapers(newSpace(w.On("pc-epn", "aide"))))
	w.Wait(6 * day)
	w.MustSee(demarche.FactStage, "issue", "Attestation manquante")
	w.Wait(4 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "Document manquant")
	w.Wait(26 * day)
	w.MustSee(demarche.FactStage, "issue", "Droits ouverts")
}

func TestAChangeWithinAndAfter72Hours(t *testing.T) {
	w := open(t, paulSeed)
	b := login(w).Get(base + "/demarches/changement").Click("Commencer")
	fill(b, "changement", "quoi", "nature", "rib", "survenu_le", "14/10/2026")
	fill(b, "changement", "detail", "titulaire", "non", "iban", "FR76 9999 9000 0000 0000 0000 227").Status(422).See("à votre nom")
	fill(b, "changement", "detail", "titulaire", "oui", "iban", "FR76 9999 9000 0000 0000 0000 227")
	b.Fill("Je certifie", "x").Click("Signaler ce changement").See("Transmise le")
	w.Wait(time.Minute)
	w.MustSee(emploi.FactChange, "nature", "rib", "a_temps", "oui")
	b.Get(base + "/profil").See("•••• 0227")
	change := func(kind, on string, detail ...string) {
		b.Get(base + "/demarches/changement").Click("Commencer")
		fill(b, "changement", "quoi", "nature", kind, "survenu_le", on)
		fill(b, "changement", "detail", detail...).Fill("Je certifie", "x").Click("Signaler ce changement").See("Transmise le")
		w.Wait(time.Minute)
	}
	change("adresse", "01/10/2026", "adresse.voie", "3 rue du Lavoir", "adresse.code_postal", "00901", "adresse.commune", "Roc-l’Exemple")
	w.MustSee(emploi.FactChange, "nature", "adresse", "a_temps", "non")
	b.Get(base+"/profil").See("3 rue du Lavoir", "00901 Roc-l’Exemple")
	change("coordonnees", "15/10/2026", "courriel", "paul.nouveau@messagerie.example", "telephone", "0639980104")
	b.Get(base + "/profil").See("paul.nouveau@")
	change("absence", "15/10/2026", "absent_du", "01/11/2026", "absent_au", "10/12/2026")
	b.Get(base + "/courriers").See("35 jours payés, 5 jours sans allocation")
}

// report tells a change from the site.
func report(w *portaltest.World, kind, on string, detail ...string) *portaltest.Browser {
	b := login(w).Get(base + "/demarches/changement").Click("Commencer")
	fill(b, "changement", "quoi", "nature", kind, "survenu_le", on)
	return fill(b, "changement", "detail", detail...)
}

// Thirty of the thirty-five paid days are gone. Twenty days away in August pay
// five: fifteen were paid in excess, 465 €.
func TestAnAbsenceToldLateTakesDaysBack(t *testing.T) {
	w := open(t, paulSeed+"  absences: 30\n")
	b := report(w, "absence", "01/08/2026", "absent_du", "01/08/2026", "absent_au", "20/08/2026").See("465,00", "jours déjà payés")
	b.Fill("Je certifie", "x").Click("Signaler ce changement")
	w.Wait(time.Minute)
	w.MustSee(emploi.FactChange, "nature", "absence", "a_temps", "non")
	w.MustSee(emploi.FactOverpaid, "mois", "2026-08", "centimes", "46500", "reclame", "oui")
	w.MustSee(demarche.FactDebt, "centimes", "46500")
	b.Get(base+"/trop-percu").See("465,00", "signalé après coup")
	b.Get(base + "/dossier").See("315") // fifteen days went back to the right
	w.Wait(3 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "Somme versée en trop après un changement")
}

// Two days more than the thirty-five are 62 €: they are noted, not claimed. A
// change of address never touches what was paid.
func TestALateChangeMayCostNothing(t *testing.T) {
	w := open(t, paulSeed+"  absences: 23\n")
	report(w, "absence", "01/08/2026", "absent_du", "01/08/2026", "absent_au", "14/08/2026").DontSee("à rembourser").Fill("Je certifie", "x").Click("Signaler ce changement")
	w.Wait(time.Minute)
	w.MustSee(emploi.FactOverpaid, "centimes", "6200", "reclame", "non")
	require.Contains(t, lastMail(w), "62,00\u00a0€ ont été versés en trop. En dessous de 77,00\u00a0€, rien n’est réclamé.")
	report(w, "adresse", "01/10/2026", "adresse.voie", "3 rue du Lavoir", "adresse.code_postal", "00901", "adresse.commune", "Roc-l’Exemple").Fill("Je certifie", "x").Click("Signaler ce changement")
	w.Wait(time.Minute)
	require.Contains(t, lastMail(w), "rien à rembourser")
	report(w, "reprise", "01/10/2026", "nouvel_employeur", "Intérim du Val", "temps", "partiel").Fill("Je certifie", "x").Click("Signaler ce changement")
	w.Wait(time.Minute)
	require.Contains(t, lastMail(w), "un mois où elles manquent est recalculé")
}

// Detained on 17 August: fifteen days of that month were paid, 465 €.
func TestADetentionToldLateTakesDaysBack(t *testing.T) {
	w := open(t, paulSeed)
	report(w, "detention", "17/08/2026").See("465,00").Fill("Je certifie", "x").Click("Signaler ce changement")
	w.Wait(time.Minute)
	w.MustSee(emploi.FactCeased, "cause", "detention", "mois", "2026-08")
	w.MustSee(demarche.FactDebt, "centimes", "46500")
	login(w).Get(base+"/dossier").See("Arrêtée le", "17 août 2026")
}

// lastMail is the text of the mail that came last to Paul.
func lastMail(w *portaltest.World) (body string) {
	w.Read(func(tx *sandbox.Tx) {
		var at time.Time
		for _, key := range tx.Keys(portal.MailKey(paulBox, "")) {
			if m, ok := sandbox.Get[portal.Mail](tx, key); ok && !m.At.Before(at) {
				at, body = m.At, strings.Join(m.Body, " ")
			}
		}
	})
	return body
}

func TestADocumentIsReadByAPerson(t *testing.T) {
	papers := []portal.Download{
		{ID: 1, File: portal.File{Name: "bulletin.jpg", Format: "jpg", Bytes: 2 << 20, Shows: "bulletin"}},
		{ID: 2, File: portal.File{Name: "floue.jpg", Format: "jpg", Bytes: 1 << 20, Shows: "bulletin", Flaw: portal.FlawBlurred}},
		{ID: 3, File: portal.File{Name: "lourde.jpg", Format: "jpg", Bytes: 11 << 20, Shows: "bulletin"}},
		{ID: 4, File: portal.File{Name: "vide.pdf", Format: "pdf", Bytes: -1}},
		{ID: 5, File: portal.File{Name: "renomme.pdf", Format: "heic", Bytes: 1 << 20, Shows: "bulletin"}},
		{ID: 6, File: portal.File{Name: "lettre.odt", Format: "odt", Bytes: 1 << 20}},
	}
	w := open(t, paulSeed, map[string]any{"poste/pc-epn": portal.Device{ID: "pc-epn", Kind: portal.Computer, Seats: []string{"aidant", "aide"}, Downloads: papers}})
	b := login(w)
	give := func(id string) *portaltest.Browser {
		b.Get(base + "/demarches/transmettre").Click("Commencer")
		return fill(b, "transmettre", "document", "contexte", "actualisation", "sorte", "bulletin", "document", id)
	}
	send(declare(b, base, "12", "158,40", "oui")).See("Pièce à joindre", "Bulletin de salaire")
	b.Fill("Bulletin de salaire", "1").Click("Joindre ce fichier").DontSee("Bulletin de salaire de").See("Attestation de l’employeur")
	w.MustSee(demarche.FactAttached, "montre", "bulletin")
	for id, says := range map[string]string{"3": "trop lourd", "4": "Ce fichier est vide", "5": "changer le nom ne change pas le format", "6": "n’est pas accepté", "99": "fichier"} {
		give(id).Status(422).See(says)
		b.Post(base+"/demarches/transmettre/abandonner", nil)
	}
	give("1").Fill("Ce document me concerne", "x").Click("Transmettre ce document").See("DOC-")
	give("2").Fill("Ce document me concerne", "x").Click("Transmettre ce document").See("DOC-")
	w.Wait(48*hour + time.Minute)
	w.MustSee(emploi.FactHandedIn, "montre", "bulletin", "etat", "Traité")
	w.MustSee(portal.FactMailArrived, "objet", "[EXERCICE] Un document à renvoyer")
	login(w).Get(base+"/documents").See("bulletin.jpg", "Traité", "floue.jpg", "À renvoyer : illisible")
}

const debtSeed = `
- personne: paul
  identifiant: 0000013R
  secret: Cariste77!
  trop_percus:
    - {le: J-20, libelle: "Trop-perçu de juin 2026", montant: 412.30}
`

func answer(w *portaltest.World, pairs ...string) {
	b := login(w).Get(base+"/demarches/trop_percu").See("25 octobre 2026", "25 novembre 2026").Click("Commencer").See("412,30")
	fill(b, "trop_percu", "reponse", pairs[:2]...)
	fill(b, "trop_percu", "reponse", pairs...).Fill("Je confirme", "x").Click("Envoyer ma réponse").See("Transmise le")
	w.Wait(time.Minute)
}

func TestFourAnswersToADebt(t *testing.T) {
	for choice, c := range map[string]struct {
		pairs []string
		wait  time.Duration
		says  string
	}{
		"rembourser": {[]string{"choix", "payer"}, 0, "remboursée"},
		"effacer":    {[]string{"choix", "effacer", "ressources", "1100", "charges", "720", "motif", "Je n’ai rien."}, 31 * day, "effacée"},
		"refusé":     {[]string{"choix", "effacer", "ressources", "2400", "charges", "720", "motif", "Je préfère."}, 31 * day, "En attente de votre réponse"},
		"contester":  {[]string{"choix", "contester", "motif", "Le bulletin est celui de mai."}, 0, "Contestation à l’étude"},
		"silence":    {[]string{"choix", "contester", "motif", "Le bulletin est celui de mai."}, 63 * day, "En attente de votre réponse"},
	} {
		t.Run(choice, func(t *testing.T) {
			w := open(t, debtSeed)
			answer(w, c.pairs...)
			w.Wait(c.wait)
			login(w).Get(base + "/trop-percu").See(c.says)
		})
	}
	w := open(t, debtSeed)
	w.Wait(50 * day) // two months after the letter are over
	b := login(w).Get(base + "/demarches/trop_percu").Click("Commencer")
	fill(b, "trop_percu", "reponse", "choix", "contester")
	fill(b, "trop_percu", "reponse", "choix", "contester", "motif", "Trop tard ?").Status(422).See("délai de deux mois", "médiateur")
}

func TestPapersOfTheSpace(t *testing.T) {
	w := open(t, paulSeed)
	b := login(w)
	for _, sort := range []string{"situation", "inscription", "paiements", "periodes"} {
		b.Get(base + "/attestations/" + sort).Status(200)
		require.True(t, strings.HasPrefix(string(b.Answer.Content), "%PDF-"))
	}
	w.MustSee(emploi.FactAttestation, "personne", "paul", "genre", "situation")
	b.Get(base + "/attestations/notification").Status(404)
}

func TestASeedThatIsWrongIsTold(t *testing.T) {
	site := emploi.New(portaltest.Deps(t))[0]
	for text, says := range map[string]string{
		"- {personne: absent, identifiant: 0000013R}":                          "n’est pas dans cette situation",
		"- {personne: paul, identifiant: 13R}":                                 "7 chiffres",
		"- {personne: paul, identifiant: 0000013R, csg: demi}":                 "plein, reduit ou exonere",
		"- {personne: paul, identifiant: 0000013R, mois: [{mois: septembre}]}": "écrivez M, M-1",
		"- {personne: paul, identifiant: 0000013R, verite: [{mois: 09}]}":      "écrivez M, M-1",
		"- {personne: paul, identifiant: 0000013R, inconnu: oui}":              "unknown field",
	} {
		_, err := site.Seed(portal.SeedInput{Decode: strict(text), People: people(), T0: portaltest.T0})
		require.ErrorContains(t, err, says, text)
	}
	docs, err := site.Seed(portal.SeedInput{Decode: strict("- {personne: paul, identifiant: 0000013R, cesse: J-3, bloque: 2h}"), People: people(), T0: portaltest.T0})
	require.NoError(t, err)
	require.Equal(t, "cesse", docs["emploi/inscrit/paul"].(emploi.Registered).State)
	require.Equal(t, portaltest.T0.Add(2*hour), docs["acces/emploi/paul"].(portal.Account).LockedUntil)
}

func TestTheCoulissesAreTold(t *testing.T) {
	w := open(t, paulSeed)
	send(declare(login(w), base, "12", "158,40", "oui"))
	w.Wait(time.Minute)
	w.Read(func(tx *sandbox.Tx) {
		shown := w.Network.Backstages(tx)
		require.Len(t, shown, 1)
		require.Equal(t, "France Travail", shown[0].Site)
		require.True(t, shown[0].Stages[0].Done)
		require.NotEmpty(t, shown[0].Why)
		require.NotEmpty(t, shown[0].Circuit)
	})
}

// contract goes up to the papers with another contract than usual.
func contract(b *portaltest.Browser, from, to, motive, wages string) *portaltest.Browser {
	upToPapers(b)
	fill(b, "inscription", "parcours", "contrats.1.employeur", "Clinique des Saules", "contrats.1.du", from, "contrats.1.au", to, "contrats.1.salaires", wages, "contrats.1.motif", motive)
	return fill(b, "inscription", "pieces")
}

func sendRegistration(b *portaltest.Browser) *portaltest.Browser {
	return b.Fill("Je certifie que ces réponses sont exactes.", "x").Fill("Je m’engage", "x").Click("Valider mon inscription").See("Transmise le")
}

func TestAResignationOrTooFewDaysOpenNoRight(t *testing.T) {
	for name, c := range map[string]struct{ from, motive, says string }{
		"démission": {"15/10/2025", "demission", "une démission"},
		"six mois":  {"01/07/2026", "fin_cdd", "vos contrats comptent 106 jours"},
	} {
		t.Run(name, func(t *testing.T) {
			w := open(t, "[]")
			b := contract(newSpace(w.On("pc-epn", "aide")), c.from, "14/10/2026", c.motive, "9000").See("ne serait pas ouverte", c.says)
			sendRegistration(b)
			w.MustSee(emploi.FactRegistered, "personne", "samia") // registered all the same
			w.Wait(21 * day)
			w.MustSee(portal.FactLetterArrived, "objet", "Refus d’allocation")
			w.MustSee(portal.FactMailArrived, "objet", "[EXERCICE] Votre demande d’allocation")
			b = w.On("pc-epn", "aide").Get(base+"/connexion").Fill("Identifiant", "0000901A").Click("Continuer").Fill("Mot de passe", "Coquelicot-8").Click("Me connecter")
			b.Get(base+"/courriers").See("Votre inscription continue, sans allocation", c.says)
		})
	}
}

// The attestation handed in from the space ends the waiting.
func TestTheAttestationHandedInEndsTheWaiting(t *testing.T) {
	paper := []portal.Download{{ID: 1, File: portal.File{Name: "attestation.pdf", Format: "pdf", Bytes: 1 << 20, Shows: "attestation_employeur"}}}
	w := open(t, "[]", map[string]any{
		"emploi/verite/samia/inscription": emploi.Truth{KnownAt: portaltest.T0.AddDate(5, 0, 0)}, // the employer never sends it
		"poste/pc-epn":                    portal.Device{ID: "pc-epn", Kind: portal.Computer, Seats: []string{"aidant", "aide"}, Downloads: paper},
	})
	b := newSpace(w.On("pc-epn", "aide"))
	register(upToPapers(b))
	w.Wait(60 * day)
	w.MustNotSee(demarche.FactStage, "issue", "Droits ouverts")
	b = w.On("pc-epn", "aide").Get(base+"/connexion").Fill("Identifiant", "0000901A").Click("Continuer").Fill("Mot de passe", "Coquelicot-8").Click("Me connecter")
	b.See("s’est arrêtée") // two months went by without a declaration
	b.Get(base + "/demarches/transmettre").Click("Commencer")
	fill(b, "transmettre", "document", "contexte", "inscription", "sorte", "attestation_employeur", "document", "1").Fill("Ce document me concerne", "x").Click("Transmettre ce document")
	w.Wait(30 * day)
	w.MustSee(demarche.FactStage, "issue", "Droits ouverts")
}

// Absurd amounts and dates are named next to their field.
func TestAbsurdAnswersOfARegistration(t *testing.T) {
	w := open(t, "[]")
	b := upToPapers(newSpace(w.On("pc-epn", "aide")))
	fill(b, "inscription", "projet", "metier", strings.Repeat("long ", 2000), "distance", "0").Status(422).See("Raccourcissez", "plus petit nombre")
	one := func(pairs ...string) *portaltest.Browser {
		return fill(b, "inscription", "parcours", append([]string{"contrats.1.employeur", "Clinique", "contrats.1.motif", "fin_cdd"}, pairs...)...)
	}
	one("contrats.1.du", "14/10/2026", "contrats.1.au", "15/10/2025", "contrats.1.salaires", "21900").Status(422).See("avant le début")
	one("contrats.1.du", "15/10/2025", "contrats.1.au", "14/10/2026", "contrats.1.salaires", "-1").Status(422).See("sans signe moins")
	one("contrats.1.du", "15/10/2025", "contrats.1.au", "14/10/2026", "contrats.1.salaires", "2190000").Status(422).See("relisez la virgule")
	one("contrats.1.du", "31/02/2026", "contrats.1.au", "14/10/2026", "contrats.1.salaires", "21900").Status(422).See("une date qui existe")
	one("contrats.1.du", "15/10/2025", "contrats.1.au", "14/10/2027", "contrats.1.salaires", "21900").Status(422).See("pas encore passée")
	w.MustNotSee(emploi.FactRegistered)
}

func TestAnAttestationOfChosenMonths(t *testing.T) {
	w := open(t, paulSeed)
	send(declare(login(w), base, "12", "158,40", "oui"))
	w.Wait(6 * day)
	b := login(w).Get(base + "/attestations")
	require.Contains(t, string(b.Answer.Body), `value="2026-10"`)
	b.Post(base+"/attestations/paiements", url.Values{"du": {"2026-10"}, "au": {"2026-09"}}).Status(422).See("Choisissez-les dans l’ordre")
	b.Post(base+"/attestations/paiements", url.Values{"du": {"2026-10"}, "au": {"2026-10"}}).Status(200)
	require.Equal(t, "2026-10", b.Answer.File.Params["du"])
	require.True(t, strings.HasPrefix(string(b.Answer.Content), "%PDF-"))
	b.Get(base+"/attestations").Fill("Du mois", "2026-09").Fill("Au mois", "2026-10").Click("Ouvrir cette attestation").Status(200)
}
