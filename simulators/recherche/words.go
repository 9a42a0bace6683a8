package recherche

import (
	"slices"
	"strings"
	"unicode"

	"demarcheablanc/internal/frtext"
)

// empty words find nothing by themselves.
var emptyWords = strings.Fields("a ai au aux avec ce cette comment d dans de des du elle en et est fait faire il je l la le les ma mes mon ne nous ou ou par pas pour qu que qui quoi s sa se ses son sur un une vous www https http fr com gouv example")

// words cuts a text into what can be compared: lower case, no accent, no empty
// word.
func words(text string) []string {
	all := strings.FieldsFunc(frtext.SortKey(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.DeleteFunc(all, func(w string) bool { return slices.Contains(emptyWords, w) })
}

// joined glues neighbours: « france connect » also asks for « franceconnect ».
func joined(words []string) []string {
	var pairs []string
	for i := 0; i+1 < len(words); i++ {
		pairs = append(pairs, words[i]+words[i+1])
	}
	return pairs
}

// How near two words are.
const (
	same    = 1.0
	begins  = 0.7 // one begins the other: attestation, attestations
	misspel = 0.6
)

// near is how near a word is to the nearest of some others, 0 to 1.
func near(word string, others []string) float64 {
	best := 0.0
	for _, other := range others {
		best = max(best, nearness(word, other))
	}
	return best
}

// shortest: words under it are compared letter for letter.
const shortest = 4

func nearness(a, b string) float64 {
	switch {
	case a == b:
		return same
	case len(a) < shortest || len(b) < shortest:
		return 0
	case strings.HasPrefix(a, b) || strings.HasPrefix(b, a):
		return begins
	case distance(a, b) <= tolerated(min(len(a), len(b))):
		return misspel
	}
	return 0
}

// tolerated is how many slips a word of n letters may hold.
func tolerated(n int) int {
	switch {
	case n >= 9:
		return 2
	case n >= 5:
		return 1
	}
	return 0
}

// distance counts the letters to add, drop or change to go from a to b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := diagonal
			if a[i-1] != b[j-1] {
				change++
			}
			diagonal = row[j]
			row[j] = min(change, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}
