package ameli

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"demarcheablanc/simulators/portal"
)

// KindAttestation is the document that proves open rights. Whoever names it with
// a person has it drawn; see document.go for its parameters.
const KindAttestation = "ameli.attestation_droits"

// everybody stands for the holder and all those listed under her rights.
const everybody = "tous"

const fieldFor = "beneficiaire"

type attestationPage struct {
	frame
	Holder     string
	HolderID   string
	Dependants []Dependant
	Grown      []Dependant // who has an account of their own now
}

func (s *service) attestationPage(v *portal.Visit, h holder) error {
	still, grown := listed(h.insured.Dependants, v.Now())
	return v.Render("attestation.html", "Attestation de droits", attestationPage{h.frame("attestation"), h.person.Name(), h.person.ID, still, grown})
}

func (s *service) attestationChoose(v *portal.Visit, h holder) error {
	whom := v.Value(fieldFor)
	if _, ok := h.covered(whom, v.Now()); !ok {
		v.Problem(fieldFor, "Choisissez pour qui l’attestation est faite.")
		return s.attestationPage(v, h)
	}
	return v.Redirect("/attestation/prete/" + url.PathEscape(whom))
}

// covered lists who stands on an attestation asked for one person or for all.
func (h holder) covered(whom string, on time.Time) ([]string, bool) {
	ids := []string{h.person.ID}
	found := whom == h.person.ID || whom == everybody
	still, _ := listed(h.insured.Dependants, on)
	for _, d := range still {
		switch whom {
		case d.ID():
			return []string{d.ID()}, true
		case everybody:
			ids = append(ids, d.ID())
		}
	}
	return ids, found
}

type readyPage struct {
	frame
	For  string
	Path string // of the document
}

func (s *service) attestationReady(v *portal.Visit, h holder) error {
	whom := v.Path("pour")
	if _, ok := h.covered(whom, v.Now()); !ok {
		return v.Redirect("/attestation")
	}
	return v.Render("attestation_prete.html", "Votre attestation est prête",
		readyPage{h.frame("attestation"), h.nameOf(whom), "/attestation/document/" + url.PathEscape(whom)})
}

func (h holder) nameOf(whom string) string {
	if whom == everybody {
		return h.person.Name() + " et toutes les personnes rattachées"
	}
	for _, d := range h.insured.Dependants {
		if d.ID() == whom {
			return d.Name
		}
	}
	return h.person.Name()
}

func (s *service) attestationOpen(v *portal.Visit, h holder) error {
	ids, ok := h.covered(v.Path("pour"), v.Now())
	if !ok {
		return v.Stop(http.StatusNotFound, "Cette attestation n’existe pas",
			"Personne de ce nom n’est rattaché à ce compte. Choisissez à nouveau.", "/attestation", "Revenir au choix")
	}
	v.Witness(FactAttestation, "personne", h.person.ID, "beneficiaire", strings.Join(ids, " "), "via", h.session.Via)
	return v.Send(portal.File{
		Kind: KindAttestation, Name: "attestation-de-droits.pdf",
		Title: "Attestation de droits, " + h.nameOf(v.Path("pour")), Person: h.person.ID,
		Params: map[string]string{paramFor: strings.Join(ids, ","), paramDate: v.Now().Format(time.DateOnly)},
	})
}
