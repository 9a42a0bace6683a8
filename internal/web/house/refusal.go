package house

import (
	"errors"
	"net/http"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/store"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// Refusal says what happened and what to do next, with the right status. A
// handler returns one; Open draws it.
type Refusal struct {
	Status  int
	Title   string
	Message string
	Link    string // where to go on
	Label   string
}

func (r *Refusal) Error() string { return r.Title + ": " + r.Message }

// refusals are those of the layers below, in people's words.
var refusals = []struct {
	err error
	Refusal
}{
	{workshop.ErrNoAtelier, Refusal{http.StatusNotFound, "Cet atelier n’existe pas", "Le code ne correspond à aucun atelier ouvert ici. Vérifiez-le sur l’écran du formateur, puis saisissez-le à nouveau.", "/rejoindre", "Saisir le code"}},
	{workshop.ErrClosed, Refusal{http.StatusGone, "Cet atelier est terminé", "On ne peut plus y entrer. Demandez au formateur ou à la formatrice le code de l’atelier en cours.", "/rejoindre", "Saisir un autre code"}},
	{workshop.ErrNoTrio, Refusal{http.StatusNotFound, "Ce trio n’existe pas", "Choisissez l’un des trios de l’atelier.", "/rejoindre", "Choisir un trio"}},
	{workshop.ErrNoSeat, Refusal{http.StatusNotFound, "Cette place n’est plus la vôtre", "Le formateur ou la formatrice l’a libérée, ou l’adresse est incomplète. Saisissez le code de l’atelier pour reprendre une place.", "/rejoindre", "Rejoindre l’atelier"}},
	{workshop.ErrNotYours, Refusal{http.StatusForbidden, "Cette place est occupée par quelqu’un d’autre", "Cette adresse appartient à une autre personne de l’atelier. Prenez votre propre place avec le code affiché à l’écran.", "/rejoindre", "Rejoindre l’atelier"}},
	{workshop.ErrPhase, Refusal{http.StatusConflict, "Ce n’est plus le moment", "La partie est passée à l’étape suivante. Revenez à votre page : elle vous montre où en est le trio.", "/", "Revenir"}},
	{sandbox.ErrNoStep, Refusal{http.StatusNotFound, "Ce moment n’existe plus", "La partie a été remise en arrière avant ce moment.", "/", "Revenir"}},
	{portal.ErrNoHost, Refusal{http.StatusNotFound, "Aucun site à cette adresse", "Vérifiez l’adresse lettre à lettre.", "/", "Revenir"}},
	{store.ErrFull, Refusal{http.StatusServiceUnavailable, "Il n’y a plus de place sur le disque", "Votre saisie n’a pas été enregistrée, mais rien n’est perdu : revenez en arrière et gardez la page ouverte. Le formateur ou la formatrice doit libérer de la place, puis vous recommencerez.", "/", "Revenir"}},
}

// refuse draws an error as a page; one that nobody foresaw is logged and says no
// more than that.
func (h *House) refuse(v *Visitor, err error) {
	r := refusalOf(err)
	if r.Status == http.StatusInternalServerError {
		h.Log.Error("unforeseen", "route", v.FullPath(), "error", err.Error())
	}
	if v.Writer.Written() {
		return
	}
	if r.Status == http.StatusServiceUnavailable {
		v.Header("Retry-After", "5")
	}
	if err := v.RenderStatus(r.Status, "accueil/refus", View{Title: r.Title, Room: "porte", P: r}); err != nil {
		h.Log.Error("refusal page", "error", err.Error())
		v.String(r.Status, r.Title+". "+r.Message)
	}
}

func refusalOf(err error) *Refusal {
	var r *Refusal
	if errors.As(err, &r) {
		return r
	}
	for i := range refusals {
		if errors.Is(err, refusals[i].err) {
			return &refusals[i].Refusal
		}
	}
	return &Refusal{
		http.StatusInternalServerError, "Un imprévu de notre côté",
		"Ce que vous faisiez n’a pas abouti, et ce n’est pas de votre faute. Revenez en arrière et recommencez ; si cela se répète, prévenez le formateur ou la formatrice.", "/", "Revenir à l’accueil",
	}
}
