// Package web is the building: it lists the rooms, and adds what surrounds them
// all: headers that keep a page to itself, limits on what may be sent, refusal
// of what comes from elsewhere, static files, a health page. With the rooms below
// it, it is the only part that knows gin.
package web

import (
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/gin-gonic/gin"

	"demarcheablanc/internal/web/house"
)

// mostBody is the largest request read, in bytes: a form, or a phone's photo.
const mostBody = 12 << 20

// New makes the handler of the whole program.
func New(statics *house.Statics, log *slog.Logger, rooms ...house.Room) (http.Handler, error) {
	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	engine.HandleMethodNotAllowed = true
	if err := engine.SetTrustedProxies(nil); err != nil {
		return nil, err
	}
	engine.Use(recovered(log), headers, limited)
	engine.GET("/static/*file", statics.Serve)
	engine.HEAD("/static/*file", statics.Serve)
	engine.GET("/sante", func(c *gin.Context) { c.String(http.StatusOK, "ok\n") })
	engine.GET("/robots.txt", func(c *gin.Context) { c.String(http.StatusOK, "User-agent: *\nDisallow: /\n") })
	for _, room := range rooms {
		room.Mount(engine)
		if door, ok := room.(porch); ok {
			engine.NoRoute(door.Lost())
			engine.NoMethod(door.Misused())
		}
	}
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(fromElsewhere))
	return guard.Handler(engine), nil
}

// porch is the room that meets who comes to an address that leads nowhere.
type porch interface {
	Lost() gin.HandlerFunc    // no page is there
	Misused() gin.HandlerFunc // a form is there, and no page
}

// fromElsewhere refuses a form that another site made the browser send.
func fromElsewhere(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(http.StatusForbidden)
	_, _ = io.WriteString(w, "Ce formulaire vient d’un autre site : rien n’a été fait. Ouvrez la page de l’atelier et recommencez.\n") // nobody is left to tell
}

// headers keep pages out of frames, indexes and other people's scripts. Nothing
// but what the program itself serves can be loaded.
func headers(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; manifest-src 'self'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Robots-Tag", "noindex, nofollow")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
}

func limited(c *gin.Context) {
	if c.Request.ContentLength > mostBody {
		c.Abort()
		c.Header("Connection", "close")
		c.String(http.StatusRequestEntityTooLarge, "Ce que vous envoyez est trop volumineux : 12 Mo au plus. Revenez en arrière et choisissez un fichier plus petit.\n")
		return
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, mostBody)
}

func recovered(log *slog.Logger) gin.HandlerFunc {
	return func(c *gin.Context) {
		defer func() {
			if r := recover(); r != nil {
				log.Error("panic", "route", c.FullPath(), "cause", r, "stack", string(debug.Stack()))
				if !c.Writer.Written() {
					c.String(http.StatusInternalServerError, "Un imprévu de notre côté. Revenez en arrière et recommencez.\n")
				}
			}
		}()
		c.Next()
	}
}

// mostHeld is how long a slow or idle visitor keeps a connection: room enough
// for a photo on the wifi of the room.
const mostHeld = 15 * time.Second

// Serve makes an http.Server with the limits that keep slow or idle visitors
// from holding it: streams extend their own deadlines.
func Serve(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       mostHeld,
		WriteTimeout:      mostHeld,
		IdleTimeout:       mostHeld,
		MaxHeaderBytes:    32 << 10,
	}
}
