package recherche

import (
	"slices"
	"strings"

	"demarcheablanc/fixtures"
)

// index is the fictional web as the engine knows it.
type index struct {
	Results []result `yaml:"resultats"`
	Ads     []result `yaml:"annonces"`
}

// result is one page that can be found. An ad shows for its own words only.
type result struct {
	ID    string   `yaml:"id"`
	Title string   `yaml:"titre"`
	Host  string   `yaml:"hote"`
	Path  string   `yaml:"chemin"`
	Text  string   `yaml:"texte"`
	Words []string `yaml:"mots"`
}

// URL is the result's world address.
func (r result) URL() string { return "https://" + r.Host + r.Path }

// add lets places be found, each on a page of the engine's own.
func (i *index) add(places []fixtures.Place) {
	for _, p := range places {
		i.Results = append(i.Results, result{
			ID: "lieu-" + p.ID, Title: p.Name, Host: Host, Path: "/lieu/" + p.ID,
			Text:  p.Kind + ". " + p.Description,
			Words: append([]string{"horaires", "adresse", "lieu", p.Address.City}, strings.Fields(p.Kind)...),
		})
	}
}

// find gives a result or an ad by id.
func (i *index) find(id string) (r result, ad, ok bool) {
	is := func(r result) bool { return r.ID == id }
	if at := slices.IndexFunc(i.Results, is); at >= 0 {
		return i.Results[at], false, true
	}
	if at := slices.IndexFunc(i.Ads, is); at >= 0 {
		return i.Ads[at], true, true
	}
	return result{}, false, false
}

// What a word is worth, by where it was found. A word of the text alone does
// not make a result by itself unless every word of the query is there.
const (
	inTitle = 4.0
	inWords = 4.0
	inHost  = 3.0
	inText  = 1.0
	// enough is the least score of a result: one word found elsewhere than in
	// the text, even misspelt.
	enough = 2.0
	most   = 12 // results shown
	mostAd = 2
)

// search ranks what answers a query, best first.
func (i *index) search(query string) []result {
	return rank(i.Results, query, most, func(r result, word string) float64 {
		best := inText * near(word, words(r.Text))
		best = max(best, inHost*near(word, words(r.Host)))
		best = max(best, inWords*near(word, words(strings.Join(r.Words, " "))))
		return max(best, inTitle*near(word, words(r.Title)))
	})
}

// ads gives the paid results for a query: they bought words.
func (i *index) ads(query string) []result {
	return rank(i.Ads, query, mostAd, func(r result, word string) float64 {
		return inWords * near(word, words(strings.Join(r.Words, " ")))
	})
}

func rank(among []result, query string, most int, worth func(result, string) float64) []result {
	type scored struct {
		result
		score float64
	}
	var found []scored
	asked := words(query)
	for _, r := range among {
		score := 0.0
		for _, word := range append(asked, joined(asked)...) {
			score += worth(r, word)
		}
		if score >= enough {
			found = append(found, scored{r, score})
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	var kept []result
	for _, s := range found[:min(most, len(found))] {
		kept = append(kept, s.result)
	}
	return kept
}
