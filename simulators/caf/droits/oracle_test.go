package droits_test

import (
	"encoding/csv"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal/calcul"
)

// rows reads a file of cases, each as column → text.
func rows(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	require.NoError(t, err)
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	var all []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, column := range lines[0] {
			row[column] = line[i]
		}
		all = append(all, row)
	}
	require.NotEmpty(t, all)
	return all
}

func cents(t *testing.T, text string) calcul.Cents {
	t.Helper()
	x, err := calcul.ParseExact(text)
	require.NoError(t, err)
	return x.Cents()
}

func month(t *testing.T, text string) droits.Month {
	t.Helper()
	m, err := droits.ParseMonth(text)
	require.NoError(t, err)
	return m
}

func number(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	require.NoError(t, err)
	return n
}

// months is one amount or several, back from the month of entitlement.
type months []calcul.Exact

func (m *months) UnmarshalYAML(text []byte) error {
	var one calcul.Exact
	if yaml.Unmarshal(text, &one) == nil {
		*m = months{one}
		return nil
	}
	var several []calcul.Exact
	err := yaml.Unmarshal(text, &several)
	*m = several
	return err
}

func incomes(t *testing.T, text string) []droits.Income {
	t.Helper()
	var written map[string]months
	require.NoError(t, yaml.Unmarshal([]byte(text), &written))
	kinds := map[string]droits.Kind{"salaire_net": droits.Salary, "chomage_net": droits.Unemployment}
	var all []droits.Income
	for name, values := range written {
		require.Contains(t, kinds, name)
		income := droits.Income{Kind: kinds[name]}
		for _, v := range values {
			income.Months = append(income.Months, v.Cents())
		}
		all = append(all, income)
	}
	return all
}

func household(t *testing.T, row map[string]string) droits.Household {
	t.Helper()
	require.Equal(t, "locataire_vide", row["logement"])
	h := droits.Household{
		Applicant:       droits.Adult{Age: number(t, row["age_demandeur"]), Incomes: incomes(t, row["ressources_demandeur_mensuelles(M,M-1,..)"])},
		HousingAid:      cents(t, row["aide_logement"]),
		RecentIsolation: strings.Contains(row["situation"], "isolement récent"),
		Preceding:       row["trimestre_reference"] == "M-3..M-1",
	}
	if partner := row["ressources_conjoint"]; partner != "" {
		h.Partner = &droits.Adult{Age: h.Applicant.Age, Incomes: incomes(t, partner)}
	}
	if ages := row["ages_enfants"]; ages != "" {
		for _, age := range strings.Split(ages, "+") {
			h.Children = append(h.Children, droits.Child{Age: number(t, age)})
		}
	}
	return h
}

func TestEveryComputedCaseOfRSAAndPrime(t *testing.T) {
	rules := droits.New()
	for _, row := range rows(t, "rsa-prime-activite.csv") {
		name := row["case_id"] + " " + row["mois_de_droit"] + " " + row["trimestre_reference"]
		t.Run(name, func(t *testing.T) {
			h, m := household(t, row), month(t, row["mois_de_droit"])
			rsa, _ := rules.RSA(h, m)
			bonus, _ := rules.ActivityBonus(h, m)
			family, _ := rules.Family(h, m)
			got := map[string]calcul.Cents{
				"rsa_montant_forfaitaire": rsa.Flat, "rsa_montant_forfaitaire_majore": rsa.Increased,
				"rsa_forfait_logement": rsa.HousingDeduction, "rsa_base_ressources": rsa.Resources,
				"af": family.Allowance, "asf": family.Support, "expected_rsa": rsa.Amount,
				"expected_ppa_brute": bonus.Gross, "expected_ppa_nette_crds": bonus.Paid,
			}
			for column, amount := range got {
				require.Equal(t, cents(t, row[column]), amount, column)
			}
		})
	}
}

func TestEveryComputedCaseOfHousingAid(t *testing.T) {
	rules := droits.New()
	for _, row := range rows(t, "aide-logement.csv") {
		t.Run(row["case_id"], func(t *testing.T) {
			var h droits.Household
			situation := row["situation"]
			if strings.HasPrefix(situation, "Couple") {
				h.Partner = &droits.Adult{}
			}
			for n, words := range []string{"1 enfant", "2 enfants"} {
				if strings.Contains(situation, words) {
					h.Children = make([]droits.Child, n+1)
				}
			}
			tenancy := droits.Tenancy{Rent: cents(t, row["loyer"]), Zone: number(t, row["zone"])}
			aid, _ := rules.HousingAid(h, tenancy, cents(t, row["base_ressources_12_mois"]), month(t, row["mois_de_droit"]))
			require.Equal(t, cents(t, row["expected_aide_logement_nette_crds"]), aid.Paid)
		})
	}
}
