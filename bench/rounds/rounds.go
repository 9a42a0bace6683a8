// Package rounds compares figures measured on a machine whose speed changes
// from one moment to the next: limit and cases are measured in turn, several
// times, and only ratios within one round count. It owns how a bar is read; what
// is measured belongs to each benchmark.
package rounds

import (
	"fmt"
	"slices"
	"strings"
)

// Case is something measured: Measure returns a rate, higher is better.
type Case struct {
	Name    string
	Measure func() (float64, error)
}

// Fewest is the number of rounds below which a figure is not published.
const Fewest = 5

// MostSpread is the ratio of the limit's best round to its worst above which
// the machine was too unsteady for the run to mean anything.
const MostSpread = 2

// Report is what a run found.
type Report struct {
	Limit  string
	Rates  []float64 // the limit's, per round
	Ratios []Ratio
}

// Ratio is one case over the limit.
type Ratio struct {
	Name     string
	PerRound []float64
}

// Median is the figure to read.
func (r Ratio) Median() float64 {
	sorted := slices.Sorted(slices.Values(r.PerRound))
	mid := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[mid]
	}
	return (sorted[mid-1] + sorted[mid]) / 2
}

// Compare measures n rounds. Within a round the limit comes first or last by
// turns, so that a machine that slows down favours neither.
func Compare(n int, limit Case, cases ...Case) (Report, error) {
	report := Report{Limit: limit.Name}
	for _, c := range cases {
		report.Ratios = append(report.Ratios, Ratio{Name: c.Name})
	}
	turn := append([]Case{limit}, cases...)
	for round := range n {
		rates := make([]float64, len(turn))
		for i := range turn {
			if round%2 == 1 {
				i = len(turn) - 1 - i
			}
			rate, err := turn[i].Measure()
			if err != nil {
				return Report{}, fmt.Errorf("%s, round %d: %w", turn[i].Name, round+1, err)
			}
			rates[i] = rate
		}
		report.Rates = append(report.Rates, rates[0])
		for i := range cases {
			report.Ratios[i].PerRound = append(report.Ratios[i].PerRound, rates[i+1]/rates[0])
		}
	}
	return report, nil
}

// Spread is the limit's best round over its worst.
func (r Report) Spread() float64 { return slices.Max(r.Rates) / slices.Min(r.Rates) }

// Void tells why the run means nothing, "" if it does.
func (r Report) Void() string {
	switch {
	case len(r.Rates) < Fewest:
		return fmt.Sprintf("%d manches, il en faut %d", len(r.Rates), Fewest)
	case r.Spread() > MostSpread:
		return fmt.Sprintf("la limite varie de 1 à %.1f : machine trop agitée", r.Spread())
	}
	return ""
}

// Median is the median ratio of the case of this name, 0 if there is none.
func (r Report) Median(name string) float64 {
	for _, ratio := range r.Ratios {
		if ratio.Name == name {
			return ratio.Median()
		}
	}
	return 0
}

// String is one line per case, then what the limit did.
func (r Report) String() string {
	var b strings.Builder
	for _, ratio := range r.Ratios {
		fmt.Fprintf(&b, "%s ÷ %s : %.3f (%.3f à %.3f)\n", ratio.Name, r.Limit, ratio.Median(), slices.Min(ratio.PerRound), slices.Max(ratio.PerRound))
	}
	fmt.Fprintf(&b, "%s : %.0f à %.0f par seconde sur %d manches", r.Limit, slices.Min(r.Rates), slices.Max(r.Rates), len(r.Rates))
	if why := r.Void(); why != "" {
		fmt.Fprintf(&b, "\nSANS VALEUR : %s", why)
	}
	return b.String()
}
