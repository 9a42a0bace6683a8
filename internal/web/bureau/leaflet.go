package bureau

import (
	"net/http"
	"time"

	"demarcheablanc/fiches"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// Leaflet is what became of one fiche in this play.
type Leaflet struct {
	Opened time.Time `json:"ouverte,omitzero"`
	Shown  time.Time `json:"montree,omitzero"`
}

const leafletPrefix = "bureau/fiche/"

type leafletView struct {
	fiches.Fiche
	Leaflet
}

// shownLeaflets are those before the person's eyes.
func shownLeaflets(tx *sandbox.Tx) []leafletView {
	var all []leafletView
	for _, key := range tx.Keys(leafletPrefix) {
		l, _ := sandbox.Get[Leaflet](tx, key)
		if l.Shown.IsZero() {
			continue
		}
		if f, err := fiches.Find(key[len(leafletPrefix):]); err == nil {
			all = append(all, leafletView{f, l})
		}
	}
	return all
}

type leafletFamily struct {
	Name string
	All  []leafletView
}

type leafletsPage struct {
	Frame
	Families []leafletFamily
}

// listLeaflets shows the fiches by family.
func (r Room) listLeaflets(s *house.Seated) error {
	all, err := fiches.All()
	if err != nil {
		return err
	}
	return r.see(s, func(tx *sandbox.Tx, f Frame) error {
		p := leafletsPage{Frame: f}
		for _, name := range fiches.Families() {
			family := leafletFamily{Name: name}
			for _, fiche := range all {
				if fiche.Family == name {
					l, _ := sandbox.Get[Leaflet](tx, leafletPrefix+fiche.Name)
					family.All = append(family.All, leafletView{fiche, l})
				}
			}
			p.Families = append(p.Families, family)
		}
		return s.Render("bureau/fiches", house.View{Title: "Les fiches", Room: "salle-bureau", P: p})
	})
}

type leafletPage struct {
	Frame
	Fiche leafletView
	Play  bool
}

func noLeaflet(s *house.Seated) error {
	return &house.Refusal{Status: http.StatusNotFound, Title: "Cette fiche n’existe pas", Message: "Choisissez une fiche dans la liste.", Link: s.Desk() + "/fiches", Label: "Voir les fiches"}
}

// showLeaflet opens one fiche; the aidant's first look at it during the play is
// witnessed.
func (r Room) showLeaflet(s *house.Seated) error {
	fiche, err := fiches.Find(s.Param("nom"))
	if err != nil {
		return noLeaflet(s)
	}
	playing := r.playable(s) == nil
	if playing && s.Role == workshop.Aidant {
		err := r.act(s, func(tx *sandbox.Tx) error {
			l, _ := sandbox.Get[Leaflet](tx, leafletPrefix+fiche.Name)
			if !l.Opened.IsZero() {
				return nil
			}
			l.Opened = tx.Now()
			tx.Put(leafletPrefix+fiche.Name, l)
			tx.Emit(string(FactLeafletRead), "nom", fiche.Name)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return r.see(s, func(tx *sandbox.Tx, f Frame) error {
		l, _ := sandbox.Get[Leaflet](tx, leafletPrefix+fiche.Name)
		return s.Render("bureau/fiche", house.View{Title: fiche.Title, Room: "salle-bureau", P: leafletPage{f, leafletView{fiche, l}, playing}})
	})
}

// handLeaflet lays a fiche before the person.
func (r Room) handLeaflet(s *house.Seated) error {
	fiche, err := fiches.Find(s.Param("nom"))
	if err != nil {
		return noLeaflet(s)
	}
	err = r.act(s, func(tx *sandbox.Tx) error {
		l, _ := sandbox.Get[Leaflet](tx, leafletPrefix+fiche.Name)
		if !l.Shown.IsZero() {
			return nil
		}
		l.Shown = tx.Now()
		tx.Put(leafletPrefix+fiche.Name, l)
		tx.Emit(string(FactLeafletShown), "nom", fiche.Name)
		return nil
	})
	if err != nil {
		return err
	}
	return s.SeeOther(s.Desk() + "/fiche/" + fiche.Name)
}

// showConnect is the Aidants Connect card: what it asks for, and why it cannot
// serve before an account that works.
func (r Room) showConnect(s *house.Seated) error {
	if r.playable(s) == nil {
		err := r.act(s, func(tx *sandbox.Tx) error {
			if _, ok := tx.Raw("bureau/aidants-connect"); ok {
				return nil
			}
			tx.Put("bureau/aidants-connect", tx.Now())
			tx.Emit(string(FactConnectRead))
			return nil
		})
		if err != nil {
			return err
		}
	}
	return r.see(s, func(_ *sandbox.Tx, f Frame) error {
		return s.Render("bureau/aidants-connect", house.View{Title: "Aidants Connect", Room: "salle-bureau", P: leafletsPage{Frame: f}})
	})
}

func situationHelped(tx *sandbox.Tx) string { return portal.SituationOf(tx).Helped }
