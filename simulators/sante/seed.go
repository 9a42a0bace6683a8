package sante

import (
	"fmt"
	"slices"
	"time"

	"demarcheablanc/simulators/portal"
)

// seedSpace is one space, as a situation's file says it. Every moment is counted
// from the situation's start.
type seedSpace struct {
	Person     string        `yaml:"personne"`
	State      string        `yaml:"etat"` // attente (default), ouvert, oppose, ferme
	Opens      portal.Moment `yaml:"ouverture"`
	Serial     string        `yaml:"serie"` // only where ameli says nothing of the person
	Code       string        `yaml:"code"`
	CodeUntil  portal.Moment `yaml:"code_jusqu"`
	Identifier string        `yaml:"identifiant"`
	Secret     string        `yaml:"secret"`
	Email      string        `yaml:"courriel"`
	Mobile     string        `yaml:"mobile"`
	Profile    struct {
		Allergies  string `yaml:"allergies"`
		Treatments string `yaml:"traitements"`
		Contact    string `yaml:"a_prevenir"`
	} `yaml:"profil"`
	Documents     []seedDocument `yaml:"documents"`
	Messages      []seedDocument `yaml:"messages"`
	Vaccines      []seedEvent    `yaml:"vaccins"`
	Agenda        []seedEvent    `yaml:"agenda"`
	Professionals []struct {
		Name    string `yaml:"nom"`
		Trade   string `yaml:"metier"`
		Blocked bool   `yaml:"bloque"`
	} `yaml:"professionnels"`
	Children []struct {
		Name   string `yaml:"nom"`
		Born   string `yaml:"naissance"`
		Closed bool   `yaml:"ferme"`
	} `yaml:"enfants"`
}

type seedDocument struct {
	At    portal.Moment `yaml:"le"`
	From  string        `yaml:"de"`
	Title string        `yaml:"titre"`
	Text  []string      `yaml:"texte"`
}

type seedEvent struct {
	At    portal.Moment `yaml:"le"`
	Label string        `yaml:"quoi"`
}

func seed(in portal.SeedInput) (map[string]any, error) {
	var all []seedSpace
	if err := in.Decode(&all); err != nil {
		return nil, err
	}
	docs := map[string]any{}
	for _, s := range all {
		person, ok := in.People[s.Person]
		if !ok {
			return nil, fmt.Errorf("sante : la personne %q n’est pas dans cette situation", s.Person)
		}
		if s.State == "" {
			s.State = stateWaiting
		}
		if !slices.Contains([]string{stateWaiting, stateOpen, stateOpposed, stateClosed}, s.State) {
			return nil, fmt.Errorf("sante, %s : etat vaut attente, ouvert, oppose ou ferme, pas « %s »", s.Person, s.State)
		}
		docs[spaceKey(s.Person)] = s.space(in.T0)
		if s.State == stateOpen {
			docs["acces/"+ID+"/"+s.Person] = s.account(person)
		}
	}
	return docs, nil
}

func (s seedSpace) account(p portal.Person) portal.Account {
	a := portal.Account{Site: ID, ID: s.Person, Person: s.Person, Identifier: plain(s.Identifier), Secret: portal.Secret{Issued: s.Secret}, Email: s.Email, Mobile: portal.Digits(s.Mobile)}
	if a.Identifier == "" {
		a.Identifier = plain(identifierFor(p))
	}
	if a.Mobile == "" {
		a.Mobile = portal.Digits(p.Mobile)
	}
	return a
}

func (s seedSpace) space(t0 time.Time) Space {
	space := Space{
		Person: s.Person, State: s.State, OpensAt: s.Opens.From(t0), Serial: portal.Digits(s.Serial), Profile: Profile(s.Profile),
		Documents: documents(s.Documents, t0), Messages: documents(s.Messages, t0), Vaccines: events(s.Vaccines, t0), Agenda: events(s.Agenda, t0),
	}
	if s.Code != "" {
		space.Code, space.CodeUntil = portal.Secret{Issued: s.Code}, t0.Add(provisionalLife)
		if s.CodeUntil.Set() {
			space.CodeUntil = s.CodeUntil.From(t0)
		}
	}
	for _, p := range s.Professionals {
		space.Professionals = append(space.Professionals, Professional(p))
	}
	for _, c := range s.Children {
		space.Children = append(space.Children, Child(c))
	}
	return space
}

func documents(said []seedDocument, t0 time.Time) []Document {
	var all []Document
	for _, d := range said {
		all = append(all, Document{At: d.At.From(t0), From: d.From, Title: d.Title, Text: d.Text})
	}
	return all
}

func events(said []seedEvent, t0 time.Time) []Event {
	var all []Event
	for _, e := range said {
		all = append(all, Event{At: e.At.From(t0), Label: e.Label})
	}
	return all
}
