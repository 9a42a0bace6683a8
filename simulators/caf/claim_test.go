package caf_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
	"demarcheablanc/simulators/portal/portaltest"
)

const testIBAN = "FR76 9999 9000 0000 0000 0000 130"

func form(pairs ...string) map[string][]string {
	values := map[string][]string{"_faire": {"suivant"}}
	for i := 0; i+1 < len(pairs); i += 2 {
		values[pairs[i]] = append(values[pairs[i]], pairs[i+1])
	}
	return values
}

// newcomer answers what is asked of somebody whom the Caf does not know, up to
// the resources.
func newcomer(b *portaltest.Browser, d string) *portaltest.Browser {
	b.Get(home+"/demarches/"+d).Click("Commencer").See("Aucun dossier", "Fatou AIGRETTE")
	b.Post(b.URL.Path, form("nationalite", "francaise"))
	b.Post(b.URL.Path, form("adresse.voie", "Centre social, 1 rue du Préau", "adresse.code_postal", "00900", "adresse.commune", "Saint-Exemple", "emmenagement", "01/02/2026", "telephone", "0639980117", "courriel", "fatou.aigrette@messagerie.example"))
	return b.Post(b.URL.Path, form("vie", "seul", "etat", "celibataire", "etat_depuis", "18/02/1998", "enceinte", "non", "a_enfants", "non"))
}

func work(b *portaltest.Browser, d, who, activity, housing string, months map[string]string) *portaltest.Browser {
	answers := form("activites."+who+".auj.activite", activity, "activites."+who+".auj.arret", "non")
	if d == "rsa" {
		answers["deux_ans"] = []string{"non"}
	}
	b.Post(b.URL.Path, answers)
	b.Post(b.URL.Path, form("occupation", housing))
	b.Post(b.URL.Path, form("autres", "rien")).See("juillet 2026", "septembre 2026")
	amounts := form()
	for m, amount := range months {
		amounts["ressources."+who+"."+m+".salaire"] = []string{amount}
	}
	return b.Post(b.URL.Path, amounts)
}

var nothing = map[string]string{"m3": "0", "m2": "0", "m1": "0"}

// TestAFirstClaimOfRSA: alone, lodged for nothing, no income: the flat amount less
// the housing deduction of one person.
func TestAFirstClaimOfRSA(t *testing.T) {
	more := map[string]any{"poste/pc-epn": portal.Device{ID: "pc-epn", Kind: portal.Computer, Seats: []string{"aidant", "aide"}, Hand: "aide", Downloads: []portal.Download{
		{ID: 1, File: portal.File{Kind: "photo", Name: "carte.jpg", Format: "jpg", Bytes: 2 << 20, Shows: "identite"}},
		{ID: 2, File: portal.File{Kind: "photo", Name: "lourde.jpg", Format: "jpg", Bytes: 11 << 20, Shows: "identite"}},
		{ID: 3, File: portal.File{Kind: "photo", Name: "rib.pdf", Format: "pdf", Bytes: 1 << 20, Shows: "rib"}},
	}}}
	w := open(t, nadiaSeed, more)
	b := newcomer(byFranceConnect(w.On("pc-epn", "aide"), "Fatou"), "rsa")
	b = work(b, "rsa", "fatou", "sans_activite", "sans_domicile", nothing)
	b.Post(b.URL.Path, form("epargne", "0", "interets", "0", "biens", "non")).Post(b.URL.Path, form("iban", "FR76 3000 6000 0112 3456 7890 189", "titulaire", "moi")).Status(422).See("Rien n’a été gardé")
	b.Post(b.URL.Path, form("iban", testIBAN, "titulaire", "moi")).See("Pour vous accompagner")
	path := form("etudes", "bac")
	for _, q := range []string{"recherche", "permis", "vehicule", "garde", "sante", "handicap", "logement_stable", "dettes_autres", "internet", "francais", "suivi", "c2s"} {
		path[q] = []string{"non"}
	}
	b.Post(b.URL.Path, path).See("Vos papiers")
	b.Post(b.URL.Path, form("piece_identite", "2")).Status(422).See("trop lourd")
	b.Post(b.URL.Path, form("piece_identite", "1")).See("Récapitulatif", "RSA, par mois", "À joindre plus tard")
	b.Get(home + "/compte").See("n’est pas transmise")
	b.Get(home+"/demarches/rsa/recapitulatif").Fill("Je certifie", "oui").Fill("Je m’engage", "oui").Click("Valider et transmettre").See("RSA-20261015", "Pièce à joindre")
	w.Wait(2 * day)
	w.MustSee(demarche.FactStage, "issue", "Il manque un papier, ou il ne se lit pas")
	b = byFranceConnect(w.On("pc-epn", "aide"), "Fatou").See("Dossier n°")
	w.MustSee(caf.FactMobile, "personne", "fatou")
	b.Get(home + "/demandes").See("En attente d’un papier").Click("Demande de RSA")
	b.Post("/demarches/rsa/piece/0001", map[string][]string{"cle": {"rib"}, "fichier": {"1"}}).DontSee("Pièce à joindre")
	w.Wait(2 * day) // the machine looked at once: an identity card is no bank slip
	b = byFranceConnect(w.On("pc-epn", "aide"), "Fatou").Get(home + "/courriers").See("attend : le relevé d’identité bancaire")
	b.Post("/demarches/rsa/piece/0001", map[string][]string{"cle": {"rib"}, "fichier": {"3"}}).DontSee("Pièce à joindre")
	w.Wait(2 * day)
	w.MustSee(demarche.FactStage, "issue", "Tout est là et tout concorde")
	w.Wait(35 * day)
	w.MustSee(demarche.FactStage, "issue", "Le droit est ouvert")
	w.MustSee(portal.FactLetterArrived, "objet", "Votre inscription")
	labels := map[string]int64{}
	for _, p := range paid(w, "fatou") {
		labels[p.Label] = p.Amount
	}
	require.EqualValues(t, 65169, labels["Rappel : RSA, octobre 2026"], "%v", labels)
	byFranceConnect(w.On("pc-epn", "aide"), "Fatou").Get(home + "/demarches/rsa").See("Vous recevez déjà cette aide")
}

func TestAClaimWithoutItsPapersIsClosed(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := newcomer(byFranceConnect(w.On("pc-epn", "aide"), "Fatou"), "prime")
	b = work(b, "prime", "fatou", "salarie", "heberge", map[string]string{"m3": "900", "m2": "900", "m1": "900"})
	b.Post(b.URL.Path, form("placements_annee", "0"))
	b.Post(b.URL.Path, form("iban", testIBAN, "titulaire", "moi")).Click("Continuer").See("Prime d’activité, par mois")
	b.Fill("Je certifie", "oui").Click("Valider et transmettre").See("PPA-")
	w.Wait(33 * day)
	w.MustSee(demarche.FactStage, "issue", "Le papier n’est pas venu")
	require.Empty(t, paid(w, "fatou"))
}

// TestOnlyWhatIsMissingIsAsked: the Caf knows Nadia already.
func TestOnlyWhatIsMissingIsAsked(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := login(w).Get(home + "/demarches/prime").See("Vous recevez déjà cette aide").Get(home + "/demarches/rsa").Click("Commencer").See("N° 0042137")
	b.Click("Continuer").See("Votre travail", "Étape 2")
	b = work(b, "rsa", "nadia", "salarie", "locataire", map[string]string{"m3": "900", "m2": "900", "m1": "900"})
	b.Post(b.URL.Path, form("epargne", "100", "interets", "0", "biens", "non")).See("Où vous payer")
}

// TestAnAidForATenant: the landlord says another rent, and the first month is
// never that of moving in.
func TestAnAidForATenant(t *testing.T) {
	more := map[string]any{"caf/verite/fatou": caf.Truth{Rent: 45000, Landing: "2026-10-01"}}
	computer := portal.Device{ID: "pc-epn", Kind: portal.Computer, Seats: []string{"aidant", "aide"}, Hand: "aide"}
	for i, shows := range []string{"bail", "attestation_loyer", "rib"} {
		computer.Downloads = append(computer.Downloads, portal.Download{ID: i + 1, File: portal.File{Kind: "photo", Name: shows + ".pdf", Format: "pdf", Bytes: 1 << 20, Shows: shows}})
	}
	more["poste/pc-epn"] = computer
	w := open(t, nadiaSeed, more)
	b := newcomer(byFranceConnect(w.On("pc-epn", "aide"), "Fatou"), "logement")
	b.Post(b.URL.Path, form("genre_logement", "locataire", "entree", "01/10/2026", "principale", "oui", "surface", "8", "meuble", "non", "loyer", "0", "charges", "60", "colocation", "non")).Status(422).See("Sans loyer", "9 m²")
	b.Post(b.URL.Path, form("genre_logement", "locataire", "entree", "01/10/2026", "principale", "oui", "surface", "28", "meuble", "non", "loyer", "510", "charges", "60", "colocation", "non"))
	b.Post(b.URL.Path, form("bailleur", "agence", "bailleur_nom", "Agence du Pont", "bailleur_adresse.voie", "1 quai", "bailleur_adresse.code_postal", "00900", "bailleur_adresse.commune", "Saint-Exemple", "parente", "non"))
	b.See("SIRET").Post(b.URL.Path, form("bailleur", "particulier", "bailleur_nom", "M. Geai", "bailleur_adresse.voie", "1 quai", "bailleur_adresse.code_postal", "00900", "bailleur_adresse.commune", "Saint-Exemple", "parente", "non"))
	b.Post(b.URL.Path, form("net_imposable", "6000")).Post(b.URL.Path, form("direct", "moi")).Post(b.URL.Path, form("direct", "moi", "iban", testIBAN, "titulaire", "moi")).Post("/demarches/logement/pieces", form("bail_copie", "1", "attestation_loyer", "2", "rib", "3"))
	b.See("Premier mois d’aide", "novembre 2026", "4 décembre 2026").Fill("Je certifie", "oui").Click("Valider et transmettre").See("ALO-")
	w.Wait(30 * day)
	w.MustSee(caf.FactGap, "quoi", "Loyer")
	require.Empty(t, paid(w, "fatou"))
	w.Wait(30 * day)
	all := paid(w, "fatou")
	require.Len(t, all, 1)
	require.Equal(t, "Aide au logement, novembre 2026", all[0].Label)
}

func TestARelativeForLandlord(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := newcomer(byFranceConnect(w.On("pc-epn", "aide"), "Fatou"), "logement")
	b.Post(b.URL.Path, form("genre_logement", "locataire", "entree", "01/09/2026", "principale", "oui", "surface", "28", "meuble", "non", "loyer", "300", "charges", "0", "colocation", "oui"))
	b.Post(b.URL.Path, form("genre_logement", "locataire", "entree", "01/09/2026", "principale", "oui", "surface", "28", "meuble", "non", "loyer", "300", "charges", "0", "colocation", "oui", "colocataires", "2"))
	b.Post(b.URL.Path, form("bailleur", "particulier", "bailleur_nom", "Maman", "bailleur_adresse.voie", "1 quai", "bailleur_adresse.code_postal", "00900", "bailleur_adresse.commune", "Saint-Exemple", "parente", "oui"))
	b.Post(b.URL.Path, form("net_imposable", "6000")).Post(b.URL.Path, form("direct", "bailleur")).Click("Continuer").See("n’ouvre pas d’aide")
	b.Fill("Je certifie", "oui").Click("Valider et transmettre")
	w.Wait(6 * day)
	w.MustSee(demarche.FactStage, "issue", "Le bailleur est de la famille")
}

func change(w *portaltest.World, what, date string, pairs ...string) *portaltest.Browser {
	b := login(w).Get(home + "/demarches/changement").Click("Commencer")
	b.Post(b.URL.Path, form("quoi", what, "date", date))
	b.Post(b.URL.Path, form(pairs...))
	return b
}

func TestALateCoupleMakesADebt(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := change(w, "couple", "15/07/2026", "conjoint_prenom", "Léo", "conjoint_nom", "BRUANT", "conjoint_naissance", "02/05/1990", "conjoint_ressources", "2400", "conjoint_caf", "non")
	b.See("Récapitulatif").Fill("Je certifie", "oui").Click("Valider et transmettre").See("CHG-")
	w.Wait(23 * day)
	w.MustSee(demarche.FactStage, "issue", "Trop d’argent a été versé depuis la date")
	login(w).Get(home+"/profil").See("en couple, avec des enfants", "Léo BRUANT").Get(home + "/dettes").See("Trop-perçu sur changement")
}

// TestAChildLeftLongAgo: one child left opens no family allowance; three months
// were paid with two.
func TestAChildLeftLongAgo(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := change(w, "depart", "02/07/2026", "partis.enfant1.auj.parti", "oui", "partis.enfant2.auj.parti", "non", "depart_motif", "logement")
	b.See("Ce changement date de juillet 2026").Fill("Je certifie", "oui").Click("Valider et transmettre")
	w.Wait(28 * day)
	w.MustSee(demarche.FactStage, "issue", "Trop d’argent a été versé depuis la date")
	login(w).Get(home+"/courriers").See("Prestations familiales", "de juillet à septembre 2026").Get(home + "/dettes").See("Trop-perçu sur changement, de juillet à septembre 2026")
}

func TestChangesThatTakeNothingBack(t *testing.T) {
	for _, one := range []struct {
		what, date string
		answers    []string
		see        string
	}{
		{"banque", "01/10/2026", []string{"iban", testIBAN, "titulaire", "moi"}, "130"},
		{"naissance", "01/10/2026", []string{"enfant_prenom", "Lila", "enfant_naissance", "01/10/2026"}, "Lila"},
		{"depart", "01/10/2026", []string{"partis.enfant1.auj.parti", "non", "partis.enfant2.auj.parti", "oui", "depart_motif", "parent"}, "Inès"},
		{"adresse", "01/10/2026", []string{"nouvelle.voie", "4 impasse", "nouvelle.code_postal", "00910", "nouvelle.commune", "Roc-l’Exemple", "departement", "oui"}, "4 impasse"},
		{"grossesse", "01/10/2026", nil, "Nadia"},
		{"emploi", "01/10/2026", []string{"activite", "chomage"}, "Nadia"},
	} {
		w := open(t, nadiaSeed, nil)
		b := login(w).Get(home+"/demarches/changement").Click("Commencer").Post("/demarches/changement/quoi", form("quoi", one.what, "date", one.date))
		if one.answers != nil {
			b.Post(b.URL.Path, form(one.answers...))
		}
		b.See("Récapitulatif").Fill("Je certifie", "oui").Click("Valider et transmettre").See("CHG-")
		w.Wait(25 * day)
		w.MustSee(demarche.FactStage, "titre", "")
		b = login(w).Get(home + "/profil").See(one.see)
		if one.what == "adresse" {
			b.Get(home + "/courriers").See("Votre dossier change de Caf")
		}
	}
}

func TestWhatCannotChange(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	change(w, "separation", "01/10/2026").Status(422)
	w.On("pc-epn", "aide").Get(home+"/demarches/changement").Click("Reprendre").Post("/demarches/changement/quoi", form("quoi", "emploi", "date", "31/12/2026")).Status(422).See("pas encore passée")
}

func TestAnAccountInSomebodyElsesNameIsNotPaid(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	change(w, "banque", "01/10/2026", "iban", testIBAN, "titulaire", "autre").Fill("Je certifie", "oui").Click("Valider et transmettre")
	before := len(paid(w, "nadia"))
	w.Wait(52 * day)
	w.MustSee(caf.FactRejected, "personne", "nadia")
	w.Read(func(tx *sandbox.Tx) {
		for _, p := range demarche.Payments(tx, caf.ID, "nadia")[before:] {
			require.NotContains(t, p.Label, "novembre")
		}
	})
	login(w).Get(home + "/courriers").See("Votre paiement est revenu")
}

// lone is Fatou with two children of 2 and 8, separated in July, who asks for what
// the other parent does not pay. By hand, October 2026: 651,69 × (1,28412 + 2 ×
// 0,42804) = 1 394,747; less 60 ÷ 12 of interest, 153,01 of family allowance and 2 ×
// 22,5 % × 478,16 of support: 1 021,565 less a hair, 1 021,56.
func lone(w *portaltest.World) *portaltest.Browser {
	b := byFranceConnect(w.On("pc-epn", "aide"), "Fatou").Get(home + "/demarches/rsa").Click("Commencer")
	b.Post(b.URL.Path, form("nationalite", "francaise"))
	b.Post(b.URL.Path, form("adresse.voie", "Centre social, 1 rue du Préau", "adresse.code_postal", "00900", "adresse.commune", "Saint-Exemple", "emmenagement", "01/02/2026", "telephone", "0639980116", "courriel", "fatou.aigrette@messagerie.example"))
	b.Post(b.URL.Path, form("vie", "seul", "etat", "separe", "etat_depuis", "01/07/2026", "enceinte", "non", "a_enfants", "oui"))
	b.Post(b.URL.Path, map[string][]string{"_faire": {"ajouter:enfants"}})
	b.Post(b.URL.Path, form("enfants.1.prenom", "Awa", "enfants.1.naissance", "04/05/2024", "enfants.1.alternee", "non", "enfants.2.prenom", "Idris", "enfants.2.naissance", "02/02/2018", "enfants.2.alternee", "non")).See("Le travail de chacun")
	b = work(b, "rsa", "fatou", "sans_activite", "sans_domicile", nothing)
	b.Post(b.URL.Path, form("epargne", "0", "interets", "60", "biens", "non")).See("L’autre parent")
	b.Post(b.URL.Path, form("pension_fixee", "non")).See("Demandez-vous l’allocation").Post(b.URL.Path, form("pension_fixee", "non", "soutien", "oui"))
	b.Post(b.URL.Path, form("iban", testIBAN, "titulaire", "moi"))
	path := form("etudes", "bac")
	for _, q := range []string{"recherche", "permis", "vehicule", "garde", "sante", "handicap", "logement_stable", "dettes_autres", "internet", "francais", "suivi", "c2s"} {
		path[q] = []string{"oui"}
	}
	return b.Post(b.URL.Path, path)
}

func TestALoneParentIsPaidWhatChildrenGive(t *testing.T) {
	more := map[string]any{"poste/pc-epn": portal.Device{ID: "pc-epn", Kind: portal.Computer, Seats: []string{"aidant", "aide"}, Hand: "aide", Downloads: []portal.Download{
		{ID: 1, File: portal.File{Kind: "photo", Name: "carte.jpg", Format: "jpg", Bytes: 2 << 20, Shows: "identite"}},
		{ID: 2, File: portal.File{Kind: "photo", Name: "rib.jpg", Format: "jpg", Bytes: 2 << 20, Shows: "rib", Flaw: portal.FlawBlurred}},
		{ID: 3, File: portal.File{Kind: "photo", Name: "rib-net.jpg", Format: "jpg", Bytes: 2 << 20, Shows: "rib"}},
	}}}
	w := open(t, nadiaSeed, more)
	b := lone(w)
	b.DontSee("Bulletins de salaire").Post(b.URL.Path, form("piece_identite", "1", "rib", "2"))
	b.See("RSA, par mois", "1 021,56", "Prestations familiales ouvertes en même temps").Fill("Je certifie", "oui").Fill("Je m’engage", "oui").Click("Valider et transmettre")
	w.Wait(2 * day)
	b = byFranceConnect(w.On("pc-epn", "aide"), "Fatou").Get(home + "/demarches/rsa/accuse/0001").See("Pièce à joindre")
	b.Post("/demarches/rsa/piece/0001", map[string][]string{"cle": {"rib"}, "fichier": {"3"}}).DontSee("Pièce à joindre")
	w.Wait(35 * day)
	labels := map[string]int64{}
	for _, p := range paid(w, "fatou") {
		labels[p.Label] = p.Amount
	}
	require.EqualValues(t, 102156, labels["Rappel : RSA, octobre 2026"], "%v", labels)
	require.Positive(t, labels["Rappel : Prestations familiales, octobre 2026"], "%v", labels)
	w.MustSee(portal.FactLetterArrived, "objet", "Votre complémentaire santé solidaire")
}

func TestAHomeLivedInNowAndThen(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := newcomer(byFranceConnect(w.On("pc-epn", "aide"), "Fatou"), "logement")
	b.Post(b.URL.Path, form("genre_logement", "locataire", "entree", "01/09/2026", "principale", "non", "surface", "28", "meuble", "non", "loyer", "300", "charges", "0", "colocation", "non"))
	b.Post(b.URL.Path, form("bailleur", "particulier", "bailleur_nom", "M. Geai", "bailleur_adresse.voie", "1 quai", "bailleur_adresse.code_postal", "00900", "bailleur_adresse.commune", "Saint-Exemple", "parente", "non"))
	b.Post(b.URL.Path, form("net_imposable", "6000")).Post(b.URL.Path, form("direct", "bailleur")).Click("Continuer").See("résidence principale")
	b.Fill("Je certifie", "oui").Click("Valider et transmettre")
	w.Wait(6 * day)
	w.MustSee(demarche.FactStage, "issue", "Ce n’est pas la résidence principale")
}

func TestWhichChildLeft(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := change(w, "depart", "01/10/2026", "partis.enfant1.auj.parti", "non", "partis.enfant2.auj.parti", "non", "depart_motif", "parent").Status(422).See("Dites quel enfant", "Inès ALOUETTE", "Yanis ALOUETTE")
	b.Post(b.URL.Path, form("partis.enfant1.auj.parti", "oui", "partis.enfant2.auj.parti", "non", "depart_motif", "parent")).See("Prime d’activité, par mois")
	b.Fill("Je certifie", "oui").Click("Valider et transmettre")
	w.Wait(25 * day)
	login(w).Get(home + "/profil").See("Yanis").DontSee("Inès")
}
