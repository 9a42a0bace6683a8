// Package observation is the observer's side and what comes after the play: the
// grid, the live journal, the mirror of the screens, the self-assessment, the
// debrief on screen, projected and printed.
package observation

import (
	"github.com/gin-gonic/gin"

	"demarcheablanc/internal/web/house"
)

// Room serves the observer and the debrief.
type Room struct{ House *house.House }

// Mount names its routes.
func (r Room) Mount(routes gin.IRoutes) {}
