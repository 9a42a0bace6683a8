package franceconnect_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/franceconnect"
	"demarcheablanc/simulators/portal"
)

func TestReportingALogin(t *testing.T) {
	w := newTown(t, nil)
	w.toConsent(sante).Click("Continuer sur Santé")
	b := w.On("pc-epn", "aide").Get(fc+"/historique").Click("Ce n’était pas moi").See("Santé", "Impôts", "Bloquer aussi ce compte")
	b.Fill("Bloquer aussi", "oui").Click("Signaler cette connexion").See("Le signalement est enregistré", "Impôts ne peut plus servir")
	w.MustSee(franceconnect.FactReported, "personne", "samia", "service", "Santé")
	w.MustSee(franceconnect.FactBlocked, "fi", "impots", "personne", "samia")
	mail := document[portal.Mail](w, portal.MailKey("samia.loriot@messagerie.example", "0002"))
	require.Contains(t, mail.Subject, "Votre signalement est enregistré")
	b.Get(fc + "/historique").See("Signalée le").DontSee("Ce n’était pas moi")
	b.Get(caf)
	w.toChoice("tel-samia", sante).Click("Impôts").Click("Je suis samia").Status(403).See("Y100011")
}

func TestReportingFromTheMailAlone(t *testing.T) {
	w := newTown(t, nil)
	w.toConsent(sante).Click("Continuer sur Santé")
	mail := document[portal.Mail](w, portal.MailKey("samia.loriot@messagerie.example", "0001"))
	b := w.On("tel-samia", "aide").Get(mail.Links[0].URL).DontSee("Santé", "Bloquer aussi")
	b.Fill("Code d’identification", "FAUX").Click("Signaler cette connexion").Status(422).See("n’est celui d’aucune connexion")
	b.Get(mail.Links[0].URL).Click("Signaler cette connexion").See("Le signalement est enregistré").Click("Gérer mes accès").See("s’ouvre après une connexion")
	w.MustSee(franceconnect.FactReported, "personne", "samia")
	w.MustNotSee(franceconnect.FactBlocked)
	require.Len(t, document[[]franceconnect.Passage](w, "franceconnect/historique/samia"), 1)
}
