package pdf

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// words replaces what the typeface has no sign for.
var words = strings.NewReplacer(
	"\u202f", "\u00a0", "\u2009", "\u00a0", "\u2011", "-", "\u200b", "",
	"→", "vers", "⇒", "donc", "←", "retour à", "↔", "et", "↑", "plus haut", "↓", "plus bas",
	"✓", "oui", "✔", "oui", "☑", "oui", "✅", "oui", "✗", "non", "✘", "non", "☒", "non", "❌", "non",
	"☐", "à cocher :", "●", "•", "▲", "•", "■", "•", "◆", "•", "⚠", "attention",
)

// rating finds stars written as text: « ★★★☆☆ » becomes « 3 sur 5 ».
var rating = regexp.MustCompile(`[★☆]+`)

// clean keeps what can be drawn: known signs, words for arrows and ticks, one
// space for each run of ordinary spaces, nothing for emoji and controls.
func clean(s string) string {
	s = rating.ReplaceAllStringFunc(s, func(stars string) string {
		return fmt.Sprintf("%d\u00a0sur\u00a0%d", strings.Count(stars, "★"), utf8.RuneCountInString(stars))
	})
	s = strings.ToValidUTF8(words.Replace(s), "")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case r > 0xffff || unicode.IsControl(r) || unicode.Is(unicode.Variation_Selector, r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }), " ")
}

// wrap cuts a text into lines of at most width millimetres in the current face.
// It cuts at ordinary spaces only: a figure keeps its unit. A word wider than a
// line is cut where it must be.
func (d *Doc) wrap(text string, width float64) []string {
	lines, line := []string{}, ""
	for _, word := range strings.Split(clean(text), " ") {
		if longer := strings.TrimPrefix(line+" "+word, " "); d.out.GetStringWidth(longer) <= width {
			line = longer
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for d.out.GetStringWidth(word) > width {
			size := d.fitting(word, width)
			lines, word = append(lines, word[:size]), word[size:]
		}
		line = word
	}
	return append(lines, line)
}

// fitting counts the bytes of a word that hold in a width, one rune at least.
func (d *Doc) fitting(word string, width float64) int {
	size := 0
	for size < len(word) {
		_, n := utf8.DecodeRuneInString(word[size:])
		if size > 0 && d.out.GetStringWidth(word[:size+n]) > width {
			break
		}
		size += n
	}
	return size
}

// metadata is the XMP packet: the same title, where newer readers look for it.
func metadata(o Options) []byte {
	var title, subject strings.Builder
	_ = xml.EscapeText(&title, []byte(o.Title)) // a Builder never fails
	_ = xml.EscapeText(&subject, []byte(o.Subject))
	return []byte(`<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + title.String() + `</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">` + subject.String() + `</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>fr-FR</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`)
}
