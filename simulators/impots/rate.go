package impots

import (
	"fmt"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal"
)

// The ways a rate is sent to who pays.
const (
	rateOwn       = "individualise"    // each spouse's own: the usual one since September 2025
	rateHousehold = "foyer"            // the same for both
	rateDefault   = "non_personnalise" // by the wage alone: the employer learns nothing
)

// RateChange is what a household asked of its withholding. Kept at
// impots/taux/<household>.
type RateChange struct {
	Asked     time.Time        `json:"demande"`
	From      time.Time        `json:"depuis"`           // when whoever pays applies it
	Until     time.Time        `json:"jusqu_a,omitzero"` // rates asked for end with the year; an option stays
	Household bareme.Tenths    `json:"foyer"`
	Own       [2]bareme.Tenths `json:"propres"`
	Fixed     bool             `json:"taux_fixe,omitempty"` // the rates above replace those of the last return
	Option    string           `json:"option,omitempty"`
	Quarterly time.Time        `json:"trimestriel_depuis,omitzero"` // when quarters begin
	Why       string           `json:"motif"`
}

func rateKey(household string) string { return "impots/taux/" + household }

// rates are what is withheld at a time.
type rates struct {
	Household bareme.Tenths
	Own       [2]bareme.Tenths
	Option    string
	Quarterly bool
	// QuarterlyFrom is when quarters begin, where they were chosen.
	QuarterlyFrom time.Time
	Since         time.Time
	From          string // where they come from
}

// shown is the rate of a declarant of that rank, as it is sent.
func (r rates) shown(rank int) string {
	switch r.Option {
	case rateDefault:
		return "taux non personnalisé"
	case rateHousehold:
		return r.Household.String()
	}
	return r.Own[min(rank, 1)].String()
}

// ratesAt are those of the last return whose year has come: N's incomes from
// 1 September N+1. What the household asked for comes over them.
func ratesAt(tx *sandbox.Tx, h Household, now time.Time) rates {
	r := rates{Household: h.Rate, Own: [2]bareme.Tenths{h.Rate, h.Rate}, Option: rateOwn, From: "vos déclarations précédentes"}
	for _, filed := range returnsOf(tx, h.ID) {
		if since := ratesFrom(filed.Year); !now.Before(since) {
			r.Household, r.Own, r.Since = filed.Found.Rates.Household, filed.Found.Rates.Own, since
			r.From = fmt.Sprintf("votre déclaration des revenus de %d", filed.Year)
			break
		}
	}
	change, ok := sandbox.Get[RateChange](tx, rateKey(h.ID))
	if !ok || now.Before(change.From) {
		return r
	}
	if change.Option != "" {
		r.Option, r.Quarterly, r.QuarterlyFrom = change.Option, !change.Quarterly.IsZero(), change.Quarterly
	}
	if change.Fixed && now.Before(change.Until) {
		r.Household, r.Own, r.Since, r.From = change.Household, change.Own, change.From, change.Why
	}
	return r
}

func ratesFrom(incomes int) time.Time { return at(incomes+1, time.September, 1, 0, 0, 0) }

type ratePage struct {
	who
	Couple  bool
	Rates   rates
	Lines   []rateLine
	Next    string // the rate of the return already sent, from September on
	NextOn  time.Time
	Pending *RateChange
	Own     acomptes
}

type rateLine struct{ Name, Rate string }

func (s *service) ratePage(v *portal.Visit, session portal.Session) error {
	h := householdOf(v.Tx, session.Person)
	page := ratePage{who: whoIs(v, session), Couple: len(h.Declarants) > 1, Rates: ratesAt(v.Tx, h, v.Now())}
	page.Own = s.acomptesOf(v.Tx, h)
	for rank := range h.Declarants {
		p, _ := h.declarant(v.Tx, rank)
		page.Lines = append(page.Lines, rateLine{p.Name(), page.Rates.shown(rank)})
	}
	if all := returnsOf(v.Tx, h.ID); len(all) > 0 && v.Now().Before(ratesFrom(all[0].Year)) {
		page.Next, page.NextOn = all[0].Found.Rates.Household.String(), ratesFrom(all[0].Year)
	}
	if change, ok := sandbox.Get[RateChange](v.Tx, rateKey(h.ID)); ok && v.Now().Before(change.From) {
		page.Pending = &change
	}
	return v.Render("prelevement.html", "Prélèvement à la source", page)
}
