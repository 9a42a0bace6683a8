// Package oidc is the OpenID Connect provider engine of the simulated France:
// FranceConnect itself (posture Strict, which behaves as FranceConnect v2 does)
// and the identity providers that FranceConnect calls (posture Standard, plain
// OpenID Connect Core, authorization code flow only). Two more postures imitate
// Aidants Connect towards FranceConnect (Aidants) and the FranceConnect that was
// closed in 2025 (Legacy).
//
// It owns the protocol: which requests are accepted, what every refusal looks
// like, codes, tokens, signatures and encryption, pairwise identifiers, claims. One request
// goes through it as follows.
//
//	browser  GET|POST  <issuer>/authorize      Authorize    opens an interaction, 303 to the host's page
//	host     Interaction / Grant / Refuse                   the host's pages decide who is connecting
//	browser  303       the service             code + state + iss
//	server   POST      <issuer>/token          Backchannel  code against access token and id_token
//	server   GET|POST  <issuer>/userinfo       Backchannel  the claims, signed
//	browser  GET|POST  <issuer>/session/end    EndSession   the host ends its session, 303 to the service
//
// It leaves to its host: every page (it never writes HTML), who people are, the
// browser's session and its cookies, forgery protection of the host's own
// forms, the choice among identity providers, the journal, and where records
// are kept (Records). It reads no clock but Provider.Now.
//
// Codes and tokens are kept by their SHA-256 only. Client secrets and subject
// secrets are never recorded nor logged.
package oidc
