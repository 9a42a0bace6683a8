package ameli

import (
	"strings"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/ameli/droits"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// The places of the two menus about rights and provisional codes.
const (
	atRightsNumber = "droits.nir"
	atRightsCode   = "droits.cp"
	atSecretNumber = "code.nir"
	atSecretCode   = "code.cp"
	atSecretWay    = "code.voie"
)

func askNumber(place, why string) portal.VoiceAnswer {
	return portal.VoiceAnswer{Memory: place, Says: []string{why, "Tapez les 13 premiers chiffres du numéro de sécurité sociale, puis dièse."}}
}

// rightsAloud says what the account would: the C2S and the Vitale card.
func rightsAloud(tx *sandbox.Tx, number, code string) portal.VoiceAnswer {
	p, ok := caller(tx, number, code)
	if !ok {
		return toMenu(notOnFile)
	}
	tx.Emit(string(FactC2SAsked), "personne", p.ID)
	r, _ := recordOf(tx, p.ID)
	says := []string{c2sAloud(tx, p, r)}
	if label := cardLabels[r.Card.State]; label != "" {
		says = append(says, "Votre carte Vitale est "+label+".")
	}
	return toMenu(says...)
}

func c2sAloud(tx *sandbox.Tx, p portal.Person, r Record) string {
	for _, d := range demarche.Dossiers(tx, ID, demarcheC2S, p.ID) {
		if d.State == demarche.Sent {
			return "Votre demande de complémentaire santé solidaire est à l’étude. La réponse vient au plus tard le " + frtext.Date(droits.DecideBy(d.SentAt)) + "."
		}
	}
	if r.C2S.Open(tx.Now()) {
		return "Votre complémentaire santé solidaire est ouverte jusqu’au " + frtext.Date(r.C2S.Last) + "."
	}
	return "Vous n’avez pas de complémentaire santé solidaire ouverte en ce moment."
}

// offerSecret proposes a provisional code: by SMS to the mobile on file, or by
// post to the address on file, neither of which is changed on the telephone.
func offerSecret(tx *sandbox.Tx, number, code string) portal.VoiceAnswer {
	p, ok := caller(tx, number, code)
	if !ok {
		return toMenu(notOnFile)
	}
	if _, known := recordOf(tx, p.ID); !known {
		return toMenu("Votre dossier ne permet pas d’envoyer de code. L’accueil de votre caisse ouvre le compte avec vous.")
	}
	if minor(p, tx.Now()) {
		return toMenu("Un compte ameli s’ouvre à 18 ans. Avant, tout est dans le compte d’un parent.")
	}
	says := []string{"Un code provisoire remplace votre mot de passe, que vous choisirez à nouveau à la première connexion."}
	if mobile := mobileOf(tx, p); len(mobile) > 2 {
		says = append(says, "Pour le recevoir par SMS, au mobile de votre dossier qui se termine par "+mobile[len(mobile)-2:]+", tapez 1.")
	}
	says = append(says, "Pour le recevoir par courrier, à l’adresse de votre dossier, sous 5 à 10 jours, tapez 2.", "Pour ne rien recevoir, tapez 3.")
	return portal.VoiceAnswer{Memory: atSecretWay + ":" + p.ID, Says: says}
}

func giveSecret(tx *sandbox.Tx, person, key string) portal.VoiceAnswer {
	p, _ := portal.PersonOf(tx, person)
	switch {
	case key == "1" && mobileOf(tx, p) != "":
		sendProvisional(tx, p, bySMS)
		return toMenu("Le code est parti par SMS. Ne le dites à personne, même à un conseiller.")
	case key == "2":
		arrives := sendProvisional(tx, p, byPost)
		return toMenu("Le code part à l’adresse de votre dossier. Il arrivera au plus tard " + frtext.LongDate(arrives) + ".")
	}
	return toMenu("Rien n’est envoyé.")
}

// rightsMenu answers at the places of these two menus; false for the others.
func rightsMenu(tx *sandbox.Tx, place, held, key string) (portal.VoiceAnswer, bool) {
	switch place {
	case atRightsNumber:
		return askCode(key, atRightsNumber, atRightsCode), true
	case atRightsCode:
		return rightsAloud(tx, held, key), true
	case atSecretNumber:
		return askCode(key, atSecretNumber, atSecretCode), true
	case atSecretCode:
		return offerSecret(tx, held, key), true
	case atSecretWay:
		return giveSecret(tx, held, key), true
	}
	return portal.VoiceAnswer{}, false
}

// livesAt says whether a postcode is that of the address on file, which the line
// takes for proof even if nobody lives there any more.
func livesAt(lines []string, postcode string) bool {
	return strings.Contains(" "+strings.Join(lines, " ")+" ", " "+postcode+" ")
}
