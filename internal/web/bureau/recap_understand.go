package bureau

import (
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// understand is « j’ai compris et je valide », said from the helped person's own
// place about the recap that is on a screen.
func (r Room) understand(s *house.Seated) error {
	err := r.act(s, func(tx *sandbox.Tx) error {
		for _, reading := range portal.Readings(tx) {
			if reading.Device == s.PostForm("poste") && reading.Dossier == s.PostForm("dossier") && reading.Understood.IsZero() {
				reading.Understood = tx.Now()
				portal.PutReading(tx, reading)
				tx.Emit(string(demarche.FactUnderstood), "site", reading.Site, "intitule", reading.Title, "poste", reading.Device)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.SeeOther(s.Desk() + "#relecture")
}
