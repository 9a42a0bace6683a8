package ameli

import (
	"embed"
	"html/template"
	"io/fs"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/ameli/droits"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

//go:embed demarches/*.yaml
var demarcheFiles embed.FS

// institution signs letters and documents.
const institution = "Assurance maladie du Val-d’Exemple"

type demarchePage struct {
	frame
	Content template.HTML
}

// Demarches are those of the caisse: its site, its line and its kiosks share
// them, and their dossiers.
func Demarches() *demarche.Set {
	files, _ := fs.Sub(demarcheFiles, "demarches") // embedded: it cannot be missing
	return demarche.MustLoad(files, ID, demarche.Sender{Name: institution, Mail: sender, Host: Host}, rules())
}

// mount puts the démarches on the site, for whoever is logged in.
func mount(set *demarche.Set) *demarche.Mount {
	return &demarche.Mount{
		Set: set, Via: "site", Login: "/connexion", Home: "/compte", Page: "demarche.html",
		Member: func(v *portal.Visit) (demarche.Holder, bool) {
			h, ok := holding(v)
			return demarche.Holder{Person: h.person, Account: h.account.ID}, ok && h.account.State == ""
		},
		What: func(who string, content template.HTML) any {
			return demarchePage{frame{Name: who, Section: "demarches"}, content}
		},
	}
}

// rules are the computations that the files call by name.
func rules() demarche.Rules {
	return demarche.Rules{
		Words: map[string]func(*demarche.Case) map[string]string{"mots": words},
		Opens: map[string]func(*demarche.Case) string{
			"carte_active": cardIsActive, "carte_a_commander": cardCanBeOrdered, "carte_opposee": cardIsStopped, "c2s": c2sCanBeAsked, "compte": needsAccount,
		},
		Fill: map[string]func(*demarche.Case, string) string{"ressources": knownResources},
		Rows: map[string]func(*demarche.Case) []demarche.Line{
			"beneficiaires": travellers, "une": func(*demarche.Case) []demarche.Line { return []demarche.Line{{ID: "a", Label: "carte"}} },
		},
		Check: map[string]func(*demarche.Case) []demarche.Problem{
			"adresse_juste": addressIsRight, "photo_connue": photoIsKnown, "rib": holderIsHers, "code_rib": codeIsRight("rib"),
			"mobile": mobileIsFree, "code_mobile": codeIsRight("mobile"), "enfant": childIsNew, "pays": countryIsCovered,
			"quelqu_un": somebodyTravels, "autre_parent": otherParentIsKnown, "allocataire": cafNumber, "enfants": childrenAreYoung,
		},
		Compute: map[string]func(*demarche.Case) demarche.Result{"c2s": computeC2S, "carte_europeenne": computeAbroad},
		When:    map[string]func(*demarche.Case) time.Time{"reponse": answerTime},
		Astray:  goesAstray,
		Decide: map[string]func(*demarche.Case) string{
			"photo": decidePhoto, "formulaire_vitale": decideForm, "boite": decideLetterbox, "retrouvee": decideFound, "titulaire": decideHolder, "departement": decideCounty,
			"acte": decideBirth, "foyer_c2s": decideHousehold, "justificatif_c2s": decideProof, "formulaire_medecin": decideDoctor, "c2s": decideC2S,
		},
		Apply: map[string]func(*demarche.Case){
			"opposer": stopCard, "commander": orderCard, "expedier": sendCard, "recevoir": holdCard, "carte_revenue": cardBack, "poser_formulaire": layForm, "formulaire_revenu": formIsBack, "lever_opposition": liftStop, "carte_a_detruire": keepStop,
			"enregistrer_rib": putRIB, "rejeter_rib": refuseRIB, "mobile": putMobile, "adresse": putAddress, "rattacher": attachChild,
			"redemander_acte": askAgain("acte"), "redemander_justificatif": askAgain("justificatif"),
			"medecin": putDoctor, "redemander_medecin": askAgain("declaration"),
			"carte_europeenne": orderAbroad, "repondre": reply,
			"accuser_c2s":  tellC2S("Nous avons votre demande de C2S", "Votre demande est arrivée. La décision vient dans les deux mois."),
			"renvoyer_c2s": tellC2S("Votre demande de C2S est à compléter", "Le foyer déclaré n’est pas complet. Refaites la demande avec toutes les personnes du foyer."),
			"ouvrir_c2s":   openC2S, "refuser_c2s": refuseC2S,
		},
	}
}

// words are those that the files put between < and >.
func words(c *demarche.Case) map[string]string {
	r, _ := recordOf(c.Tx, c.Person.ID)
	period := droits.ReferencePeriod(c.Now())
	_, card := droits.Expected(droits.VitaleCard, c.Now())
	_, form := droits.Expected(droits.VitaleForm, c.Now())
	rib := "aucun"
	if r.IBAN != "" {
		rib = "FR•• … " + r.IBAN[len(r.IBAN)-4:] + ", au nom de " + r.Owner
	}
	_, channel := channelOf(c)
	return map[string]string{
		"adresse": strings.Join(addressOf(c.Tx, c.Person), ", "), "carte_le": frtext.Date(card), "formulaire_le": frtext.Date(form),
		"canal": channel, "rib_actuel": rib, "periode_du": frtext.Date(period.First), "periode_au": frtext.Date(period.Last),
		"decision_le": frtext.Date(droits.DecideBy(c.Now())), "carte_europeenne_le": frtext.Date(droits.EuropeanCard(c.Now(), c.Now()).Arrives),
	}
}

// tell drops a message in the account's own messages, or writes to whoever has
// no account.
func tell(c *demarche.Case, subject string, text ...string) {
	if account, ok := accountOf(c.Tx, c.Person.ID); ok {
		inform(c.Tx, account, subject, text...)
		return
	}
	write(c.Tx, c.Person, c.Now().AddDate(0, 0, letterDays), subject, text...)
}

// letterDays is how long a letter of the caisse takes.
const letterDays = 3

func (s *service) demarches(v *portal.Visit, h holder) error {
	page := demarchesPage{frame: h.frame("demarches"), C2S: h.record.C2S.Open(v.Now()), Record: h.record, Card: cardLabels[h.record.Card.State]}
	for _, d := range demarche.Dossiers(v.Tx, ID, "", h.person.ID) {
		if d.State != demarche.Draft {
			page.Sent = append([]demarche.Dossier{d}, page.Sent...)
		}
	}
	for _, c := range h.record.Cards {
		if c.Provisional {
			page.Abroad = append(page.Abroad, c)
		}
	}
	return v.Render("demarches.html", "Mes démarches", page)
}

type demarchesPage struct {
	frame
	Sent   []demarche.Dossier // latest first within a démarche
	C2S    bool
	Record Record
	Card   string
	Abroad []Abroad // those with a provisional certificate
}
