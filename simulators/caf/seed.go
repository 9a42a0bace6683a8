package caf

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// seedAccount is one household, as a situation's file says it. Moments and months
// are counted from the situation's start: J-6, M-4.
type seedAccount struct {
	Person     string                      `yaml:"personne"`
	Account    string                      `yaml:"compte"`      // "aucun": the Caf does not know her
	Number     string                      `yaml:"numero"`      // 7 digits
	Identifier string                      `yaml:"identifiant"` // default: the NIR's 13 digits
	Secret     string                      `yaml:"secret"`
	Code8      string                      `yaml:"code8"` // eight digits, of before 2021 and for the 3230
	Email      string                      `yaml:"courriel"`
	NoEmail    bool                        `yaml:"sans_courriel"`
	Mobile     string                      `yaml:"mobile"`
	Locked     time.Duration               `yaml:"bloque"`
	Address    []string                    `yaml:"adresse"`
	IBAN       string                      `yaml:"iban"`
	Partner    *seedMember                 `yaml:"conjoint"`
	Children   []seedMember                `yaml:"enfants"`
	Activity   string                      `yaml:"activite"`
	Home       seedHome                    `yaml:"logement"`
	Isolation  bool                        `yaml:"isolement_recent"`
	Supported  int                         `yaml:"enfants_soutenus"`
	Benefits   []string                    `yaml:"prestations"`
	Early      euros                       `yaml:"paje"`        // its basic allowance, as received
	Due        string                      `yaml:"declaration"` // M, M+1: the next to be made
	Declared   []seedDeclaration           `yaml:"declarations"`
	Given      map[string]map[string]euros `yaml:"verse"` // M-3: {prime: 410}
	Taxable    euros                       `yaml:"imposable"`
	Delay      int                         `yaml:"delai"`
	Truth      seedTruth                   `yaml:"verite"`
	Debts      []seedDebt                  `yaml:"dettes"`
	Asked      []seedAsked                 `yaml:"pieces"`
	Messages   []seedMessage               `yaml:"messages"`
}

type seedMember struct {
	ID       string `yaml:"id"`
	Person   string `yaml:"personne"`
	Name     string `yaml:"nom"`
	Born     string `yaml:"naissance"`
	Activity string `yaml:"activite"`
	Student  bool   `yaml:"etudiant"`
}

type seedHome struct {
	Occupancy string `yaml:"occupation"`
	Rent      euros  `yaml:"loyer"`
	Zone      int    `yaml:"zone"`
	Aid       euros  `yaml:"aide"`
}

// seedResources is by member (a person's id, « conjoint », « enfant1 »), month and kind.
type seedResources map[string]map[string]map[string]euros

type seedDeclaration struct {
	Month     string        `yaml:"mois"`
	Resources seedResources `yaml:"ressources"`
}

type seedTruth struct {
	Resources seedResources `yaml:"ressources"`
	Sent      seedResources `yaml:"transmis"`
	Rent      euros         `yaml:"loyer"`
	Landing   string        `yaml:"entree"`
	Kin       bool          `yaml:"parente"`
}

type seedDebt struct {
	Benefit     string        `yaml:"prestation"` // prime, rsa, logement
	Declaration string        `yaml:"declaration"`
	Amount      euros         `yaml:"montant"` // default: given, less what the truth makes due
	Left        euros         `yaml:"reste"`   // default: the whole amount
	Notified    portal.Moment `yaml:"notifiee"`
	Reason      string        `yaml:"motif"`
	Deduction   euros         `yaml:"retenue"`
	NoLetter    bool          `yaml:"sans_lettre"` // the situation puts its own in the letterbox
}

type seedAsked struct {
	Kind   string        `yaml:"genre"`
	What   string        `yaml:"quoi"`
	Why    string        `yaml:"pourquoi"`
	Before portal.Moment `yaml:"avant"`
}

type seedMessage struct {
	At      portal.Moment `yaml:"le"`
	Subject string        `yaml:"objet"`
	Text    []string      `yaml:"texte"`
}

// euros is an amount as people write it: 1050,20.
type euros calcul.Cents

// UnmarshalYAML reads the digits that are written.
func (e *euros) UnmarshalYAML(node ast.Node) error {
	x, err := calcul.ParseExact(node.GetToken().Value)
	*e = euros(x.Cents())
	return err
}

// noAccount says that the Caf does not know a person.
const noAccount = "aucun"

// sower gathers the documents of one situation.
type sower struct {
	*desk
	in   portal.SeedInput
	now  droits.Month
	docs map[string]any
}

func (d *desk) seed(in portal.SeedInput) (map[string]any, error) {
	var accounts []seedAccount
	if err := in.Decode(&accounts); err != nil {
		return nil, err
	}
	if in.Schedule == nil {
		in.Schedule = func(time.Time, string, any) {}
	}
	s := &sower{d, in, droits.MonthOf(in.T0), map[string]any{}}
	for _, a := range accounts {
		if err := s.sow(a); err != nil {
			return nil, fmt.Errorf("caf, dossier de %s : %w", a.Person, err)
		}
	}
	return s.docs, nil
}

func (s *sower) sow(a seedAccount) error {
	person, ok := s.in.People[a.Person]
	if !ok {
		return fmt.Errorf("la personne %q n’est pas dans cette situation", a.Person)
	}
	truth, err := s.truth(a.Truth)
	if err != nil {
		return err
	}
	s.docs[truthKey(a.Person)] = truth
	if a.Account == noAccount {
		return nil
	}
	f, err := s.folder(a, person)
	if err != nil {
		return err
	}
	s.accounts(a, person, f)
	if err := s.past(a, &f, truth); err != nil {
		return err
	}
	f.Home.Year, f.Home.Told = f.yearly(s.now, f.heard(truth))
	s.agenda(&f)
	s.docs[folderKey(a.Person)] = f
	return nil
}

// month reads « M-4 », counted from the situation's start.
func (s *sower) month(text string) (droits.Month, error) {
	rest, ok := strings.CutPrefix(text, "M")
	n := 0
	if rest != "" {
		var err error
		if n, err = strconv.Atoi(rest); err != nil {
			ok = false
		}
	}
	if !ok {
		return 0, fmt.Errorf("mois « %s » : écrivez M, M-4 ou M+1, compté depuis le mois de la situation", text)
	}
	return s.now + droits.Month(n), nil
}

func (s *sower) resources(from seedResources) (Resources, error) {
	r := Resources{}
	for member, months := range from {
		for text, kinds := range months {
			m, err := s.month(text)
			if err != nil {
				return nil, err
			}
			for id, amount := range kinds {
				i := slices.IndexFunc(fields, func(f struct{ id, kind, name string }) bool { return f.id == id })
				if i < 0 {
					return nil, fmt.Errorf("ressource inconnue « %s »", id)
				}
				r.set(member, m, fields[i].kind, calcul.Cents(amount))
			}
		}
	}
	return r, nil
}

func (s *sower) truth(t seedTruth) (Truth, error) {
	all, err := s.resources(t.Resources)
	if err != nil {
		return Truth{}, err
	}
	sent, err := s.resources(t.Sent)
	return Truth{Resources: all, Sent: sent, Rent: calcul.Cents(t.Rent), Landing: t.Landing, Kin: t.Kin}, err
}

func (s *sower) folder(a seedAccount, person portal.Person) (Folder, error) {
	f := newFolder(person, s.in.T0)
	f.Number, f.RecentIsolation, f.Supported, f.Taxable = a.Number, a.Isolation, a.Supported, calcul.Cents(a.Taxable)
	f.IBAN, f.IBANOwner, f.Early = a.IBAN, a.Person, calcul.Cents(a.Early)
	f.Home = Home{Occupancy: a.Home.Occupancy, Rent: calcul.Cents(a.Home.Rent), Zone: a.Home.Zone, Aid: calcul.Cents(a.Home.Aid)}
	if len(a.Address) > 0 {
		f.Address = a.Address
	}
	if a.Delay > 0 {
		f.Delay = a.Delay
	}
	if _, ok := occupancies[f.Home.Occupancy]; f.Home.Occupancy != "" && !ok {
		return f, fmt.Errorf("occupation inconnue « %s »", f.Home.Occupancy)
	}
	f.Members[0].Activity = a.Activity
	if a.Partner != nil {
		f.Members = append(f.Members, s.member(*a.Partner, idPartner, rolePartner))
	}
	for i, child := range a.Children {
		f.Members = append(f.Members, s.member(child, childID(i+1), roleChild))
	}
	for _, b := range a.Benefits {
		if _, ok := names[b]; !ok {
			return f, fmt.Errorf("prestation inconnue « %s »", b)
		}
		f.gain(b)
	}
	if f.has(benefitEarly) != (f.Early > 0) {
		return f, errors.New("la Paje n’est pas calculée : écrivez son montant (paje: 200) et nommez-la dans les prestations, ou ni l’un ni l’autre")
	}
	for _, m := range a.Messages {
		f.Messages = append(f.Messages, Message{At: m.At.From(s.in.T0), Subject: m.Subject, Text: m.Text})
	}
	for i, p := range a.Asked {
		f.putAsked(Asked{ID: fmt.Sprintf("demande-%d", i+1), Kind: p.Kind, What: p.What, Why: p.Why, Before: p.Before.From(s.in.T0)})
	}
	return f, nil
}

func (s *sower) member(m seedMember, id, role string) Member {
	if m.ID == "" {
		m.ID = id
	}
	if p, ok := s.in.People[m.Person]; ok {
		m.ID, m.Name, m.Born = p.ID, p.Name(), p.BirthDate
	}
	return Member{ID: m.ID, Name: m.Name, Born: m.Born, Role: role, Activity: m.Activity, Student: m.Student}
}

func (s *sower) accounts(a seedAccount, person portal.Person, f Folder) {
	nir := portal.Digits(person.NIR)
	account := portal.Account{Site: ID, ID: a.Person, Person: a.Person, Identifier: nir[:min(len(nir), 13)], Secret: portal.Secret{Issued: a.Secret}, Email: a.Email, Mobile: portal.Digits(a.Mobile)}
	if a.Identifier != "" {
		account.Identifier = strings.ToUpper(strings.ReplaceAll(a.Identifier, " ", ""))
	}
	if account.Email == "" && !a.NoEmail {
		account.Email = person.Email()
	}
	if account.Mobile == "" {
		account.Mobile = portal.Digits(person.Mobile)
	}
	if a.Locked > 0 {
		account.LockedUntil = s.in.T0.Add(a.Locked)
	}
	s.docs["acces/"+ID+"/"+a.Person] = account
	if f.Number != "" && a.Code8 != "" {
		id := a.Person + "-ancien"
		s.docs["acces/"+ID+"/"+id] = portal.Account{Site: ID, ID: id, Person: a.Person, Identifier: f.Number, Secret: portal.Secret{Issued: a.Code8}, State: stateOld}
	}
}

// pastMonths is how many months of payments an account shows at its start.
const pastMonths = 6

// past writes what was declared, what was paid for it, and what is claimed back.
func (s *sower) past(a seedAccount, f *Folder, truth Truth) error {
	for _, d := range a.Declared {
		m, err := s.month(d.Month)
		if err != nil {
			return err
		}
		r, err := s.resources(d.Resources)
		if err != nil {
			return err
		}
		f.declare(Declaration{Month: m, Resources: r, Sent: m.First().AddDate(0, 0, 9)})
		s.open(f, basis{resources: r, month: m})
	}
	if a.Due != "" {
		m, err := s.month(a.Due)
		if err != nil {
			return err
		}
		f.Due = m
	}
	if err := s.given(a, f); err != nil {
		return err
	}
	for i, debt := range a.Debts {
		if err := s.debt(f, truth, debt, i+1); err != nil {
			return err
		}
	}
	return nil
}

// given pays the months whose day has come, as declared or as the file says.
func (s *sower) given(a seedAccount, f *Folder) error {
	for text, byBenefit := range a.Given {
		m, err := s.month(text)
		if err != nil {
			return err
		}
		e := f.entitled(m)
		e.Due = amounts{}
		for benefit, amount := range byBenefit {
			e.Due[benefit] = calcul.Cents(amount)
		}
		f.entitle(e)
	}
	n := 0
	for m := s.now - pastMonths; m <= s.now; m++ {
		day := droits.PaymentDay(m)
		if day.After(s.in.T0) || len(f.Benefits) == 0 {
			continue
		}
		f.carry(m)
		e := f.entitled(m)
		e.Given, e.Paid = maps.Clone(e.Due), day
		f.entitle(e)
		for _, benefit := range order {
			if e.Due[benefit] == 0 {
				continue
			}
			n++
			p := demarche.Payment{ID: fmt.Sprintf("%04d", n), Label: names[benefit] + ", " + m.String(), Amount: int64(e.Due[benefit]), At: day.Add(8 * time.Hour)}
			s.docs["paiement/"+ID+"/"+f.Person+"/"+p.ID] = p
		}
	}
	return nil
}

// debt claims back part of what was given for a declaration's three months.
func (s *sower) debt(f *Folder, truth Truth, d seedDebt, rank int) error {
	id, at := fmt.Sprintf("%04d", rank), d.Notified.From(s.in.T0)
	c := Claimed{Debt: id, Benefit: names[d.Benefit], Reason: d.Reason, Notified: at, Deduction: calcul.Cents(d.Deduction)}
	amount := calcul.Cents(d.Amount)
	if d.Declaration != "" {
		m, err := s.month(d.Declaration)
		if err != nil {
			return err
		}
		q := droits.RightsQuarter(m)
		c.Declaration, c.Months = m, q[:]
		before, _ := f.declared(m)
		reference := droits.ReferenceQuarter(m)
		c.Basis = before.Resources.over(truth.Resources.over(truth.Sent).within(reference[:]))
		if amount == 0 {
			amount = s.overpaid(*f, c, d.Benefit)
		}
		s.back(f, c, d.Benefit, amount)
	}
	debt := demarche.Debt{ID: id, Label: c.Benefit, Amount: int64(amount), Left: int64(cmp.Or(calcul.Cents(d.Left), amount)), At: at}
	s.docs["dette/"+ID+"/"+f.Person+"/"+id] = debt
	s.docs[claimedKey(f.Person, id)] = c
	if !d.NoLetter {
		l := owed{debt, c, droits.DebtDeadlines(at)}.notification(f.Person)
		l.ID, l.At = fmt.Sprintf("caf-%s", id), at
		s.docs["courrier/"+f.Person+"/"+l.ID] = l
	}
	return nil
}

// overpaid is what was given for the months of a debt, less what its basis makes due.
func (s *sower) overpaid(f Folder, c Claimed, benefit string) calcul.Cents {
	due, _ := s.due(f, basis{resources: c.Basis, month: c.Declaration})
	var over calcul.Cents
	for _, m := range c.Months {
		over += max(f.entitled(m).Given[benefit]-due[benefit], 0)
	}
	return over
}

// back shares a debt among its months, the odd cents on the last.
func (s *sower) back(f *Folder, c Claimed, benefit string, amount calcul.Cents) {
	n := calcul.Cents(len(c.Months))
	for i, m := range c.Months {
		e := f.entitled(m)
		e.Back = amounts{benefit: amount / n}
		if i == len(c.Months)-1 {
			e.Back[benefit] = amount - amount/n*(n-1)
		}
		f.entitle(e)
	}
}

// agenda schedules what comes by itself.
func (s *sower) agenda(f *Folder) {
	if len(f.Benefits) == 0 {
		return
	}
	f.Paydays = true
	m := s.now - 2
	for !droits.PaymentDay(m).After(s.in.T0) {
		m++
	}
	s.in.Schedule(droits.PaymentDay(m).Add(8*time.Hour), effectPay, tick{f.Person, m})
	if f.Due > 0 {
		expect(f, f.Due, s.in.T0, s.in.Schedule)
	}
}
