package telephone

import (
	"slices"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// calls is the telephone network: it knows the lines that machines answer.
type calls struct{ network *portal.Network }

func (c calls) line(number string) (portal.VoiceLine, bool) {
	for _, site := range c.network.Sites() {
		i := slices.IndexFunc(site.Lines, func(l portal.VoiceLine) bool { return l.Number == number })
		if i >= 0 {
			return site.Lines[i], true
		}
	}
	return portal.VoiceLine{}, false
}

// emergency numbers are refused by name: nobody learns here to call them for
// fun, nor is led to think that help is on its way.
var emergency = []string{"15", "17", "18", "112", "114", "115", "119", "191", "196", "3114", "3919"}

// notCallable says kindly why a number that no line answers cannot be called;
// nothing when it is one of the exercise.
func notCallable(number string) string {
	switch {
	case number == "":
		return "Composez d’abord un numéro."
	case slices.Contains(emergency, number):
		return "Le téléphone de l’exercice n’appelle que dans Val-d’Exemple. En cas d’urgence réelle, prenez un vrai téléphone."
	case fictif.CheckPhone(number) != nil:
		return "Le téléphone de l’exercice n’appelle que dans Val-d’Exemple : des numéros courts de services, et des numéros qui commencent par 06 39 98 ou 01 99 00."
	}
	return ""
}

// answering is what a number says when called: a person or a desk that the
// situation lets speak.
type answering struct {
	Name string   `json:"nom,omitempty"`
	Says []string `json:"dit,omitempty"`
}

func answeringKey(number string) string { return "telephone/repond/" + number }

func (c calls) dial(v *portal.Visit, number string) error {
	if _, busy := conversation(v.Tx, number); busy {
		return v.Redirect("/")
	}
	if v.Value("t") != "" {
		return pressDigit(v)
	}
	to := national(v.Value("numero"))
	line, found := c.line(to)
	if problem := notCallable(to); problem != "" && !found {
		refuse(v, to, problem)
		return showKeypad(v)
	}
	v.Witness(FactDialed, "numero", to, "poste_numero", number)
	if found {
		c.callLine(v, number, line)
		return v.Redirect("/")
	}
	callNumber(v, number, to)
	return v.Redirect("/")
}

// refuse keeps nothing of a number that is not of the exercise.
func refuse(v *portal.Visit, to, problem string) {
	v.Forget("numero")
	v.Problem("numero", problem)
	if to != "" {
		v.Witness(portal.FactRealRefused, "site", v.Site.ID, "genre", string(fictif.KindPhone))
	}
}

// callNumber calls a number that no machine answers.
func callNumber(v *portal.Visit, number, to string) {
	reply, answers := sandbox.Get[answering](v.Tx, answeringKey(to))
	talk := Conversation{With: to, Name: reply.Name}
	switch {
	case answers && len(reply.Says) > 0:
		talk.Left = reply.Says
		talk.more()
	case to == number:
		talk.hear("C’est le numéro de ce téléphone.")
		talk.Over = true
	case phoneWith(v.Tx, to):
		portal.Ring(v.Tx, portal.Call{Number: to, From: number})
		keys := v.Keys(callPrefix(to))
		talk.Peer = keys[len(keys)-1]
	case answers || belongs(v.Tx, to):
		talk.hear("Votre correspondant ne répond pas. Rappelez plus tard.")
		talk.Over = true
	default:
		talk.hear("Ce numéro n’est pas attribué.")
		talk.Over = true
	}
	begin(v.Tx, number, talk)
}

// belongs says whether a number is somebody's in the world.
func belongs(tx *sandbox.Tx, number string) bool {
	_, ok := portal.PersonWith(tx, func(p portal.Person) bool {
		return portal.Digits(p.Mobile) == number || portal.Digits(p.Landline) == number
	})
	return ok
}
