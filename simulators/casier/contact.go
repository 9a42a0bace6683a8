package casier

import (
	"demarcheablanc/simulators/portal"
)

type contactForm struct{ march }

func contactPage(v *portal.Visit, d draft) error {
	return v.Render("coordonnees.html", "Vos coordonnées", contactForm{d.march(2)})
}

const postcodeDigits = 5

// contact reads where the office writes. The address must be the person's own:
// nobody can tell from here, so the page says it and the journal keeps whose
// mailbox it is.
func contact(v *portal.Visit, d draft) error {
	d.Email = readEmail(v, "courriel")
	if again := v.Value("courriel2"); v.ProblemOf("courriel") == "" && !same(again, d.Email) {
		v.Problem("courriel2", "Les deux adresses sont différentes. Retapez-la, lettre à lettre.")
	}
	d.Street = readWord(v, "rue", "Écrivez le numéro et la rue.")
	d.City = readWord(v, "ville", "Écrivez la commune.")
	d.Postcode = portal.Digits(v.Value("cp"))
	if len(d.Postcode) != postcodeDigits {
		v.Problem("cp", "Un code postal a 5 chiffres, comme 00900.")
	}
	if v.Refused() {
		return contactPage(v, d)
	}
	d.keep(v)
	return v.Redirect(stepMode)
}

type modeForm struct{ march }

func modePage(v *portal.Visit, d draft) error {
	return v.Render("reception.html", "Comment recevoir la réponse", modeForm{d.march(3)})
}

func mode(v *portal.Visit, d draft) error {
	d.Mode = readChoice(v, "mode", "Choisissez comment recevoir la réponse.", byMail, byLetter)
	if v.Refused() {
		return modePage(v, d)
	}
	d.keep(v)
	return v.Redirect(stepRecap)
}
