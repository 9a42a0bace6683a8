package indemnisation

import (
	"time"

	"demarcheablanc/internal/frtext"
)

// Time limits of the registration and of what changes afterwards.
const (
	draftDays        = 15
	longSickLeave    = 15 // days from which a sick leave ends the registration
	reregisterDays   = 5  // days after it to register again
	changeHours      = 72
	absenceDeclared  = 7  // days of absence beyond which one says so
	absencePaidAYear = 35 // days of absence paid in a calendar year
)

// DraftExpires is the last moment when a registration left unfinished can be
// taken up again.
func DraftExpires(started time.Time) time.Time {
	return started.In(frtext.Paris).AddDate(0, 0, draftDays)
}

// RegistrationOpens is the first day one can register after a contract: the day
// after its last, not during notice.
func RegistrationOpens(lastDay time.Time) time.Time { return dayOf(lastDay).AddDate(0, 0, 1) }

// ReportBy is the last moment to report a change of situation.
func ReportBy(change time.Time) time.Time { return change.Add(changeHours * time.Hour) }

// Lapse is what happens to whoever did not declare a month in time. It is no
// sanction: the registration ends by itself.
type Lapse struct {
	Ceases time.Time // the 16th, at midnight
	Lost   Month     // the month that is not paid
}

// LapseOf is the consequence of not declaring a month.
func LapseOf(m Month) Lapse {
	return Lapse{Ceases: WindowOf(m).Closes.Add(time.Second), Lost: m}
}

// Resume is when payments can start again: the day of the new registration,
// never before the registration ceased. Nothing is paid between the first day of
// the lost month and that day; LostDays counts them.
func (l Lapse) Resume(asked time.Time) (from time.Time, lostDays int) {
	from = dayOf(asked)
	if from.Before(l.Ceases) {
		from = l.Ceases
	}
	return from, frtext.DaysBetween(l.Lost.First(), from)
}

// SickLeave is a leave declared, first and last day included.
type SickLeave struct{ First, Last time.Time }

// Days is how long it lasts.
func (s SickLeave) Days() int {
	return max(0, frtext.DaysBetween(s.First, s.Last)+1)
}

// EndsRegistration tells whether one has to register again after it.
func (s SickLeave) EndsRegistration() bool { return s.Days() >= longSickLeave }

// ReregisterBy is the last second to register again without losing a day.
func (s SickLeave) ReregisterBy() time.Time {
	return endOf(dayOf(s.Last).AddDate(0, 0, reregisterDays))
}

// Resume is the day from which one is registered again: the day after the leave
// when it was short or asked in time, else the day of the request.
func (s SickLeave) Resume(asked time.Time) time.Time {
	after := dayOf(s.Last).AddDate(0, 0, 1)
	if !s.EndsRegistration() || asked.Before(s.ReregisterBy().Add(time.Second)) {
		return after
	}
	return dayOf(asked)
}

// Absence is what a stay away from home costs.
type Absence struct {
	Declare      bool // it must be reported, within 72 hours
	Paid, Unpaid int  // days
}

// AbsenceOf counts an absence, knowing the days already paid this calendar year.
func AbsenceOf(length, alreadyPaid int) Absence {
	length = max(0, length)
	paid := min(length, max(0, absencePaidAYear-max(0, alreadyPaid)))
	return Absence{Declare: length > absenceDeclared, Paid: paid, Unpaid: length - paid}
}
