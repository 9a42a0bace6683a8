package formation

import (
	"fmt"
	"slices"
	"strings"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// What may be reported, and what may have been given away.
var (
	natures = []string{"courriel", "sms", "appel", "site", "inscription"}
	given   = []string{"nir", "motdepasse", "code", "carte"}
)

const rememberedReport = "signalement"

// signal is one report. It holds what kind of thing was given away, never what
// was: the form does not ask.
type signal struct {
	Nature string `json:"nature"`
	Given  string `json:"donne"`
}

func reportPage(v *portal.Visit) error {
	return v.Render("signaler.html", "Signaler un démarchage", nil)
}

func report(v *portal.Visit) error {
	nature := v.Value("nature")
	if !slices.Contains(natures, nature) {
		v.Problem("nature", "Dites ce qui vous est arrivé.")
	}
	if v.Value("quand") == "" {
		v.Problem("quand", "Dites quand, même à peu près : « ce matin », « hier ».")
	}
	if v.Refused() {
		return reportPage(v)
	}
	var all []string
	for _, what := range given {
		if v.Value(what) == "oui" {
			all = append(all, what)
		}
	}
	s := signal{nature, strings.Join(all, " ")}
	number := fmt.Sprintf("S-%04d", len(v.Keys("formation/signalement/"))+1)
	v.Put("formation/signalement/"+number, s)
	v.Witness(FactReported, "nature", s.Nature, "donne", s.Given)
	v.Remember(rememberedReport, number)
	return v.Redirect("/signaler/recu")
}

type reportedPage struct {
	Number                  string
	NIR, Secret, Code, Card bool
}

func reported(v *portal.Visit) error {
	number := v.Remembered(rememberedReport)
	s, ok := sandbox.Get[signal](v.Tx, "formation/signalement/"+number)
	if !ok {
		return v.Redirect("/signaler")
	}
	has := func(what string) bool { return slices.Contains(strings.Fields(s.Given), what) }
	return v.Render("signale.html", "Votre signalement est enregistré", reportedPage{number, has("nir"), has("motdepasse"), has("code"), has("carte")})
}
