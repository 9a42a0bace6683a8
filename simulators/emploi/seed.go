package emploi

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// seedAccount is one person, as a situation's file says her. Amounts are in
// euros, moments are counted from the situation's start, months from its month
// (M-1).
type seedAccount struct {
	Person     string        `yaml:"personne"`
	Identifier string        `yaml:"identifiant"` // 7 digits, then a letter or a digit
	National   string        `yaml:"national"`    // 11 digits
	Secret     string        `yaml:"secret"`
	Code       string        `yaml:"code"` // 6 digits: 3949, kiosk, password of 2019
	Email      string        `yaml:"courriel"`
	Mobile     string        `yaml:"mobile"`
	Fails      int           `yaml:"echecs"`
	Locked     time.Duration `yaml:"bloque"`
	Check      string        `yaml:"controle"` // "sms", "courriel": a code at unusual logins
	Phone      string        `yaml:"appli"`    // the phone on which the application is open

	Since    portal.Moment `yaml:"inscrit"`
	Ceased   portal.Moment `yaml:"cesse"`
	Cause    string        `yaml:"cause"`
	SJR      calcul.Exact  `yaml:"sjr"`
	Daily    calcul.Exact  `yaml:"allocation"`
	Rate     string        `yaml:"csg"`   // "plein" (default), "reduit", "exonere"
	Left     int           `yaml:"reste"` // days of allowance; default: a whole right
	Category string        `yaml:"categorie"`
	IBAN     string        `yaml:"iban"`
	Meeting  portal.Moment `yaml:"rendez_vous"`
	Absences int           `yaml:"absences"`

	Months   []seedMonth   `yaml:"mois"`
	Truths   []seedTruth   `yaml:"verite"`
	Payments []seedMoney   `yaml:"paiements"`
	Debts    []seedMoney   `yaml:"trop_percus"`
	Messages []seedMessage `yaml:"messages"`
}

type seedJob struct {
	Employer string       `yaml:"nom"`
	Hours    int          `yaml:"heures"`
	Gross    calcul.Exact `yaml:"brut"`
	Ended    bool         `yaml:"fini"`
}

// seedMonth is a month that was declared before the play.
type seedMonth struct {
	Month string        `yaml:"mois"` // M-1
	At    portal.Moment `yaml:"le"`
	Jobs  []seedJob     `yaml:"employeurs"`
	Sick  int           `yaml:"jours_arret"`
}

// seedTruth is what employers and the health insurance say of a month.
type seedTruth struct {
	Month string        `yaml:"mois"` // M-1, or « inscription »
	Jobs  []seedJob     `yaml:"employeurs"`
	Sick  int           `yaml:"jours_arret"`
	Known portal.Moment `yaml:"connu"` // when it reaches the agency; default: J+40
}

type seedMoney struct {
	At     portal.Moment `yaml:"le"`
	Label  string        `yaml:"libelle"`
	Amount calcul.Exact  `yaml:"montant"`
	State  string        `yaml:"etat"`
	Wrong  bool          `yaml:"infondee"` // a claim that an appeal takes back
	Reason string        `yaml:"motif"`
}

type seedMessage struct {
	At      portal.Moment `yaml:"le"`
	Subject string        `yaml:"objet"`
	Text    []string      `yaml:"texte"`
	Letter  bool          `yaml:"courrier"`
}

func seed(in portal.SeedInput) (map[string]any, error) {
	var accounts []seedAccount
	if err := in.Decode(&accounts); err != nil {
		return nil, err
	}
	docs := map[string]any{}
	for _, a := range accounts {
		person, ok := in.People[a.Person]
		if !ok {
			return nil, fmt.Errorf("emploi : la personne %q n’est pas dans cette situation", a.Person)
		}
		if err := a.lay(docs, person, in); err != nil {
			return nil, fmt.Errorf("emploi, %s : %w", a.Person, err)
		}
	}
	return docs, nil
}

var identifierForm = regexp.MustCompile(`^\d{7}[0-9A-Z]$`)

// lay puts one person's documents among those of the start.
func (a seedAccount) lay(docs map[string]any, person portal.Person, in portal.SeedInput) error {
	account := portal.Account{
		Site: ID, ID: a.Person, Person: a.Person, Identifier: identifierIn(a.Identifier), Secret: portal.Secret{Issued: a.Secret},
		Email: cmp.Or(a.Email, person.Email()), Mobile: cmp.Or(portal.Digits(a.Mobile), portal.Digits(person.Mobile)), Fails: a.Fails,
	}
	if !identifierForm.MatchString(account.Identifier) {
		return fmt.Errorf("l’identifiant %q doit avoir 7 chiffres, puis une lettre ou un chiffre", a.Identifier)
	}
	if a.Locked > 0 {
		account.LockedUntil = in.T0.Add(a.Locked)
	}
	docs["acces/"+ID+"/"+a.Person] = account
	docs["acces/"+codeSite+"/"+a.Person] = portal.Account{Site: codeSite, ID: a.Person, Person: a.Person, Identifier: account.Identifier, Secret: portal.Secret{Issued: a.Code}}
	file, err := a.file(person, in.T0)
	if err != nil {
		return err
	}
	docs[registeredPrefix+a.Person] = file
	if a.Phone != "" {
		docs[installedKey(a.Phone)] = installed{Person: a.Person}
	}
	if err := a.history(docs, in.T0); err != nil {
		return err
	}
	if in.Schedule != nil && file.State == stateRegistered {
		m := nextToOpen(in.T0, file)
		if due, state := indemnisation.ToDeclare(in.T0); state == indemnisation.Open && file.Since.Before(due.Next().First()) {
			m = due
		}
		planMonth(in.Schedule, in.T0, a.Person, m)
		file.Planned = nameOf(m)
		docs[registeredPrefix+a.Person] = file
		if file.Meeting.After(in.T0) {
			in.Schedule(file.Meeting, effectMeeting, visited{a.Person, file.Meeting})
		}
	}
	if in.Schedule != nil {
		a.planDebts(docs, in)
	}
	return nil
}

func (a seedAccount) file(person portal.Person, t0 time.Time) (Registered, error) {
	rates := map[string]indemnisation.Contribution{"": indemnisation.FullRate, "plein": indemnisation.FullRate, "reduit": indemnisation.ReducedRate, "exonere": indemnisation.Exempt}
	rate, ok := rates[a.Rate]
	if !ok {
		return Registered{}, fmt.Errorf("csg %q : écrivez plein, reduit ou exonere", a.Rate)
	}
	r := Registered{
		Person: a.Person, National: a.National, State: stateRegistered, Since: a.Since.From(t0), Category: cmp.Or(a.Category, "1"),
		SJR: a.SJR.Cents(), Daily: a.Daily.Cents(), Rate: rate, Left: cmp.Or(a.Left, rightDays), Check: a.Check, Street: person.Address,
		IBAN: a.IBAN, Meeting: a.Meeting.From(t0), Absences: a.Absences,
	}
	if !a.Since.Set() {
		r.Since = t0.AddDate(-1, 0, 0)
	}
	if n := len(person.Address); n > 0 {
		r.Postcode = postcodeIn(person.Address[n-1])
	}
	if a.Ceased.Set() {
		r.State, r.Ceased, r.Cause = stateCeased, a.Ceased.From(t0), cmp.Or(a.Cause, causeForgotten)
		if r.Cause == causeForgotten {
			r.Lost = nameOf(monthBefore(indemnisation.MonthOf(r.Ceased), 1))
		}
	}
	for _, m := range a.Messages {
		r.Messages = append(r.Messages, Message{At: m.At.From(t0), Subject: m.Subject, Text: m.Text, Letter: m.Letter})
	}
	return r, nil
}

// history lays out what happened and what others know.
func (a seedAccount) history(docs map[string]any, t0 time.Time) error {
	for _, m := range a.Months {
		month, err := seededMonth(m.Month, t0)
		if err != nil {
			return err
		}
		p := indemnisation.Pay(indemnisation.Right{SJR: a.SJR.Cents(), Daily: a.Daily.Cents()}, indemnisation.Declared{Month: monthNamed(month), Jobs: works(m.Jobs), Unpaid: m.Sick})
		docs[monthKey(a.Person, month)] = Month{
			Person: a.Person, Name: month, Number: "ACT-" + month, SentAt: m.At.From(t0), Via: "site", State: monthComputed,
			Jobs: works(m.Jobs), Unpaid: m.Sick, Looking: true, Days: p.Days, Net: p.Net,
		}
	}
	for _, t := range a.Truths {
		month, err := seededMonth(t.Month, t0)
		if err != nil {
			return err
		}
		truth := Truth{Sick: t.Sick, KnownAt: t0.Add(truthDelay)}
		if t.Known.Set() {
			truth.KnownAt = t.Known.From(t0)
		}
		for _, j := range t.Jobs {
			truth.Jobs = append(truth.Jobs, TrueJob{j.Employer, indemnisation.Work{Hours: j.Hours, Gross: j.Gross.Cents()}, j.Ended})
		}
		docs[truthKey(a.Person, month)] = truth
	}
	for i, p := range a.Payments {
		id := fmt.Sprintf("%04d", i+1)
		docs["paiement/"+ID+"/"+a.Person+"/"+id] = demarche.Payment{ID: id, Label: p.Label, Amount: int64(p.Amount.Cents()), At: p.At.From(t0)}
	}
	for i, d := range a.Debts {
		id := fmt.Sprintf("%04d", i+1)
		docs["dette/"+ID+"/"+a.Person+"/"+id] = demarche.Debt{ID: id, Label: d.Label, Amount: int64(d.Amount.Cents()), Left: int64(d.Amount.Cents()), At: d.At.From(t0), State: d.State}
	}
	return nil
}

// planDebts puts in the agenda the end of the month to answer to each debt; one
// that is over already is being kept back.
func (a seedAccount) planDebts(docs map[string]any, in portal.SeedInput) {
	for i, d := range a.Debts {
		id := fmt.Sprintf("%04d", i+1)
		due := indemnisation.DeadlinesOf(d.At.From(in.T0)).Repay.Add(time.Second)
		r := Recovery{Reason: d.Reason, Unfounded: d.Wrong, Withheld: d.State == "" && !due.After(in.T0)}
		docs[recoveryKey(a.Person, id)] = r
		if d.State == "" && !r.Withheld {
			in.Schedule(due, effectDebt, debtStep{a.Person, id, debtDue})
		}
	}
}

func works(jobs []seedJob) []indemnisation.Work {
	var all []indemnisation.Work
	for _, j := range jobs {
		all = append(all, indemnisation.Work{Hours: j.Hours, Gross: j.Gross.Cents()})
	}
	return all
}

var monthForm = regexp.MustCompile(`^M([+-]\d+)?$`)

// seededMonth names a month counted from the start's own: M, M-1; or
// « inscription », which is about none.
func seededMonth(written string, t0 time.Time) (string, error) {
	if written == "inscription" {
		return written, nil
	}
	found := monthForm.FindStringSubmatch(written)
	if found == nil {
		return "", fmt.Errorf("mois %q : écrivez M, M-1 ou inscription", written)
	}
	n, _ := strconv.Atoi(found[1]) // none: the month itself
	return nameOf(monthBefore(indemnisation.MonthOf(t0), -n)), nil
}

// monthBefore is the month n months before another.
func monthBefore(m indemnisation.Month, n int) indemnisation.Month {
	return indemnisation.MonthOf(time.Date(m.Year, m.Month-time.Month(n), 1, 0, 0, 0, 0, frtext.Paris))
}
