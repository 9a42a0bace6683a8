package franceconnect

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"demarcheablanc/simulators/portal"
)

// situation is what a situation's file says of FranceConnect.
type situation struct {
	Accounts []seedAccount `yaml:"fournisseurs"`
	Holders  []seedHolder  `yaml:"personnes"`
	Services []seedService `yaml:"services"`
	Trusted  []seedTrusted `yaml:"appareils"`
}

// seedAccount suspends an account, or announces one without a site.
type seedAccount struct {
	UID     string `yaml:"fi"`
	Active  bool   `yaml:"actif"`
	Message string `yaml:"message"`
	Title   string `yaml:"titre"`
	Order   int    `yaml:"ordre"`
}

type seedHolder struct {
	Person   string        `yaml:"personne"`
	Disabled bool          `yaml:"desactive"`
	Blocked  []string      `yaml:"bloques"`
	Register string        `yaml:"etat_civil"`
	History  []seedPassage `yaml:"historique"`
}

// seedPassage is one line of history, so long before the situation's start.
type seedPassage struct {
	Ago     time.Duration `yaml:"il_y_a"`
	Service string        `yaml:"service"`
	Account string        `yaml:"fi"`
	Code    string        `yaml:"code"` // left out for a login that went well
}

type seedService struct {
	Client   string   `yaml:"service"`
	Excluded []string `yaml:"exclus"`
}

// seedTrusted is a screen on which people have logged in before.
type seedTrusted struct {
	Device string   `yaml:"poste"`
	People []string `yaml:"personnes"`
}

func seed(in portal.SeedInput) (map[string]any, error) {
	var said situation
	if err := in.Decode(&said); err != nil {
		return nil, err
	}
	docs := map[string]any{}
	for _, a := range said.Accounts {
		docs[statusKey(a.UID)] = Status{Active: a.Active, Message: a.Message, Title: a.Title, Order: a.Order}
	}
	for _, service := range said.Services {
		docs["franceconnect/service/"+service.Client] = Rules{Excluded: service.Excluded}
	}
	for _, t := range said.Trusted {
		seen := map[string]time.Time{}
		for _, person := range t.People {
			if _, ok := in.People[person]; !ok {
				return nil, stranger(person)
			}
			seen[person] = in.T0
		}
		docs["franceconnect/appareil/"+t.Device] = screen{Seen: seen}
	}
	for _, h := range said.Holders {
		if err := h.into(docs, in); err != nil {
			return nil, err
		}
	}
	return docs, nil
}

func stranger(person string) error {
	return fmt.Errorf("franceconnect : la personne « %s » n’est pas dans cette situation", person)
}

func (h seedHolder) into(docs map[string]any, in portal.SeedInput) error {
	if _, ok := in.People[h.Person]; !ok {
		return stranger(h.Person)
	}
	if h.Register != "" && registerCodes[h.Register] == "" {
		known := slices.Sorted(maps.Keys(registerCodes))
		return fmt.Errorf("franceconnect, %s : etat_civil « %s » inconnu ; écrivez l’un de : %s", h.Person, h.Register, strings.Join(known, ", "))
	}
	docs[holderKey(h.Person)] = Holder{Disabled: h.Disabled, Blocked: h.Blocked, Register: h.Register}
	list := []Passage{}
	for _, p := range h.History {
		passage := Passage{At: in.T0.Add(-p.Ago), Service: p.Service, Account: p.Account, Code: p.Code}
		if p.Code == "" {
			passage.Reference = fmt.Sprintf("EX%08d", int(p.Ago.Minutes()))
		}
		list = append(list, passage)
	}
	docs[historyKey(h.Person)] = list
	return nil
}
