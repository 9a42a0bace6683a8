package emploi

import (
	"strings"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
)

// The states of a person's file.
const (
	stateRegistered = "inscrit"
	stateCeased     = "cesse" // no sanction: the registration ended by itself, or was asked to
	stateBegun      = "commence"
)

// The causes of a cessation.
const (
	causeForgotten = "oubli"
	causeChosen    = "choix"
	causeLeave     = "arret"    // a sick leave of fifteen days or more
	causeSanction  = "sanction" // a missed appointment that was not explained
	causeAway      = "detention"
)

// Registered is the file on one person.
type Registered struct {
	Person   string    `json:"personne"`
	National string    `json:"national,omitempty"` // 11 digits, since 2025
	State    string    `json:"etat"`
	Since    time.Time `json:"depuis,omitzero"`
	Category string    `json:"categorie"` // "1" to "5"
	// Right is the opened allowance; none while it is being studied, or for who
	// has none.
	SJR      calcul.Cents               `json:"sjr,omitempty"`
	Daily    calcul.Cents               `json:"allocation,omitempty"`
	Rate     indemnisation.Contribution `json:"taux,omitempty"`
	Left     int                        `json:"reste,omitempty"` // days
	Foretold bool                       `json:"fin_annoncee,omitempty"`
	Spent    time.Time                  `json:"droits_finis,omitzero"` // the last day of the right was computed
	Ceased   time.Time                  `json:"cesse_le,omitzero"`
	Cause    string                     `json:"cause,omitempty"`
	Lost     string                     `json:"mois_perdu,omitempty"` // AAAA-MM
	Check    string                     `json:"controle,omitempty"`   // "sms", "courriel": a code at unusual logins
	Postcode string                     `json:"code_postal"`
	Street   []string                   `json:"adresse,omitempty"`
	IBAN     string                     `json:"iban,omitempty"`
	Meeting  time.Time                  `json:"rendez_vous,omitzero"`
	Skipped  time.Time                  `json:"n_y_sera_pas,omitzero"` // the appointment to which she will not come
	Absences int                        `json:"absences,omitempty"`    // days of absence paid this year
	Away     []spell                    `json:"absent,omitempty"`      // days of absence that are not paid
	Past     []spell                    `json:"avant,omitempty"`       // registrations that ended
	Planned  string                     `json:"calendrier,omitempty"`  // AAAA-MM: the last month put in the agenda
	Leave    spell                      `json:"arret,omitzero"`        // the leave that ended it
	Attested bool                       `json:"attestation,omitempty"` // an employer's attestation was handed in
	Warning  Warning                    `json:"avertissement,omitzero"`
	Barred   time.Time                  `json:"radie_jusqu_au,omitzero"` // no registration before
	Messages []Message                  `json:"messages,omitempty"`
	Papers   []Handed                   `json:"documents,omitempty"`
}

// Message is one message of the space, and the trace of a letter.
type Message struct {
	At      time.Time `json:"le"`
	Subject string    `json:"objet"`
	Text    []string  `json:"texte"`
	Letter  bool      `json:"courrier,omitempty"`
}

// Handed is one document handed in.
type Handed struct {
	At      time.Time `json:"le"`
	Name    string    `json:"nom"`
	Context string    `json:"contexte"`
	State   string    `json:"etat"`
}

// Right is what is computed with.
func (r Registered) Right() indemnisation.Right {
	return indemnisation.Right{SJR: r.SJR, Daily: r.Daily, Rate: r.Rate, Counted: true, Left: r.Left}
}

// Paid says whether an allowance is opened, and has days left.
func (r Registered) Paid() bool { return r.Daily > 0 && r.Left > 0 }

const registeredPrefix = "emploi/inscrit/"

func registeredOf(tx *sandbox.Tx, person string) (Registered, bool) {
	return sandbox.Get[Registered](tx, registeredPrefix+person)
}

func (r Registered) put(tx *sandbox.Tx) { tx.Put(registeredPrefix+r.Person, r) }

// cease ends the registration for a cause; the last day that counts is the one
// before from.
func (r *Registered) cease(cause string, on, from time.Time) {
	r.Past = append(r.Past, spell{r.Since, midnight(from).AddDate(0, 0, -1)})
	r.State, r.Cause, r.Ceased = stateCeased, cause, on
}

// tell adds a message to the space.
func (r *Registered) tell(at time.Time, subject string, text ...string) {
	r.Messages = append(r.Messages, Message{At: at, Subject: subject, Text: text})
}

// The states of a declared month.
const (
	monthOpen     = "modifiable" // not yet transmitted to the computation
	monthComputed = "calcule"
)

// Month is one month declared, as the last declaration says it.
type Month struct {
	Person   string               `json:"personne"`
	Name     string               `json:"mois"` // AAAA-MM
	Dossier  string               `json:"dossier,omitempty"`
	Number   string               `json:"numero"`
	SentAt   time.Time            `json:"transmis_le"`
	Via      string               `json:"par"`
	State    string               `json:"etat"`
	Changing bool                 `json:"en_modification,omitempty"`
	Jobs     []indemnisation.Work `json:"emplois,omitempty"`
	Unpaid   int                  `json:"jours_sans_allocation,omitempty"` // of sick leave
	Outside  int                  `json:"jours_hors,omitempty"`            // not registered, absent, paid by a pension
	Looking  bool                 `json:"recherche"`
	Days     int                  `json:"jours,omitempty"`
	Net      calcul.Cents         `json:"net,omitempty"`
}

const monthPrefix = "emploi/mois/"

func monthKey(person, name string) string { return monthPrefix + person + "/" + name }

func monthOf(tx *sandbox.Tx, person, name string) (Month, bool) {
	return sandbox.Get[Month](tx, monthKey(person, name))
}

func (m Month) put(tx *sandbox.Tx) { tx.Put(monthKey(m.Person, m.Name), m) }

// months lists what a person declared, oldest first.
func months(tx *sandbox.Tx, person string) []Month {
	var all []Month
	for _, key := range tx.Keys(monthKey(person, "")) {
		if m, ok := sandbox.Get[Month](tx, key); ok {
			all = append(all, m)
		}
	}
	return all
}

// Declared is what the month is paid on.
func (m Month) Declared() indemnisation.Declared {
	return indemnisation.Declared{Month: monthNamed(m.Name), Jobs: m.Jobs, Unpaid: m.Unpaid + m.Outside}
}

// Truth is what others say of a month, and when it is known here.
type Truth struct {
	Jobs    []TrueJob `json:"emplois,omitempty"`
	Sick    int       `json:"jours_arret,omitempty"`
	KnownAt time.Time `json:"connu"`
}

// TrueJob is one employer's declaration of a month.
type TrueJob struct {
	Employer string             `json:"nom"`
	Work     indemnisation.Work `json:"travail"`
	Ended    bool               `json:"fini,omitempty"`
}

func (t Truth) works() []indemnisation.Work {
	var all []indemnisation.Work
	for _, j := range t.Jobs {
		all = append(all, j.Work)
	}
	return all
}

func truthKey(person, name string) string { return "emploi/verite/" + person + "/" + name }

func truthOf(tx *sandbox.Tx, person, name string) (Truth, bool) {
	return sandbox.Get[Truth](tx, truthKey(person, name))
}

const yearMonth = "2006-01"

func nameOf(m indemnisation.Month) string { return m.First().Format(yearMonth) }

func monthNamed(name string) indemnisation.Month {
	var m indemnisation.Month
	year, month, _ := strings.Cut(name, "-")
	m.Year, m.Month = atoi(year), time.Month(atoi(month))
	return m
}

// accountOf is the way in of a person.
func accountOf(tx *sandbox.Tx, person string) (portal.Account, bool) {
	return portal.AccountWith(tx, ID, func(a portal.Account) bool { return a.Person == person })
}

// codeSite names the accounts that hold the six-digit code.
const codeSite = "emploi-code"

// codeOf is the other key of a person, with tries and a lockout of its own: who
// lost the password still has the telephone.
func codeOf(tx *sandbox.Tx, person string) portal.Account {
	a, _ := portal.AccountWith(tx, codeSite, func(a portal.Account) bool { return a.Person == person })
	return a
}
