package e2e

import (
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/browser"
)

// What Teresa's notebook and papers say, and the password that she chooses.
const (
	formationHost = "www.moncompteformation.gouv.example"
	teresasNumber = "2850699000902"
	teresasAmeli  = "Glycine-27"
	teresasNew    = "les essaims de juin"
	teresasMobile = "06 39 98 01 02"
)

// On her own telephone, while the aidant only talks: she reads, she decides
// later, and closes the door behind the number that she had given.
func TestTeresaFromHerTelephone(t *testing.T) {
	t.Parallel()
	r := gatherFor(t, "Teresa", "", "1", 360)
	r.trainer.shoots("console").clicks("Commencer avec le trio 1")
	r.aide.sees("Vos secrets").shoots("carte-de-role")
	r.aidant.sees("vous ne voyez pas son écran").shoots("bureau")
	r.questionsFirst()

	phone := r.browses(formationHost + "/connexion").shoots("connexion")
	r.consultsByAmeli(phone)
	phone.sees("attend votre décision").shoots("compte").clicks("Lire la proposition").sees("n’est perdu").shoots("proposition")
	phone.clicks("Form’Exemple").sees("contact@form-exemple.example").shoots("organisme")
	phone.types(formationHost + "/dossiers/F-0001").clicks("Y réfléchir").sees("choisi d’y réfléchir")
	r.refusesJade()
	r.closesTheDoor()
	r.booksAtThePostOffice()

	r.aidant.home().clicks("Le papier pour la suite").fills("Et après", "Demain 10 h à La Poste, avec le titre de séjour.").clicks("Remettre à Teresa")
	r.trainer.in("Trio 1").sees("Buts : 7 sur 7")
	o := r.gradesAndOpens()
	o.sees("FranceConnect, avec le compte Ameli de Teresa", "Un rendez-vous au bureau de poste", "Signalé par le formulaire du site").shoots("debrief")
	o.in("Ce qui a aidé").sees("Les trois points de diagnostic posés", "Fiche tangible montrée", "Adresse tapée à la main", "Prochaine étape écrite")
	o.DontSee("Secret dit au téléphone")
	r.aidant.goes(r.aidant.desk + "/bilan").looks()
}

// Side by side at two o'clock: she asks for the code herself, learns why nothing
// can be bought today, and asks the organisation to wait.
func TestTeresaSideBySide(t *testing.T) {
	t.Parallel()
	r := gatherFor(t, "Teresa", "", "1", 320)
	r.trainer.clicks("Commencer avec le trio 1")
	r.jumps("+ 1 h", "+ 1 h", "+ 1 h")
	r.aidant.sees("libérer un créneau demain à 10 h").clicks("Ordinateur de l’EPN", "Teresa")
	pc := r.aidant.types(formationHost + "/mot-de-passe-oublie").in("main")
	pc.fills("Numéro", teresasNumber, "Date de naissance", "21/06/1985").clicks("Recevoir un code").shoots("code")
	pc.fills("Code reçu", r.lastCodeOnHerPhone()).clicks("Continuer")
	pc.fills("Nouveau mot de passe", teresasNew, "Le même", teresasNew).clicks("Enregistrer")
	r.aidant.types(formationHost + "/connexion")
	pc.fills("Numéro", teresasNumber, "Mot de passe", teresasNew).clicks("Me connecter")
	pc.sees("un appareil que nous ne connaissons pas").clicks("Voir l’activité").sees("un ordinateur inconnu").shoots("activite")
	r.aidant.types(formationHost + "/dossiers/F-0001")
	pc.clicks("Form’Exemple")
	r.aidant.types(formationHost + "/dossiers/F-0001")
	pc.clicks("Demander un délai par écrit", "Accepter et acheter").sees("FranceConnect+").shoots("niveau").clicks("Revenir au dossier")
	r.aidant.clicks("Jamais ici", "Me déconnecter", "Fermer le navigateur").sees("Le navigateur est fermé")
	sms := r.aide.home().clicks("Téléphone de Teresa", "Messages", "Nouveau message")
	sms.fills("Numéro", "33700", "Votre message", "Un code que je n’ai pas demandé").clicks("Envoyer").sees("votre signalement est enregistré").shoots("33700")

	r.jumps("Demain 9 h", "+ 1 h", "+ 1 h")
	r.aide.home().clicks("Téléphone de Teresa", "Courriel").sees("Votre demande de délai")
	o := r.closes()
	o.sees("Demander un délai par écrit", "Signalé par SMS au 33700", "L’urgence n’était pas dans l’écrit", "Il n’y a pas de chemin plus court")
	o.in("Ce qui a aidé").sees("Toutes les sessions refermées")
}

// Jade asks for the code, and gets it; then the look-alike gets the rest.
func TestTeresaReadsTheCodeToJade(t *testing.T) {
	t.Parallel()
	r := gatherFor(t, "Teresa", "", "1", 360)
	r.trainer.clicks("Commencer avec le trio 1")
	r.Wait(10 * time.Minute)
	code := r.lastCodeOnHerPhone()
	call := r.aide.home().clicks("Téléphone de Teresa", "Téléphone").sees("Appel entrant").clicks("Répondre", "Écouter la suite").sees("On attend de vous").shoots("jade")
	call.fills("Ce que vous lisez", code).clicks("Lire à voix haute").sees("je suis dedans").clicks("Raccrocher")
	r.observer.sees("Code dit à voix haute au téléphone")
	r.Wait(3 * time.Minute)
	mail := r.aide.home().clicks("Téléphone de Teresa", "Courriel").shoots("messagerie").clicks("Vos droits expirent ce soir").shoots("faux-courriel")
	mail.clicks(formationHost).shoots("site-qui-imite").fills("Numéro", teresasNumber).clicks("Réserver mes droits").sees("avec un tiret").shoots("site-qui-imite-suite")
	r.trainer.shoots("console-piege")
	o := r.closes()
	o.sees("une demande est partie au nom de Teresa", "un site qui imite le vrai").shoots("debrief-piege")
	o.in("À regarder de près").sees("Secret dit au téléphone", "Annonce ou lien piégé suivi")
}

// Everything works again on the new telephone, and it is bought at once: the
// debrief says so, and that it can be undone.
func TestTeresaBuysUnderPressure(t *testing.T) {
	t.Parallel()
	r := gatherFor(t, "Teresa", "Une identité, mais l’ancien téléphone", "1", 360)
	r.trainer.clicks("Commencer avec le trio 1")
	phone := r.aide.home().clicks("Téléphone de Teresa", "Identité", "Activer mon identité").fills("Mon numéro de mobile", teresasMobile).clicks("Recevoir le code")
	asked := browser.Eval[string](phone.Page, "location.pathname")
	phone.goes(asked).fills("Code reçu par SMS", r.lastCodeOnHerPhoneThen(asked)).clicks("Continuer")
	phone.fills("Mon code secret", pin, "Le même, une seconde fois", pin).clicks("Activer mon identité")

	pc := r.aidant.home().clicks("Ordinateur de l’EPN").types(formationHost + "/connexion").in("main").clicks("S’identifier avec FranceConnect+").shoots("franceconnect-plus")
	pc.clicks("Identité La Poste").fills("Numéro de mobile", teresasMobile).clicks("Recevoir la demande")
	r.aide.clicks("Écran d’accueil du téléphone", "Identité").fills("Mon code secret", pin).clicks("Confirmer")
	pc.clicks("J’ai confirmé, continuer", "Continuer sur", "Lire la proposition", "Accepter et acheter").shoots("engagement")
	pc.Fill("Carte bancaire", "9999 0000 0000 0004")
	pc.Choose("J’ai relu")
	pc.clicks("Acheter cette formation").sees("rétractation possible")
	o := r.closes()
	o.sees("La formation est achetée", "Réactivée dans l’application, par Teresa")
}

// questionsFirst is what comes before any instruction: the three points, a
// leaflet, and what has already been sent.
func (r *room) questionsFirst() {
	r.t.Helper()
	for _, card := range []string{"Relation au numérique", "Moyens matériels", "Compétences déjà là"} {
		r.aidant.home().clicks(card).fills("Ce que vous avez compris", "Un smartphone récent, et quelqu’un qui la presse.").clicks("Garder la carte")
	}
	r.aidant.home().clicks("Les fiches", "Lire une adresse", "Montrer à Teresa")
	r.aide.home().clicks("Secret 1, cacheté", "C’est dit : secret 1").sees("Secret 1, dit")
}

// browses opens an address in the telephone's browser.
func (r *room) browses(address string) *person {
	r.t.Helper()
	return r.aide.home().clicks("Téléphone de Teresa", "Navigateur").types(address)
}

func (r *room) consultsByAmeli(p *person) {
	r.t.Helper()
	p.in("main").clicks("S’identifier avec FranceConnect", "Ameli")
	p.fills("Numéro de sécurité sociale", teresasNumber, "Mot de passe", teresasAmeli).clicks("Continuer vers FranceConnect", "Continuer sur")
}

// refusesJade: the trainer makes her call now.
func (r *room) refusesJade() {
	r.t.Helper()
	r.trainer.in("Trio 1").unfolds("#t1-imprevus", "Imprévus").clicks("Maintenant : Jade rappelle, en double appel, trio 1")
	r.aide.sees("Appel entrant").clicks("Appel entrant", "Refuser")
	r.observer.sees("Appel refusé")
}

// closesTheDoor does what a number already given asks for.
func (r *room) closesTheDoor() {
	r.t.Helper()
	phone := r.browses(formationHost + "/activite").sees("Proposition reçue")
	phone.types(formationHost+"/informations/mot-de-passe").fills("Nouveau mot de passe", teresasNew, "Le même", teresasNew).clicks("Enregistrer")
	phone.types(formationHost + "/signaler").Choose("Un courriel pressant")
	phone.fills("Quand ?", "ce matin").Choose("Mon numéro de sécurité sociale")
	phone.shoots("signaler").clicks("Envoyer le signalement").sees("ne se change pas")
}

// booksAtThePostOffice takes the slot that has just come free.
func (r *room) booksAtThePostOffice() {
	r.t.Helper()
	r.trainer.in("Trio 1").unfolds("#t1-imprevus", "Imprévus").clicks("Maintenant : La Poste : un créneau au guichet demain à 10 h, trio 1")
	phone := r.browses("identite.laposte.example/creer").shoots("laposte-creer")
	phone.fills("Nom de naissance", "Martinet", "Date de naissance", "21/06/1985", "Numéro de mobile", teresasMobile).Choose("Titre de séjour de 5 ans")
	phone.clicks("Créer et choisir un rendez-vous").shoots("laposte-creneaux").Choose("vendredi 16 octobre 2026 à 10 h")
	phone.clicks("Prendre ce rendez-vous").sees("Votre rendez-vous est pris").shoots("laposte-rendez-vous")
}

// lastCodeOnHerPhone reads her messages for the last code of six digits.
func (r *room) lastCodeOnHerPhone() string {
	r.t.Helper()
	return r.codeIn(r.aide.home().clicks("Téléphone de Teresa", "Messages", "Mon Compte Formation"))
}

// lastCodeOnHerPhoneThen reads the post's code, and comes back to an address.
func (r *room) lastCodeOnHerPhoneThen(address string) string {
	r.t.Helper()
	code := r.codeIn(r.aide.clicks("Écran d’accueil du téléphone", "Messages", "Identité La Poste"))
	r.aide.goes(address)
	return code
}

var anyCode = regexp.MustCompile(`\b\d{6}\b`)

func (r *room) codeIn(p *person) string {
	r.t.Helper()
	codes := anyCode.FindAllString(p.Text(), -1)
	require.NotEmpty(r.t, codes, p.Text())
	return codes[len(codes)-1]
}

// gradesAndOpens lets the observer close the grid first.
func (r *room) gradesAndOpens() *person {
	r.t.Helper()
	r.trainer.clicks("Terminer le jeu du trio 1")
	o := r.observer.sees("Clore la grille")
	for _, row := range rows {
		stars(o, row, "4 étoiles sur 5")
	}
	o.Fill("Nom de la ou des fiches", "Lire une adresse e-mail")
	stars(o, "L’usage de la ou des fiches", "4 étoiles sur 5")
	o.clicks("Clore la grille").sees("C’est noté, merci").shoots("grille")
	r.trainer.clicks("Ouvrir le débrief du trio 1")
	return o.goes(o.desk + "/debrief")
}
