package witness

import (
	"context"
	"errors"
	"fmt"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/surf"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

func (p *inMemory) Sit(device, hand string) error {
	err := p.do(func(tx *sandbox.Tx) error {
		if _, found := portal.DeviceOf(tx, device); !found {
			return fmt.Errorf("il n’y a pas de poste « %s »", device)
		}
		return nil
	})
	p.actor = sandbox.Actor{Seat: hand, Device: device, Hand: hand}
	return err
}

func (p *inMemory) Go(address string) error {
	return p.reading(func(s *surf.Surfer) { s.Get(address) })
}

func (p *inMemory) Click(name string) error {
	return p.reading(func(s *surf.Surfer) { s.Click(name) })
}

func (p *inMemory) Fill(label, value string) error {
	return p.reading(func(s *surf.Surfer) { s.Fill(label, value) })
}

func (p *inMemory) See(text string) error {
	return p.reading(func(s *surf.Surfer) { s.See(text) })
}

func (p *inMemory) DontSee(text string) error {
	return p.reading(func(s *surf.Surfer) { s.DontSee(text) })
}

func (p *inMemory) Wait(d time.Duration) error {
	p.wall = p.wall.Add(d)
	return p.box.Settle(context.Background())
}

func (p *inMemory) CloseBrowser() error {
	delete(p.screens, p.actor.Device)
	return p.do(func(tx *sandbox.Tx) error {
		portal.CloseBrowser(tx, p.actor.Device)
		return nil
	})
}

func (p *inMemory) HandOver(person, how string) error {
	return p.received(func(tx *sandbox.Tx, f portal.File) { portal.HandOver(tx, person, f, how) })
}

// received does something with the document that the screen has just received.
func (p *inMemory) received(fn func(*sandbox.Tx, portal.File)) error {
	if p.last.File == nil {
		return fmt.Errorf("l’écran n’a reçu aucun document :\n%s", p.screen().Text())
	}
	return p.do(func(tx *sandbox.Tx) error {
		fn(tx, *p.last.File)
		return nil
	})
}

func (p *inMemory) Lay(id string) error {
	return p.do(func(tx *sandbox.Tx) error {
		key := "papier/" + p.c.Helped + "/" + id
		paper, found := sandbox.Get[portal.Paper](tx, key)
		if !found {
			return fmt.Errorf("il n’y a pas de papier « %s »", id)
		}
		paper.Shown = true
		tx.Put(key, paper)
		return nil
	})
}

func (p *inMemory) Understand() error {
	return p.do(func(tx *sandbox.Tx) error {
		found := false
		for _, reading := range portal.Readings(tx) {
			if reading.Device == p.actor.Device {
				found, reading.Understood = true, tx.Now()
				portal.PutReading(tx, reading)
				tx.Emit(string(demarche.FactUnderstood), "site", reading.Site, "intitule", reading.Title, "poste", reading.Device)
			}
		}
		if !found {
			return errors.New("cet écran n’attend aucune validation")
		}
		return nil
	})
}

func (p *inMemory) Note(fact string, details ...string) error {
	return p.do(func(tx *sandbox.Tx) error {
		tx.Emit(fact, details...)
		return nil
	})
}
