package aidantsconnect

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// sameThemes lists the mandates under way, of this person with this structure,
// that share a theme with a draft.
func sameThemes(v *portal.Visit, m helper, d Draft) []Mandate {
	return mandates(v.Tx, func(c Mandate) bool {
		shared := slices.ContainsFunc(c.Live(), func(t string) bool { return slices.Contains(d.Themes, t) })
		return c.Structure == m.Structure && c.Person == d.Person && shared && c.Usable(v.Now())
	})
}

// make writes the mandate, ends what it replaces, and says so in the journal.
func (s *service) make(v *portal.Visit, m helper, d Draft) Mandate {
	replaced := sameThemes(v, m, d)
	span, _ := spanOf(d.Days)
	made := Mandate{
		Number: nextNumber(v.Tx), Structure: m.Structure, Person: d.Person, Email: d.Email, Aidant: m.ID, Days: d.Days,
		Created: v.Now(), Until: span.After(v.Now()), Renews: d.Renews, Remote: d.Mobile != "",
	}
	for _, theme := range d.Themes {
		made.Scope = append(made.Scope, Authority{Theme: theme})
	}
	made.Hash = s.print(made)
	made.put(v.Tx)
	if at, ok := made.remindAt(); ok {
		v.Schedule(at, effectEnding, made.Number)
	}
	person := made.person(v.Tx)
	note(v.Tx, m.Structure, Entry{Aidant: m.Name, Action: actCreate, Person: person.Name(), Detail: "mandat " + made.Number})
	for _, theme := range d.Themes {
		note(v.Tx, m.Structure, Entry{Aidant: m.Name, Action: actAuthorise, Person: person.Name(), Detail: titles([]string{theme})})
	}
	for _, old := range replaced {
		for _, theme := range d.Themes {
			take(v, m, &old, theme)
		}
		old.put(v.Tx)
	}
	if d.Mobile != "" {
		sendReceipt(v, m, d, made)
	}
	witnessMade(v, m, made)
	return made
}

// take revokes one theme of a mandate, if it still had it.
func take(v *portal.Visit, m helper, old *Mandate, theme string) {
	if len(old.revoke(theme, v.Now())) > 0 {
		note(v.Tx, m.Structure, Entry{Aidant: m.Name, Action: actRevokeTheme, Person: old.person(v.Tx).Name(), Detail: titles([]string{theme})})
	}
}

func witnessMade(v *portal.Visit, m helper, made Mandate) {
	themes, days := joined(made.Themes()), strconv.Itoa(made.Days)
	v.Witness(FactCreated, "personne", made.Person, "aidant", m.ID, "mandat", made.Number, "themes", themes,
		"nombre", strconv.Itoa(len(made.Scope)), "duree", days, "distance", yesNo(made.Remote))
	if made.Renews != "" {
		v.Witness(FactRenewed, "personne", made.Person, "mandat", made.Number, "ancien", made.Renews, "themes", themes, "duree", days)
	}
	if len(made.Scope) == 1 && made.Days <= m.Org.Shortest {
		v.Witness(FactMinimal, "personne", made.Person, "mandat", made.Number, "themes", themes, "duree", days)
	}
}

// print is what proves, later, that a paper is the mandate that was made: all
// that it says, and a salt of the installation's own.
func (s *service) print(m Mandate) string {
	said := strings.Join([]string{
		m.Aidant, m.Created.UTC().Format(time.RFC3339), strings.Join(m.Themes(), ","), m.Until.UTC().Format(time.RFC3339),
		m.Structure, m.Person, attestationForm, s.d.Secret("aidantsconnect:attestation"),
	}, ";")
	sum := sha256.Sum256([]byte(said))
	return hex.EncodeToString(sum[:])
}

// plainDate writes 1968-01-23 as 23 janvier 1968; a presumed date stays as it is.
func plainDate(iso string) string {
	day, err := time.ParseInLocation(time.DateOnly, iso, frtext.Paris)
	if err != nil {
		return iso
	}
	return frtext.Date(day)
}
