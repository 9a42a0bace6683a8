package observation_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/observation"
	"demarcheablanc/simulators/portal"
)

const page = "https://www.ameli.example/connexion"

func typed(minute int, hand string, all ...string) act {
	a := act{minute: minute, seat: hand, hand: hand, device: "pc-epn", page: page}
	for _, f := range all {
		a.facts = append(a.facts, fact(f, "site", "ameli", "personne", "samia"))
	}
	return a
}

func diagnosis(minute int, point string) act {
	return act{minute: minute, seat: "aidant", facts: facts(fact("outil.diagnostic.rempli", "point", point))}
}

func TestADishonestPlayIsWitnessed(t *testing.T) {
	d := build(t, world(observation.OpenSession{Device: "pc-epn", Site: "ameli", Person: "karim"}), observation.Kept{},
		typed(2, "aidant", "portail.secret.saisi", "portail.connexion.refusee"),
		act{minute: 4, seat: "aidant", hand: "aidant", device: "pc-epn", page: page, facts: facts(
			fact("portail.secret.saisi", "site", "ameli"), fact("portail.session.ouverte", "site", "ameli", "personne", "karim"),
			fact("portail.session.autrui", "site", "ameli", "personne", "karim"))},
		act{minute: 5, seat: "aidant", hand: "aidant", device: "pc-epn", page: page, facts: facts(fact("impots.avis.ouvert"))},
		typed(6, "aidant", "ameli.creation.tentee"),
		act{minute: 7, seat: "aidant", facts: facts(fact("poste.notes.secret"))},
		act{minute: 8, seat: "aidant", hand: "aidant", device: "pc-epn", facts: facts(fact("poste.motdepasse.enregistre", "site", "ameli"))},
		act{minute: 9, seat: "aidant", hand: "aidant", device: "pc-epn", page: page, facts: facts(fact("recherche.resultat.suivi", "annonce", "oui"), fact("recherche.piege.saisie"))},
		act{minute: 9, seat: "aidant", hand: "aidant", device: "pc-epn", page: page, facts: facts(fact("ameli.courriel.modifie", "domaine", "epn-tilleuls.example"))},
		act{minute: 10, seat: "monde", facts: facts(fact("papier.remis", "personne", "samia", "titulaire", "karim", "comment", "imprime"))},
	)
	assert.ElementsMatch(t, []string{
		observation.Rushed, observation.PasswordByAidant, observation.PasswordByAidant, observation.WrongIdentity, observation.SessionOpen,
		observation.OverCollect, observation.Duplicate, observation.SecretInNotes, observation.PasswordSaved,
		observation.PhishFollowed, observation.PaidSite, observation.OwnContact,
	}, codes(d.Bad))
	for _, e := range d.Bad {
		assert.Equal(t, e.Code == observation.WrongIdentity, e.Critical, e.Code)
		assert.False(t, e.Good)
		assert.NotZero(t, e.Seq, "%s is tied to a moment", e.Code)
	}
	assert.Equal(t, []string{observation.ReceiptKept}, codes(d.Good))
	assert.Equal(t, "sur papier, au nom de Karim LORIOT", d.Good[0].Detail)
	assert.Equal(t, observation.GoalBroken, d.Goals[1].State)
	assert.False(t, d.Goals[0].Honest())
	require.Len(t, d.Outcomes, 1)
}

func TestAnHonestPlayIsWitnessed(t *testing.T) {
	d := build(t, world(), observation.Kept{Moments: []observation.Moment{{Number: 1, Word: "confidentialite", Seq: 4, At: t0}}},
		diagnosis(1, "relation"), diagnosis(1, "moyens"), diagnosis(2, "competences"),
		act{minute: 3, seat: "aidant", facts: facts(fact("outil.fiche.montree", "titre", "FranceConnect"))},
		act{minute: 3, seat: "aide", hand: "aide", device: "pc-epn", facts: facts(fact("poste.page.ouverte", "comment", "tape", "hote", "www.ameli.example"))},
		typed(4, "aide", "portail.secret.saisi", "portail.session.ouverte"),
		typed(5, "aide", "ameli.courriel.demande"),
		typed(6, "aidant", "ameli.courriel.garde"),
		act{minute: 7, seat: "aide", hand: "aide", device: "tel-samia", page: "https://appels.telephone.example/composer", facts: facts(fact("telephone.appel.passe", "numero", "3646"))},
		act{minute: 8, seat: "monde", facts: facts(fact("appel.entrant", "de", "Karim"))},
		act{minute: 8, seat: "aide", hand: "aide", device: "tel-samia", facts: facts(fact("telephone.appel.repondu"))},
		act{minute: 9, seat: "aidant", facts: facts(fact("outil.orientation", "lieu", "cpam-tilleuls"))},
		act{minute: 10, seat: "aide", facts: facts(fact("outil.carte_personnelle.remplie"), fact("outil.memo.remis"))},
		act{minute: 11, seat: "aide", hand: "aide", device: "borne-cpam", page: "https://borne.cpam.example/", facts: facts(fact("borne.attestation.imprimee"), fact("papier.remis", "personne", "samia", "titulaire", "samia", "comment", "borne"))},
		act{minute: 12, seat: "aide", hand: "aide", device: "pc-epn", facts: facts(fact("poste.navigateur.ferme", "poste", "pc-epn"))},
	)
	assert.Empty(t, d.Bad)
	assert.ElementsMatch(t, []string{
		observation.Diagnosis, observation.FicheShown, observation.URLByHand, observation.KeyboardPerson, observation.AltChannel, observation.AltChannel,
		observation.ShortcutRefused, observation.Oriented, observation.PersonalCard, observation.NextStep, observation.ReceiptKept,
		observation.LogoutAll, observation.Privacy,
	}, codes(d.Good))
	assert.Equal(t, observation.GoalReached, d.Goals[0].State)
	assert.Equal(t, "La borne", d.Goals[0].Ways[0].Label)
	assert.Equal(t, int64(14), d.Goals[0].Seq)
	assert.True(t, d.Goals[1].Guard)
	assert.True(t, d.Tools.Rule)
	assert.Equal(t, 3, d.Tools.Used)
	assert.Equal(t, 5, len(d.Sent), "one line a form, whatever it witnessed")
	assert.Equal(t, 4, d.SentByPerson)
}

func TestWhatStaysOnASharedComputerIsWitnessedAtItsMoment(t *testing.T) {
	end := world()
	file := portal.File{Kind: "ameli.attestation_droits", Name: "attestation.pdf", Title: "Attestation de droits"}
	end.Devices[0].Downloads = []portal.Download{{ID: 1, File: file, Trashed: true}}
	end.Devices[0].Tray = []portal.File{file}
	end.Devices[1].Downloads = []portal.Download{{ID: 1, File: file}}
	d := build(t, end, observation.Kept{},
		diagnosis(1, "relation"),
		act{minute: 5, seat: "aide", hand: "aide", device: "pc-epn", page: page, facts: facts(fact("poste.fichier.enregistre", "poste", "pc-epn", "nom", "attestation.pdf"))},
		act{minute: 6, seat: "aide", hand: "aide", device: "pc-epn", page: page, facts: facts(fact("poste.fichier.imprime", "poste", "pc-epn", "nom", "attestation.pdf"))},
	)
	require.Equal(t, []string{observation.DocumentLeft, observation.DocumentLeft}, codes(d.Bad), "her own phone is hers")
	assert.Equal(t, []int64{2, 3}, []int64{d.Bad[0].Seq, d.Bad[1].Seq})
	assert.Contains(t, d.Bad[0].Detail, "corbeille")
}

func TestThePersonsKeyboardNeedsEnoughEntries(t *testing.T) {
	d := build(t, world(), observation.Kept{}, diagnosis(1, "relation"), typed(2, "aide", "portail.secret.saisi"), typed(3, "aide", "portail.connexion.refusee"))
	assert.NotContains(t, codes(d.Good), observation.KeyboardPerson)
	assert.False(t, d.Tools.Rule)
	assert.Contains(t, d.Tools.Sentence, "une fiche tangible")
}

func TestEveryGestureIsNamedOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, g := range observation.Gestures() {
		assert.False(t, seen[g.Code], g.Code)
		seen[g.Code] = true
		assert.NotEmpty(t, g.Label)
		assert.NotEmpty(t, g.Means)
		assert.NotEmpty(t, g.Touches)
	}
}

func TestWhoClickedValiderAndHow(t *testing.T) {
	sent := func(minute int, details ...string) act {
		return act{minute: minute, seat: "aidant", hand: "aidant", device: "pc-epn", page: page, facts: facts(fact("demarche.transmise", append([]string{"site", "ameli"}, details...)...))}
	}
	d := build(t, world(), observation.Kept{},
		sent(1, "main", "aidant", "secondes", "3", "compris", "non", "par", "site"),
		sent(2, "main", "aidant", "secondes", "40", "compris", "oui", "par", "site", "acteur", "Camille GRIVE"),
		sent(3, "main", "aide", "secondes", "40", "compris", "oui", "par", "site"),
		sent(4, "main", "aide", "secondes", "0", "compris", "non", "par", "telephone"),
		act{minute: 5, facts: facts(fact("demarche.contradiction", "champ", "Salaire brut", "saisi", "0 €", "papier", "158,40 €", "titre", "Bulletin"))},
	)
	bad := map[string][]string{}
	for _, e := range d.Bad {
		bad[e.Code] = append(bad[e.Code], e.Detail)
	}
	require.Equal(t, []string{"ameli, validée par l’aidant·e, récapitulatif lu en 3\u00a0secondes, sans « j’ai compris et je valide »", "ameli, validée par l’aidant·e"}, bad[observation.NoReadback])
	require.Len(t, bad[observation.NoMandate], 1)
	require.Equal(t, []string{"Salaire brut : 0 € ; Bulletin : 158,40 €"}, bad[observation.FalseAnswer])
	require.Contains(t, codes(d.Good), observation.Readback)
	require.True(t, observation.Hidden("demarche.contradiction"))
}

func TestARequestThatIsNoDemarcheNeedsAMandateToo(t *testing.T) {
	asked := func(minute int, hand string, details ...string) act {
		return act{minute: minute, seat: "aidant", hand: hand, device: "pc-epn", page: page, facts: facts(fact("casier.demande.preenregistree", details...))}
	}
	d := build(t, world(), observation.Kept{}, asked(1, "aide"), asked(2, "aidant", "acteur", "Camille GRIVE"))
	require.NotContains(t, codes(d.Bad), observation.NoMandate)
	d = build(t, world(), observation.Kept{}, asked(1, "aidant"))
	require.Contains(t, codes(d.Bad), observation.NoMandate)
}

func TestALentCardIsNoShortcutRefused(t *testing.T) {
	called := act{minute: 1, facts: facts(fact("appel.entrant", "de", "Martin"), fact("telephone.appel.repondu", "de", "Martin"))}
	require.Contains(t, codes(build(t, world(), observation.Kept{}, called).Good), observation.ShortcutRefused)
	lent := act{minute: 2, facts: facts(fact("aidantsconnect.carte.pretee", "carte_de", "martin"))}
	require.NotContains(t, codes(build(t, world(), observation.Kept{}, called, lent).Good), observation.ShortcutRefused)
}

func TestMandatesAndThirdContactsAreWitnessed(t *testing.T) {
	end := world()
	end.Accounts = []observation.KeptAccount{{Site: "ameli", Third: "courriel de Sylvie MOUETTE"}, {Site: "impots"}}
	d := build(t, end, observation.Kept{},
		act{minute: 1, facts: facts(fact("portail.session.ouverte", "site", "ameli", "personne", "samia"))},
		act{minute: 2, facts: facts(fact("aidantsconnect.mandat.hors_themes", "theme", "Logement"), fact("aidantsconnect.carte.pretee", "carte_de", "Martin VERDIER"))},
		act{minute: 3, facts: facts(fact("aidantsconnect.mandat.echu"))},
		act{minute: 4, facts: facts(fact("aidantsconnect.mandat.minimal", "themes", "Social"), fact("aidantsconnect.mandat.copie"))},
	)
	require.Subset(t, codes(d.Bad), []string{observation.OutOfScope, observation.CardLent, observation.MandateExpired, observation.ThirdLeft})
	require.Subset(t, codes(d.Good), []string{observation.SmallestMandate, observation.MandateCopy})
}

// A mandate lets read a training account; buying with it is asking of it what was
// not signed. A purchase tried by the person herself is no gesture.
func TestAPurchaseTriedUnderAMandateIsBeyondIt(t *testing.T) {
	d := build(t, world(), observation.Kept{},
		act{minute: 1, page: "https://www.ameli.example/", facts: facts(fact("formation.achat.niveau", "personne", "samia", "niveau", "fc"))},
		act{minute: 2, page: "https://www.ameli.example/", facts: facts(fact("formation.achat.niveau", "personne", "samia", "niveau", "mandat"))},
	)
	require.Equal(t, []string{observation.OutOfScope}, codes(d.Bad))
	require.Equal(t, int64(2), d.Bad[0].Seq)
	require.Contains(t, d.Bad[0].Detail, "un achat")
}

// A session opened in time outlives its mandate on the service: what is sent then
// is sent without a right.
func TestWhatIsSentAfterTheMandatesEndIsWitnessed(t *testing.T) {
	used := func(minute int, service string, until time.Duration) act {
		return act{minute: minute, facts: facts(fact("aidantsconnect.mandat.utilise", "service", service, "mandat", "4120", "jusqua", t0.Add(until).UTC().Format(time.RFC3339)))}
	}
	sent := func(minute int) act {
		return act{minute: minute, page: page, facts: facts(fact("demarche.transmise", "site", "ameli", "main", "aidant", "acteur", "Camille GRIVE"))}
	}
	expired := func(acts ...act) (all []int64) {
		for _, e := range build(t, world(), observation.Kept{}, acts...).Bad {
			if e.Code == observation.MandateExpired {
				all = append(all, e.Seq)
			}
		}
		return all
	}
	require.Equal(t, []int64{3}, expired(used(1, "ameli", 3*time.Minute), sent(2), sent(4)))
	require.Empty(t, expired(used(1, "ameli", 3*time.Minute), used(2, "ameli", time.Hour), sent(4)), "a second mandate was used in between")
	require.Equal(t, []int64{3}, expired(used(1, "ameli", 3*time.Minute), used(2, "casier", time.Hour), sent(4)), "a mandate used elsewhere changes nothing here")
	require.Empty(t, expired(sent(4)), "nothing is known of the mandate")
}

func TestFilingsSayWhoClickedAndWhatThePapersSaid(t *testing.T) {
	d := build(t, world(), observation.Kept{},
		act{minute: 1, seat: "aidant", hand: "aide", device: "pc-epn", page: page, facts: facts(
			fact("demarche.commencee", "site", "ameli", "demarche", "c2s", "dossier", "0001", "intitule", "Demander la C2S"),
			fact("demarche.commencee", "site", "ameli", "demarche", "adresse", "dossier", "0001", "intitule", "Changer d’adresse"))},
		act{minute: 3, seat: "aidant", hand: "aide", device: "pc-epn", page: page, facts: facts(
			fact("demarche.transmise", "site", "ameli", "demarche", "c2s", "dossier", "0001", "intitule", "Demander la C2S", "main", "aide", "par", "site", "secondes", "31", "compris", "oui"),
			fact("demarche.contradiction", "site", "ameli", "demarche", "c2s", "dossier", "0001", "champ", "Bourse", "saisi", "0 €", "papier", "90 €", "titre", "Notification"))},
	)
	require.Len(t, d.Filings, 2)
	require.Equal(t, "Demander la C2S", d.Filings[0].Title)
	require.True(t, d.Filings[0].Sent)
	require.Equal(t, 31, d.Filings[0].Seconds)
	require.Equal(t, []observation.Contradiction{{Field: "Bourse", Typed: "0 €", Paper: "90 €", Title: "Notification"}}, d.Filings[0].Said)
	require.False(t, d.Filings[1].Sent)
}

func TestATrapSaysWhichGestureItTeaches(t *testing.T) {
	end := world()
	end.Helpers = []string{"camille"}
	d := build(t, end, observation.Kept{},
		act{minute: 1, facts: facts(fact("recherche.piege.saisie", "hote", "casier-judiciaire-gouv.example"))},
		act{minute: 2, facts: facts(fact("recherche.piege.saisie", "hote", "moncompteformation-gouv.example", "geste", "PHISH_FOLLOWED"))},
		act{minute: 3, hand: "aidant", facts: facts(fact("portail.secret.saisi", "site", "courriel", "personne", "camille"))},
	)
	require.Equal(t, []string{observation.PaidSite, observation.PhishFollowed}, codes(d.Bad))
}

func TestACodeToldByPhoneIsSeen(t *testing.T) {
	d := build(t, world(), observation.Kept{}, act{minute: 3, seat: "aide", facts: facts(fact("telephone.code.dit", "a", "Jade", "recu", "oui"))})
	require.Equal(t, []string{observation.SecretByPhone}, codes(d.Bad))
	require.Equal(t, "écouté par Jade", d.Bad[0].Detail)
}
