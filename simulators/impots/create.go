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
	accessDigits  = 7
	mostCreations = 5
	creationPause = time.Hour
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
	v.Delete(attemptsKey(v.Device))
	v.Remember(rememberedCreation, person.ID+" "+v.Now().Format(timeLayout))
	if account, exists := accountFor(v.Tx, person.ID); exists && account.State != stateNew {
		v.Witness(FactCreationRefused, "personne", person.ID, "cause", "espace existant")
		return v.Redirect("/creer/existe")
	}
	v.Witness(FactCreationBegun, "personne", person.ID)
	return v.Redirect("/creer/coordonnees")
}

type existingPage struct{ To string }

// existing says that there is a space already: a lost password is changed by
// mail. Only a lost mailbox is a reason to make it again.
func existing(v *portal.Visit) error {
	person, ok := creating(v)
	account, exists := accountFor(v.Tx, person.ID)
	if !ok || !exists {
		return v.Redirect("/creer")
	}
	return v.Render("creer-existe.html", "Vous avez déjà un espace", existingPage{mask(account.Email)})
}

func again(v *portal.Visit) error {
	person, ok := creating(v)
	if !ok {
		return v.Redirect("/creer")
	}
	v.Witness(FactCreationBegun, "personne", person.ID, "reprise", yes)
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
