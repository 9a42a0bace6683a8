package impots

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// accountSeed is one person, as a situation's file says her.
type accountSeed struct {
	ID         string        `yaml:"id"` // default: the person's
	Person     string        `yaml:"personne"`
	Identifier string        `yaml:"identifiant"` // default: the person's own numéro fiscal
	Secret     string        `yaml:"secret"`      // the password issued; none: nobody knows it, only the mail gets back in
	Email      string        `yaml:"courriel"`    // default: the person's first address
	Mobile     string        `yaml:"mobile"`
	Fails      int           `yaml:"echecs"`
	Locked     time.Duration `yaml:"bloque"` // how long the lockout still lasts
	Notices    []Notice      `yaml:"avis"`   // annee may be counted from the start: 0 is this year's, -1 the last one's

	// Space is "actif", or "aucun" where the person has yet to make one.
	Space string `yaml:"espace"`
	// Access is the n° d'accès en ligne, 7 digits, that creating a space asks for.
	Access string `yaml:"acces"`
	// Known are the browsers that were given a code in the last six months.
	Known     []string       `yaml:"navigateurs"`
	Household *householdSeed `yaml:"foyer"` // default: alone, or that of the newest notice
	Messages  []messageSeed  `yaml:"messages"`
}

type messageSeed struct {
	Message `yaml:",inline"`
	At      portal.Moment `yaml:"recu"`
}

// The spaces there can be.
const (
	spaceActive = "actif"
	spaceNone   = "aucun"
)

// sower turns a situation's list into documents.
type sower struct {
	portal.SeedInput
	s    *service
	docs map[string]any
}

func (s *service) seed(in portal.SeedInput) (map[string]any, error) {
	var accounts []accountSeed
	if err := in.Decode(&accounts); err != nil {
		return nil, err
	}
	w := &sower{in, s, map[string]any{}}
	for _, a := range accounts {
		if err := w.account(a); err != nil {
			return nil, err
		}
	}
	// Households come once all notices are known: those that nobody describes
	// are taken from them.
	for _, described := range []bool{true, false} {
		for _, a := range accounts {
			if (a.Household != nil) != described {
				continue
			}
			if err := w.household(a); err != nil {
				return nil, err
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(w.docs)) {
		if h, ok := w.docs[key].(Household); ok {
			s.plan(in, h)
		}
	}
	return w.docs, nil
}

func (w *sower) year() int { return w.T0.In(frtext.Paris).Year() }

func (w *sower) account(a accountSeed) error {
	account, err := a.account(w.SeedInput)
	if err != nil {
		return err
	}
	switch a.Space {
	case "", spaceActive:
		w.docs["acces/"+ID+"/"+account.ID] = account
	case spaceNone:
	default:
		return fmt.Errorf("impots, %s : espace vaut « actif » ou « aucun », pas « %s »", a.Person, a.Space)
	}
	for _, n := range a.Notices {
		if n, err = n.complete(account.Person, w.People, w.year()); err != nil {
			return err
		}
		w.docs[noticeKey(n.ID)] = n
	}
	for i, m := range a.Messages {
		kept := m.Message
		kept.ID, kept.At = fmt.Sprintf("%04d", i+1), portal.MomentOr(m.At, w.T0)
		w.docs[messagesKey(a.Person)+kept.ID] = kept
	}
	for _, device := range a.Known {
		w.docs["navigateur/"+device+"/"+ID] = map[string]string{"navigateur." + account.ID: w.T0.Format(timeLayout)}
	}
	return nil
}

func (a accountSeed) account(in portal.SeedInput) (portal.Account, error) {
	person, ok := in.People[a.Person]
	if !ok {
		return portal.Account{}, fmt.Errorf("impots : la personne « %s » n’est pas dans cette situation", a.Person)
	}
	account := portal.Account{
		Site: ID, ID: cmp.Or(a.ID, a.Person), Person: a.Person, Secret: portal.Secret{Issued: a.Secret}, Fails: a.Fails,
		Identifier: portal.Digits(cmp.Or(a.Identifier, person.TaxNumber)), Email: a.Email, Mobile: portal.Digits(a.Mobile),
	}
	if err := fictif.CheckFiscal(account.Identifier); err != nil {
		return account, fmt.Errorf("impots, compte %s : %w", account.ID, err)
	}
	if a.Access != "" && len(portal.Digits(a.Access)) != accessDigits {
		return account, fmt.Errorf("impots, compte %s : acces a %d chiffres", account.ID, accessDigits)
	}
	if account.Email == "" && len(person.Emails) > 0 {
		account.Email = person.Emails[0]
	}
	if a.Locked > 0 {
		account.LockedUntil = in.T0.Add(a.Locked)
	}
	return account, nil
}
