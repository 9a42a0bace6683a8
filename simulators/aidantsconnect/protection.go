package aidantsconnect

import (
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// The measures under which nobody can give a mandate here.
const (
	measureNone         = "aucune"
	measureSafeguard    = "sauvegarde"
	measureCuratorship  = "curatelle"
	measureGuardianship = "tutelle"
	causeMinor          = "mineur"
)

// measures, as they are asked about.
var measures = [...]portal.Option{
	{Value: measureNone, Label: "Aucune"},
	{Value: measureSafeguard, Label: "Une sauvegarde de justice"},
	{Value: measureCuratorship, Label: "Une curatelle"},
	{Value: measureGuardianship, Label: "Une tutelle"},
}

func protectionKey(person string) string { return "aidantsconnect/protection/" + person }

const majority = 18

// barred says why a person can give no mandate, or "". A birth date that is only
// presumed is read at the first of the month or of the year.
func barred(tx *sandbox.Tx, p portal.Person, now time.Time) string {
	if measure, ok := sandbox.Get[string](tx, protectionKey(p.ID)); ok {
		return measure
	}
	if minor(p.BirthDate, now) {
		return causeMinor
	}
	return ""
}

func minor(birth string, now time.Time) bool {
	for _, layout := range []string{time.DateOnly, "2006-01-00", "2006-00-00"} {
		if day, err := time.ParseInLocation(layout, birth, frtext.Paris); err == nil {
			return now.Before(day.AddDate(majority, 0, 0))
		}
	}
	return false
}

// barredSentence says what to do instead.
func barredSentence(p portal.Person, cause string) string {
	who := p.Name()
	switch cause {
	case causeMinor:
		return who + " n’a pas 18 ans : un mandat Aidants Connect n’est ouvert qu’aux personnes majeures. Voyez avec ses parents ou son représentant légal."
	case measureGuardianship:
		return who + " est sous tutelle : seule la personne qui exerce la tutelle peut agir pour elle. Prenez contact avec la tutrice ou le tuteur."
	case measureCuratorship:
		return who + " est sous curatelle : un mandat Aidants Connect n’est pas possible. Faites la démarche avec elle, et avec la personne qui exerce la curatelle."
	}
	return who + " est sous sauvegarde de justice : un mandat Aidants Connect n’est pas possible. Faites la démarche avec elle, sans mandat."
}
