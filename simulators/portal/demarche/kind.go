package demarche

import (
	"fmt"

	"github.com/goccy/go-yaml/ast"

	"demarcheablanc/internal/frtext"
)

// Kind is what a question asks for.
type Kind string

// The kinds of question.
const (
	KindText     Kind = "texte"
	KindLong     Kind = "texte_long"
	KindDate     Kind = "date"
	KindMonth    Kind = "mois"
	KindAmount   Kind = "montant"
	KindInteger  Kind = "entier"
	KindYesNo    Kind = "oui_non"
	KindChoice   Kind = "choix"
	KindChoices  Kind = "choix_multiple"
	KindAddress  Kind = "adresse"
	KindPhone    Kind = "telephone"
	KindEmail    Kind = "courriel"
	KindNIR      Kind = "nir"
	KindTax      Kind = "numero_fiscal"
	KindIBAN     Kind = "iban"
	KindSIRET    Kind = "siret"
	KindFile     Kind = "fichier"
	KindGroup    Kind = "groupe"
	KindGrid     Kind = "grille"
	KindComputed Kind = "calcul" // shown, never typed
)

var kinds = []Kind{
	KindText, KindLong, KindDate, KindMonth, KindAmount, KindInteger, KindYesNo, KindChoice, KindChoices, KindAddress,
	KindPhone, KindEmail, KindNIR, KindTax, KindIBAN, KindSIRET, KindFile, KindGroup, KindGrid, KindComputed,
}

// UnmarshalYAML refuses a kind that does not exist.
func (k *Kind) UnmarshalYAML(node ast.Node) error {
	read := Kind(node.GetToken().Value)
	for _, known := range kinds {
		if read == known {
			*k = read
			return nil
		}
	}
	return fmt.Errorf("genre « %s » inconnu%s", read, frtext.DidYouMean(string(read), kindNames()))
}

func kindNames() []string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	return names
}

// composite kinds hold other fields instead of an answer of their own.
func (k Kind) composite() bool { return k == KindGroup || k == KindGrid }

// parts of an address, each an answer of its own.
var addressParts = []string{"voie", "code_postal", "commune"}
