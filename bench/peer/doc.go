// Package peer measures our OpenID Connect engine beside npm's oidc-provider,
// the engine of the real FranceConnect: each in a process of its own, in memory,
// in production mode, with the same page of the same size between the request
// and the agreement, under the same client. It owns the processes (process.go)
// and the client (flow.go); what is compared belongs to package bench.
package peer
