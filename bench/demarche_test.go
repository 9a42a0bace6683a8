package bench_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"demarcheablanc/bench/limit"
	"demarcheablanc/bench/load"
	"demarcheablanc/bench/rounds"
	"demarcheablanc/bench/sqlbare"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal"
)

// taxes is the service of the longest démarche, the tax return; heaviest is its
// screen with the most questions, once every heading is ticked.
const (
	taxes    = "www.impots.gouv.example"
	headings = taxes + "/demarches/revenus/rubriques"
	heaviest = taxes + "/demarches/revenus/credits"
)

// spring is a day on which the tax return is open.
func spring() func() time.Time {
	began, day := time.Now(), time.Date(2026, time.May, 11, 9, 0, 0, 0, time.UTC)
	return func() time.Time { return day.Add(time.Since(began)) }
}

// The heaviest step of the longest démarche, read and posted durably: ready
// answers, real validation.
func BenchmarkDemarche(b *testing.B) {
	bare, p := limit.Start(b), playAt(b, "samia", spring())
	gets, posts := make([][]byte, players), make([]func() []byte, players)
	var form url.Values
	for trio := range players {
		p.enter(b, trio)
		p.begin(b, trio, taxes+"/demarches/revenus")
		p.answer(b, trio, headings)
		page := p.read(b, trio, heaviest)
		form = filled(b, page)
		gets[trio] = load.Get(p.screen(trio, heaviest), p.cookies[trio])
		posts[trio] = numbered(load.Post(p.screen(trio, heaviest), p.cookies[trio], form), form.Get("_jeton"))
		if trio == 0 {
			b.Logf("%d octets, %d réponses", len(page), len(form))
		}
	}
	page, answer := load.Get("/", ""), load.Post("/", "", form)
	r, err := rounds.Compare(rounds.Fewest,
		rate("gin", bare.Address, func(int, int) []byte { return page }),
		rate("read", p.Address, func(c, n int) []byte { return gets[(c+n)%players] }))
	report(b, r, err, "read") // P1: ≥ 0.15, goal 0.30
	r, err = rounds.Compare(rounds.Fewest,
		rate("gin", bare.Address, func(int, int) []byte { return answer }),
		rate("posted", p.Address, func(c, n int) []byte { return posts[(c+n)%players]() }))
	report(b, r, err, "posted") // P2: ≥ 0.15, goal 0.22
}

// A whole tax computation with its explanation, beside gin's constant page: how
// many of the first are made on one core while the second is answered on all.
func BenchmarkTax(b *testing.B) {
	bare := limit.Start(b)
	rules, err := bareme.Load()
	require.NoError(b, err)
	page := load.Get("/", "")
	r, err := rounds.Compare(rounds.Fewest,
		rate("gin", bare.Address, func(int, int) []byte { return page }),
		rounds.Case{Name: "tax", Measure: func() (float64, error) {
			n, from := 0, time.Now()
			for time.Since(from) < each {
				if _, err := rules.Compute(family()); err != nil {
					return 0, err
				}
				n++
			}
			return float64(n) / time.Since(from).Seconds(), nil
		}})
	report(b, r, err, "tax")
}

func family() bareme.Declaration {
	return bareme.Declaration{
		Year: 2025, Status: bareme.Married, Born: [2]int{1991, 1988}, Dependants: bareme.Dependants{F: 2, H: 1},
		Boxes: bareme.Boxes{"1AJ": 60_000, "1BJ": 50_000, "1AP": 1_200, "2TR": 200, "4BE": 3_000, "6GU": 1_000, "7UF": 300, "7DB": 2_000, "7GA": 3_000, "7AC": 90},
	}
}

// dossiers is how many wait for an answer when the clock jumps.
const dossiers = 20

// A jump of thirty days in a world where twenty dossiers follow their course, each
// stage a durable step of its own; beside as many bare steps in a row.
func BenchmarkJump(b *testing.B) {
	p := playAt(b, "samia", spring())
	bare, err := sqlbare.Open(b.TempDir(), "w")
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, bare.Close()) })
	var jump, steps []time.Duration
	var written, n int64
	for trio := range 10 {
		p.enter(b, trio)
		for range dossiers {
			p.begin(b, trio, taxes+"/demarches/message")
			p.answer(b, trio, taxes+"/demarches/message/message")
			p.answer(b, trio, taxes+"/demarches/message/recapitulatif")
		}
		box := p.box(b, trio)
		before := box.Head()
		jump = append(jump, took(func() {
			err = p.House.Workshops.Advance(b.Context(), p.atelier.ID, trio+1, 0, func(time.Time) time.Duration { return 30 * 24 * time.Hour })
		}))
		require.NoError(b, err)
		written = box.Head() - before
		require.Greater(b, written, int64(dossiers))
		steps = append(steps, took(func() {
			for range written {
				n++
				require.NoError(b, bare.Step(sqlbare.Row{World: "w", Seq: n}))
			}
		}))
	}
	b.ReportMetric(ms(jump), "ms/jump")
	b.ReportMetric(float64(written), "steps/jump")
	b.ReportMetric(ms(steps)/ms(jump), "jump/limite")
	b.ReportMetric(0, "ns/op")
}

func (p *played) box(b *testing.B, trio int) *sandbox.Sandbox {
	b.Helper()
	box, err := p.House.Workshops.Sandbox(b.Context(), p.atelier.ID, trio+1, 0)
	require.NoError(b, err)
	return box
}

// enter opens the helped person's session on the taxes' site, in free order.
func (p *played) enter(b *testing.B, trio int) {
	b.Helper()
	require.NoError(b, p.box(b, trio).Do(b.Context(), sandbox.Actor{Seat: string(workshop.Aidant)}, func(tx *sandbox.Tx) error {
		s := portal.SettingsOf(tx)
		s.Free = true
		tx.Put(portal.SettingsKey, s)
		account, ok := portal.AccountWith(tx, "impots", func(a portal.Account) bool { return a.Person == portal.SituationOf(tx).Helped })
		require.True(b, ok)
		tx.Put("session/pc-epn/impots", portal.Session{Person: account.Person, Account: account.ID, Via: "mot_de_passe", Opened: tx.Now(), Seen: tx.Now()})
		return nil
	}))
}

// begin sends the form that opens a démarche.
func (p *played) begin(b *testing.B, trio int, page string) {
	b.Helper()
	p.send(b, trio, page, url.Values{"_jeton": {token(p.read(b, trio, page))}})
}

// answer fills and sends the form of a page.
func (p *played) answer(b *testing.B, trio int, page string) {
	b.Helper()
	text := p.read(b, trio, page)
	to := page
	if action := serviceForm(b, text).AttrOr("action", ""); action != "" {
		to = action[strings.Index(action, "pc-epn.1/")+len("pc-epn.1/"):]
	}
	p.send(b, trio, to, filled(b, text))
}

func (p *played) send(b *testing.B, trio int, page string, form url.Values) {
	b.Helper()
	r, err := http.NewRequest(http.MethodPost, "http://"+p.Address+p.screen(trio, page), strings.NewReader(form.Encode()))
	require.NoError(b, err)
	r.Header.Set("Cookie", p.cookies[trio])
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	stay := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := stay.Do(r)
	require.NoError(b, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	require.NoError(b, err)
	require.Equal(b, http.StatusSeeOther, answer.StatusCode, "%s", body)
}

func serviceForm(b *testing.B, page string) *goquery.Selection {
	b.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	require.NoError(b, err)
	form := doc.Find(".ecran form:has(input[name=_dossier])").First()
	require.Equal(b, 1, form.Length(), "no form in %s", page)
	return form
}

// filled answers every question of a page's form: each box ticked, the first
// choice, one euro.
func filled(b *testing.B, page string) url.Values {
	b.Helper()
	values := url.Values{}
	serviceForm(b, page).Find("input, select, textarea").Each(func(_ int, f *goquery.Selection) {
		name, value := f.AttrOr("name", ""), f.AttrOr("value", "")
		switch kind := f.AttrOr("type", goquery.NodeName(f)); {
		case kind == "checkbox":
			values.Add(name, value)
			return
		case kind == "radio" && values.Has(name), kind == "select":
			return
		case value == "":
			value = "1"
		}
		values.Set(name, value)
	})
	values.Set("_faire", "suivant")
	return values
}
