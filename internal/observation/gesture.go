package observation

// Gesture is a professional habit that can be witnessed. Codes are those of the
// field's own list, and of the situations' "gestes_critiques".
type Gesture struct {
	Code    string
	Label   string
	Good    bool
	Means   string // why it matters, in one sentence
	Touches string // whose rights or autonomy it touches
}

// The codes of gestures.
const (
	PasswordByAidant = "PWD_BY_AIDANT"
	WrongIdentity    = "WRONG_IDENTITY"
	SessionOpen      = "SESSION_OPEN"
	DocumentLeft     = "DOC_LEFT"
	PasswordSaved    = "BROWSER_PWD_SAVED"
	OverCollect      = "OVERCOLLECT"
	Duplicate        = "DUPLICATE"
	SecretInNotes    = "SECRET_IN_NOTES"
	OwnContact       = "OWN_CONTACT"
	PhishFollowed    = "PHISH_FOLLOWED"
	PaidSite         = "PAID_SITE"
	Rushed           = "RUSHED"
	SecretByPhone    = "SECRET_BY_PHONE"
	NoReadback       = "SUBMIT_NO_READBACK"
	FalseAnswer      = "FALSE_CERT"
	ThirdLeft        = "THIRD_LEFT"
	NoMandate        = "ACT_NO_MANDATE"
	OutOfScope       = "MANDATE_SCOPE"
	MandateExpired   = "MANDATE_EXPIRED"
	CardLent         = "CARD_LENT"

	Diagnosis       = "DIAG3"
	FicheShown      = "FICHE_SHOWN"
	KeyboardPerson  = "KB_PERSON"
	URLByHand       = "URL_BY_HAND"
	ReceiptKept     = "RECEIPT_KEPT"
	PersonalCard    = "PERSONAL_CARD"
	LogoutAll       = "LOGOUT_ALL"
	AltChannel      = "ALT_CHANNEL"
	Oriented        = "ORIENTED"
	NextStep        = "NEXT_STEP"
	ShortcutRefused = "SHORTCUT_REFUSED"
	Privacy         = "PRIVACY"
	Readback        = "READBACK"
	SmallestMandate = "MANDATE_MIN"
	MandateCopy     = "MANDATE_COPY"
)

const (
	person    = "la personne aidée"
	third     = "une autre personne"
	nextUser  = "la personne aidée, et la prochaine assise ici"
	structure = "la structure et la personne aidée"
)

// witnessing is one line of the table: a gesture, and how the journal, the end
// of the play or the observer's moments show it.
type witnessing struct {
	Gesture
	seen func(Play) []Evidence
}

// table is the one list of gestures. Bad ones first, the gravest at the top.
func table() []witnessing {
	return []witnessing{
		{Gesture{WrongIdentity, "Session ouverte sous l’identité d’une autre personne", false, "Agir sous le nom d’autrui engage l’aidant·e et expose celui ou celle dont on prend la place.", third}, seenWrongIdentity},
		{Gesture{PasswordByAidant, "Secret de la personne saisi par l’aidant·e", false, "Un mot de passe se tape par la personne elle-même, même lentement.", person}, seenPasswordByAidant},
		{Gesture{SecretInNotes, "Secret ou numéro gardé dans les notes de l’aidant·e", false, "La structure ne peut pas garder les identifiants des personnes : c’est à elles de les tenir.", structure}, seenFact("poste.notes.secret")},
		{Gesture{Duplicate, "Second compte tenté à la place du premier", false, "Un doublon se paie longtemps : dossiers séparés, identité refusée.", person}, seenDuplicate},
		{Gesture{SecretByPhone, "Secret dit au téléphone", false, "Une voix au téléphone ne prouve pas qui écoute.", person}, seenToldByPhone},
		{Gesture{PhishFollowed, "Annonce ou lien piégé suivi", false, "Le premier résultat n’est pas toujours le bon : on lit l’adresse avant d’entrer.", person}, seenAdvert},
		{Gesture{PaidSite, "Données confiées à un site payant", false, "Ce qui est gratuit ailleurs se paie ici, et les données partent.", person}, seenTrap(PaidSite)},
		{Gesture{OwnContact, "Contact de la structure posé sur le compte", false, "Le jour où la structure ferme ou change d’adresse, la personne perd son compte.", person}, seenOwnContact},
		{Gesture{OverCollect, "Information ouverte sans être nécessaire", false, "On ne regarde que ce que la démarche demande.", person}, seenOverCollect},
		{Gesture{PasswordSaved, "Mot de passe gardé par le navigateur partagé", false, "La prochaine personne assise ici pourrait s’en servir.", nextUser}, seenPasswordSaved},
		{Gesture{SessionOpen, "Session laissée ouverte sur l’ordinateur partagé", false, "Le compte reste à portée de qui passe.", nextUser}, seenSessionOpen},
		{Gesture{DocumentLeft, "Document laissé sur l’ordinateur ou à l’imprimante", false, "Un papier oublié se lit par qui le trouve.", nextUser}, seenDocumentLeft},
		{Gesture{FalseAnswer, "Réponse certifiée qui contredit un papier", false, "C’est la personne qui certifie : une réponse fausse peut lui être réclamée plus tard.", person}, seenFalse},
		{Gesture{NoReadback, "Validée sans relecture ensemble", false, "La dernière réponse appartient à la personne : on lit, elle comprend, elle valide.", person}, seenNoReadback},
		{Gesture{NoMandate, "Fait à la place de la personne, sans mandat", false, "Dès que l’aidant·e remplit ou valide, un mandat protège les deux.", structure}, seenNoMandate},
		{Gesture{OutOfScope, "Mandat employé au-delà de ce qu’il permet", false, "Un mandat ne couvre que les thèmes signés. Il laisse lire un compte formation, jamais acheter.", structure}, seenOutOfScope},
		{Gesture{MandateExpired, "Mandat échu", false, "Passé l’heure, l’aidant·e agirait sans droit.", structure}, seenExpired},
		{Gesture{CardLent, "Carte d’aidant·e prêtée", false, "Une carte est personnelle : elle dit qui a agi.", structure}, seenWith("carte_de", "aidantsconnect.carte.pretee")},
		{Gesture{ThirdLeft, "Contact d’une autre personne laissé sur le compte", false, "Qui reçoit les codes tient le compte.", person}, seenThird},
		{Gesture{Rushed, "Premier écran avant tout point de diagnostic", false, "Commencer par l’écran, c’est risquer de résoudre une autre difficulté que la sienne.", person}, seenRushed},

		{Gesture{Diagnosis, "Les trois points de diagnostic posés", true, "Relation au numérique et entourage, moyens matériels, compétences : on sait d’où l’on part.", person}, seenDiagnosis},
		{Gesture{FicheShown, "Fiche tangible montrée", true, "Un support que l’on tient en main reste après la séance.", person}, seenFiche},
		{Gesture{KeyboardPerson, "La personne a tenu le clavier la plupart du temps", true, "Faire avec, c’est ce qui reste quand l’aidant·e n’est plus là.", person}, seenKeyboard},
		{Gesture{URLByHand, "Adresse tapée à la main", true, "Une adresse que l’on connaît évite les annonces et les copies.", person}, seenURLByHand},
		{Gesture{ReceiptKept, "Document remis en main propre", true, "La personne repart avec sa preuve.", person}, seenReceipt},
		{Gesture{PersonalCard, "Carte personnelle remplie par la personne", true, "Ses accès, tenus par elle, et par elle seule.", person}, seenFact("outil.carte_personnelle.remplie")},
		{Gesture{LogoutAll, "Toutes les sessions refermées", true, "L’ordinateur partagé ne garde rien d’elle.", nextUser}, seenLogoutAll},
		{Gesture{AltChannel, "Autre voie que le site essayée", true, "Le besoin est un droit, pas un site : le téléphone et la borne en font partie.", person}, seenAltChannel},
		{Gesture{Oriented, "Lieu ou service indiqué", true, "Une bonne adresse, à la bonne heure, vaut une démarche.", person}, seenOriented},
		{Gesture{NextStep, "Prochaine étape écrite pour la personne", true, "Elle sait quoi faire demain, sans avoir à s’en souvenir.", person}, seenFact("outil.memo.remis")},
		{Gesture{Readback, "Récapitulatif relu ensemble, validé par la personne", true, "Elle sait ce qu’elle a envoyé, et pourquoi.", person}, seenReadback},
		{Gesture{SmallestMandate, "Mandat réduit au nécessaire", true, "Un thème, la durée la plus courte : la personne garde la main sur le reste.", person}, seenWith("themes", "aidantsconnect.mandat.minimal")},
		{Gesture{MandateCopy, "Copie du mandat remise", true, "La personne repart avec ce qu’elle a signé.", person}, seenFact("aidantsconnect.mandat.copie")},
		{Gesture{ShortcutRefused, "Raccourci proposé, et refusé", true, "L’accès d’un proche aurait marché, mais sous un autre nom.", third}, seenShortcutRefused},
		{Gesture{Privacy, "Intimité protégée", true, "Écran tourné, voix baissée : la machine ne le voit pas, l’observateur·rice si.", person}, seenMoment("confidentialite")},
	}
}

// Gestures lists what can be witnessed, bad ones first.
func Gestures() []Gesture {
	var all []Gesture
	for _, w := range table() {
		all = append(all, w.Gesture)
	}
	return all
}
