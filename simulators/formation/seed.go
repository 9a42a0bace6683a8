package formation

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"demarcheablanc/simulators/portal"
)

// seedAccount is one account, as a situation's file says it. Amounts are cents,
// moments are counted from the situation's start.
type seedAccount struct {
	Person    string        `yaml:"personne"`
	Secret    string        `yaml:"secret"` // the password that the situation issues; none: nobody knows it
	Email     string        `yaml:"courriel"`
	Mobile    string        `yaml:"mobile"`
	Fails     int           `yaml:"echecs"`
	Locked    time.Duration `yaml:"bloque"` // how long the lockout still lasts
	Total     int64         `yaml:"droits"`
	Years     []Year        `yaml:"annees"`
	JobSeeker bool          `yaml:"demandeur_emploi"`
	Dossiers  []seedDossier `yaml:"dossiers"`
	Activity  []seedLine    `yaml:"activite"`
}

type seedDossier struct {
	Training string        `yaml:"formation"`
	Intake   string        `yaml:"session"`
	State    string        `yaml:"etat"`
	At       portal.Moment `yaml:"le"` // of that state
	// Elsewhere: somebody did it without the person knowing.
	Elsewhere bool `yaml:"a_son_insu"`
}

type seedLine struct {
	At        portal.Moment `yaml:"le"`
	What      string        `yaml:"quoi"`
	Elsewhere bool          `yaml:"ailleurs"`
}

func (s *service) seed(in portal.SeedInput) (map[string]any, error) {
	var accounts []seedAccount
	if err := in.Decode(&accounts); err != nil {
		return nil, err
	}
	docs := map[string]any{"formation/debut": in.T0}
	dossiers := 0
	for _, a := range accounts {
		person, ok := in.People[a.Person]
		if !ok {
			return nil, fmt.Errorf("formation : la personne « %s » n’est pas dans cette situation", a.Person)
		}
		docs["acces/"+ID+"/"+a.Person] = a.account(person, in.T0)
		docs[rightsKey(a.Person)] = Rights{Account: a.Person, Total: a.Total, Years: a.Years, JobSeeker: a.JobSeeker}
		lines := []Line{}
		for _, l := range a.Activity {
			lines = append(lines, Line{l.At.From(in.T0), l.What, l.Elsewhere})
		}
		docs[logKey(a.Person)] = lines
		for _, d := range a.Dossiers {
			one, err := s.seedDossier(d, a, in.T0)
			if err != nil {
				return nil, fmt.Errorf("formation, compte %s : %w", a.Person, err)
			}
			dossiers++
			one.ID = fmt.Sprintf("F-%04d", dossiers)
			docs[dossierPrefix+one.ID] = one
		}
	}
	return docs, nil
}

func (a seedAccount) account(p portal.Person, t0 time.Time) portal.Account {
	number := portal.Digits(p.NIR)
	account := portal.Account{
		Site: ID, ID: a.Person, Person: a.Person, Identifier: number[:min(len(number), loginDigits)], Secret: portal.Secret{Issued: a.Secret},
		Email: a.Email, Mobile: cmp.Or(portal.Digits(a.Mobile), portal.Digits(p.Mobile)), Fails: a.Fails,
	}
	if account.Email == "" && len(p.Emails) > 0 {
		account.Email = p.Emails[0]
	}
	if a.Locked > 0 {
		account.LockedUntil = t0.Add(a.Locked)
	}
	return account
}

func (s *service) seedDossier(d seedDossier, a seedAccount, t0 time.Time) (Dossier, error) {
	t, ok := s.catalogue.training(d.Training)
	if !ok {
		return Dossier{}, fmt.Errorf("la formation « %s » n’est pas au catalogue", d.Training)
	}
	if _, ok := t.intake(d.Intake); !ok {
		return Dossier{}, fmt.Errorf("la formation « %s » n’a pas de session « %s »", d.Training, d.Intake)
	}
	states := []string{stateProposed, stateAccepted, stateRefused, stateCancelled}
	if !slices.Contains(states, d.State) {
		return Dossier{}, fmt.Errorf("etat « %s » : %v attendu (une demande en cours se fait dans la partie)", d.State, states)
	}
	at := portal.MomentOr(d.At, t0)
	one := Dossier{Account: a.Person, Training: t.ID, Intake: d.Intake, State: d.State, Asked: at, Elsewhere: d.Elsewhere}
	switch d.State {
	case stateProposed:
		one.Proposed = at
	case stateAccepted:
		one.Proposed, one.Accepted = at, at
		one.Due = due(t.Price, a.Total, a.JobSeeker)
		one.Paid = t.Price - one.Due
	default:
		one.Closed = at
	}
	return one, nil
}
