package casier

import (
	"net/http"
	"time"

	"demarcheablanc/simulators/portal"
)

// ready finds the request whose answer a link fetches, or draws why it cannot.
func ready(v *portal.Visit) (r Request, stopped bool, err error) {
	r, ok := requestOf(v.Tx, v.Path("id"))
	if !ok || r.OpenLink == "" || r.OpenLink != portal.PrintOf(v.Path("lien")) {
		return r, true, gone(v)
	}
	if v.Now().After(r.Ready.Add(openLife)) {
		return r, true, v.Stop(http.StatusGone, "Ce bulletin ne peut plus être retiré",
			"Il restait en ligne pendant deux mois. Faites une nouvelle demande, c’est gratuit.", "/demande", "Refaire ma demande")
	}
	return r, false, nil
}

type retrieveForm struct {
	Request Request
	Link    string
	Name    string
	Until   time.Time
}

func retrieveFormOf(v *portal.Visit, r Request) retrieveForm {
	p, _ := portal.PersonOf(v.Tx, r.Person)
	return retrieveForm{r, v.Path("lien"), p.Name(), r.Ready.Add(openLife)}
}

func retrievePage(v *portal.Visit) error {
	r, stopped, err := ready(v)
	if stopped {
		return err
	}
	return v.Render("retrait.html", "Votre réponse est prête", retrieveFormOf(v, r))
}

// Path is the address of the page, or of one that follows it.
func (f retrieveForm) Path(rest string) string {
	return "/retrait/" + f.Request.ID + "/" + f.Link + rest
}

// ownScreen says whether the screen is the person's own: nobody else sees it.
func ownScreen(v *portal.Visit, r Request) bool {
	d, ok := portal.DeviceOf(v.Tx, v.Device)
	return ok && d.Owner == r.Person && d.Owner != ""
}

func rememberedScreen(r Request) string { return "ecran." + r.ID }

// retrieve opens the bulletin on the person's own screen; on any other, what is
// about to be shown is said first.
func retrieve(v *portal.Visit) error {
	r, stopped, err := ready(v)
	if stopped {
		return err
	}
	f := retrieveFormOf(v, r)
	if ownScreen(v, r) {
		return v.Redirect(f.Path("/bulletin"))
	}
	v.Witness(FactWarned, "personne", r.Person)
	return v.Redirect(f.Path("/ecran"))
}

func screenPage(v *portal.Visit) error {
	r, stopped, err := ready(v)
	if stopped {
		return err
	}
	return v.Render("ecran.html", "Qui est devant l’écran ?", retrieveFormOf(v, r))
}

func screen(v *portal.Visit) error {
	r, stopped, err := ready(v)
	if stopped {
		return err
	}
	v.Remember(rememberedScreen(r), "vu")
	return v.Redirect(retrieveFormOf(v, r).Path("/bulletin"))
}

// openBulletin hands the document over. Reading it is what is witnessed, and by
// whose hand.
func openBulletin(v *portal.Visit) error {
	r, stopped, err := ready(v)
	if stopped {
		return err
	}
	own := ownScreen(v, r)
	if !own && v.Remembered(rememberedScreen(r)) == "" {
		return v.Redirect(retrieveFormOf(v, r).Path("/ecran"))
	}
	where := "partage"
	if own {
		where = "personnel"
	}
	hand := v.Hand
	if hand == "" {
		hand = v.Seat
	}
	v.Witness(FactOpened, "personne", r.Person, "par", hand, "poste", where)
	return v.Send(bulletinOf(r))
}
