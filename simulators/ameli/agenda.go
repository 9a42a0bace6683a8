package ameli

import (
	"slices"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/ameli/droits"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// agendaLine is one day to come that the caisse knows of; Path is the page that
// says more.
type agendaLine struct {
	On   time.Time
	What string
	Path string
}

type agendaPage struct {
	frame
	Lines []agendaLine // in order of time
}

func (s *service) agenda(v *portal.Visit, h holder) error {
	page := agendaPage{h.frame("compte"), slices.Concat(h.moneyAhead(v), h.rightsAhead(v))}
	page.Lines = slices.DeleteFunc(page.Lines, func(l agendaLine) bool { return !l.On.After(v.Now()) })
	slices.SortStableFunc(page.Lines, func(a, b agendaLine) int { return a.On.Compare(b.On) })
	return v.Render("agenda.html", "Mon agenda", page)
}

// moneyAhead is what will be paid, and the days of a sick leave.
func (h holder) moneyAhead(v *portal.Visit) (lines []agendaLine) {
	if at, next := nextStatement(h.person.ID, v.Now()); refundedIn(h.insured, h.record, next.Month) > 0 {
		lines = append(lines, agendaLine{at, "Votre relevé de remboursements du mois est prêt", "/releves"})
	}
	_, coming := h.money(v.Tx)
	for _, p := range coming {
		lines = append(lines, agendaLine{p.Date, "Versement attendu, " + frtext.Money(p.Amount) + " : " + p.Label, "/paiements"})
	}
	for _, l := range h.record.Leaves {
		if l.Certificate.IsZero() || v.Now().Before(l.Certificate) {
			lines = append(lines, agendaLine{l.CertificateBy(), "Votre employeur doit avoir envoyé l’attestation de salaire", "/indemnites"})
		}
		lines = append(lines, agendaLine{l.Last, "Dernier jour de votre arrêt de travail", "/indemnites"})
	}
	return lines
}

// rightsAhead is the C2S, asked for or open, and the European cards.
func (h holder) rightsAhead(v *portal.Visit) (lines []agendaLine) {
	if right := h.record.C2S; right.Open(v.Now()) {
		lines = append(lines, agendaLine{droits.Span{First: right.First, Last: right.Last}.Renewal().First, "Votre C2S peut être redemandée", "/demarches/c2s"},
			agendaLine{right.Last, "Dernier jour de votre C2S", "/demarches/c2s"})
	}
	for _, d := range demarche.Dossiers(v.Tx, ID, demarcheC2S, h.person.ID) {
		if d.State == demarche.Sent {
			lines = append(lines, agendaLine{droits.DecideBy(d.SentAt), "Dernier jour pour la réponse à votre demande de C2S", "/mes-demarches"})
		}
	}
	for _, c := range h.record.Cards {
		lines = append(lines, agendaLine{c.Expires, "Dernier jour de la carte européenne de " + c.Name, "/demarches/carte-europeenne"})
	}
	return lines
}
