// Package observation is the observer's side and what comes after the play: the
// grid, the live journal, the mirror of the screens, the self-assessment, the
// debrief on screen, projected and printed.
//
// It draws and receives; what is kept of people's notes and what the journal
// witnesses are package internal/observation's. It never acts in a trio's world:
// screens are shown by package screen, which forgets what it drew.
//
// Who may read what: a trio's notes are the trio's. The trainer's pages show
// goals, gestures and screens, and the notes only once the trio shares them. The
// aidant never sees the grid before having spoken.
package observation

import (
	"github.com/gin-gonic/gin"

	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// Room serves the observer and the debrief.
type Room struct{ House *house.House }

// Mount names its routes.
func (r Room) Mount(routes gin.IRoutes) {
	anyone := r.House.ForSeat
	observer := func(fn func(*house.Seated) error) gin.HandlerFunc { return anyone(fn, workshop.Observer) }
	trainer := r.House.ForTrainer

	// During the play.
	routes.GET("/p/:place/observer", observer(r.showObserver))
	routes.POST("/p/:place/observer/moment", observer(r.addMoment))
	routes.POST("/p/:place/observer/grille", observer(r.saveGrid))
	routes.GET("/p/:place/observer/flux", anyone(r.follow))

	// When the play has stopped: each one's part, then the debrief.
	routes.GET("/p/:place/bilan", anyone(r.showPart))
	routes.POST("/p/:place/bilan", anyone(r.givePart))
	routes.POST("/p/:place/partage", observer(r.share))
	routes.GET("/p/:place/grille.csv", anyone(r.downloadSheet))
	routes.GET("/p/:place/debrief", anyone(r.showDebrief))
	routes.GET("/p/:place/debrief.pdf", anyone(r.printDebrief))
	routes.GET("/p/:place/debrief/moment/:seq", anyone(r.showMoment))

	// The trainer's, fit for a projector.
	routes.GET("/formateur/a/:atelier/debrief", trainer(r.showPlenary))
	routes.GET("/formateur/a/:atelier/debrief/flux", trainer(r.followAll))
	routes.GET("/formateur/a/:atelier/debrief/:trio/:round", trainer(r.projectDebrief))
	routes.GET("/formateur/a/:atelier/debrief/:trio/:round/debrief.pdf", trainer(r.printForTrainer))
	routes.GET("/formateur/a/:atelier/debrief/:trio/:round/grille.csv", trainer(r.sheetForTrainer))
	routes.GET("/formateur/a/:atelier/debrief/:trio/:round/moment/:seq", trainer(r.projectMoment))
}
