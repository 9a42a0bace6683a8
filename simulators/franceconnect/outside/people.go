package outside

import (
	"demarcheablanc/simulators/franceconnect"
	"demarcheablanc/simulators/portal"
)

// Persona is somebody invented, named after the trap that she is for a service
// or for FranceConnect.
type Persona struct {
	Name  string // what logs her in
	Trap  string // what is to be seen with her, in French
	Code  string // the page of FranceConnect that she ends on; empty: she enters
	Said  portal.Person
	Email string // what the account knows; it may be empty

	register *portal.Person // what the civil register knows, where it differs
	holder   franceconnect.Holder
}

// somebody makes a person of the register, born one day after the one before so
// that nobody is taken for somebody else.
func somebody(id, day string) portal.Person {
	return portal.Person{
		ID: id, BirthName: "MERLE", GivenNames: []string{"Inès", "Odile"}, Gender: "female",
		BirthDate: day, BirthPlace: "00014", BirthCountry: "99100", Emails: []string{id + "@messagerie.example"},
	}
}

func persona(name, day, trap string, change func(*Persona)) Persona {
	p := Persona{Name: name, Trap: trap, Said: somebody(name, day)}
	p.Email = p.Said.Emails[0]
	if change != nil {
		change(&p)
	}
	return p
}

// stopped is a persona whom FranceConnect stops with a code.
func stopped(name, day, trap, code string, change func(*Persona)) Persona {
	p := persona(name, day, trap, change)
	p.Code = code
	return p
}

// nearMiss keeps the register right and changes what the account says.
func nearMiss(change func(*portal.Person)) func(*Persona) {
	return func(p *Persona) {
		right := p.Said
		p.register = &right
		change(&p.Said)
	}
}

func register(state string) func(*Persona) {
	return func(p *Persona) { p.holder.Register = state }
}

func said(change func(*portal.Person)) func(*Persona) {
	return func(p *Persona) { change(&p.Said) }
}

// Personas lists everybody, in the order of the page.
func Personas() []Persona {
	return append(whoEnter(), whoStop()...)
}

func whoEnter() []Persona {
	return []Persona{
		persona("simple", "1984-02-03", "Rien de particulier", nil),
		persona("nom_d_usage", "1979-05-21", "Un nom de naissance et un nom d’usage : lequel affichez-vous ?", said(func(p *portal.Person) { p.UsualName = "GRIVE" })),
		persona("prenom_compose", "1971-08-09", "Un prénom composé, avec son trait d’union", said(func(p *portal.Person) {
			p.GivenNames, p.Gender, p.BirthName = []string{"Jean-Noël", "Édouard"}, "male", "L’HERMINE-D’ARC"
		})),
		persona("trois_prenoms", "1990-12-30", "Trois prénoms : given_name les porte tous", said(func(p *portal.Person) { p.GivenNames = []string{"Anne", "Lise", "Marthe"} })),
		persona("nee_a_l_etranger", "1966-03-14", "Née à l’étranger : birthplace est vide", said(func(p *portal.Person) { p.BirthPlace, p.BirthCountry = "", "99352" })),
		persona("jour_presume", "1958-07-00", "Jour de naissance inconnu : complété par 01", said(func(p *portal.Person) { p.BirthPlace, p.BirthCountry = "", "99350" })),
		persona("jour_et_mois_presumes", "1951-00-00", "Jour et mois inconnus : complétés par 01-01", said(func(p *portal.Person) { p.BirthPlace, p.BirthCountry = "", "99341" })),
		persona("mineure", "2013-06-18", "Treize ans : votre service l’accepte-t-il ?", nil),
		persona("nom_tres_long", "1988-11-11", "Un nom de soixante lettres", said(func(p *portal.Person) {
			p.BirthName = "DE LA TOUR DU PONT SUR LA RIVIERE AUX GRANDES AIGRETTES BLANCHES"
		})),
	}
}

func whoStop() []Persona {
	return []Persona{
		stopped("sans_courriel", "1977-01-05", "Le compte n’a pas d’adresse e-mail", "Y600006", func(p *Persona) { p.Email = "" }),
		stopped("sans_sexe", "1977-01-06", "Le compte ne dit pas le sexe", "Y600006", nearMiss(func(p *portal.Person) { p.Gender = "" })),
		stopped("sans_commune", "1977-01-07", "Née en France, sans commune de naissance", "Y600006", nearMiss(func(p *portal.Person) { p.BirthPlace = "" })),
		stopped("desactive", "1977-01-08", "Accès désactivé par FranceConnect", "Y180001", func(p *Persona) { p.holder.Disabled = true }),
		stopped("compte_bloque", "1977-01-09", "La personne a bloqué ce compte", "Y100011", func(p *Persona) { p.holder.Blocked = []string{AccountID} }),
		stopped("Y010004_presque", "1977-02-01", "Trait d’union oublié : presque la même identité", "Y010004", func(p *Persona) {
			p.Said.GivenNames = []string{"Marie-Lou"}
			nearMiss(func(s *portal.Person) { s.GivenNames = []string{"Marie", "Lou"} })(p)
		}),
		stopped("Y010006_plusieurs", "1977-02-02", "Plusieurs personnes sous cette identité", "Y010006", register(franceconnect.RegisterSeveral)),
		stopped("Y010007_nom_marital", "1977-02-03", "Seul le nom marital est connu", "Y010007", register(franceconnect.RegisterMarried)),
		stopped("Y010008_inconnue", "1977-02-04", "Introuvable à l’état civil", "Y010008", register(franceconnect.RegisterAbsent)),
		stopped("Y010009_illisible", "1977-02-05", "L’état civil refuse la demande", "Y010009", register(franceconnect.RegisterUnreadable)),
		stopped("Y010011_delai", "1977-02-06", "L’état civil met trop longtemps", "Y010011", register(franceconnect.RegisterSlow)),
		stopped("Y010012_injoignable", "1977-02-07", "L’état civil ne répond pas", "Y010012", register(franceconnect.RegisterUnreachable)),
		stopped("Y010013_statut", "1977-02-08", "L’état civil répond autre chose que prévu", "Y010013", register(franceconnect.RegisterOdd)),
		stopped("Y010015_decede", "1977-02-09", "Personne décédée", "Y010015", register(franceconnect.RegisterDeceased)),
	}
}

// Documents are the civil register of the personas and what FranceConnect holds
// against some of them. They have no mailbox: nobody could open it.
func Documents(personas []Persona) map[string]any {
	docs := map[string]any{"situation": portal.Situation{ID: "dehors", Title: "FranceConnect pour les développeurs"}}
	for _, p := range personas {
		known := p.Said
		if p.register != nil {
			known = *p.register
		}
		docs["personne/"+known.ID] = known
		docs["franceconnect/compte/"+known.ID] = p.holder
	}
	return docs
}
