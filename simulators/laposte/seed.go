package laposte

import (
	"cmp"
	"fmt"
	"slices"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// seedIdentity is one identity, as a situation's file says it.
type seedIdentity struct {
	ID       string        `yaml:"id"` // default: the person's
	Person   string        `yaml:"personne"`
	Number   string        `yaml:"numero"`   // default: the person's mobile
	Email    string        `yaml:"courriel"` // default: the person's first address
	State    string        `yaml:"etat"`
	Verified portal.Moment `yaml:"verifiee"` // J-21
	Place    string        `yaml:"lieu"`
	Code     string        `yaml:"code"`  // the secret code issued, once activated
	Device   string        `yaml:"poste"` // the phone it is active on, once activated
}

func seed(in portal.SeedInput) (map[string]any, error) {
	var identities []seedIdentity
	if err := in.Decode(&identities); err != nil {
		return nil, err
	}
	documents := map[string]any{}
	for _, i := range identities {
		person, ok := in.People[i.Person]
		if !ok {
			return nil, fmt.Errorf("laposte : la personne « %s » n’est pas dans cette situation", i.Person)
		}
		i.complete(person)
		if err := i.check(); err != nil {
			return nil, fmt.Errorf("laposte, identité %s : %w", i.ID, err)
		}
		record := Record{Place: i.Place, Device: i.Device}
		if i.Verified.Set() {
			record.Verified = i.Verified.From(in.T0)
		}
		documents["acces/"+ID+"/"+i.ID] = portal.Account{
			Site: ID, ID: i.ID, Person: i.Person, Identifier: i.Number, Mobile: i.Number, Email: i.Email,
			Secret: portal.Secret{Issued: i.Code}, State: i.State,
		}
		documents[recordKey(i.ID)] = record
	}
	return documents, nil
}

func (i *seedIdentity) complete(p portal.Person) {
	i.ID = cmp.Or(i.ID, i.Person)
	i.Number = portal.Digits(cmp.Or(i.Number, p.Mobile))
	if i.Email == "" && len(p.Emails) > 0 {
		i.Email = p.Emails[0]
	}
}

func (i *seedIdentity) check() error {
	switch {
	case rank(i.State) < 0:
		return fmt.Errorf("état « %s » inconnu ; attendu : %s", i.State, frtext.List(slices.Clone(states[:])))
	case rank(i.State) >= rank(StateVerified) && !i.Verified.Set():
		return fmt.Errorf("une identité %s a été vérifiée un jour : écrivez par exemple « verifiee: J-21 »", i.State)
	case i.State == StateActivated && (len(portal.Digits(i.Code)) != codeLength || i.Device == ""):
		return fmt.Errorf("une identité activée a un code de 6 chiffres (code) et un téléphone (poste)")
	case i.State != StateActivated && (i.Code != "" || i.Device != ""):
		return fmt.Errorf("seule une identité activée a un code et un téléphone")
	}
	return fictif.CheckPhone(i.Number)
}
