// Package accueil is the door: the home page, joining an atelier by its code,
// taking a seat, the attribution page.
package accueil

import (
	"github.com/gin-gonic/gin"

	"demarcheablanc/internal/web/house"
)

// Room serves the door.
type Room struct{ House *house.House }

// Mount names its routes.
func (r Room) Mount(routes gin.IRoutes) {}
