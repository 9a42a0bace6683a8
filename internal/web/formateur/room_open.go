package formateur

import (
	"fmt"
	"html/template"
	"net"
	"net/http"
	"net/netip"

	"demarcheablanc/internal/qr"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// projectionPage is thrown on the wall: how to come in, who is here.
type projectionPage struct {
	Atelier  workshop.Atelier
	Address  string        // to type: "192.168.1.20:8080"; empty for this computer alone
	QR       template.HTML // carries the address and the code
	ByUs     bool          // this page opened it, and can shut it
	Networks []Network     // that can be picked
	Local    string        // this computer's own address
	Trios    []trioArrivals
	Arrived  int
	Seats    int
	Problem  string
}

type trioArrivals struct {
	Number int
	Team   []member
}

func (c *console) showProjection(v *house.Visitor) error {
	a, err := c.atelier(v)
	if err != nil {
		return err
	}
	return c.renderProjection(v, http.StatusOK, a, "")
}

func (c *console) renderProjection(v *house.Visitor, status int, a workshop.Atelier, problem string) error {
	p := projectionPage{Atelier: a, Address: c.address(v), ByUs: c.Networks.Opened() != "", Local: v.Request.Host, Problem: problem}
	if err := c.arrivals(v, &p); err != nil {
		return err
	}
	var err error
	if p.Address == "" {
		p.Networks, err = c.offered()
	} else {
		p.QR, err = qr.SVG("http://"+p.Address+"/rejoindre/"+a.Code, "Code QR de l’adresse "+p.Address+"/rejoindre/"+a.Code)
	}
	if err != nil {
		return err
	}
	live := ""
	if !a.Closed {
		live = "/formateur/a/" + a.ID + "/arrivees"
	}
	return v.RenderStatus(status, "formateur/projection", house.View{Title: "Rejoindre l’atelier", Room: "projection", Live: live, P: p})
}

func (c *console) arrivals(v *house.Visitor, p *projectionPage) error {
	trios, err := c.House.Workshops.Trios(v.Request.Context(), p.Atelier.ID)
	for _, t := range trios {
		line := trioArrivals{Number: t.Number}
		for _, role := range workshop.Roles {
			p.Seats++
			if seat := t.Playing(role); seat.Taken() {
				p.Arrived++
				line.Team = append(line.Team, member{role, seat})
			}
		}
		p.Trios = append(p.Trios, line)
	}
	return err
}

// address is where the room can come in: the network that was opened, or the
// name by which the trainer's own browser came, when that is not this computer's
// own (the program runs elsewhere, behind a name).
func (c *console) address(v *house.Visitor) string {
	if opened := c.Networks.Opened(); opened != "" {
		return opened
	}
	host, _, err := net.SplitHostPort(v.Request.Host)
	if err != nil {
		host = v.Request.Host
	}
	ip, err := netip.ParseAddr(host)
	if host == "localhost" || err == nil && ip.IsLoopback() {
		return ""
	}
	return v.Request.Host
}

// offered lists the networks of a room. A public address is never offered: it
// would open the exercise to the whole Internet.
func (c *console) offered() ([]Network, error) {
	all, err := c.Networks.Networks()
	if err != nil {
		return nil, err
	}
	var rooms []Network
	for _, n := range all {
		if ip, err := netip.ParseAddr(n.IP); err == nil && (ip.IsPrivate() || ip.IsLinkLocalUnicast()) {
			rooms = append(rooms, n)
		}
	}
	return rooms, nil
}

const (
	sayPick    = "Choisissez le réseau de la salle dans la liste."
	sayRefused = "L’ordinateur n’a pas pu s’ouvrir sur ce réseau : il a peut-être changé entre-temps, ou un autre programme occupe la place. Vérifiez la connexion, puis réessayez."
)

func (c *console) openRoom(v *house.Visitor) error {
	a, err := c.atelier(v)
	if err != nil {
		return err
	}
	offered, err := c.offered()
	if err != nil {
		return err
	}
	picked := false
	for _, n := range offered {
		picked = picked || n.IP == v.PostForm("reseau")
	}
	if !picked {
		return c.renderProjection(v, http.StatusUnprocessableEntity, a, sayPick)
	}
	where, err := c.Networks.Open(v.PostForm("reseau"))
	if err != nil {
		c.House.Log.Warn("open the room", "error", err.Error())
		return c.renderProjection(v, http.StatusUnprocessableEntity, a, sayRefused)
	}
	c.House.Log.Info("the room is open", "address", where)
	return v.SeeOther(fmt.Sprintf("/formateur/a/%s/projection", a.ID))
}

func (c *console) shutRoom(v *house.Visitor) error {
	a, err := c.atelier(v)
	if err != nil {
		return err
	}
	c.Networks.Shut()
	return v.SeeOther(fmt.Sprintf("/formateur/a/%s/projection", a.ID))
}
