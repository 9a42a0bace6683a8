package caf

import (
	"slices"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// A change of situation: the household is what was told, from its date on.

func checkChange(c *demarche.Case) []demarche.Problem {
	f := mine(c)
	switch c.Text("quoi") {
	case "separation":
		if f.partner() == nil {
			return []demarche.Problem{{Key: "quoi", Message: "La Caf ne vous connaît pas de conjoint : il n’y a pas de séparation à signaler."}}
		}
	case "couple":
		if f.partner() != nil {
			return []demarche.Problem{{Key: "quoi", Message: "La Caf sait déjà que vous vivez en couple."}}
		}
	case "grossesse":
		if f.Pregnant {
			return []demarche.Problem{{Key: "quoi", Message: "La Caf sait déjà que vous attendez un enfant. À la naissance, choisissez « Un enfant est né ou arrivé »."}}
		}
	case "depart":
		if f.children() == 0 {
			return []demarche.Problem{{Key: "quoi", Message: "La Caf ne vous connaît pas d’enfant à charge."}}
		}
	}
	return nil
}

// changed is the folder after the change, and the resources of the last
// declaration with what was told of a partner.
func changed(c *demarche.Case) (Folder, basis) {
	f := mine(c)
	b := lastBasis(&f)
	day, _ := c.Date("date")
	b.from = droits.MonthOf(day)
	switch c.Text("quoi") {
	case "adresse":
		f.Address = toldAddress(c, "nouvelle")
		// Aid is tied to a home: it ends with it, and is asked again for the next.
		f.Benefits = slices.DeleteFunc(f.Benefits, func(one string) bool { return one == benefitHousing })
	case "couple":
		f.Members = append(f.Members, Member{ID: idPartner, Name: c.Text("conjoint_prenom") + " " + c.Text("conjoint_nom"), Born: c.Text("conjoint_naissance"), Role: rolePartner})
		f.RecentIsolation, f.AloneSince = false, ""
		for _, m := range droits.ReferenceQuarter(b.month) {
			b.resources.set(idPartner, m, string(droits.Salary), c.Amount("conjoint_ressources"))
		}
	case "separation":
		f.Members = slices.DeleteFunc(f.Members, func(m Member) bool { return m.Role == rolePartner })
		f.AloneSince = c.Text("date")
	case "grossesse":
		f.Pregnant = true
	case "naissance":
		f.Pregnant = false
		f.Members = append(f.Members, Member{ID: f.newChild(), Name: c.Text("enfant_prenom"), Born: c.Text("enfant_naissance"), Role: roleChild})
	case "depart":
		f.Members = slices.DeleteFunc(f.Members, func(m Member) bool { return m.Role == roleChild && left(c, m) })
	case "emploi":
		f.Members[0].Activity = c.Text("activite")
		f.Members[0].Student = c.Text("activite") == "etudiant"
		b.stopped[f.Person] = c.Text("activite") != "salarie"
	case "banque":
		f.bank(c)
	case "sejour":
		if stay, long := toldStay(c); long {
			f.Stays, b.stay = append(f.Stays, stay), true
		}
	}
	return f, b
}

// left says whether a child was told to have left, or to work.
func left(c *demarche.Case, child Member) bool { return c.Yes("partis." + child.ID + ".auj.parti") }

// newChild is an id that no child of the household has.
func (f *Folder) newChild() string {
	n := 1
	for slices.ContainsFunc(f.Members, func(m Member) bool { return m.ID == childID(n) }) {
		n++
	}
	return childID(n)
}

func childRows(c *demarche.Case) []demarche.Line {
	var lines []demarche.Line
	for _, m := range mine(c).Members {
		if m.Role == roleChild {
			lines = append(lines, demarche.Line{ID: m.ID, Label: m.Name})
		}
	}
	return lines
}

// checkLeft wants one child at least.
func checkLeft(c *demarche.Case) []demarche.Problem {
	for _, m := range mine(c).Members {
		if m.Role == roleChild && left(c, m) {
			return nil
		}
	}
	return []demarche.Problem{{Key: "partis", Message: "Dites quel enfant est parti ou travaille : répondez oui sur sa ligne. Si aucun n’est parti, revenez à l’étape d’avant."}}
}

// computeChange shows what the rights become, before anything is sent.
func (d *desk) computeChange(c *demarche.Case) demarche.Result {
	f, b := changed(c)
	if b.month == 0 || c.Text("quoi") == "banque" {
		return demarche.Result{}
	}
	due, whys := d.due(f, b)
	r := resultOf(due, whys, f)
	r.Warnings = d.unsaid(f, b)
	if b.from < droits.MonthOf(c.Now()) {
		r.Warnings = append(r.Warnings, "Ce changement date de "+b.from.String()+" : les mois déjà payés depuis seront recalculés.")
	}
	if c.Text("quoi") == "sejour" {
		r.Warnings, r.Shown, r.Why = append(r.Warnings, whatStayDoes(c)), nil, nil
		if found, why, _ := d.correction(f, b, c.Now()); b.stay && found.Overpaid > 0 {
			r.Shown, r.Why = []demarche.Shown{{Label: "Déjà versé pour ces mois, à rendre", Value: frtext.Money(int64(found.Overpaid))}}, []calcul.Why{why}
		}
	}
	if before := mine(c); c.Text("quoi") == "adresse" && before.has(benefitHousing) {
		r.Warnings = append(r.Warnings, "L’aide au logement s’arrête avec l’ancien logement. Faites tout de suite une demande pour le nouveau.")
	}
	return r
}

func lastBasis(f *Folder) basis {
	b := basis{resources: Resources{}, stopped: map[string]bool{}}
	for _, d := range f.Declarations {
		if d.Month > b.month {
			b.month, b.resources = d.Month, d.Resources.over(nil)
		}
	}
	return b
}

// decideChange: told late, a change may have made too much be paid.
func (d *desk) decideChange(c *demarche.Case) string {
	f, b := changed(c)
	if b.month == 0 {
		return "pris"
	}
	if found, _, _ := d.correction(f, b, c.Now()); found.Overpaid > 0 {
		return "indu"
	}
	return "pris"
}

func (d *desk) applyChange(c *demarche.Case) {
	f, b := changed(c)
	f.sayWhatFollows(c)
	if b.month == 0 || c.Text("quoi") == "banque" {
		c.Dossier.Result.With(demarche.Result{Amounts: map[string]calcul.Cents{"indu": 0}})
		f.forgetRejection()
		d.settle(c.Tx, &f)
		putFolder(c.Tx, f)
		return
	}
	reason := "Le changement a été signalé après sa date : les mois payés depuis sont recalculés."
	if b.stay {
		reason = whatStayDoes(c)
	}
	d.recalcFolder(c, f, b, reason)
}

// sayWhatFollows tells of what happens between two offices, without being asked.
func (f *Folder) sayWhatFollows(c *demarche.Case) {
	switch {
	case c.Text("quoi") == "adresse" && c.Yes("departement"):
		f.tell(c.Tx, "Votre dossier change de Caf",
			"Votre dossier part vers la Caf de votre nouveau département. Vous n’avez rien à faire : vos paiements continuent, aux mêmes dates.",
			"L’aide au logement, elle, se demande à nouveau pour le nouveau logement.")
	case c.Text("quoi") == "sejour":
		f.tell(c.Tx, "Votre séjour hors de France", whatStayDoes(c))
	case c.Text("quoi") == "couple" && c.Yes("conjoint_caf"):
		f.tell(c.Tx, "Vos deux dossiers n’en font plus qu’un",
			"Le dossier de "+c.Text("conjoint_prenom")+" "+c.Text("conjoint_nom")+" est réuni au vôtre. La déclaration trimestrielle se fait une fois, pour tout le foyer.")
	}
}

// forgetRejection lets a payment that came back be sent again.
func (f *Folder) forgetRejection() {
	f.Messages = slices.DeleteFunc(f.Messages, func(m Message) bool { return m.Subject == rejectedSubject && f.IBANOwner == f.Person })
}
