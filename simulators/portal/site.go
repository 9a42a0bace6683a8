package portal

import (
	"io/fs"
	"net/http"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal/oidc"
)

// Fact names something that a service may witness: "ameli.attestation.ouverte".
// Every fact is a constant, declared with its French label in Site.Facts.
type Fact string

// Handler answers one visit, by calling one of its Render, Redirect, Send, Stop.
type Handler func(v *Visit) error

// Route is one page or act of a service. Pattern is as in http.ServeMux, without
// a host: "GET /", "POST /connexion", "GET /paiements/{mois}".
type Route struct {
	Pattern string
	Handler Handler
}

// Site is one simulated service with its own host.
type Site struct {
	ID    string // "ameli"
	Host  string // "www.ameli.example"
	Name  string // as people call it
	Theme string // class of its pages, "site-ameli"
	Icon  string // its monogram under /static/images/, "ameli.svg"

	// Pages holds *.html: each file defines "contenu" and may use the shared
	// parts. "_cadre.html", if there, replaces the shared layout.
	Pages  fs.FS
	Routes []Route

	// Backchannel answers other services, never a person's browser. Its requests
	// carry the step they belong to in their context, if any.
	Backchannel http.Handler

	// Client is its registration with FranceConnect, if people can come that way.
	Client *oidc.Client
	// PlusClient is its registration with FranceConnect+, if it asks for more.
	PlusClient *oidc.Client
	// Identity makes it one of the accounts that FranceConnect offers.
	Identity *IdentityProvider

	// Facts lists all that it may witness, with what to call it in a journal.
	Facts map[Fact]string
	// Effects are what it does later by itself, by name.
	Effects map[string]sandbox.Effect
	// Files draws the documents that it issues, by kind; see File.
	Files map[string]FileMaker
	// Lines are the telephone lines that a voice server of it answers.
	Lines []VoiceLine
	// Backstages tells what happens to the dossiers sent to it; nil: nothing to
	// tell.
	Backstages func(tx *sandbox.Tx) []Backstage
	// Seed turns what a situation says of this service into documents.
	Seed func(SeedInput) (map[string]any, error)

	// SessionLife is how long a login lasts without a click; zero: 30 minutes.
	SessionLife time.Duration
	// AppOnly sites are reached by an application of a phone or on a kiosk,
	// never by an address.
	AppOnly bool
	// Installed says whether an application is on a phone; nil: on every one.
	Installed func(tx *sandbox.Tx, on Device) bool
	// Badge counts what waits in it on a screen, for the mark beside its icon on
	// a phone's home; nil: never anything.
	Badge func(tx *sandbox.Tx, on Device) int
}

// SeedInput is what a situation's file says under the name of one service.
type SeedInput struct {
	// Decode reads it strictly into the service's own type; its errors name
	// file, line and what was expected.
	Decode func(into any) error
	// People by id, for what an account takes from them.
	People map[string]Person
	// T0 is the world time at which the situation begins.
	T0 time.Time
	// Schedule puts an effect in the agenda that the world begins with: what
	// happens by itself at its date, whoever visits or not. Nil: nowhere to put it.
	Schedule func(at time.Time, effect string, payload any)
}
