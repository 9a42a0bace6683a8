package courriel

import (
	"strings"

	"demarcheablanc/internal/pdf"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// KindLeaflet is an attachment that a situation writes itself: its paragraphs
// stand in the file's parameter "texte", one a line.
const KindLeaflet = "courriel.piece"

func drawLeaflet(_ *sandbox.Tx, f portal.File) ([]byte, error) {
	doc := pdf.New(pdf.Options{Title: f.Title, At: f.At})
	doc.H1(f.Title)
	for _, paragraph := range strings.Split(f.Params["texte"], "\n") {
		doc.P(strings.TrimSpace(paragraph))
	}
	return doc.Bytes()
}
