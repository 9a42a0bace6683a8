package telephone

import (
	"fmt"
	"net/http"
	"net/url"
	"unicode/utf8"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// spamNumber is where unwanted messages and calls are reported, by SMS.
const spamNumber = "33700"

// longestSMS is in characters: four messages of the old days, joined.
const longestSMS = 612

type threadsPage struct{ Threads []thread }

type threadPage struct {
	From    string
	Bubbles []bubble
}

// bubble is one message as drawn; Day is set where a new day begins.
type bubble struct {
	Day, When string
	Out       bool
	Parts     []part
	ID        string
}

type newSMSPage struct{}

func showThreads(v *portal.Visit, number string) error {
	return v.Render("sms_liste.html", "Messages", threadsPage{threads(v.Tx, number)})
}

func showThread(v *portal.Visit, number string) error {
	from := known(v.Tx, number, v.Value("de"))
	var exchanged []portal.SMS
	for _, m := range messages(v.Tx, number) {
		if m.From == from {
			exchanged = append(exchanged, m)
		}
	}
	if len(exchanged) == 0 {
		return v.Stop(http.StatusNotFound, "Aucun message avec ce correspondant", "Revenez à la liste des conversations.", "/", "Voir les messages")
	}
	if markRead(v.Tx, number, from, exchanged) {
		v.Witness(FactThread, "de", from, "poste_numero", number)
	}
	return v.Render("sms_fil.html", nameOf(v.Tx, number, from), threadPage{From: from, Bubbles: bubbles(v, exchanged)})
}

func bubbles(v *portal.Visit, exchanged []portal.SMS) []bubble {
	var drawn []bubble
	day := ""
	for _, m := range exchanged {
		b := bubble{ID: m.ID, Out: m.Out, When: frtext.Clock(m.At), Parts: parts(m.Text)}
		if this := frtext.DayMonth(m.At); this != day {
			day, b.Day = this, this
			if frtext.DaysBetween(m.At, v.Now()) == 0 {
				b.Day = "Aujourd’hui"
			}
		}
		drawn = append(drawn, b)
	}
	return drawn
}

func showNewSMS(v *portal.Visit, _ string) error {
	return v.Render("sms_nouveau.html", "Nouveau message", newSMSPage{})
}

func startThread(v *portal.Visit, number string) error {
	to := national(v.Value("a"))
	if problem := notCallable(to); problem != "" && to != spamNumber {
		v.Forget("a")
		v.Problem("a", problem)
	}
	checkSMS(v)
	if v.Refused() {
		return showNewSMS(v, number)
	}
	return keepSMS(v, number, to)
}

func sendSMS(v *portal.Visit, number string) error {
	to := known(v.Tx, number, v.Value("de"))
	checkSMS(v)
	if v.Refused() {
		return showThread(v, number)
	}
	return keepSMS(v, number, to)
}

func checkSMS(v *portal.Visit) {
	text := v.Value("texte")
	kind, real := fictif.LooksReal(text)
	switch n := utf8.RuneCountInString(text); {
	case real:
		v.Forget("texte")
		v.Problem("texte", kind.Message())
		v.Witness(portal.FactRealRefused, "site", v.Site.ID, "genre", string(kind))
	case n == 0:
		v.Problem("texte", "Écrivez votre message avant de l’envoyer.")
	case n > longestSMS:
		v.Problem("texte", fmt.Sprintf("Raccourcissez : %d caractères au plus, il y en a %d.", longestSMS, n))
	}
}

// keepSMS keeps a sent message, and delivers it when the other number is a
// phone of the world.
func keepSMS(v *portal.Visit, number, to string) error {
	text := v.Value("texte")
	// Messages are never deleted, so counting them numbers them in order.
	id := fmt.Sprintf("%04d", len(v.Keys(smsPrefix(number)))+1)
	v.Put(smsPrefix(number)+id, portal.SMS{ID: id, Number: number, From: to, Text: text, Out: true, At: v.Now()})
	v.Witness(FactSent, "a", to, "poste_numero", number)
	switch {
	case to == spamNumber:
		portal.SendSMS(v.Tx, portal.SMS{
			Number: number, From: spamNumber,
			Text: portal.Mark + " Merci, votre signalement est enregistré. Il aide à bloquer les numéros et les adresses qui harcèlent. Vous pouvez effacer le message reçu.",
		})
	case phoneWith(v.Tx, to) && to != number:
		portal.SendSMS(v.Tx, portal.SMS{Number: to, From: number, Text: text})
	}
	return v.Redirect("/conversation?de=" + url.QueryEscape(to))
}
