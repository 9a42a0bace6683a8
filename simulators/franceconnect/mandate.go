package franceconnect

import (
	"net/http"
	"slices"

	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// givenUp is how accounts say that people turned back by themselves.
const givenUp = "user authentication aborted"

// covers says whether the theme chosen in a mandate is one of the service's.
// Services that name none leave it to Aidants Connect.
func covers(said portal.Identity, c oidc.Client) bool {
	return len(c.Themes) == 0 || slices.ContainsFunc(said.Themes, func(t string) bool { return slices.Contains(c.Themes, t) })
}

// refusals say why a mandate does not open a service, and what to do.
var refusals = map[string]struct {
	message string
	advice  []string
}{
	portal.MandateOutOfScope: {
		"Le mandat ne couvre pas ce service : aucun de ses thèmes ne lui correspond.",
		[]string{"Regardez les thèmes inscrits au mandat.", "Si aucun ne convient, proposez à la personne un nouveau mandat, avec le thème qu’il faut."},
	},
	portal.MandateExpired: {
		"Le mandat est arrivé à son terme : il ne peut plus servir, même pour finir une démarche commencée.",
		[]string{"Demandez à la personne si elle souhaite le renouveler.", "Le renouvellement se fait dans l’espace aidant, sans nouvelle connexion avec FranceConnect."},
	},
	portal.MandateRevoked: {
		"Le mandat a été révoqué : la personne, ou la structure, y a mis fin.",
		[]string{"Parlez-en avec la personne avant toute autre chose.", "Si elle le souhaite, un nouveau mandat peut être créé."},
	},
	portal.MandateForeign: {
		"Ce mandat a été donné à une autre structure que la vôtre.",
		[]string{"Un mandat vaut pour la structure à laquelle la personne l’a donné.", "Proposez-lui d’en donner un à la vôtre."},
	},
	portal.MandateNone: {
		"Aucun mandat en cours ne permet d’agir pour cette personne.",
		[]string{"Créez un mandat avec elle, dans l’espace aidant : elle s’y connecte une fois avec FranceConnect."},
	},
}

// failMandate stops on a page that says why the mandate does not serve here.
func (s *service) failMandate(v *portal.Visit, in oidc.Interaction, a account, reason string) error {
	v.Witness(FactMandateRefused, "service", in.Client.ID, "cause", reason)
	noteFailure(v, in, a.UID, codeMandate)
	page := newFailurePage(toService(codeMandate, in.Client), in.ID)
	if why, known := refusals[reason]; known {
		page.Message, page.Advice = why.message, why.advice
	}
	return v.RenderStatus(http.StatusBadRequest, "impasse.html", failureTitle, page)
}
