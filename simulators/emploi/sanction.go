package emploi

import (
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// Appointments, and what a missed one leads to: a warning, ten days to explain,
// then the sanction. Nobody can be late in a simulated world: a situation, or the
// trainer, says that the person was not there, or will not be (effectMissed).
const (
	effectMeeting  = "emploi.rendez_vous"
	effectMissed   = "emploi.rendez_vous.manque"
	effectSanction = "emploi.sanction"
)

// visited is the payload of the three.
type visited struct {
	Person string    `json:"personne"`
	At     time.Time `json:"le,omitzero"`
}

// Warning is a warning under way: what is reproached, and until when one can
// explain.
type Warning struct {
	Reason string    `json:"motif,omitempty"`
	Until  time.Time `json:"jusqu_au,omitzero"`
}

// Given says whether there is one.
func (w Warning) Given() bool { return w.Reason != "" }

// planMeeting puts an appointment in the agenda.
func planMeeting(tx *sandbox.Tx, r Registered) {
	tx.Schedule(r.Meeting, effectMeeting, visited{r.Person, r.Meeting})
}

// meet is the appointment, held: it ends with the contract of engagement.
func meet(tx *sandbox.Tx, d visited) {
	r, ok := registeredOf(tx, d.Person)
	if !ok || r.State != stateRegistered || !r.Meeting.Equal(d.At) || r.Warning.Given() {
		return
	}
	if r.Skipped.Equal(d.At) {
		warn(tx, r)
		return
	}
	r.tell(tx.Now(), "Votre contrat d’engagement", "Merci d’être venu. Votre contrat d’engagement dit ce que vous cherchez, où, et ce que l’agence fait pour vous.", "Un empêchement pour un prochain rendez-vous ? Signalez-le avant, depuis « Signaler un changement ».")
	r.put(tx)
	tx.Emit(string(FactMet), "personne", r.Person)
}

// missed warns who was not at an appointment. Of one still to come, it says that
// she will not be there: the warning waits for its hour, and never leaves if the
// appointment is moved in time.
func missed(tx *sandbox.Tx, d visited) {
	r, ok := registeredOf(tx, d.Person)
	if !ok || r.State != stateRegistered || r.Warning.Given() {
		return
	}
	if r.Meeting.After(tx.Now()) {
		r.Skipped = r.Meeting
		r.put(tx)
		return
	}
	warn(tx, r)
}

func warn(tx *sandbox.Tx, r Registered) {
	until := indemnisation.ExplainBy(tx.Now())
	r.Warning = Warning{Reason: "Vous n’êtes pas venu au rendez-vous du " + frtext.Date(tx.Now()) + ".", Until: until}
	said := []string{
		r.Warning.Reason + " C’est un avertissement, pas encore une décision.",
		"Vous avez 10 jours pour expliquer ce qui s’est passé, jusqu’au " + frtext.DateTime(until) + ", avec un justificatif si vous en avez un. Sans réponse, l’inscription est arrêtée pour un mois, et le paiement avec elle.",
	}
	r.tell(tx.Now(), "Avertissement avant sanction", said...)
	r.put(tx)
	tx.Emit(string(FactWarned), "personne", r.Person, "jusqu_au", until.Format(time.DateOnly))
	account, _ := accountOf(tx, r.Person)
	write(tx, account, "Un rendez-vous manqué : répondez sous 10 jours", "/espace", said...)
	text(tx, account, "Vous n’êtes pas venu à votre rendez-vous. Expliquez-vous avant le "+frtext.Date(until)+", depuis votre espace.")
	tx.Schedule(tx.Now().Add(48*time.Hour), portal.EffectLetter, portal.Letter{To: r.Person, From: institution(tx), Object: portal.Mark + " Avertissement avant sanction (recommandé)", Body: said})
	tx.Schedule(until.Add(time.Second), effectSanction, visited{r.Person, until})
}

// unexplained sanctions who let the ten days go by.
func unexplained(tx *sandbox.Tx, d visited) {
	r, ok := registeredOf(tx, d.Person)
	if !ok || r.State != stateRegistered || !r.Warning.Until.Equal(d.At) || explaining(tx, r.Person) {
		return
	}
	strike(tx, r, "Vous n’avez pas répondu à notre avertissement dans les dix jours.")
}

// explaining says whether explanations are being read.
func explaining(tx *sandbox.Tx, person string) bool {
	for _, d := range demarche.Dossiers(tx, ID, "explications", person) {
		if d.State == demarche.Sent {
			return true
		}
	}
	return false
}

// strike ends the registration for a month: a sanction, this one.
func strike(tx *sandbox.Tx, r Registered, why string) {
	r.cease(causeSanction, tx.Now(), tx.Now())
	r.Lost, r.Warning, r.Barred = "", Warning{}, indemnisation.BarredUntil(tx.Now())
	said := []string{
		why + " Votre inscription est arrêtée à partir du " + frtext.Date(tx.Now()) + ", pour un mois, et l’allocation n’est pas versée.",
		"Vous pourrez vous réinscrire à partir du " + frtext.Date(r.Barred) + ".",
		"Vous pouvez contester dans les deux mois, auprès de la direction de votre agence, puis saisir le médiateur.",
	}
	r.tell(tx.Now(), "Décision de sanction", said...)
	r.put(tx)
	tx.Emit(string(FactCeased), "personne", r.Person, "cause", causeSanction, "mois", nameOf(indemnisation.MonthOf(tx.Now())))
	account, _ := accountOf(tx, r.Person)
	write(tx, account, "Votre inscription est arrêtée pour un mois", "/courriers", said...)
	text(tx, account, "Votre inscription est arrêtée jusqu’au "+frtext.Date(r.Barred)+". Lisez le courrier dans votre espace : vous pouvez contester.")
	tx.Schedule(tx.Now().Add(72*time.Hour), portal.EffectLetter, portal.Letter{To: r.Person, From: institution(tx), Object: portal.Mark + " Décision de sanction (recommandé)", Body: said})
}

// warnedOnly keeps the explanations for who was warned.
func warnedOnly(c *demarche.Case) string {
	r, ok := registeredOf(c.Tx, c.Person.ID)
	switch {
	case !ok || !r.Warning.Given():
		return "Aucun avertissement n’attend de réponse de votre part."
	case explaining(c.Tx, c.Person.ID):
		return "Vos explications sont déjà parties : une personne les lit."
	case c.Now().After(r.Warning.Until):
		return "Le délai de dix jours s’est terminé le " + frtext.DateTime(r.Warning.Until) + ". La décision peut être contestée pendant deux mois."
	}
	return ""
}

// heard is what the agency makes of explanations: a reason that stands by
// itself, or a paper that shows it.
func heard(c *demarche.Case) string {
	file, shown := c.Dossier.Files["justificatif"]
	switch c.Text("raison") {
	case "sante", "entretien", "travail":
		if shown && file.Flaw == "" {
			return "classe"
		}
	case "convocation":
		return "classe" // the agency cannot prove that it was received
	}
	return "maintenu"
}

// clearWarning ends a warning without consequence.
func clearWarning(c *demarche.Case) {
	r, ok := registeredOf(c.Tx, c.Person.ID)
	if !ok {
		return
	}
	r.Warning, r.Meeting = Warning{}, meetingAfter(c.Now())
	r.tell(c.Now(), "Avertissement classé", "Vos explications sont acceptées. Rien ne change dans votre inscription. Un nouveau rendez-vous vous est donné, le "+frtext.DateTime(r.Meeting)+".")
	r.put(c.Tx)
	planMeeting(c.Tx, r)
	c.Emit(string(FactCleared), "personne", r.Person, "raison", c.Text("raison"))
}

func sanction(c *demarche.Case) {
	if r, ok := registeredOf(c.Tx, c.Person.ID); ok && r.State == stateRegistered {
		strike(c.Tx, r, "Vos explications n’ont pas été retenues.")
	}
}
