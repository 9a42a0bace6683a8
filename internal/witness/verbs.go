package witness

import (
	"context"
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// verbs are the acts of a path. Each says what went otherwise, or nothing.
var verbs = map[string]func(p *player, rest string) string{
	"poste":  (*player).takeSeat,
	"va":     func(p *player, rest string) string { p.screen().Get(strings.TrimPrefix(rest, "à ")); return "" },
	"clique": func(p *player, rest string) string { p.screen().Click(rest); return "" },
	"vois":   func(p *player, rest string) string { p.screen().See(rest); return "" },
	"ne": func(p *player, rest string) string {
		p.screen().DontSee(strings.TrimPrefix(rest, "vois pas "))
		return ""
	},
	"remplis": (*player).fill,
	"attends": (*player).wait,
	"ferme":   (*player).closeBrowser,
	"remets":  (*player).handOver,
	"montre":  (*player).lay,
	"relit":   (*player).understand,
	"note":    (*player).note,
	"but":     (*player).goal,
	"voie":    (*player).way,
	"témoin":  (*player).witnessed,
}

// takeSeat reads « pc-epn, main aide ».
func (p *player) takeSeat(rest string) string {
	device, hand, ok := strings.Cut(rest, ", main ")
	if !ok {
		return "écrivez « poste pc-epn, main aide »"
	}
	found := false
	p.do(func(tx *sandbox.Tx) { _, found = portal.DeviceOf(tx, device) })
	if !found {
		return "il n’y a pas de poste « " + device + " »"
	}
	p.actor = sandbox.Actor{Seat: hand, Device: device, Hand: hand}
	return ""
}

// fill reads « Numéro fiscal = 9900000005469 ».
func (p *player) fill(rest string) string {
	label, value, ok := strings.Cut(rest, " = ")
	if !ok {
		return "écrivez « remplis Champ = valeur »"
	}
	p.do(func(tx *sandbox.Tx) { value = Filled(tx, p.services, value) })
	p.screen().Fill(label, value)
	return ""
}

// lay reads « identite »: the person puts that paper on the table.
func (p *player) lay(rest string) string {
	found := false
	p.do(func(tx *sandbox.Tx) {
		key := "papier/" + p.c.Helped + "/" + rest
		var paper portal.Paper
		if paper, found = sandbox.Get[portal.Paper](tx, key); found {
			paper.Shown = true
			tx.Put(key, paper)
		}
	})
	if !found {
		return "il n’y a pas de papier « " + rest + " »"
	}
	return ""
}

// understand reads « ensemble »: from her own place, the person says that she has
// understood the recap on this screen.
func (p *player) understand(string) string {
	found := false
	p.do(func(tx *sandbox.Tx) {
		for _, reading := range portal.Readings(tx) {
			if reading.Device == p.actor.Device {
				found, reading.Understood = true, tx.Now()
				portal.PutReading(tx, reading)
				tx.Emit(string(demarche.FactUnderstood), "site", reading.Site, "intitule", reading.Title, "poste", reading.Device)
			}
		}
	})
	if !found {
		return "cet écran n’attend aucune validation :\n" + p.screen().Text()
	}
	return ""
}

// note reads a fact of the desk, and details in pairs: « poste.page.ouverte hote
// www.ameli.example comment tape ».
func (p *player) note(rest string) string {
	words := strings.Fields(rest)
	if len(words)%2 == 0 {
		return "écrivez un fait, puis ses détails deux par deux"
	}
	p.do(func(tx *sandbox.Tx) { tx.Emit(words[0], words[1:]...) })
	return ""
}

func (p *player) wait(rest string) string {
	d, err := time.ParseDuration(rest)
	if err != nil {
		return "écrivez une durée comme 5m ou 1h"
	}
	p.wall = p.wall.Add(d)
	if err := p.box.Settle(context.Background()); err != nil {
		return err.Error()
	}
	return ""
}

func (p *player) closeBrowser(string) string {
	p.do(func(tx *sandbox.Tx) { portal.CloseBrowser(tx, p.actor.Device) })
	delete(p.screens, p.actor.Device)
	return ""
}

// handOver reads « le document à samia, imprime »: the file that the screen has
// just received goes into a person's hands.
func (p *player) handOver(rest string) string {
	person, how, ok := strings.Cut(strings.TrimPrefix(rest, "le document à "), ", ")
	if !ok {
		return "écrivez « remets le document à samia, imprime »"
	}
	if p.last.File == nil {
		return "l’écran n’a reçu aucun document :\n" + p.screen().Text()
	}
	p.do(func(tx *sandbox.Tx) { portal.HandOver(tx, person, *p.last.File, how) })
	return ""
}

func (p *player) results() []scenario.GoalResult {
	return p.c.Goals(p.box.Began(), p.box.Journal())
}

// goal reads « g1 atteint » or « g1 manqué ».
func (p *player) goal(rest string) string {
	id, want, _ := strings.Cut(rest, " ")
	for _, g := range p.results() {
		if g.ID != id {
			continue
		}
		if g.Reached == (want == "atteint") {
			return ""
		}
		if g.Reached {
			return "le but est atteint"
		}
		return "le but est manqué"
	}
	return "but inconnu"
}

// way reads « g1 impots »: the goal was reached that way, among others perhaps.
func (p *player) way(rest string) string {
	id, way, _ := strings.Cut(rest, " ")
	var taken []string
	for _, g := range p.results() {
		for _, w := range g.Ways {
			if g.ID == id {
				taken = append(taken, w.ID)
			}
		}
	}
	if !slices.Contains(taken, way) {
		return "voies prises : " + strings.Join(taken, ", ")
	}
	return ""
}

// witnessed reads a fact, and details in pairs: « portail.session.autrui site ameli ».
func (p *player) witnessed(rest string) string {
	words := strings.Fields(rest)
	for _, w := range scenario.RecordOf(p.box.Began(), p.box.Journal()).All {
		if w.Fact != words[0] {
			continue
		}
		all := true
		for i := 1; i+1 < len(words); i += 2 {
			all = all && w.Detail[words[i]] == words[i+1]
		}
		if all {
			return ""
		}
	}
	return "rien de tel n’a été vu"
}
