package emploi

import (
	"fmt"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// A change told once months are computed takes back the days that should not have
// been paid: those of an absence beyond the yearly ones, those after the
// registration ended.

// revision is what a change makes of the months already computed.
type revision struct {
	file     Registered
	months   []Month
	overpaid calcul.Cents
	why      []calcul.Why
	taken    map[string]calcul.Cents // by month
}

// claimed says whether what was paid in excess is asked back.
func (v revision) claimed() bool { return v.overpaid >= indemnisation.ClaimedFrom }

// revisedBy compares the months computed with what a change says of their days.
func revisedBy(c *demarche.Case) revision {
	before, _ := registeredOf(c.Tx, c.Person.ID)
	after := before
	switch c.Text("nature") {
	case "absence":
		after.absent(c)
	case "detention":
		after.detained(c)
	}
	return revise(c.Tx, before, after)
}

func revise(tx *sandbox.Tx, before, after Registered) revision {
	v := revision{file: after, taken: map[string]calcul.Cents{}}
	if before.Daily == 0 {
		return v
	}
	for _, m := range months(tx, before.Person) {
		lost := lostDays(tx, before, after, m)
		if m.State != monthComputed || lost == 0 {
			continue
		}
		right, was := v.file.rightBefore(m), m.Declared()
		m.Outside += lost
		found := indemnisation.Correct(right, was, m.Declared())
		if found.Overpaid == 0 {
			continue
		}
		v.file.recount(&m, found.After)
		v.months, v.overpaid, v.why = append(v.months, m), v.overpaid+found.Overpaid, append(v.why, found.Why)
		v.taken[m.Name] = found.Overpaid
	}
	return v
}

// lostDays counts the days of a month that were paid before a change and are not
// after it; those of a sick leave were not paid anyway.
func lostDays(tx *sandbox.Tx, before, after Registered, m Month) int {
	n, ill, name := 0, illIn(tx, m), monthNamed(m.Name)
	for day := name.First(); !day.After(name.Last()); day = day.AddDate(0, 0, 1) {
		if pays := before.registeredOn(day) && !before.away(day) && !ill.holds(day); pays && (!after.registeredOn(day) || after.away(day)) {
			n++
		}
	}
	return n
}

// illIn is the sick leave that was declared for a month.
func illIn(tx *sandbox.Tx, m Month) spell {
	d, ok := demarche.DossierOf(tx, m.Dossier)
	if !ok || d.Values["maladie"] != "oui" {
		return spell{}
	}
	from, _ := time.ParseInLocation(time.DateOnly, d.Values["maladie_du"], frtext.Paris)
	to, _ := time.ParseInLocation(time.DateOnly, d.Values["maladie_au"], frtext.Paris)
	return spell{from, to}
}

// previewChange says before the sending what a change takes back.
func previewChange(c *demarche.Case) demarche.Result {
	v := revisedBy(c)
	out := demarche.Result{Amounts: map[string]calcul.Cents{"trop_percu": v.overpaid}, Words: map[string]string{"suite_retard": afterDelay(c, v)}, Why: v.why}
	if v.claimed() {
		out.Warnings = []string{"Ce changement touche des jours déjà payés : " + money(v.overpaid) + " seront à rembourser, en plusieurs fois si besoin. Le dire maintenant vaut mieux que plus tard."}
	}
	return out
}

// afterDelay says what a change told too late does to the days already paid.
func afterDelay(c *demarche.Case, v revision) string {
	switch {
	case v.overpaid > 0 && !v.claimed():
		return money(v.overpaid) + " ont été versés en trop. En dessous de " + money(indemnisation.ClaimedFrom) + ", rien n’est réclamé."
	case c.Text("nature") == "reprise":
		return "Les heures que votre employeur nous transmet seront comparées à vos actualisations : un mois où elles manquent est recalculé, et ce qui a été versé en trop est réclamé."
	}
	return "Les jours déjà payés ont été relus : il n’y a rien à rembourser."
}

// put writes what a change made of the months already computed.
func (v revision) put(c *demarche.Case) {
	for _, m := range v.months {
		m.put(c.Tx)
		c.Emit(string(FactOverpaid), "personne", m.Person, "mois", m.Name, "centimes", fmt.Sprint(int64(v.taken[m.Name])), "reclame", yesNo(v.claimed()))
	}
}

// takeBackDays applies a change, and claims the days that it takes back.
func takeBackDays(c *demarche.Case) {
	v := revisedBy(c)
	reason := "Un changement nous a été signalé après coup : des jours déjà payés ne devaient pas l’être."
	applyChange(c)
	r, ok := registeredOf(c.Tx, c.Person.ID)
	if !ok {
		return
	}
	r.Messages = append(r.Messages, Message{At: c.Now(), Letter: true, Subject: "Somme versée en trop", Text: []string{
		reason + " Nous vous avons versé " + money(v.overpaid) + " en trop.",
		"Vous pouvez rembourser, demander plusieurs échéances, demander l’effacement ou contester, depuis la page « Mes trop-perçus ».",
	}})
	r.put(c.Tx)
	debt := nextDebt(c.Tx, r.Person)
	putRecovery(c.Tx, r.Person, debt, Recovery{Reason: reason})
	planDebt(c.Tx, r.Person, debt)
}
