package fictif_test

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"demarcheablanc/internal/fictif"
)

// wholeMail says in one pattern what an address is.
var wholeMail = regexp.MustCompile(`[\p{L}\d._%+'-]+@(?:[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?\.)+\p{L}{2,}`)

func TestAddressesAreFoundWhereThePatternFindsThem(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"@", "@", ".", "-", "a", "é", "1", " ", "_", "'", "\n", "jean", "fr", ".fr", "messagerie", ".com", "x.y", "\xff", "漢字", "+",
	})
	rapid.Check(t, func(t *rapid.T) {
		var text string
		for _, p := range rapid.SliceOfN(piece, 0, 16).Draw(t, "texte") {
			text += p
		}
		var want, got []string
		for _, at := range wholeMail.FindAllStringIndex(text, -1) {
			want = append(want, text[at[0]:at[1]])
		}
		for _, f := range fictif.Scan(text) {
			if f.Kind == fictif.KindEmail {
				got = append(got, text[f.Start:f.End])
			}
		}
		require.Equal(t, want, got, "%q", text)
	})
}

func BenchmarkAnAddressRead(b *testing.B) {
	b.Run("à la main", func(b *testing.B) {
		for b.Loop() {
			fictif.LooksReal("samia.loriot@messagerie.example")
		}
	})
	b.Run("par motif", func(b *testing.B) {
		for b.Loop() {
			wholeMail.FindStringIndex("samia.loriot@messagerie.example")
		}
	})
}
