package caf_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf"
	"demarcheablanc/simulators/portal/demarche"
	"demarcheablanc/simulators/portal/portaltest"
)

// codesGiven lists the codes of the certificates drawn so far.
func codesGiven(w *portaltest.World) (codes []string) {
	w.Read(func(tx *sandbox.Tx) {
		for _, key := range tx.Keys("caf/attestation/") {
			codes = append(codes, strings.TrimPrefix(key, "caf/attestation/"))
		}
	})
	return codes
}

// Whoever receives a certificate checks its code without an account: what the Caf
// issued is shown, as it was that day.
func TestACertificateIsCheckedByItsCode(t *testing.T) {
	w := open(t, nadiaSeed, nil)
	b := login(w).Get(home + "/attestations/document/paiement/2026-09")
	require.NotEmpty(t, b.Answer.Content)
	codes := codesGiven(w)
	require.Len(t, codes, 1)
	require.Regexp(t, `^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$`, codes[0])
	b.Get(home + "/attestations/document/paiement/2026-09")
	require.Equal(t, codes, codesGiven(w), "the same certificate has the same code")

	other := w.On("tel-samia", "aide").Get(home + "/").Click("Vérifier son code").See("dit si elle est vraie")
	other.Fill("Code de l’attestation", "AAAA-BBBB-CCCC").Click("Vérifier").Status(422).See("Aucune attestation de la Caf ne porte ce code")
	w.MustSee(caf.FactVerified, "trouve", "non")
	typed := strings.ToLower(strings.ReplaceAll(codes[0], "-", " "))
	other.Get(home+"/verification").Fill("Code de l’attestation", typed).Click("Vérifier").Status(200)
	other.See("15 octobre 2026", "Attestation de paiement, septembre 2026", "Nadia ALOUETTE", "693,35", "1 155,60")
	w.MustSee(caf.FactVerified, "trouve", "oui")

	// What is paid since makes another certificate; the first stays as it was.
	w.Do(func(tx *sandbox.Tx) {
		f, _ := sandbox.Get[caf.Folder](tx, "caf/dossier/nadia")
		for _, e := range f.Months {
			if e.Month.String() == "septembre 2026" {
				e.Given["prime"] += 1000
			}
		}
		tx.Put("caf/dossier/nadia", f)
		demarche.Pay(tx, caf.ID, "nadia", "Rappel", 1000)
	})
	b.Get(home + "/attestations/document/paiement/2026-09")
	require.Len(t, codesGiven(w), 2)
	other.Get(home+"/verification").Fill("Code de l’attestation", codes[0]).Click("Vérifier").See("693,35")
	b.Get(home + "/attestations/document/quotient/2026-09")
	require.Len(t, codesGiven(w), 3)
}
