package ameli_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"demarcheablanc/simulators/ameli"
	"demarcheablanc/simulators/portal"
)

func TestADeviceNeverSeenAsksForACode(t *testing.T) {
	w := open(t, strings.Replace(fullSeed, "  navigateurs: [pc-epn, tel-samia]\n", "", 1))
	b := samia(w).See("n’a jamais été ouvert sur cet appareil", "par SMS au •• •• •• •• 05")
	w.MustSee(ameli.FactUnusual, "personne", "samia")
	w.MustNotSee(portal.FactSessionOpen)
	b.Fill("Code de sécurité", "12").Click("Entrer").Status(http.StatusUnprocessableEntity).See("6 chiffres")
	b.Fill("Code de sécurité", "000000").Click("Entrer").See("2 essais")
	late := codeIn(w, "0639980105")
	w.Wait(10 * time.Minute)
	b.Fill("Code de sécurité", late).Click("Entrer").See("ne sert plus")
	b.Click("Recevoir un autre code, par courriel").See("par courriel à s•••@messagerie.example")
	b.Fill("Code de sécurité", codeByMail(w, newBox)).Click("Entrer").See("Bonjour Samia")
	w.MustSee(portal.FactSessionOpen, "personne", "samia", "via", "mot_de_passe")
	b.Get(home + "/connexion/code").See("Bonjour Samia")
	b.Click("Me déconnecter")
	samia(w).See("Bonjour Samia")
	login(w.On("tel-samia", "aide"), samiaNIR, "Hibiscus-2019").See("jamais été ouvert")
}
