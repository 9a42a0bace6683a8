package franceconnecttest

import (
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// Persona is somebody who can log in at a trivial account: what that account
// says of her, which may differ from the civil register.
type Persona struct {
	Name  string // the button that logs her in
	Said  portal.Person
	Email string
}

// Samia is who most tests are about.
func Samia() portal.Person {
	return portal.Person{
		ID: "samia", BirthName: "SITTELLE", UsualName: "LORIOT", GivenNames: []string{"Samia", "Nour"}, Gender: "female",
		BirthDate: "1990-05-17", BirthPlace: "00014", BirthCountry: oidc.France, Emails: []string{"samia.loriot@messagerie.example"},
	}
}

// Karim is her husband.
func Karim() portal.Person {
	return portal.Person{
		ID: "karim", BirthName: "LORIOT", GivenNames: []string{"Karim"}, Gender: "male",
		BirthDate: "1988-03-02", BirthPlace: "00013", BirthCountry: oidc.France, Emails: []string{"karim.loriot@messagerie.example"},
	}
}

// Documents is a civil register of both, and their mailboxes.
func Documents() map[string]any {
	docs := map[string]any{}
	for _, p := range []portal.Person{Samia(), Karim()} {
		docs["personne/"+p.ID] = p
		docs["courriel/boite/"+p.Emails[0]] = portal.Mailbox{Address: p.Emails[0], Owner: p.ID}
	}
	return docs
}

// Personas are the two, and Samia as careless accounts know her.
func Personas() []Persona {
	samia, karim := Samia(), Karim()
	change := func(name string, how func(*portal.Person)) Persona {
		p := Samia()
		how(&p)
		return Persona{name, p, samia.Emails[0]}
	}
	return []Persona{
		{"samia", samia, samia.Emails[0]},
		{"karim", karim, karim.Emails[0]},
		{"sans_mail", samia, ""},
		change("sans_genre", func(p *portal.Person) { p.Gender = "" }),
		change("sans_commune", func(p *portal.Person) { p.BirthPlace = "" }),
		change("nom_d_usage", func(p *portal.Person) { p.BirthName, p.UsualName = "LORIOT", "" }),
		change("un_seul_prenom", func(p *portal.Person) { p.GivenNames = p.GivenNames[:1] }),
		change("inconnue", func(p *portal.Person) {
			p.BirthName, p.GivenNames, p.BirthDate = "BUSE", []string{"Josiane"}, "1964-10-05"
		}),
	}
}
