package witness

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

func (p *inMemory) Keep() error {
	return p.received(func(tx *sandbox.Tx, f portal.File) {
		d, _ := portal.DeviceOf(tx, p.actor.Device)
		portal.KeepFile(tx, d, f)
	})
}

func (p *inMemory) ThrowAway(file string) error {
	return p.device(func(tx *sandbox.Tx, d *portal.Device) error {
		i := slices.IndexFunc(d.Downloads, func(k portal.Download) bool {
			return !k.Trashed && strings.HasPrefix(k.File.Name, file)
		})
		if i < 0 {
			return fmt.Errorf("aucun fichier gardé ici ne s’appelle « %s… »", file)
		}
		portal.ThrowAway(tx, d, d.Downloads[i].ID)
		return nil
	})
}

func (p *inMemory) EmptyBin() error {
	return p.device(func(tx *sandbox.Tx, d *portal.Device) error {
		if !slices.ContainsFunc(d.Downloads, func(k portal.Download) bool { return k.Trashed }) {
			return errors.New("la corbeille est vide")
		}
		portal.EmptyBin(tx, d)
		return nil
	})
}

// device changes the one at hand.
func (p *inMemory) device(fn func(*sandbox.Tx, *portal.Device) error) error {
	return p.do(func(tx *sandbox.Tx) error {
		d, _ := portal.DeviceOf(tx, p.actor.Device)
		if err := fn(tx, &d); err != nil {
			return err
		}
		portal.PutDevice(tx, d)
		return nil
	})
}
