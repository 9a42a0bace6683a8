// Package bureau is a seat's desk: the aidant's with the computer, the tool belt
// and the notes, the aidé·e's with the role card, the papers and the phone; and
// the screens inside the world, on which the services' pages are shown.
//
// It owns what people do at a desk and the frame drawn around a service's page:
// tabs, address bar, downloads, print tray, « qui a la main ? ». What a page
// says is its service's; who sits where and when the play runs is package
// workshop's; the grid, the mirror and the debrief are package observation's.
//
// The documents it keeps in the world, by key:
//
//	bureau/notes               Notes       the aidant's own notes
//	bureau/diagnostic/<card>   Diagnosis   one of the three points
//	bureau/fiche/<name>        Leaflet     opened, shown to the person
//	bureau/orientation/<n>     Orientation a place named to the person
//	bureau/memo                Memo        the next step, handed to the person
//	bureau/carte/<person>/<n>  CardLine    the personal card; no password
//	bureau/secret/<id>         time        when a secret was told
//	bureau/papier/<p>/<id>     time        when the aidant first read a paper
//	bureau/temps-mort          bool        a pause asked for by the players
//	presence/<person>          Presence    where the person went
//	poste-envois/<device>/<p>  []spent     the last forms sent, and where they led
//	poste-vu/<device>          []seenFile  the last documents shown
//	poste-charge/<device>      time        when a phone plugged in comes back
//	poste-offre/<device>       offer       « enregistrer le mot de passe ? »
package bureau

import (
	"github.com/gin-gonic/gin"

	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// Room serves the desks and their screens.
type Room struct{ House *house.House }

// Mount names its routes.
func (r Room) Mount(routes gin.IRoutes) {
	seat := r.House.ForSeat
	aidant := func(fn func(*house.Seated) error) gin.HandlerFunc { return seat(fn, workshop.Aidant) }
	aide := func(fn func(*house.Seated) error) gin.HandlerFunc { return seat(fn, workshop.Aide) }
	both := func(fn func(*house.Seated) error) gin.HandlerFunc { return seat(fn, workshop.Aidant, workshop.Aide) }

	routes.GET("/p/:place", seat(r.showDesk))
	routes.GET("/p/:place/flux", seat(r.follow))
	routes.POST("/p/:place/temps-mort", both(r.callTimeOut))

	// Screens: the address ends in a world address or in one word of the frame.
	routes.GET("/p/:place/e/:screen/*address", both(r.showScreen))
	routes.POST("/p/:place/e/:screen/*address", both(r.actOnScreen))

	// The aidant's tool belt.
	routes.POST("/p/:place/notes", aidant(r.saveNotes))
	routes.GET("/p/:place/diagnostic/:carte", aidant(r.showDiagnosis))
	routes.POST("/p/:place/diagnostic/:carte", aidant(r.saveDiagnosis))
	routes.GET("/p/:place/fiches", both(r.listLeaflets))
	routes.GET("/p/:place/fiche/:nom", both(r.showLeaflet))
	routes.POST("/p/:place/fiche/:nom", aidant(r.handLeaflet))
	routes.GET("/p/:place/aidants-connect", aidant(r.showConnect))
	routes.GET("/p/:place/lieux", aidant(r.listPlaces))
	routes.POST("/p/:place/lieux", aidant(r.orient))
	routes.POST("/p/:place/trajet", both(r.travel))
	routes.GET("/p/:place/memo", aidant(r.showMemo))
	routes.POST("/p/:place/memo", aidant(r.handMemo))

	// What the helped person holds.
	routes.POST("/p/:place/secret/:id", aide(r.tellSecret))
	routes.GET("/p/:place/papier/:id", both(r.readPaper))
	routes.POST("/p/:place/papier/:id", aide(r.movePaper))
	routes.POST("/p/:place/papier/:id/image", both(r.takePicture))
	routes.POST("/p/:place/papier/:id/poster", aide(r.postPaper))
	routes.POST("/p/:place/compris", aide(r.understand))
	routes.GET("/p/:place/papier/:id/document.pdf", both(r.drawPaper))
	routes.GET("/p/:place/lettre/:id", aide(r.readLetter))
	routes.POST("/p/:place/lettre/:id", aide(r.openLetter))
	routes.GET("/p/:place/carte", aide(r.showCard))
	routes.POST("/p/:place/carte", aide(r.fillCard))
}
