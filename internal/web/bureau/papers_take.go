package bureau

import (
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/simulators/portal"
)

// lens is one way to make a picture of a paper from a seat.
type lens struct {
	Device, Label string
	Scan          bool
}

// lenses are those of a seat: its phones take photos, its computers have the
// scanner.
func lenses(tx *sandbox.Tx, role string) []lens {
	var all []lens
	for _, d := range portal.Devices(tx) {
		if !d.Reaches(role) || d.Off {
			continue
		}
		switch d.Kind {
		case portal.Phone:
			all = append(all, lens{d.ID, "Photographier avec : " + d.Name, false})
		case portal.Computer:
			all = append(all, lens{d.ID, "Numériser sur : " + d.Name, true})
		}
	}
	return all
}

// takePicture photographs or scans a paper that is before the seat.
func (r Room) takePicture(s *house.Seated) error {
	var to string
	err := r.act(s, func(tx *sandbox.Tx) error {
		p, err := r.paper(s, tx)
		if err != nil {
			return err
		}
		for _, l := range lenses(tx, string(s.Role)) {
			if l.Device != s.PostForm("poste") {
				continue
			}
			side := s.PostForm("cote")
			portal.Take(tx, portal.Shot{
				Device: l.Device, Paper: p.ID, Person: situationHelped(tx), Scan: l.Scan,
				Back: side == "verso", Hasty: s.PostForm("soin") == "vite",
			})
			to = local(s.Desk(), l.Device) + "telechargements"
		}
		return nil
	})
	if err != nil {
		return err
	}
	if to == "" {
		return noPaper(s)
	}
	return s.SeeOther(to)
}
