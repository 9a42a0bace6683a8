package franceconnect

import (
	"strings"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/oidc"
)

// The codes that these pages raise, besides the engine's own.
const (
	codeNoState      = "Y020021" // the account's answer bears no state
	codeForeignState = "Y020022" // or that of another login
	codeTokens       = "Y020026" // the account's tokens could not be had
	codeUserInfo     = "Y020027" // or its user info
	codeNear         = "Y010004"
	codeSeveral      = "Y010006"
	codeMarried      = "Y010007"
	codeUnknown      = "Y010008"
	codeUnreadable   = "Y010009"
	codeSlow         = "Y010011"
	codeOdd          = "Y010013"
	codeRegisterDown = "Y010012"
	codeDeceased     = "Y010015"
	codeIncomplete   = "Y600006"
	codeBlocked      = "Y100011"
	codeDisabled     = "Y180001"
	codeLevel        = "Y100018" // the account answered at another level
	codeMandate      = "Y600020" // the mandate does not open this service
	codeForeign      = "Y470003" // an interaction opened in another browser
)

var closeAll = []string{
	"Fermez tous les onglets, puis le navigateur lui-même.",
	"Rouvrez-le et retournez sur le site du service.",
	"Choisissez un seul compte, celui dont vous êtes sûr.",
}

var waitAnHour = []string{"Attendez une heure, puis recommencez depuis le site du service."}

// advice is « Que faire ? », step by step, for the codes that have more to say
// than the engine's sentence.
var advice = map[string][]string{
	codeNoState:      closeAll,
	codeForeignState: closeAll,
	codeTokens:       {"Attendez quelques minutes.", "Retournez sur le site du service et recommencez, avec ce compte ou un autre."},
	codeUserInfo:     {"Attendez quelques minutes.", "Retournez sur le site du service et recommencez, avec ce compte ou un autre."},
	codeNear: {
		"Regardez, sur le compte que vous avez choisi, le nom de naissance, tous les prénoms dans l’ordre, la date et la commune de naissance.",
		"Un nom d’usage à la place du nom de naissance, ou un trait d’union oublié, suffit : demandez la correction à l’organisme qui tient ce compte.",
		"D’ici là, un autre compte, où l’état civil est juste, peut fonctionner.",
	},
	codeSeveral: {"Demandez à l’organisme qui tient ce compte de vérifier votre état civil complet.", "D’ici là, passez par un autre compte ou par l’accueil du service."},
	codeUnknown: {
		"Vérifiez que l’état civil de ce compte est bien le vôtre.",
		"Sans numéro de sécurité sociale définitif, FranceConnect ne peut pas vous reconnaître : passez par l’accueil ou le téléphone du service.",
	},
	codeMarried: {
		"Regardez le nom de naissance sur le compte que vous avez choisi : c’est lui qui compte, même après un mariage.",
		"Demandez à l’organisme qui tient ce compte d’y inscrire le nom de naissance.",
	},
	codeUnreadable:   {"Vérifiez la date, la commune et le pays de naissance sur le compte que vous avez choisi.", "Un autre compte, où ils sont justes, peut fonctionner."},
	codeSlow:         waitAnHour,
	codeOdd:          waitAnHour,
	codeRegisterDown: waitAnHour,
	codeDeceased:     {"Si c’est une méprise, adressez-vous à votre mairie de naissance avec une pièce d’identité."},
	codeIncomplete: {
		"Ouvrez directement le compte choisi, et complétez-y vos informations : adresse e-mail, sexe, date et lieu de naissance.",
		"Puis recommencez depuis le site du service, ou choisissez un autre compte.",
	},
	codeBlocked:          {"Retournez sur le site du service et choisissez un autre compte.", "Une fois connecté, vous pourrez débloquer celui-ci dans « Gérer mes accès »."},
	codeDisabled:         {"Écrivez au support de FranceConnect pour faire rouvrir votre accès.", "En attendant, connectez-vous au service sans FranceConnect, ou passez par son accueil."},
	oidc.CodeAlreadyDone: {"Fermez tous les onglets de cette connexion.", "Retournez sur le site du service et recommencez, sans la flèche de retour du navigateur."},
	oidc.CodeExpired:     {"Fermez cet onglet.", "Retournez sur le site du service et recommencez."},
	codeForeign:          {"Cette adresse appartient à une connexion commencée ailleurs.", "Commencez la vôtre depuis le site du service."},
}

// explain replaces the engine's sentence where these pages know more.
var explain = map[string]string{
	codeForeignState: "La réponse du compte choisi ne correspond pas à la connexion en cours. C’est fréquent quand plusieurs comptes ont été essayés à la suite dans le même navigateur.",
	codeNoState:      "La réponse du compte choisi est arrivée incomplète. C’est fréquent quand plusieurs comptes ont été essayés à la suite dans le même navigateur.",
	codeTokens:       "Le compte choisi n’a pas répondu jusqu’au bout. Vos identifiants ne sont pas en cause.",
	codeUserInfo:     "Le compte choisi n’a pas transmis votre identité jusqu’au bout. Vos identifiants ne sont pas en cause.",
	codeNear:         "L’identité de ce compte ressemble à celle de l’état civil, mais n’est pas tout à fait la même. La connexion s’arrête par prudence.",
	codeSeveral:      "L’identité de ce compte peut désigner plusieurs personnes à l’état civil. La connexion s’arrête par prudence.",
	codeUnknown:      "L’identité de ce compte n’a pas été trouvée à l’état civil.",
	codeMarried:      "À l’état civil, cette identité n’est connue que par son nom marital. La connexion s’arrête par prudence.",
	codeUnreadable:   "L’état civil n’a pas pu lire l’identité de ce compte. Vos identifiants ne sont pas en cause.",
	codeSlow:         "L’état civil a mis trop de temps à répondre. Vos identifiants ne sont pas en cause.",
	codeOdd:          "L’état civil n’a pas répondu comme d’habitude. Vos identifiants ne sont pas en cause.",
	codeRegisterDown: "L’état civil n’a pas pu être consulté. Vos identifiants ne sont pas en cause.",
	codeIncomplete:   "Le compte choisi ne contient pas toutes les informations d’identité nécessaires.",
	codeForeign:      "Cette page fait partie d’une autre connexion que la vôtre.",
}

// loose reads a name without case, accents, hyphens or apostrophes.
func loose(name string) string {
	name = strings.NewReplacer("-", " ", "'", " ").Replace(frtext.SortKey(name))
	return strings.Join(strings.Fields(name), " ")
}
