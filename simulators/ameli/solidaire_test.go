package ameli_test

import (
	"net/http"
	"testing"

	"demarcheablanc/simulators/ameli"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

// askC2S fills a request for the C2S, up to the recap.
func askC2S(b *portaltest.Browser, child bool) *portaltest.Browser {
	begin(b, "c2s").Fill("Oui", "oui").Click("Continuer").See("une précision")
	b.Fill("Numéro d’allocataire", "12345").Post(home+"/demarches/c2s/allocataire", form("caf", "oui", "numero_caf", "12345", "rsa", "non")).Status(http.StatusUnprocessableEntity).See("7 chiffres")
	b.Post(home+"/demarches/c2s/allocataire", form("caf", "oui", "numero_caf", "1234567", "rsa", "non")).See("Vivez-vous en couple")
	if child {
		b.Post(home+"/demarches/c2s/foyer", form("conjoint", "non", "enfants_oui", "oui"))
		b.Fill("Prénom", "Lina").Fill("Date de naissance", "11/02/1999").Click("Continuer").See("fait sa propre demande")
		b.Fill("Date de naissance", "11/02/2017").Click("Continuer")
	} else {
		b.Post(home+"/demarches/c2s/foyer", form("conjoint", "non", "enfants_oui", "non"))
	}
	b.See("du 1 septembre 2025 au 31 août 2026", "15 510,00 €")
	b.Post(home+"/demarches/c2s/ressources", form("connues_accord", "confirmer", "autres_oui", "non"))
	return b
}
