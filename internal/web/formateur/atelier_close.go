package formateur

import (
	"demarcheablanc/internal/web/house"
)

func (c *console) confirmClose(v *house.Visitor) error {
	a, err := c.atelier(v)
	if err != nil {
		return err
	}
	line, err := c.lineOf(v, a)
	if err != nil {
		return err
	}
	return v.Render("formateur/clore", house.View{Title: "Clore l’atelier", Room: bodyClass, P: line})
}

func (c *console) closeAtelier(v *house.Visitor) error {
	a, err := c.atelier(v)
	if err != nil {
		return err
	}
	return back(v, a.ID, 0, c.House.Workshops.Close(v.Request.Context(), a.ID), "clos")
}
