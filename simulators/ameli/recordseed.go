package ameli

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/simulators/ameli/droits"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
)

// seedRecord is what a situation says that the caisse knows of a person. All of
// it may be left out: the person then has a bank account and a card in order.
type seedRecord struct {
	IBAN   string      `yaml:"iban"` // "aucun" for none
	Owner  string      `yaml:"titulaire"`
	Card   seedCard    `yaml:"carte"`
	C2S    *seedC2S    `yaml:"c2s"`
	Leaves []seedLeave `yaml:"arrets"`
	// Doctor names the treating doctor; "aucun" for none, one is made up unless said.
	Doctor string `yaml:"medecin"`
	// LongIllness is an ALD; none unless said.
	LongIllness *seedLongIllness `yaml:"ald"`
	// Statements is "en_ligne" or "papier", and since when.
	Statements string        `yaml:"releves"`
	Chosen     portal.Moment `yaml:"releves_depuis"`
	Resources  seedResources `yaml:"ressources"`
	// Code is a provisional code that the situation issues, and until when.
	Code      string        `yaml:"code"`
	CodeUntil portal.Moment `yaml:"code_jusqu"`
}

type seedCard struct {
	Serial string `yaml:"serie"`
	State  string `yaml:"etat"`
	Photo  *bool  `yaml:"photo"` // the caisse has one already: yes unless said
}

type seedC2S struct {
	From  portal.Moment `yaml:"depuis"`
	Until portal.Moment `yaml:"jusqu_au"`
	Body  string        `yaml:"organisme"`
	Cents int64         `yaml:"participation"` // a month, in cents
}

// seedLeave is a sick leave; wages are gross, in cents, of the three months before.
type seedLeave struct {
	First       portal.Moment `yaml:"debut"`
	Last        portal.Moment `yaml:"fin"`
	Received    portal.Moment `yaml:"recu"`
	Certificate portal.Moment `yaml:"attestation"`
	Wages       [3]int64      `yaml:"bruts"`
	NoWaiting   bool          `yaml:"sans_carence"`
}

type seedResources struct {
	Known   int64 `yaml:"connues"` // cents, of the household, as others transmit them
	Hidden  int64 `yaml:"autres"`  // cents, to be declared by hand
	RSA     bool  `yaml:"rsa"`
	Members int   `yaml:"foyer"`
}

var cardStates = []string{"", cardActive, cardStopped, cardOrdered, cardSent}

func (s seedRecord) record(p portal.Person, address []string, t0 time.Time) (Record, error) {
	r := Record{
		Person: p.ID, Address: address, ByPost: s.Statements == "papier", Choice: s.Chosen.From(t0),
		Truth: Truth{calcul.Cents(s.Resources.Known), calcul.Cents(s.Resources.Hidden), s.Resources.RSA, s.Resources.Members},
		Card:  Vitale{Serial: portal.Digits(s.Card.Serial), State: s.Card.State, Photo: s.Card.Photo == nil || *s.Card.Photo, Since: t0},
	}
	switch {
	case s.Statements != "" && s.Statements != "papier" && s.Statements != "en_ligne":
		return r, fmt.Errorf("ameli, %s : releves vaut « papier » ou « en_ligne », pas « %s »", p.ID, s.Statements)
	case !slices.Contains(cardStates, s.Card.State):
		return r, fmt.Errorf("ameli, %s : carte.etat vaut %s, pas « %s »", p.ID, strings.Join(cardStates[1:], ", "), s.Card.State)
	case r.Card.Serial == "":
		r.Card.Serial = serial(p.ID, 1)
	case len(r.Card.Serial) != serialDigits:
		return r, fmt.Errorf("ameli, %s : le numéro de série d’une carte Vitale a %d chiffres", p.ID, serialDigits)
	}
	if r.Card.State == "" {
		r.Card.State = cardActive
	}
	if r.Doctor = usualDoctor(p.ID, t0); s.Doctor == "aucun" {
		r.Doctor = Doctor{}
	} else if s.Doctor != "" {
		r.Doctor.Name = s.Doctor
	}
	if err := s.bank(&r, p); err != nil {
		return r, err
	}
	var err error
	if r.LongIllness, err = s.LongIllness.read(p.ID, t0); err != nil {
		return r, err
	}
	if s.C2S != nil {
		r.C2S = C2S{First: portal.MomentOr(s.C2S.From, t0), Last: s.C2S.Until.From(t0), Body: s.C2S.Body, Monthly: calcul.Cents(s.C2S.Cents)}
	}
	for _, l := range s.Leaves {
		leave := Leave{SickLeave: droits.SickLeave{First: l.First.From(t0), Last: l.Last.From(t0), NoWaiting: l.NoWaiting}, Received: l.Received.From(t0), Certificate: l.Certificate.From(t0)}
		for i, wage := range l.Wages {
			leave.Wages[i] = calcul.Cents(wage)
		}
		r.Leaves = append(r.Leaves, leave)
	}
	return r, nil
}

func (s seedRecord) code(t0 time.Time) provisional {
	p := provisional{Secret: portal.Secret{Issued: s.Code}, Until: t0.Add(provisionalLife)}
	if s.CodeUntil.Set() {
		p.Until = s.CodeUntil.From(t0)
	}
	return p
}

func (s seedRecord) bank(r *Record, p portal.Person) error {
	switch s.IBAN {
	case "aucun":
		return nil
	case "":
		r.IBAN = ownIBAN(p.ID)
	default:
		if err := fictif.CheckIBAN(s.IBAN); err != nil {
			return fmt.Errorf("ameli, %s : %w", p.ID, err)
		}
		r.IBAN = plainIBAN(s.IBAN)
	}
	r.Owner = s.Owner
	if r.Owner == "" {
		r.Owner = p.Name()
	}
	return nil
}

func plainIBAN(iban string) string { return strings.ToUpper(strings.ReplaceAll(iban, " ", "")) }
