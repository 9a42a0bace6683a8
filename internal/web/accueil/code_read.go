package accueil

import (
	"errors"
	"net/http"
	"net/url"

	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// codeForm asks for the code of an atelier.
type codeForm struct {
	Typed   string
	Problem string // what to do about it; empty at first
}

const (
	sayNoCode   = "Saisissez le code affiché au mur : 5 lettres ou chiffres."
	sayUnknown  = "Aucun atelier ouvert n’a ce code. Relisez-le sur le mur, lettre à lettre : il a 5 lettres ou chiffres."
	sayClosed   = "Cet atelier est terminé. Demandez au formateur ou à la formatrice le code de l’atelier en cours."
	saySlower   = "Plusieurs codes de suite n’ont pas marché. Attendez une minute, puis recopiez le code affiché au mur."
	longestCode = 20 // characters shown again; a code has 5
)

func (d door) askCode(v *house.Visitor) error {
	return d.showCode(v, http.StatusOK, codeForm{})
}

func (d door) showCode(v *house.Visitor, status int, form codeForm) error {
	form.Typed = cut(form.Typed, longestCode)
	if status == http.StatusTooManyRequests {
		v.Header("Retry-After", "60")
	}
	return v.RenderStatus(status, "accueil/code", house.View{Title: "Rejoindre un atelier", Room: bodyClass, P: form})
}

func (d door) readCode(v *house.Visitor) error {
	typed := v.PostForm("code")
	a, found, err := d.find(v, typed)
	if err != nil || !found {
		return err
	}
	return v.SeeOther("/rejoindre/" + url.PathEscape(a.Code))
}

// find reads a code. Where it leads nowhere, the page that says so is drawn and
// found is false.
func (d door) find(v *house.Visitor, typed string) (a workshop.Atelier, found bool, err error) {
	now := v.House.Workshops.Engine.Now()
	if !d.tries.Allowed(v.Browser, now) {
		return a, false, d.showCode(v, http.StatusTooManyRequests, codeForm{typed, saySlower})
	}
	a, err = v.House.Workshops.ByCode(v.Request.Context(), typed)
	switch {
	case errors.Is(err, workshop.ErrClosed):
		return a, false, d.showCode(v, http.StatusGone, codeForm{typed, sayClosed})
	case errors.Is(err, workshop.ErrNoAtelier) && typed == "":
		return a, false, d.showCode(v, http.StatusUnprocessableEntity, codeForm{typed, sayNoCode})
	case errors.Is(err, workshop.ErrNoAtelier):
		d.tries.Missed(v.Browser, now)
		return a, false, d.showCode(v, http.StatusNotFound, codeForm{typed, sayUnknown})
	}
	return a, err == nil, err
}

// cut keeps the first n characters of what somebody typed.
func cut(text string, n int) string {
	if runes := []rune(text); len(runes) > n {
		return string(runes[:n])
	}
	return text
}
