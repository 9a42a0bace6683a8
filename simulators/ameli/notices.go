package ameli

import (
	"strconv"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/ameli/droits"
	"demarcheablanc/simulators/portal"
)

// What the caisse sends by itself, whoever visits or not.
const (
	EffectStatement   = "ameli.releve"                 // statementDue
	EffectAllowance   = "ameli.indemnite"              // allowanceDue
	EffectCertificate = "ameli.attestation_de_salaire" // aboutPerson: the employer is late
)

// statementDay is the day of the month on which the statement of the month
// before is ready, at eight; on paper it is delivered two days later.
const (
	statementDay  = 5
	morning       = 8 * time.Hour
	statementPost = 48 * time.Hour
)

// statementDue is one month's statement of one person.
type statementDue struct {
	Person string `json:"personne"`
	Month  string `json:"mois"` // 2026-10
}

// nextStatement is the first statement to come after a moment, and when.
func nextStatement(person string, now time.Time) (at time.Time, due statementDue) {
	now = now.In(frtext.Paris)
	at = time.Date(now.Year(), now.Month(), statementDay, 0, 0, 0, 0, frtext.Paris).Add(morning)
	if !at.After(now) {
		at = time.Date(now.Year(), now.Month()+1, statementDay, 0, 0, 0, 0, frtext.Paris).Add(morning)
	}
	return at, statementDue{person, at.AddDate(0, -1, 0).Format(monthLayout)}
}

// sendStatement tells of a month's statement where its owner chose: by mail to
// the address on file, or on paper to the address on file.
func sendStatement(tx *sandbox.Tx, s statementDue) {
	p, known := portal.PersonOf(tx, s.Person)
	r, insured := recordOf(tx, s.Person)
	if !known || !insured {
		return
	}
	if account, ok := accountOf(tx, p.ID); ok {
		tellStatement(tx, p, account, r, s.Month)
	}
	at, next := nextStatement(p.ID, tx.Now())
	tx.Schedule(at, EffectStatement, next)
}

func tellStatement(tx *sandbox.Tx, p portal.Person, account portal.Account, r Record, month string) {
	total := refundedIn(insuredOf(tx, account.ID), r, month)
	if total == 0 {
		return
	}
	first, _ := time.ParseInLocation(monthLayout, month, frtext.Paris)
	named := frtext.MonthYear(first)
	if r.ByPost || account.State == stateClosed {
		tx.Emit(string(FactStatementSent), "personne", p.ID, "par", onPaper)
		write(tx, p, tx.Now().Add(statementPost), "Votre relevé, "+named, "Voici vos remboursements du mois : "+frtext.Money(total)+" en tout, versés sur votre compte bancaire.")
		return
	}
	tx.Emit(string(FactStatementSent), "personne", p.ID, "par", online)
	inform(tx, account, "Votre relevé de "+named+" est disponible", "Il est dans « Mes paiements », puis « Mes relevés mensuels ».")
	mailTo(tx, account, "Un nouveau relevé est disponible", "/releves", "Le relevé de "+named+" est dans votre compte. Connectez-vous pour le lire : ce message ne dit pas ce qui a été soigné.")
}

// refundedIn is what was refunded over a month, in cents.
func refundedIn(i Insured, r Record, month string) (total int64) {
	for _, c := range i.Care {
		if on := r.banked(c.due()); !on.IsZero() && on.In(frtext.Paris).Format(monthLayout) == month {
			total += c.Refund()
		}
	}
	return total
}

// inform drops a message in an account's own messages.
func inform(tx *sandbox.Tx, account portal.Account, subject string, text ...string) {
	insured := insuredOf(tx, account.ID)
	insured.Messages = append([]Message{{At: tx.Now(), Subject: subject, Text: text}}, insured.Messages...)
	tx.Put(insuredKey(account.ID), insured)
}

// mailTo writes to the address of an account, if it has one; path is the page
// that the message leads to.
func mailTo(tx *sandbox.Tx, account portal.Account, subject, path string, text ...string) {
	if account.Email == "" {
		return
	}
	portal.SendMail(tx, portal.Mail{
		To: account.Email, From: sender, FromName: senderName, Subject: portal.Mark + " " + subject,
		Body: append([]string{"Bonjour,"}, text...), Links: []portal.Link{{Text: "Ouvrir mon compte", URL: "https://" + Host + path}},
	})
}

// allowanceDue is one payment of a sick leave.
type allowanceDue struct {
	Person string `json:"personne"`
	Net    int64  `json:"net"` // cents
}

// payAllowance tells of a payment of a sick leave, or that it waits for a RIB.
func payAllowance(tx *sandbox.Tx, due allowanceDue) {
	r, known := recordOf(tx, due.Person)
	account, has := accountOf(tx, due.Person)
	if !known {
		return
	}
	fact, subject, text := FactAllowance, "Vos indemnités journalières sont versées", "Un versement de "+frtext.Money(due.Net)+" part aujourd’hui sur votre compte bancaire. Le détail est dans « Mes indemnités journalières »."
	if r.IBAN == "" {
		fact, subject, text = FactAllowanceWaits, "Un versement attend votre RIB", "Des indemnités journalières sont calculées, mais aucun compte bancaire n’est enregistré. Donnez un RIB à votre nom : le versement part aussitôt."
	}
	tx.Emit(string(fact), "personne", due.Person, "centimes", strconv.FormatInt(due.Net, 10))
	if has {
		inform(tx, account, subject, text)
		mailTo(tx, account, subject, "/indemnites", text)
	}
}

// remindCertificate tells whoever is on leave that the employer has sent nothing.
func remindCertificate(tx *sandbox.Tx, about aboutPerson) {
	r, known := recordOf(tx, about.Person)
	account, has := accountOf(tx, about.Person)
	if !known || !has {
		return
	}
	for _, l := range r.Leaves {
		if l.Certificate.IsZero() || tx.Now().Before(l.Certificate) {
			const subject, text = "Attestation de salaire attendue", "Votre employeur n’a pas encore envoyé l’attestation de salaire. Demandez-la-lui : sans elle, vos indemnités ne peuvent pas être calculées."
			tx.Emit(string(FactCertificateLate), "personne", about.Person)
			inform(tx, account, subject, text)
			mailTo(tx, account, subject, "/indemnites", text)
			return
		}
	}
}

// agenda is what the caisse will do by itself for a person, from the beginning
// of a situation.
func agenda(in portal.SeedInput, r Record) {
	if in.Schedule == nil {
		return
	}
	at, first := nextStatement(r.Person, in.T0)
	in.Schedule(at, EffectStatement, first)
	for _, l := range r.Leaves {
		if late := l.CertificateBy().AddDate(0, 0, 1).Add(morning); late.After(in.T0) {
			in.Schedule(late, EffectCertificate, aboutPerson{r.Person})
		}
		if l.Certificate.IsZero() {
			continue
		}
		for _, i := range droits.Instalments(l.SickLeave, l.Certificate) {
			if on := i.On.Add(morning); on.After(in.T0) {
				in.Schedule(on, EffectAllowance, allowanceDue{r.Person, int64(i.Net)})
			}
		}
	}
}
