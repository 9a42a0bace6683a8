package observation

import (
	"slices"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/simulators/portal"
)

// Input is one round of one trio, as it stands.
type Input struct {
	Situation *scenario.Compiled
	T0        time.Time
	Journal   []sandbox.Step
	End       World
	Ended     time.Time // world time at which the play stands
	Kept      Kept
	Words     Words
}

// The states of a goal.
const (
	GoalBroken = "risque" // a guard that did not hold
)

// GoalView is what became of a goal.
type GoalView struct {
	scenario.GoalResult
	State   string // GoalReached, GoalDecision, GoalPending, GoalBroken
	Guard   bool   // it held from the start: something not to do
	Unknown bool   // only a person could tell, and nobody did
}

// Honest says that one honest way at least led there, or that none was named.
func (g GoalView) Honest() bool {
	return !slices.ContainsFunc(g.Ways, func(w scenario.Way) bool { return w.Dishonest })
}

// Sent is one form sent to a service: who clicked « valider ».
type Sent struct {
	Seq        int64
	At         time.Time
	What, Site string
	Seat, Hand string
}

// Channel is one road that was tried.
type Channel struct {
	Label string
	Seq   int64
	At    time.Time
}

// SecretView is one secret of the helped person, and whether it came out.
type SecretView struct {
	scenario.Secret
	Told bool
	At   time.Time // zero when it is not known
	Seq  int64
}

// Line is one line of the grid beside the self-assessment.
type Line struct {
	Item
	Seen, Own Mark
	Gap       string // in words, never a figure
}

// Debrief is a round, ready to be talked about.
type Debrief struct {
	Kept
	Goals        []GoalView
	Good, Bad    []Evidence
	Outcomes     []scenario.Outcome
	Causes       []scenario.Cause
	Sent         []Sent
	SentByPerson int
	Filings      []Filing
	Channels     []Channel
	Secrets      []SecretView
	Lines        []Line
	Tools        Tools
	Timeline     Timeline
	Questions    []string
	Steps        map[int64]bool // the steps that can be replayed
}

// GridShown says whether the grid may be shown beside the self-assessment: it
// is closed, and the aidant spoke first.
func (d Debrief) GridShown() bool { return !d.Grid.Closed.IsZero() && !d.Self.Done.IsZero() }

// Build puts a round's parts side by side. It computes; it keeps nothing.
func Build(in Input) Debrief {
	p := Play{Record: scenario.RecordOf(in.T0, in.Journal), End: in.End, Situation: in.Situation.Scenario, Moments: in.Kept.Moments, Words: in.Words}
	d := Debrief{
		Kept: in.Kept, Goals: goalsOf(in), Outcomes: in.Situation.Consequences(in.T0, in.Journal),
		Causes: in.Situation.Causes, Questions: in.Situation.Questions, Tools: toolsOf(p),
		Secrets: secretsOf(p, in.Kept.Feeling), Lines: linesOf(in.Kept), Channels: channelsOf(p), Steps: map[int64]bool{0: true},
	}
	for _, s := range in.Journal {
		d.Steps[s.Seq] = true
	}
	evidence := Witness(p)
	for _, e := range evidence {
		if e.Good {
			d.Good = append(d.Good, e)
		} else {
			d.Bad = append(d.Bad, e)
		}
	}
	d.Sent, d.SentByPerson = sentOf(p)
	d.Filings = filingsOf(p)
	d.Timeline = newTimeline(p, in.Ended)
	d.Timeline.addEvidence(evidence)
	d.Timeline.addMoments(in.Kept.Moments)
	d.Timeline.addInjects(p)
	d.Timeline.addGoals(d.Goals)
	d.Timeline.settle(d.Steps)
	return d
}

// goalsOf lets the observer speak where the journal cannot, and for what was
// not reached: did the person decide so, or was it left?
func goalsOf(in Input) []GoalView {
	atStart := in.Situation.Goals(in.T0, nil)
	var all []GoalView
	for i, result := range in.Situation.Goals(in.T0, in.Journal) {
		said := in.Kept.Grid.Goals[result.ID]
		g := GoalView{GoalResult: result, State: GoalPending, Guard: !result.Human && atStart[i].Reached}
		switch {
		case result.Reached, result.Human && said == GoalReached:
			g.State = GoalReached
		case g.Guard && result.Critical:
			g.State = GoalBroken
		case said == GoalDecision:
			g.State = GoalDecision
		}
		g.Unknown = result.Human && said == ""
		all = append(all, g)
	}
	return all
}

func sentOf(p Play) (all []Sent, byPerson int) {
	for _, e := range p.entries() {
		all = append(all, Sent{Seq: e.Seq, At: e.At, What: p.Words.Fact(e.Fact), Site: p.about(e.Witness), Seat: roleOf(e.Seat), Hand: e.Hand})
		if e.Hand == TrackAide {
			byPerson++
		}
	}
	return all, byPerson
}

// channelsOf lists the services gone to, the numbers called, the places named,
// each at its first time.
func channelsOf(p Play) []Channel {
	var all []Channel
	for _, w := range p.Record.All {
		label := p.otherChannel(w)
		switch {
		case label != "":
		case w.Fact == factOriented:
			label = p.Words.Place(first(w.Detail, "lieu", "id", "nom"))
		case w.Page != "" || w.Fact == string(portal.FactNavigated):
			label = p.Words.Sites[first(map[string]string{"p": hostOf(w.Page), "d": w.Detail["hote"]}, "p", "d")]
		}
		if label != "" && !slices.ContainsFunc(all, func(c Channel) bool { return c.Label == label }) {
			all = append(all, Channel{label, w.Seq, w.At})
		}
	}
	return all
}

// factSecretTold is witnessed when the helped person says that a secret is out.
const factSecretTold = "jeu.secret.devoile"

func secretsOf(p Play, f Feeling) []SecretView {
	var all []SecretView
	for _, s := range p.Situation.Secrets {
		v := SecretView{Secret: s, Told: slices.Contains(f.Secrets, s.ID)}
		for _, w := range p.named(factSecretTold) {
			if first(w.Detail, "id", "secret") == s.ID {
				v.Told, v.At, v.Seq = true, w.At, w.Seq
				break
			}
		}
		all = append(all, v)
	}
	return all
}

func linesOf(k Kept) []Line {
	var all []Line
	for _, item := range Items() {
		l := Line{Item: item, Seen: k.Grid.Marks[item.Key], Own: k.Self.Marks[item.Key]}
		l.Gap = gap(l.Seen.Stars, l.Own.Stars)
		all = append(all, l)
	}
	return all
}

// gap opens the conversation; it never says who is right.
func gap(seen, own Stars) string {
	switch {
	case seen <= 0 && own <= 0:
		return ""
	case seen <= 0 || own <= 0:
		return "À raconter"
	case seen == own:
		return "D’accord"
	case own < seen:
		return "Plus sévère avec soi"
	}
	return "Vu autrement"
}
