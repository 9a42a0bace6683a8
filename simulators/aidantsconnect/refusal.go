package aidantsconnect

import (
	"net/url"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// reasonBarred: the person is under a measure that no mandate goes with, or a
// minor. FranceConnect has no words of its own for it.
const reasonBarred = "protection"

// refusals says, for each reason, what happened and what to do.
var refusals = map[string]string{
	portal.MandateOutOfScope: "Aucun thème choisi ne mène à ce service. Si la personne le souhaite, créez avec elle un mandat sur le bon thème ; sinon, qu’elle s’y connecte elle-même.",
	portal.MandateExpired:    "Le mandat est échu : il s’arrête à la seconde dite, pas à la fin de la journée. Renouvelez-le avec la personne, ou faites avec elle sans mandat.",
	portal.MandateRevoked:    "La personne a mis fin à ce mandat. Parlez-en avec elle avant toute chose.",
	portal.MandateForeign:    "Cette personne a donné un mandat à une autre structure. Il ne vaut que là-bas : demandez-lui si elle souhaite en donner un à la vôtre.",
	portal.MandateNone:       "Cette personne n’a donné de mandat à personne. Sans mandat, c’est à elle de se connecter.",
	reasonBarred:             "Un mandat Aidants Connect ne vaut ni pour une personne mineure, ni pour une personne sous tutelle, curatelle ou sauvegarde de justice. Prenez contact avec la personne qui la représente ou l’assiste.",
}

// unusable says why nothing can be done for a person now, or "".
func (s *service) unusable(v *portal.Visit, m helper, p portal.Person) string {
	if barred(v.Tx, p, v.Now()) != "" {
		return reasonBarred
	}
	if len(usableThemes(v, m, p.ID)) > 0 {
		return ""
	}
	hers := mandates(v.Tx, func(c Mandate) bool { return c.Person == p.ID })
	if len(hers) == 0 {
		return portal.MandateNone
	}
	reason := portal.MandateForeign
	for _, c := range hers {
		if c.Structure != m.Structure {
			continue
		}
		if len(c.Live()) > 0 {
			return portal.MandateExpired
		}
		reason = portal.MandateRevoked
	}
	return reason
}

// refuse leaves the traces of a use that was refused, and explains it.
func (s *service) refuse(v *portal.Visit, m helper, r request, p portal.Person, reason string) error {
	v.Witness(FactNotUsable, "personne", p.ID, "service", r.Service.ID, "cause", reason)
	if reason == portal.MandateExpired {
		v.Witness(FactExpired, "personne", p.ID, "service", r.Service.ID)
	}
	note(v.Tx, m.Structure, Entry{Aidant: m.Name, Action: actRefuse, Person: p.Name(), Detail: r.Service.Name + " : " + reasonWords[reason]})
	return v.Redirect(r.Path("/refus/"+reason) + "?personne=" + url.QueryEscape(p.ID))
}

// reasonWords is the same in two words, for the journal.
var reasonWords = map[string]string{
	portal.MandateOutOfScope: "hors des thèmes",
	portal.MandateExpired:    "mandat échu",
	portal.MandateRevoked:    "mandat révoqué",
	portal.MandateForeign:    "mandat d’une autre structure",
	portal.MandateNone:       "aucun mandat",
	reasonBarred:             "mesure de protection",
}

// tell lets the person know, each time, who acted for her and where: by mail, or
// by SMS when she has no address.
func tell(v *portal.Visit, m helper, r request, p portal.Person, mandate Mandate, theme Theme) {
	who := m.Name + " (" + m.Org.Name + ")"
	by := "courriel"
	if mandate.Email != "" {
		portal.SendMail(v.Tx, portal.Mail{
			To: mandate.Email, From: "nepasrepondre@" + Host, FromName: name,
			Subject: portal.Mark + " " + m.Name + " s’est connecté·e à " + r.Service.Name + " pour vous",
			Body: []string{
				"Bonjour " + p.Name() + ",",
				who + " vient de se connecter à " + r.Service.Name + " en votre nom, le " + frtext.DateTime(v.Now()) + ".",
				"Mandat n° " + mandate.Number + ", thème « " + theme.Title + " ».",
				"Vous n’étiez pas au courant ? Appelez la structure : vous pouvez mettre fin au mandat à tout moment.",
			},
		})
	} else {
		by = "sms"
		portal.SendSMS(v.Tx, portal.SMS{Number: p.Mobile, From: name, Text: portal.Mark + " " + who + " vient de se connecter à " + r.Service.Name + " en votre nom (mandat n° " + mandate.Number + "). Vous pouvez y mettre fin à tout moment."})
	}
	v.Witness(FactTold, "personne", p.ID, "service", r.Service.ID, "par", by)
}
