package witness

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/store"
	"demarcheablanc/internal/surf"
	"demarcheablanc/simulators/portal"
)

// Services is the fictional web that the situation plays on.
type Services = *portal.Network

// launch is the wall time of every path: a Thursday morning.
var launch = time.Date(2026, 10, 15, 9, 0, 0, 0, frtext.Paris)

// inMemory is the stage in memory: a world alone, its pages read without a
// browser.
type inMemory struct {
	services Services
	c        *scenario.Compiled
	box      *sandbox.Sandbox
	wall     time.Time
	actor    sandbox.Actor
	screens  map[string]*surf.Surfer // by device
	last     portal.Response
}

// memory opens stages in memory.
func memory(library *scenario.Library, services Services) Opener {
	return func(situation, variant string) (Stage, error) {
		c, ok := library.Situation(situation, variant)
		if !ok {
			return nil, fmt.Errorf("situation ou variante inconnue : %s, %s", situation, variant)
		}
		p := &inMemory{services: services, c: c, wall: launch, screens: map[string]*surf.Surfer{}}
		starts := &scenario.Starts{Library: library}
		effects := services.Effects()
		maps.Copy(effects, library.Effects())
		engine := sandbox.NewEngine(store.Memory(), func() time.Time { return p.wall }, starts.Start, effects)
		engine.React = library.React
		name, err := starts.Name(situation, variant, launch)
		if err != nil {
			return nil, err
		}
		p.box, err = engine.Create(context.Background(), sandbox.New{ID: "chemin", Kind: "bac", Start: name, Running: true})
		return p, err
	}
}

func (p *inMemory) World() *sandbox.Sandbox { return p.box }

func (p *inMemory) Situation() *scenario.Compiled { return p.c }

// stopped is what a surfer says when it cannot go on.
type stopped string

type stopper struct{}

func (stopper) Helper() {}

func (stopper) Fatalf(format string, args ...any) { panic(stopped(fmt.Sprintf(format, args...))) }

// reading lets a screen be read, and says what went otherwise.
func (p *inMemory) reading(fn func(*surf.Surfer)) (err error) {
	defer func() {
		if r := recover(); r != nil {
			s, ok := r.(stopped)
			if !ok {
				panic(r)
			}
			err = errors.New(string(s))
		}
	}()
	fn(p.screen())
	return nil
}

func (p *inMemory) screen() *surf.Surfer {
	if s, ok := p.screens[p.actor.Device]; ok {
		return s
	}
	s := &surf.Surfer{T: stopper{}, Fetch: p.fetch, Resolve: p.resolve, Folds: true}
	p.screens[p.actor.Device] = s
	return s
}

const mostRedirects = 20

func (p *inMemory) fetch(method string, u *url.URL, form url.Values) surf.Answer {
	for range mostRedirects {
		p.visit(method, u, form)
		if p.last.Location == "" {
			return surf.Answer{Status: p.last.Status, URL: u, HTML: string(p.last.Body)}
		}
		next, err := url.Parse(p.last.Location)
		if err != nil {
			panic(stopped(err.Error()))
		}
		method, u, form = http.MethodGet, u.ResolveReference(next), nil
	}
	panic(stopped("trop de redirections"))
}

func (p *inMemory) visit(method string, u *url.URL, form url.Values) {
	actor := p.actor
	actor.Page = u.String()
	err := p.box.Do(context.Background(), actor, func(tx *sandbox.Tx) (err error) {
		r, err := http.NewRequest(method, u.String(), strings.NewReader(form.Encode()))
		if err != nil {
			return err
		}
		if method == http.MethodPost {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		p.last, err = p.services.Serve(&portal.Visit{Tx: tx, Request: r, Token: "jeton"})
		return err
	})
	if err != nil {
		panic(stopped(err.Error()))
	}
}

// resolve turns a page's link, or an address typed without its scheme, into a
// world address.
func (p *inMemory) resolve(from *url.URL, href string) (*url.URL, error) {
	host, rest, _ := strings.Cut(strings.TrimPrefix(href, "/"), "/")
	if _, ok := p.services.At(host); ok && !strings.Contains(href, "://") {
		href = "https://" + host + "/" + rest
	}
	u, err := url.Parse(href)
	if err != nil || from == nil {
		return u, err
	}
	return from.ResolveReference(u), nil
}

func (p *inMemory) do(fn func(tx *sandbox.Tx) error) error {
	return p.box.Do(context.Background(), p.actor, fn)
}
