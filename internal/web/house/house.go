package house

import (
	"log/slog"

	"github.com/gin-gonic/gin"

	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// House is what rooms are given.
type House struct {
	Workshops *workshop.Workshops
	Library   *scenario.Library
	Network   *portal.Network
	Views     *Views
	Cookies   *Cookies
	Log       *slog.Logger

	besides besides
}

// Room names its routes.
type Room interface {
	Mount(routes gin.IRoutes)
}

// Visitor is one request by one browser.
type Visitor struct {
	*gin.Context
	House   *House
	Browser string // whose it is: an opaque name, ours
	Trainer bool   // whether the access phrase was given in it
}

// Open lets anybody in.
func (h *House) Open(fn func(*Visitor) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		v := &Visitor{Context: c, House: h}
		pass, err := h.Cookies.Read(c.Writer, c.Request)
		v.Browser, v.Trainer = pass.Browser, pass.Trainer
		if err == nil {
			err = fn(v)
		}
		if err != nil {
			h.refuse(v, err)
		}
	}
}

// ForTrainer lets in whoever gave the access phrase; others are asked for it.
func (h *House) ForTrainer(fn func(*Visitor) error) gin.HandlerFunc {
	return h.Open(func(v *Visitor) error {
		if !v.Trainer {
			return v.SeeOther("/formateur/entree")
		}
		return fn(v)
	})
}

// Seated is a visitor in a seat of a running atelier.
type Seated struct {
	*Visitor
	workshop.Place
}

// ForSeat lets in the browser that holds the seat named in the path as :place.
// With roles given, others of the trio are sent to their own desk.
func (h *House) ForSeat(fn func(*Seated) error, roles ...workshop.Role) gin.HandlerFunc {
	return h.Open(func(v *Visitor) error {
		place, err := h.Workshops.Place(v.Request.Context(), v.Param("place"), v.Browser)
		if err != nil {
			return err
		}
		s := &Seated{v, place}
		for _, r := range roles {
			if r == place.Role {
				return fn(s)
			}
		}
		if len(roles) > 0 {
			return v.SeeOther(s.Desk())
		}
		return fn(s)
	})
}

// Desk is the address of the seat's own page.
func (s *Seated) Desk() string { return "/p/" + s.Seat.ID }
