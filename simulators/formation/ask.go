package formation

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// What happens to a dossier by itself; the payload is its id.
const (
	effectAnswer = "formation.repondre"
	effectExpire = "formation.expirer"
)

// ask sends a request to an organisation: free, and nothing is bought yet.
func (s *service) ask(v *portal.Visit, h holder) error {
	t, ok := s.catalogue.training(v.Path("id"))
	if !ok {
		return noTraining(v)
	}
	intake, ok := t.intake(v.Path("session"))
	if start, _ := intake.dates(began(v.Tx)); !ok || !start.After(v.Now()) {
		return v.Stop(http.StatusGone, "Cette session n’est plus ouverte", "Elle a commencé, ou elle a été retirée. Regardez les autres dates.", "/formations/"+t.ID, "Voir les autres dates")
	}
	for _, d := range dossiersOf(v.Tx, h.account.ID) {
		if d.Training == t.ID && (d.State == stateAsked || s.view(v, d).Standing == stateProposed) {
			return v.Redirect("/dossiers/" + d.ID)
		}
	}
	d := Dossier{ID: nextDossier(v.Tx), Account: h.account.ID, Training: t.ID, Intake: intake.ID, State: stateAsked, Asked: v.Now()}
	putDossier(v.Tx, d)
	wait := usualAnswer
	if t.AnswerDays > 0 {
		wait = time.Duration(t.AnswerDays) * 24 * time.Hour
	}
	v.Schedule(v.Now().Add(wait), effectAnswer, d.ID)
	note(v.Tx, h.account.ID, "Demande envoyée pour « "+t.Title+" », depuis : "+screenName(v), false)
	v.Witness(FactAsked, "personne", h.person.ID, "organisme", t.Organisation, "formation", t.ID)
	return v.Redirect("/dossiers/" + d.ID)
}

func dossierIn(tx *sandbox.Tx, payload json.RawMessage) (d Dossier, account portal.Account, err error) {
	var id string
	if err := json.Unmarshal(payload, &id); err != nil {
		return d, account, fmt.Errorf("formation: the dossier's id: %w", err)
	}
	d, ok := dossierOf(tx, id)
	account, known := accountNamed(tx, d.Account)
	if !ok || !known {
		return d, account, fmt.Errorf("formation: no dossier %q", id)
	}
	return d, account, nil
}

// answer turns a request into a proposal, which lives four days.
func (s *service) answer(tx *sandbox.Tx, payload json.RawMessage) error {
	d, account, err := dossierIn(tx, payload)
	if err != nil || d.State != stateAsked {
		return err
	}
	t, _ := s.catalogue.training(d.Training)
	by, _ := s.catalogue.organisation(t.Organisation)
	d.State, d.Proposed = stateProposed, tx.Now()
	putDossier(tx, d)
	tx.Schedule(d.ExpiresAt(), effectExpire, d.ID)
	mail(tx, account, "Une proposition de "+by.Name, []string{
		by.Name + " vous propose une place : « " + t.Title + " ».",
		"Elle reste ouverte jusqu’au " + frtext.DateTime(d.ExpiresAt()) + ". Passé ce délai, rien n’est acheté et vous pourrez refaire une demande : vos droits ne se perdent pas.",
		"Pour la lire, ouvrez votre navigateur et tapez vous-même l’adresse du service.",
	})
	tx.Emit(string(FactProposed), "personne", account.Person, "organisme", by.ID)
	return nil
}

func (s *service) expire(tx *sandbox.Tx, payload json.RawMessage) error {
	d, account, err := dossierIn(tx, payload)
	if err != nil || d.State != stateProposed {
		return err
	}
	t, _ := s.catalogue.training(d.Training)
	mail(tx, account, "Une proposition a expiré", []string{
		"La proposition pour « " + t.Title + " » n’est plus ouverte. Rien n’a été acheté, vos droits sont intacts.",
		"La formation vous intéresse toujours ? Refaites une demande.",
	})
	tx.Emit(string(FactExpired), "personne", account.Person, "organisme", t.Organisation)
	return nil
}

// mail writes to an account's holder, without any link: people are asked to type
// the address.
func mail(tx *sandbox.Tx, account portal.Account, subject string, body []string) {
	if account.Email == "" {
		return
	}
	portal.SendMail(tx, portal.Mail{
		To: account.Email, From: sender, FromName: senderName, Subject: portal.Mark + " " + subject, Body: append([]string{"Bonjour,"}, body...),
	})
}
