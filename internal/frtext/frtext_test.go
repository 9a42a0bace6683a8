package frtext_test

import (
	"html/template"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"demarcheablanc/internal/frtext"
)

// plain turns no-break spaces into ordinary ones, so that tables stay readable.
func plain(s string) string { return strings.ReplaceAll(s, frtext.NBSP, " ") }

func TestMoneyKeepsItsUnitOnTheLine(t *testing.T) {
	assert.Equal(t, "1\u00a0234,56\u00a0€", frtext.Money(123456))
	for cents, want := range map[int64]string{
		0: "0,00 €", 5: "0,05 €", 99: "0,99 €", -250: "-2,50 €", 100000000: "1 000 000,00 €",
		math.MinInt64: "-92 233 720 368 547 758,08 €",
	} {
		assert.Equal(t, want, plain(frtext.Money(cents)))
	}
	assert.Equal(t, "930 €", plain(frtext.RoundMoney(93000)))
	assert.Equal(t, "930,50 €", plain(frtext.RoundMoney(93050)))
}

func TestNumbers(t *testing.T) {
	assert.Equal(t, "1 234 567", plain(frtext.Number(1234567)))
	assert.Equal(t, "-999", plain(frtext.Number(-999)))
	assert.Equal(t, "1 234,5", plain(frtext.Decimal(1234.5, 1)))
	assert.Equal(t, "0", frtext.Decimal(-0.2, 0), "rounds to nothing, not to minus nothing")
	assert.Equal(t, "-0,2", frtext.Decimal(-0.2, 1))
}

func TestNumberKeepsEveryDigit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, math.MaxInt64).Draw(t, "n")
		got := frtext.Number(n)
		assert.Equal(t, strings.Count(got, frtext.NBSP), (len(strings.ReplaceAll(got, frtext.NBSP, ""))-1)/3)
	})
}

func TestDates(t *testing.T) {
	at := time.Date(2026, 11, 21, 15, 25, 0, 0, time.UTC)
	assert.Equal(t, "samedi 21 novembre 2026", frtext.LongDate(at))
	assert.Equal(t, "21 novembre 2026", frtext.Date(at))
	assert.Equal(t, "21/11/2026", frtext.ShortDate(at))
	assert.Equal(t, "21 nov.", frtext.DayMonth(at))
	assert.Equal(t, "novembre 2026", frtext.MonthYear(at))
	assert.Equal(t, "16\u00a0h\u00a025", frtext.Clock(at))
	assert.Equal(t, "samedi 21 novembre 2026 à 16 h 25", plain(frtext.DateTime(at)))
	first := time.Date(2026, 8, 1, 7, 0, 0, 0, time.UTC)
	assert.Equal(t, "samedi 1er août 2026", frtext.LongDate(first))
	assert.Equal(t, "9 h", plain(frtext.Clock(first)))
	lastEvening := time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC)
	assert.Equal(t, "vendredi 1er janvier 2027", frtext.LongDate(lastEvening), "the day is the one in Paris")
}

func TestDurations(t *testing.T) {
	for d, want := range map[time.Duration]string{
		40 * time.Second: "40 s", 5 * time.Minute: "5 min", 65 * time.Minute: "1 h 05",
		2 * time.Hour: "2 h", 24 * time.Hour: "1 jour", 51 * time.Hour: "2 jours et 3 h", -time.Minute: "1 min",
	} {
		assert.Equal(t, want, plain(frtext.Duration(d)))
	}
}

func TestRelative(t *testing.T) {
	now := time.Date(2026, 10, 23, 18, 0, 0, 0, frtext.Paris)
	for _, c := range []struct {
		t    time.Time
		want string
	}{
		{now.Add(30 * time.Second), "à l'instant"},
		{now.Add(-5 * time.Minute), "il y a 5 minutes"},
		{now.Add(90 * time.Minute), "dans 1 heure"},
		{time.Date(2026, 10, 26, 9, 0, 0, 0, frtext.Paris), "dans 3 jours"}, // over the end of summer time
		{now.AddDate(0, 0, -3), "il y a 3 jours"},
		{now.AddDate(0, 4, 0), "dans 4 mois"},
		{now.AddDate(-16, 0, 0), "il y a 16 ans"},
	} {
		assert.Equal(t, c.want, plain(frtext.Relative(c.t, now)))
	}
}

func TestWords(t *testing.T) {
	assert.Equal(t, "0 message", plain(frtext.Count(0, "message", "messages")))
	assert.Equal(t, "1 200 messages", plain(frtext.Count(1200, "message", "messages")))
	assert.Equal(t, "aucun message", frtext.CountOrNone(0, "aucun message", "message", "messages"))
	assert.Equal(t, "2 messages", plain(frtext.CountOrNone(2, "aucun message", "message", "messages")))
	assert.Empty(t, frtext.List(nil))
	assert.Equal(t, "a", frtext.List([]string{"a"}))
	assert.Equal(t, "a, b et c", frtext.List([]string{"a", "b", "c"}))
}

func TestElision(t *testing.T) {
	for word, want := range map[string]string{
		"Angela": "d'Angela", "Paul": "de Paul", "Henri": "d'Henri", "Élise": "d'Élise",
		"hirondelle": "d'hirondelle", "HUPPE": "de HUPPE", "Yves": "d'Yves", "yaourt": "de yaourt",
		"onze heures": "de onze heures", "œuf": "d'œuf", "": "de ",
	} {
		assert.Equal(t, want, frtext.De(word))
	}
	assert.Equal(t, "qu'elle", frtext.Que("elle"))
	assert.Equal(t, "que Samia", frtext.Que("Samia"))
}

func TestSortKeySortsAsAReaderDoes(t *testing.T) {
	names := []string{"Zoé", "éric", "Eva", "Œuvrard", "Ophélie", "Ève"}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(frtext.SortKey(a), frtext.SortKey(b)) })
	assert.Equal(t, []string{"éric", "Eva", "Ève", "Œuvrard", "Ophélie", "Zoé"}, names)
	assert.Equal(t, "eleve", frtext.SortKey(" e\u0301le\u0300ve "), "accents apart from their letter")
}

func TestTemplatesAcceptAnyInteger(t *testing.T) {
	page, err := template.New("p").Funcs(frtext.Funcs()).Parse(`{{money .A}} {{number .B}} {{count .C "pli" "plis"}} {{longDate .D}}`)
	require.NoError(t, err)
	var out strings.Builder
	require.NoError(t, page.Execute(&out, struct {
		A int32
		B uint8
		C int
		D time.Time
	}{1250, 7, 2, time.Date(2026, 10, 15, 9, 30, 0, 0, frtext.Paris)}))
	assert.Equal(t, "12,50 € 7 2 plis jeudi 15 octobre 2026", plain(out.String()))
	wrong, err := template.New("w").Funcs(frtext.Funcs()).Parse(`{{money .}}`)
	require.NoError(t, err)
	require.Error(t, wrong.Execute(&out, "douze"))
}
