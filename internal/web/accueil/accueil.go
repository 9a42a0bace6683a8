// Package accueil is the door: the home page, joining an atelier by its code,
// taking a seat, the quizzes, the help page, the attribution page.
//
// It seats people and no more: the page of a seat is package bureau's. Nothing
// is kept here but counts of misread codes (package tries); who sits where is in
// the atelier's register.
package accueil

import (
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

// door lets people in by the atelier's code.
type door struct{ tries *tries.Tries }
