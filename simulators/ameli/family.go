package ameli

import (
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/ameli/droits"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// countyOf is the first two digits of a postcode found in an address.
func countyOf(lines ...string) string {
	for _, word := range strings.Fields(strings.Join(lines, " ")) {
		if len(word) == postcodeDigits && strings.Trim(word, "0123456789") == "" {
			return word[:2]
		}
	}
	return ""
}

func decideCounty(c *demarche.Case) string {
	if countyOf(addressOf(c.Tx, c.Person)...) == countyOf(c.Text("adresse_nouvelle.code_postal")) {
		return "meme"
	}
	return "autre"
}

// putAddress changes where the caisse writes, account or not.
func putAddress(c *demarche.Case) {
	lines := []string{c.Text("adresse_nouvelle.voie"), c.Text("adresse_nouvelle.code_postal") + " " + c.Text("adresse_nouvelle.commune")}
	if account, ok := accountOf(c.Tx, c.Person.ID); ok {
		insured := insuredOf(c.Tx, account.ID)
		insured.Address = lines
		c.Put(insuredKey(account.ID), insured)
	}
	r := cardRecord(c)
	r.Address = lines
	putRecord(c.Tx, r)
	right := "non"
	if livesIn(lines, c.Person) {
		right = "oui"
	}
	c.Emit(string(FactAddress), "personne", c.Person.ID, "juste", right)
}

func childIsNew(c *demarche.Case) []demarche.Problem {
	born, ok := c.Date("ne_le")
	if ok && born.Before(c.Now().AddDate(-1, 0, 0)) {
		return []demarche.Problem{{Key: "ne_le", Message: "Cette démarche est pour un enfant né depuis moins d’un an. Pour un plus grand, écrivez à votre caisse."}}
	}
	return nil
}

// otherParent finds whose number was given for the other parent.
func otherParent(c *demarche.Case) (portal.Person, bool) {
	number := firstDigits(portal.Digits(c.Text("autre_parent")))
	return portal.PersonWith(c.Tx, func(p portal.Person) bool {
		_, known := recordOf(c.Tx, p.ID)
		return known && p.ID != c.Person.ID && number != "" && firstDigits(portal.Digits(p.NIR)) == number
	})
}

func otherParentIsKnown(c *demarche.Case) []demarche.Problem {
	number := firstDigits(portal.Digits(c.Text("autre_parent")))
	if c.Text("parents") == "moi" || number == "" {
		return nil
	}
	if number == firstDigits(portal.Digits(c.Person.NIR)) {
		return []demarche.Problem{{Key: "autre_parent", Message: "C’est votre propre numéro. Recopiez celui de l’autre parent, sur sa carte Vitale."}}
	}
	if _, known := otherParent(c); !known {
		return []demarche.Problem{{Key: "autre_parent", Message: "Nous ne trouvons pas d’assuré avec ce numéro. Vérifiez-le sur sa carte Vitale, ou choisissez « À moi seul·e » : le rattachement se complète plus tard."}}
	}
	return nil
}

// decideBirth reads the paper of the town hall, if it was handed in.
func decideBirth(c *demarche.Case) string {
	f, ok := c.Dossier.Files["acte"]
	if !ok || f.Flaw != "" || f.Shows != "" && f.Shows != "acte_naissance" && f.Shows != "livret_famille" {
		return "manque"
	}
	return "lisible"
}

// askAgain makes a dossier wait for a file that is missing or cannot be read.
func askAgain(key string) func(*demarche.Case) {
	return func(c *demarche.Case) {
		delete(c.Dossier.Files, key)
		delete(c.Dossier.Values, key)
		c.Dossier.Missing = []string{key}
	}
}

// attachChild lists the child under the rights of the parents that were chosen.
func attachChild(c *demarche.Case) {
	given, _, _ := strings.Cut(c.Text("prenoms"), " ")
	child := Dependant{Name: strings.TrimSuffix(given, ",") + " " + strings.ToUpper(c.Text("nom")), Born: c.Text("ne_le")}
	if c.Text("parents") != "autre" {
		addDependant(c.Tx, c.Person.ID, child)
	}
	if other, ok := otherParent(c); ok && c.Text("parents") != "moi" {
		addDependant(c.Tx, other.ID, child)
	}
	c.Emit(string(FactBirth), "personne", c.Person.ID, "rattachement", c.Text("parents"))
}

// travellers are the holder and those listed under her rights.
func travellers(c *demarche.Case) []demarche.Line {
	lines := []demarche.Line{{ID: "p0", Label: c.Person.Name()}}
	still, _ := listed(dependantsOf(c.Tx, c.Person.ID), c.Now())
	for i, d := range still {
		lines = append(lines, demarche.Line{ID: "p" + frtext.Number(int64(i+1)), Label: d.Name})
	}
	return lines
}

// leaving lists who a European card was asked for.
func leaving(c *demarche.Case) []string {
	var names []string
	for _, line := range travellers(c) {
		if c.Yes("beneficiaires." + line.ID + ".a.carte") {
			names = append(names, line.Label)
		}
	}
	return names
}

func somebodyTravels(c *demarche.Case) []demarche.Problem {
	if len(leaving(c)) > 0 {
		return nil
	}
	return []demarche.Problem{{Key: "beneficiaires.p0.a.carte", Message: "Choisissez au moins une personne : chacune a sa propre carte."}}
}

func countryIsCovered(c *demarche.Case) []demarche.Problem {
	if c.Text("pays") != "ailleurs" {
		return nil
	}
	return []demarche.Problem{{Key: "pays", Message: "La carte européenne ne sert pas dans ce pays. Gardez les factures de soins, et renseignez-vous sur une assurance de voyage."}}
}

func abroad(c *demarche.Case) droits.Card {
	leaves, _ := c.Date("depart")
	asked := c.Dossier.SentAt
	if asked.IsZero() {
		asked = c.Now()
	}
	return droits.EuropeanCard(asked, leaves)
}

func computeAbroad(c *demarche.Case) demarche.Result {
	card := abroad(c)
	r := demarche.Result{Words: map[string]string{
		"arrive": frtext.Date(card.Arrives), "jusqu_au": frtext.Date(card.Expires),
		"provisoire": "Votre départ laisse le temps d’attendre les cartes.",
	}}
	r.Shown = []demarche.Shown{{Label: "Pour", Value: frtext.List(leaving(c))}, {Label: "Cartes attendues vers le", Value: frtext.Date(card.Arrives)}}
	if card.Provisional {
		r.Words["provisoire"] = "Votre départ vient avant les cartes : un certificat provisoire, valable jusqu’au " + frtext.Date(card.ProvisionalUntil) + ", est dans « Mes démarches »."
		r.Warnings = []string{r.Words["provisoire"]}
	}
	return r
}

func orderAbroad(c *demarche.Case) {
	r, card := cardRecord(c), abroad(c)
	for _, name := range leaving(c) {
		r.Cards = append(r.Cards, Abroad{Name: name, Card: card, Asked: c.Now()})
	}
	putRecord(c.Tx, r)
	said := "non"
	if card.Provisional {
		said = "oui"
	}
	c.Emit(string(FactAbroad), "personne", c.Person.ID, "provisoire", said)
}

// answerTime is when a message is answered: the longest usual delay, in the
// morning, on a weekday.
func answerTime(c *demarche.Case) time.Time {
	first, _ := droits.Expected(droits.Message, c.Now())
	at := first.Add(10 * time.Hour)
	for at.Weekday() == time.Saturday || at.Weekday() == time.Sunday {
		at = at.AddDate(0, 0, 1)
	}
	return at
}

// answers are what an adviser says, by theme and precision.
var answers = map[string]string{
	"remboursement attente": "Avec la carte Vitale, comptez 7 jours ; avec une feuille de soins en papier, de 2 à 4 semaines. Rien n’est bloqué dans votre dossier. Vérifiez que votre RIB est à jour.",
	"remboursement montant": "Le remboursement est une part d’un tarif de base, moins 2 € par consultation et 1 € par boîte de médicament. Le détail de chaque ligne est dans « Mes paiements ».",
	"arret attestation":     "Votre employeur doit envoyer une attestation de salaire. Demandez-lui : sans elle, rien ne peut être calculé. Vous voyez son arrivée dans « Mes indemnités journalières ».",
	"arret paiement":        "Les trois premiers jours ne sont pas payés. Ensuite, un versement part tous les 14 jours environ, une fois l’attestation de salaire reçue.",
	"carte ":                "Une carte perdue ou volée se déclare dans « Mes démarches », puis se commande. Elle arrive en trois semaines. L’attestation de droits la remplace en attendant.",
	"droits c2s":            "Une demande de C2S reçoit une réponse dans les deux mois. Vous la suivez dans « Mes démarches ».",
	"droits ouverture":      "Vos droits sont ouverts. L’attestation de droits, à télécharger, le prouve.",
	"compte ":               "Vérifiez dans « Mes informations » que l’adresse électronique et le mobile sont bien les vôtres : c’est par eux que vous retrouvez votre compte.",
}

func reply(c *demarche.Case) {
	theme := c.Text("theme")
	precision := c.Text("precision_argent") + c.Text("precision_arret") + c.Text("precision_droits")
	text := answers[theme+" "+precision]
	if text == "" {
		text = answers[theme+" "]
	}
	tell(c, "Réponse à votre message du "+frtext.Date(c.Dossier.SentAt), "Vous écriviez : « "+c.Text("message")+" »", text)
	c.Emit(string(FactAnswered), "personne", c.Person.ID, "theme", theme)
}
