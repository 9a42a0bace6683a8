package caf

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// First claims: RSA, prime d'activité, aide au logement.

func originOf(now time.Time) droits.Month { return droits.MonthOf(now) }

func notYet(benefit string) func(*demarche.Case) string {
	return func(c *demarche.Case) string {
		f := mine(c)
		if f.has(benefit) {
			return "Vous recevez déjà cette aide : il n’y a rien à demander. Elle se garde en déclarant vos ressources et vos changements."
		}
		return ""
	}
}

// noFolder is what the form says of somebody whom the Caf does not know.
const noFolder = "Aucun dossier"

func fillNumber(c *demarche.Case, _ string) string {
	if f := mine(c); f.Number != "" {
		return "N° " + f.Number
	}
	return noFolder
}

func fillIdentity(c *demarche.Case, _ string) string {
	born, err := time.Parse(time.DateOnly, c.Person.BirthDate)
	if err != nil {
		return c.Person.Name()
	}
	return c.Person.Name() + ", " + born.Format("02/01/2006")
}

func fillEmail(c *demarche.Case, _ string) string {
	a, _ := accountOf(c.Tx, c.Person.ID)
	return a.Email
}

func fillMobile(c *demarche.Case, _ string) string {
	a, _ := accountOf(c.Tx, c.Person.ID)
	return a.Mobile
}

func taxYear(c *demarche.Case) string { return fmt.Sprint(c.Now().Year() - 2) }

func fillOccupancy(c *demarche.Case, _ string) string { return mine(c).Home.Occupancy }

func fillAddress(c *demarche.Case, key string) string {
	lines := mine(c).Address
	if len(lines) < 2 {
		return ""
	}
	code, town, _ := strings.Cut(lines[len(lines)-1], " ")
	switch key[strings.LastIndexByte(key, '.')+1:] {
	case "voie":
		return strings.Join(lines[:len(lines)-1], ", ")
	case "code_postal":
		return code
	}
	return town
}

// applicants are those whose resources a claim asks.
func applicants(c *demarche.Case) []demarche.Line {
	var lines []demarche.Line
	for _, m := range claimedFolder(c).Members {
		if m.declares(c.Now()) {
			lines = append(lines, demarche.Line{ID: m.ID, Label: m.Name})
		}
	}
	return lines
}

func lastColumns(c *demarche.Case) []demarche.Line {
	q := lastQuarter(c)
	return columnsOf(mine(c), q[:])
}

func checkPartner(c *demarche.Case) []demarche.Problem {
	if born, ok := c.Date("conjoint_naissance"); ok && born.AddDate(15, 0, 0).After(c.Now()) {
		return []demarche.Problem{{Key: "conjoint_naissance", Message: "Cette date ferait un conjoint de moins de 15 ans : relisez l’année."}}
	}
	return nil
}

func claimBasis(c *demarche.Case) basis {
	b := basis{resources: typed(c, "ressources", applicants(c), lastColumns(c)), month: claimMonth(c), preceding: true, stopped: map[string]bool{}}
	for _, row := range applicants(c) {
		b.stopped[row.ID] = c.Yes("activites." + row.ID + ".auj.arret")
	}
	return b
}

func (d *desk) computeClaim(benefit string) func(*demarche.Case) demarche.Result {
	return func(c *demarche.Case) demarche.Result {
		f, b := claimedFolder(c), claimBasis(c)
		had := f.has(benefitFamily)
		f.ask(benefit)
		d.gainFamily(&f, b)
		due, whys := d.due(f, b)
		r := resultOf(due, whys, f)
		r.Shown = []demarche.Shown{
			{Label: names[benefit] + ", par mois", Value: frtext.Money(int64(due[benefit]))},
			{Label: "Premier mois de droit", Value: claimMonth(c).String()},
		}
		if due[benefitFamily] > 0 && !had {
			r.Shown = append(r.Shown, demarche.Shown{Label: names[benefitFamily] + " ouvertes en même temps, par mois", Value: frtext.Money(int64(due[benefitFamily]))})
		}
		r.Words = map[string]string{"raison": refusal(whys)}
		r.Warnings = d.unsaid(f, b)
		if due[benefit] == 0 {
			r.Warnings = append(r.Warnings, "D’après ces réponses : "+lowered(refusal(whys))+". Vous pouvez demander quand même : seule la Caf décide.")
		}
		return r
	}
}

// lowered puts a sentence after a colon; a name in capitals stays as it is.
func lowered(text string) string {
	if len(text) > 1 && text[0] >= 'A' && text[0] <= 'Z' && (text[1] < 'A' || text[1] > 'Z') {
		return strings.ToLower(text[:1]) + text[1:]
	}
	return text
}

// refusal is why nothing is due: the conclusion of the computation.
func refusal(whys []calcul.Why) string {
	for _, why := range whys {
		if n := len(why.Lines); n > 0 && why.Lines[n-1].Result && !strings.HasSuffix(why.Lines[n-1].Label, "par mois") {
			return why.Lines[n-1].Label
		}
	}
	return "Vos ressources dépassent le plafond"
}

// decideClaim is what the machine sees: documents that lack, amounts that differ.
func decideClaim(c *demarche.Case) string {
	all := claimGaps(c)
	emitGaps(c, all)
	switch {
	case !complete(c):
		return "piece"
	case len(all) > 0:
		return "ecart"
	}
	return "complet"
}

func claimGaps(c *demarche.Case) []gap {
	b := claimBasis(c)
	q := lastQuarter(c)
	truth := truthOf(c.Tx, c.Person.ID)
	return gaps(b.resources, q[:], truth.filled, transmitted, claimedFolder(c).Members)
}

// decideExamined: an agent goes by what is transmitted, and by the answers for
// the rest.
func (d *desk) decideExamined(c *demarche.Case) string {
	if !complete(c) {
		return "classe"
	}
	f := claimedFolder(c)
	f.ask(benefitOf(c))
	if due, _ := d.due(f, examined(c)); due.total() == 0 {
		return "refus"
	}
	return "ouvert"
}

// ask keeps a claim to its own benefit, beside what is received for a young child.
func (f *Folder) ask(benefit string) {
	f.Benefits = slices.DeleteFunc(slices.Clone(f.Benefits), func(one string) bool { return one != benefitEarly })
	f.gain(benefit)
}

func benefitOf(c *demarche.Case) string { return c.Dossier.Demarche }

func examined(c *demarche.Case) basis {
	b := claimBasis(c)
	for _, g := range claimGaps(c) {
		b.resources.set(g.member, g.month, g.kind, g.is)
	}
	return b
}

// applyRegister keeps what was told of a newcomer: the dossier is born.
func applyRegister(c *demarche.Case) {
	f := claimedFolder(c)
	if f.Number == "" {
		reach(c)
	}
	f.number()
	putFolder(c.Tx, f)
}

// reach keeps the address and the mobile of a newcomer: codes go there from now on.
func reach(c *demarche.Case) {
	account, ok := accountOf(c.Tx, c.Person.ID)
	email, mobile := c.Text("courriel"), portal.Digits(c.Text("telephone"))
	if !ok || email == "" && mobile == "" {
		return
	}
	if email != "" && email != account.Email {
		account.Email = email
		_, domain, _ := strings.Cut(email, "@")
		box, _ := sandbox.Get[portal.Mailbox](c.Tx, "courriel/boite/"+email)
		c.Emit(string(FactEmailChanged), "personne", c.Person.ID, "domaine", domain, "boite_de", box.Owner)
	}
	if mobile != "" && mobile != account.Mobile {
		account.Mobile = mobile
		owner, _ := portal.PersonWith(c.Tx, func(p portal.Person) bool { return portal.Digits(p.Mobile) == mobile })
		c.Emit(string(FactMobile), "personne", c.Person.ID, "telephone_de", owner.ID)
	}
	portal.PutAccount(c.Tx, account)
}

// number gives a folder its number of seven digits, always the same for the same
// person.
func (f *Folder) number() {
	if f.Number == "" {
		h := fnv.New32a()
		_, _ = h.Write([]byte(f.Person)) // never fails
		f.Number = fmt.Sprintf("%07d", h.Sum32()%10_000_000)
	}
}

// applyClaim opens a right from the month of the claim.
func (d *desk) applyClaim(benefit string) func(*demarche.Case) {
	return func(c *demarche.Case) {
		f, b := claimedFolder(c), examined(c)
		f.number()
		f.gain(benefit)
		d.gainFamily(&f, b)
		due := d.open(&f, b)
		f.declare(Declaration{Month: b.month, Resources: b.resources, Sent: c.Dossier.SentAt})
		if f.Due == 0 {
			expect(&f, droits.NextDeclaration(b.month), c.Now(), func(at time.Time, effect string, payload any) { c.Schedule(at, effect, payload) })
		}
		c.Dossier.Result.With(demarche.Result{Amounts: map[string]calcul.Cents{"ouvert": due[benefit]}})
		d.begin(c, &f)
	}
}

// gainFamily opens what children give by themselves: nobody asks for the family
// allowances, and the RSA is less by what they are.
func (d *desk) gainFamily(f *Folder, b basis) {
	if family, _ := d.rules.Family(f.household(b), b.month); family.Paid > 0 {
		f.gain(benefitFamily)
	}
}

// begin pays what is already due, and puts the paydays to come in the agenda.
func (d *desk) begin(c *demarche.Case, f *Folder) {
	d.settle(c.Tx, f)
	if !f.Paydays {
		f.Paydays = true
		m := droits.MonthOf(c.Now()) - 2
		for !droits.PaymentDay(m).After(c.Now()) {
			m++
		}
		scheduleDay(c.Tx, effectPay, tick{f.Person, m}, droits.PaymentDay(m))
	}
	putFolder(c.Tx, *f)
}

// fillTaxable is a year of wages as transmitted, where some months are known.
func fillTaxable(c *demarche.Case, _ string) string {
	f := mine(c)
	total, told := f.yearly(claimMonth(c), truthOf(c.Tx, c.Person.ID).filled)
	if !told {
		return ""
	}
	return decimal(total)
}

func checkHome(c *demarche.Case) []demarche.Problem {
	var all []demarche.Problem
	if c.Text("loyer") != "" && c.Amount("loyer") == 0 {
		all = append(all, demarche.Problem{Key: "loyer", Message: "Sans loyer, il n’y a pas d’aide au logement. Écrivez le loyer hors charges, ou vérifiez la question d’avant."})
	}
	if c.Int("surface") > 0 && c.Int("surface") < 9 {
		all = append(all, demarche.Problem{Key: "surface", Message: "Un logement décent a 9 m² au moins. Relisez la surface sur le bail ; si elle est bien celle-là, parlez-en à la Caf avant de demander."})
	}
	return all
}

// home is the tenancy as told; the rent is what this household pays.
func tenancy(c *demarche.Case, rent calcul.Cents) droits.Tenancy {
	return Home{Rent: rent, Zone: mine(c).Home.Zone, Shared: c.Yes("colocation"), Agreed: c.Text("bailleur") == "hlm"}.tenancy()
}

func (d *desk) housing(c *demarche.Case, rent calcul.Cents) (droits.HousingAid, calcul.Why) {
	f, m := claimedFolder(c), claimMonth(c)
	b := basis{month: m, preceding: true}
	return d.rules.HousingAid(f.household(b), tenancy(c, rent), d.rules.HousingResources(c.Amount("net_imposable"), m), m)
}

// firstHousing is the first month of aid; the date of entry decides.
func firstHousing(c *demarche.Case, entry string) droits.Month {
	day, err := time.ParseInLocation(time.DateOnly, entry, frtext.Paris)
	if err != nil {
		return claimMonth(c) + 1
	}
	return droits.FirstHousingMonth(droits.MonthOf(day), claimMonth(c))
}

func (d *desk) computeHousing(c *demarche.Case) demarche.Result {
	aid, why := d.housing(c, c.Amount("loyer"))
	first := firstHousing(c, c.Text("entree"))
	r := demarche.Result{
		Amounts: map[string]calcul.Cents{"logement": aid.Paid}, Words: map[string]string{"raison": noAid}, Why: []calcul.Why{why},
		Shown: []demarche.Shown{
			{Label: "Aide au logement (" + string(aid.Kind) + "), par mois", Value: frtext.Money(int64(aid.Paid))},
			{Label: "Premier mois d’aide", Value: first.String()},
			{Label: "Payée vers le", Value: frtext.Date(droits.PaymentDay(first))},
		},
	}
	if aid.Paid == 0 {
		r.Warnings = append(r.Warnings, "D’après ces réponses : "+lowered(noAid)+". Vous pouvez demander quand même : seule la Caf décide.")
	}
	if c.Yes("parente") {
		r.Warnings = append(r.Warnings, "Un logement loué par un parent, un grand-parent ou un enfant n’ouvre pas d’aide.")
	}
	if c.Text("principale") == "non" {
		r.Warnings = append(r.Warnings, "L’aide est pour la résidence principale : y vivre au moins huit mois par an.")
	}
	return r
}

// decideHousing asks the landlord: the certificate of rent says what is paid, and
// since when.
func decideHousing(c *demarche.Case) string {
	truth := truthOf(c.Tx, c.Person.ID)
	switch diff := c.Amount("loyer") - truth.Rent; {
	case truth.Kin || c.Yes("parente"):
		return "parente"
	case c.Text("principale") == "non":
		return "secondaire"
	case !complete(c):
		return "piece"
	case truth.Rent > 0 && (diff > tolerance || diff < -tolerance):
		c.Emit(string(FactGap), "personne", c.Person.ID, "quoi", "Loyer", "declare", frtext.Money(int64(c.Amount("loyer"))), "transmis", frtext.Money(int64(truth.Rent)))
		return "ecart"
	case truth.Landing != "" && truth.Landing != c.Text("entree"):
		c.Emit(string(FactGap), "personne", c.Person.ID, "quoi", "Date d’entrée", "declare", c.Text("entree"), "transmis", truth.Landing)
		return "ecart"
	}
	return "juste"
}

// noAid is why a tenant gets nothing.
const noAid = "Les ressources ou le loyer dépassent ce que l’aide peut couvrir"

// decideOpening computes with what the landlord says: there may be nothing to pay.
func (d *desk) decideOpening(c *demarche.Case) string {
	if !complete(c) {
		return "classe"
	}
	rent, _ := lease(c)
	if aid, _ := d.housing(c, rent); aid.Paid == 0 {
		return "refus"
	}
	return "ouvert"
}

// lease is the rent and the day of entry, by the landlord where he is known.
func lease(c *demarche.Case) (rent calcul.Cents, entry string) {
	truth := truthOf(c.Tx, c.Person.ID)
	rent, entry = c.Amount("loyer"), c.Text("entree")
	if truth.Rent > 0 {
		rent = truth.Rent
	}
	if truth.Landing != "" {
		entry = truth.Landing
	}
	return rent, entry
}

// applyHousing opens the aid with the landlord's rent and date, where known.
func (d *desk) applyHousing(c *demarche.Case) {
	f := claimedFolder(c)
	rent, entry := lease(c)
	aid, why := d.housing(c, rent)
	f.number()
	f.gain(benefitHousing)
	f.Home.Shared, f.Home.Agreed, f.Home.Year, f.Home.Told = c.Yes("colocation"), c.Text("bailleur") == "hlm", c.Amount("net_imposable"), true
	f.Home.Rent, f.Home.Aid, f.Home.Occupancy, f.Home.ToLandlord = rent, aid.Paid, "locataire", c.Text("direct") == "bailleur"
	last := droits.MonthOf(c.Now())
	for m := firstHousing(c, entry); m <= max(last, firstHousing(c, entry)); m++ {
		f.carry(m)
		e := f.entitled(m)
		if e.Due == nil {
			e.Due = amounts{}
		}
		e.Due[benefitHousing] = aid.Paid
		f.entitle(e)
	}
	c.Dossier.Result.With(demarche.Result{Amounts: map[string]calcul.Cents{"ouvert": aid.Paid}, Why: []calcul.Why{why}})
	d.begin(c, &f)
}
