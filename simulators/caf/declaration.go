package caf

import (
	"maps"
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// The quarterly declaration.

// declaredMonth is the month that a declaration is for: its dossier's own, or the
// one awaited.
func declaredMonth(c *demarche.Case) droits.Month {
	if m, err := droits.ParseMonth(c.Dossier.Once); err == nil {
		return m
	}
	if f := mine(c); f.Due > 0 {
		return f.Due
	}
	return droits.MonthOf(c.Now())
}

func declarationOnce(c *demarche.Case) string { return label(mine(c).Due) }

func declarationOpens(c *demarche.Case) string {
	f := mine(c)
	switch {
	case f.Due == 0:
		return "Aucune déclaration trimestrielle n’est attendue : vous ne recevez ni RSA ni prime d’activité."
	case droits.MonthOf(c.Now()) < f.Due:
		return "Votre prochaine déclaration se fait en " + f.Due.String() + ". Il n’y a rien à faire avant."
	}
	return ""
}

// wasDeclared says whether a declaration was sent for a month, looked at or not.
func wasDeclared(tx *sandbox.Tx, person string, m droits.Month) bool {
	return slices.ContainsFunc(demarche.Dossiers(tx, ID, "declaration", person), func(d demarche.Dossier) bool {
		return d.State != demarche.Draft && d.Once == label(m)
	})
}

func declarants(c *demarche.Case) []demarche.Line {
	var lines []demarche.Line
	for _, m := range mine(c).Members {
		if m.declares(c.Now()) {
			lines = append(lines, demarche.Line{ID: m.ID, Label: m.Name})
		}
	}
	return lines
}

func quarterColumns(c *demarche.Case) []demarche.Line {
	q := droits.ReferenceQuarter(declaredMonth(c))
	return columnsOf(mine(c), q[:])
}

func todayColumn(*demarche.Case) []demarche.Line {
	return []demarche.Line{{ID: "auj", Label: "aujourd’hui"}}
}

// cell splits the key of a grid's answer: member, column, field.
func cell(key string) (member, column, field string) {
	parts := strings.SplitN(key, ".", 4)
	if len(parts) < 4 {
		return "", "", ""
	}
	return parts[1], parts[2], parts[3]
}

// fillSent is what was transmitted by whoever pays.
func fillSent(c *demarche.Case, key string) string {
	member, column, field := cell(key)
	f := mine(c)
	m, err := f.columnMonth(column)
	i := slices.IndexFunc(fields, func(one struct{ id, kind, name string }) bool { return one.id == field })
	if err != nil || i < 0 {
		return ""
	}
	amount, known := truthOf(c.Tx, c.Person.ID).filled(member, m, fields[i].kind)
	if !known {
		return ""
	}
	return decimal(amount)
}

func fillActivity(c *demarche.Case, key string) string {
	member, _, _ := cell(key)
	for _, m := range mine(c).Members {
		if m.ID == member {
			return m.Activity
		}
	}
	return ""
}

// knownKinds says which incomes are already in the form.
func knownKinds(c *demarche.Case, _ string) string {
	t, f := truthOf(c.Tx, c.Person.ID), mine(c)
	q := droits.ReferenceQuarter(declaredMonth(c))
	var known []string
	for _, field := range fields[:len(transmitted)] {
		for _, member := range f.Members {
			for _, m := range q {
				if amount, ok := t.filled(member.ID, m, field.kind); ok && amount > 0 && !slices.Contains(known, field.name) {
					known = append(known, field.name)
				}
			}
		}
	}
	if len(known) == 0 {
		return "Rien n’a été transmis"
	}
	return strings.Join(known, ", ")
}

// disputedKinds says which transmitted amounts are contradicted.
func disputedKinds(c *demarche.Case, _ string) string {
	var all []string
	for _, row := range declarants(c) {
		for _, column := range quarterColumns(c) {
			for _, field := range fields[:len(transmitted)] {
				if c.Text("ressources."+row.ID+"."+column.ID+"."+field.id+".accord") == "signaler" {
					all = append(all, field.name+" de "+column.Label)
				}
			}
		}
	}
	if len(all) == 0 {
		return "Aucun"
	}
	return strings.Join(all, ", ")
}

// checkSituation sends whoever's life has changed to say that first.
func checkSituation(c *demarche.Case) []demarche.Problem {
	var all []demarche.Problem
	for _, key := range []string{"adresse_exacte", "famille_exacte"} {
		if c.Text(key) == "non" && !changeSent(c) {
			all = append(all, demarche.Problem{Key: key, Message: "Signalez d’abord ce changement : Mes démarches, « Signaler un changement ». Revenez ensuite ici : vos réponses sont gardées."})
		}
	}
	if f := mine(c); c.Yes("etranger") && !changeSent(c) && !f.stayKnown(c.Now()) {
		all = append(all, demarche.Problem{Key: "etranger", Message: "Signalez d’abord ce séjour et ses dates : Mes démarches, « Signaler un changement ». Revenez ensuite ici : vos réponses sont gardées."})
	}
	return all
}

// changeSent says whether a change was sent in the month.
func changeSent(c *demarche.Case) bool {
	return slices.ContainsFunc(demarche.Dossiers(c.Tx, ID, "changement", c.Person.ID), func(d demarche.Dossier) bool {
		return d.State != demarche.Draft && droits.MonthOf(d.SentAt) == droits.MonthOf(c.Now())
	})
}

// checkOthers wants « rien d'autre » or something, not both.
func checkOthers(c *demarche.Case) []demarche.Problem {
	if c.Has("autres", "rien") && strings.Contains(c.Text("autres"), ",") {
		return []demarche.Problem{{Key: "autres", Message: "Vous avez coché « rien d’autre » et une autre ressource : gardez l’un ou l’autre."}}
	}
	return nil
}

// declaredBasis is what a declaration says.
func declaredBasis(c *demarche.Case) basis {
	b := basis{resources: typed(c, "ressources", declarants(c), quarterColumns(c)), month: declaredMonth(c), stopped: map[string]bool{}}
	for _, row := range declarants(c) {
		b.stopped[row.ID] = c.Yes("activites." + row.ID + ".auj.arret")
	}
	return b
}

func (d *desk) computeDeclaration(c *demarche.Case) demarche.Result {
	f, b := mine(c), declaredBasis(c)
	due, whys := d.due(f, b)
	r := resultOf(due, whys, f)
	r.Warnings = d.unsaid(f, b)
	r.Shown = append(r.Shown, demarche.Shown{Label: "Premier paiement", Value: frtext.Date(firstPayment(b.month, c.Now()))})
	for _, row := range declarants(c) {
		if now := c.Text("activites." + row.ID + ".auj.activite"); now != "" && now != fillActivity(c, "activites."+row.ID+".auj.activite") && !changeSent(c) {
			r.Warnings = append(r.Warnings, row.Label+" : la situation professionnelle a changé. Signalez-le aussi dans « Signaler un changement », avec sa date.")
		}
	}
	return r
}

// firstPayment is the payday of a month's rights, or the next one where it has
// gone by.
func firstPayment(m droits.Month, now time.Time) time.Time {
	if day := droits.PaymentDay(m); day.After(now) {
		return day
	}
	return nextPayday(now)
}

// quarterGaps compares a declaration with what the machine was sent.
func quarterGaps(c *demarche.Case) []gap {
	f := mine(c)
	b := declaredBasis(c)
	q := droits.ReferenceQuarter(b.month)
	t := truthOf(c.Tx, c.Person.ID)
	return gaps(b.resources, q[:], t.filled, transmitted, f.Members)
}

func decideDeclaration(c *demarche.Case) string {
	all := quarterGaps(c)
	emitGaps(c, all)
	switch {
	case len(all) == 0:
		return "juste"
	case proven(c):
		return "prouve"
	}
	return "ecart"
}

// proven says whether the payslip came with the declaration, and can be read.
func proven(c *demarche.Case) bool {
	file, ok := c.Dossier.Files["bulletin"]
	return ok && file.Flaw == "" && file.Shows == "bulletin"
}

// applyDeclaration opens the rights as declared, and awaits the next.
func (d *desk) applyDeclaration(c *demarche.Case) {
	f, b := mine(c), declaredBasis(c)
	d.open(&f, b)
	f.declare(Declaration{Month: b.month, Resources: b.resources, Sent: c.Dossier.SentAt})
	next := droits.NextDeclaration(b.month)
	expect(&f, next, c.Now(), func(at time.Time, effect string, payload any) { c.Schedule(at, effect, payload) })
	d.settle(c.Tx, &f)
	putFolder(c.Tx, f)
}

// askedDays is how long one has to send a document.
const askedDays = 20

// applyAsk pays as declared, and asks for the payslips.
func (d *desk) applyAsk(c *demarche.Case) {
	d.applyDeclaration(c)
	f := mine(c)
	f.putAsked(Asked{
		ID: payslipsOf(c), Kind: "bulletin", What: "les bulletins de salaire de " + quarterText(droits.ReferenceQuarter(declaredMonth(c))),
		Why: "les montants déclarés ne sont pas ceux que l’employeur nous transmet", Before: c.Now().AddDate(0, 0, askedDays),
	})
	putFolder(c.Tx, f)
}

// payslipsOf names the document asked for a declaration.
func payslipsOf(c *demarche.Case) string { return "bulletin-" + c.Dossier.Name() }

// applyVerified closes what was asked: the payslip may have come with the
// declaration itself.
func applyVerified(c *demarche.Case) {
	f := mine(c)
	for i, a := range f.Asked {
		if strings.HasPrefix(a.ID, payslipsOf(c)) && a.State == "" {
			f.Asked[i].State, f.Asked[i].Received = askedDone, c.Now()
		}
	}
	putFolder(c.Tx, f)
}

// seenByAgent is what an agent goes by: the payslips where they came and can be
// read, else what the machine was sent.
func seenByAgent(t Truth, accepted bool) Resources {
	if accepted {
		return t.Resources
	}
	return t.Resources.over(t.Sent)
}

func (f *Folder) accepted(id string) bool {
	return slices.ContainsFunc(f.Asked, func(a Asked) bool { return strings.HasPrefix(a.ID, id) && a.State == askedDone })
}

// checked are the resources that a verification goes by: what is transmitted, as
// known, and what is not, as declared.
func checked(c *demarche.Case) basis {
	f, b := mine(c), declaredBasis(c)
	if d, ok := f.declared(b.month); ok { // corrected since
		b.resources = d.Resources
	}
	q := droits.ReferenceQuarter(b.month)
	seen := seenByAgent(truthOf(c.Tx, c.Person.ID), proven(c) || f.accepted(payslipsOf(c))).within(q[:])
	for member := range seen {
		for month, kinds := range seen[member] {
			for kind := range kinds {
				if !slices.Contains(transmitted, kind) {
					delete(seen[member][month], kind)
				}
			}
		}
	}
	b.resources = b.resources.over(seen)
	return b
}

// correction compares what was given with what was due, month by month.
func (d *desk) correction(f Folder, b basis, now time.Time) (droits.Correction, calcul.Why, map[droits.Month]amounts) {
	due := d.revised(f, b)
	var paid, owed []droits.MonthRights
	for _, m := range slices.Sorted(maps.Keys(due)) {
		if e := f.entitled(m); len(e.Given) > 0 {
			paid, owed = append(paid, e.kept()), append(owed, due[m].rights(m))
		}
	}
	found, why := droits.Correct(paid, owed, now, false)
	return found, why, due
}

// revised is what becomes due for each month that is looked at again: those of
// the declaration's quarter, and the former ones that a stay abroad touches.
func (d *desk) revised(f Folder, b basis) map[droits.Month]amounts {
	months := map[droits.Month]amounts{}
	if b.stay {
		for _, e := range f.Months {
			if e.Month >= b.from && f.abroad(e.Month) {
				months[e.Month] = f.monthly(e.Due, e.Month)
			}
		}
	}
	due, _ := d.due(f, b)
	for _, m := range droits.RightsQuarter(b.month) {
		if m >= b.from {
			months[m] = f.monthly(due, m)
		}
	}
	return months
}

func (d *desk) decideVerification(c *demarche.Case) string {
	found, _, _ := d.correction(mine(c), checked(c), c.Now())
	switch {
	case found.Overpaid > 0:
		return "indu"
	case found.Owed > 0:
		return "rappel"
	}
	return "regle"
}

// applyRecalc puts the rights right, and claims what was given too much.
func (d *desk) applyRecalc(c *demarche.Case) {
	applyVerified(c)
	d.recalc(c, checked(c), "Les ressources déclarées pour "+quarterText(droits.ReferenceQuarter(declaredMonth(c)))+" ne sont pas celles que vos employeurs ont transmises.")
}

func (d *desk) recalc(c *demarche.Case, b basis, reason string) {
	f := mine(c)
	d.recalcFolder(c, f, b, reason)
}

func (d *desk) recalcFolder(c *demarche.Case, f Folder, b basis, reason string) {
	found, why, due := d.correction(f, b, c.Now())
	claimed := Claimed{Debt: nextDebt(c.Tx, f.Person), Benefit: "Trop-perçu", Declaration: b.month, Reason: reason, Notified: c.Now(), Basis: b.resources}
	if b.stay {
		claimed.Declaration = 0 // no declaration was wrong: there is none to rectify
	}
	for m, amounts := range due {
		e := f.entitled(m)
		e.Due = amounts
		f.entitle(e)
	}
	for _, diff := range found.Differences {
		if diff.Paid > diff.Due && !diff.Barred {
			claimed.add(&f, diff)
		}
	}
	c.Dossier.Result.With(demarche.Result{
		Amounts: map[string]calcul.Cents{"indu": found.Overpaid, "rappel": found.Owed}, Why: []calcul.Why{why},
		Words: claimed.words(),
	})
	if found.Overpaid > 0 {
		putClaimed(c.Tx, f.Person, claimed)
	}
	d.settle(c.Tx, &f)
	putFolder(c.Tx, f)
}

// decideHidden is what the tax office shows, long after: what nobody transmits
// every month and was not declared.
func decideHidden(c *demarche.Case) string {
	all := hiddenGaps(c)
	emitGaps(c, all)
	if len(all) > 0 {
		return "oubli"
	}
	return "rien"
}

func hiddenGaps(c *demarche.Case) []gap {
	var kinds []string
	for _, field := range fields[len(transmitted):] {
		kinds = append(kinds, field.kind)
	}
	b := declaredBasis(c)
	q := droits.ReferenceQuarter(b.month)
	truth := truthOf(c.Tx, c.Person.ID)
	return gaps(b.resources, q[:], truth.Resources.of, kinds, mine(c).Members)
}

func (d *desk) applyHidden(c *demarche.Case) {
	b := checked(c)
	for _, g := range hiddenGaps(c) {
		b.resources.set(g.member, g.month, g.kind, g.is)
	}
	d.recalc(c, b, "Des ressources connues des impôts n’avaient pas été déclarées.")
}
