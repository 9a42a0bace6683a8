package emploi

import (
	"fmt"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal"
)

// The end of a right: it is written before, then when the last day is paid. The
// registration goes on, without an allowance.

const (
	// endForetold is how many days are left when the end is announced: nobody
	// publishes it, this is a plausible one.
	endForetold = 60
	// endLetter is how long the post takes.
	endLetter = 72 * time.Hour
	// payMonth is how many days a whole month pays.
	payMonth = 30
)

// rightBefore is the right as it stood when a month was paid: the days that this
// month took are still to be taken.
func (r Registered) rightBefore(m Month) indemnisation.Right {
	right := r.Right()
	right.Left += m.Days
	return right
}

// recount puts what a month became in the file: days that are paid no more go
// back to the right, and may give life to one that was over.
func (r *Registered) recount(m *Month, p indemnisation.Payment) {
	r.Left = max(0, r.Left+m.Days-p.Days)
	if r.Left > 0 {
		r.Spent = time.Time{}
	}
	m.Days, m.Net = p.Days, p.Net
}

// sayEnd writes that a right is over, or will be soon; had is how many days it
// had before the month.
func (r *Registered) sayEnd(tx *sandbox.Tx, had int, m Month) {
	switch {
	case r.Left == 0 && had > 0:
		r.Spent = tx.Now()
		demandWithheld(tx, r.Person)
		tx.Emit(string(FactSpent), "personne", r.Person, "mois", m.Name)
		r.announce(tx, "Vos droits sont terminés", "Votre allocation se termine avec le mois "+ofMonth(monthNamed(m.Name))+". Ensuite, plus rien n’est versé. L’inscription continue : actualisez-vous chaque mois.", r.afterEnd(m)...)
	case r.Left > 0 && r.Left <= endForetold && !r.Foretold:
		r.Foretold = true
		tx.Emit(string(FactForetold), "personne", r.Person, "jours", fmt.Sprint(r.Left))
		r.announce(tx, "Vos droits se terminent bientôt", "Il vous reste "+frtext.Count(r.Left, "jour", "jours")+" d’allocation. Le détail est dans votre espace, « Mes courriers ».", r.beforeEnd(m)...)
	}
}

// announce puts a letter in the space and in the post, and says by mail and SMS
// that it is there.
func (r *Registered) announce(tx *sandbox.Tx, subject, short string, said ...string) {
	r.Messages = append(r.Messages, Message{At: tx.Now(), Subject: subject, Text: said, Letter: true})
	account, _ := accountOf(tx, r.Person)
	write(tx, account, subject, "/courriers", said...)
	text(tx, account, short)
	tx.Schedule(tx.Now().Add(endLetter), portal.EffectLetter, portal.Letter{To: r.Person, From: institution(tx), Object: portal.Mark + " " + subject, Body: said})
}

func (r Registered) beforeEnd(m Month) []string {
	last := monthNamed(m.Name)
	for range (r.Left + payMonth - 1) / payMonth {
		last = last.Next()
	}
	return []string{
		"Une fois le mois " + ofMonth(monthNamed(m.Name)) + " payé, il vous reste " + frtext.Count(r.Left, "jour", "jours") + " d’allocation.",
		"Sans travail d’ici là, le dernier sera payé avec le mois " + ofMonth(last) + ". Les jours qu’un travail fait ne pas payer ne sont pas perdus : ils repoussent cette date.",
		"Préparez la suite avec votre conseiller. Si vous avez travaillé depuis l’ouverture de vos droits, gardez les attestations de vos employeurs.",
	}
}

func (r Registered) afterEnd(m Month) []string {
	return []string{
		"Le dernier jour de votre allocation est payé avec le mois " + ofMonth(monthNamed(m.Name)) + ". Ensuite, plus rien n’est versé.",
		"Votre inscription continue : actualisez-vous chaque mois, même sans allocation, tant que vous cherchez un emploi.",
		"Si vous avez travaillé depuis l’ouverture de vos droits, transmettez les attestations de vos employeurs : un nouveau droit peut s’ouvrir. Selon vos ressources, demandez aussi l’allocation de solidarité spécifique à l’agence, ou le RSA à la Caf.",
		"Ce site d’exercice ne calcule ni ce nouveau droit, ni l’allocation de solidarité spécifique.",
	}
}

// demandWithheld lets a debt that was kept back on the payments be demanded
// instead, once the last of them has left.
func demandWithheld(tx *sandbox.Tx, person string) {
	if d, ok := withheldDebt(tx, person); ok {
		tx.Schedule(tx.Now().AddDate(0, 0, payMonth), effectDebt, debtStep{person, d.ID, debtDue})
	}
}
