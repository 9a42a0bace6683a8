package formation

import (
	"net/http"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// accept begins a purchase. The button is there for everybody; only who came by
// FranceConnect+ goes through.
func (s *service) accept(v *portal.Visit, h holder) error {
	d, ok := s.own(v, h)
	switch {
	case !ok:
		return noDossier(v)
	case d.Standing != stateProposed:
		return notOpen(v, d)
	case h.level() == levelPlus:
		return v.Redirect("/dossiers/" + d.ID + "/engagement")
	}
	level := h.level()
	if h.session.Actor != nil {
		level = "mandat"
	}
	v.Witness(FactLevel, "personne", h.person.ID, "niveau", level)
	return v.Redirect("/dossiers/" + d.ID + "/identite")
}

func notOpen(v *portal.Visit, d view) error {
	return v.Stop(http.StatusConflict, "Cette proposition n’est plus ouverte", "Elle a déjà reçu une réponse, ou son délai est passé. Le dossier dit où elle en est.", "/dossiers/"+d.ID, "Voir le dossier")
}

func (s *service) levelPage(v *portal.Visit, h holder) error {
	d, ok := s.own(v, h)
	if !ok {
		return noDossier(v)
	}
	return v.Render("identite.html", "Il faut prouver votre identité plus fortement", dossierPage{h.frame("dossiers"), d, h.session.Actor == nil})
}

func (s *service) commitPage(v *portal.Visit, h holder) error {
	d, ok := s.own(v, h)
	switch {
	case !ok:
		return noDossier(v)
	case h.level() != levelPlus:
		return v.Redirect("/dossiers/" + d.ID + "/identite")
	case d.Standing != stateProposed:
		return notOpen(v, d)
	}
	return v.Render("engagement.html", "Relisez avant d’acheter", dossierPage{h.frame("dossiers"), d, true})
}

const fieldCard = "carte"

func (s *service) commit(v *portal.Visit, h holder) error {
	d, ok := s.own(v, h)
	if !ok {
		return noDossier(v)
	}
	if h.level() != levelPlus || d.Standing != stateProposed {
		return s.commitPage(v, h)
	}
	if v.Value("relu") != "oui" {
		v.Problem("relu", "Cochez cette case quand vous avez tout relu.")
	}
	if d.Rest > 0 && fictif.CheckCard(v.Value(fieldCard)) != nil {
		v.Problem(fieldCard, "Le paiement n’est pas passé. Recopiez les seize chiffres de la carte.")
		v.Witness(FactCardRefused, "personne", h.person.ID)
	}
	v.Forget(fieldCard)
	if v.Refused() {
		return s.commitPage(v, h)
	}
	bought := d.Dossier
	bought.State, bought.Accepted, bought.Paid, bought.Due = stateAccepted, v.Now(), d.FromRights, d.Rest
	putDossier(v.Tx, bought)
	note(v.Tx, h.account.ID, "Achat de « "+d.Title+" », depuis : "+screenName(v), false)
	mail(v.Tx, h.account, "Votre formation est achetée", []string{
		"« " + d.Title + " », par " + d.By.Name + ", à partir du " + frtext.Date(d.Start) + ".",
		"Vous pouvez changer d’avis, sans donner de raison, jusqu’au " + frtext.Date(bought.WithdrawBy()) + ". Vos droits vous seront rendus.",
	})
	v.Witness(FactAccepted, "personne", h.person.ID, "organisme", d.By.ID, "via", h.session.Via)
	return v.Redirect("/dossiers/" + d.ID)
}
