package ameli

import (
	"crypto/rand"
	"net/http"
	"strings"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

const fieldEmail = "courriel"

// longestEmail is the most characters of an address (RFC 5321).
const longestEmail = 254

// emailRequest is a new address that its owner has not confirmed yet. Only the
// print of the link is kept.
type emailRequest struct {
	Email   string    `json:"courriel"`
	Print   string    `json:"empreinte"`
	Expires time.Time `json:"expire"`
}

func emailKey(account string) string { return "ameli/courriel_demande/" + account }

type emailPage struct {
	frame
	Current string // masked
}

func (s *service) emailPage(v *portal.Visit, h holder) error {
	return v.Render("courriel.html", "Changer mon adresse électronique", emailPage{h.frame("informations"), portal.MaskedEmail(h.account.Email)})
}

func (s *service) emailAsk(v *portal.Visit, h holder) error {
	email := strings.ToLower(v.Value(fieldEmail))
	if !refuseReal(v, fieldEmail) {
		if err := fictif.CheckEmail(email); err != nil {
			v.Problem(fieldEmail, frtext.Sentence(err))
		} else if len(email) > longestEmail {
			v.Problem(fieldEmail, "Cette adresse est trop longue. Vérifiez-la.")
		} else if email == h.account.Email {
			v.Problem(fieldEmail, "C’est déjà l’adresse de votre compte.")
		}
	}
	if v.Refused() {
		return s.emailPage(v, h)
	}
	link := rand.Text()
	until := v.Now().Add(emailLife)
	v.Put(emailKey(h.account.ID), emailRequest{Email: email, Print: portal.PrintOf(link), Expires: until})
	witnessEmail(v, FactEmailAsked, h.person.ID, email)
	portal.SendMail(v.Tx, portal.Mail{
		To: email, From: sender, FromName: senderName, Subject: portal.Mark + " Confirmez votre adresse électronique",
		Body: []string{
			"Bonjour,",
			"Cette adresse vient d’être donnée pour un compte ameli. Pour qu’elle remplace l’ancienne, confirmez-la avant le " + frtext.DateTime(until) + ".",
			"Si vous n’avez rien demandé, ne faites rien.",
		},
		Links: []portal.Link{{Text: "Confirmer cette adresse", URL: "https://" + Host + "/confirmer-courriel/" + h.account.ID + "/" + link}},
	})
	return v.Redirect("/informations")
}

// emailKeep says that an old address still works, which only its owner knows.
func (s *service) emailKeep(v *portal.Visit, h holder) error {
	h.insured.EmailSince = v.Now()
	v.Put(insuredKey(h.account.ID), h.insured)
	v.Witness(FactEmailKept, "personne", h.person.ID)
	return v.Redirect("/informations")
}

type confirmPage struct {
	Account, Link string
	Email         string // masked
}

func (s *service) emailConfirmPage(v *portal.Visit) error {
	asked, ok := pendingEmail(v)
	if !ok {
		return staleEmail(v)
	}
	return v.Render("confirmer.html", "Confirmer mon adresse électronique", confirmPage{v.Path("compte"), v.Path("lien"), portal.MaskedEmail(asked.Email)})
}

func (s *service) emailConfirm(v *portal.Visit) error {
	asked, ok := pendingEmail(v)
	if !ok {
		return staleEmail(v)
	}
	account, ok := portal.AccountWith(v.Tx, ID, func(a portal.Account) bool { return a.ID == v.Path("compte") })
	if !ok {
		return staleEmail(v)
	}
	old := account.Email
	account.Email = asked.Email
	portal.PutAccount(v.Tx, account)
	insured := insuredOf(v.Tx, account.ID)
	insured.EmailSince = v.Now()
	v.Put(insuredKey(account.ID), insured)
	v.Delete(emailKey(account.ID))
	witnessEmail(v, FactEmailChanged, account.Person, asked.Email)
	tellOldAddress(v.Tx, old)
	return v.Redirect("/courriel-confirme")
}

// tellOldAddress warns the address that is left, in case somebody else did it.
func tellOldAddress(tx *sandbox.Tx, old string) {
	if old == "" {
		return
	}
	portal.SendMail(tx, portal.Mail{
		To: old, From: sender, FromName: senderName, Subject: portal.Mark + " L’adresse de votre compte ameli a changé",
		Body: []string{"Bonjour,", "Les messages de votre compte ameli iront désormais à une autre adresse.", "Si ce changement ne vient pas de vous, appelez le " + Line + "."},
	})
}

func pendingEmail(v *portal.Visit) (emailRequest, bool) {
	asked, ok := sandbox.Get[emailRequest](v.Tx, emailKey(v.Path("compte")))
	return asked, ok && asked.Print == portal.PrintOf(v.Path("lien")) && v.Now().Before(asked.Expires)
}

func staleEmail(v *portal.Visit) error {
	return v.Stop(http.StatusGone, "Ce lien ne peut plus servir",
		"Il a déjà servi, ou son délai de 24 heures est passé, ou un lien plus récent l’a remplacé. Connectez-vous pour voir l’adresse enregistrée.", "/connexion", "Me connecter")
}

func (s *service) emailConfirmed(v *portal.Visit) error {
	return v.Render("confirme.html", "Votre adresse est confirmée", nil)
}

// witnessEmail records the provider and the owner of an address, never the
// address: that is enough to see a helper's own.
func witnessEmail(v *portal.Visit, fact portal.Fact, person, email string) {
	_, domain, _ := strings.Cut(email, "@")
	v.Witness(fact, "personne", person, "domaine", domain, "boite_de", boxOwner(v.Tx, email))
}

// boxOwner is who opens a mailbox of the world, "" for one that nobody keeps.
func boxOwner(tx *sandbox.Tx, email string) string {
	box, _ := sandbox.Get[portal.Mailbox](tx, "courriel/boite/"+email)
	return box.Owner
}
