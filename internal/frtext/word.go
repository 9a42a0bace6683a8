package frtext

import (
	"strings"
	"unicode/utf8"
)

// Plural chooses the word for n things. In French zero, one and minus one are
// singular: « 0 message », « 2 messages ».
func Plural(n int, one, many string) string {
	if n > -2 && n < 2 {
		return one
	}
	return many
}

// Count writes the number and the word: « 1 message », « 1 200 messages ».
func Count(n int, one, many string) string {
	return Number(int64(n)) + NBSP + Plural(n, one, many)
}

// CountOrNone is [Count] with words of its own for zero: « aucun message ».
func CountOrNone(n int, none, one, many string) string {
	if n == 0 {
		return none
	}
	return Count(n, one, many)
}

// List writes « a », « a et b », « a, b et c ».
func List(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + " et " + items[last]
}

// De puts « de » or « d' » before a word or a name: « d'Angela », « de Paul ».
func De(word string) string { return elide("d", word) }

// Que puts « que » or « qu' » before a word: « qu'elle », « que Paul ».
func Que(word string) string { return elide("qu", word) }

func elide(stem, word string) string {
	if startsWithVowelSound(word) {
		return stem + "'" + word
	}
	return stem + "e " + word
}

// noElision holds the beginnings of words before which French keeps the « e »
// though they begin with a vowel or an h. It is the list of what the project
// may say, birds first, not a dictionary.
var noElision = []string{
	"huppe", "hibou", "heron", "harle", "hobereau", "handicap", "haut", "hors", "huit",
	"hasard", "honte", "heros", "hall", "hangar", "hache", "haine", "halte", "onz", "oui", "ouistiti",
}

func startsWithVowelSound(word string) bool {
	key := SortKey(word)
	for _, start := range noElision {
		if strings.HasPrefix(key, start) {
			return false
		}
	}
	first, size := utf8.DecodeRuneInString(key)
	if first == 'y' {
		// « d'Yves » but « de yaourt »: before a vowel the y is a consonant.
		return len(key) > size && !strings.ContainsRune("aeiou", rune(key[size]))
	}
	return strings.ContainsRune("aeiouh", first)
}
