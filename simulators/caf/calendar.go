package caf

import (
	"slices"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// What the Caf does by itself at its date.
const (
	effectPay    = "caf.paie"    // tick: the rights of a month are paid
	effectClose  = "caf.cloture" // tick: the month of a declaration is over
	effectRemind = "caf.rappel"  // tick: a declaration is to be made
	effectAnswer = "caf.reponse" // answer: a message is answered
)

// tick is the month that an effect is about, for one household.
type tick struct {
	Person string       `json:"personne"`
	Month  droits.Month `json:"mois"`
}

// order is in what order benefits are paid and shown; names is what people call
// them.
var (
	order = []string{benefitRSA, benefitBonus, benefitHousing, benefitFamily, benefitEarly}
	names = map[string]string{
		benefitRSA: "RSA", benefitBonus: "Prime d’activité", benefitHousing: "Aide au logement", benefitFamily: "Prestations familiales",
		benefitEarly: "Paje (allocation de base)",
	}
)

// payday pays the rights of a month, on the 5th or the working day that stands
// for it, and waits for the next.
func (d *desk) payday(tx *sandbox.Tx, t tick) {
	f, ok := folderOf(tx, t.Person)
	if !ok {
		return
	}
	f.carry(t.Month)
	d.renewHousing(tx, &f, t.Month)
	takeBack(tx, f.Person, d.settle(tx, &f))
	putFolder(tx, f)
	scheduleDay(tx, effectPay, tick{t.Person, t.Month + 1}, droits.PaymentDay(t.Month+1))
}

// scheduleDay puts an effect at eight in the morning of a day.
func scheduleDay(tx *sandbox.Tx, effect string, t tick, day time.Time) {
	tx.Schedule(day.Add(8*time.Hour), effect, t)
}

// carry makes the rights of a month that no declaration opened: what depends on
// no declaration goes on, RSA and prime are nothing.
func (f *Folder) carry(m droits.Month) {
	if slices.ContainsFunc(f.Months, func(e Entitled) bool { return e.Month == m }) {
		return
	}
	e := f.entitled(m)
	if n := len(f.Months); n > 0 {
		last := f.Months[n-1].Due
		for _, benefit := range []string{benefitHousing, benefitFamily} {
			if last[benefit] > 0 && f.has(benefit) {
				e.Due[benefit] = last[benefit]
			}
		}
	}
	if f.has(benefitEarly) && f.infant(m) {
		e.Due[benefitEarly] = f.Early
	}
	f.entitle(e)
}

// settle pays all that is due and not given yet, for the months whose day has
// come.
func (d *desk) settle(tx *sandbox.Tx, f *Folder) (paid calcul.Cents) {
	for _, e := range f.Months {
		if tx.Now().Before(droits.PaymentDay(e.Month)) || !f.paysTo(tx, e) {
			continue
		}
		for _, benefit := range order {
			left := e.Due[benefit] - e.Given[benefit]
			if left <= 0 {
				continue
			}
			demarche.Pay(tx, ID, f.Person, f.paymentLabel(benefit, e, tx.Now()), int64(left))
			if e.Given == nil {
				e.Given = amounts{}
			}
			e.Given[benefit] += left
			paid += left
		}
		if e.Paid.IsZero() {
			e.Paid = tx.Now()
		}
		f.entitle(e)
	}
	return paid
}

// paymentLabel names a payment; what comes after its day, or on top of what was
// given, is a rappel.
func (f *Folder) paymentLabel(benefit string, e Entitled, now time.Time) string {
	text := names[benefit] + ", " + e.Month.String()
	if benefit == benefitHousing && f.Home.ToLandlord {
		text += " (versée au bailleur)"
	}
	if e.Given[benefit] > 0 || now.Sub(droits.PaymentDay(e.Month)) > 24*time.Hour {
		return "Rappel : " + text
	}
	return text
}

// paysTo refuses to pay on an account in somebody else's name: the bank sends it
// back, and the Caf asks for another.
func (f *Folder) paysTo(tx *sandbox.Tx, e Entitled) bool {
	if f.IBANOwner == "" || f.IBANOwner == f.Person {
		return true
	}
	if e.Due.total() > e.Given.total() && !slices.ContainsFunc(f.Messages, func(m Message) bool { return m.Subject == rejectedSubject }) {
		f.tell(tx, rejectedSubject, "La banque a renvoyé votre paiement : le compte donné n’est pas à votre nom.",
			"Signalez un autre compte, au nom du titulaire du dossier, dans « Signaler un changement ». Ce qui vous est dû sera versé ensuite.")
		tx.Emit(string(FactRejected), "personne", f.Person)
	}
	return false
}

const rejectedSubject = "Votre paiement est revenu"

// tell writes a message in the account, and says by mail that there is one.
func (f *Folder) tell(tx *sandbox.Tx, subject string, text ...string) {
	f.Messages = append(f.Messages, Message{At: tx.Now(), Subject: subject, Text: text})
	notice(tx, f.Person, subject)
}

// notice says by mail that something waits in the account, without saying what is
// in it and without a link that leads straight there.
func notice(tx *sandbox.Tx, person, subject string) {
	account, ok := accountOf(tx, person)
	if !ok || account.Email == "" {
		return
	}
	portal.SendMail(tx, portal.Mail{
		To: account.Email, From: sender, FromName: senderName, Subject: portal.Mark + " " + subject,
		Body: []string{"Bonjour,", "Un message vous attend dans votre espace Caf, rubrique « Mes courriers ».", "Pour le lire, ouvrez votre navigateur et tapez vous-même l’adresse du site."},
	})
}

// remind says that a declaration is to be made.
func (d *desk) remind(tx *sandbox.Tx, t tick) {
	f, ok := folderOf(tx, t.Person)
	if !ok || f.Due != t.Month || wasDeclared(tx, t.Person, t.Month) {
		return
	}
	last := (t.Month + 1).First().AddDate(0, 0, -1)
	f.tell(tx, "Votre déclaration trimestrielle est à faire",
		"Déclarez vos ressources avant le "+frtext.Date(last)+". Sans elle, le RSA et la prime d’activité ne sont pas versés le mois suivant.")
	if account, ok := accountOf(tx, f.Person); ok && account.Mobile != "" {
		portal.SendSMS(tx, portal.SMS{Number: account.Mobile, From: siteName, Text: portal.Mark + " Votre déclaration trimestrielle est à faire avant le " + frtext.Date(last) + ", dans votre espace. Tapez vous-même l’adresse du site."})
	}
	putFolder(tx, f)
}

// closeDeclaration looks, once the month is over, at what was not declared.
func (d *desk) closeDeclaration(tx *sandbox.Tx, t tick) {
	f, ok := folderOf(tx, t.Person)
	if !ok || f.Due != t.Month || wasDeclared(tx, t.Person, t.Month) {
		return
	}
	last := (t.Month + 4).First()
	if !tx.Now().Before(last) {
		f.strike(tx)
		return
	}
	tx.Emit(string(FactNotDeclared), "personne", f.Person, "mois", t.Month.String())
	f.tell(tx, "Nous n’avons pas reçu votre déclaration",
		"La déclaration "+frtext.De(t.Month.String())+" manque : le RSA et la prime d’activité ne seront pas versés le "+frtext.Date(droits.PaymentDay(t.Month))+".",
		"Vous pouvez encore la faire. Ce qui est dû sera alors versé en retard.")
	putFolder(tx, f)
	scheduleDay(tx, effectClose, t, last)
}

// strike ends the RSA of somebody who has declared nothing for four months.
func (f *Folder) strike(tx *sandbox.Tx) {
	if !f.has(benefitRSA) {
		return
	}
	f.Benefits = slices.DeleteFunc(f.Benefits, func(b string) bool { return b == benefitRSA })
	f.tell(tx, "Votre RSA prend fin", "Quatre mois sont passés sans déclaration. Pour le retrouver, il faut faire une nouvelle demande.")
	tx.Emit(string(FactStruck), "personne", f.Person)
	putFolder(tx, *f)
}

// expect makes a declaration due in a month: a reminder on the 1st, and what
// follows if it is not made. A past reminder is not sent.
func expect(f *Folder, m droits.Month, now time.Time, schedule func(time.Time, string, any)) {
	f.Due = m
	t := tick{f.Person, m}
	if remind := m.First().Add(9 * time.Hour); remind.After(now) {
		schedule(remind, effectRemind, t)
	}
	schedule((m + 1).First().Add(5*time.Minute), effectClose, t)
}
