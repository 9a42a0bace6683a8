package simulators_test

import (
	"slices"
	"strings"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/witness"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

// firstReturn is what Lucas types at the tax office in his own world: a space to
// make, a return to fill in.
var firstReturn = []answer{
	{"www.impots.gouv.example", "Numéro fiscal", "9900000012476", "9900000018482"},
	{"www.impots.gouv.example", "Numéro d’accès", "4821907", "12"},
	{"www.impots.gouv.example", "Revenu fiscal de référence", "0", "douze"},
	{"www.impots.gouv.example", "Mot de passe", "Poivre-Long7", "poivre"},
	{"www.impots.gouv.example", "Le même", "Poivre-Long7", "autre chose"},
	{"www.impots.gouv.example", "Nom de famille", "Milan", "M"},
	{"www.impots.gouv.example", "Date de naissance", "19/07/2005", "31/02/2005"},
	{"www.impots.gouv.example", "Date d", "01/09/2025", "31/02/2025"},
	{"www.impots.gouv.example", "Code à 6 chiffres", "{courriel lucas.milan@messagerie.example}", "000000"},
	{"www.impots.gouv.example", "Numéro et rue", "22 rue de la Gare", ""},
	{"www.impots.gouv.example", "Code postal", "00900", "9"},
	{"www.impots.gouv.example", "Commune", "Saint-Exemple-les-Tilleuls", ""},
	{"www.impots.gouv.example", "Numéro de mobile", "06 39 98 01 12", "06"},
	{"www.impots.gouv.example", "IBAN", "FR7699999000000000000000227", "FR00"},
	{"www.impots.gouv.example", "Titulaire", "Lucas Milan", ""},
	{"www.impots.gouv.example", "1AJ", "0", "beaucoup"},
	{"www.impots.gouv.example", "Année de naissance", "1990", "12"},
	{"www.impots.gouv.example", "", "lucas.milan@messagerie.example", "lucas"},
	{"webmail.messagerie.example", "Mot de passe", "Loutre-et-cumin-5", "Loutre"},
	{"webmail.messagerie.example", "Adresse de messagerie", "lucas.milan@messagerie.example", "lucas"},
}

// answer is what is typed under a label that begins so: right by whoever is well
// advised, wrong by somebody in a hurry.
type answer struct{ host, label, right, wrong string }

// answers are Samia's, and the numbers of Nadia and Paul.
var answers = []answer{
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
	{"www.caf.example", "Code postal", "00900", "9"},
	{"www.caf.example", "Numéro d’allocataire", "0042137", "12"},
	{"www.francetravail.example", "Identifiant", "0000013R", "12"},
	{"www.cherche.example", "", "attestation ameli", "zzzz"},
	{"", "Date de naissance", "17/05/1990", "31/02/1990"},
	{"", "Numéro de mobile", "06 39 98 01 05", "06 39 98 01 99"},
	{"", "Nouveau mot de passe", "coquelicot des champs", "court"},
	{"", "Le même", "coquelicot des champs", "autre chose"},
	{"", "Nouvelle adresse", "samia.loriot@messagerie.example", "samia@vraie-adresse.fr"},
	{"", "", "Bonjour, merci de votre aide.", ""},
}

// typist types for Lucas in his world, for Samia elsewhere.
func typist(w *portaltest.World) portaltest.Typist {
	known := answers
	w.Read(func(tx *sandbox.Tx) {
		if _, his := portal.PersonOf(tx, "lucas"); his {
			known = slices.Concat(firstReturn, answers)
		}
	})
	return func(host, label string, right bool) string {
		for _, a := range known {
			if (a.host != "" && a.host != host) || !strings.HasPrefix(label, a.label) {
				continue
			}
			if !right {
				return a.wrong
			}
			typed := a.right
			w.Read(func(tx *sandbox.Tx) { typed = witness.Filled(tx, nil, a.right) })
			return typed
		}
		return ""
	}
}
