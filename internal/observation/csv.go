package observation

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"demarcheablanc/internal/frtext"
)

// CSV writes the grid as the paper sheet lays it out, for a French spreadsheet:
// UTF-8 with its mark, semicolons. A text that a spreadsheet would run as a
// formula is kept from it by an apostrophe.
func (k Kept) CSV() []byte {
	var out bytes.Buffer
	out.WriteString("\ufeff")
	w := csv.NewWriter(&out)
	w.Comma, w.UseCRLF = ';', true
	rows := [][]string{{"Bloc", "Ligne", "Statut", "Nom", "Observation", "Auto-évaluation"}}
	for _, item := range Items() {
		seen, own := k.Grid.Marks[item.Key], k.Self.Marks[item.Key]
		rows = append(rows, []string{item.Block, item.Label, status(item), seen.Name, seen.Stars.words(), own.Stars.words()})
	}
	for _, line := range [][3]string{
		{"Des remarques ? Des pistes d’amélioration ?", k.Grid.Remarks, k.Self.Remarks},
		{"À garder", k.Grid.Keep, k.Self.Keep},
		{"À essayer", k.Grid.Try, k.Self.Try},
	} {
		rows = append(rows, []string{line[0], "", "", "", line[1], line[2]})
	}
	for _, m := range k.Moments {
		rows = append(rows, []string{"Moment", m.Label(), "", frtext.Clock(m.At), m.Note, ""})
	}
	for _, row := range rows {
		for i := range row {
			row[i] = harmless(row[i])
		}
		_ = w.Write(row) // a buffer takes everything
	}
	w.Flush()
	return out.Bytes()
}

func status(item Item) string {
	if item.Required {
		return "obligatoire"
	}
	return "facultatif"
}

// words says an answer as a cell does: a figure, « non observé », or nothing.
func (s Stars) words() string {
	switch {
	case s == Unobserved:
		return "non observé"
	case s.Given():
		return strconv.Itoa(int(s))
	}
	return ""
}

func harmless(cell string) string {
	if strings.ContainsAny(firstByte(cell), "=+-@\t\r") {
		return "'" + cell
	}
	return cell
}

func firstByte(s string) string {
	if s == "" {
		return ""
	}
	return s[:1]
}
