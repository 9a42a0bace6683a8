package ameli_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/ameli"
	"demarcheablanc/simulators/portal"
)

func TestWithoutATreatingDoctorLessIsRefunded(t *testing.T) {
	w := openWithAgenda(t, strings.Replace(fullSeed, "  iban: FR76 9999 9000 0000 0000 0000 130\n", "  iban: FR76 9999 9000 0000 0000 0000 130\n  medecin: aucun\n", 1))
	b := samia(w).Get(home+"/remboursements").See("30 %", "sans médecin traitant")
	b.Get(home + "/informations").See("Aucun médecin traitant déclaré").Click("Télécharger le formulaire")
	require.Equal(t, ameli.KindDoctorForm, b.Answer.File.Kind)
	require.Equal(t, "%PDF", string(b.Answer.Content[:4]))

	hand(w, portal.File{Kind: ameli.KindDoctorForm, Name: "declaration.pdf"}) // blank: nobody signed it
	begin(b, "medecin-traitant").Fill("Nom du médecin", "Dr Irène LORIQUET").Fill("Commune du cabinet", "Saint-Exemple").Fill("C’est mon premier", "premier").Click("Continuer")
	b.Fill("Formulaire signé", "1").Click("Continuer")
	certify(b, "Valider et transmettre")
	w.Wait(10 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "Il manque le formulaire de votre médecin traitant")
	w.MustNotSee(ameli.FactDoctor)
	hand(w, portal.File{Kind: "photo", Name: "signe.jpg", Format: "jpg", Bytes: 1 << 20})
	again(w, "/mes-demarches").Click("Dossier MED").Fill("Formulaire signé", "1").Click("Joindre ce fichier")
	w.Wait(7 * day)
	w.MustSee(ameli.FactDoctor, "personne", "samia")
	again(w, "/informations").See("Dr Irène LORIQUET", "depuis le")
}

func TestTheAgendaSaysWhatComes(t *testing.T) {
	w := openWithAgenda(t, fullSeed)
	samia(w).Click("Mon agenda").See("jeudi 5 novembre 2026", "Votre relevé de remboursements", "dimanche 25 octobre 2026", "Dernier jour de votre arrêt")
	login(w.On("tel-samia", "aide"), karimNIR, "Garage-88").Get(home + "/agenda").DontSee("arrêt de travail")
}
