package caf

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// What can be done about a debt: rectify, contest, pay in parts, ask a remission.

// nextDebt is the id of the debt that demarche.Claim is about to make.
func nextDebt(tx *sandbox.Tx, person string) string {
	return fmt.Sprintf("%04d", len(demarche.Debts(tx, ID, person))+1)
}

// add puts one difference in a debt, and in the folder.
func (c *Claimed) add(f *Folder, diff droits.Difference) {
	if !slices.Contains(c.Months, diff.Month) {
		c.Months = append(c.Months, diff.Month)
	}
	if !strings.Contains(c.Benefit, diff.Benefit) {
		c.Benefit = strings.TrimPrefix(c.Benefit+", "+diff.Benefit, "Trop-perçu, ")
	}
	e := f.entitled(diff.Month)
	if e.Back == nil {
		e.Back = amounts{}
	}
	for benefit, name := range names {
		if name == diff.Benefit {
			e.Back[benefit] += diff.Paid - diff.Due
		}
	}
	f.entitle(e)
}

func (c Claimed) words() map[string]string {
	limits := droits.DebtDeadlines(c.Notified)
	return map[string]string{"nature": c.Benefit, "periode": c.span(), "rectifier_avant": frtext.Date(limits.Rectify), "contester_avant": frtext.Date(limits.Contest)}
}

// debtOf is the debt that a dossier is about: its own, else the one aimed at.
func debtOf(c *demarche.Case) (owed, bool) {
	id, _, named := strings.Cut(c.Dossier.Once, ".")
	for _, o := range debtsOf(c.Tx, c.Person.ID) {
		if named && o.ID == id {
			return o, true
		}
	}
	return aimed(c.Tx, c.Person.ID)
}

// debtOnce names a debt and how many times the same was already asked of it: one
// dossier at a time.
func debtOnce(c *demarche.Case) string {
	o, ok := debtOf(c)
	if !ok {
		return "aucune."
	}
	n := 0
	for _, d := range demarche.Dossiers(c.Tx, ID, c.Dossier.Demarche, c.Person.ID) {
		if d.State == demarche.Settled && strings.HasPrefix(d.Once, o.ID+".") {
			n++
		}
	}
	return fmt.Sprintf("%s.%d", o.ID, n)
}

const noneOwed = "Aucune somme ne vous est réclamée."

// debtOpens opens a way on the debt of a draft, else on the one aimed at, if the
// way is open for that one.
func debtOpens(open func(o owed, now time.Time) string) func(*demarche.Case) string {
	return func(c *demarche.Case) string {
		o, ok := debtOf(c)
		switch {
		case len(allStanding(c.Tx, c.Person.ID)) == 0:
			return noneOwed
		case ok && o.Left <= 0:
			return "Cette somme est réglée (" + o.name() + ") : il n’y a plus rien à demander pour elle. Ce brouillon ne peut plus partir."
		case !ok:
			return "Plusieurs sommes vous sont réclamées. Ouvrez « Mes dettes », choisissez la somme dont il s’agit, puis ce que vous voulez faire."
		}
		return open(o, c.Now())
	}
}

func rectifyOpens(o owed, now time.Time) string {
	switch {
	case o.Declaration == 0:
		return "Ce trop-perçu ne vient pas d’une déclaration trimestrielle : il se conteste, ou se paie en plusieurs fois."
	case now.After(endOf(o.Rectify)):
		return "Les 20 jours pour demander une rectification sont passés depuis le " + frtext.Date(o.Rectify) + ". Vous pouvez encore contester devant la commission de recours amiable jusqu’au " + frtext.Date(o.Contest) + "."
	}
	return ""
}

func contestOpens(o owed, now time.Time) string {
	switch {
	case o.Recognised:
		return "Vous avez demandé une remise ou payé : la dette est reconnue, elle ne se conteste plus."
	case now.After(endOf(o.Contest)):
		return "Le délai de deux mois pour contester est passé depuis le " + frtext.Date(o.Contest) + "."
	}
	return ""
}

func spreadOpens(o owed, _ time.Time) string {
	if len(o.Plan) > 0 {
		return "Vous payez déjà cette somme en plusieurs fois."
	}
	return ""
}

func forgiveOpens(owed, time.Time) string { return "" }

func fillDebt(c *demarche.Case, _ string) string {
	o, ok := debtOf(c)
	if !ok {
		return ""
	}
	return frtext.Money(o.Left) + " — " + o.name() + ", notifié le " + frtext.Date(o.Notified)
}

func fillReason(c *demarche.Case, _ string) string {
	o, _ := debtOf(c)
	return o.Reason
}

func adults(c *demarche.Case) []demarche.Line {
	var lines []demarche.Line
	for _, m := range mine(c).Members {
		if m.Role != roleChild {
			lines = append(lines, demarche.Line{ID: m.ID, Label: m.Name})
		}
	}
	return lines
}

func debtMonths(c *demarche.Case) []droits.Month {
	o, ok := debtOf(c)
	if !ok || o.Declaration == 0 {
		return nil
	}
	q := droits.ReferenceQuarter(o.Declaration)
	return q[:]
}

func debtColumns(c *demarche.Case) []demarche.Line { return columnsOf(mine(c), debtMonths(c)) }

// fillDeclared is what had been declared for a month.
func fillDeclared(c *demarche.Case, key string) string {
	member, column, _ := cell(key)
	f := mine(c)
	o, _ := debtOf(c)
	m, err := f.columnMonth(column)
	before, ok := f.declared(o.Declaration)
	if err != nil || !ok {
		return ""
	}
	amount, _ := before.Resources.of(member, m, string(droits.Salary))
	return decimal(amount)
}

// rectified is what the former declaration would be with these amounts.
func rectified(c *demarche.Case) basis {
	f := mine(c)
	o, _ := debtOf(c)
	before, _ := f.declared(o.Declaration)
	return basis{month: o.Declaration, resources: before.Resources.over(typed(c, "mois", adults(c), debtColumns(c)))}
}

// debtWith is what the debt would be with other resources than those on which it
// was computed: it moves by what becomes due, month by month.
func (d *desk) debtWith(c *demarche.Case, b basis) (left calcul.Cents, whys []calcul.Why) {
	f := mine(c)
	o, _ := debtOf(c)
	was, _ := d.due(f, basis{month: b.month, resources: o.Basis})
	due, whys := d.due(f, b)
	left = calcul.Cents(o.Amount) + calcul.Cents(len(o.Months))*(was.total()-due.total())
	return max(left, 0), whys
}

func (d *desk) computeRectification(c *demarche.Case) demarche.Result {
	o, ok := debtOf(c)
	if !ok {
		return demarche.Result{}
	}
	over, whys := d.debtWith(c, rectified(c))
	return demarche.Result{
		Amounts: map[string]calcul.Cents{"reclame": calcul.Cents(o.Amount), "corrige": over}, Why: whys,
		Shown: []demarche.Shown{
			{Label: "Somme réclamée", Value: frtext.Money(o.Amount)},
			{Label: "Trop versé, avec vos montants", Value: frtext.Money(int64(over))},
		},
	}
}

// proofs says whether every payslip was joined and can be read.
func proofs(c *demarche.Case) bool {
	for _, row := range adults(c) {
		for _, column := range debtColumns(c) {
			file, ok := c.Dossier.Files["bulletins."+row.ID+"."+column.ID+".bulletin"]
			if !ok || file.Flaw != "" || file.Shows != "bulletin" {
				return false
			}
		}
	}
	return true
}

// moot says that a debt is no more: nothing is left to examine.
func moot(o owed, ok bool) bool { return !ok || o.State == stateGone }

// decideRectification: an agent reads the amounts beside the payslips, or beside
// what employers sent where a payslip is missing. A month without an answer is a
// refusal.
func (d *desk) decideRectification(c *demarche.Case) string {
	o, ok := debtOf(c)
	if moot(o, ok) {
		return "sans_objet"
	}
	b, months := rectified(c), debtMonths(c)
	all := gaps(b.resources, months, seenByAgent(truthOf(c.Tx, c.Person.ID), proofs(c)).of, []string{string(droits.Salary)}, mine(c).Members)
	emitGaps(c, all)
	over, _ := d.debtWith(c, b)
	refused, _ := droits.Silence(c.Dossier.SentAt)
	switch amount := calcul.Cents(o.Amount); {
	case lookedAt(c).After(refused):
		return "silence"
	case len(all) > 0:
		return "ecart"
	case over == 0:
		return "annulee"
	case over != amount:
		return "changee"
	}
	return "maintenue"
}

// lookedAt is when somebody would look at a dossier, at this Caf's pace.
func lookedAt(c *demarche.Case) time.Time {
	return c.Dossier.SentAt.AddDate(0, 0, max(mine(c).Delay, 1))
}

// whenRectified is when the request is answered, or a month later when nobody has.
func whenRectified(c *demarche.Case) time.Time {
	refused, _ := droits.Silence(c.Dossier.SentAt)
	if at := lookedAt(c); at.Before(refused) {
		return at
	}
	return refused
}

// applyRectification writes the amounts accepted, and the debt that they make.
func (d *desk) applyRectification(c *demarche.Case) {
	o, ok := debtOf(c)
	if !ok {
		return
	}
	f, b := mine(c), rectified(c)
	over, whys := d.debtWith(c, b)
	f.declare(Declaration{Month: b.month, Resources: b.resources, Sent: c.Dossier.SentAt})
	left := over - o.given()
	o.giveBack(c, over)
	o.resize(&f, over)
	o.Basis = b.resources
	o.answered(c, wayRectify, left)
	c.Dossier.Result.With(demarche.Result{Why: whys})
	d.settle(c.Tx, &f)
	putFolder(c.Tx, f)
}

// resize changes what is claimed of each month in the same proportion.
func (o *owed) resize(f *Folder, amount calcul.Cents) {
	for _, m := range o.Months {
		e := f.entitled(m)
		for benefit, back := range e.Back {
			e.Back[benefit] = back * amount / calcul.Cents(max(o.Amount, 1))
		}
		f.entitle(e)
	}
	o.Amount = int64(amount)
}

// applyAsked puts the debt of a dossier under examination.
func applyAsked(way string) func(*demarche.Case) {
	return func(c *demarche.Case) {
		if o, ok := debtOf(c); ok && !moot(o, ok) && o.Left > 0 { // paid since, it stays so
			o.Recognised = o.Recognised || way == wayForgive // to ask for a remission is to recognise the debt
			o.ask(c, way)
		}
	}
}

// applyKept ends an examination that changes nothing.
func applyKept(way string) func(*demarche.Case) {
	return func(c *demarche.Case) {
		if o, ok := debtOf(c); ok {
			o.answered(c, way, calcul.Cents(o.Left))
		}
	}
}

// trueDebt is what the debt should be: on contest, the commission looks at the
// whole file.
func (d *desk) trueDebt(c *demarche.Case) calcul.Cents {
	o, _ := debtOf(c)
	if o.Declaration == 0 {
		return calcul.Cents(o.Amount)
	}
	truth := truthOf(c.Tx, c.Person.ID).Resources.within(debtMonths(c))
	left, _ := d.debtWith(c, basis{month: o.Declaration, resources: o.Basis.over(truth)})
	return left
}

func (d *desk) decideContest(c *demarche.Case) string {
	o, ok := debtOf(c)
	switch right := d.trueDebt(c); {
	case moot(o, ok):
		return "sans_objet"
	case right >= calcul.Cents(o.Amount):
		return "rejet"
	case right == 0:
		return "accord"
	}
	return "partiel"
}

func (d *desk) applyContestWon(c *demarche.Case) {
	o, ok := debtOf(c)
	if !ok {
		return
	}
	f, right := mine(c), d.trueDebt(c)
	left := right - o.given()
	o.giveBack(c, right)
	o.resize(&f, right)
	putFolder(c.Tx, f)
	o.answered(c, wayContest, left)
}

func checkCount(c *demarche.Case) []demarche.Problem {
	o, ok := debtOf(c)
	if _, err := schedule(c, o); ok && err != nil {
		return []demarche.Problem{{Key: "fois", Message: "Un versement par mois, d’un euro au moins : choisissez moins de versements."}}
	}
	return nil
}

func schedule(c *demarche.Case, o owed) ([]droits.Instalment, error) {
	return droits.Instalments(calcul.Cents(o.Left), int(c.Int("fois")), droits.MonthOf(nextPayday(c.Now().AddDate(0, 0, decisionDays)))-1)
}

// decisionDays is how long a schedule takes to be accepted.
const decisionDays = 10

func computeSpread(c *demarche.Case) demarche.Result {
	o, _ := debtOf(c)
	plan, err := schedule(c, o)
	if err != nil {
		return demarche.Result{}
	}
	return demarche.Result{
		Amounts: map[string]calcul.Cents{"mensualite": plan[0].Amount},
		Words:   map[string]string{"fin": frtext.Date(plan[len(plan)-1].Due)},
		Shown: []demarche.Shown{
			{Label: "Chaque mois", Value: frtext.Money(int64(plan[0].Amount))},
			{Label: "Premier versement", Value: frtext.Date(plan[0].Due)},
			{Label: "Dernier versement", Value: frtext.Date(plan[len(plan)-1].Due)},
		},
	}
}

// decideSpread: up to twelve months is accepted when asked for, more has to be
// talked over.
func decideSpread(c *demarche.Case) string {
	if o, ok := debtOf(c); !ok || o.Left <= 0 {
		return "sans_objet"
	}
	if c.Int("fois") > droits.UsualInstalments {
		return "negocier"
	}
	return "accord"
}

func applySpread(c *demarche.Case) {
	o, ok := debtOf(c)
	if plan, err := schedule(c, o); ok && err == nil {
		o.spread(c, plan)
	}
}

// What is left to live on, a month and a person, below which half of a debt is
// remitted, or all of it: a convention of the exercise, the commission decides
// case by case.
const (
	livingAll  = calcul.Cents(20_000)
	livingHalf = calcul.Cents(45_000)
)

func living(c *demarche.Case) calcul.Cents {
	f := mine(c)
	return (c.Amount("ressources") - c.Amount("charges")) / calcul.Cents(max(len(f.Members), 1))
}

func decideForgive(c *demarche.Case) string {
	if o, ok := debtOf(c); !ok || o.Left <= 0 {
		return "sans_objet"
	}
	switch left := living(c); {
	case left <= livingAll:
		return "totale"
	case left <= livingHalf:
		return "moitie"
	}
	return "refus"
}

func applyForgiven(c *demarche.Case) {
	o, ok := debtOf(c)
	if !ok {
		return
	}
	left := calcul.Cents(0)
	if living(c) > livingAll {
		left = calcul.Cents(o.Left) / 2
	}
	remitted := calcul.Cents(o.Left) - left
	o.answered(c, wayForgive, left)
	c.Dossier.Result.With(demarche.Result{Amounts: map[string]calcul.Cents{"remis": remitted}})
}
