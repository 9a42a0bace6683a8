package identites

import (
	"cmp"
	"fmt"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/simulators/portal"
)

// seedAccount is one account, as a situation's file says it under the name of
// its site.
type seedAccount struct {
	ID     string `yaml:"id"` // default: the person's
	Person string `yaml:"personne"`
	Number string `yaml:"numero"`   // default: the person's social security number (msa) or mobile
	Email  string `yaml:"courriel"` // default: the person's first address
	Secret string `yaml:"secret"`   // password (msa) or six-digit code
	Device string `yaml:"poste"`    // the phone that the application is active on
	Card   string `yaml:"carte"`    // franceidentite: recente, ancienne, or left out
	NoNFC  bool   `yaml:"sans_nfc"`
}

func seeder(site string) func(portal.SeedInput) (map[string]any, error) {
	return func(in portal.SeedInput) (map[string]any, error) {
		var accounts []seedAccount
		if err := in.Decode(&accounts); err != nil {
			return nil, err
		}
		docs := map[string]any{}
		for _, a := range accounts {
			person, ok := in.People[a.Person]
			if !ok {
				return nil, fmt.Errorf("%s : la personne « %s » n’est pas dans cette situation", site, a.Person)
			}
			a.complete(site, person)
			if err := a.check(site); err != nil {
				return nil, fmt.Errorf("%s, compte %s : %w", site, a.ID, err)
			}
			docs["acces/"+site+"/"+a.ID] = portal.Account{
				Site: site, ID: a.ID, Person: a.Person, Identifier: a.Number, Email: a.Email, Mobile: person.Mobile, Secret: portal.Secret{Issued: a.Secret},
			}
			docs[holderKey(site, a.ID)] = Holder{Device: a.Device, Card: a.Card, NoNFC: a.NoNFC}
		}
		return docs, nil
	}
}

func (a *seedAccount) complete(site string, p portal.Person) {
	a.ID = cmp.Or(a.ID, a.Person)
	usual := p.Mobile
	if site == MSA {
		usual = p.NIR
	}
	a.Number = portal.Digits(cmp.Or(a.Number, usual))
	if site == MSA && len(a.Number) == 15 {
		a.Number = a.Number[:13]
	}
	if a.Email == "" && len(p.Emails) > 0 {
		a.Email = p.Emails[0]
	}
}

func (a *seedAccount) check(site string) error {
	switch {
	case site == MSA && len(a.Number) != 13:
		return fmt.Errorf("un compte MSA a un numéro de sécurité sociale de 13 chiffres, ou 15 avec la clé")
	case site != MSA && len(portal.Digits(a.Secret)) != codeLength:
		return fmt.Errorf("le code secret de l’application (secret) compte 6 chiffres")
	case site != MSA && a.Device == "":
		return fmt.Errorf("l’application est active sur un téléphone : dites lequel (poste)")
	case a.Secret == "":
		return fmt.Errorf("il manque le mot de passe (secret)")
	case a.Card != CardNone && a.Card != CardRecent && a.Card != CardOld:
		return fmt.Errorf("carte « %s » inconnue ; écrivez recente ou ancienne, ou rien", a.Card)
	case site != France && (a.Card != CardNone || a.NoNFC):
		return fmt.Errorf("seule France Identité lit une carte")
	case site == Yris:
		return fictif.CheckPhone(a.Number)
	}
	return nil
}
