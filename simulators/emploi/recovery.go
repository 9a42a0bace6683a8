package emploi

import (
	"fmt"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// What becomes of a debt on the world's clock: left without an answer for a
// month, it is kept back on the payments, or demanded of who is paid nothing;
// spread, each instalment is taken in its turn.

// effectDebt is all that the calendar does to a debt.
const effectDebt = "emploi.trop_percu"

// What the effect is about.
const (
	debtDue        = "delai"      // the month to answer is over
	debtConstraint = "contrainte" // the formal demand stayed without an answer
	debtInstalment = "echeance"
)

// debtStep is the payload of the effect.
type debtStep struct {
	Person string `json:"personne"`
	Debt   string `json:"dette"`
	What   string `json:"quoi"`
}

// Recovery is what the agency does about one debt.
type Recovery struct {
	Reason    string                     `json:"motif,omitempty"`
	Withheld  bool                       `json:"retenue,omitempty"` // kept back on the payments
	Demanded  time.Time                  `json:"mise_en_demeure,omitzero"`
	Forced    time.Time                  `json:"contrainte,omitzero"`
	Plan      []indemnisation.Instalment `json:"echeances,omitempty"` // those to come
	Unfounded bool                       `json:"infondee,omitempty"`  // the claim was wrong: an appeal finds it
	Decided   time.Time                  `json:"reponse,omitzero"`    // last refusal: the month to answer runs again
}

func recoveryKey(person, debt string) string { return "emploi/recouvrement/" + person + "/" + debt }

func recoveryOf(tx *sandbox.Tx, person, debt string) Recovery {
	r, _ := sandbox.Get[Recovery](tx, recoveryKey(person, debt))
	return r
}

func putRecovery(tx *sandbox.Tx, person, debt string, r Recovery) {
	tx.Put(recoveryKey(person, debt), r)
}

func debtNamed(tx *sandbox.Tx, person, id string) (demarche.Debt, bool) {
	for _, d := range demarche.Debts(tx, ID, person) {
		if d.ID == id {
			return d, true
		}
	}
	return demarche.Debt{}, false
}

// nextDebt is the id of the debt that is about to be claimed.
func nextDebt(tx *sandbox.Tx, person string) string {
	return fmt.Sprintf("%04d", len(demarche.Debts(tx, ID, person))+1)
}

// planDebt puts in the agenda the end of the month to answer.
func planDebt(tx *sandbox.Tx, person, debt string) {
	tx.Schedule(indemnisation.DeadlinesOf(tx.Now()).Repay.Add(time.Second), effectDebt, debtStep{person, debt, debtDue})
}

// pursue is one thing that the calendar does to a debt.
func pursue(tx *sandbox.Tx, step debtStep) {
	d, ok := debtNamed(tx, step.Person, step.Debt)
	if !ok || d.Left <= 0 {
		return
	}
	r := recoveryOf(tx, step.Person, step.Debt)
	switch {
	case step.What == debtInstalment && d.State == debtSpread:
		takeInstalment(tx, step.Person, d, r)
	case step.What == debtDue && d.State == "" && !tx.Now().Before(indemnisation.DeadlinesOf(r.since(d)).Repay):
		takeBack(tx, step.Person, d, r)
	case step.What == debtConstraint && d.State == "" && !r.Demanded.IsZero() && r.Forced.IsZero():
		force(tx, step.Person, d, r)
	}
}

// since is when the month to answer began: the letter, or the last refusal.
func (r Recovery) since(d demarche.Debt) time.Time {
	if r.Decided.After(d.At) {
		return r.Decided
	}
	return d.At
}

// takeBack begins to take back what stayed without an answer.
func takeBack(tx *sandbox.Tx, person string, d demarche.Debt, r Recovery) {
	file, _ := registeredOf(tx, person)
	account, _ := accountOf(tx, person)
	amount := frtext.Money(d.Left)
	if file.State == stateRegistered && file.Paid() {
		r.Withheld = true
		putRecovery(tx, person, d.ID, r)
		said := "Nous n’avons pas reçu de réponse pour la somme de " + amount + ". Elle est retenue sur vos prochaines allocations, un cinquième de chaque paiement au plus. Vous pouvez encore demander plusieurs échéances ou un effacement."
		file.tell(tx.Now(), "Retenue sur vos allocations", said)
		file.put(tx)
		write(tx, account, "Une retenue sur vos prochaines allocations", "/trop-percu", said)
		tx.Emit(string(FactPursued), "personne", person, "dette", d.ID, "comment", "retenue")
		return
	}
	r.Demanded, r.Withheld = tx.Now(), false
	putRecovery(tx, person, d.ID, r)
	until := indemnisation.DemandFor(tx.Now())
	tx.Schedule(tx.Now().Add(72*time.Hour), portal.EffectLetter, portal.Letter{To: person, From: institution(tx), Object: portal.Mark + " Mise en demeure (recommandé)", Body: []string{
		"Vous ne recevez plus d’allocation sur laquelle retenir la somme de " + amount + ". Nous vous demandons de la rembourser, ou de demander plusieurs échéances, jusqu’au " + frtext.Date(until) + ".",
		"Sans réponse, une contrainte peut être délivrée : elle a la force d’un jugement. Le plus simple est de répondre, même pour dire que vous ne pouvez pas.",
	}})
	tx.Schedule(until.Add(time.Second), effectDebt, debtStep{person, d.ID, debtConstraint})
	tx.Emit(string(FactPursued), "personne", person, "dette", d.ID, "comment", "mise_en_demeure")
}

// force delivers the constraint.
func force(tx *sandbox.Tx, person string, d demarche.Debt, r Recovery) {
	r.Forced = tx.Now()
	putRecovery(tx, person, d.ID, r)
	tx.Schedule(tx.Now().Add(72*time.Hour), portal.EffectLetter, portal.Letter{To: person, From: institution(tx), Object: portal.Mark + " Contrainte", Body: []string{
		"La mise en demeure pour la somme de " + frtext.Money(d.Left) + " est restée sans réponse. Cette contrainte permet de la recouvrer comme un jugement.",
		"Vous avez 15 jours pour vous y opposer devant le tribunal dont l’adresse est au dos. Une association ou un point-justice peut vous aider, gratuitement.",
	}})
	tx.Emit(string(FactPursued), "personne", person, "dette", d.ID, "comment", "contrainte")
}

// spread keeps the instalments of a debt, and puts each in the agenda.
func spread(tx *sandbox.Tx, person string, d demarche.Debt, parts []indemnisation.Instalment) {
	r := recoveryOf(tx, person, d.ID)
	r.Withheld, r.Plan = false, parts
	putRecovery(tx, person, d.ID, r)
	for _, p := range parts {
		tx.Schedule(p.On.Add(transferHour), effectDebt, debtStep{person, d.ID, debtInstalment})
	}
}

// takeInstalment takes the next instalment from the bank account.
func takeInstalment(tx *sandbox.Tx, person string, d demarche.Debt, r Recovery) {
	if len(r.Plan) == 0 {
		return
	}
	part := min(int64(r.Plan[0].Amount), d.Left)
	d.Left, r.Plan = d.Left-part, r.Plan[1:]
	if d.Left == 0 {
		d.State = debtPaid
		account, _ := accountOf(tx, person)
		write(tx, account, "Tout est remboursé", "/trop-percu", "La dernière échéance est prélevée : plus rien n’est dû pour "+frtext.De("« "+d.Label+" »")+".")
	}
	putRecovery(tx, person, d.ID, r)
	demarche.PutDebt(tx, ID, person, d)
	tx.Emit(string(FactRepaid), "personne", person, "dette", d.ID, "centimes", fmt.Sprint(part), "reste", fmt.Sprint(d.Left))
}

// withheldDebt is the debt that is being kept back on the payments.
func withheldDebt(tx *sandbox.Tx, person string) (demarche.Debt, bool) {
	for _, d := range demarche.Debts(tx, ID, person) {
		if d.Left > 0 && d.State == "" && recoveryOf(tx, person, d.ID).Withheld {
			return d, true
		}
	}
	return demarche.Debt{}, false
}

// paysWhole says whether a transfer leaves whole, or less what is kept back.
func paysWhole(c *demarche.Case) string {
	if _, ok := withheldDebt(c.Tx, c.Person.ID); ok {
		return "retenu"
	}
	return "paye"
}

// withhold keeps back part of a transfer for a debt.
func withhold(c *demarche.Case) {
	d, ok := withheldDebt(c.Tx, c.Person.ID)
	paid := c.Dossier.Result.Amounts["are"]
	kept := indemnisation.Withheld(paid, calcul.Cents(d.Left))
	if !ok || kept == 0 {
		return
	}
	if d.Left -= int64(kept); d.Left == 0 {
		d.State = debtPaid
	}
	demarche.PutDebt(c.Tx, ID, c.Person.ID, d)
	c.Dossier.Result.With(demarche.Result{Amounts: map[string]calcul.Cents{"are": paid - kept, "retenue": kept, "reste_du": calcul.Cents(d.Left)}})
	c.Emit(string(FactWithheld), "personne", c.Person.ID, "dette", d.ID, "centimes", fmt.Sprint(int64(kept)), "reste", fmt.Sprint(d.Left))
}
