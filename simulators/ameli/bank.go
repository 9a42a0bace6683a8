package ameli

import (
	"slices"
	"strconv"
	"strings"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// plainName writes a name without accents, case, hyphen or blank.
func plainName(name string) string {
	return strings.NewReplacer("-", "", " ", "", "’", "", "'", "").Replace(frtext.SortKey(name))
}

// holderIsHers checks the name on the bank paper, then sends a security code.
func holderIsHers(c *demarche.Case) []demarche.Problem {
	named := plainName(c.Text("titulaire"))
	p := c.Person
	family := named != "" && (strings.Contains(named, plainName(p.BirthName)) || p.UsualName != "" && strings.Contains(named, plainName(p.UsualName)))
	given := slices.ContainsFunc(p.GivenNames, func(g string) bool { return strings.Contains(named, plainName(g)) })
	if !family || !given {
		return []demarche.Problem{{Key: "titulaire", Message: "Le compte doit être au nom de " + p.Name() + " : écrivez le prénom et le nom du RIB. Un compte joint convient s’il porte aussi ce nom."}}
	}
	switch to, _ := channelOf(c); {
	case to == "":
		return []demarche.Problem{{Key: "titulaire", Message: "La caisse n’a ni mobile ni adresse électronique où envoyer le code de sécurité. L’accueil enregistre votre RIB avec une pièce d’identité."}}
	case strings.Contains(to, "@"):
		mailCode(c.Tx, to, newCode(c.Tx, codeOwner(c), "rib"))
	default:
		textCode(c.Tx, to, newCode(c.Tx, codeOwner(c), "rib"))
	}
	return forgetCode(c)
}

// forgetCode asks for the code again when what it proves was typed anew.
func forgetCode(c *demarche.Case) []demarche.Problem {
	delete(c.Dossier.Values, "code")
	return nil
}

// channelOf is where a security code goes, and how to say it.
func channelOf(c *demarche.Case) (to, said string) {
	account, _ := accountOf(c.Tx, c.Person.ID)
	if mobile := mobileOf(c.Tx, c.Person); mobile != "" {
		return mobile, "par SMS au " + portal.MaskedMobile(mobile)
	}
	return account.Email, "par courriel à " + portal.MaskedEmail(account.Email)
}

// codeOwner is whose code it is: the account's, or the person's who has none.
func codeOwner(c *demarche.Case) string {
	if account, ok := accountOf(c.Tx, c.Person.ID); ok {
		return account.ID
	}
	return c.Person.ID
}

// verified stands in the dossier for a code that was right: codes are not kept.
const verified = "Vérifié"

// codeIsRight judges the code typed in a step.
func codeIsRight(purpose string) func(*demarche.Case) []demarche.Problem {
	return func(c *demarche.Case) []demarche.Problem {
		if c.Text("code") == verified {
			return nil
		}
		typed := c.Text("code")
		delete(c.Dossier.Values, "code")
		if problem := readCode(c.Tx, codeOwner(c), purpose, typed); problem != "" {
			return []demarche.Problem{{Key: "code", Message: problem}}
		}
		c.Set("code", verified)
		return nil
	}
}

// ownerOfIBAN is who the bank says holds an account: whoever's record has it.
func ownerOfIBAN(tx *sandbox.Tx, iban string) string {
	for _, key := range tx.Keys("ameli/dossier/") {
		if r, ok := sandbox.Get[Record](tx, key); ok && r.IBAN == iban {
			return r.Person
		}
	}
	return ""
}

func decideHolder(c *demarche.Case) string {
	if owner := ownerOfIBAN(c.Tx, c.Text("iban")); owner != "" && owner != c.Person.ID {
		return "tiers"
	}
	return "juste"
}

func putRIB(c *demarche.Case) {
	r := cardRecord(c)
	waited := waitsForBank(c.Tx, r)
	if r.IBAN == "" {
		r.BankSince = c.Now()
	}
	r.IBAN, r.Owner = c.Text("iban"), c.Text("titulaire")
	putRecord(c.Tx, r)
	c.Emit(string(FactRIB), "personne", c.Person.ID)
	if waited > 0 {
		tell(c, "Ce qui attendait votre RIB est versé", frtext.Money(waited)+" partent sur le compte que vous venez de donner. Le détail est dans « Mes paiements ».")
		c.Emit(string(FactWaitedPaid), "personne", c.Person.ID, "centimes", strconv.FormatInt(waited, 10))
	}
}

func refuseRIB(c *demarche.Case) {
	tell(c, "Vos coordonnées bancaires sont à corriger", "La banque dit que ce compte n’est pas à votre nom. L’ancien reste en place : aucun remboursement n’est perdu.")
	c.Emit(string(FactRIBRefused), "personne", c.Person.ID, "compte_de", ownerOfIBAN(c.Tx, c.Text("iban")))
}

// needsAccount keeps for the account what is only there.
func needsAccount(c *demarche.Case) string {
	if _, ok := accountOf(c.Tx, c.Person.ID); !ok {
		return "Cette démarche se fait dans un compte ameli, et vous n’en avez pas encore. L’accueil de votre caisse peut l’ouvrir avec vous."
	}
	return ""
}

// mobileIsFree wants a mobile, and sends it a code.
func mobileIsFree(c *demarche.Case) []demarche.Problem {
	number := c.Text("mobile")
	if !strings.HasPrefix(number, "06") && !strings.HasPrefix(number, "07") {
		return []demarche.Problem{{Key: "mobile", Message: "Donnez un numéro de mobile : il commence par 06."}}
	}
	if account, ok := accountOf(c.Tx, c.Person.ID); ok {
		textCode(c.Tx, number, newCode(c.Tx, account.ID, "mobile"))
	}
	return forgetCode(c)
}

func putMobile(c *demarche.Case) {
	account, ok := accountOf(c.Tx, c.Person.ID)
	if !ok {
		return
	}
	account.Mobile = c.Text("mobile")
	portal.PutAccount(c.Tx, account)
	c.Emit(string(FactMobile), "personne", c.Person.ID, "telephone_de", ownerOfNumber(c.Tx, account.Mobile))
	portal.SendSMS(c.Tx, portal.SMS{Number: account.Mobile, From: "AMELI", Text: portal.Mark + " Ce numéro est maintenant celui de votre compte ameli."})
}
