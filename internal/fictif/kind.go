package fictif

// Kind is a family of identifiers that belong to somebody.
type Kind string

// The kinds that [Scan] tells apart.
const (
	KindNIR    Kind = "nir"
	KindFiscal Kind = "fiscal"
	KindPhone  Kind = "phone"
	KindEmail  Kind = "email"
	KindIBAN   Kind = "iban"
	KindCard   Kind = "card"
)

var messages = map[Kind]string{
	KindNIR:    "Cela ressemble à un vrai numéro de sécurité sociale. Rien n'a été gardé. Ici, prenez celui de la personne de l'exercice : il est sur sa carte.",
	KindFiscal: "Cela ressemble à un vrai numéro fiscal. Rien n'a été gardé. Ici, prenez celui de l'avis d'impôt de l'exercice : il commence par 99.",
	KindPhone:  "Cela ressemble à un vrai numéro de téléphone. Rien n'a été gardé. Ici, prenez un numéro de l'exercice : 06 39 98 pour un mobile, 01 99 00 pour un fixe.",
	KindEmail:  "Cela ressemble à une vraie adresse e-mail. Rien n'a été gardé. Ici, les adresses finissent par .example.",
	KindIBAN:   "Cela ressemble à un vrai IBAN. Rien n'a été gardé. Ici, prenez celui du relevé d'identité bancaire de l'exercice.",
	KindCard:   "Cela ressemble à une vraie carte bancaire. Rien n'a été gardé. Ici, prenez celle de l'exercice : son numéro commence par 9999.",
}

// Message is the sentence for the person who typed it: what was seen, what
// became of it, what to do. It never repeats what was typed.
func (k Kind) Message() string { return messages[k] }
