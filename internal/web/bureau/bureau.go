// Package bureau is a seat's desk: the aidant's with the computer, the tool belt
// and the notes, the aidé·e's with the role card, the papers and the phone; and
// the screens inside the world, on which the services' pages are shown.
package bureau

import (
	"github.com/gin-gonic/gin"

	"demarcheablanc/internal/web/house"
)

// Room serves the desks and their screens.
type Room struct{ House *house.House }

// Mount names its routes.
func (r Room) Mount(routes gin.IRoutes) {}
