// Package screen is what rooms need to show a screen of the world: names of
// screens, addresses as they hang under a seat, one request carried to a
// service, and a still picture of a page for those who only watch.
//
// It knows the fictional network and the world, neither seats nor rights nor the
// frame drawn around a page: those are the rooms' (package bureau acts,
// package observation watches).
package screen
