package formateur

import (
	"strconv"
	"strings"

	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// freeSeat takes a seat back from a browser that is lost or gone.
func (c *console) freeSeat(v *house.Visitor) error {
	a, err := c.atelier(v)
	if err != nil {
		return err
	}
	id := v.PostForm("place")
	trio, err := strconv.Atoi(v.Param("trio"))
	if err != nil || !strings.HasPrefix(id, a.ID+"-"+v.Param("trio")+"-") {
		return back(v, a.ID, max(trio, 0), workshop.ErrNoSeat, "")
	}
	return back(v, a.ID, trio, c.House.Workshops.Free(v.Request.Context(), id), "libre")
}
