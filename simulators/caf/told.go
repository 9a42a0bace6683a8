package caf

import (
	"fmt"

	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// What a claim tells of a household.

// The ids of people that a claim names.
const idPartner = "conjoint"

func childID(n int) string { return fmt.Sprintf("enfant%d", n) }

// claimedFolder is the folder as a claim tells it; one that the Caf knows already keeps
// what the form did not ask again.
func claimedFolder(c *demarche.Case) Folder {
	f := mine(c)
	if o := c.Text("occupation"); o != "" {
		f.Home.Occupancy = o
	}
	f.bank(c)
	if f.Number == "" {
		f.newcomer(c)
	}
	f.Members[0].wealth(c)
	for i, m := range f.Members {
		if now := c.Text("activites." + m.ID + ".auj.activite"); now != "" {
			f.Members[i].Activity, f.Members[i].Student = now, now == "etudiant"
		}
	}
	return f
}

// newcomer is what is asked only of somebody whom the Caf does not know.
func (f *Folder) newcomer(c *demarche.Case) {
	f.Members = toldMembers(c, f.Members[0])
	if c.Text("adresse.voie") != "" {
		f.Address = toldAddress(c, "adresse")
	}
	f.Pregnant = c.Yes("enceinte")
	if state := c.Text("etat"); c.Text("vie") == "seul" && (state == "separe" || state == "veuf") {
		f.AloneSince = c.Text("etat_depuis")
	}
	if c.Yes("soutien") {
		f.Supported = f.children()
	}
}

// wealth is what lies asleep, or what the tax office knows of two years ago; a
// question that was not asked changes nothing.
func (m *Member) wealth(c *demarche.Case) {
	for _, one := range []struct {
		key  string
		into *calcul.Cents
	}{{"epargne", &m.Idle}, {"interets", &m.Interest}, {"placements_annee", &m.Capital}} {
		if c.Text(one.key) != "" {
			*one.into = c.Amount(one.key)
		}
	}
	switch value := c.Amount("valeur_locative"); {
	case c.Text("biens") == "":
	case c.Text("biens") == "terrain":
		m.EmptyLand, m.EmptyBuilding = value, 0
	default:
		m.EmptyLand, m.EmptyBuilding = 0, value
	}
}

func (f *Folder) bank(c *demarche.Case) {
	if c.Text("iban") == "" {
		return
	}
	f.IBAN, f.IBANOwner = c.Text("iban"), f.Person
	if c.Text("titulaire") == "autre" {
		f.IBANOwner = "autre"
	}
}

func toldAddress(c *demarche.Case, key string) []string {
	return []string{c.Text(key + ".voie"), c.Text(key+".code_postal") + " " + c.Text(key+".commune")}
}

func toldMembers(c *demarche.Case, holder Member) []Member {
	holder.Foreign = c.Text("nationalite") == "autre"
	holder.PermitYears = int(c.Int("titre_annees"))
	holder.Worked = c.Yes("deux_ans")
	all := []Member{holder}
	if c.Text("vie") == "couple" {
		all = append(all, toldPartner(c))
	}
	if c.Yes("a_enfants") {
		for i, item := range c.Items("enfants") {
			all = append(all, Member{ID: childID(i + 1), Name: c.Text(item + "prenom"), Born: c.Text(item + "naissance"), Role: roleChild, Alternating: c.Yes(item + "alternee")})
		}
	}
	return all
}

func toldPartner(c *demarche.Case) Member {
	return Member{
		ID: idPartner, Name: c.Text("conjoint_prenom") + " " + c.Text("conjoint_nom"), Born: c.Text("conjoint_naissance"), Role: rolePartner,
		Foreign: c.Text("conjoint_nationalite") == "autre", PermitYears: int(c.Int("conjoint_titre_annees")),
	}
}
