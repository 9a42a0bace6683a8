// Package accueil is the door: the home page, joining an atelier by its code,
// taking a seat, the quizzes, the help page, the attribution page.
//
// It seats people and no more: the page of a seat is package bureau's. Nothing
// is kept here but counts of misread codes (package tries); who sits where is in
// the atelier's register.
package accueil

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"demarcheablanc/internal/web/accueil/tries"
	"demarcheablanc/internal/web/house"
)

// Room serves the door.
type Room struct{ House *house.House }

// bodyClass is the class of the body of these pages.
const bodyClass = "porte"

// Mount names its routes.
func (r Room) Mount(routes gin.IRoutes) {
	d := door{tries.New(6*time.Second, 10)}
	open := r.House.Open
	routes.GET("/", open(showHome))
	routes.GET("/rejoindre", open(d.askCode))
	routes.POST("/rejoindre", open(d.readCode))
	routes.GET("/rejoindre/:code", open(d.showAtelier))
	routes.POST("/rejoindre/:code", open(d.takeSeat))
	routes.GET("/quiz/:quiz", open(showQuiz))
	routes.POST("/quiz/:quiz", open(answerQuiz))
	routes.GET("/aide", open(showHelp))
	routes.GET("/attribution", open(showCredits))
}

// Lost meets who comes to an address that leads nowhere.
func (r Room) Lost() gin.HandlerFunc {
	return r.House.Open(func(*house.Visitor) error {
		return &house.Refusal{
			Status: http.StatusNotFound, Title: "Il n’y a pas de page à cette adresse",
			Message: "Elle est incomplète, ou elle a changé. Rien n’est perdu : l’accueil vous ramène à votre place si vous en avez une.", Link: "/", Label: "Aller à l’accueil",
		}
	})
}

// Misused meets who opens by hand, or reloads, an address to which a form is
// only sent.
func (r Room) Misused() gin.HandlerFunc {
	return r.House.Open(func(*house.Visitor) error {
		return &house.Refusal{
			Status: http.StatusMethodNotAllowed, Title: "Cette adresse ne s’ouvre pas seule",
			Message: "C’est celle d’un formulaire qui a été envoyé. Rien n’a changé : l’accueil vous ramène à votre place si vous en avez une.", Link: "/", Label: "Aller à l’accueil",
		}
	})
}

// door lets people in by the atelier's code.
type door struct{ tries *tries.Tries }
