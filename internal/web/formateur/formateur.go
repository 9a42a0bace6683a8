// Package formateur is the trainer's side: the access phrase, the library of
// situations, launching an atelier, opening it to the room, the console with its
// trios and injects, the projected page with the join code.
//
// Every act is a small form, answered by a redirect to the card it came from. A
// form says which round, and where it matters which epoch, it was drawn in: one
// sent twice, too late or from a page that has aged does nothing, and says so.
// What is played, scored and debriefed belongs to the rooms bureau and
// observation.
package formateur

import (
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"demarcheablanc/internal/web/accueil/tries"
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

// console is the room with what its handlers share.
type console struct {
	Room
	tries     *tries.Tries
	launching sync.Mutex // one launch at a time, so that a double click is seen
}

// Mount names its routes.
func (r Room) Mount(routes gin.IRoutes) {
	c := &console{Room: r, tries: tries.New(10*time.Second, 8)}
	open, trainer := r.House.Open, r.House.ForTrainer
	const atelier = "/formateur/a/:atelier"
	const trio = atelier + "/trio/:trio"

	routes.GET("/formateur/entree", open(c.askPhrase))
	routes.POST("/formateur/entree", open(c.readPhrase))
	routes.POST("/formateur/sortie", trainer(c.leave))

	routes.GET("/formateur", trainer(c.showLibrary))
	routes.GET("/formateur/situations/:situation", trainer(c.showSituation))
	routes.POST("/formateur/situations/:situation/lancer", trainer(c.launch))

	routes.GET(atelier, trainer(c.showConsole))
	routes.GET(atelier+"/flux", trainer(c.followConsole))
	routes.POST(atelier+"/tous", trainer(c.actOnAll))
	routes.POST(atelier+"/message", trainer(c.sendMessage))
	routes.GET(atelier+"/clore", trainer(c.confirmClose))
	routes.POST(atelier+"/clore", trainer(c.closeAtelier))

	routes.GET(atelier+"/projection", trainer(c.showProjection))
	routes.GET(atelier+"/arrivees", trainer(c.followArrivals))
	routes.POST(atelier+"/ouvrir", trainer(c.openRoom))
	routes.POST(atelier+"/fermer", trainer(c.shutRoom))

	routes.POST(trio+"/jeu", trainer(c.actOnPlay))
	routes.POST(trio+"/horloge", trainer(c.moveClock))
	routes.POST(trio+"/imprevus/:imprevu", trainer(c.actOnInject))
	routes.POST(trio+"/reglages", trainer(c.changeSettings))
	routes.GET(trio+"/coulisses", trainer(c.showBackstage))
	routes.POST(trio+"/coulisses", trainer(c.playNextStage))
	routes.POST(trio+"/place", trainer(c.freeSeat))
	routes.GET(trio+"/recommencer", trainer(c.confirmReset))
	routes.GET(trio+"/retour", trainer(c.showMoments))
	routes.POST(trio+"/retour", trainer(c.rewind))
}

// bodyClass is the class of the body of these pages.
const bodyClass = "salle-formateur"
