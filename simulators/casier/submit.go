package casier

import (
	"crypto/rand"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

type recapForm struct {
	march
	Birth string
	Where string
}

var whereWords = map[string]string{bornMainland: "en France métropolitaine", bornOverseas: "outre-mer", bornAbroad: "à l’étranger"}

func recapPage(v *portal.Visit, d draft) error {
	return v.Render("recapitulatif.html", "Relisez votre demande", recapForm{d.march(4), birthWords(d.BirthDate), whereWords[d.Where]})
}

func birthWords(iso string) string {
	day, err := time.ParseInLocation(time.DateOnly, iso, frtext.Paris)
	if err != nil {
		return iso
	}
	return frtext.Date(day)
}

// rememberedSent is the request that was just sent from this browser.
const rememberedSent = "envoyee"

// submit writes the request down and mails the link without which it lapses.
func submit(v *portal.Visit, d draft) error {
	if v.Value("certifie") != "oui" {
		v.Problem("certifie", "Cochez cette case si c’est bien vous qui demandez votre propre bulletin.")
	}
	if v.Refused() {
		return recapPage(v, d)
	}
	link := rand.Text()
	r := Request{
		ID: nextRequest(v.Tx), Person: d.Person, Email: d.Email, Mode: d.Mode, Abroad: needsPiece(d.Where), State: stateAsked,
		Asked: v.Now(), ConfirmBy: v.Now().Add(confirmLife), ConfirmLink: portal.PrintOf(link),
	}
	putRequest(v.Tx, r)
	v.Schedule(r.ConfirmBy, effectLapse, r.ID)
	mailConfirmation(v, r, link)
	_, domain, _ := strings.Cut(r.Email, "@")
	v.Witness(FactAsked, "personne", r.Person, "via", d.Way, "domaine", domain, "boite_de", boxOwner(v.Tx, r.Email), "mode", r.Mode)
	v.Remember(rememberedDraft, "")
	v.Remember(rememberedSent, r.ID)
	return v.Redirect("/demande/en-attente")
}

func mailConfirmation(v *portal.Visit, r Request, link string) {
	set := settingsOf(v.Tx)
	m := portal.Mail{
		To: r.Email, From: sender, FromName: senderName, Spam: set.Spam,
		Subject: portal.Mark + " Confirmez votre demande de bulletin n° 3",
		Body: []string{
			"Bonjour,",
			"Une demande de bulletin n° 3 porte cette adresse. Elle n’existera qu’une fois confirmée, par vous, avant le " + frtext.DateTime(r.ConfirmBy) + ".",
			"Votre numéro de demande : " + r.ID + ".",
			"Vous n’avez rien demandé ? Ne faites rien : la demande s’effacera toute seule.",
		},
		Links: []portal.Link{{Text: "Confirmer ma demande", URL: "https://" + Host + "/confirmer/" + r.ID + "/" + link}},
	}
	if set.After > 0 {
		v.Schedule(v.Now().Add(set.After), portal.EffectMail, m)
		return
	}
	portal.SendMail(v.Tx, m)
}

type waitingForm struct {
	Request Request
	Masked  string
	Logged  bool // by FranceConnect, and to be logged out on a shared screen
}

func waitingPage(v *portal.Visit) error {
	r, ok := requestOf(v.Tx, v.Remembered(rememberedSent))
	if !ok {
		return v.Redirect("/")
	}
	_, logged := v.Session()
	return v.Render("en_attente.html", "Une dernière étape, dans votre messagerie", waitingForm{r, portal.MaskedEmail(r.Email), logged})
}
