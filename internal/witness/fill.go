package witness

import (
	"net/http"
	"regexp"
	"strings"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/surf"
	"demarcheablanc/simulators/portal"
)

var (
	sixDigits = regexp.MustCompile(`\b\d{6}\b`)
	mailMark  = regexp.MustCompile(`\{courriel ([^}]+)\}`)
	cardMark  = regexp.MustCompile(`\{carte ([a-z-]+)\}`)
)

// Filled puts in a value what only the world knows at that moment: the last code
// received by SMS for {sms}, by mail in one mailbox for {courriel <address>}, the
// code that a helper's card shows now for {carte camille}. What cannot be found
// is left empty.
func Filled(tx *sandbox.Tx, services Services, value string) string {
	if strings.Contains(value, "{sms}") {
		value = strings.ReplaceAll(value, "{sms}", lastCode(tx))
	}
	value = mailMark.ReplaceAllStringFunc(value, func(mark string) string {
		return mailCode(tx, mailMark.FindStringSubmatch(mark)[1])
	})
	return cardMark.ReplaceAllStringFunc(value, func(mark string) string {
		return cardCode(tx, services, cardMark.FindStringSubmatch(mark)[1])
	})
}

// lastCode is the last code of six digits received on a phone.
func lastCode(tx *sandbox.Tx) (code string) {
	var latest time.Time
	for _, key := range tx.Keys("telephone/sms/") {
		sms, _ := sandbox.Get[portal.SMS](tx, key)
		if found := sixDigits.FindString(sms.Text); found != "" && !sms.At.Before(latest) {
			code, latest = found, sms.At
		}
	}
	return code
}

// mailCode is the last code of six digits received in a mailbox.
func mailCode(tx *sandbox.Tx, address string) (code string) {
	for _, key := range tx.Keys(portal.MailKey(address, "")) {
		mail, _ := sandbox.Get[portal.Mail](tx, key)
		if found := sixDigits.FindString(strings.Join(mail.Body, " ")); found != "" {
			code = found
		}
	}
	return code
}

// cardsPage is the application of a phone where helpers keep their cards.
const cardsPage = "https://carte.appli.example/"

// cardCode reads, on whichever phone keeps a helper's card, what it shows now:
// two groups of three digits after her name.
func cardCode(tx *sandbox.Tx, services Services, helper string) string {
	who, ok := portal.PersonOf(tx, helper)
	if !ok {
		return ""
	}
	for _, d := range portal.Devices(tx) {
		if d.Kind != portal.Phone {
			continue
		}
		if _, after, found := strings.Cut(screenText(tx, services, d), who.Name()); found {
			return groups.ReplaceAllString(groups.FindString(after), "$1$2")
		}
	}
	return ""
}

var groups = regexp.MustCompile(`\b(\d{3}) (\d{3})\b`)

func screenText(tx *sandbox.Tx, services Services, d portal.Device) string {
	r, err := http.NewRequest(http.MethodGet, cardsPage, nil)
	if err != nil {
		return ""
	}
	on := *tx
	on.Actor = sandbox.Actor{Seat: d.Hand, Device: d.ID, Hand: d.Hand}
	answer, err := services.Serve(&portal.Visit{Tx: &on, Request: r, Token: "jeton"})
	if err != nil {
		return ""
	}
	return surf.Fold(tags.ReplaceAllString(string(answer.Body), " "))
}

var tags = regexp.MustCompile(`<[^>]*>`)
