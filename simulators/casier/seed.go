package casier

import (
	"fmt"
	"time"

	"demarcheablanc/simulators/portal"
)

// situation is what a situation's file says of the office.
type situation struct {
	Records      []seedRecord `yaml:"registre"`
	Confirmation seedDelivery `yaml:"confirmation"`
}

// seedRecord is a person on whose bulletin something stands, or nothing: who is
// left out has nothing.
type seedRecord struct {
	Person  string `yaml:"personne"`
	Mention bool   `yaml:"mention"`
}

// seedDelivery is how the confirmation mail travels.
type seedDelivery struct {
	After time.Duration `yaml:"apres"`
	Spam  bool          `yaml:"indesirable"`
}

func seed(in portal.SeedInput) (map[string]any, error) {
	var said situation
	if err := in.Decode(&said); err != nil {
		return nil, err
	}
	if said.Confirmation.After < 0 || said.Confirmation.After >= confirmLife {
		return nil, fmt.Errorf("casier : « confirmation: apres » doit rester sous les 24 heures du lien")
	}
	docs := map[string]any{settingsKey: settings{said.Confirmation.After, said.Confirmation.Spam}}
	for _, r := range said.Records {
		if _, ok := in.People[r.Person]; !ok {
			return nil, fmt.Errorf("casier : la personne « %s » n’est pas dans cette situation", r.Person)
		}
		docs[recordKey(r.Person)] = record{r.Mention}
	}
	return docs, nil
}
