package impots

import (
	"fmt"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal/calcul"
)

// Return is the last return that a household sent for a year: a later one takes
// its place. Kept at impots/declaration/<household>/<year>.
type Return struct {
	Household string             `json:"foyer"`
	Year      int                `json:"annee"`   // of the incomes
	Person    string             `json:"signe"`   // who signed
	Dossier   string             `json:"dossier"` // key of the démarche's dossier
	Number    string             `json:"numero"`
	At        time.Time          `json:"le"`
	Rank      int                `json:"rang"`             // 1 for the first one sent
	First     time.Time          `json:"premiere"`         // when that one was
	Late      bool               `json:"retard,omitempty"` // the first one was
	Values    map[string]string  `json:"reponses"`         // the démarche's answers
	Filed     bareme.Declaration `json:"declaration"`
	Found     Found              `json:"calcul"`
}

// Found is what a declaration comes to.
type Found struct {
	Assessed bareme.Assessment  `json:"impot"`
	Rates    bareme.Withholding `json:"taux"`
	Settled  bareme.Settlement  `json:"solde"`
	Increase calcul.Cents       `json:"majoration,omitempty"` // for lateness, interest included
	Before   bareme.Before      `json:"avant"`
	Scale    int                `json:"bareme"` // the year whose scale was used
	Why      []calcul.Why       `json:"pourquoi,omitempty"`
}

func returnKey(household string, year int) string {
	return fmt.Sprintf("impots/declaration/%s/%d", household, year)
}

// returnOf is what a household declared for a year.
func returnOf(tx *sandbox.Tx, household string, year int) (Return, bool) {
	return sandbox.Get[Return](tx, returnKey(household, year))
}

// returnsOf lists what a household declared, newest year first.
func returnsOf(tx *sandbox.Tx, household string) []Return {
	var all []Return
	for _, key := range tx.Keys("impots/declaration/" + household + "/") {
		if r, ok := sandbox.Get[Return](tx, key); ok {
			all = append([]Return{r}, all...)
		}
	}
	return all
}
