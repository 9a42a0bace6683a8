package telephone

import (
	"slices"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

func callPrefix(number string) string { return "telephone/appel/" + number + "/" }

func pastPrefix(number string) string { return "telephone/passe/" + number + "/" }

// received lists the calls that a phone received, oldest first.
func received(tx *sandbox.Tx, number string) []portal.Call {
	var all []portal.Call
	for _, key := range tx.Keys(callPrefix(number)) {
		if c, ok := sandbox.Get[portal.Call](tx, key); ok {
			all = append(all, c)
		}
	}
	return all
}

// Ringing is the call that rings on a phone now.
func Ringing(tx *sandbox.Tx, number string) (portal.Call, bool) {
	all := received(tx, portal.Digits(number))
	i := slices.IndexFunc(all, func(c portal.Call) bool { return c.State == portal.CallRings })
	if i < 0 {
		return portal.Call{}, false
	}
	return all[i], true
}

// Badges is what a phone's home screen shows beside its applications.
type Badges struct {
	UnreadSMS int
	Missed    int          // missed calls not yet seen in the log
	Ringing   *portal.Call // nil when nothing rings
	InCall    bool         // a call is under way
}

// BadgesOf counts them for one number.
func BadgesOf(tx *sandbox.Tx, number string) Badges {
	number = portal.Digits(number)
	var b Badges
	for _, t := range threads(tx, number) {
		b.UnreadSMS += t.Unread
	}
	seen, _ := sandbox.Get[string](tx, seenKey(number))
	for _, c := range received(tx, number) {
		if c.State == portal.CallMissed && c.ID > seen {
			b.Missed++
		}
	}
	if c, ok := Ringing(tx, number); ok {
		b.Ringing = &c
	}
	_, b.InCall = conversation(tx, number)
	return b
}

func unreadSMS(tx *sandbox.Tx, on portal.Device) int { return BadgesOf(tx, on.Number).UnreadSMS }

func missedCalls(tx *sandbox.Tx, on portal.Device) int { return BadgesOf(tx, on.Number).Missed }

func seenKey(number string) string { return "telephone/journal-vu/" + number }

type logPage struct{ Entries []entry }

// entry is one line of the log.
type entry struct {
	Name, What, When string
	Missed           bool
	Heard            []said
	at               time.Time
}

var states = map[string]string{
	portal.CallRings: "Sonne", portal.CallAnswered: "Appel pris",
	portal.CallRefused: "Appel refusé", portal.CallMissed: "Appel manqué",
}

func showLog(v *portal.Visit, number string) error {
	var entries []entry
	last := ""
	heard := map[string][]said{}
	for _, past := range finished(v.Tx, number) {
		if past.Call != "" {
			heard[past.Call] = past.Heard
			continue
		}
		entries = append(entries, entry{Name: past.name(v.Tx, number), What: "Appel passé, " + frtext.Duration(past.lasted()), When: when(past.Began, v.Now()), Heard: past.Heard, at: past.Began})
	}
	for _, c := range received(v.Tx, number) {
		last = max(last, c.ID)
		entries = append(entries, entry{Name: nameOf(v.Tx, number, c.From), What: states[c.State], When: when(c.At, v.Now()), Missed: c.State == portal.CallMissed, Heard: heard[c.ID], at: c.At})
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return b.at.Compare(a.at) })
	if seen, _ := sandbox.Get[string](v.Tx, seenKey(number)); last > seen {
		v.Put(seenKey(number), last)
	}
	return v.Render("appels_journal.html", "Appels récents", logPage{entries})
}
