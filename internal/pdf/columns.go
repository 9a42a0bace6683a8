package pdf

import (
	"regexp"
	"slices"
)

// figure is what a column must hold only to be set to the right.
var figure = regexp.MustCompile(`^[-+]?[\d\x{a0}\x{202f} ]+(,\d+)?([\x{a0} ]?(€|%|h|min|s))?$`)

// measure gives each column the width its longest line asks for. What is left
// is shared in proportion; when some is missing, the narrow columns keep theirs
// and the wide ones go to the line, so that dates and amounts are never cut.
func (t *table) measure() {
	const available = textWidth + gutter // the last gutter falls in the margin
	total := 0.0
	for c := range t.head {
		t.widths = append(t.widths, t.natural(c)+gutter)
		total += t.widths[c]
	}
	if total > available {
		level := ceiling(t.widths, available)
		for c, width := range t.widths {
			t.widths[c] = min(width, level)
		}
		return
	}
	for c := range t.widths {
		t.widths[c] *= available / total
	}
}

// natural is the width of the longest line of a column; it also tells whether
// the column holds figures only.
func (t *table) natural(c int) float64 {
	t.d.face("B", styleText.size)
	widest := t.d.out.GetStringWidth(clean(t.head[c]))
	t.d.face("", styleText.size)
	t.right[c] = len(t.cells) > 0
	for _, row := range t.cells {
		text := clean(row[c])
		widest = max(widest, t.d.out.GetStringWidth(text))
		t.right[c] = t.right[c] && (text == "" || figure.MatchString(text))
	}
	return max(widest, 10)
}

// ceiling finds the width above which columns are cut down, so that together
// they fill what is available.
func ceiling(widths []float64, available float64) float64 {
	sorted := slices.Sorted(slices.Values(widths))
	for i, width := range sorted {
		share := available / float64(len(sorted)-i)
		if width > share {
			return share
		}
		available -= width
	}
	return available
}
