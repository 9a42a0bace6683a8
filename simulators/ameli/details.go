package ameli

import (
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

type detailsPage struct {
	frame
	Person   portal.Person
	Number   string
	Address  []string
	Email    string // masked
	Mobile   string // masked
	Pending  string // new address not yet confirmed, masked
	Since    Insured
	OldEmail bool

	Card, Serial string // what the card is, the last digits of its number
	IBAN, Owner  string // the last characters, and whose it is said to be
	ByPost       bool
	Chosen       time.Time // when the way statements come was chosen
	Registered   string    // how registered letters come; empty: never asked
	Dependants   []Dependant
	Doctor       Doctor
	LongIllness  LongIllness // none where it is over
	Updated      time.Time   // when the card was last updated at a kiosk; zero: never seen
}

func (s *service) details(v *portal.Visit, h holder) error {
	page := detailsPage{
		frame: h.frame("informations"), Person: h.person, Number: spacedNIR(h.account.Identifier), Address: h.insured.Address,
		Email: portal.MaskedEmail(h.account.Email), Mobile: portal.MaskedMobile(h.account.Mobile), Since: h.insured,
		OldEmail: emailIsOld(h.insured, v.Now()),
		Card:     cardLabels[h.record.Card.State], Serial: last(h.record.Card.Serial, 3), IBAN: last(h.record.IBAN, 4), Owner: h.record.Owner,
		ByPost: h.record.ByPost, Chosen: h.record.Choice, Registered: h.record.Registered, Dependants: h.insured.Dependants,
		Doctor: h.record.Doctor, Updated: updatedAt(v.Tx, h.person.ID),
	}
	if h.record.LongIllness.Open(v.Now()) {
		page.LongIllness = h.record.LongIllness
	}
	if asked, ok := sandbox.Get[emailRequest](v.Tx, emailKey(h.account.ID)); ok && v.Now().Before(asked.Expires) {
		page.Pending = portal.MaskedEmail(asked.Email)
	}
	return v.Render("informations.html", "Mes informations", page)
}

// cardUpdate is what a kiosk writes at borne/carte/<person> when it updates a card.
type cardUpdate struct {
	At time.Time `json:"le"`
}

func updatedAt(tx *sandbox.Tx, person string) time.Time {
	u, _ := sandbox.Get[cardUpdate](tx, "borne/carte/"+person)
	return u.At
}

const fieldMobile = "mobile"

// ownerOfNumber says whose a number is, so that a helper's own is seen.
func ownerOfNumber(tx *sandbox.Tx, number string) string {
	owner, _ := portal.PersonWith(tx, func(p portal.Person) bool {
		return portal.Digits(p.Mobile) == number || portal.Digits(p.Landline) == number
	})
	return owner.ID
}

// last is the end of a number: enough for its owner to know it by.
func last(number string, n int) string { return number[max(0, len(number)-n):] }
