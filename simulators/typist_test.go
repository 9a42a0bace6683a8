package simulators_test

import (
	"strings"

	"demarcheablanc/simulators/portal/portaltest"
)

// right is what Samia, well advised, types under a label that begins so; wrong
// is what somebody in a hurry does.
var answers = []struct{ host, label, right, wrong string }{
	{"www.impots.gouv.example", "Numéro fiscal", "9900000005469", "9900000018482"},
	{"www.impots.gouv.example", "Mot de passe", "coquelicot des champs", "Tournesol-1"},
	{"www.impots.gouv.example", "Nom de famille", "Sittelle", "Loriot-Dupont"},
	{"www.impots.gouv.example", "", "samia.loriot@messagerie.example", "samia"},
	{"www.ameli.example", "Numéro de sécurité sociale", "2900500014905", "123"},
	{"www.ameli.example", "Mot de passe", "Vitale-1990", "Vitale-90"},
	{"www.ameli.example", "Nouveau numéro de mobile", "0639980105", "0612345678"},
	{"www.ameli.example", "Nom de naissance", "Sittelle", "S"},
	{"www.ameli.example", "Code postal", "00900", "9"},
	{"webmail.messagerie.example", "Mot de passe", "Coquelicot-8", "Coquelicot"},
	{"webmail.messagerie.example", "Adresse de messagerie", "samia.loriot@messagerie.example", "samia.loriot@ancienfai.example"},
	{"webmail.messagerie.example", "À", "rh@clinique-des-saules.example", "rh"},
	{"identite.appli.example", "Mon numéro", "0639980105", "0639980106"},
	{"identite.appli.example", "Code reçu", "{sms}", "000000"},
	{"identite.appli.example", "", "482915", "111111"},
	{"appels.telephone.example", "Numéro à appeler", "3646", "0639980118"},
	{"appels.telephone.example", "Un numéro long", "2900500014905", "12"},
	{"sms.telephone.example", "Numéro", "0639980118", "12"},
	{"www.cherche.example", "", "attestation ameli", "zzzz"},
	{"", "Date de naissance", "17/05/1990", "31/02/1990"},
	{"", "Numéro de mobile", "06 39 98 01 05", "06 39 98 01 99"},
	{"", "Nouveau mot de passe", "coquelicot des champs", "court"},
	{"", "Le même", "coquelicot des champs", "autre chose"},
	{"", "Nouvelle adresse", "samia.loriot@messagerie.example", "samia@vraie-adresse.fr"},
	{"", "", "Bonjour, merci de votre aide.", ""},
}

// typist types for Samia, in her world.
func typist(w *portaltest.World) portaltest.Typist {
	return func(host, label string, right bool) string {
		for _, a := range answers {
			if (a.host != "" && a.host != host) || !strings.HasPrefix(label, a.label) {
				continue
			}
			if !right {
				return a.wrong
			}
			if a.right == "{sms}" {
				return lastCode(w)
			}
			return a.right
		}
		return ""
	}
}
