package formateur

import (
	"net/http"
	"strconv"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// The number of trios of an atelier.
const (
	mostTrios  = 12
	usualTrios = "3"
)

// situationPage is what the trainer knows of a situation before launching it.
type situationPage struct {
	*scenario.Scenario
	Who      string
	Injects  []injectPlan
	Variants []variantChoice
	Form     launchForm
}

// injectPlan says when something will happen, in words.
type injectPlan struct{ Title, When, If string }

type variantChoice struct{ ID, Title, Text string }

// launchForm is what was chosen, and what is to mend.
type launchForm struct {
	Variant string
	Trios   string
	Known   int // how many ateliers there were when the form was drawn
	Problem string
}

func (c *console) showSituation(v *house.Visitor) error {
	s, err := c.situation(v)
	if err != nil {
		return err
	}
	return c.renderSituation(v, http.StatusOK, s, launchForm{Variant: scenario.Standard, Trios: usualTrios})
}

var noSituation = &house.Refusal{
	Status: http.StatusNotFound, Title: "Cette situation n’est pas dans la bibliothèque",
	Message: "Elle a peut-être changé de nom. Choisissez-en une dans la liste.", Link: "/formateur", Label: "Voir les situations",
}

func (c *console) situation(v *house.Visitor) (*scenario.Compiled, error) {
	s, ok := c.House.Library.Situation(v.Param("situation"), scenario.Standard)
	if !ok {
		return nil, noSituation
	}
	return s, nil
}

func (c *console) renderSituation(v *house.Visitor, status int, s *scenario.Compiled, form launchForm) error {
	ateliers, err := c.House.Workshops.Ateliers(v.Request.Context())
	if err != nil {
		return err
	}
	form.Known = len(ateliers)
	p := situationPage{Scenario: s.Scenario, Who: firstName(s.Helped), Form: form, Injects: c.plans(s)}
	p.Variants = append(p.Variants, variantChoice{scenario.Standard, "Standard", "La situation telle qu’elle est décrite ci-dessous."})
	for _, name := range s.VariantNames() {
		if name != scenario.Standard {
			p.Variants = append(p.Variants, variantChoice{name, s.Variants[name].Title, s.Variants[name].Text})
		}
	}
	return v.RenderStatus(status, "formateur/situation", house.View{Title: fullTitle(s.Scenario), Room: bodyClass, P: p})
}

func (c *console) plans(s *scenario.Compiled) []injectPlan {
	labels := c.labels()
	var plans []injectPlan
	for _, in := range s.Injects {
		when := "à " + frtext.Duration(in.At) + " de jeu"
		if in.After != "" {
			when = "après : " + labels[portal.Fact(in.After)]
			if in.At > 0 {
				when = frtext.Duration(in.At) + " " + when
			}
		}
		plans = append(plans, injectPlan{Title: in.Title, When: when, If: in.If})
	}
	return plans
}

const sayTrios = "Choisissez un nombre de trios de 1 à 12."

// launch opens an atelier and shows its console.
func (c *console) launch(v *house.Visitor) error {
	s, err := c.situation(v)
	if err != nil {
		return err
	}
	form := launchForm{Variant: v.PostForm("variante"), Trios: v.PostForm("trios")}
	if _, ok := s.Variants[form.Variant]; !ok {
		form.Variant = scenario.Standard
	}
	trios, err := strconv.Atoi(form.Trios)
	if err != nil || trios < 1 || trios > mostTrios {
		form.Problem, form.Trios = sayTrios, usualTrios
		return c.renderSituation(v, http.StatusUnprocessableEntity, s, form)
	}
	known, err := strconv.Atoi(v.PostForm("rang"))
	if err != nil {
		known = -1
	}
	a, err := c.launchOnce(v, workshop.Atelier{Scenario: s.ID, Variant: form.Variant, Trios: trios}, known)
	if err != nil {
		return err
	}
	return v.SeeOther("/formateur/a/" + a.ID)
}

// launchOnce opens the atelier wanted, or finds the one that the same form has
// opened a moment ago.
func (c *console) launchOnce(v *house.Visitor, want workshop.Atelier, known int) (workshop.Atelier, error) {
	c.launching.Lock()
	defer c.launching.Unlock()
	ctx := v.Request.Context()
	ateliers, err := c.House.Workshops.Ateliers(ctx)
	if err != nil {
		return want, err
	}
	if len(ateliers) > known && len(ateliers) > 0 {
		last := ateliers[0]
		moment := c.House.Workshops.Engine.Now().Sub(last.Launched)
		if last.Scenario == want.Scenario && last.Variant == want.Variant && last.Trios == want.Trios && moment < time.Minute {
			return last, nil
		}
	}
	return c.House.Workshops.Launch(ctx, want.Scenario, want.Variant, want.Trios)
}
