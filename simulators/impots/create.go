package impots

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// stateNew is a space that its mail has not activated yet.
const stateNew = "a_activer"

const (
	purposeActivate = "activation"
	activationLife  = 8 * time.Hour
	accessDigits    = 7
	mostCreations   = 5
	creationPause   = time.Hour
	// What the browser remembers between the two pages of a creation.
	rememberedCreation = "creation"
	creationLife       = 30 * time.Minute
)

// attempts counts the identifiers refused on one screen, at
// impots/creation/<device>.
type attempts struct {
	Fails int       `json:"echecs"`
	Until time.Time `json:"pause,omitzero"`
}

func attemptsKey(device string) string { return "impots/creation/" + device }

func createPage(v *portal.Visit) error {
	return v.Render("creer.html", "Créer mon espace particulier", nil)
}

// create asks for the three identifiers. What does not match is refused in the
// same words, whichever of the three it is.
func create(v *portal.Visit) error {
	tries, _ := sandbox.Get[attempts](v.Tx, attemptsKey(v.Device))
	if v.Now().Before(tries.Until) {
		return v.Stop(http.StatusForbidden, "La création est en pause", "Plusieurs essais n’ont pas abouti. Reprenez après "+frtext.Clock(tries.Until)+", papiers en main, ou demandez l’aide d’un guichet.", "/creer/sans-numero", "Je n’ai pas ces numéros")
	}
	number, _ := readNumber(v, "numero")
	access := readDigits(v, "acces", accessDigits, "Le numéro d’accès en ligne compte 7 chiffres. Ce n’est pas le numéro fiscal.")
	reference := readReference(v)
	if v.Refused() {
		return createPage(v)
	}
	person, ok := portal.PersonWith(v.Tx, func(p portal.Person) bool { return portal.Digits(p.TaxNumber) == number })
	taxpayer, _ := sandbox.Get[Taxpayer](v.Tx, taxpayerKey(person.ID))
	if !ok || taxpayer.Access == "" || taxpayer.Access != access || householdOf(v.Tx, person.ID).Reference != reference {
		return refuseCreation(v, tries)
	}
	if account, exists := accountFor(v.Tx, person.ID); exists && account.State != stateNew {
		v.Witness(FactCreationRefused, "personne", person.ID, "cause", "espace existant")
		return v.Stop(http.StatusConflict, "Vous avez déjà un espace", "Un espace existe pour ce numéro fiscal. Inutile d’en créer un autre : si le mot de passe est perdu, il se change en quelques minutes.", "/motdepasse", "J’ai oublié mon mot de passe")
	}
	v.Delete(attemptsKey(v.Device))
	v.Remember(rememberedCreation, person.ID+" "+v.Now().Format(timeLayout))
	v.Witness(FactCreationBegun, "personne", person.ID)
	return v.Redirect("/creer/coordonnees")
}

func refuseCreation(v *portal.Visit, tries attempts) error {
	tries.Fails++
	if tries.Fails >= mostCreations {
		tries.Fails, tries.Until = 0, v.Now().Add(creationPause)
	}
	v.Put(attemptsKey(v.Device), tries)
	v.Witness(FactCreationRefused, "cause", "identifiants")
	v.Problem("numero", "Ces trois numéros ne vont pas ensemble. Le numéro fiscal a 13 chiffres ; le numéro d’accès en ligne en a 7 et change chaque année : prenez celui de la dernière déclaration ou du dernier courrier.")
	v.Problem("rfr", "Le revenu fiscal de référence est celui du dernier avis. Pour une première déclaration, c’est 0.")
	return createPage(v)
}

func readDigits(v *portal.Visit, field string, length int, message string) string {
	typed := portal.Digits(v.Value(field))
	if len(typed) != length {
		v.Problem(field, message)
	}
	return typed
}

// readReference reads the revenu fiscal de référence: whole euros, 0 for a
// first return.
func readReference(v *portal.Visit) int64 {
	typed := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "€", "").Replace(v.Value("rfr"))
	n, err := strconv.ParseInt(typed, 10, 64)
	if err != nil || n < 0 {
		v.Problem("rfr", "Écrivez un montant en euros entiers, sans les centimes. S’il s’agit d’une première déclaration : 0.")
	}
	return n
}

func accountFor(tx *sandbox.Tx, person string) (portal.Account, bool) {
	return portal.AccountWith(tx, ID, func(a portal.Account) bool { return a.Person == person })
}

// creating is the person whose identifiers were recognised on this screen.
func creating(v *portal.Visit) (portal.Person, bool) {
	id, since, _ := strings.Cut(v.Remembered(rememberedCreation), " ")
	begun, err := time.Parse(timeLayout, since)
	if err != nil || v.Now().Sub(begun) > creationLife {
		return portal.Person{}, false
	}
	return portal.PersonOf(v.Tx, id)
}

type contactPage struct{ Name string }

func contactForm(v *portal.Visit) error {
	person, ok := creating(v)
	if !ok {
		return v.Redirect("/creer")
	}
	return v.Render("creer-coordonnees.html", "Votre adresse et votre mot de passe", contactPage{person.Name()})
}

// contact makes the space, to be activated from the mailbox within eight hours.
func (s *service) contact(v *portal.Visit) error {
	person, ok := creating(v)
	if !ok {
		v.Forget("motdepasse")
		v.Forget("confirmation")
		return v.Redirect("/creer")
	}
	readEmail(v, "courriel")
	address := strings.ToLower(v.Value("courriel"))
	if v.ProblemOf("courriel") == "" && strings.ToLower(v.Value("courriel2")) != address {
		v.Problem("courriel2", "Les deux adresses sont différentes. Une lettre de travers, et le lien partirait ailleurs.")
	}
	mobile := readMobile(v)
	checkStrength(v, "motdepasse")
	if v.Refused() {
		v.Forget("motdepasse")
		v.Forget("confirmation")
		return contactForm(v)
	}
	account := portal.Account{Site: ID, ID: person.ID, Person: person.ID, Identifier: portal.Digits(person.TaxNumber), Email: address, Mobile: mobile, State: stateNew}
	if !s.access.ChooseSecret(v, account, "motdepasse", "confirmation") {
		return contactForm(v)
	}
	box, _ := sandbox.Get[portal.Mailbox](v.Tx, "courriel/boite/"+address)
	v.Witness(FactSpaceCreated, "personne", person.ID, "boite_de", box.Owner)
	s.mailActivation(v, account)
	v.Remember(rememberedCreation, "")
	v.Remember("envoye", address)
	return v.Redirect("/creer/envoye")
}

func readMobile(v *portal.Visit) string {
	typed := v.Value("mobile")
	if typed == "" || refuseReal(v, "mobile") {
		return ""
	}
	if err := fictif.CheckPhone(typed); err != nil {
		v.Problem("mobile", "Écrivez dix chiffres, comme 06 39 98 01 12, ou laissez vide.")
	}
	return portal.Digits(typed)
}

// checkStrength asks of a new password what the service asks: capitals, small
// letters, digits.
func checkStrength(v *portal.Visit, field string) {
	typed := v.Request.Form.Get(field)
	kinds := 0
	for _, letters := range []string{"abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"} {
		if strings.ContainsAny(typed, letters) {
			kinds++
		}
	}
	if kinds < 3 {
		v.Problem(field, "Il faut au moins une minuscule, une majuscule et un chiffre, et huit caractères en tout.")
	}
}

func (s *service) mailActivation(v *portal.Visit, account portal.Account) {
	token := s.activation.AskRecovery(v, account, purposeActivate)
	portal.SendMail(v.Tx, portal.Mail{
		To: account.Email, From: sender, FromName: "Impôts", Subject: portal.Mark + " Activez votre espace particulier",
		Body: []string{
			"Bonjour,", "Votre espace est presque prêt. Ouvrez le lien ci-dessous pour l’activer.",
			"Il sert une fois, pendant 8 heures : jusqu’au " + frtext.DateTime(v.Now().Add(activationLife)) + ". Après, il faudra recommencer la création.",
		},
		Links: []portal.Link{{Text: "Activer mon espace", URL: "https://" + Host + "/creer/activer/" + token}},
	})
}

type sentPage struct{ To string }

func createSent(v *portal.Visit) error {
	return v.Render("creer-envoye.html", "Il reste à activer votre espace", sentPage{mask(v.Remembered("envoye"))})
}

// toActivate finds the space behind a link, or draws why it cannot serve.
func (s *service) toActivate(v *portal.Visit) (account portal.Account, stopped bool, err error) {
	account, late, ok := s.activation.Recovery(v, v.Path("jeton"), purposeActivate)
	switch {
	case ok:
		return account, false, nil
	case late:
		v.Witness(portal.FactRecoveryLate, "site", ID)
		return account, true, v.Stop(http.StatusGone, "Ce lien n’est plus valable", "Il servait pendant 8 heures. Recommencez la création : vos trois numéros n’ont pas changé.", "/creer", "Recommencer la création")
	}
	return account, true, v.Stop(http.StatusGone, "Ce lien ne peut plus servir", "Il a déjà servi, ou l’adresse n’est pas complète. Si votre espace est actif, connectez-vous.", "/connexion", "Me connecter")
}

func (s *service) activatePage(v *portal.Visit) error {
	account, stopped, err := s.toActivate(v)
	if stopped {
		return err
	}
	p, _ := portal.PersonOf(v.Tx, account.Person)
	return v.Render("creer-activer.html", "Activer mon espace particulier", activatePage{v.Path("jeton"), p.Name()})
}

type activatePage struct{ Token, Name string }

func (s *service) activate(v *portal.Visit) error {
	account, stopped, err := s.toActivate(v)
	if stopped {
		return err
	}
	s.activation.UseRecovery(v, v.Path("jeton"))
	account.State = ""
	portal.PutAccount(v.Tx, account)
	v.Witness(FactSpaceActivated, "personne", account.Person)
	return v.Redirect("/creer/actif")
}

func activated(v *portal.Visit) error {
	return v.Render("creer-actif.html", "Votre espace est actif", nil)
}

// letterAfter is how long the numbers take by post.
const letterAfter = 7 * 24 * time.Hour

func withoutPage(v *portal.Visit) error {
	return v.Render("sans-numero.html", "Je n’ai pas ces numéros", nil)
}

// without sends a letter with the numbers to the home of whoever is known, and
// tells nobody whether it did.
func without(v *portal.Visit) error {
	name := v.Value("nom")
	if name == "" {
		v.Problem("nom", "Saisissez le nom de famille.")
	}
	birth, _ := readBirth(v, "naissance")
	if v.Refused() {
		return withoutPage(v)
	}
	if p, ok := portal.PersonWith(v.Tx, func(p portal.Person) bool { return p.BirthDate == birth && sameName(name, p) && p.TaxNumber != "" }); ok {
		t, _ := sandbox.Get[Taxpayer](v.Tx, taxpayerKey(p.ID))
		v.Witness(FactNumbersAsked, "personne", p.ID)
		v.Schedule(v.Now().Add(letterAfter), portal.EffectLetter, portal.Letter{To: p.ID, From: "Impôts", Object: "Vos identifiants", Body: []string{
			"Bonjour,", "Numéro fiscal : " + spaced(portal.Digits(p.TaxNumber)) + ".", accessLine(t.Access), "Gardez cette lettre : elle permet de créer votre espace.",
		}})
	}
	return v.Redirect("/creer/sans-numero/demande")
}

func accessLine(access string) string {
	if access == "" {
		return "Le numéro d’accès en ligne sera sur votre prochaine déclaration."
	}
	return "Numéro d’accès en ligne : " + access + "."
}

func withoutSent(v *portal.Visit) error {
	return v.Render("sans-numero-demande.html", "Votre demande est partie", nil)
}
