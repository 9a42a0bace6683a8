package aidantsconnect

import (
	"errors"
	"net/http"

	"demarcheablanc/simulators/portal"
)

type identifyView struct {
	frame
	Themes string
	Span   Span
	Remote bool // she is not in the room
}

// beforeFranceConnect asks the person to show who she is: that is her identity
// card, and nobody else's hand.
func beforeFranceConnect(v *portal.Visit, m helper) error {
	d, ok := draftOf(v, m)
	if !ok || d.next() != "/mandats/nouveau/franceconnect" {
		return noDraft(v)
	}
	span, _ := spanOf(d.Days)
	return v.Render("franceconnect.html", "À la personne de s’identifier", identifyView{m.frame("nouveau"), titles(d.Themes), span, d.Mobile != ""})
}

func (s *service) toFranceConnect(v *portal.Visit, m helper) error {
	d, ok := draftOf(v, m)
	if !ok || d.next() != "/mandats/nouveau/franceconnect" {
		return noDraft(v)
	}
	if err := s.fc.Begin(v); err != nil {
		return v.Stop(http.StatusServiceUnavailable, "FranceConnect ne répond pas",
			"Le service est injoignable pour le moment. Le projet de mandat est gardé : réessayez dans quelques minutes.", "/mandats/nouveau/franceconnect", "Réessayer")
	}
	return nil
}

// fromFranceConnect learns who the person is, then leaves FranceConnect at once:
// her session there must not stay open on this screen.
func (s *service) fromFranceConnect(v *portal.Visit) error {
	m, _, ok := connected(v)
	if !ok {
		return v.Redirect("/connexion")
	}
	d, ok := draftOf(v, m)
	if !ok {
		return noDraft(v)
	}
	who, err := s.fc.Finish(v)
	if err != nil {
		return notIdentified(v, err)
	}
	person, known := portal.PersonMatching(v, who)
	if !known {
		return v.Stop(http.StatusNotFound, "Cette identité n’est pas reconnue",
			"FranceConnect a transmis une identité que l’exercice ne connaît pas. Le mandat n’est pas créé.", "/mandats/nouveau/franceconnect", "Recommencer")
	}
	d.Person, d.Email = person.ID, who.Email
	putDraft(v, d)
	v.Witness(FactIdentified, "personne", person.ID)
	note(v.Tx, m.Structure, Entry{Aidant: m.Name, Action: actIdentified, Person: person.Name()})
	return v.Redirect(s.fc.LogoutURL(who.IDToken, "https://"+Host+"/deconnexion"))
}

func notIdentified(v *portal.Visit, err error) error {
	var refused *portal.RefusedLogin
	message := "FranceConnect et Aidants Connect n’ont pas terminé leur échange. Le projet de mandat est gardé : recommencez."
	switch {
	case errors.Is(err, portal.ErrForeignAnswer):
		message = "La réponse de FranceConnect ne correspond pas à la demande faite dans cette fenêtre. Fermez les autres onglets et recommencez."
	case errors.As(err, &refused):
		message = "FranceConnect n’a pas confirmé l’identité de la personne : elle a renoncé, ou son compte ne l’a pas permis. Sans cette étape, il n’y a pas de mandat : Aidants Connect ne remplace pas un compte qui manque."
	}
	return v.Stop(http.StatusForbidden, "La personne n’est pas identifiée", message, "/mandats/nouveau/franceconnect", "Recommencer")
}

// afterFranceConnect is where FranceConnect leads back, once left.
func (s *service) afterFranceConnect(v *portal.Visit) error {
	if m, _, ok := connected(v); ok {
		if d, ok := draftOf(v, m); ok && d.Person != "" {
			return v.Redirect(d.next())
		}
	}
	return v.Redirect("/")
}
