package observation

import (
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/observation"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/workshop"
)

// mostEntries keeps the live journal readable.
const mostEntries = 40

// entry is one line of the journal.
type entry struct {
	At     time.Time
	Role   workshop.Role // whose shape it wears
	Text   string
	Detail string
	Inject bool
	Seq    int64
}

// told are the details that a journal may show: what was about, never what was
// typed, nor anything of the helped person's card.
var told = []string{"intitule", "lieu", "nom", "cause", "de"}

// journal lists the latest entries, the newest first.
func (o round) journal(most int) []entry {
	var all []entry
	journal := o.Box.Journal()
	for _, step := range slices.Backward(journal) {
		for _, e := range slices.Backward(step.Events) {
			if !observation.Hidden(e.Fact) {
				all = append(all, o.entry(step, e))
			}
		}
		if len(all) >= most {
			return all[:most]
		}
	}
	return all
}

func (o round) entry(step sandbox.Step, e sandbox.Event) entry {
	out := entry{At: step.At, Seq: step.Seq, Role: workshop.Role(step.Seat), Text: o.Words.Fact(e.Fact)}
	if step.Hand != "" && o.World.Shared(step.Device) {
		out.Role = workshop.Role(step.Hand)
	}
	if !out.Role.Known() {
		out.Role = workshop.Trainer
	}
	if out.Inject = e.Fact == string(scenario.FactInject); out.Inject {
		return out
	}
	var details []string
	if site := e.Detail["site"]; site != "" {
		details = append(details, o.Words.Site(site))
	} else if host := e.Detail["hote"]; host != "" {
		details = append(details, o.Words.Site(host))
	}
	for _, name := range told {
		if value := e.Detail[name]; value != "" {
			details = append(details, o.Words.Place(value))
		}
	}
	if number := e.Detail["numero"]; e.Fact == "telephone.appel.passe" {
		details = append(details, number)
	}
	out.Detail = strings.Join(details, ", ")
	return out
}

// around lists the entries of the steps next to one, oldest first.
func (o round) around(seq int64, span int) []entry {
	journal := o.Box.Journal()
	at := slices.IndexFunc(journal, func(s sandbox.Step) bool { return s.Seq == seq })
	var all []entry
	for _, step := range journal[max(at-span, 0):min(at+span+1, len(journal))] {
		for _, e := range step.Events {
			all = append(all, o.entry(step, e))
		}
	}
	return all
}

func clockOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return frtext.Clock(t)
}
