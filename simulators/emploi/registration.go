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

// The appointment that follows a registration: ten days later, at 9:30.
const (
	meetingDays = 10
	meetingTime = 9*time.Hour + 30*time.Minute
)

// rightDays is how long an allowance lasts at most, in days (18 months).
const rightDays = 548

func registrationOpens(c *demarche.Case) string {
	r, ok := registeredOf(c.Tx, c.Person.ID)
	switch {
	case ok && r.State == stateRegistered:
		return "Vous êtes déjà inscrit depuis le " + frtext.Date(r.Since) + ". Il n’y a rien à refaire."
	case ok && r.State == stateCeased:
		return "Vous avez déjà été inscrit : passez par la réinscription, plus courte."
	}
	return ""
}

func reregistrationOpens(c *demarche.Case) string {
	r, ok := registeredOf(c.Tx, c.Person.ID)
	switch {
	case !ok || r.State == stateBegun:
		return "La réinscription est pour les personnes qui ont déjà été inscrites. Choisissez « S’inscrire »."
	case r.State == stateRegistered:
		return "Vous êtes inscrit depuis le " + frtext.Date(r.Since) + ". Il n’y a rien à refaire."
	}
	return tooEarly(r, c.Now())
}

// tooEarly says until when somebody whose registration ended cannot register
// again; "" when she can.
func tooEarly(r Registered, now time.Time) string {
	switch {
	case now.Before(r.Barred):
		return "Votre inscription est arrêtée pour un mois. La réinscription sera possible à partir du " + frtext.Date(r.Barred) + ". La décision peut être contestée auprès de la direction de l’agence."
	case r.Cause == causeLeave && now.Before(midnight(r.Leave.To).AddDate(0, 0, 1)):
		return "Votre arrêt de travail court jusqu’au " + frtext.Date(r.Leave.To) + ". La réinscription est possible dès le lendemain, et pendant 5 jours sans rien perdre."
	}
	return ""
}

// registeredOnly keeps a démarche for who is registered.
func registeredOnly(c *demarche.Case) string {
	if r, ok := registeredOf(c.Tx, c.Person.ID); !ok || r.State == stateBegun {
		return "Cette démarche est pour les personnes inscrites. Commencez par vous inscrire."
	}
	return ""
}

// fileWords are the words of the démarches that are not about a month.
func fileWords(c *demarche.Case) map[string]string {
	r, _ := registeredOf(c.Tx, c.Person.ID)
	account, _ := accountOf(c.Tx, c.Person.ID)
	words := map[string]string{
		"institution": institution(c.Tx), "identifiant": account.Identifier, "inscrit_le": frtext.Date(momentOf(c)),
		"rendez_vous": frtext.DateTime(meetingAfter(momentOf(c))), "reproche": "Cette page sert à répondre à un avertissement, après un rendez-vous manqué.", "reprise": "Votre inscription reprend du jour où vous validez. Chaque jour compte.",
		"jours_restants": frtext.Count(r.Left, "jour", "jours"), "depuis_le": since(r), "premiere_actualisation": frtext.Date(indemnisation.WindowOf(indemnisation.MonthOf(momentOf(c))).Opens),
		"delais": "Aucune somme ne vous est réclamée aujourd’hui.",
	}
	if r.Warning.Given() {
		words["reproche"] = r.Warning.Reason + " Expliquez-vous avant le " + frtext.DateTime(r.Warning.Until) + " : une personne lira ce que vous écrivez."
	}
	if r.Meeting.After(c.Now()) {
		words["rendez_vous"] = frtext.DateTime(r.Meeting)
	}
	if r.Cause == causeLeave {
		words["reprise"] = whatAfterLeave(indemnisation.SickLeave{First: r.Leave.From, Last: r.Leave.To}, c.Now())
	}
	if r.Lost != "" {
		words["reprise"] += " Le mois " + ofMonth(monthNamed(r.Lost)) + " n’est pas payé."
	}
	if d, ok := oldestDebt(c.Tx, c.Person.ID); ok {
		until := indemnisation.DeadlinesOf(d.At)
		words["delais"] = "Pour rembourser ou demander un délai : jusqu’au " + frtext.Date(until.Repay) + ". Pour contester : jusqu’au " + frtext.Date(until.Appeal) + "."
	}
	return words
}

func meetingAfter(t time.Time) time.Time {
	day := t.In(frtext.Paris).AddDate(0, 0, meetingDays)
	for day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		day = day.AddDate(0, 0, 1)
	}
	return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, frtext.Paris).Add(meetingTime)
}

func addressKnown(c *demarche.Case, key string) string {
	lines := c.Person.Address
	if r, ok := registeredOf(c.Tx, c.Person.ID); ok && len(r.Street) > 0 {
		lines = r.Street
	}
	if len(lines) < 2 {
		return ""
	}
	last := lines[len(lines)-1]
	switch key {
	case "adresse.voie":
		return lines[0]
	case "adresse.code_postal":
		return postcodeIn(last)
	case "adresse.commune":
		return last[min(len(last), len(postcodeIn(last))+1):]
	}
	return ""
}

// postcodeIn is the five digits that begin the last line of an address.
func postcodeIn(line string) string {
	if len(line) < 5 || portal.Digits(line[:5]) != line[:5] {
		return ""
	}
	return line[:5]
}

func emailKnown(c *demarche.Case, _ string) string {
	if a, ok := accountOf(c.Tx, c.Person.ID); ok && a.Email != "" {
		return a.Email
	}
	return c.Person.Email()
}

func mobileKnown(c *demarche.Case, _ string) string {
	if a, ok := accountOf(c.Tx, c.Person.ID); ok && a.Mobile != "" {
		return a.Mobile
	}
	return c.Person.Mobile
}

// checkLastDay refuses to register during a contract: the day after is the
// first possible one.
func checkLastDay(c *demarche.Case) []demarche.Problem {
	if last, ok := c.Date("dernier_jour"); ok && indemnisation.RegistrationOpens(last).After(c.Now()) {
		return []demarche.Problem{{Key: "dernier_jour", Message: "Votre contrat court encore, préavis compris. L’inscription est possible à partir du " + frtext.Date(indemnisation.RegistrationOpens(last)) + " : revenez ce jour-là, ce brouillon sera gardé 15 jours."}}
	}
	return nil
}

// wagesOf gathers the contracts of a registration into a reference period.
func wagesOf(c *demarche.Case) (p indemnisation.Period, last time.Time) {
	var first time.Time
	for _, item := range c.Items("contrats") {
		from, okFrom := c.Date(item + "du")
		to, okTo := c.Date(item + "au")
		if !okFrom || !okTo {
			continue
		}
		p.Wages += c.Amount(item + "salaires")
		p.Worked += frtext.DaysBetween(from, to) + 1
		if first.IsZero() || from.Before(first) {
			first = from
		}
		if to.After(last) {
			last = to
		}
	}
	if !first.IsZero() {
		p.Idle = max(0, frtext.DaysBetween(first, last)+1-p.Worked)
	}
	return p, last
}

// estimateRight is what a registration may open.
func estimateRight(c *demarche.Case) demarche.Result {
	out := demarche.Result{Amounts: map[string]calcul.Cents{}, Words: map[string]string{"premier_jour": "à fixer"}}
	period, last := wagesOf(c)
	if c.Text("demande_are") != "oui" || period.Worked == 0 {
		out.Shown = []demarche.Shown{{Label: "Allocation", Value: "Non demandée"}}
		return out
	}
	if ill := int(c.Int("jours_arret")); c.Yes("arrets") && ill < period.Worked {
		period.Worked -= ill // days of leave do not lower the daily wage
	}
	sjr, why := indemnisation.ReferenceWage(period, c.Now())
	daily, whyDaily := indemnisation.DailyAllowance(sjr, indemnisation.WorkTime{}, c.Now())
	delays := indemnisation.BeforePayment(indemnisation.Ending{
		LastDay: last, Registered: momentOf(c), PaidLeave: c.Amount("conges"), AboveLaw: c.Amount("indemnites"),
	}, sjr)
	if why := refusedBecause(c); why != "" {
		out.Warnings = []string{"D’après ces réponses, l’allocation ne serait pas ouverte : " + why + ". L’inscription reste utile, et la décision se conteste."}
		out.Words["refus"] = why
		out.Shown = []demarche.Shown{{Label: "Allocation", Value: "À étudier : elle pourrait être refusée"}}
		return out
	}
	out.Amounts["sjr"], out.Amounts["allocation"] = sjr, daily
	out.Words["premier_jour"] = frtext.Date(delays.First)
	out.Why = []calcul.Why{why, whyDaily, delays.Why}
	out.Shown = []demarche.Shown{
		{Label: "Allocation brute par jour", Value: money(daily)},
		{Label: "Premier jour indemnisable", Value: frtext.Date(delays.First)},
	}
	return out
}

// employerAnswered says whether the employer's attestation is there.
func employerAnswered(c *demarche.Case) string {
	t, told := truthOf(c.Tx, c.Person.ID, "inscription")
	for key, file := range c.Dossier.Files {
		if file.Flaw == "" && file.Shows == "attestation_employeur" && key != "" {
			return "recue"
		}
	}
	r, _ := registeredOf(c.Tx, c.Person.ID)
	switch {
	case c.Text("demande_are") != "oui":
		return "sans_objet"
	case told && t.KnownAt.After(c.Now()) && !r.Attested:
		return "absente"
	}
	return "recue"
}

// leastDays is how many days under contract open a right: six months.
const leastDays = 182

// refusedBecause is why a registration opens no allowance; "" when it does. The
// last contract decides how it was left.
func refusedBecause(c *demarche.Case) string {
	period, last := wagesOf(c)
	for _, item := range c.Items("contrats") {
		if to, ok := c.Date(item + "au"); ok && to.Equal(last) && c.Text(item+"motif") == "demission" {
			return "votre dernier contrat s’est terminé par une démission"
		}
	}
	if period.Worked < leastDays {
		return "il faut au moins six mois de travail sur deux ans, et vos contrats comptent " + frtext.Count(period.Worked, "jour", "jours")
	}
	return ""
}

func entitled(c *demarche.Case) string {
	if refusedBecause(c) != "" {
		return "refuses"
	}
	return "ouverts"
}

// verified says what is left to who registers again.
func verified(c *demarche.Case) string {
	r, _ := registeredOf(c.Tx, c.Person.ID)
	switch {
	case !r.Paid():
		return "sans_droit"
	case c.Yes("travail_depuis"):
		return "avec_travail"
	}
	return "reprise"
}

// register gives a person an identifier, a date and an appointment.
func register(c *demarche.Case) {
	r, _ := registeredOf(c.Tx, c.Person.ID)
	account, ok := accountOf(c.Tx, c.Person.ID)
	if !ok {
		return
	}
	account.Identifier, account.State = newIdentifier(c.Tx), ""
	if email := c.Text("courriel"); email != "" {
		account.Email = email
	}
	if mobile := c.Text("telephone"); mobile != "" {
		account.Mobile = mobile
	}
	portal.PutAccount(c.Tx, account)
	r.Person, r.State, r.Since, r.Category = c.Person.ID, stateRegistered, momentOf(c), "1"
	r.Meeting, r.Street, r.Postcode = meetingAfter(momentOf(c)), addressIn(c), c.Text("adresse.code_postal")
	r.IBAN = c.Text("iban")
	r.tell(c.Now(), "Votre inscription", "Vous êtes inscrit depuis le "+frtext.Date(r.Since)+". Votre identifiant : "+account.Identifier+".", "Rendez-vous le "+frtext.DateTime(r.Meeting)+", à l’agence du Val.")
	r.put(c.Tx)
	plan(c.Tx, r.Person, nextToOpen(c.Now(), r))
	planMeeting(c.Tx, r)
	c.Emit(string(FactRegistered), "personne", r.Person, "identifiant", account.Identifier, "nature", "premiere")
}

func addressIn(c *demarche.Case) []string {
	return []string{c.Text("adresse.voie"), c.Text("adresse.code_postal") + " " + c.Text("adresse.commune")}
}

// newIdentifier is the next of those that the world gives: seven digits that
// begin by zeros, and a letter.
func newIdentifier(tx *sandbox.Tx) string {
	return fmt.Sprintf("%07d", 900+len(portal.Accounts(tx, ID))) + "A"
}

// openRight keeps the allowance that the computation found.
func openRight(c *demarche.Case) {
	r, ok := registeredOf(c.Tx, c.Person.ID)
	if !ok {
		return
	}
	r.SJR, r.Daily, r.Left = c.Dossier.Result.Amounts["sjr"], c.Dossier.Result.Amounts["allocation"], rightDays
	r.Foretold, r.Spent = false, time.Time{}
	r.tell(c.Now(), "Vos droits sont ouverts", "Votre allocation est de "+money(r.Daily)+" brut par jour, à partir du "+c.Dossier.Result.Words["premier_jour"]+".")
	r.put(c.Tx)
}

func noRight(c *demarche.Case) {
	if r, ok := registeredOf(c.Tx, c.Person.ID); ok {
		r.tell(c.Now(), "Votre demande d’allocation", "Sans l’attestation de votre employeur, votre allocation ne peut pas être calculée. Demandez-la-lui, puis transmettez-la.")
		r.put(c.Tx)
	}
}

// refuseRight keeps the refusal among the letters of the space.
func refuseRight(c *demarche.Case) {
	if r, ok := registeredOf(c.Tx, c.Person.ID); ok {
		r.tell(c.Now(), "Votre demande d’allocation est refusée", "Votre inscription continue, sans allocation : "+refusedBecause(c)+".", "Vous pouvez contester dans les deux mois. Après une démission, vos droits peuvent être réexaminés au bout de quatre mois de recherche.")
		r.put(c.Tx)
	}
}

// reregister starts the registration again, from the day of the request.
func reregister(c *demarche.Case) {
	r, ok := registeredOf(c.Tx, c.Person.ID)
	if !ok {
		return
	}
	from, late := r.resumedAt(momentOf(c)), r.Cause == causeLeave
	r.State, r.Since, r.Cause, r.Ceased, r.Lost, r.Warning = stateRegistered, from, "", time.Time{}, "", Warning{}
	if late {
		regain(c, &r)
	}
	r.Meeting = meetingAfter(momentOf(c))
	r.tell(c.Now(), "Votre réinscription", "Votre inscription reprend le "+frtext.Date(from)+".")
	r.put(c.Tx)
	plan(c.Tx, r.Person, nextToOpen(c.Now(), r))
	planMeeting(c.Tx, r)
	c.Emit(string(FactRegistered), "personne", r.Person, "nature", "reinscription")
}
