package oidctest

import (
	"context"
	"sync"
	"time"

	"demarcheablanc/simulators/portal/oidc"
)

// Clock is a world's clock that only moves when told to.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock starts on a Monday of 2026, at ten in the morning.
func NewClock() *Clock { return &Clock{now: time.Date(2026, 11, 16, 10, 0, 0, 0, time.UTC)} }

// Now reads the clock; the context says which world, and there is only one here.
func (c *Clock) Now(context.Context) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock forwards.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Persona is somebody who can log in, under a name that is a plain word.
type Persona struct {
	Login string
	Who   oidc.Identity
}

// Personas are two invented people: Samia, born in Paris, and Tarek, born abroad
// on a day that nobody wrote down.
func Personas() []Persona {
	return []Persona{
		{Login: "samia", Who: oidc.Identity{
			GivenName: "Samia Louise", FamilyName: "LORIOT", Birthdate: "1991-04-17", Gender: "female",
			Birthplace: "75107", Birthcountry: oidc.France, Email: "samia.loriot@courriel.example",
			AMR: []string{"pwd"}, IdpID: "ameli",
		}},
		{Login: "tarek", Who: oidc.Identity{
			GivenName: "Tarek", FamilyName: "BENSALAH", PreferredUsername: "SALAH", Birthdate: "1958-00-00", Gender: "male",
			Birthplace: "99999", Birthcountry: "99352", Email: "tarek@courriel.example",
			AMR: []string{"pwd"}, IdpID: "impots",
		}},
	}
}

// The secrets of the clients below: 32 characters, worth nothing.
const (
	SecretA = "secret-du-service-a-0123456789ab"
	SecretB = "secret-du-service-b-0123456789ab"
	SecretC = "secret-du-service-c-0123456789ab"
)

// Clients are three services: a and b of one entity, c of another. They sign
// with ES256, RS256 and HS256. Their addresses exist in no world.
func Clients() []oidc.Client {
	service := func(id, secret, entity, alg string) oidc.Client {
		return oidc.Client{
			ID: "service-" + id, Secret: secret, Name: "Service <" + id + ">", EntityID: entity,
			Home:           "https://" + id + ".service.example/",
			RedirectURIs:   []string{"https://" + id + ".service.example/retour", "http://127.0.0.1:9/retour?de=fc"},
			PostLogoutURIs: []string{"https://" + id + ".service.example/au-revoir"},
			Claims:         []string{"amr"}, IDTokenAlg: alg, UserinfoAlg: alg,
		}
	}
	return []oidc.Client{
		service("a", SecretA, "entite-1", ""),
		service("b", SecretB, "entite-1", oidc.RS256),
		service("c", SecretC, "entite-2", oidc.HS256),
	}
}

// sharedKeys are drawn once per test binary: an RSA key is slow to find.
var sharedKeys = sync.OnceValues(func() (*oidc.KeySet, error) { return oidc.NewKeySet() })
