package emploi

import (
	"fmt"
	"slices"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// The states of a debt.
const (
	debtContested = "contestee"
	debtSpread    = "echelonnee"
	debtAsked     = "effacement_demande"
	debtWaived    = "effacee"
	debtPaid      = "remboursee"
	debtCancelled = "annulee" // the claim was wrong
)

// modestLeft is what must be left to live on, beyond which an agency waives
// nothing: a plausible figure, nobody publishes it.
const modestLeft = calcul.Cents(600_00)

// oldestDebt is the first debt that waits for an answer.
func oldestDebt(tx *sandbox.Tx, person string) (demarche.Debt, bool) { return debtWith(tx, person, "") }

// debtWith is the first debt in one of these states.
func debtWith(tx *sandbox.Tx, person string, states ...string) (demarche.Debt, bool) {
	for _, d := range demarche.Debts(tx, ID, person) {
		if d.Left > 0 && slices.Contains(states, d.State) {
			return d, true
		}
	}
	return demarche.Debt{}, false
}

func debtOpens(c *demarche.Case) string {
	if _, ok := oldestDebt(c.Tx, c.Person.ID); !ok {
		return "Aucune somme n’attend de réponse de votre part."
	}
	return ""
}

func debtKnown(c *demarche.Case, _ string) string {
	d, ok := oldestDebt(c.Tx, c.Person.ID)
	if !ok {
		return ""
	}
	return decimal(calcul.Cents(d.Left))
}

// checkInstalments keeps the answer within what is possible at its date.
func checkInstalments(c *demarche.Case) []demarche.Problem {
	d, ok := oldestDebt(c.Tx, c.Person.ID)
	if !ok {
		return nil
	}
	until := indemnisation.DeadlinesOf(d.At)
	if c.Text("choix") == "contester" && c.Now().After(until.Appeal) {
		return []demarche.Problem{{Key: "choix", Message: "Le délai de deux mois pour contester s’est terminé le " + frtext.Date(until.Appeal) + ". Vous pouvez encore demander des échéances ou un effacement, et saisir le médiateur."}}
	}
	return nil
}

// estimateRepayment shows what each choice leads to.
func estimateRepayment(c *demarche.Case) demarche.Result {
	d, _ := oldestDebt(c.Tx, c.Person.ID)
	amount := calcul.Cents(d.Left)
	out := demarche.Result{Amounts: map[string]calcul.Cents{"dette": amount}}
	if c.Text("choix") != "echelonner" {
		out.Shown = []demarche.Shown{{Label: "Somme réclamée", Value: money(amount)}}
		return out
	}
	parts, err := indemnisation.Instalments(amount, int(c.Int("echeances")), firstInstalment(c))
	if err != nil {
		return out
	}
	for _, p := range parts {
		out.Shown = append(out.Shown, demarche.Shown{Label: frtext.Date(p.On), Value: money(p.Amount)})
	}
	out.Amounts["echeance"], out.Words = parts[0].Amount, map[string]string{"premiere_echeance": frtext.Date(parts[0].On)}
	return out
}

func debtAnswer(c *demarche.Case) string {
	switch choice := c.Text("choix"); choice {
	case "effacer":
		if c.Amount("ressources")-c.Amount("charges") <= modestLeft {
			return "efface"
		}
		return "garde"
	default:
		return choice
	}
}

// answerDebt keeps what became of a debt. One that is still due after a refusal
// can be answered again.
func answerDebt(c *demarche.Case) {
	d, ok := debtWith(c.Tx, c.Person.ID, "", debtAsked)
	if !ok {
		return
	}
	until := indemnisation.DeadlinesOf(d.At)
	switch debtAnswer(c) {
	case "payer":
		d.State, d.Left = debtPaid, 0
	case "echelonner":
		d.State = debtSpread
		parts, _ := indemnisation.Instalments(calcul.Cents(d.Left), int(c.Int("echeances")), firstInstalment(c)) // the number was checked on the screen
		spread(c.Tx, c.Person.ID, d, parts)
	case "efface":
		d.State, d.Left = debtWaived, 0
	case "contester":
		d.State = debtContested
	default:
		dueAgain(c, &d)
	}
	demarche.PutDebt(c.Tx, ID, c.Person.ID, d)
	c.Emit(string(FactDebtChoice), "personne", c.Person.ID, "choix", c.Text("choix"), "echeances", fmt.Sprint(c.Int("echeances")), "a_temps", yesNo(!momentOf(c).After(until.Repay)))
}

// studyDebt suspends a debt while a waiver is being studied.
func studyDebt(c *demarche.Case) {
	if d, ok := debtWith(c.Tx, c.Person.ID, ""); ok {
		d.State = debtAsked
		demarche.PutDebt(c.Tx, ID, c.Person.ID, d)
	}
}

// rejectDebt makes a contested debt due again.
func rejectDebt(c *demarche.Case) {
	if d, ok := debtWith(c.Tx, c.Person.ID, debtContested); ok {
		dueAgain(c, &d)
		demarche.PutDebt(c.Tx, ID, c.Person.ID, d)
	}
}

// dueAgain makes a debt due after a refusal: a month to answer, again.
func dueAgain(c *demarche.Case, d *demarche.Debt) {
	d.State = ""
	r := recoveryOf(c.Tx, c.Person.ID, d.ID)
	r.Decided, r.Withheld = c.Now(), false
	putRecovery(c.Tx, c.Person.ID, d.ID, r)
	planDebt(c.Tx, c.Person.ID, d.ID)
}

// firstInstalment is a month after the answer.
func firstInstalment(c *demarche.Case) time.Time { return momentOf(c).AddDate(0, 1, 0) }

// appeal is what the director makes of a contestation: a claim that was wrong is
// taken back; another gets no answer, and two months of silence refuse it.
func appeal(c *demarche.Case) string {
	if d, ok := debtWith(c.Tx, c.Person.ID, debtContested); ok && recoveryOf(c.Tx, c.Person.ID, d.ID).Unfounded {
		return "retiree"
	}
	return "attend"
}

// silenceAt is when two months of silence refuse a contestation.
func silenceAt(c *demarche.Case) time.Time { return indemnisation.SilenceRefuses(momentOf(c)) }

// withdraw takes a claim back.
func withdraw(c *demarche.Case) {
	if d, ok := debtWith(c.Tx, c.Person.ID, debtContested); ok {
		d.State, d.Left = debtCancelled, 0
		demarche.PutDebt(c.Tx, ID, c.Person.ID, d)
		c.Emit(string(FactDebtChoice), "personne", c.Person.ID, "choix", "contester", "issue", "retiree")
	}
}
