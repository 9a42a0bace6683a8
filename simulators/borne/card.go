package borne

import (
	"net/http"
	"slices"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// viaCard is how a session opened by a card says so.
const viaCard = "vitale"

const fieldCard = "carte"

type slotPage struct {
	Closing string
	Cards   []card
	Left    bool // a card was in the slot for too long
}

// slot waits for a card.
func slot(v *portal.Visit) error {
	if _, in := v.Session(); in {
		return v.Redirect("/menu")
	}
	return v.Render("accueil.html", "Insérez votre carte Vitale", slotPage{hall.Closing(v.Tx), cards(v.Tx), v.SessionExpired()})
}

func insert(v *portal.Visit) error {
	all := cards(v.Tx)
	at := slices.IndexFunc(all, func(c card) bool { return c.Person == v.Value(fieldCard) })
	if at < 0 {
		return v.Stop(http.StatusUnprocessableEntity, "Carte illisible", "La borne n’a pas reconnu de carte Vitale. Vérifiez que c’est bien elle, puce en avant.", "/", "Recommencer")
	}
	if stopped(v.Tx, all[at].Person) {
		v.Witness(FactRefused, "personne", all[at].Person)
		return v.Stop(http.StatusForbidden, "Cette carte est en opposition", "Elle a été déclarée perdue, volée ou défectueuse : la borne ne l’accepte plus. L’attestation de droits se télécharge dans le compte ameli, ou se demande au 3646.", "/", "Reprendre la carte")
	}
	v.OpenSession(portal.Session{Person: all[at].Person, Via: viaCard})
	v.Witness(FactRead, "personne", all[at].Person)
	return v.Redirect("/menu")
}

// file is what the kiosk reads of the caisse's own record (ameli writes it).
type file struct {
	Card struct {
		State string `json:"etat"`
	} `json:"carte"`
}

// stopped says whether the caisse has stopped somebody's card.
func stopped(tx *sandbox.Tx, person string) bool {
	f, ok := sandbox.Get[file](tx, "ameli/dossier/"+person)
	return ok && f.Card.State != "" && f.Card.State != "active"
}

// withCard needs the hall open and a card in the slot.
func withCard(handle func(*portal.Visit, portal.Person) error) portal.Handler {
	return hall.DuringHours(func(v *portal.Visit) error {
		session, in := v.Session()
		person, known := portal.PersonOf(v.Tx, session.Person)
		if !in || !known {
			return noCard(v)
		}
		if v.Request.Method == http.MethodPost {
			v.KeepSession(session)
		}
		return handle(v, person)
	})
}

func noCard(v *portal.Visit) error {
	if v.SessionExpired() {
		v.Witness(FactLeft)
		return v.RenderStatus(http.StatusUnauthorized, "rendue.html", "Votre carte vous est rendue", nil)
	}
	return v.Redirect("/")
}

type menuPage struct {
	Closing string
	Name    string
}

func menu(v *portal.Visit, p portal.Person) error {
	return v.Render("menu.html", "Bonjour "+p.Name(), menuPage{hall.Closing(v.Tx), p.Name()})
}

// cardUpdate says when a card was last written.
type cardUpdate struct {
	At time.Time `json:"le"`
}

func updateKey(person string) string { return "borne/carte/" + person }

func update(v *portal.Visit, p portal.Person) error {
	v.Put(updateKey(p.ID), cardUpdate{v.Now()})
	v.Witness(FactUpdated, "personne", p.ID)
	return v.Redirect("/a-jour")
}

type updatedPage struct {
	menuPage
	At time.Time
}

func updated(v *portal.Visit, p portal.Person) error {
	last, ok := sandbox.Get[cardUpdate](v.Tx, updateKey(p.ID))
	if !ok {
		return v.Redirect("/menu")
	}
	return v.Render("a_jour.html", "Votre carte est à jour", updatedPage{menuPage{hall.Closing(v.Tx), p.Name()}, last.At})
}

// takeBack works after closing time too: nobody's card is kept.
func takeBack(v *portal.Visit) error {
	if session, in := v.Session(); in {
		v.Witness(FactBack, "personne", session.Person)
	}
	v.CloseSession()
	return v.Redirect("/au-revoir")
}

func goodbye(v *portal.Visit) error {
	return v.Render("au_revoir.html", "Au revoir", nil)
}
