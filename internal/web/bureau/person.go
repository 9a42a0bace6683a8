package bureau

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/simulators/portal"
)

func secretKey(id string) string { return "bureau/secret/" + id }

// tellSecret notes that the person has said something she kept.
func (r Room) tellSecret(s *house.Seated) error {
	c, err := r.situation(s)
	if err != nil {
		return err
	}
	id := s.Param("id")
	if !slices.ContainsFunc(c.Secrets, func(k scenario.Secret) bool { return k.ID == id }) {
		return &house.Refusal{Status: http.StatusNotFound, Title: "Ce secret n’est pas sur votre carte", Message: "Revenez à votre carte de rôle.", Link: s.Desk(), Label: "Revenir à ma place"}
	}
	err = r.act(s, func(tx *sandbox.Tx) error {
		if _, told := tx.Raw(secretKey(id)); !told {
			tx.Put(secretKey(id), tx.Now())
			tx.Emit(string(FactSecretTold), "id", id)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.SeeOther(s.Desk() + "#secrets")
}

type letterView struct {
	portal.Letter
}

// letters lists the letterbox, latest first.
func letters(tx *sandbox.Tx, person string) []letterView {
	var all []letterView
	for _, key := range tx.Keys("courrier/" + person + "/") {
		if l, ok := sandbox.Get[portal.Letter](tx, key); ok {
			all = append(all, letterView{l})
		}
	}
	slices.Reverse(all)
	return all
}

type letterPage struct {
	Frame
	Letter portal.Letter
}

func letterKey(tx *sandbox.Tx, id string) string { return "courrier/" + situationHelped(tx) + "/" + id }

func noLetter(s *house.Seated) error {
	return &house.Refusal{Status: http.StatusNotFound, Title: "Cette lettre n’est pas dans la boîte", Message: "Revenez à votre place : la boîte aux lettres y est.", Link: s.Desk(), Label: "Revenir à ma place"}
}

// openLetter tears an envelope open.
func (r Room) openLetter(s *house.Seated) error {
	err := r.act(s, func(tx *sandbox.Tx) error {
		l, ok := sandbox.Get[portal.Letter](tx, letterKey(tx, s.Param("id")))
		if !ok {
			return noLetter(s)
		}
		if !l.Opened {
			l.Opened = true
			tx.Put(letterKey(tx, l.ID), l)
			tx.Emit(string(FactLetterOpened), "personne", l.To, "objet", l.Object)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.SeeOther(s.Desk() + "/lettre/" + s.Param("id"))
}

// readLetter shows an opened letter.
func (r Room) readLetter(s *house.Seated) error {
	return r.see(s, func(tx *sandbox.Tx, f Frame) error {
		l, ok := sandbox.Get[portal.Letter](tx, letterKey(tx, s.Param("id")))
		if !ok || !l.Opened {
			return noLetter(s)
		}
		return s.Render("bureau/lettre", house.View{Title: l.Object, Room: "salle-bureau", P: letterPage{f, l}})
	})
}

// CardLine is one account on the person's own card. There is no password: at
// most a word that helps her remember.
type CardLine struct {
	Service  string `json:"service"`
	Login    string `json:"identifiant"`
	Hint     string `json:"indice,omitempty"`
	Recovery string `json:"recuperation,omitempty"` // whose e-mail, whose phone
}

func cardPrefix(person string) string { return "bureau/carte/" + person + "/" }

func cardLines(tx *sandbox.Tx, person string) []CardLine {
	var all []CardLine
	for _, key := range tx.Keys(cardPrefix(person)) {
		if l, ok := sandbox.Get[CardLine](tx, key); ok {
			all = append(all, l)
		}
	}
	return all
}

type cardPage struct {
	Frame
	Lines  []CardLine
	Fields []cardField
}

type cardField struct{ Name, Label, Help, Value, Problem string }

func cardFields(l CardLine, problems map[string]string) []cardField {
	return []cardField{
		{"service", "Service", "Le nom du service, comme vous l’appelez.", l.Service, problems["service"]},
		{"identifiant", "Identifiant", "Le numéro ou l’adresse avec quoi vous entrez.", l.Login, problems["identifiant"]},
		{"indice", "Mon indice", "Ce qui vous fera retrouver le mot de passe. Jamais le mot de passe.", l.Hint, problems["indice"]},
		{"recuperation", "Adresse et téléphone de secours", "À qui sont-ils ?", l.Recovery, problems["recuperation"]},
	}
}

func (r Room) showCard(s *house.Seated) error {
	return r.drawCard(s, http.StatusOK, CardLine{}, nil)
}

func (r Room) drawCard(s *house.Seated, status int, line CardLine, problems map[string]string) error {
	return r.see(s, func(tx *sandbox.Tx, f Frame) error {
		p := cardPage{f, cardLines(tx, f.Helped.ID), cardFields(line, problems)}
		return s.RenderStatus(status, "bureau/carte", house.View{Title: "Ma carte personnelle", Room: "salle-bureau", P: p})
	})
}

const noPassword = "Un mot de passe ne s’écrit pas ici. Notez plutôt un indice que vous seule comprenez."

// fillCard adds one account to the card. A password of the situation written as
// a hint is refused and not kept.
func (r Room) fillCard(s *house.Seated) error {
	line := CardLine{
		Service: strings.TrimSpace(s.PostForm("service")), Login: strings.TrimSpace(s.PostForm("identifiant")),
		Hint: strings.TrimSpace(s.PostForm("indice")), Recovery: strings.TrimSpace(s.PostForm("recuperation")),
	}
	problems := map[string]string{}
	for name, value := range map[string]*string{"service": &line.Service, "identifiant": &line.Login, "indice": &line.Hint, "recuperation": &line.Recovery} {
		if problem := refuseText(*value); problem != "" {
			problems[name] = problem
			*value = clean(*value)
		}
	}
	if line.Service == "" {
		problems["service"] = "Écrivez le nom du service."
	}
	err := r.act(s, func(tx *sandbox.Tx) error {
		for _, key := range tx.Keys("acces/") {
			a, _ := sandbox.Get[portal.Account](tx, key)
			if a.Secret.Issued != "" && strings.Contains(line.Hint+"\n"+line.Login+"\n"+line.Recovery, a.Secret.Issued) {
				problems["indice"], line.Hint = noPassword, ""
				line.Login = strings.ReplaceAll(line.Login, a.Secret.Issued, "")
				line.Recovery = strings.ReplaceAll(line.Recovery, a.Secret.Issued, "")
			}
		}
		helped := situationHelped(tx)
		if len(problems) > 0 || slices.Contains(cardLines(tx, helped), line) {
			return nil
		}
		tx.Put(cardPrefix(helped)+fmt.Sprintf("%03d", len(tx.Keys(cardPrefix(helped)))+1), line)
		tx.Emit(string(FactCardFilled), "personne", helped, "service", line.Service)
		return nil
	})
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		return r.drawCard(s, http.StatusUnprocessableEntity, line, problems)
	}
	return s.SeeOther(s.Desk() + "/carte")
}
