package franceconnect

import (
	"cmp"
	"errors"
	"net/http"

	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// failurePage says what happened, what to do, and where to go back to.
type failurePage struct {
	Code, Message string
	Advice        []string
	Service       string // empty when it is not known: no way back is shown
	Home          string // world address of the service
	Interaction   string // still open: going back ends it as the protocol wants
}

const failureTitle = "La connexion n’a pas pu aboutir"

// fail draws a failure and witnesses it; any other error is handed on.
func (s *service) fail(v *portal.Visit, err error) error {
	f, ok := errors.AsType[oidc.Failure](err)
	if !ok {
		return err
	}
	v.Witness(FactFailed, "code", f.Code, "service", f.ClientName)
	return show(v, f, "")
}

// failLogin ends the try of one account on a page. The interaction stays open
// until the person goes back to the service; it may be unknown.
func (s *service) failLogin(v *portal.Visit, in oidc.Interaction, account, code string) error {
	noteFailure(v, in, account, code)
	f := toService(code, in.Client)
	if in.Progress != oidc.Open {
		return show(v, f, "")
	}
	return show(v, f, in.ID)
}

// noteFailure remembers and witnesses the try of one account that failed.
func noteFailure(v *portal.Visit, in oidc.Interaction, account, code string) {
	m := recall(v)
	m.failed(account)
	m.Remember(memoryFailure, code)
	v.Witness(FactFailed, "code", code, "service", in.Client.ID, "fi", account)
}

func show(v *portal.Visit, f oidc.Failure, interaction string) error {
	return v.RenderStatus(f.Status, "impasse.html", failureTitle, newFailurePage(f, interaction))
}

func newFailurePage(f oidc.Failure, interaction string) failurePage {
	return failurePage{
		Code: f.Code, Message: cmp.Or(explain[f.Code], f.Message), Advice: advice[f.Code],
		Service: f.ClientName, Home: f.ClientURL, Interaction: interaction,
	}
}

// draw is the engine's way to its pages. The page of help shows a code to who
// looks it up: nothing has happened.
func draw(w http.ResponseWriter, r *http.Request, f oidc.Failure) {
	v := portal.VisitOf(r.Context())
	if v == nil {
		http.Error(w, f.Message+" ("+f.Code+")", f.Status)
		return
	}
	if r.URL.Path != "/api/v2"+oidc.PathHelp {
		v.Witness(FactFailed, "code", f.Code, "service", f.ClientName)
	}
	if err := show(v, f, ""); err != nil {
		http.Error(w, f.Message, http.StatusInternalServerError)
	}
}
