package impots

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// known is what the form is prefilled with: the answers of the last return of
// the year, or else what the administration and third parties know.
func (s *service) known(c *demarche.Case, key string) string {
	h, incomes := householdOf(c.Tx, c.Person.ID), s.incomesOf(c)
	if r, ok := returnOf(c.Tx, h.ID, incomes); ok {
		return r.Values[key]
	}
	switch key {
	case "situation":
		return string(h.Status)
	case "demi_parts":
		return h.Ticks
	case "enfants":
		return strconv.Itoa(len(h.minors(incomes)))
	case "majeurs":
		return positive(int64(h.Grown))
	case "logement":
		return h.Home
	case "iban":
		return h.IBAN
	case "telephone", "courriel":
		return contact(c, key)
	case "rubriques":
		return knownRubrics(sentTo(c, h, incomes))
	case "adresse.voie", "adresse.code_postal", "adresse.commune":
		return addressPart(c.Person, strings.TrimPrefix(key, "adresse."))
	}
	if rest, ok := strings.CutPrefix(key, "enfants."); ok {
		return childPart(h.minors(incomes), rest)
	}
	return positive(sentTo(c, h, incomes)[key])
}

// sentTo is what is known of a year of incomes, box by box: what third parties
// sent, and the acomptes that came.
func sentTo(c *demarche.Case, h Household, incomes int) map[string]int64 {
	all := maps.Clone(h.told(c.Tx, incomes).Sent)
	if paid := acomptesPaid(c.Tx, h, incomes); paid > 0 {
		if all == nil {
			all = map[string]int64{}
		}
		all[boxAcomptes] = int64(paid) / 100
	}
	return all
}

func positive(n int64) string {
	if n <= 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func contact(c *demarche.Case, key string) string {
	account, _ := portal.AccountWith(c.Tx, ID, func(a portal.Account) bool { return a.Person == c.Person.ID })
	if key == "telephone" {
		return account.Mobile
	}
	return account.Email
}

// knownRubrics are the headings of what third parties sent; wages at least.
func knownRubrics(sent map[string]int64) string {
	ticked := []string{"salaires"}
	for _, rubric := range rubricOrder[1:] {
		if slices.ContainsFunc(rubrics[rubric], func(box string) bool { return sent[box] > 0 }) {
			ticked = append(ticked, rubric)
		}
	}
	return strings.Join(ticked, ",")
}

func addressPart(p portal.Person, part string) string {
	if len(p.Address) < 2 {
		return ""
	}
	_, town, _ := strings.Cut(p.Address[len(p.Address)-1], " ")
	return map[string]string{"voie": p.Address[0], "code_postal": postcode(p), "commune": town}[part]
}

func childPart(children []Child, rest string) string {
	number, part, _ := strings.Cut(rest, ".")
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > len(children) {
		return ""
	}
	child := children[n-1]
	yes := map[bool]string{true: "oui", false: "non"}
	home := map[bool]string{true: "alternee", false: "exclusive"}
	return map[string]string{"naissance": strconv.Itoa(child.Born), "residence": home[child.Shared], "carte": yes[child.Card]}[part]
}
