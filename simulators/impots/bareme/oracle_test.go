package bareme_test

import (
	"encoding/csv"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal/calcul"
)

var load = sync.OnceValues(bareme.Load)

func rules(t testing.TB) *bareme.Rules {
	t.Helper()
	r, err := load()
	require.NoError(t, err)
	return r
}

// row is a line of the oracle, by the name of its column.
type row map[string]string

func oracle(t *testing.T) []row {
	t.Helper()
	file, err := os.Open("testdata/impot-revenu.csv")
	require.NoError(t, err)
	defer func() { _ = file.Close() }()
	lines, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	rows := make([]row, 0, len(lines))
	for _, line := range lines[1:] {
		r := row{}
		for i, name := range lines[0] {
			r[name] = line[i]
		}
		rows = append(rows, r)
	}
	return rows
}

func (r row) int(t *testing.T, column string) int {
	t.Helper()
	n, err := strconv.Atoi(r[column])
	require.NoError(t, err, column)
	return n
}

func (r row) exact(t *testing.T, column string) calcul.Exact {
	t.Helper()
	x, err := calcul.ParseExact(r[column])
	require.NoError(t, err, column)
	return x
}

// declaration reads the inputs of a row.
func (r row) declaration(t *testing.T) bareme.Declaration {
	t.Helper()
	d := bareme.Declaration{Year: r.int(t, "year_of_income"), Status: bareme.Single, Boxes: bareme.Boxes{}}
	for column, box := range map[string]string{
		"s1AJ": "1AJ", "s1BJ": "1BJ", "chom_1AP": "1AP", "pens_1AS": "1AS", "pens_1BS": "1BS", "frais_reels_1AK": "1AK",
	} {
		d.Boxes[box] = int64(r.int(t, column))
	}
	d.Born[0] = d.Year - r.int(t, "age_decl1")
	if r["age_decl2"] != "" {
		d.Status, d.Born[1] = bareme.Married, d.Year-r.int(t, "age_decl2")
	}
	if r["enfants_ages"] != "" {
		d.Dependants.F = len(strings.Split(r["enfants_ages"], "+"))
	}
	for _, other := range strings.FieldsFunc(r["autres_cases"], func(c rune) bool { return c == ';' }) {
		r.other(t, &d, other)
	}
	return d
}

func (r row) other(t *testing.T, d *bareme.Declaration, text string) {
	t.Helper()
	name, value, _ := strings.Cut(text, "=")
	switch name {
	case "caseT":
		d.Ticks.T = true
	case "caseL":
		d.Ticks.L = true
	case "caseP":
		d.Ticks.P = true
	case "alternes":
		n, err := strconv.Atoi(value)
		require.NoError(t, err)
		d.Dependants.F, d.Dependants.H = d.Dependants.F-n, n
	default:
		n, err := strconv.ParseInt(value, 10, 64)
		require.NoError(t, err)
		d.Boxes[strings.ToUpper(strings.TrimPrefix(name, "f"))] = n
	}
}

// Every amount of every row, to the cent; the oracle computes with short floats,
// hence one cent of grace on what is not rounded to the euro.
func TestOracle(t *testing.T) {
	rules := rules(t)
	for _, r := range oracle(t) {
		t.Run(r["case_id"]+"/"+r["year_of_income"], func(t *testing.T) {
			got, err := rules.Compute(r.declaration(t))
			require.NoError(t, err)
			for column, amount := range map[string]calcul.Cents{
				"rni": got.Taxable, "ir_brut": got.FullTax, "ir_plaf_qf": got.AfterCap, "rfr": got.Reference,
			} {
				assert.InDelta(t, int64(r.exact(t, column).Cents()), int64(amount), 1, column)
			}
			for column, amount := range map[string]calcul.Cents{
				"decote": got.Decote, "ip_net_avant_reductions": got.BeforeReductions,
				"reductions": got.Reductions, "credits_impot": got.Credits, "expected_tax": got.Due,
			} {
				assert.Equal(t, r.exact(t, column).Cents(), amount, column)
			}
			shares := r.exact(t, "parts").Times(calcul.Int(4)).Round()
			assert.Equal(t, bareme.Shares(shares), got.Shares)
			assert.Equal(t, r.exact(t, "taux_moyen").Times(calcul.Int(10_000)).Round(), got.Average)
			assert.Equal(t, r.exact(t, "tmi").Times(calcul.Int(100)).Round(), got.Marginal)
		})
	}
}
