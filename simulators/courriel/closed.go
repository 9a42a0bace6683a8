package courriel

import (
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// closedProvider is the webmail of a provider that stopped. Whatever page of it
// is asked for, it says so, and that what is sent there reaches nobody.
func closedProvider() *portal.Site {
	return &portal.Site{
		ID: "ancienfai", Host: ClosedHost, Name: "AncienFAI", Theme: "site-ancienfai", Icon: "ancienfai.svg",
		Pages:  pagesIn("pages/ancien"),
		Routes: []portal.Route{{Pattern: "GET /", Handler: showClosed}},
	}
}

type closedPage struct{ Since string }

// monthsClosed: long enough for everybody to have forgotten.
const monthsClosed = 18

func showClosed(v *portal.Visit) error {
	now := v.Now()
	since := frtext.Date(time.Date(now.Year(), now.Month()-monthsClosed+1, 0, 12, 0, 0, 0, now.Location()))
	return v.Render("arret.html", "La messagerie a été arrêtée le "+since, closedPage{Since: since})
}
