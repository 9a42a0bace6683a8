package emploi

import (
	"fmt"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// declared is the month that a dossier is for: the one it was opened for, else
// the one whose window is open or comes next.
func declaredMonth(c *demarche.Case) indemnisation.Month {
	if name, _, _ := strings.Cut(c.Dossier.Once, "."); len(name) == len(yearMonth) {
		return monthNamed(name)
	}
	m, _ := indemnisation.ToDeclare(c.Now())
	return m
}

func monthWords(c *demarche.Case) map[string]string {
	m := declaredMonth(c)
	window := indemnisation.WindowOf(m)
	first, last := indemnisation.Arrival(m, momentOf(c))
	words := map[string]string{
		"mois": m.String(), "cloture": frtext.DateTime(window.Closes), "institution": institution(c.Tx),
		"incoherence": contradiction(c), "verse_le": frtext.Date(first), "versement_fin": frtext.Date(last),
		"arret_le": frtext.Date(endOfSearch(c)), "arret_ou_conge": "arrêt maladie", "suite_arret": "", "arret_du": "",
	}
	if c.Person.Gender != "female" {
		words["arret_ou_conge"] = "arrêt maladie, ou en congé de paternité,"
	}
	if leave, ends := endsByLeave(c); ends {
		words["arret_du"], words["suite_arret"] = frtext.Date(leave.First), whatAfterLeave(leave, c.Now())
	}
	return words
}

// momentOf is when a dossier was sent, or would be.
func momentOf(c *demarche.Case) time.Time {
	if c.Dossier.SentAt.IsZero() {
		return c.Now()
	}
	return c.Dossier.SentAt
}

// declarationOpens says why the month cannot be declared now.
func declarationOpens(c *demarche.Case) string {
	if m, state := indemnisation.ToDeclare(c.Now()); c.Dossier.Once != "" && (declaredMonth(c) != m || state != indemnisation.Open) {
		return "L’actualisation " + ofMonth(declaredMonth(c)) + " est fermée depuis le " + frtext.DateTime(indemnisation.WindowOf(declaredMonth(c)).Closes) + ". Ce brouillon ne peut plus partir."
	}
	r, ok := registeredOf(c.Tx, c.Person.ID)
	return whyClosed(c.Tx, r, ok)
}

func whyClosed(tx *sandbox.Tx, r Registered, known bool) string {
	m, state := indemnisation.ToDeclare(tx.Now())
	switch {
	case !known || r.State == stateBegun:
		return "L’actualisation est pour les personnes inscrites. Commencez par vous inscrire."
	case r.State == stateCeased && !r.stillOpen(tx, m, state):
		return "Votre inscription s’est arrêtée le " + frtext.Date(r.Ceased) + ". Pour la reprendre, demandez votre réinscription : elle part du jour de la demande."
	case state != indemnisation.Open || frtext.DaysBetween(m.Last(), r.Since) > 0:
		return "L’actualisation " + ofMonth(nextToOpen(tx.Now(), r)) + " ouvrira le " + frtext.Date(indemnisation.WindowOf(nextToOpen(tx.Now(), r)).Opens) + "."
	}
	if done, ok := monthOf(tx, r.Person, nameOf(m)); ok && !done.Changing {
		return alreadyDone(done)
	}
	return ""
}

// stillOpen says whether the declaration that ended the registration can still
// be changed.
func (r Registered) stillOpen(tx *sandbox.Tx, m indemnisation.Month, state indemnisation.State) bool {
	done, ok := monthOf(tx, r.Person, nameOf(m))
	return r.Cause == causeLeave && state == indemnisation.Open && ok && done.State == monthOpen
}

// alreadyDone says how a month that was declared can still be changed.
func alreadyDone(m Month) string {
	said := "C’est déjà fait : votre actualisation " + ofMonth(monthNamed(m.Name)) + " est enregistrée sous le numéro " + m.Number + "."
	if m.State == monthOpen {
		return said + " Elle se modifie depuis « Mon actualisation » tant qu’elle n’est pas passée au calcul."
	}
	return said + " Elle est passée au calcul : pour la corriger, appelez le 3949."
}

// nextToOpen is the first month that the person will have to declare.
func nextToOpen(now time.Time, r Registered) indemnisation.Month {
	m, state := indemnisation.ToDeclare(now)
	if state == indemnisation.Open {
		m = m.Next()
	}
	if since := indemnisation.MonthOf(r.Since); since.First().After(m.First()) {
		m = since
	}
	return m
}

// monthToDeclare is what only one dossier can be for; a month taken up again to
// be changed counts as another.
func monthToDeclare(c *demarche.Case) string {
	m, _ := indemnisation.ToDeclare(c.Now())
	name := nameOf(m)
	if done, ok := monthOf(c.Tx, c.Person.ID, name); ok && done.Changing {
		return name + "." + done.Number
	}
	return name
}

// known is what employers have already transmitted of the month, in the eras
// that prefill.
func known(c *demarche.Case) []TrueJob {
	t, ok := truthOf(c.Tx, c.Person.ID, nameOf(declaredMonth(c)))
	if !ok || c.Era == era2019 || t.KnownAt.After(c.Now()) {
		return nil
	}
	return t.Jobs
}

// workKnown answers yes where a contract is known, and makes room for each.
func workKnown(c *demarche.Case, _ string) string {
	jobs := known(c)
	if len(jobs) == 0 {
		return ""
	}
	c.Set("employeurs", fmt.Sprint(len(jobs)))
	return "oui"
}

// contractKnown is one line of a contract that an employer transmitted.
func contractKnown(c *demarche.Case, key string) string {
	jobs := known(c)
	parts := strings.Split(key, ".")
	if len(parts) != 3 || atoi(parts[1]) < 1 || atoi(parts[1]) > len(jobs) {
		return ""
	}
	switch job := jobs[atoi(parts[1])-1]; parts[2] {
	case "nom":
		return job.Employer
	case "heures":
		return fmt.Sprint(job.Work.Hours)
	default:
		return decimal(job.Work.Gross)
	}
}

// jobsOf reads the contracts of a declaration.
func jobsOf(c *demarche.Case) []indemnisation.Work {
	if !c.Yes("travaille") {
		return nil
	}
	var jobs []indemnisation.Work
	for _, item := range c.Items("employeurs") {
		jobs = append(jobs, indemnisation.Work{Hours: int(c.Int(item + "heures")), Gross: c.Amount(item + "brut")})
	}
	return jobs
}

func sum(jobs []indemnisation.Work) (all indemnisation.Work) {
	for _, j := range jobs {
		all.Hours, all.Gross = all.Hours+j.Hours, all.Gross+j.Gross
	}
	return all
}

func checkJobs(c *demarche.Case) []demarche.Problem {
	ended := false
	for _, item := range c.Items("employeurs") {
		ended = ended || c.Yes(item+"fini")
	}
	c.Set("contrat_fini", yesNo(ended))
	if say := indemnisation.Check(jobsOf(c)); say != "" {
		return []demarche.Problem{{Key: "employeurs.1.heures", Message: say}}
	}
	return weigh(c)
}

// checkLeave keeps a leave within reach of the month that is declared.
func checkLeave(c *demarche.Case) []demarche.Problem {
	from, okFrom := c.Date("maladie_du")
	to, okTo := c.Date("maladie_au")
	if c.Yes("maladie") && okFrom && okTo && daysWithin(declaredMonth(c), from, to) == 0 {
		return []demarche.Problem{{Key: "maladie_du", Message: "Ces dates ne touchent pas le mois " + ofMonth(declaredMonth(c)) + ". Vérifiez-les sur l’avis d’arrêt, ou répondez non pour ce mois."}}
	}
	return nil
}

// checkInternship keeps an internship within reach of the month.
func checkInternship(c *demarche.Case) []demarche.Problem {
	from, okFrom := c.Date("stage_du")
	to, okTo := c.Date("stage_au")
	if c.Yes("stage") && okFrom && okTo && daysWithin(declaredMonth(c), from, to) == 0 {
		return []demarche.Problem{{Key: "stage_du", Message: "Ces dates ne touchent pas le mois " + ofMonth(declaredMonth(c)) + ". Vérifiez-les sur la convention, ou répondez non pour ce mois."}}
	}
	return nil
}

// checkEnd keeps the end of the search between the month that is declared and
// today, and weighs the answers.
func checkEnd(c *demarche.Case) []demarche.Problem {
	day, ok := c.Date("fin_recherche")
	if c.Text("recherche") != "non" || !ok {
		return weigh(c)
	}
	switch m := declaredMonth(c); {
	case day.Before(m.First()):
		return []demarche.Problem{{Key: "fin_recherche", Message: "Cette date vient avant le mois " + ofMonth(m) + ", déjà déclaré. Relisez-la, ou appelez le 3949."}}
	case day.After(indemnisation.WindowOf(m).Closes):
		return []demarche.Problem{{Key: "fin_recherche", Message: "Cette date est trop loin : vous cherchez encore un emploi d’ici là. Répondez oui, et déclarez la fin le moment venu."}}
	}
	return weigh(c)
}

// weigh looks for answers that do not go together. They are not refused: a step
// asks whether they are to be kept.
func weigh(c *demarche.Case) []demarche.Problem {
	before := c.Text("contradictoire")
	now := yesNo(contradiction(c) != "")
	c.Set("contradictoire", now)
	if before != now {
		delete(c.Dossier.Values, "confirme")
	}
	return nil
}

// The bounds beyond which hours look like something else.
const (
	manyHours     = 250 // in a month: minutes, perhaps
	richHour      = calcul.Cents(200_00)
	oneHour       = 1
	contradictory = "Vos réponses ne vont pas ensemble. "
)

// contradiction says what is strange in the answers; "" for nothing.
func contradiction(c *demarche.Case) string {
	m := declaredMonth(c)
	if c.Text("travaille") == "non" && len(known(c)) > 0 {
		return contradictory + known(c)[0].Employer + " nous a déclaré des heures pour " + m.String() + ", et vous répondez n’avoir pas travaillé."
	}
	all := sum(jobsOf(c))
	switch {
	case all.Hours == 0:
		return ""
	case all.Hours > manyHours:
		return contradictory + frtext.Count(all.Hours, "heure", "heures") + " en un mois, c’est beaucoup : avez-vous compté des minutes ?"
	case all.Gross < indemnisation.Estimate(all.Hours, m).Gross:
		return contradictory + money(all.Gross) + " pour " + frtext.Count(all.Hours, "heure", "heures") + ", c’est moins que le salaire minimum : avez-vous recopié le net au lieu du brut ?"
	case all.Gross > richHour*calcul.Cents(all.Hours):
		return contradictory + money(all.Gross) + " pour " + frtext.Count(all.Hours, "heure", "heures") + " : vérifiez la virgule du salaire."
	}
	return ""
}

func checkConfirmed(c *demarche.Case) []demarche.Problem {
	if c.Text("confirme") == "corriger" {
		return []demarche.Problem{{Key: "confirme", Message: "Choisissez l’étape à corriger dans la liste du haut, puis revenez ici."}}
	}
	return nil
}

// looking says whether the person stays registered: a training is enough.
func looking(c *demarche.Case) bool { return c.Yes("formation") || c.Text("recherche") != "non" }

// endOfSearch is the day from which the person no longer looks for work.
func endOfSearch(c *demarche.Case) time.Time {
	if day, ok := c.Date("fin_recherche"); ok {
		return day
	}
	return momentOf(c)
}

func declaredIn(c *demarche.Case) indemnisation.Declared {
	sick, outside := unpaidDays(c)
	return indemnisation.Declared{Month: declaredMonth(c), Unpaid: sick + outside, Jobs: jobsOf(c)}
}

// estimate is what the recap says of the month's payment.
func estimate(c *demarche.Case) demarche.Result {
	r, _ := registeredOf(c.Tx, c.Person.ID)
	out := demarche.Result{Amounts: map[string]calcul.Cents{}}
	if !looking(c) {
		out.Warnings = append(out.Warnings, "Avec ces réponses, votre inscription prend fin le "+frtext.Date(endOfSearch(c))+".")
	}
	if leave, ends := endsByLeave(c); ends && looking(c) {
		out.Warnings = append(out.Warnings, "Un arrêt de 15 jours ou plus arrête l’inscription, le "+frtext.Date(leave.First)+". "+whatAfterLeave(leave, c.Now()))
	}
	if !r.Paid() {
		out.Shown = []demarche.Shown{{Label: "Allocation de " + declaredMonth(c).String(), Value: "Aucune allocation en cours"}}
		return out
	}
	p := indemnisation.Pay(r.Right(), declaredIn(c))
	if p.Days >= r.Left {
		out.Warnings = append(out.Warnings, "Vos droits se terminent avec ce mois : il vous restait "+frtext.Count(r.Left, "jour", "jours")+" d’allocation. L’inscription peut continuer, sans allocation.")
	}
	first, last := indemnisation.Arrival(declaredMonth(c), momentOf(c))
	out.Amounts["are"] = p.Net
	out.Words = map[string]string{"jours": fmt.Sprint(p.Days)}
	out.Why = []calcul.Why{p.Why}
	out.Shown = []demarche.Shown{
		{Label: "Jours indemnisés", Value: fmt.Sprint(p.Days)},
		{Label: "Allocation nette, avant impôt", Value: money(p.Net)},
		{Label: "Sur votre compte", Value: "entre le " + frtext.Date(first) + " et le " + frtext.Date(last)},
	}
	return out
}
