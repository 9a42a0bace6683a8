package observation

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// The tracks of the timeline.
const (
	TrackAidant   = "aidant"
	TrackAide     = "aide"
	TrackObserver = "observateur"
	TrackTrainer  = "formateur" // injects, drawn across the three
)

// The kinds of marks on a timeline.
const (
	MarkGood   = "soin"
	MarkBad    = "vigilance"
	MarkRisk   = "droits"
	MarkGoal   = "but"
	MarkMoment = "moment"
	MarkInject = "imprevu"
)

// Timeline is the play on three tracks. Positions are time played since the
// start: the trainer's jumps of the clock, and the trips, take no room on it.
type Timeline struct {
	Length time.Duration
	Marks  []TimeMark
	Held   []Held
	jumps  []jump
	t0     time.Time
}

// TimeMark is one thing on a track.
type TimeMark struct {
	Track, Kind, Label string
	Detail             string
	Played             time.Duration
	At                 time.Time // world time
	Seq                int64
	Replay             bool // the step is still on the way to the world's head
	Noted              bool // the observer put it there
}

// Held is a time during which one person held the shared computer's keyboard.
type Held struct {
	Hand     string
	From, To time.Duration
}

// jump is a time skipped: by the trainer, or on the way to somewhere.
type jump struct {
	at time.Time // world time before it
	by time.Duration
}

func newTimeline(p Play, end time.Time) Timeline {
	t := Timeline{t0: p.Record.T0}
	for _, w := range p.named("jeu.temps.avance", "jeu.deplacement") {
		minutes, _ := strconv.Atoi(w.Detail["minutes"])
		t.jumps = append(t.jumps, jump{w.At, time.Duration(minutes) * time.Minute})
	}
	t.Length = max(t.played(end), time.Minute)
	t.Held = t.held(p)
	return t
}

// played tells how long had been played at a world time.
func (t Timeline) played(at time.Time) time.Duration {
	skipped := time.Duration(0)
	for _, j := range t.jumps {
		if at.After(j.at) {
			skipped += min(j.by, at.Sub(j.at))
		}
	}
	return max(at.Sub(t.t0)-skipped, 0)
}

// World tells the world time at a time played.
func (t Timeline) World(played time.Duration) time.Time {
	at := t.t0.Add(played)
	for _, j := range t.jumps {
		if !at.Before(j.at) {
			at = at.Add(j.by)
		}
	}
	return at
}

// held follows the keyboard of the shared computers.
func (t Timeline) held(p Play) []Held {
	hand, since := "", time.Duration(0)
	var all []Held
	turn := func(to string, at time.Duration) {
		if to == hand || to == "" {
			return
		}
		if hand != "" && at > since {
			all = append(all, Held{hand, since, at})
		}
		hand, since = to, at
	}
	for _, w := range p.Record.All {
		if !p.End.Shared(w.Device) && !p.End.Shared(w.Detail["poste"]) {
			continue
		}
		if w.Fact == string(portal.FactHandChanged) {
			turn(first(w.Detail, "main", "a", "vers"), t.played(w.At))
		} else if p.End.Shared(w.Device) {
			turn(w.Hand, t.played(w.At))
		}
	}
	if hand != "" && t.Length > since {
		all = append(all, Held{hand, since, t.Length})
	}
	return all
}

func (t *Timeline) add(m TimeMark) {
	m.Played = min(t.played(m.At), t.Length)
	t.Marks = append(t.Marks, m)
}

func (t *Timeline) addEvidence(all []Evidence) {
	for _, e := range all {
		kind := MarkBad
		switch {
		case e.Good:
			kind = MarkGood
		case e.Critical:
			kind = MarkRisk
		}
		track := e.Seat
		if e.Hand != "" {
			track = e.Hand
		}
		if track != TrackAide {
			track = TrackAidant
		}
		t.add(TimeMark{Track: track, Kind: kind, Label: e.Label, Detail: e.Detail, At: e.At, Seq: e.Seq, Noted: e.Noted})
	}
}

func (t *Timeline) addMoments(all []Moment) {
	for _, m := range all {
		t.add(TimeMark{Track: TrackObserver, Kind: MarkMoment, Label: m.Label(), Detail: m.Note, At: m.At, Seq: m.Seq, Noted: true})
	}
}

func (t *Timeline) addInjects(p Play) {
	for _, w := range p.named(string(scenario.FactInject)) {
		t.add(TimeMark{Track: TrackTrainer, Kind: MarkInject, Label: w.Detail["titre"], At: w.At, Seq: w.Seq})
	}
}

func (t *Timeline) addGoals(all []GoalView) {
	for _, g := range all {
		if g.State == GoalReached && g.Seq > 0 {
			t.add(TimeMark{Track: TrackAide, Kind: MarkGoal, Label: g.Text, At: g.At, Seq: g.Seq})
		}
	}
}

// settle puts the marks in order, and says which can be replayed.
func (t *Timeline) settle(steps map[int64]bool) {
	slices.SortStableFunc(t.Marks, func(a, b TimeMark) int { return cmp.Compare(a.Played, b.Played) })
	for i := range t.Marks {
		t.Marks[i].Replay = steps[t.Marks[i].Seq]
	}
}

// roleOf names the role that plays a seat, as a track is called.
func roleOf(seat string) string {
	if workshop.Role(seat).Known() {
		return workshop.Role(seat).Label()
	}
	return ""
}
