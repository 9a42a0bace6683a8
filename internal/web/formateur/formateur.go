// Package formateur is the trainer's side: the access phrase, the library of
// situations, launching an atelier, opening it to the room, the console with its
// trios and injects, the projected page with the join code.
package formateur

import (
	"github.com/gin-gonic/gin"

	"demarcheablanc/internal/web/house"
)

// Room serves the trainer.
type Room struct {
	House    *house.House
	Phrase   string // the access phrase
	Networks Networks
}

// Network is one network of this computer.
type Network struct {
	Name string // the interface's: "wlan0"
	IP   string
}

// Networks opens the program to the room.
type Networks interface {
	// Networks lists those that can be picked.
	Networks() ([]Network, error)
	// Open listens on one of their addresses, and returns "ip:port".
	Open(ip string) (string, error)
	// Opened is where the room can come in; empty when only this computer can.
	Opened() string
	// Shut serves this computer alone again.
	Shut()
}

// Mount names its routes.
func (r Room) Mount(routes gin.IRoutes) {}
