package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"time"

	demarcheablanc "demarcheablanc"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/store"
	"demarcheablanc/internal/store/sqlite"
	"demarcheablanc/internal/web"
	"demarcheablanc/internal/web/accueil"
	"demarcheablanc/internal/web/bureau"
	"demarcheablanc/internal/web/formateur"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/web/observation"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators"
	"demarcheablanc/simulators/portal"
)

// Config is what can be chosen at start. Zero values are filled by Start.
type Config struct {
	Address   string           // where to listen; "127.0.0.1:8080" by default
	Data      string           // folder of the database; "data" by default
	Scenarios fs.FS            // the situations; those embedded by default
	Phrase    string           // the trainer's access phrase; drawn by default
	Log       io.Writer        // nil: nothing is logged
	Now       func() time.Time // the wall clock; tests hold their own
}

// App is the running program.
type App struct {
	Config
	House   *house.House
	Engine  *sandbox.Engine
	Rooms   *Listeners
	Handler http.Handler

	store  store.Store
	spare  []byte // see settleMemory
	server *http.Server
	done   chan struct{}
	stop   context.CancelFunc
}

const (
	// tick is how often the worlds are asked whether something has fallen due.
	tick = time.Second
	// sweep is how often what has expired is forgotten.
	sweep = time.Hour
)

// Start opens the data folder, reads the situations, and listens.
func Start(ctx context.Context, c Config) (*App, error) {
	a := &App{Config: c.filled(), done: make(chan struct{})}
	var err error
	if a.store, err = sqlite.Open(ctx, a.Data, sqlite.Options{Started: a.Now()}); err != nil {
		return nil, err
	}
	if err := a.build(ctx); err != nil {
		return nil, errors.Join(err, a.store.Close())
	}
	if err := a.listen(); err != nil {
		return nil, errors.Join(err, a.store.Close())
	}
	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	a.stop = stop
	a.purge(ctx)
	a.spare = settleMemory()
	go a.live(background)
	return a, nil
}

func (c Config) filled() Config {
	if c.Address == "" {
		c.Address = "127.0.0.1:8080"
	}
	if c.Data == "" {
		c.Data = "data"
	}
	if c.Scenarios == nil {
		c.Scenarios, _ = fs.Sub(demarcheablanc.Scenarios, "scenarios") // a fixed name
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = io.Discard
	}
	return c
}

// build wires the house: services, situations, worlds, rooms.
func (a *App) build(ctx context.Context) error {
	network, err := a.network(ctx)
	if err != nil {
		return err
	}
	library, err := scenario.Load(a.Scenarios, network, bureau.Facts())
	if err != nil {
		return err
	}
	starts := &scenario.Starts{Library: library}
	a.Engine = sandbox.NewEngine(a.store, a.Now, findStart(starts, a.Now), effects(network, library))
	a.Engine.React = library.React
	workshops := &workshop.Workshops{Engine: a.Engine, StartName: starts.Name}
	if err := workshops.Load(ctx); err != nil {
		return err
	}
	return a.openHouse(ctx, network, library, workshops)
}

func (a *App) network(ctx context.Context) (*portal.Network, error) {
	keys, err := signingKeys(ctx, a.store)
	if err != nil {
		return nil, err
	}
	seed, err := secret(ctx, a.store, "graine")
	if err != nil {
		return nil, err
	}
	deps := portal.Deps{Network: &portal.Network{}, Keys: keys, Seed: seed}
	return deps.Network, simulators.All(deps)
}

// findStart knows the starts of situations, and the empty one of registers.
func findStart(starts *scenario.Starts, now func() time.Time) func(string) (*sandbox.Start, time.Time, error) {
	empty, _ := sandbox.NewStart(workshop.RegisterStart, nil) // nothing to encode
	return func(name string) (*sandbox.Start, time.Time, error) {
		if name == workshop.RegisterStart {
			return empty, now(), nil
		}
		return starts.Start(name)
	}
}

func effects(network *portal.Network, library *scenario.Library) map[string]sandbox.Effect {
	all := network.Effects()
	for name, effect := range library.Effects() {
		all[name] = effect
	}
	return all
}

func (a *App) openHouse(ctx context.Context, network *portal.Network, library *scenario.Library, workshops *workshop.Workshops) error {
	key, err := secret(ctx, a.store, "cookies")
	if err != nil {
		return err
	}
	if a.Phrase == "" {
		if a.Phrase, err = newPhrase(); err != nil {
			return err
		}
	}
	files, err := fs.Sub(demarcheablanc.Static, "static")
	if err != nil {
		return err
	}
	statics, err := house.NewStatics(files)
	if err != nil {
		return err
	}
	views, err := house.NewViews(demarcheablanc.Templates, statics.Funcs())
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(a.Log, nil))
	a.House = &house.House{
		Workshops: workshops, Library: library, Network: network, Views: views,
		Cookies: house.NewCookies(key, false), Log: log,
	}
	a.Rooms = &Listeners{log: log}
	a.Handler, err = web.New(statics, log,
		accueil.Room{House: a.House},
		formateur.Room{House: a.House, Phrase: a.Phrase, Networks: a.Rooms},
		bureau.Room{House: a.House},
		observation.Room{House: a.House},
	)
	return err
}

func (a *App) listen() error {
	listener, err := net.Listen("tcp", a.Address)
	if err != nil {
		return fmt.Errorf("l’adresse %s est déjà prise ou n’est pas à cet ordinateur ; choisissez-en une autre avec --adresse 127.0.0.1:8081 (%w)", a.Address, err)
	}
	a.Address = listener.Addr().String()
	a.server = web.Serve(a.Handler)
	a.Rooms.serve(a.server, listener)
	return nil
}

// live makes the worlds age and forgets what has expired.
func (a *App) live(ctx context.Context) {
	defer close(a.done)
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	sweeper := time.NewTicker(sweep)
	defer sweeper.Stop()
	for {
		select {
		case <-sweeper.C:
			a.purge(ctx)
		case <-ctx.Done():
			return
		case <-ticker.C:
			if err := a.Engine.Settle(ctx); err != nil {
				a.House.Log.Error("settle", "error", err.Error())
			}
		}
	}
}

func (a *App) purge(ctx context.Context) {
	if n, err := a.Engine.Purge(ctx); err != nil {
		a.House.Log.Error("purge", "error", err.Error())
	} else if n > 0 {
		a.House.Log.Info("purged", "worlds", n)
	}
}

// URL is the address to open in a browser.
func (a *App) URL() string {
	host, port, _ := net.SplitHostPort(a.Address) // a listener's own
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1" // every address of this computer: its own is one
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

// Close lets the requests under way end, then lets go of the data folder.
func (a *App) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	a.stop()
	<-a.done
	err := a.server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) { // streams that nobody closes
		err = a.server.Close()
	}
	return errors.Join(err, a.store.Close())
}
