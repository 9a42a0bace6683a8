package caf

import (
	"maps"
	"slices"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal/calcul"
)

// The benefits that a household may receive.
const (
	benefitRSA     = "rsa"
	benefitBonus   = "prime"
	benefitHousing = "logement"
	benefitFamily  = "famille"
	benefitEarly   = "paje" // its basic allowance, as the situation gives it
)

// Folder is a household as the Caf knows it: it may be wrong, or late.
type Folder struct {
	Person string `json:"personne"`
	Number string `json:"numero,omitempty"` // 7 digits; empty before the first benefit
	// Origin is the month of the situation's start: months are named from it.
	Origin    droits.Month `json:"origine"`
	Address   []string     `json:"adresse,omitempty"`
	IBAN      string       `json:"iban,omitempty"`
	IBANOwner string       `json:"titulaire,omitempty"`
	Members   []Member     `json:"foyer"` // the holder first
	Home      Home         `json:"logement"`
	// RecentIsolation and Supported are as in droits.Household.
	RecentIsolation bool     `json:"isolement_recent,omitempty"`
	AloneSince      string   `json:"seul_depuis,omitempty"` // AAAA-MM-JJ, by a claim or a change
	Pregnant        bool     `json:"enceinte,omitempty"`
	Supported       int      `json:"enfants_soutenus,omitempty"`
	Disabled        int      `json:"enfants_handicapes,omitempty"`
	Benefits        []string `json:"prestations,omitempty"`
	// Early is the basic allowance of the PAJE, a month: nothing here computes it.
	Early calcul.Cents `json:"paje,omitempty"`
	// Stays are those abroad that make incomplete the months they touch.
	Stays []Stay `json:"sejours,omitempty"`
	// Due is the month of the declaration that is awaited; 0 for none.
	Due          droits.Month  `json:"declaration,omitempty"`
	Declarations []Declaration `json:"declarations,omitempty"`
	Months       []Entitled    `json:"droits,omitempty"`
	Taxable      calcul.Cents  `json:"imposable,omitempty"` // household, year N-2
	Alimony      calcul.Cents  `json:"pensions,omitempty"`
	Delay        int           `json:"delai"` // days that this Caf takes to look at a dossier
	Asked        []Asked       `json:"pieces,omitempty"`
	Messages     []Message     `json:"messages,omitempty"`
	Paydays      bool          `json:"echeances,omitempty"` // its paydays are in the agenda
}

// Member is somebody of the household.
type Member struct {
	ID       string `json:"id"`
	Name     string `json:"nom"`
	Born     string `json:"naissance"` // AAAA-MM-JJ
	Role     string `json:"role"`      // roleHolder…
	Activity string `json:"activite,omitempty"`
	Student  bool   `json:"etudiant,omitempty"`
	// Alternating is as in droits.Child.
	Alternating bool `json:"alternee,omitempty"`
	// Foreign, PermitYears and Worked are as in droits.Adult; the amounts as in its
	// Assets, Capital being TwoYearsAgo.
	Foreign       bool         `json:"etranger,omitempty"`
	PermitYears   int          `json:"annees_titre,omitempty"`
	Worked        bool         `json:"a_travaille,omitempty"`
	Idle          calcul.Cents `json:"epargne,omitempty"`
	Interest      calcul.Cents `json:"interets,omitempty"`
	Capital       calcul.Cents `json:"placements,omitempty"`
	EmptyBuilding calcul.Cents `json:"bien_vide,omitempty"`
	EmptyLand     calcul.Cents `json:"terrain,omitempty"`
}

// The places in a household.
const (
	roleHolder  = "titulaire"
	rolePartner = "conjoint"
	roleChild   = "enfant"
)

// Home is where the household lives.
type Home struct {
	Occupancy string       `json:"occupation"` // a key of occupancies
	Rent      calcul.Cents `json:"loyer,omitempty"`
	Zone      int          `json:"zone,omitempty"`
	Agreed    bool         `json:"conventionne,omitempty"`
	Shared    bool         `json:"colocation,omitempty"`
	Aid       calcul.Cents `json:"aide,omitempty"` // a month, as received
	// Year is what was received over the twelve months on which Aid stands, where
	// somebody told.
	Year calcul.Cents `json:"annee,omitempty"`
	Told bool         `json:"annee_connue,omitempty"`
	// ToLandlord: the aid is paid to the landlord, who takes it off the rent.
	ToLandlord bool      `json:"au_bailleur,omitempty"`
	Since      time.Time `json:"depuis,omitzero"`
}

// Declaration is what was declared in a month, and what was known then.
type Declaration struct {
	Month     droits.Month `json:"mois"`
	Resources Resources    `json:"ressources"`
	Sent      time.Time    `json:"le,omitzero"`
}

// Entitled is what is due for one month, as decided, net of the CRDS; amounts go
// by benefit.
type Entitled struct {
	Month droits.Month `json:"mois"`
	Due   amounts      `json:"du"`
	Given amounts      `json:"verse,omitempty"`
	Back  amounts      `json:"reclame,omitempty"` // given, then claimed back
	Paid  time.Time    `json:"paye,omitzero"`
}

type amounts map[string]calcul.Cents

func (a amounts) total() calcul.Cents {
	var sum calcul.Cents
	for _, c := range a {
		sum += c
	}
	return sum
}

func (a amounts) rights(m droits.Month) droits.MonthRights {
	return droits.MonthRights{Month: m, RSA: a[benefitRSA], ActivityBonus: a[benefitBonus], HousingAid: a[benefitHousing], Family: a[benefitFamily], Early: a[benefitEarly]}
}

// kept is what was given and not claimed back.
func (e Entitled) kept() droits.MonthRights {
	left := maps.Clone(e.Given)
	for benefit, c := range e.Back {
		left[benefit] -= c
	}
	return left.rights(e.Month)
}

// Asked is a document that the Caf wants.
type Asked struct {
	ID       string    `json:"id"`
	Kind     string    `json:"genre"` // what a file must show
	What     string    `json:"quoi"`
	Why      string    `json:"pourquoi"`
	Before   time.Time `json:"avant"`
	Received time.Time `json:"recue,omitzero"`
	State    string    `json:"etat,omitempty"` // empty, "reçu", "traité", "refusé"
}

// Message is what the Caf or the holder wrote in the account.
type Message struct {
	At      time.Time `json:"le"`
	Mine    bool      `json:"de_moi,omitempty"`
	Subject string    `json:"objet"`
	Text    []string  `json:"texte"`
}

func folderKey(person string) string { return "caf/dossier/" + person }

func folderOf(tx *sandbox.Tx, person string) (Folder, bool) {
	return sandbox.Get[Folder](tx, folderKey(person))
}

func putFolder(tx *sandbox.Tx, f Folder) { tx.Put(folderKey(f.Person), f) }

func (f *Folder) has(benefit string) bool { return slices.Contains(f.Benefits, benefit) }

func (f *Folder) gain(benefit string) {
	if !f.has(benefit) {
		f.Benefits = append(f.Benefits, benefit)
	}
}

// entitled is what was decided for a month; the zero value for nothing yet.
func (f *Folder) entitled(m droits.Month) Entitled {
	for _, e := range f.Months {
		if e.Month == m {
			return e
		}
	}
	return Entitled{Month: m, Due: amounts{}, Given: amounts{}, Back: amounts{}}
}

// entitle writes what is due for a month, in order of months.
func (f *Folder) entitle(e Entitled) {
	for i := range f.Months {
		if f.Months[i].Month == e.Month {
			f.Months[i] = e
			return
		}
	}
	f.Months = append(f.Months, e)
	slices.SortFunc(f.Months, func(a, b Entitled) int { return int(a.Month - b.Month) })
}

// declared is the declaration made for a month.
func (f *Folder) declared(m droits.Month) (Declaration, bool) {
	for _, d := range f.Declarations {
		if d.Month == m {
			return d, true
		}
	}
	return Declaration{}, false
}

// declare writes a declaration, instead of the one there was for the same month.
func (f *Folder) declare(d Declaration) {
	f.Declarations = slices.DeleteFunc(f.Declarations, func(old Declaration) bool { return old.Month == d.Month })
	f.Declarations = append(f.Declarations, d)
}

// awaited is the document asked first that has not come.
func (f *Folder) awaited() (Asked, bool) {
	for _, a := range f.Asked {
		if a.Received.IsZero() {
			return a, true
		}
	}
	return Asked{}, false
}

func (f *Folder) putAsked(a Asked) {
	for i := range f.Asked {
		if f.Asked[i].ID == a.ID {
			f.Asked[i] = a
			return
		}
	}
	f.Asked = append(f.Asked, a)
}

func (f *Folder) partner() *Member {
	for i := range f.Members {
		if f.Members[i].Role == rolePartner {
			return &f.Members[i]
		}
	}
	return nil
}

// age counts birthdays passed at a time; an unreadable date is 0.
func (m Member) age(at time.Time) int {
	born, err := time.Parse(time.DateOnly, m.Born)
	if err != nil {
		return 0
	}
	years := at.Year() - born.Year()
	if at.Month() < born.Month() || at.Month() == born.Month() && at.Day() < born.Day() {
		years--
	}
	return years
}

// isolationMonths is how long after a separation the increase for lone parents may
// still be had.
const isolationMonths = 18

// aloneLately tells, for the rights of a month, whether the household has been
// alone with children for less than that.
func (f *Folder) aloneLately(m droits.Month) bool {
	since, err := time.Parse(time.DateOnly, f.AloneSince)
	return f.RecentIsolation || err == nil && f.partner() == nil && m.First().Before(since.AddDate(0, isolationMonths, 0))
}

// declares says whether somebody's resources are asked one by one.
func (m Member) declares(at time.Time) bool { return m.Role != roleChild || m.age(at) > 16 }
