// Package oidctest runs a provider of package oidc on a real loopback server,
// with the smallest host that makes it whole: a page to choose a persona or give
// up, an information page, a session per browser, one-use form tokens. Tests and
// independent clients (Go, Node) talk to it as they would to FranceConnect.
//
// It owns no protocol: what it answers beyond its two pages is the engine's.
package oidctest
