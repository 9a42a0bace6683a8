package oidc

import (
	"context"
	"slices"
	"time"
)

// Progress says how far an interaction has gone.
type Progress string

const (
	Open    Progress = ""        // somebody still has to decide
	Granted Progress = "granted" // a code was issued
	Refused Progress = "refused" // an error went back to the service
)

// Interaction is one visit of a person coming from a service: what the host's
// pages need to show and to decide.
type Interaction struct {
	ID        string
	Client    Client   // without its secret
	Scopes    []string // those that will be granted
	Claims    []string // what will be transmitted, in the order of the scopes; sub is always first
	Acr       string   // level asked for
	Prompts   []string // login, consent
	IDPHint   string   // identity provider that the service would like; the host allows it or refuses with invalid_idp_hint
	LoginHint string
	// ClaimsParam is the raw `claims` parameter, for hosts with rules of their
	// own (the values of rep_scope). Empty when absent.
	ClaimsParam string

	// SkipConsent: no information page before Grant.
	SkipConsent bool
	// AskConsent: the information page needs a box to tick.
	AskConsent bool
	// Anonymous: nothing but an identifier is transmitted.
	Anonymous bool

	Progress        Progress
	Opened, Expires time.Time

	request request
	browser string
}

// OpenedBy says whether the interaction was opened by this browser, as named by
// Provider.Browser. Without that hook nobody is turned away.
func (i Interaction) OpenedBy(browser string) bool {
	return i.browser == "" || i.browser == recordKey("browser", browser)
}

// Fresh says whether a login made at that time may serve, or whether the person
// must log in again (prompt=login, max_age). FranceConnect lets any session serve.
func (i Interaction) Fresh(authTime time.Time) bool { return i.request.fresh(authTime, i.Opened) }

type interactionRecord struct {
	Request  request   `json:"request"`
	Browser  string    `json:"browser,omitempty"` // hashed
	Opened   time.Time `json:"opened"`
	Until    time.Time `json:"until"`
	Progress Progress  `json:"progress,omitempty"`
}

type codeRecord struct {
	Request request   `json:"request"`
	Who     Identity  `json:"who"`
	Until   time.Time `json:"until"`
	Token   string    `json:"token,omitempty"` // record of the access token, once redeemed
}

type tokenRecord struct {
	Client string    `json:"client"`
	Names  []string  `json:"claims"`
	Who    Identity  `json:"who"`
	Until  time.Time `json:"until"`
}

// Interaction reads an interaction. It fails with CodeExpired when it is
// unknown or out of time; a finished one is returned, with its Progress.
func (p *Provider) Interaction(ctx context.Context, id string) (Interaction, error) {
	var out Interaction
	err := p.atomically(ctx, func(t Txn, now time.Time) error {
		rec, c, err := p.loadInteraction(ctx, t, id, now)
		if err != nil {
			return err
		}
		out = p.describe(id, rec, c)
		return nil
	})
	return out, err
}

func (p *Provider) describe(id string, rec interactionRecord, c Client) Interaction {
	q := rec.Request
	names := p.claimNames(q.Scopes)
	return Interaction{
		ID: id, Client: c.public(), Scopes: q.Scopes, Claims: names, Acr: q.ACR,
		Prompts: q.Prompts, IDPHint: q.IDPHint, LoginHint: q.LoginHint, ClaimsParam: q.Claims,
		SkipConsent: !slices.Contains(q.Prompts, "consent") && !c.consent(),
		AskConsent:  c.consent(),
		Anonymous:   len(names) <= 1,
		Progress:    rec.Progress, Opened: rec.Opened, Expires: rec.Until,
		request: q, browser: rec.Browser,
	}
}

func (p *Provider) loadInteraction(ctx context.Context, t Txn, id string, now time.Time) (interactionRecord, Client, error) {
	var rec interactionRecord
	found, err := t.Get(recordKey("interaction", id), &rec)
	if err != nil {
		return rec, Client{}, err
	}
	if !found {
		rec, found = p.unseal(ctx, id, now)
	}
	if !found || !now.Before(rec.Until) {
		if found && p.aidants() {
			return rec, Client{}, Describe(codeAidantsLate)
		}
		return rec, Client{}, Describe(CodeExpired)
	}
	c, ok := p.client(rec.Request.ClientID)
	if !ok {
		return rec, Client{}, Describe(CodeUnknownClient)
	}
	return rec, c, nil
}

// Grant ends an interaction with a code for the service and returns the address
// to send the browser to (303). It works once: afterwards it fails with
// CodeAlreadyDone. It also fails with CodeExpired, CodeLevelTooLow when the
// identity is under the level asked for, and CodeLoginTooOld when the service
// asked for a fresh login.
func (p *Provider) Grant(ctx context.Context, id string, who Identity) (redirect string, err error) {
	err = p.finish(ctx, id, Granted, func(t Txn, rec interactionRecord, c Client, now time.Time) error {
		in := p.describe(id, rec, c)
		if who.Acr != "" && below(who.Acr, in.Acr) {
			return Describe(CodeLevelTooLow).to(c)
		}
		if !in.Fresh(who.AuthTime) {
			return Describe(CodeLoginTooOld).to(c)
		}
		redirect, err = p.issueCode(t, rec.Request, who, now)
		return err
	})
	return redirect, err
}

// Refuse ends an interaction with an error for the service, such as
// access_denied or invalid_idp_hint, and returns the address to send the
// browser to. It works once, as Grant does.
func (p *Provider) Refuse(ctx context.Context, id, oauthError, description string) (redirect string, err error) {
	err = p.finish(ctx, id, Refused, func(_ Txn, rec interactionRecord, _ Client, _ time.Time) error {
		redirect = p.back(rec.Request.refuse(oauthError, description))
		return nil
	})
	return redirect, err
}

// finish closes an interaction and does the last thing, in one unit.
func (p *Provider) finish(ctx context.Context, id string, how Progress, last func(Txn, interactionRecord, Client, time.Time) error) error {
	return p.atomically(ctx, func(t Txn, now time.Time) error {
		rec, c, err := p.loadInteraction(ctx, t, id, now)
		if err != nil {
			return err
		}
		if rec.Progress != Open {
			return Describe(CodeAlreadyDone).to(c)
		}
		done := rec
		done.Progress, done.Request = how, request{ClientID: rec.Request.ClientID} // all that may still be asked of it
		if err := t.Put(recordKey("interaction", id), done, rec.Until); err != nil {
			return err
		}
		return last(t, rec, c, now)
	})
}
