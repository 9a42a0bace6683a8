package frtext

import "strings"

// tight are the spaces at which a French line does not break.
var tight = strings.NewReplacer(
	" :", NBSP+":", " ;", NBSP+";", " ?", NBSP+"?", " !", NBSP+"!", " »", NBSP+"»", "« ", "«"+NBSP, " €", NBSP+"€", " %", NBSP+"%",
)

// Tight keeps punctuation on the line of what it follows: authors write plain
// spaces.
func Tight(text string) string { return tight.Replace(text) }
