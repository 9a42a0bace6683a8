package droits

import "time"

// Times of the European card.
const (
	cardYears         = 2
	provisionalMonths = 3
	askBeforeDays     = 20
)

// Card is the European health insurance card of one person: each has their own,
// children too.
type Card struct {
	Arrives          time.Time // by post
	Expires          time.Time // last day it can be shown
	Provisional      bool      // the departure comes first: a certificate is given at once
	ProvisionalUntil time.Time // last day of the certificate, where there is one
}

// EuropeanCard is what asking on a day gives somebody who leaves on another.
func EuropeanCard(asked, departure time.Time) Card {
	_, arrives := Expected(EuropeanCardByPost, asked)
	card := Card{Arrives: arrives, Expires: monthsAfter(asked, 12*cardYears).AddDate(0, 0, -1)}
	if dayOf(departure).Before(arrives) {
		card.Provisional = true
		card.ProvisionalUntil = monthsAfter(asked, provisionalMonths).AddDate(0, 0, -1)
	}
	return card
}

// AskCardBy is the last day to ask for the card without worry.
func AskCardBy(departure time.Time) time.Time {
	return dayOf(departure).AddDate(0, 0, -askBeforeDays)
}

// Wait is something that one waits for.
type Wait string

// What the Assurance maladie makes one wait for.
const (
	TelemittedCare     Wait = "telemitted-care" // reimbursement, the card was read
	PaperCare          Wait = "paper-care"      // reimbursement, on paper
	LetterCode         Wait = "letter-code"     // provisional code by post
	VitaleForm         Wait = "vitale-form"     // the paper form for a new card
	VitaleCard         Wait = "vitale-card"
	EuropeanCardByPost Wait = "european-card"
	Message            Wait = "message"    // answer to a message
	SickLeavePaid      Wait = "sick-leave" // once the employer has sent the wages
	C2SDecision        Wait = "c2s"
)

// Expected is between which days something asked on a day usually comes. What is
// not known comes the same day.
func Expected(what Wait, asked time.Time) (first, last time.Time) {
	d := figures().Delays.Kinds[what]
	return dayOf(asked).AddDate(0, 0, d.Least), dayOf(asked).AddDate(0, 0, d.Most)
}
