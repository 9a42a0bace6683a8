package ameli

import (
	"strings"

	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// cardLabels say a card's state in plain words.
var cardLabels = map[string]string{
	cardActive: "utilisable", cardStopped: "en opposition", cardOrdered: "en fabrication",
	cardSent: "envoyée par la poste",
}

// cardRecord is the record of whoever a démarche is about. One is always there:
// an account comes with it.
func cardRecord(c *demarche.Case) Record {
	r, _ := recordOf(c.Tx, c.Person.ID)
	r.Person = c.Person.ID
	return r
}

func cardIsActive(c *demarche.Case) string {
	if r := cardRecord(c); r.Card.State != cardActive {
		return "Votre carte est déjà " + cardLabels[r.Card.State] + "."
	}
	return ""
}

func cardIsStopped(c *demarche.Case) string {
	if r := cardRecord(c); r.Card.State == cardActive {
		return "Votre carte est utilisable : il n’y a pas d’opposition à lever."
	}
	return ""
}

func cardCanBeOrdered(c *demarche.Case) string {
	switch r := cardRecord(c); r.Card.State {
	case cardActive:
		return "Votre carte est utilisable. Perdue, volée ou défectueuse ? Déclarez-le d’abord : elle sera mise en opposition."
	case cardOrdered, cardSent:
		return "Une nouvelle carte est déjà commandée. Suivez-la dans « Mes démarches »."
	}
	return ""
}

func addressIsRight(c *demarche.Case) []demarche.Problem {
	if c.Yes("adresse_juste") {
		return nil
	}
	return []demarche.Problem{{Key: "adresse_juste", Message: "Changez d’abord votre adresse dans « Mes démarches », puis revenez : vos réponses sont gardées."}}
}

func photoIsKnown(c *demarche.Case) []demarche.Problem {
	if c.Text("voie") != "connue" || cardRecord(c).Card.Photo {
		return nil
	}
	return []demarche.Problem{{Key: "voie", Message: "La caisse n’a pas encore de photo de vous : joignez-en une, ou choisissez le formulaire en papier."}}
}

// decidePhoto looks at the files as an agent does.
func decidePhoto(c *demarche.Case) string {
	if c.Text("voie") == "papier" {
		return "papier"
	}
	for key, kinds := range map[string]string{"portrait": "photo_identite", "identite": "piece_identite carte_identite cni passeport titre_sejour"} {
		f, ok := c.Dossier.Files[key]
		if ok && (f.Flaw != "" || f.Shows != "" && !strings.Contains(kinds, f.Shows)) {
			return "refusee"
		}
	}
	return "bonne"
}

func decideFound(c *demarche.Case) string {
	if cardRecord(c).Card.State == cardStopped && c.Text("etat") == "bon" {
		return "levee"
	}
	return "detruire"
}

// setCard changes the state of the card.
func setCard(c *demarche.Case, state string) Record {
	r := cardRecord(c)
	r.Card.State, r.Card.Since = state, c.Now()
	putRecord(c.Tx, r)
	return r
}

func stopCard(c *demarche.Case) {
	setCard(c, cardStopped)
	c.Emit(string(FactCardStopped), "personne", c.Person.ID, "motif", c.Text("motif"))
}

func orderCard(c *demarche.Case) { setCard(c, cardOrdered) }

func sendCard(c *demarche.Case) {
	setCard(c, cardSent)
	c.Emit(string(FactCardSent), "personne", c.Person.ID)
}

// holdCard puts the new card in the person's hands, where a kiosk reads it.
func holdCard(c *demarche.Case) {
	r := setCard(c, cardActive)
	r.Card.Photo = true
	if r.Card.Serial == serial(c.Person.ID, 1) {
		r.Card.Serial = serial(c.Person.ID, 2)
	} else {
		r.Card.Serial = serial(c.Person.ID, 1)
	}
	putRecord(c.Tx, r)
	c.Put("papier/"+c.Person.ID+"/vitale", portal.Paper{
		ID: "vitale", Title: "Carte Vitale (neuve)", Kind: "carte", At: c.Now(),
		Text: []string{c.Person.Name(), spacedNIR(c.Person.NIR), "Numéro de série : " + r.Card.Serial},
	})
	c.Emit(string(FactCardHeld), "personne", c.Person.ID)
}

// decideLetterbox looks at where the card was sent.
func decideLetterbox(c *demarche.Case) string {
	if livesIn(addressOf(c.Tx, c.Person), c.Person) {
		return "recue"
	}
	return "revenue"
}

// cardBack stops a card that nobody received: another can be ordered.
func cardBack(c *demarche.Case) {
	setCard(c, cardStopped)
	tell(c, "Votre carte Vitale nous est revenue", "Personne ne l’a reçue à l’adresse de votre dossier. Changez d’abord l’adresse, puis commandez de nouveau la carte.")
	c.Emit(string(FactCardBack), "personne", c.Person.ID)
}

func liftStop(c *demarche.Case) {
	setCard(c, cardActive)
	found(c, "levee", "Votre carte peut de nouveau servir", "L’opposition est levée. Mettez la carte à jour à une borne ou en pharmacie.")
}

func keepStop(c *demarche.Case) {
	found(c, "detruire", "L’ancienne carte ne peut plus servir", "Une autre carte est en route, ou celle-ci est abîmée : coupez-la en deux et attendez la neuve. Pas encore commandée ? Faites-le dans « Mes démarches ».")
}

func found(c *demarche.Case, end, subject, text string) {
	tell(c, subject, text)
	c.Emit(string(FactCardFound), "personne", c.Person.ID, "issue", end)
}
