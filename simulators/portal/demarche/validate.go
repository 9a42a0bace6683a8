package demarche

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
)

// The answers to a yes/no question.
const (
	yes = "oui"
	no  = "non"
)

// The longest answers, in characters, and the greatest amount, in euros.
const (
	longestText = 200
	longestLong = 4000
	mostEuros   = 9_999_999
)

// read turns what was typed into an answer as it is kept, or says what to do.
func (f *field) read(typed string, today time.Time) (kept, problem string) {
	switch f.Kind {
	case KindDate:
		return f.readDate(typed, today)
	case KindMonth:
		return f.readMonth(typed)
	case KindAmount:
		return f.readAmount(typed)
	case KindInteger:
		return f.readInteger(typed)
	case KindYesNo, KindChoice:
		return f.readChoice(typed)
	case KindText, KindLong, KindAddress:
		return f.readText(typed)
	}
	return f.readIdentifier(typed)
}

func (f *field) readText(typed string) (kept, problem string) {
	longest := longestText
	if f.Kind == KindLong {
		longest = longestLong
	}
	if n := utf8.RuneCountInString(typed); n > longest {
		return "", fmt.Sprintf("Raccourcissez : %d caractères au plus, il y en a %d.", longest, n)
	}
	return typed, ""
}

func (f *field) readChoice(typed string) (kept, problem string) {
	if slices.ContainsFunc(f.choices(), func(o Option) bool { return o.Value == typed }) {
		return typed, ""
	}
	return "", "Choisissez l’une des réponses proposées."
}

func (f *field) choices() []Option {
	if f.Kind == KindYesNo {
		return []Option{{Value: yes, Label: "Oui"}, {Value: no, Label: "Non"}}
	}
	return f.Options
}

func (f *field) readDate(typed string, today time.Time) (kept, problem string) {
	d, ok := frtext.ParseDate(typed)
	switch {
	case !ok:
		return "", or(f.Says.Format, "Écrivez une date qui existe, comme 07/03/2026.")
	case f.Past && d.After(today):
		return "", or(f.Says.Max, "Cette date n’est pas encore passée : relisez l’année.")
	case f.Future && d.Before(today.AddDate(0, 0, -1)):
		return "", or(f.Says.Min, "Cette date est déjà passée : relisez le jour et le mois.")
	}
	return d.Format(time.DateOnly), ""
}

const yearMonth = "2006-01"

var monthFirst = regexp.MustCompile(`^(\d{1,2})[/. -](\d{4})$`)

func (f *field) readMonth(typed string) (kept, problem string) {
	if m := monthFirst.FindStringSubmatch(typed); m != nil {
		typed = fmt.Sprintf("%s-%02s", m[2], m[1])
	}
	d, err := time.Parse(yearMonth, typed)
	if err != nil || d.Year() < 1900 || d.Year() > 2100 {
		return "", or(f.Says.Format, "Écrivez un mois et une année, comme 03/2026.")
	}
	return d.Format(yearMonth), ""
}

func (f *field) readAmount(typed string) (kept, problem string) {
	cents, err := calcul.ParseCents(strings.TrimSuffix(strings.TrimSpace(typed), "€"))
	switch {
	case errors.Is(err, calcul.ErrTooFine):
		return "", "Écrivez deux chiffres au plus après la virgule."
	case err != nil:
		return "", or(f.Says.Format, "Écrivez un montant en euros, avec des chiffres, comme 612,40.")
	case cents < 0:
		return "", "Écrivez un montant sans signe moins ; 0 s’il n’y a rien."
	case f.Whole && cents%100 != 0:
		return "", or(f.Says.Format, "Écrivez un montant en euros entiers, sans les centimes.")
	}
	if problem := f.bounded(cents, 100, "€", mostEuros); problem != "" {
		return "", problem
	}
	return decimal(cents), ""
}

func decimal(c calcul.Cents) string {
	if c%100 == 0 {
		return strconv.FormatInt(int64(c/100), 10)
	}
	return fmt.Sprintf("%d.%02d", c/100, c%100)
}

// spaces are what people write inside a number.
var spaces = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "")

func (f *field) readInteger(typed string) (kept, problem string) {
	n, err := strconv.ParseInt(spaces.Replace(typed), 10, 64)
	if err != nil {
		return "", or(f.Says.Format, "Écrivez un nombre entier, en chiffres.")
	}
	if n < 0 {
		return "", "Écrivez un nombre sans signe moins ; 0 s’il n’y a rien."
	}
	if problem := f.bounded(calcul.Cents(n), 1, "", mostEuros); problem != "" {
		return "", problem
	}
	return strconv.FormatInt(n, 10), ""
}

// bounded checks a number counted in scale-ths of the file's unit.
func (f *field) bounded(n calcul.Cents, scale int64, unit string, most int64) string {
	if f.Max != nil {
		most = *f.Max
	}
	say := func(limit int64) string { return strings.TrimSpace(frtext.Number(limit) + frtext.NBSP + unit) }
	switch {
	case f.Min != nil && int64(n) < *f.Min*scale:
		return or(f.Says.Min, "Le plus petit nombre possible ici est "+say(*f.Min)+". Relisez le vôtre.")
	case int64(n) > most*scale:
		return or(f.Says.Max, "Le plus grand nombre possible ici est "+say(most)+". Relisez le vôtre.")
	}
	return ""
}

// readIdentifier reads what has a form of its own, and belongs to nobody.
func (f *field) readIdentifier(typed string) (kept, problem string) {
	var err error
	switch f.Kind {
	case KindPhone:
		kept, err = portal.Digits(typed), fictif.CheckPhone(typed)
	case KindEmail:
		kept = strings.ToLower(typed)
		err = fictif.CheckEmail(kept)
	case KindNIR:
		kept = strings.ToUpper(strings.NewReplacer(" ", "", ".", "", "-", "").Replace(typed))
		err = checkNIR(kept)
	case KindTax:
		kept, err = portal.Digits(typed), fictif.CheckFiscal(typed)
	case KindIBAN:
		kept, err = strings.ToUpper(strings.ReplaceAll(typed, " ", "")), fictif.CheckIBAN(typed)
	case KindSIRET:
		kept, err = portal.Digits(typed), fictif.CheckSIRET(typed)
	}
	if err != nil {
		return "", or(f.Says.Format, frtext.Sentence(err))
	}
	return kept, ""
}

// checkNIR accepts the thirteen characters that services ask for, or all
// fifteen with a right key.
func checkNIR(typed string) error {
	n, err := fictif.ParseNIR(typed)
	if err != nil || len(n) == 15 {
		return cmpErr(err, fictif.CheckNIR(typed))
	}
	return fictif.CheckNIR(fmt.Sprintf("%s%02d", n, n.WantKey()))
}

func cmpErr(first, second error) error {
	if first != nil {
		return first
	}
	return second
}

func or(own, usual string) string {
	if own != "" {
		return own
	}
	return usual
}

// show writes an answer for people to read; "" for none.
func (f *field) show(kept string) string {
	switch {
	case kept == "":
		return ""
	case f.Kind == KindAmount || f.Kind == KindComputed && f.Whole:
		if x, err := calcul.ParseExact(kept); err == nil {
			if f.Whole && f.Kind == KindAmount {
				return frtext.RoundMoney(int64(x.Cents()))
			}
			return frtext.Money(int64(x.Cents()))
		}
	case f.Kind == KindDate:
		if d, ok := frtext.ParseDate(kept); ok {
			return frtext.Date(d)
		}
	case f.Kind == KindMonth:
		if d, err := time.ParseInLocation(yearMonth, kept, frtext.Paris); err == nil {
			return frtext.MonthYear(d)
		}
	case f.Kind == KindIBAN:
		return spaced(kept, 4)
	case f.Kind == KindPhone:
		return spaced(kept, 2)
	case f.Kind == KindYesNo || f.Kind == KindChoice || f.Kind == KindChoices:
		return f.showChoices(kept)
	}
	return kept
}

// spaced cuts a number in groups, as it is read aloud.
func spaced(number string, by int) string {
	var groups []string
	for len(number) > by {
		groups, number = append(groups, number[:by]), number[by:]
	}
	return strings.Join(append(groups, number), " ")
}

func (f *field) showChoices(kept string) string {
	var labels []string
	for _, value := range strings.Split(kept, ",") {
		for _, o := range f.choices() {
			if o.Value == value {
				labels = append(labels, o.Label)
			}
		}
	}
	return strings.Join(labels, ", ")
}

// typed writes a kept answer as one would have typed it.
func (f *field) typed(kept string) string {
	switch f.Kind {
	case KindAmount:
		return strings.Replace(kept, ".", ",", 1)
	case KindDate:
		if d, ok := frtext.ParseDate(kept); ok {
			return d.Format("02/01/2006")
		}
	case KindMonth:
		if d, err := time.Parse(yearMonth, kept); err == nil {
			return d.Format("01/2006")
		}
	}
	return kept
}
