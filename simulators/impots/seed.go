package impots

import (
	"cmp"
	"fmt"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/simulators/portal"
)

// accountSeed is one account, as a situation's file says it.
type accountSeed struct {
	ID         string        `yaml:"id"` // default: the person's
	Person     string        `yaml:"personne"`
	Identifier string        `yaml:"identifiant"` // default: the person's own numéro fiscal
	Secret     string        `yaml:"secret"`      // the password issued; none: nobody knows it, only the mail gets back in
	Email      string        `yaml:"courriel"`    // default: the person's first address
	Mobile     string        `yaml:"mobile"`
	Fails      int           `yaml:"echecs"`
	Locked     time.Duration `yaml:"bloque"` // how long the lockout still lasts
	Notices    []Notice      `yaml:"avis"`
}

func seed(in portal.SeedInput) (map[string]any, error) {
	var accounts []accountSeed
	if err := in.Decode(&accounts); err != nil {
		return nil, err
	}
	documents := map[string]any{}
	for _, a := range accounts {
		account, err := a.account(in)
		if err != nil {
			return nil, err
		}
		documents["acces/"+ID+"/"+account.ID] = account
		for _, n := range a.Notices {
			if n, err = n.complete(account.Person, in.People); err != nil {
				return nil, err
			}
			documents[noticeKey(n.ID)] = n
		}
	}
	return documents, nil
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
	if account.Email == "" && len(person.Emails) > 0 {
		account.Email = person.Emails[0]
	}
	if a.Locked > 0 {
		account.LockedUntil = in.T0.Add(a.Locked)
	}
	return account, nil
}
