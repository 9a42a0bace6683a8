package telephone

import (
	"fmt"
	"strings"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// tell reads aloud what a caller asks for. The digits go nowhere: the journal
// knows how many there were, and whether they had come by SMS on this phone.
func tell(v *portal.Visit, number string) error {
	talk, ok := conversation(v.Tx, number)
	if !ok || talk.Asks == "" || len(talk.Left) > 0 {
		v.Forget("dicte")
		return v.Redirect("/")
	}
	typed := v.Value("dicte")
	digits := portal.Digits(typed)
	kind, real := fictif.LooksReal(typed)
	v.Forget("dicte")
	switch {
	case real:
		v.Problem("dicte", kind.Message())
		v.Witness(portal.FactRealRefused, "site", v.Site.ID, "genre", string(kind))
	case digits == "":
		v.Problem("dicte", "Écrivez les chiffres que vous lisez, ou raccrochez.")
	}
	if v.Refused() {
		return showTalk(v, number, talk)
	}
	received := "non"
	if receivedBySMS(v.Tx, number, digits) {
		received = "oui"
	}
	v.Witness(FactTold, "a", talk.With, "poste_numero", number, "longueur", fmt.Sprint(len(digits)), "recu", received)
	talk.Heard = append(talk.Heard, said{Text: fmt.Sprintf("Vous avez lu %d chiffres à voix haute", len(digits)), Mine: true})
	talk.Left, talk.Asks, talk.Thanks = talk.Thanks, "", nil
	talk.more()
	v.Put(onlineKey(number), talk)
	return v.Redirect("/")
}

// shortestCode keeps a year or an hour from passing for a code.
const shortestCode = 5

func receivedBySMS(tx *sandbox.Tx, number, digits string) bool {
	for _, m := range messages(tx, number) {
		if !m.Out && len(digits) >= shortestCode && strings.Contains(m.Text, digits) {
			return true
		}
	}
	return false
}
