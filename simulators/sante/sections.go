package sante

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/pdf"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// KindDocument is a paper of the health record.
const KindDocument = "sante.document"

// holder is who is logged in.
type holder struct {
	person portal.Person
	space  Space
}

// frame is what the head of every logged-in page shows.
type frame struct {
	Name    string
	Section string
}

func (h holder) frame(section string) frame { return frame{h.person.Name(), section} }

// member guards the pages of a space.
func member(handle func(*portal.Visit, holder) error) portal.Handler {
	return func(v *portal.Visit) error {
		session, ok := v.Session()
		person, known := portal.PersonOf(v.Tx, session.Person)
		space, has := spaceOf(v.Tx, person.ID)
		if !ok || !known || !has || space.State != stateOpen {
			if v.SessionExpired() {
				v.Witness(portal.FactSessionExpired, "site", ID)
			}
			v.CloseSession() // also of a space closed meanwhile on another screen
			return v.Redirect("/connexion")
		}
		if v.Request.Method == http.MethodPost {
			v.KeepSession(session)
		}
		return handle(v, holder{person, space})
	}
}

type boardPage struct {
	frame
	Documents, Messages int
	Children            int
}

func board(v *portal.Visit, h holder) error {
	return v.Render("espace.html", "Bonjour "+h.person.GivenNames[0], boardPage{h.frame("accueil"), len(h.space.Documents), len(h.space.Messages), len(h.space.Children)})
}

// sections are the parts of a space, with their titles.
var sections = map[string]string{
	"profil": "Mon profil médical", "documents": "Mes documents", "vaccinations": "Mes vaccinations", "messagerie": "Ma messagerie de santé",
	"agenda": "Mon agenda", "professionnels": "Mes professionnels", "catalogue": "Catalogue de services",
}

type sectionPage struct {
	frame
	Space Space
	Saved bool
}

// section shows one part. Reading somebody's health is witnessed.
func section(v *portal.Visit, h holder) error {
	name := v.Path("nom")
	title, ok := sections[name]
	if !ok {
		return v.Stop(http.StatusNotFound, "Cette rubrique n’existe pas", "Choisissez dans le menu.", "/accueil", "Revenir à mon espace")
	}
	v.Witness(FactRead, "personne", h.person.ID, "rubrique", name)
	return v.Render(name+".html", title, sectionPage{h.frame(name), h.space, v.Request.URL.Query().Get("garde") == "oui"})
}

// longestLine is the most characters of a line of the profile.
const longestLine = 500

func saveProfile(v *portal.Visit, h holder) error {
	for _, field := range []string{"allergies", "traitements", "a_prevenir"} {
		if kind, real := fictif.LooksReal(v.Value(field)); real {
			v.Forget(field)
			v.Problem(field, kind.Message())
			v.Witness(portal.FactRealRefused, "site", ID, "genre", string(kind))
		} else if len([]rune(v.Value(field))) > longestLine {
			v.Problem(field, fmt.Sprintf("Raccourcissez : %d caractères au plus.", longestLine))
		}
	}
	if v.Refused() {
		return v.Render("profil.html", sections["profil"], sectionPage{h.frame("profil"), h.space, false})
	}
	h.space.Profile = Profile{Allergies: v.Value("allergies"), Treatments: v.Value("traitements"), Contact: v.Value("a_prevenir")}
	putSpace(v.Tx, h.space)
	v.Witness(FactProfile, "personne", h.person.ID)
	return v.Redirect("/rubriques/profil?garde=oui")
}

// nth reads the rank in an address.
func nth[T any](v *portal.Visit, all []T) (int, bool) {
	n, err := strconv.Atoi(v.Path("n"))
	return n, err == nil && n >= 0 && n < len(all)
}

// block shuts the space to one professional, or opens it again.
func block(v *portal.Visit, h holder) error {
	n, ok := nth(v, h.space.Professionals)
	if !ok {
		return v.Redirect("/rubriques/professionnels")
	}
	h.space.Professionals = slices.Clone(h.space.Professionals)
	p := &h.space.Professionals[n]
	p.Blocked = !p.Blocked
	putSpace(v.Tx, h.space)
	fact := FactUnblocked
	if p.Blocked {
		fact = FactBlocked
	}
	v.Witness(fact, "personne", h.person.ID, "nom", p.Name)
	return v.Redirect("/rubriques/professionnels")
}

func openDocument(v *portal.Visit, h holder) error {
	n, ok := nth(v, h.space.Documents)
	if !ok {
		return v.Stop(http.StatusNotFound, "Ce document n’est pas là", "Choisissez dans la liste.", "/rubriques/documents", "Revenir à mes documents")
	}
	v.Witness(FactDocument, "personne", h.person.ID)
	return v.Send(portal.File{
		Kind: KindDocument, Name: fmt.Sprintf("document-%d.pdf", n+1), Title: h.space.Documents[n].Title, Person: h.person.ID,
		Params: map[string]string{"rang": strconv.Itoa(n)}, At: v.Now(),
	})
}

func drawDocument(tx *sandbox.Tx, f portal.File) ([]byte, error) {
	s, _ := spaceOf(tx, f.Person)
	n, err := strconv.Atoi(f.Params["rang"])
	if err != nil || n < 0 || n >= len(s.Documents) {
		return nil, fmt.Errorf("document de santé: no document %q", f.Params["rang"])
	}
	doc := s.Documents[n]
	d := pdf.New(pdf.Options{Title: doc.Title, Subject: "Document de santé", At: doc.At})
	d.H1(doc.Title)
	d.P(doc.From + ", le " + frtext.Date(doc.At))
	for _, line := range doc.Text {
		d.P(line)
	}
	return d.Bytes()
}

type childrenForm struct {
	frame
	Children []childLine
}

// childLine is a child, and whether she or he is of age.
type childLine struct {
	Child
	Grown bool
}

func childrenPage(v *portal.Visit, h holder) error {
	page := childrenForm{frame: h.frame("enfants")}
	for _, c := range h.space.Children {
		page.Children = append(page.Children, childLine{c, c.grown(v.Now())})
	}
	return v.Render("enfants.html", "Les espaces de mes enfants", page)
}

// settleChild closes a child's space: it comes before the parent's.
func settleChild(v *portal.Visit, h holder) error {
	n, ok := nth(v, h.space.Children)
	if !ok {
		return v.Redirect("/enfants")
	}
	h.space.Children = slices.Clone(h.space.Children)
	if c := &h.space.Children[n]; !c.Closed && !c.grown(v.Now()) {
		c.Closed = true
		putSpace(v.Tx, h.space)
		v.Witness(FactChild, "personne", h.person.ID, "enfant", c.Name)
	}
	return v.Redirect("/enfants")
}

type closeForm struct {
	frame
	Left int // children's spaces still open
	Kept time.Time
}

// keptYears is how long what a closed space held is archived.
const keptYears = 10

func closePage(v *portal.Visit, h holder) error {
	return v.Render("fermer.html", "Fermer Mon espace santé", closeForm{h.frame("accueil"), h.space.childrenLeft(v.Now()), v.Now().AddDate(keptYears, 0, 0)})
}

func closeSpace(v *portal.Visit, h holder) error {
	if h.space.childrenLeft(v.Now()) > 0 {
		v.Witness(FactChildren, "personne", h.person.ID)
		v.Problem("compris", "Réglez d’abord l’espace de chaque enfant : sans le vôtre, plus personne ne pourrait y entrer.")
		return closePage(v, h)
	}
	if v.Value("compris") != "oui" {
		v.Problem("compris", "Cochez la case : elle dit que vous savez ce qui change.")
		return closePage(v, h)
	}
	h.space.State = stateClosed
	putSpace(v.Tx, h.space)
	prove(v, h.person, "Votre espace santé est fermé", "Plus personne n’y lit ni n’y écrit. Ce qu’il contient est archivé jusqu’au "+frtext.Date(v.Now().AddDate(keptYears, 0, 0))+", puis effacé.")
	v.Delete("acces/" + ID + "/" + h.person.ID)
	v.Witness(FactClosed, "personne", h.person.ID)
	v.CloseSession()
	return v.Redirect("/ferme")
}

func closed(v *portal.Visit) error {
	return v.Stop(http.StatusOK, "Votre espace est fermé", "Plus personne n’y lit ni n’y écrit. Vous pouvez le rouvrir plus tard avec un nouveau code provisoire.", "/", "Revenir à l’accueil")
}
