package pdf_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/pdf"
)

// keep writes the sample document where the flag says, to be looked at.
var keep = flag.String("keep", "", "file to write the sample document to")

var at = time.Date(2026, 10, 15, 16, 25, 0, 0, frtext.Paris)

func sample(t *testing.T) []byte {
	t.Helper()
	d := pdf.New(pdf.Options{Title: "Attestation de droits — Samia LORIOT", Subject: "Document d'exercice", At: at})
	d.H1("Attestation de droits")
	d.P("Cette attestation est valable du 15 octobre 2026 au 14 octobre 2027. Elle tient lieu de preuve des droits de la personne auprès d'un établissement de santé, d'un employeur ou d'une pharmacie, partout dans le Val-d'Exemple → à présenter ✔.")
	d.H2("La personne")
	d.KeyValues([]pdf.KV{
		{"Nom de naissance", "SITTELLE"},
		{"Nom d'usage", "LORIOT"},
		{"Numéro de sécurité sociale", "2\u202f90\u202f05\u202f00\u202f014\u202f905\u202f65"},
		{"Adresse", "8 rue du Lavoir, bâtiment des Sittelles, escalier C, 00900 Saint-Exemple-les-Tilleuls"},
	})
	d.H2("Les remboursements")
	d.Table([]string{"Date", "Acte", "Montant"}, [][]string{
		{"02/09/2026", "Consultation chez une médecin généraliste, avec un libellé assez long pour aller à la ligne deux fois", "26,50 €"},
		{"21/09/2026", "Pharmacie", "1 204,00 €"},
		{"30/09/2026", "Indemnité"},
	})
	d.H2("À retenir")
	d.List([]string{"Gardez ce papier : il ne se périme pas avant un an.", "La borne de la CPAM en imprime un autre avec la carte Vitale, sans compte ni mot de passe, jusqu'à 17 h."})
	d.Steps([]string{"Ouvrir", "Lire"})
	d.Stars("Accueillir l'énervement avant l'écran", 3, 5)
	d.Stars("Une cause à la fois, en le disant avec des mots simples et sans jamais reprendre la souris", 0, 5)
	d.Spacer(4)
	d.Signatures([]pdf.Signature{{"Samia LORIOT", []string{"Lu et approuvé, le"}}, {Who: "Pour l'établissement"}})
	d.Signatures(nil)
	d.QR("http://sandbox.local:8080/rejoindre/4120", "Code à lire avec un téléphone pour rejoindre l'atelier 4120", "À côté du code")
	file, err := d.Bytes()
	require.NoError(t, err)
	return file
}

// tool runs one of the programs that read PDF files, on a file.
func tool(t *testing.T, name string, file []byte, args ...string) string {
	t.Helper()
	program, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") == "true" {
			require.NoError(t, err, "CI must have poppler-utils and qpdf")
		}
		t.Skipf("%s is not installed", name)
	}
	where := filepath.Join(t.TempDir(), "document.pdf")
	require.NoError(t, os.WriteFile(where, file, 0o600))
	out, err := exec.CommandContext(t.Context(), program, append(args, where)...).CombinedOutput()
	require.NoError(t, err, string(out))
	return strings.ReplaceAll(string(out), "\u00a0", " ")
}

func TestDocumentIsTaggedAndSound(t *testing.T) {
	file := sample(t)
	if *keep != "" {
		require.NoError(t, os.WriteFile(*keep, file, 0o600))
	}
	info := tool(t, "pdfinfo", file)
	assert.Regexp(t, `Tagged: +yes`, info)
	assert.Regexp(t, `Title: +Attestation de droits — Samia LORIOT`, info)
	assert.Regexp(t, `PDF version: +1\.7`, info)
	assert.Contains(t, tool(t, "qpdf", file, "--check"), "No syntax or stream encoding errors found")
}

func TestStructureSaysEverythingInOrder(t *testing.T) {
	got := tool(t, "pdfinfo", sample(t), "-struct-text")
	last := 0
	for _, want := range []string{
		"Document", `"EXERCICE — aucune donnée réelle"`, "H1 (block)", `"Attestation de droits"`, "P (block)",
		`"Cette attestation est valable du 15 octobre 2026 au 14 octobre 2027. Elle tient lieu de preuve des droits de la personne auprès d'un établissement de santé, d'un employeur ou d'une pharmacie, partout dans le Val-d'Exemple vers à présenter oui."`,
		"H2 (block)", `"La personne"`, "Table", "TR", "TH", `"Nom de naissance"`, "TD", `"SITTELLE"`,
		`"2 90 05 00 014 905 65"`, `"8 rue du Lavoir, bâtiment des Sittelles, escalier C, 00900 Saint-Exemple-les-Tilleuls"`,
		`"Date"`, `"Montant"`, `"Consultation chez une médecin généraliste, avec un libellé assez long pour aller à la ligne deux fois"`,
		`"1 204,00 €"`, "L (block)", "LI (block)", "Lbl", `"•"`, "LBody", `"Gardez ce papier : il ne se périme pas avant un an."`,
		`"2."`, `"Lire"`, `"Accueillir l'énervement avant l'écran : "`, `"3 sur 5"`, `"non observé"`,
		`"Samia LORIOT"`, `"Lu et approuvé, le"`, `"Pour l'établissement"`, "Figure", `"À côté du code"`,
	} {
		i := strings.Index(got[last:], want)
		require.GreaterOrEqual(t, i, 0, "%s\nnot found after\n%s", want, got[:last])
		last += i
	}
	assert.Equal(t, 1, strings.Count(got, "EXERCICE"), "heard once, seen on every page")
	assert.Contains(t, tool(t, "pdfinfo", sample(t), "-struct"), "Scope")
}

func TestEveryPageIsMarked(t *testing.T) {
	d := pdf.New(pdf.Options{Title: "Long", At: at})
	d.H1("Long")
	var rows [][]string
	for i := range 60 {
		d.P(fmt.Sprintf("Paragraphe %d. ", i) + strings.Repeat("Une phrase ordinaire. ", 12))
		rows = append(rows, []string{fmt.Sprint(i), strings.Repeat("mot ", 20)})
	}
	rows = append(rows, []string{"61", strings.Repeat("une cellule plus haute que la page ", 120)})
	d.Table([]string{"N°", "Texte"}, rows)
	file, err := d.Bytes()
	require.NoError(t, err)
	pages := strings.Split(strings.TrimSuffix(tool2text(t, file), "\f"), "\f")
	require.Greater(t, len(pages), 8)
	for i, page := range pages {
		assert.GreaterOrEqual(t, strings.Count(page, pdf.Marking), 2, "page %d", i+1)
	}
	assert.Contains(t, tool(t, "qpdf", file, "--check"), "No syntax")
	text := strings.Join(strings.Fields(tool(t, "pdfinfo", file, "-struct-text")), " ")
	for i := range 60 {
		assert.Contains(t, text, fmt.Sprintf("Paragraphe %d.", i))
	}
	assert.Equal(t, 120, strings.Count(text, "haute"), "no line is lost over a page")
}

// tool2text gives the text as drawn, marking included, a form feed after a page.
func tool2text(t *testing.T, file []byte) string {
	t.Helper()
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	read := exec.CommandContext(t.Context(), program, "-", "-")
	read.Stdin = bytes.NewReader(file)
	out, err := read.Output()
	require.NoError(t, err)
	return string(out)
}

func TestSameCallsSameBytes(t *testing.T) {
	first := sample(t)
	for range 3 {
		assert.True(t, bytes.Equal(first, sample(t)))
	}
}

func TestOddTextsAreDrawn(t *testing.T) {
	d := pdf.New(pdf.Options{Title: "Bizarre <&>", At: at})
	d.H1("")
	d.P("émoji 😀\ufe0f, contrôle \x01, octets \xff, (parenthèses) \\ et \"guillemets\"")
	d.P(strings.Repeat("x", 400))
	d.P("   ")
	d.P("note ★★★☆☆ ← ☐")
	d.List(nil)
	d.Table(nil, nil)
	d.Table([]string{"Vide"}, nil)
	d.Table([]string{"A", "B"}, [][]string{{"1"}, {"1", "2", "3"}})
	d.KeyValues(nil)
	file, err := d.Bytes()
	require.NoError(t, err)
	got := tool(t, "pdfinfo", file, "-struct-text")
	assert.Contains(t, got, "note 3 sur 5 retour à à cocher :")
	assert.Contains(t, got, `émoji , contrôle , octets , (parenthèses) \ et "guillemets"`)
	assert.Contains(t, tool(t, "qpdf", file, "--check"), "No syntax")
}

func TestNarrowColumnsAreNotCutByWideOnes(t *testing.T) {
	d := pdf.New(pdf.Options{Title: "Large", At: at})
	long := strings.Repeat("une remarque assez longue ", 8)
	d.Table([]string{"Date", "Remarque", "Suite", "Montant"}, [][]string{{"02/09/2026", long, long, "1\u00a0204,00\u00a0€"}})
	file, err := d.Bytes()
	require.NoError(t, err)
	got := tool2text(t, file)
	assert.Contains(t, got, "02/09/2026")
	assert.Contains(t, strings.ReplaceAll(got, "\u00a0", " "), "1 204,00 €")
}

func TestAnImpossibleCodeIsTold(t *testing.T) {
	d := pdf.New(pdf.Options{Title: "Code", At: at})
	d.QR("", "rien")
	_, err := d.Bytes()
	require.Error(t, err)
}
