package ameli

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

const (
	postcodeDigits = 5
	ribDigits      = 7 // of the end of the account number
	serialDigits   = 11
	proofTries     = 3
)

// What the browser remembers of a creation: whose, how many wrong proofs, and
// whether the proofs were right.
const (
	memoryCreating = "creation"
	memoryTries    = "creation_essais"
	memoryProved   = "creation_prouvee"
)

func (s *service) createPage(v *portal.Visit) error {
	return v.Render("creer.html", "Créer mon compte", nil)
}

// create finds who it is about: the caisse must know her, under that name, that
// birth date and that postcode.
func (s *service) create(v *portal.Visit) error {
	number, problem := loginNumber(v.Value(fieldNumber))
	if problem == "" && !permanent(number) {
		problem = "Ce numéro commence par 7 ou 8 : il est provisoire, et n’ouvre pas de compte. La caisse en donne un définitif après étude de l’acte de naissance : gardez le récépissé, et demandez à l’accueil où cela en est."
	}
	if !refuseReal(v, fieldNumber) && problem != "" {
		v.Problem(fieldNumber, problem)
	}
	birth, problem := readDay(v.Value(fieldBirth))
	if problem != "" {
		v.Problem(fieldBirth, problem)
	}
	if v.Value("nom") == "" {
		v.Problem("nom", "Écrivez le nom de naissance, tel qu’il est sur la pièce d’identité.")
	}
	postcode := portal.Digits(v.Value("codepostal"))
	if len(postcode) != postcodeDigits {
		v.Problem("codepostal", "Le code postal a 5 chiffres.")
	}
	if v.Value(fieldHuman) != "oui" {
		v.Problem(fieldHuman, "Cochez cette case : elle arrête les machines. Il n’y a rien d’autre à déchiffrer.")
	}
	if v.Refused() {
		return s.createPage(v)
	}
	if account, ok := portal.AccountWith(v.Tx, ID, func(a portal.Account) bool { return a.Identifier == number && a.State != stateClosed }); ok {
		v.Witness(FactCreation, "personne", account.Person)
		return v.RenderStatus(http.StatusConflict, "deja.html", "Vous avez déjà un compte", nil)
	}
	person, ok := portal.PersonWith(v.Tx, func(p portal.Person) bool { return firstDigits(portal.Digits(p.NIR)) == number })
	if !ok {
		v.Problem(fieldNumber, "Nous ne trouvons pas cet assuré. Vérifiez le numéro sur la carte Vitale.")
		return s.createPage(v)
	}
	if _, known := recordOf(v.Tx, person.ID); !known {
		return v.Stop(http.StatusConflict, "Votre compte s’ouvre à l’accueil",
			"Nous n’avons pas de relevé d’identité bancaire pour vérifier votre demande en ligne. Prenez votre carte Vitale et un relevé à l’accueil de votre CPAM : le compte est ouvert avec vous.", "/", "Revenir à l’accueil")
	}
	switch {
	case person.UsualName != "" && sameName(v.Value("nom"), person.UsualName) && !sameName(v.Value("nom"), person.BirthName):
		v.Problem("nom", "C’est le nom de naissance qu’il faut ici, pas le nom d’usage. Il est sur la pièce d’identité.")
	case !sameName(v.Value("nom"), person.BirthName) || person.BirthDate != birth:
		v.Problem(fieldNumber, "Ce numéro, ce nom et cette date de naissance ne vont pas ensemble. Relisez-les un par un.")
	case !strings.Contains(strings.Join(addressOf(v.Tx, person), " "), postcode):
		v.Problem("codepostal", "Ce n’est pas le code postal que la caisse connaît. Après un déménagement, c’est parfois encore l’ancien.")
	}
	if v.Refused() {
		return s.createPage(v)
	}
	if minor(person, v.Now()) {
		return tooYoung(v, person)
	}
	v.Remember(memoryCreating, person.ID)
	v.Remember(memoryTries, "")
	v.Remember(memoryProved, "")
	return v.Redirect("/creer-un-compte/preuves")
}

func sameName(typed, known string) bool { return plainName(typed) == plainName(known) }

// creating is who the browser is opening an account for.
func creating(v *portal.Visit) (portal.Person, bool) {
	return portal.PersonOf(v.Tx, v.Remembered(memoryCreating))
}

func (s *service) proofPage(v *portal.Visit) error {
	person, ok := creating(v)
	if !ok {
		return v.Redirect("/creer-un-compte")
	}
	r, _ := recordOf(v.Tx, person.ID)
	tries, _ := strconv.Atoi(v.Remembered(memoryTries))
	if r.IBAN == "" || r.Card.State != cardActive || tries >= proofTries {
		return v.Redirect("/creer-un-compte/code")
	}
	return v.Render("preuves.html", "Vérifier que c’est bien vous", nil)
}

// proof compares the end of the bank account and the card's number with the
// record. Three wrong tries lead to the provisional code.
func (s *service) proof(v *portal.Visit) error {
	person, ok := creating(v)
	r, known := recordOf(v.Tx, person.ID)
	if !ok || !known {
		return v.Redirect("/creer-un-compte")
	}
	rib, card := portal.Digits(v.Value("rib")), portal.Digits(v.Value("serie"))
	if len(rib) != ribDigits {
		v.Problem("rib", "Recopiez les 7 derniers chiffres du numéro de compte, sans la clé RIB.")
	}
	if len(card) != serialDigits {
		v.Problem("serie", "Ce numéro a 11 chiffres. Avec photo : à droite de la photo. Sans photo : au dos.")
	}
	if v.Refused() {
		return s.proofPage(v)
	}
	if !strings.HasSuffix(accountDigits(r.IBAN), rib) || card != r.Card.Serial {
		tries, _ := strconv.Atoi(v.Remembered(memoryTries))
		v.Remember(memoryTries, strconv.Itoa(tries+1))
		v.Witness(FactProofWrong, "personne", person.ID)
		v.Problem("rib", "Ces deux numéros ne sont pas ceux que la caisse connaît. Le relevé est-il celui où arrivent vos remboursements ?")
		return s.proofPage(v)
	}
	v.Remember(memoryProved, person.ID)
	return v.Redirect("/creer-un-compte/coordonnees")
}

// accountDigits is the account number inside an IBAN, without the RIB key.
func accountDigits(iban string) string { return iban[:max(0, len(iban)-2)] }

func (s *service) contactPage(v *portal.Visit) error {
	if person, ok := creating(v); !ok || v.Remembered(memoryProved) != person.ID {
		return v.Redirect("/creer-un-compte")
	}
	return v.Render("coordonnees.html", "Vos coordonnées et votre mot de passe", nil)
}

// contact opens the account: it is usable once the link sent by mail is opened.
func (s *service) contact(v *portal.Visit) error {
	person, ok := creating(v)
	if !ok || v.Remembered(memoryProved) != person.ID {
		return v.Redirect("/creer-un-compte")
	}
	email, mobile := readEmail(v), readMobile(v)
	if v.Value("cgu") != "oui" {
		v.Problem("cgu", "Cochez la case après avoir lu : un compte ameli remplace le papier par des messages en ligne.")
	}
	if v.Refused() {
		v.Forget(fieldNew)
		v.Forget(fieldAgain)
		return s.contactPage(v)
	}
	account := newAccount(v.Tx, person)
	account.Email, account.Mobile, account.State = email, mobile, stateToActivate
	if !s.access.ChooseSecret(v, account, fieldNew, fieldAgain) {
		v.Delete("acces/" + ID + "/" + account.ID)
		return s.contactPage(v)
	}
	witnessEmail(v, FactEmailAsked, person.ID, email)
	s.sendActivation(v, account)
	v.Remember(memoryCreating, "")
	v.Remember(memorySent, portal.MaskedEmail(email))
	return v.Redirect("/creer-un-compte/envoye")
}

// activationLink opens an account that was asked for on the web.
var activationLink = portal.MailedLink{
	Purpose: "activation", Life: 24 * time.Hour,
	Late:  portal.WayOn{Message: "Ses 24 heures sont passées. Connectez-vous : un autre lien vous sera proposé.", To: "/connexion", Label: "Me connecter"},
	Spent: portal.WayOn{Message: "Il a déjà servi, ou l’adresse est incomplète. Essayez de vous connecter : si le compte n’est pas activé, un autre lien vous sera proposé.", To: "/connexion", Label: "Me connecter"},
}

func (s *service) sendActivation(v *portal.Visit, account portal.Account) {
	token := activationLink.Ask(v, account)
	portal.SendMail(v.Tx, portal.Mail{
		To: account.Email, From: sender, FromName: senderName, Subject: portal.Mark + " Activez votre compte ameli",
		Body:  []string{"Bonjour,", "Votre compte ameli est presque prêt. Ouvrez ce lien dans les 24 heures : il prouve que cette adresse est la vôtre."},
		Links: []portal.Link{{Text: "Activer mon compte", URL: "https://" + Host + "/activer/" + token}},
	})
}

func (s *service) createSent(v *portal.Visit) error {
	to := v.Remembered(memorySent)
	if to == "" {
		return v.Redirect("/creer-un-compte")
	}
	return v.Render("creer_envoye.html", "Il reste un lien à ouvrir", sentPage{To: to})
}

func (s *service) activatePage(v *portal.Visit) error {
	if _, ok, err := activationLink.Account(v); !ok {
		return err
	}
	return v.Render("activer.html", "Activer mon compte ameli", choosePage{v.Path("lien")})
}

func (s *service) activate(v *portal.Visit) error {
	account, ok, err := activationLink.Account(v)
	if !ok {
		return err
	}
	activationLink.Use(v)
	account.State = stateFirst
	portal.PutAccount(v.Tx, account)
	v.Put(firstKey(account.ID), first{Email: account.Email, EmailOK: true})
	witnessEmail(v, FactEmailChanged, account.Person, account.Email)
	v.Witness(FactActivated, "personne", account.Person)
	return v.Redirect("/activation-faite")
}

func (s *service) activated(v *portal.Visit) error {
	return v.Render("active.html", "Votre compte est activé", nil)
}

// readEmail reads an address of the exercise.
func readEmail(v *portal.Visit) string {
	email := strings.ToLower(v.Value(fieldEmail))
	if !refuseReal(v, fieldEmail) {
		if err := fictif.CheckEmail(email); err != nil {
			v.Problem(fieldEmail, frtext.Sentence(err))
		} else if len(email) > longestEmail {
			v.Problem(fieldEmail, "Cette adresse est trop longue. Vérifiez-la.")
		}
	}
	return email
}

// readMobile reads a mobile of the exercise.
func readMobile(v *portal.Visit) string {
	number := portal.Digits(v.Value(fieldMobile))
	if !refuseReal(v, fieldMobile) {
		if err := fictif.CheckPhone(number); err != nil {
			v.Problem(fieldMobile, frtext.Sentence(err))
		} else if number[:2] != "06" {
			v.Problem(fieldMobile, "Donnez un numéro de mobile : il commence par 06.")
		}
	}
	return number
}
