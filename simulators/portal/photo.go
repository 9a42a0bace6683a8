package portal

import (
	"fmt"
	"slices"
	"strings"

	"demarcheablanc/internal/pdf"
	"demarcheablanc/internal/sandbox"
)

// KindPicture is the kind of the files that show a paper: a photo or a scan. Any
// world has them; no service issues them.
const KindPicture = "portail.image"

// Shot is how a paper is taken.
type Shot struct {
	Device string // where the file goes
	Paper  string // id
	Person string // whose paper it is
	Back   bool   // its back too
	Hasty  bool   // blurred
	Scan   bool   // by the computer's scanner: light, always legible
}

// The weights of pictures, in bytes.
const (
	photoBytes = 3 << 20
	heicBytes  = 7 << 20
	scanBytes  = 400 << 10
)

// Take makes a picture of a paper and keeps it on a device. False where there is
// no such paper or device.
func Take(tx *sandbox.Tx, s Shot) (File, bool) {
	paper, ok := sandbox.Get[Paper](tx, "papier/"+s.Person+"/"+s.Paper)
	device, found := DeviceOf(tx, s.Device)
	if !ok || !found {
		return File{}, false
	}
	f := File{
		Kind: KindPicture, Title: paper.Title, Person: s.Person, Shows: paper.Kind,
		Params: map[string]string{"papier": s.Paper, "verso": yesNo(s.Back)},
	}
	n := 1 + len(device.Downloads)
	switch {
	case s.Scan:
		f.Name, f.Format, f.Bytes = fmt.Sprintf("numerisation-%02d.pdf", n), "pdf", scanBytes
	case device.HEIC:
		f.Name, f.Format, f.Bytes = fmt.Sprintf("IMG_%04d.heic", 2040+n), "heic", heicBytes
	default:
		f.Name, f.Format, f.Bytes = fmt.Sprintf("photo-%02d.jpg", n), "jpg", photoBytes
	}
	switch {
	case s.Hasty && !s.Scan:
		f.Flaw = FlawBlurred
	case len(paper.Back) > 0 && !s.Back:
		f.Flaw = FlawOneSide
	}
	SaveFile(tx, s.Device, f)
	return f, true
}

// pictured is the paper that a picture shows: one of the person's, or one that
// nobody here holds, whose lines the file tells between bars.
func pictured(tx *sandbox.Tx, f File) (Paper, bool) {
	if text := f.Params["texte"]; text != "" {
		return Paper{Title: f.Title, Text: strings.Split(text, " | ")}, true
	}
	return sandbox.Get[Paper](tx, "papier/"+f.Person+"/"+f.Params["papier"])
}

// drawPicture draws what a picture shows: the paper's own words.
func drawPicture(tx *sandbox.Tx, f File) ([]byte, error) {
	paper, ok := pictured(tx, f)
	if !ok {
		return nil, fmt.Errorf("image : le papier « %s » n’est plus là", f.Params["papier"])
	}
	d := pdf.New(pdf.Options{Title: paper.Title, Subject: "Image d’un papier", At: f.At})
	d.H1(paper.Title)
	lines := slices.Clone(paper.Text)
	if f.Params["verso"] == "oui" && len(paper.Back) > 0 {
		lines = append(append(lines, "Au verso :"), paper.Back...)
	}
	for _, line := range lines {
		if f.Flaw == FlawBlurred {
			line = blurred(line)
		}
		d.P(line)
	}
	return d.Bytes()
}

// blurred leaves the shapes of words, not their letters.
func blurred(line string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' {
			return r
		}
		return '~'
	}, line)
}
