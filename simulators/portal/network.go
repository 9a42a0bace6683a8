package portal

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"sync"

	"demarcheablanc/internal/sandbox"
)

// Network is the fictional web: the sites by host, and the wires between them.
type Network struct {
	sites []*Site
	hosts map[string]*Site
	muxes map[string]*http.ServeMux
	pages map[string]pageSet
	files map[string]FileMaker

	buffers sync.Pool // of *bytes.Buffer, in which pages are drawn
}

// Connect puts sites on a network. Services that talk to others are made with
// the network first, empty, and connected afterwards.
func (n *Network) Connect(sites ...*Site) error {
	n.hosts, n.muxes = map[string]*Site{}, map[string]*http.ServeMux{}
	n.pages, n.files = map[string]pageSet{}, map[string]FileMaker{KindPicture: drawPicture}
	shared, err := sharedParts()
	if err != nil {
		return err
	}
	for _, s := range sites {
		pages, err := parsePages(shared, s)
		if err != nil {
			return err
		}
		mux := http.NewServeMux()
		for _, route := range s.Routes {
			mux.Handle(route.Pattern, mounted(route.Handler))
		}
		n.sites = append(n.sites, s)
		n.hosts[s.Host], n.muxes[s.ID], n.pages[s.ID] = s, mux, pages
		maps.Copy(n.files, s.Files)
	}
	return nil
}

// Sites lists the services, in the order they were connected.
func (n *Network) Sites() []*Site { return n.sites }

// At finds the site of a host.
func (n *Network) At(host string) (*Site, bool) {
	s, ok := n.hosts[host]
	return s, ok
}

// Facts gathers what every site may witness, with labels.
func (n *Network) Facts() map[Fact]string {
	all := Facts()
	for _, s := range n.sites {
		maps.Copy(all, s.Facts)
	}
	return all
}

// Effects gathers what every site does by itself later.
func (n *Network) Effects() map[string]sandbox.Effect {
	all := Effects()
	for _, s := range n.sites {
		maps.Copy(all, s.Effects)
	}
	return all
}

type visitKey struct{}

type handling struct {
	visit *Visit
	found bool // a route answered
	err   error
}

// mounted adapts a handler to the standard router, which knows patterns.
func mounted(h Handler) http.HandlerFunc {
	return func(_ http.ResponseWriter, r *http.Request) {
		in := r.Context().Value(visitKey{}).(*handling)
		in.visit.Request, in.found = r, true
		in.err = h(in.visit)
	}
}

// Serve answers one visit: v.Site and v.Network are set here, from the host of
// the request's address.
func (n *Network) Serve(v *Visit) (Response, error) {
	site, ok := n.hosts[v.Request.URL.Host]
	if !ok {
		return Response{}, ErrNoHost
	}
	v.Site, v.Network = site, n
	if v.Request.URL.Path == "" { // as every browser does
		v.Request.URL.Path = "/"
	}
	if v.Request.Form == nil {
		if err := v.Request.ParseForm(); err != nil {
			return Response{}, err
		}
	}
	err := n.answer(v)
	if err == nil && v.response.Status == 0 {
		err = fmt.Errorf("%s: %s %s answered nothing", site.ID, v.Request.Method, v.Request.URL.Path)
	}
	v.response.Icon, v.response.Theme = site.Icon, site.Theme
	return v.response, err
}

// ErrNoHost: no site of that name on the fictional web.
var ErrNoHost = errors.New("portal: no such host")

func (n *Network) answer(v *Visit) error {
	if o, down := outageOf(v.Tx, v.Site.Host); down {
		return v.Stop(http.StatusServiceUnavailable, "Service momentanément indisponible", o.Message, v.Request.URL.Path, "Réessayer")
	}
	in := &handling{visit: v}
	r := v.Request.WithContext(context.WithValue(v.Request.Context(), visitKey{}, in))
	r.Host = v.Site.Host
	n.muxes[v.Site.ID].ServeHTTP(unheard{}, r) // the visit is what answers
	if !in.found {
		return v.Stop(http.StatusNotFound, "Cette page n’existe pas", "L’adresse contient peut-être une faute. Vérifiez-la, ou repartez de l’accueil.", "/", "Aller à l’accueil")
	}
	return in.err
}

// unheard is where the router says by itself that it has no such page.
type unheard struct{}

func (unheard) Header() http.Header         { return http.Header{} }
func (unheard) WriteHeader(int)             {}
func (unheard) Write(b []byte) (int, error) { return len(b), nil }

// RoundTrip carries a request from one service to another, inside the step that
// its context carries. It makes Network an http.RoundTripper: nothing ever
// leaves the program.
func (n *Network) RoundTrip(r *http.Request) (*http.Response, error) {
	site, ok := n.hosts[r.URL.Host]
	if !ok || site.Backchannel == nil {
		return nil, fmt.Errorf("nobody answers at %s on the fictional network", r.URL.Host)
	}
	if tx := sandbox.FromContext(r.Context()); tx != nil {
		if _, down := outageOf(tx, site.Host); down {
			return nil, fmt.Errorf("%s is down", site.Host)
		}
	}
	w := httptest.NewRecorder()
	site.Backchannel.ServeHTTP(w, r)
	return w.Result(), nil
}

// Client talks to other services of the world.
func (n *Network) Client() *http.Client { return &http.Client{Transport: n} }
