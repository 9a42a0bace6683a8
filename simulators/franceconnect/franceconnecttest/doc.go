// Package franceconnecttest puts FranceConnect where tests can reach it: in a
// world in memory beside a trivial service and trivial accounts (sites.go), or
// over real HTTP on a loopback port, for clients that know nothing of this
// program (server.go). It owns invented people, each named after the trap that
// she is (people.go).
package franceconnecttest
