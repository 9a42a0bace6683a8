package bureau

import (
	"errors"
	"net/http"
	"net/url"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/web/screen"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// showScreen answers what only reads: a page of the fictional web, or a page of
// the frame.
func (r Room) showScreen(s *house.Seated) error {
	t, err := r.terminal(s)
	if err != nil {
		return err
	}
	if refusal := r.playable(s); refusal != nil {
		return t.stopped(refusal)
	}
	if t.device.Off {
		return t.showOff()
	}
	// The live script fetches the page again at each event of the trio. It
	// wants the frame only: asking a service again would follow a link twice.
	if s.GetHeader("X-Vivant") != "" {
		return t.render(http.StatusOK, Content{})
	}
	if u, ok := screen.World(t.rest, s.Request.URL.RawQuery); ok {
		return t.browse(u, nil)
	}
	switch word, arg := t.word(); word {
	case "":
		return t.showHome()
	case "aller":
		return t.travel(s.Query("adresse"), s.Query("par"))
	case "document":
		return t.showDocument(arg)
	case "telechargements":
		return t.render(http.StatusOK, Content{Panel: panelDownloads, Title: "Téléchargements"})
	case "bac":
		return t.render(http.StatusOK, Content{Panel: panelTray, Title: "Bac de l’imprimante"})
	case "historique":
		return t.render(http.StatusOK, Content{Panel: panelHistory, Title: "Historique"})
	case "ferme":
		return t.render(http.StatusOK, Content{Panel: panelClosed, Title: "Le navigateur est fermé"})
	}
	return noDevice(s)
}

// stopped is what a screen shows when the play does not run: it comes back by
// itself. Other phases have their own pages.
func (t *terminal) stopped(refusal error) error {
	var r *house.Refusal
	if !errors.As(refusal, &r) || t.Trio.Phase != workshop.Playing {
		if t.Trio.Phase != workshop.Waiting && errors.As(refusal, &r) {
			return t.SeeOther(t.Desk())
		}
		return refusal
	}
	return t.room.see(t.Seated, func(_ *sandbox.Tx, f Frame) error {
		return t.Render("bureau/arret", house.View{Title: r.Title, Room: "salle-bureau", Live: f.live(), P: stopPage{f, r}})
	})
}

type stopPage struct {
	Frame
	*house.Refusal
}

// showHome is where a screen begins: a phone's applications, a kiosk's only
// service, a browser's tab as it was left.
func (t *terminal) showHome() error {
	switch t.device.Kind {
	case portal.Phone:
		return t.render(http.StatusOK, Content{Panel: panelApps, Title: t.device.Name})
	case portal.Kiosk:
		return t.SeeOther(screen.Local(t.prefix, t.device.Home))
	}
	tab, ok := t.device.TabAt(t.id.Tab)
	if !ok && len(t.device.Tabs) > 0 {
		tab, t.prefix = t.device.Tabs[0], t.Desk()+"/e/"+screen.ID{Device: t.device.ID, Tab: t.device.Tabs[0].ID}.String()
	}
	if tab.URL == "" {
		tab.URL = t.device.Home
	}
	return t.SeeOther(screen.Local(t.prefix, tab.URL))
}

// actOnScreen answers what changes something.
func (r Room) actOnScreen(s *house.Seated) error {
	t, err := r.terminal(s)
	if err != nil {
		return err
	}
	if err := r.playable(s); err != nil {
		return err
	}
	form, err := readForm(s)
	if err != nil {
		return err
	}
	if word, _ := t.word(); t.device.Off && word != "brancher" {
		return t.SeeOther(t.prefix + "/")
	}
	if u, ok := screen.World(t.rest, s.Request.URL.RawQuery); ok {
		return t.browse(u, form)
	}
	switch word, arg := t.word(); word {
	case "aller":
		return t.travel(form.Get("adresse"), form.Get("par"))
	case "onglet":
		return t.changeTabs(form)
	case "main":
		return t.changeHand(form)
	case "motdepasse":
		return t.answerOffer(form)
	case "fermer":
		return t.closeBrowser()
	case "document":
		return t.keepDocument(arg, form)
	case "fichier":
		return t.changeDownload(form)
	case "bac":
		return t.pickUp(form)
	case "brancher":
		return t.plug(form)
	}
	return noDevice(s)
}

// back sends the browser where the frame's form was, or home.
func (t *terminal) back(form url.Values) error {
	if from := form.Get("ici"); from != "" {
		if u, err := url.Parse(from); err == nil && u.Host != "" {
			return t.SeeOther(screen.Local(t.prefix, from))
		}
	}
	return t.SeeOther(t.prefix + "/")
}
