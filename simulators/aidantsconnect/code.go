package aidantsconnect

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// A code lives for a minute of world time; the one before and the one after are
// taken too, for whoever types slowly or whose card is ahead. Each serves once.
const (
	codeLife   = 60 * time.Second
	codeLength = 6
	tolerance  = 1
	mostFails  = 5
	restFor    = 5 * time.Minute
)

func stepAt(at time.Time) int64 { return at.Unix() / int64(codeLife/time.Second) }

// codeAt is what a card shows during a step. The world takes part, so that two
// trios never see the same.
func (s *service) codeAt(world string, c Card, step int64) string {
	mac := hmac.New(sha256.New, []byte(s.d.Secret("carte:"+world+":"+c.Serial)))
	var counter [8]byte
	binary.BigEndian.PutUint64(counter[:], uint64(step))
	mac.Write(counter[:])
	return fmt.Sprintf("%06d", binary.BigEndian.Uint32(mac.Sum(nil))%1_000_000)
}

// stepOf finds the step that a typed code belongs to, among those taken now.
func (s *service) stepOf(v *portal.Visit, c Card, typed string) (int64, bool) {
	now := stepAt(v.Now())
	for step := now - tolerance; step <= now+tolerance; step++ {
		if hmac.Equal([]byte(s.codeAt(v.World(), c, step)), []byte(typed)) {
			return step, true
		}
	}
	return 0, false
}

// The reasons for which a code is refused.
const (
	causeShort   = "incomplet"
	causeNoCard  = "sans carte"
	causeResting = "trop d’essais"
	causeUsed    = "déjà servi"
	causeLent    = "carte d’une autre personne"
	causeWrong   = "faux"
)

var codeSentences = map[string]string{
	causeShort:   "Le code compte 6 chiffres : recopiez celui que votre carte montre en ce moment.",
	causeNoCard:  "Aucune carte ni application n’est associée à votre compte. Voyez avec la personne référente.",
	causeResting: "Plusieurs codes n’ont pas convenu. Attendez cinq minutes avant d’en saisir un autre.",
	causeUsed:    "Ce code a déjà servi. Attendez le suivant : il change toutes les minutes.",
	causeLent:    "Ce code vient de la carte de quelqu’un d’autre. Une carte est personnelle : prenez la vôtre.",
	causeWrong:   "Ce code n’est pas le bon, ou il a changé. Recopiez celui que votre carte montre en ce moment.",
}

// readCode takes the code typed in a field for a helper. It is forgotten at
// once; the cause is "" for a right one. What for is said in the journal.
func (s *service) readCode(v *portal.Visit, a Aidant, field, purpose string) (cause string) {
	typed := portal.Digits(v.Value(field))
	v.Forget(field)
	cause = s.judge(v, a, typed)
	if cause == "" {
		v.Witness(FactCodeRight, "aidant", a.ID, "usage", purpose)
		return ""
	}
	v.Witness(FactCodeRefused, "aidant", a.ID, "usage", purpose, "cause", cause)
	return cause
}

func (s *service) judge(v *portal.Visit, a Aidant, typed string) (cause string) {
	if len(typed) != codeLength {
		return causeShort
	}
	card, ok := cardOf(v.Tx, a.ID)
	switch {
	case !ok:
		return causeNoCard
	case card.Resting.After(v.Now()):
		return causeResting
	}
	step, right := s.stepOf(v, card, typed)
	switch {
	case !right:
		return s.wrong(v, a, card, typed)
	case step <= card.LastStep:
		return causeUsed
	}
	card.LastStep, card.Fails = step, 0
	card.put(v.Tx)
	return ""
}

// wrong counts a wrong code, and tells a lent card from a slip.
func (s *service) wrong(v *portal.Visit, a Aidant, card Card, typed string) (cause string) {
	for _, other := range cards(v.Tx) {
		if _, shown := s.stepOf(v, other, typed); shown && other.Aidant != "" && other.Aidant != a.ID {
			v.Witness(FactCardLent, "aidant", a.ID, "carte_de", other.Aidant)
			return causeLent
		}
	}
	card.Fails++
	if card.Fails >= mostFails {
		card.Fails, card.Resting = 0, v.Now().Add(restFor)
	}
	card.put(v.Tx)
	return causeWrong
}

// shownCode is one card as the phone shows it.
type shownCode struct {
	Card
	Owner string
	Code  string // in two groups of three
	Left  string // before it changes
}

type codesPage struct {
	Codes  []shownCode
	Drawer []shownCode // cards that nobody has yet
}

// holdsCards says whether any card is kept on a phone.
func holdsCards(tx *sandbox.Tx, on portal.Device) bool {
	return slices.ContainsFunc(cards(tx), func(c Card) bool { return c.Device == on.ID })
}

// showCodes is the application: what each card kept on this phone shows now.
func (s *service) showCodes(v *portal.Visit) error {
	now := v.Now()
	left := codeLife - now.Sub(time.Unix(stepAt(now)*int64(codeLife/time.Second), 0))
	var page codesPage
	for _, c := range cards(v.Tx) {
		if c.Device != v.Device {
			continue
		}
		a, _ := aidantOf(v.Tx, c.Aidant)
		code := s.codeAt(v.World(), c, stepAt(now))
		shown := shownCode{Card: c, Owner: a.Name, Code: code[:3] + frtext.NBSP + code[3:], Left: frtext.Duration(left)}
		if c.Aidant == "" {
			page.Drawer = append(page.Drawer, shown)
		} else {
			page.Codes = append(page.Codes, shown)
		}
	}
	return v.Render("codes.html", "Le code du moment", page)
}
