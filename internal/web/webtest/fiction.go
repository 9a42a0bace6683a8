package webtest

import (
	"io/fs"
	"sync"
	"testing/fstest"

	demarcheablanc "demarcheablanc"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/web/bureau"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/simulators"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// Fiction is what worlds are made of, read once in a test binary: Samia or Tiny.
type Fiction func() (*fiction, error)

type fiction struct {
	network *portal.Network
	library *scenario.Library
	starts  *scenario.Starts
	plays   string // the situation that is launched
	stubs   bool   // desks are stubs
}

func (f *fiction) effects() map[string]sandbox.Effect {
	all := f.network.Effects()
	for name, effect := range f.library.Effects() {
		all[name] = effect
	}
	return all
}

// Samia is every service, and her situation.
func Samia() (*fiction, error) { return samia() }

// Tiny is one small situation and no service, for the rooms that come before the
// desks: the door, the trainer's side.
func Tiny() (*fiction, error) { return tiny() }

var samia = sync.OnceValues(func() (*fiction, error) {
	keys, err := oidc.NewKeySet()
	if err != nil {
		return nil, err
	}
	deps := portal.Deps{Network: &portal.Network{}, Keys: keys, Seed: []byte("graine d’un essai, 32 octets et plus")}
	if err := simulators.All(deps); err != nil {
		return nil, err
	}
	raw, err := fs.ReadFile(demarcheablanc.Scenarios, "scenarios/samia/scenario.yaml")
	if err != nil {
		return nil, err
	}
	return read("samia", raw, deps.Network, bureau.Facts())
})

var tiny = sync.OnceValues(func() (*fiction, error) {
	network := &portal.Network{}
	if err := network.Connect(); err != nil {
		return nil, err
	}
	f, err := read("essai", []byte(essai), network, nil)
	if err == nil {
		f.stubs = true
	}
	return f, err
})

// read makes a library of one situation.
func read(name string, raw []byte, network *portal.Network, desk map[portal.Fact]string) (*fiction, error) {
	library, err := scenario.Load(fstest.MapFS{name + "/scenario.yaml": {Data: raw}}, network, desk)
	if err != nil {
		return nil, err
	}
	return &fiction{network: network, library: library, starts: &scenario.Starts{Library: library}, plays: name}, nil
}

// dress is what pages are drawn with.
type dress struct {
	statics *house.Statics
	views   *house.Views
}

var furniture = sync.OnceValues(func() (*dress, error) {
	files, err := fs.Sub(demarcheablanc.Static, "static")
	if err != nil {
		return nil, err
	}
	statics, err := house.NewStatics(files)
	if err != nil {
		return nil, err
	}
	views, err := house.NewViews(demarcheablanc.Templates, statics.Funcs())
	return &dress{statics, views}, err
})
