package caf

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// demarches names the rules that demarches/*.yaml call.
func (d *desk) demarches() demarche.Rules {
	type c = *demarche.Case
	return demarche.Rules{
		Words: map[string]func(c) map[string]string{"mots": words},
		Opens: map[string]func(c) string{
			"declaration": declarationOpens, "rsa": notYet(benefitRSA), "prime": notYet(benefitBonus), "logement": notYet(benefitHousing),
			"piece": pieceOpens, "rectification": debtOpens(rectifyOpens), "contestation": debtOpens(contestOpens), "echeancier": debtOpens(spreadOpens), "remise": debtOpens(forgiveOpens),
		},
		Once: map[string]func(c) string{"declaration": declarationOnce, "dette": debtOnce, "piece": pieceOnce, "mois": monthOnce},
		Fill: map[string]func(c, string) string{
			"adresse": fillAddress, "transmis": fillSent, "activite": fillActivity, "connus": knownKinds, "modifies": disputedKinds,
			"declare": fillDeclared, "dossier": fillNumber, "identite": fillIdentity, "courriel": fillEmail, "mobile": fillMobile,
			"dette_somme": fillDebt, "dette_motif": fillReason, "piece": fillPiece, "occupation": fillOccupancy, "net_imposable": fillTaxable, "salaires": fillWages,
		},
		Check: map[string]func(c) []demarche.Problem{
			"situation": checkSituation, "autres": checkOthers, "conjoint": checkPartner, "logement": checkHome, "changement": checkChange, "depart": checkLeft, "sejour": checkStay, "echeances": checkCount,
		},
		Rows: map[string]func(c) []demarche.Line{
			"declarants": declarants, "trimestre": quarterColumns, "aujourdhui": todayColumn, "demandeurs": applicants,
			"trois_mois": lastColumns, "adultes": adults, "enfants": childRows, "trimestre_dette": debtColumns,
		},
		Compute: map[string]func(c) demarche.Result{
			"declaration": d.computeDeclaration, "demande_rsa": d.computeClaim(benefitRSA), "demande_prime": d.computeClaim(benefitBonus),
			"demande_logement": d.computeHousing, "rectification": d.computeRectification, "changement": d.computeChange, "echeancier": computeSpread,
		},
		When: map[string]func(c) time.Time{"delai": whenLooked, "rectification": whenRectified, "commission": whenSilence, "reprise": whenReviewed},
		Decide: map[string]func(c) string{
			"declaration": decideDeclaration, "verification": d.decideVerification, "recoupement": decideHidden,
			"demande": decideClaim, "examen_demande": d.decideExamined, "logement": decideHousing, "ouverture_logement": d.decideOpening, "piece": decidePiece, "changement": d.decideChange,
			"rectification": d.decideRectification, "contestation": d.decideContest, "echeancier": decideSpread, "remise": decideForgive,
		},
		Apply: map[string]func(c){
			"ouvrir_droits": d.applyDeclaration, "demander_bulletin": d.applyAsk, "recalculer": d.applyRecalc, "verifier": applyVerified, "recouper": d.applyHidden,
			"enregistrer_demande": applyRegister, "reclamer_papiers": applyIncomplete, "orienter": applyOriented, "ouvrir_rsa": d.applyClaim(benefitRSA), "ouvrir_prime": d.applyClaim(benefitBonus), "ouvrir_logement": d.applyHousing,
			"piece_recue": applyReceived, "piece_acceptee": applyAccepted, "piece_refusee": applyRefused,
			"changer": d.applyChange, "suspendre_retenue": applyAsked(wayRectify), "corriger_dette": d.applyRectification, "reprendre_retenue": applyKept(wayRectify),
			"contester": applyAsked(wayContest), "annuler_dette": d.applyContestWon, "rejeter": applyKept(wayContest), "echelonner": applySpread,
			"demander_remise": applyAsked(wayForgive), "remettre": applyForgiven, "refuser_remise": applyKept(wayForgive),
		},
	}
}

// mine is the folder of a case.
func mine(c *demarche.Case) Folder {
	f, ok := folderOf(c.Tx, c.Person.ID)
	if !ok {
		return newFolder(c.Person, c.Now())
	}
	return f
}

// words gives the words between < and > of every démarche.
func words(c *demarche.Case) map[string]string {
	f := mine(c)
	m := declaredMonth(c)
	all := map[string]string{
		"adresse": strings.Join(f.Address, ", "), "famille": f.familyText(), "declaration": m.String(), "trimestre": quarterText(droits.ReferenceQuarter(m)),
		"depuis": droits.ReferenceQuarter(m)[0].String(), "trois_mois": quarterText(lastQuarter(c)), "limite": frtext.Date((m + 1).First().AddDate(0, 0, -1)), "paiement": frtext.Date(droits.PaymentDay(m)),
		"mois_suivants": quarterText(droits.RightsQuarter(m)), "suivante": droits.NextDeclaration(m).String(), "delai": frtext.Count(max(f.Delay, 1), "jour", "jours"),
		"annee_imposable": taxYear(c),
	}
	if o, ok := debtOf(c); ok {
		all["dette"], all["dette_nom"], all["dette_periode"], all["dette_motif"] = frtext.Money(o.Left), o.name(), o.span(), o.Reason
		all["dette_rectifier"], all["dette_contester"] = frtext.Date(o.Rectify), frtext.Date(o.Contest)
		all["dette_trimestre"] = quarterText(droits.ReferenceQuarter(o.Declaration))
	}
	if a, ok := askedOf(c); ok {
		all["piece"], all["piece_motif"], all["piece_avant"] = a.What, a.Why, frtext.Date(a.Before)
	}
	return all
}

// monthOnce lets one claim of a kind be made in a month.
func monthOnce(c *demarche.Case) string { return label(claimMonth(c)) }

// claimMonth is the month of a claim: that of its draft, then of its sending.
func claimMonth(c *demarche.Case) droits.Month {
	switch d := c.Dossier; {
	case !d.SentAt.IsZero():
		return droits.MonthOf(d.SentAt)
	default:
		return droits.MonthOf(c.Now())
	}
}

func lastQuarter(c *demarche.Case) [3]droits.Month {
	m := claimMonth(c)
	return [3]droits.Month{m - 3, m - 2, m - 1}
}

// usualDelay is how many days a Caf takes to look at a dossier, where the
// situation says nothing.
const usualDelay = 21

// whenLooked is when somebody looks at the dossier.
func whenLooked(c *demarche.Case) time.Time { return c.Now().AddDate(0, 0, max(mine(c).Delay, 1)) }

// whenSilence is when an appeal without an answer is refused.
func whenSilence(c *demarche.Case) time.Time { return silence(c.Dossier.SentAt) }

// whenReviewed leaves the time to send what was asked.
func whenReviewed(c *demarche.Case) time.Time { return c.Now().AddDate(0, 0, askedDays+2) }

// decimal writes an amount as an answer is kept.
func decimal(c calcul.Cents) string { return fmt.Sprintf("%d.%02d", c/100, c%100) }

// fields are the kinds of income by the name of their field.
var fields = []struct{ id, kind, name string }{
	{"salaire", string(droits.Salary), "Salaire"},
	{"chomage", string(droits.Unemployment), "Chômage"},
	{"maladie", kindSick, "Indemnités journalières"},
	{"retraite", string(droits.Retirement), "Retraite"},
	{"invalidite", string(droits.Disability), "Pension d’invalidité"},
	{"independant", string(droits.SelfEmployment), "Revenus d’indépendant"},
	{"stage", string(droits.Training), "Stage rémunéré"},
	{"pension_alimentaire", string(droits.AlimonyReceived), "Pension alimentaire reçue"},
	{"aide", string(droits.RegularHelp), "Aide régulière de proches"},
	{"placements", string(droits.Capital), "Placements"},
	{"loyers", string(droits.Rents), "Loyers reçus"},
	{"gains", string(droits.ExceptionalGains), "Gains exceptionnels"},
	{"hors_france", "etranger", "Revenus de l’étranger"},
}

// typed reads the amounts of a grid.
func typed(c *demarche.Case, grid string, rows, columns []demarche.Line) Resources {
	f, r := mine(c), Resources{}
	for _, row := range rows {
		for _, column := range columns {
			m, err := f.columnMonth(column.ID)
			if err != nil {
				continue
			}
			for _, field := range fields {
				key := strings.Join([]string{grid, row.ID, column.ID, field.id}, ".")
				if c.Text(key) != "" {
					r.set(row.ID, m, field.kind, c.Amount(key))
				}
			}
		}
	}
	return r
}

// gap is an amount declared that is not what others say.
type gap struct {
	member, kind string
	month        droits.Month
	said, is     calcul.Cents
}

// tolerance is how many cents may differ: forms are read to the euro.
const tolerance = 100

// gaps compares what was declared with what is known of it.
func gaps(said Resources, months []droits.Month, known func(member string, m droits.Month, kind string) (calcul.Cents, bool), kinds []string, members []Member) []gap {
	var all []gap
	for _, member := range members {
		for _, m := range months {
			for _, kind := range kinds {
				is, ok := known(member.ID, m, kind)
				declared, _ := said.of(member.ID, m, kind)
				if diff := declared - is; ok && (diff > tolerance || diff < -tolerance) {
					all = append(all, gap{member.ID, kind, m, declared, is})
				}
			}
		}
	}
	return all
}

// emitGaps shows the trainer, never the player, what the machine sees.
func emitGaps(c *demarche.Case, all []gap) {
	for _, g := range all {
		i := slices.IndexFunc(fields, func(f struct{ id, kind, name string }) bool { return f.kind == g.kind })
		c.Emit(string(FactGap), "personne", c.Person.ID, "quoi", fields[max(i, 0)].name+", "+g.month.String(),
			"declare", frtext.Money(int64(g.said)), "transmis", frtext.Money(int64(g.is)))
	}
}

func columnsOf(f Folder, months []droits.Month) []demarche.Line {
	lines := make([]demarche.Line, len(months))
	for i, m := range months {
		lines[i] = demarche.Line{ID: f.column(m), Label: m.String()}
	}
	return lines
}

// shown lists amounts by benefit, for the recap.
func shown(due amounts, f Folder) []demarche.Shown {
	var lines []demarche.Shown
	for _, b := range order {
		if f.has(b) {
			lines = append(lines, demarche.Shown{Label: names[b] + ", par mois", Value: frtext.Money(int64(due[b]))})
		}
	}
	return append(lines, demarche.Shown{Label: "En tout, par mois", Value: frtext.Money(int64(due.total()))})
}

func resultOf(due amounts, whys []calcul.Why, f Folder) demarche.Result {
	r := demarche.Result{Amounts: map[string]calcul.Cents{"total": due.total()}, Why: whys, Shown: shown(due, f)}
	for _, b := range order {
		r.Amounts[b] = due[b]
	}
	return r
}
