// Package outside serves FranceConnect to programs that know nothing of this
// one: real applications under development, over real HTTP.
//
// It owns the way from an HTTP request to a visit of the fictional network and
// back (front.go, address.go), the register of outside clients (clients.go), the
// account that logs invented people in, each named after the trap that she is
// (people.go, account.go), the faults that a developer may order (faults.go), and
// the world begun anew when it has grown long (renewal.go).
//
// It leaves FranceConnect itself to package franceconnect, the protocol to
// package oidc, and listening to whoever serves a Front. Each browser, known by
// a cookie, is a screen of one world; nothing is kept on disk.
package outside
