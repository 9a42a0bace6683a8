package laposte

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// What happens to appointments by itself.
const (
	// EffectSlot frees a slot: {jours, heure}, so many days from now, or the next
	// day on which the desk is open at that hour.
	EffectSlot = "laposte.creneau"
	// effectMeeting is the appointment itself.
	effectMeeting = "laposte.rencontre"
)

// The desk that verifies, and how it gives its slots.
const (
	desk        = "bureau de poste du Mail"
	firstSlot   = 2 // days from now, but for a slot that somebody gave back
	slotsShown  = 4
	slotsKey    = "laposte/creneaux"
	slotPattern = "2006-01-02T15:04"
)

// usualHours are those at which the desk verifies identities.
var usualHours = [...]string{"09:30", "15:00"}

// open says whether the desk is: closed on Sundays, Monday mornings and Saturday
// afternoons (fixtures, la-poste).
func open(at time.Time) bool {
	switch at.Weekday() {
	case time.Sunday:
		return false
	case time.Monday:
		return at.Hour() >= 14
	case time.Saturday:
		return at.Hour() < 12
	}
	return true
}

func onDay(day time.Time, n int, hour string) (time.Time, error) {
	clock, err := time.Parse("15:04", hour)
	if err != nil {
		return time.Time{}, fmt.Errorf("laposte: the hour of a slot: %w", err)
	}
	day = day.In(frtext.Paris)
	return time.Date(day.Year(), day.Month(), day.Day()+n, clock.Hour(), clock.Minute(), 0, 0, frtext.Paris), nil
}

func freed(tx *sandbox.Tx) []time.Time {
	slots, _ := sandbox.Get[[]time.Time](tx, slotsKey)
	return slots
}

// slots lists what may be booked now, soonest first.
func slots(tx *sandbox.Tx) []time.Time {
	var all []time.Time
	for _, at := range freed(tx) {
		if at.After(tx.Now()) {
			all = append(all, at)
		}
	}
	for n := firstSlot; len(all) < slotsShown; n++ {
		for _, hour := range usualHours {
			if at, _ := onDay(tx.Now(), n, hour); open(at) {
				all = append(all, at)
			}
		}
	}
	slices.SortFunc(all, time.Time.Compare)
	return all[:slotsShown]
}

func freeSlot(tx *sandbox.Tx, payload json.RawMessage) error {
	var slot struct {
		Days int    `json:"jours"`
		Hour string `json:"heure"`
	}
	if err := json.Unmarshal(payload, &slot); err != nil {
		return fmt.Errorf("laposte: a slot: %w", err)
	}
	at, err := onDay(tx.Now(), slot.Days, slot.Hour)
	if err != nil {
		return err
	}
	for !open(at) {
		at = at.AddDate(0, 0, 1)
	}
	tx.Put(slotsKey, append(freed(tx), at))
	return nil
}

type meetingPage struct {
	Slots []slotView
	Now   time.Time // the present appointment, if there is one
}

type slotView struct{ Value, Words string }

// booking finds whose identity waits for its face-to-face.
func booking(page func(*portal.Visit, holder) error) portal.Handler {
	return func(v *portal.Visit) error {
		h, ok := holderOfNumber(v.Tx, v.Remembered(rememberedNumber))
		switch {
		case !ok:
			return v.Redirect("/mon-identite")
		case rank(h.State) >= rank(StateVerified):
			return v.Redirect("/mon-identite/etat")
		}
		return page(v, h)
	}
}

func chooseMeeting(v *portal.Visit, h holder) error {
	page := meetingPage{Now: h.Meeting}
	for _, at := range slots(v.Tx) {
		page.Slots = append(page.Slots, slotView{at.Format(slotPattern), frtext.DateTime(at)})
	}
	return v.Render("rendez-vous.html", "Prendre rendez-vous au bureau de poste", page)
}

func bookMeeting(v *portal.Visit, h holder) error {
	i := slices.IndexFunc(slots(v.Tx), func(at time.Time) bool { return at.Format(slotPattern) == v.Value("creneau") })
	if i < 0 {
		v.Problem("creneau", "Choisissez l’un des créneaux encore libres.")
		return chooseMeeting(v, h)
	}
	at := slots(v.Tx)[i]
	record := h.Record
	record.Meeting = at
	h.State = StateMeeting
	portal.PutAccount(v.Tx, h.Account)
	v.Put(recordKey(h.ID), record)
	v.Schedule(at, effectMeeting, meeting{h.ID, at})
	portal.SendSMS(v.Tx, portal.SMS{
		Number: h.Identifier, From: name,
		Text: portal.Mark + " Rendez-vous le " + frtext.DateTime(at) + ", " + desk + ". Venez avec votre pièce d’identité et ce téléphone. C’est gratuit, et aucun code ne vous sera demandé d’ici là.",
	})
	v.Witness(FactBooked, "personne", h.Person, "le", strings.ReplaceAll(at.Format(slotPattern), "T", " "))
	return v.Redirect("/rendez-vous/pris")
}

func meetingBooked(v *portal.Visit, h holder) error {
	if h.Meeting.IsZero() {
		return v.Stop(http.StatusNotFound, "Aucun rendez-vous n’est pris", "Choisissez d’abord un créneau.", "/rendez-vous", "Voir les créneaux")
	}
	return v.Render("rendez-vous-pris.html", "Votre rendez-vous est pris", meetingPage{Now: h.Meeting})
}

// meeting is the payload of an appointment; one that was moved is not kept.
type meeting struct {
	Holder string    `json:"identite"`
	At     time.Time `json:"le"`
}

// verify is the face-to-face: the person is taken to have come.
func verify(tx *sandbox.Tx, m meeting) {
	h, ok := holderByID(tx, m.Holder)
	if !ok || h.State != StateMeeting || !h.Meeting.Equal(m.At) {
		return
	}
	h.State = StateVerified
	portal.PutAccount(tx, h.Account)
	record := h.Record
	record.Verified, record.Place = tx.Now(), desk
	tx.Put(recordKey(h.ID), record)
	portal.SendSMS(tx, portal.SMS{
		Number: h.Identifier, From: name,
		Text: portal.Mark + " Votre identité est vérifiée. Il reste à l’activer dans l’application Identité, sur ce téléphone.",
	})
	tx.Emit(string(FactVerified), "personne", h.Person)
}
