package formation

import (
	"net/http"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// decide keeps what a person decides of a request or a proposal, short of buying.
func (s *service) decide(v *portal.Visit, h holder) error {
	d, ok := s.own(v, h)
	if !ok {
		return noDossier(v)
	}
	kept, said := d.Dossier, []string{"personne", h.person.ID, "organisme", d.By.ID}
	open := d.Standing == stateProposed
	switch choice := v.Value("choix"); {
	case choice == "refuser" && open:
		kept.State, kept.Closed = stateRefused, v.Now()
		v.Witness(FactRefused, said...)
	case choice == "attendre" && open:
		kept.Later = true
		v.Witness(FactLater, said...)
	case choice == "delai" && open:
		kept.Delay = true
		answerDelay(v, h.account, d)
		v.Witness(FactDelay, said...)
	case choice == "annuler" && d.Standing == stateAsked:
		kept.State, kept.Closed = stateCancelled, v.Now()
		v.Witness(FactCancelled, said...)
	default:
		return notOpen(v, d)
	}
	putDossier(v.Tx, kept)
	note(v.Tx, h.account.ID, "Réponse donnée pour « "+d.Title+" », depuis : "+screenName(v), false)
	return v.Redirect("/dossiers/" + d.ID)
}

// organisationAnswers is how long an organisation takes to answer a message.
const organisationAnswers = 20 * time.Hour

// answerDelay has the organisation answer by mail that the place can wait: what
// is urgent in a pressing message seldom is in writing.
func answerDelay(v *portal.Visit, account portal.Account, d view) {
	if account.Email == "" {
		return
	}
	v.Schedule(v.Now().Add(organisationAnswers), portal.EffectMail, portal.Mail{
		To: account.Email, From: d.By.Email, FromName: d.By.Name, Subject: portal.Mark + " Votre demande de délai",
		Body: []string{
			"Bonjour,",
			"Nous avons bien reçu votre message. Si la proposition expire, refaites une demande quand vous serez prête ou prêt : il reste des places pour « " + d.Title + " ».",
		},
	})
}

func (s *service) withdrawPage(v *portal.Visit, h holder) error {
	d, ok := s.own(v, h)
	switch {
	case !ok:
		return noDossier(v)
	case d.Standing != stateAccepted:
		return tooLate(v, d)
	}
	return v.Render("retractation.html", "Changer d’avis", dossierPage{h.frame("dossiers"), d, true})
}

func tooLate(v *portal.Visit, d view) error {
	return v.Stop(http.StatusGone, "La rétractation n’est pas possible ici", "Rien n’a été acheté, ou les quatorze jours ouvrés sont passés. Pour un empêchement grave, écrivez à l’organisme.", "/dossiers/"+d.ID, "Voir le dossier")
}

// withdraw gives the rights back. It asks no second level: whoever bought by
// mistake, or found a purchase that is not hers, must be able to undo it.
func (s *service) withdraw(v *portal.Visit, h holder) error {
	d, ok := s.own(v, h)
	switch {
	case !ok:
		return noDossier(v)
	case d.Standing != stateAccepted:
		return tooLate(v, d)
	}
	undone := d.Dossier
	undone.State, undone.Closed = stateWithdrawn, v.Now()
	putDossier(v.Tx, undone)
	note(v.Tx, h.account.ID, "Rétractation pour « "+d.Title+" », depuis : "+screenName(v), false)
	mail(v.Tx, h.account, "Votre rétractation est enregistrée", []string{
		"L’achat de « " + d.Title + " » est annulé depuis le " + frtext.DateTime(v.Now()) + ". Vos droits sont rendus" + refund(d.Due) + ".",
	})
	v.Witness(FactWithdrawn, "personne", h.person.ID, "organisme", d.By.ID)
	return v.Redirect("/dossiers/" + d.ID)
}

func refund(cents int64) string {
	if cents == 0 {
		return ""
	}
	return ", et " + frtext.RoundMoney(cents) + " seront reversés sur la carte"
}
