package impots

import (
	"strconv"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/demarche"
)

func (s *service) returnWords(c *demarche.Case) map[string]string {
	h, incomes := householdOf(c.Tx, c.Person.ID), s.incomesOf(c)
	season := s.calendar.campaign(incomes)
	words := map[string]string{
		"annee": strconv.Itoa(incomes), "limite": frtext.DateTime(season.limit(h.Zone)), "verbe": "Déclarer",
		"declarant1": declarantName(0)(c, ""), "declarant2": "déclarant 2",
		"avis_le": "le " + frtext.LongDate(s.noticeDue(c)),
	}
	if p, ok := h.declarant(c.Tx, 1); ok {
		words["declarant2"] = p.Name()
	}
	words["ou_on_en_est"] = whereItStands(season, h.Zone, c.Now())
	switch s.doing(c, c.Now()) {
	case doesAgain:
		words["verbe"] = "Modifier la déclaration de"
	case doesLater:
		words["verbe"], words["ou_on_en_est"] = "Modifier la déclaration de", afterTheDate(season)
	case doesCorrect:
		words["verbe"] = "Corriger la déclaration de"
	case doesPaper:
		words["verbe"], words["ou_on_en_est"] = "Déclarer sur papier", onPaper(season)
	}
	words["suite_maintenant"] = changedUntil(season, h.Zone, c.Now())
	return words
}

// changedUntil is how long a return that was just signed can be changed, and how.
func changedUntil(season campaign, zone int, now time.Time) string {
	mending := "du " + frtext.LongDate(season.mendsFrom()) + " au " + frtext.LongDate(season.mendsUntil()) + "."
	switch stands := season.phase(now, zone); {
	case stands <= open:
		return "Vous pouvez encore la changer, autant de fois que nécessaire, jusqu’au " + frtext.DateTime(season.limit(zone)) + "."
	case stands == late:
		return "Vous pouvez encore la changer jusqu’au " + frtext.LongDate(season.lastLate()) + " ; ensuite, par « Corriger ma déclaration », " + mending
	}
	return "Pour la changer ensuite : « Corriger ma déclaration », " + mending
}

// afterTheDate is for who changes a signed return while latecomers are awaited.
func afterTheDate(season campaign) string {
	return "La date limite est passée, et votre déclaration est bien arrivée. Le service reste ouvert jusqu’au " + frtext.LongDate(season.lastLate()) +
		" : tout peut encore y être changé. Pour le retard, seule compte la date de la première signature."
}

func whereItStands(season campaign, zone int, now time.Time) string {
	switch season.phase(now, zone) {
	case open:
		return "Dans votre département, la date limite est le " + frtext.DateTime(season.limit(zone)) + "."
	case late:
		return "La date limite est passée depuis le " + frtext.DateTime(season.limit(zone)) + ". Déclarer reste obligatoire ; l’impôt sera majoré."
	case mending:
		return "La correction en ligne est ouverte jusqu’au " + frtext.LongDate(season.mendsUntil()) + ". Elle ne change ni la famille, ni l’adresse : pour cela, écrivez par la messagerie."
	}
	return "La déclaration des revenus de " + strconv.Itoa(season.Incomes) + " est fermée."
}

// onPaper is for who comes once the site is shut: the same questions, sent by post.
func onPaper(season campaign) string {
	return "La déclaration en ligne est fermée depuis le " + frtext.LongDate(season.lastLate()) +
		". Déclarer reste obligatoire, et l’impôt sera majoré. Ces pages tiennent lieu du formulaire papier : signé, il part par la poste."
}

// returnOpens is why a return cannot be sent now.
func (s *service) returnOpens(c *demarche.Case) string {
	h, incomes := householdOf(c.Tx, c.Person.ID), s.incomesOf(c)
	season := s.calendar.campaign(incomes)
	stands := season.phase(c.Now(), h.Zone)
	_, sent := returnOf(c.Tx, h.ID, incomes)
	draft := c.Dossier.ID != ""
	switch {
	case draft && s.calendar.current(c.Now()).Incomes != incomes:
		return "Ce brouillon est celui des revenus de " + strconv.Itoa(incomes) + ", dont la saison est finie. Effacez-le pour commencer celui de cette année."
	case stands == open, stands == late, stands > open && !sent:
		return ""
	case stands == mending && sent:
		if draft && c.Text("service") != doesCorrect {
			return "Ce brouillon date d’avant la correction en ligne. Effacez-le, puis commencez une correction : elle reprend la déclaration signée."
		}
		return ""
	case stands == shut:
		return "Votre déclaration est signée. Elle pourra être corrigée en ligne du " + frtext.LongDate(season.mendsFrom()) + " au " + frtext.LongDate(season.mendsUntil()) + "."
	case sent:
		return "La correction en ligne est fermée depuis le " + frtext.LongDate(season.mendsUntil()) + ". Une réclamation reste possible par la messagerie jusqu’au 31 décembre " + strconv.Itoa(incomes+3) + "."
	}
	return "La déclaration des revenus de " + strconv.Itoa(incomes) + " ouvre le " + frtext.LongDate(season.Opens) + "."
}
