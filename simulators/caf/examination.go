package caf

import (
	"slices"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// While something asked about a debt is looked at, nothing is taken back; once all
// is answered, what stood before goes on: the instalments that were accepted, or
// the deductions, seven days later.

// graceDays is how long after an answer deductions may begin.
const graceDays = 7

// ask puts a way under examination.
func (o *owed) ask(c *demarche.Case, way string) {
	if !slices.Contains(o.Pending, way) {
		o.Pending = append(o.Pending, way)
	}
	o.State = way
	o.choose(c, way)
}

// choose writes the way that somebody took.
func (o *owed) choose(c *demarche.Case, way string) {
	o.Way, o.WayAt = way, c.Now()
	o.put(c.Tx, c.Person.ID)
	c.Emit(string(FactDebtWay), "personne", c.Person.ID, "dette", o.ID, "voie", way)
}

// spread keeps a schedule that was accepted; it waits for what is under
// examination.
func (o *owed) spread(c *demarche.Case, plan []droits.Instalment) {
	o.Plan = plan
	if len(o.Pending) == 0 {
		o.State = waySpread
	}
	o.choose(c, waySpread)
}

// answered ends an examination with what is left to pay.
func (o *owed) answered(c *demarche.Case, way string, left calcul.Cents) {
	o.Pending = slices.DeleteFunc(slices.Clone(o.Pending), func(one string) bool { return one == way })
	o.Left = int64(max(left, 0))
	switch n := len(o.Pending); {
	case o.Left == 0:
		if o.State != statePaid || o.Amount == 0 {
			o.State = stateGone
		}
		o.Plan, o.Pending = nil, nil
	case n > 0:
		o.State = o.Pending[n-1]
	default:
		o.resume(c)
	}
	o.put(c.Tx, c.Person.ID)
	c.Dossier.Result.With(demarche.Result{Amounts: map[string]calcul.Cents{"reste": calcul.Cents(o.Left)}, Words: map[string]string{"ensuite": o.after()}})
}

// resume takes up the instalments again, as many as were left to pay, or lets the
// deductions begin.
func (o *owed) resume(c *demarche.Case) {
	o.State, o.From = "", c.Now().AddDate(0, 0, graceDays)
	unpaid := 0
	for _, one := range o.Plan {
		if one.Amount > 0 {
			unpaid++
		}
	}
	o.Plan = nil
	if unpaid == 0 {
		return
	}
	unpaid = int(min(int64(unpaid), max(o.Left/100, 1))) // a euro each at least
	if plan, err := droits.Instalments(calcul.Cents(o.Left), unpaid, droits.MonthOf(nextPayday(c.Now()))-1); err == nil {
		o.Plan, o.State = plan, waySpread
	}
}

// after says how a debt goes on once answered, for the letter that answers.
func (o *owed) after() string {
	switch {
	case o.Left == 0:
		return "Vous n’avez plus rien à payer."
	case len(o.Pending) > 0:
		return "Une autre demande est encore à l’étude pour cette somme : rien n’est retenu en attendant."
	case o.State == waySpread:
		return "Votre paiement en plusieurs fois continue : " + frtext.Money(int64(o.Plan[0].Amount)) + " par mois, à partir du " + frtext.Date(o.Plan[0].Due) + "."
	}
	return "Sans démarche de votre part, des retenues commencent dans sept jours, environ " + frtext.Money(int64(o.monthly())) + " par mois. Vous pouvez payer en plusieurs fois ou demander une remise."
}

// giveBack returns what was taken above what turned out to be owed.
func (o *owed) giveBack(c *demarche.Case, over calcul.Cents) {
	if back := o.given() - over; back > 0 {
		demarche.Pay(c.Tx, ID, c.Person.ID, "Remboursement de retenues ("+o.Label+")", int64(back))
	}
}

// given is what was already taken back, or paid.
func (o *owed) given() calcul.Cents { return calcul.Cents(o.Amount - o.Left) }
