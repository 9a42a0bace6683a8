package telephone

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

func smsPrefix(number string) string { return "telephone/sms/" + number + "/" }

func readKey(number, from string) string {
	return "telephone/lu/" + number + "/" + url.PathEscape(from)
}

// messages lists all of a phone's messages, oldest first.
func messages(tx *sandbox.Tx, number string) []portal.SMS {
	var all []portal.SMS
	for _, key := range tx.Keys(smsPrefix(number)) {
		if m, ok := sandbox.Get[portal.SMS](tx, key); ok {
			m.From = known(tx, number, m.From)
			m.Text = strings.TrimSpace(strings.TrimPrefix(m.Text, portal.Mark)) // shown on every bubble
			all = append(all, m)
		}
	}
	slices.SortStableFunc(all, func(a, b portal.SMS) int { return a.At.Compare(b.At) })
	return all
}

// thread is all that was exchanged with one correspondent.
type thread struct {
	From   string
	Name   string
	Last   portal.SMS
	When   string
	Unread int
}

// threads lists a phone's conversations, the latest first.
func threads(tx *sandbox.Tx, number string) []thread {
	byName := map[string]*thread{}
	var order []*thread
	for _, m := range messages(tx, number) {
		t := byName[m.From]
		if t == nil {
			t = &thread{From: m.From, Name: nameOf(tx, number, m.From)}
			byName[m.From], order = t, append(order, t)
		}
		t.Last, t.When = m, when(m.At, tx.Now())
		if read, _ := sandbox.Get[string](tx, readKey(number, m.From)); !m.Out && m.ID > read {
			t.Unread++
		}
	}
	slices.SortStableFunc(order, func(a, b *thread) int { return b.Last.At.Compare(a.Last.At) })
	all := make([]thread, len(order))
	for i, t := range order {
		all[i] = *t
	}
	return all
}

// markRead remembers the last message of a conversation as read. It says
// whether that was news.
func markRead(tx *sandbox.Tx, number, from string, thread []portal.SMS) bool {
	last := ""
	for _, m := range thread {
		last = max(last, m.ID)
	}
	if read, ok := sandbox.Get[string](tx, readKey(number, from)); ok && read >= last {
		return false
	}
	tx.Put(readKey(number, from), last)
	return true
}

// when is the hour today, the day before.
func when(t, now time.Time) string {
	if frtext.DaysBetween(t, now) == 0 {
		return frtext.Clock(t)
	}
	return frtext.DayMonth(t)
}
