package casier

import (
	"net/http"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// wayForm is the way in without FranceConnect.
const wayForm = "formulaire"

func askPage(v *portal.Visit) error {
	return v.Render("demande.html", "Qui demande le bulletin ?", draft{}.march(0))
}

// ask sorts the requests that can be made here from those that go by post.
func ask(v *portal.Visit) error {
	whom := readChoice(v, "pour", "Dites pour qui le bulletin est demandé.", "moi", "enfant", "protege")
	if v.Refused() {
		return askPage(v)
	}
	if whom != "moi" {
		return v.Redirect("/demande/par-courrier")
	}
	draft{Way: wayForm}.keep(v)
	return v.Redirect(stepIdentity)
}

func byPost(v *portal.Visit) error {
	return v.Render("par_courrier.html", "Cette demande se fait par courrier", nil)
}

// giveUp forgets the draft, and ends the login that it came from.
func (s *service) giveUp(v *portal.Visit) error {
	v.Remember(rememberedDraft, "")
	return s.fc.Logout(v)
}

type identityForm struct{ march }

func identityPage(v *portal.Visit, d draft) error {
	return v.Render("etat_civil.html", "Votre état civil", identityForm{d.march(1)})
}

func identity(v *portal.Visit, d draft) error {
	if d.Way != wayForm { // FranceConnect's own words cannot be changed here
		return v.Redirect(d.next())
	}
	d.Person, d.Piece = "", ""
	d.BirthName = readWord(v, "nom", "Écrivez votre nom de naissance, même si vous en utilisez un autre.")
	d.UsualName = v.Value("usage")
	d.GivenNames = readWord(v, "prenoms", "Écrivez vos prénoms, dans l’ordre de l’état civil.")
	d.Gender = readChoice(v, "sexe", "Choisissez une réponse.", "female", "male")
	d.BirthDate = v.BirthDate("naissance")
	d.Where = readChoice(v, "lieu", "Dites où vous êtes né·e.", bornMainland, bornOverseas, bornAbroad)
	d.Town = readWord(v, "commune", "Écrivez votre commune de naissance, ou votre pays de naissance si c’est à l’étranger.")
	if v.Refused() {
		return identityPage(v, d)
	}
	person, ok := portal.PersonWith(v.Tx, d.matches)
	if !ok {
		v.Witness(FactUnknown, "site", ID)
		v.Problem("nom", "Cet état civil n’est pas reconnu. Vérifiez, sur une pièce d’identité, le nom de naissance, le premier prénom, la date, et surtout le lieu de naissance : celui de l’acte, pas celui où vous avez grandi.")
		return identityPage(v, d)
	}
	d.Person = person.ID
	d.keep(v)
	return v.Redirect(d.next())
}

type pieceForm struct {
	march
	Papers []portal.Paper
}

// papersOf lists the papers of a person that are on the table: those that can be
// put in the scanner.
func papersOf(tx *sandbox.Tx, person string) []portal.Paper {
	var all []portal.Paper
	for _, key := range tx.Keys("papier/" + person + "/") {
		if p, ok := sandbox.Get[portal.Paper](tx, key); ok && p.Shown {
			all = append(all, p)
		}
	}
	return all
}

func piecePage(v *portal.Visit, d draft) error {
	return v.Render("piece.html", "Votre pièce d’identité", pieceForm{d.march(1), papersOf(v.Tx, d.Person)})
}

func piece(v *portal.Visit, d draft) error {
	for _, p := range papersOf(v.Tx, d.Person) {
		if p.ID != v.Value("papier") {
			continue
		}
		if !provesIdentity(p) {
			v.Problem("papier", "« "+p.Title+" » ne prouve pas l’identité. Choisissez une carte d’identité, un passeport ou un titre de séjour.")
			return piecePage(v, d)
		}
		d.Piece = p.Title
		d.keep(v)
		v.Witness(FactPiece, "personne", d.Person, "papier", p.ID)
		return v.Redirect(d.next())
	}
	v.Problem("papier", "Choisissez la pièce à joindre.")
	return piecePage(v, d)
}

func gone(v *portal.Visit) error {
	return v.Stop(http.StatusNotFound, "Cette adresse ne mène à aucune demande",
		"Elle est peut-être incomplète : reprenez le lien dans le message reçu, ou suivez votre demande avec son numéro.", "/suivi", "Suivre ma demande")
}
