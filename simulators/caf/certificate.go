package caf

import (
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/pdf"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal"
)

// Certificate is what a document says, kept under its code: whoever receives it
// can ask the Caf whether it says the same.
type Certificate struct {
	Code  string    `json:"code,omitempty"`
	Title string    `json:"titre"`
	Head  []pdf.KV  `json:"entete"`
	Lines []pdf.KV  `json:"lignes"` // none: nothing was paid
	At    time.Time `json:"le"`     // when it was first drawn
}

func certificateKey(code string) string { return "caf/attestation/" + code }

// certify makes the certificate of a month, with the code that its contents give.
func certify(f Folder, p portal.Person, kind string, m droits.Month, at time.Time) Certificate {
	c := Certificate{Title: "Attestation de paiement, " + m.String(), Head: []pdf.KV{{Label: "Allocataire", Value: p.Name()}}, At: at}
	if f.Number != "" {
		c.Head = append(c.Head, pdf.KV{Label: "Numéro", Value: f.Number})
	}
	if n := f.children(); n > 0 {
		c.Head = append(c.Head, pdf.KV{Label: "Enfants à charge", Value: strconv.Itoa(n)})
	}
	if kind == KindQuotient {
		q, why := quotientOf(f, m)
		c.Title = "Attestation de quotient familial, " + m.String()
		c.Head = append(c.Head, pdf.KV{Label: "Quotient familial", Value: frtext.RoundMoney(q * 100)})
		for _, l := range slices.All(why.Lines) {
			c.Lines = append(c.Lines, pdf.KV{Label: l.Label, Value: l.Amount})
		}
	} else {
		c.Lines = paidLines(f.entitled(m))
	}
	c.Code = c.code()
	return c
}

func paidLines(e Entitled) []pdf.KV {
	var lines []pdf.KV
	for _, b := range order {
		if e.Given[b] > 0 {
			lines = append(lines, pdf.KV{Label: names[b], Value: frtext.Money(int64(e.Given[b]))})
		}
	}
	if len(lines) > 0 {
		lines = append(lines, pdf.KV{Label: "Total", Value: frtext.Money(int64(e.Given.total()))})
	}
	return lines
}

// codeLetters leaves out what is mistaken for something else on paper: 0 and O,
// 1 and I.
const codeLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

// codeGroup and codeLength cut a code for the eye: ABCD-EFGH-JKLM.
const codeGroup, codeLength = 4, 12

// code follows from what is certified: one word more, and it is another.
func (c Certificate) code() string {
	said := []string{c.Title}
	for _, l := range slices.Concat(c.Head, c.Lines) {
		said = append(said, l.Label, l.Value)
	}
	sum := sha256.Sum256([]byte(strings.Join(said, "\n")))
	var code strings.Builder
	for i, b := range sum[:codeLength] {
		if i > 0 && i%codeGroup == 0 {
			code.WriteByte('-')
		}
		code.WriteByte(codeLetters[int(b)%len(codeLetters)])
	}
	return code.String()
}

// keep puts a certificate where its code finds it; the first day stays.
func (c Certificate) keep(tx *sandbox.Tx) Certificate {
	if known, ok := sandbox.Get[Certificate](tx, certificateKey(c.Code)); ok {
		return known
	}
	tx.Put(certificateKey(c.Code), c)
	return c
}

// certificateOf is what a file certifies: what was kept under its code, else what
// the folder says now.
func certificateOf(tx *sandbox.Tx, file portal.File) (Certificate, error) {
	if c, ok := sandbox.Get[Certificate](tx, certificateKey(file.Params[paramCode])); ok {
		return c, nil
	}
	f, person, m, err := drawn(tx, file)
	if err != nil {
		return Certificate{}, err
	}
	c := certify(f, person, file.Kind, m, file.At)
	c.Code = "" // it was never given by the site: nothing would find it
	return c, nil
}

// verifyPage is for whoever receives a certificate: no account is needed.
type verifyPage struct{ Found *Certificate }

func (s *service) verifyPage(v *portal.Visit) error {
	return v.Render("verification.html", "Vérifier une attestation", verifyPage{})
}

func (s *service) verify(v *portal.Visit) error {
	typed := strings.ToUpper(v.Value("code"))
	typed = strings.Map(func(r rune) rune {
		if strings.ContainsRune(codeLetters, r) {
			return r
		}
		return -1
	}, typed)
	var groups []string
	for part := range slices.Chunk([]byte(typed), codeGroup) {
		groups = append(groups, string(part))
	}
	c, ok := sandbox.Get[Certificate](v.Tx, certificateKey(strings.Join(groups, "-")))
	v.Witness(FactVerified, "trouve", yesNo(ok))
	if !ok {
		v.Problem("code", "Aucune attestation de la Caf ne porte ce code. Relisez-le sur le document : douze chiffres et lettres, sans zéro, sans la lettre O, sans 1 ni I. S’il est bien celui-là, demandez une autre attestation.")
		return s.verifyPage(v)
	}
	return v.Render("verification.html", "Cette attestation vient de la Caf", verifyPage{&c})
}

func yesNo(b bool) string {
	if b {
		return "oui"
	}
	return "non"
}
