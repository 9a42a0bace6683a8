package impots

import (
	"fmt"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/simulators/portal"
)

// accountSeed is one account, as a situation's file says it. Without an
// identifier it is the person's own numéro fiscal; without a secret nobody
// knows the password, and only the mail gets back in.
type accountSeed struct {
	ID             string `yaml:"id"` // the person's id when left out
	portal.Account `yaml:",inline"`
	Notices        []Notice `yaml:"avis"`
}

func seed(in portal.SeedInput) (map[string]any, error) {
	var accounts []accountSeed
	if err := in.Decode(&accounts); err != nil {
		return nil, err
	}
	documents := map[string]any{}
	for _, a := range accounts {
		account, err := a.complete(in.People)
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

func (a accountSeed) complete(people map[string]portal.Person) (portal.Account, error) {
	account := a.Account
	person, ok := people[account.Person]
	if !ok {
		return account, fmt.Errorf("impots: personne « %s » inconnue de la situation", account.Person)
	}
	account.Site, account.ID = ID, a.ID
	if account.ID == "" {
		account.ID = account.Person
	}
	if account.Identifier == "" {
		account.Identifier = person.TaxNumber
	}
	account.Identifier = portal.Digits(account.Identifier)
	if err := fictif.CheckFiscal(account.Identifier); err != nil {
		return account, fmt.Errorf("impots: compte « %s » : %w", account.ID, err)
	}
	if account.Email == "" && len(person.Emails) > 0 {
		account.Email = person.Emails[0]
	}
	return account, nil
}
