package witness

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"demarcheablanc/internal/sandbox"
)

// player reads the lines of a path to its stage.
type player struct {
	Stage
	services Services
}

// verbs are the acts of a path. Each says what went otherwise, or nothing.
var verbs = map[string]func(p *player, rest string) error{
	"poste":   (*player).sit,
	"va":      func(p *player, rest string) error { return p.Go(strings.TrimPrefix(rest, "à ")) },
	"clique":  func(p *player, rest string) error { return p.Click(rest) },
	"vois":    func(p *player, rest string) error { return p.See(rest) },
	"ne":      func(p *player, rest string) error { return p.DontSee(strings.TrimPrefix(rest, "vois pas ")) },
	"remplis": (*player).fill,
	"attends": (*player).wait,
	"ferme":   func(p *player, _ string) error { return p.CloseBrowser() },
	"remets":  (*player).handOver,
	"garde":   func(p *player, _ string) error { return p.Keep() },
	"jette":   func(p *player, rest string) error { return p.ThrowAway(rest) },
	"vide":    func(p *player, _ string) error { return p.EmptyBin() },
	"montre":  func(p *player, rest string) error { return p.Lay(rest) },
	"relit":   func(p *player, _ string) error { return p.Understand() },
	"note":    (*player).note,
	"but":     (*player).goal,
	"voie":    (*player).way,
	"témoin":  (*player).witnessed,
}

// act plays one line.
func (p *player) act(line string) error {
	verb, rest, _ := strings.Cut(line, " ")
	act, ok := verbs[verb]
	if !ok {
		return fmt.Errorf("« %s » n’est pas un verbe connu", verb)
	}
	return act(p, rest)
}

// sit reads « pc-epn, main aide ».
func (p *player) sit(rest string) error {
	device, hand, ok := strings.Cut(rest, ", main ")
	if !ok {
		return errors.New("écrivez « poste pc-epn, main aide »")
	}
	return p.Sit(device, hand)
}

// fill reads « Numéro fiscal = 9900000005469 ».
func (p *player) fill(rest string) error {
	label, value, ok := strings.Cut(rest, " = ")
	if !ok {
		return errors.New("écrivez « remplis Champ = valeur »")
	}
	err := p.World().Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		value = Filled(tx, p.services, value)
		return nil
	})
	if err != nil {
		return err
	}
	return p.Fill(label, value)
}

// note reads a fact of the desk, and details in pairs: « poste.page.ouverte hote
// www.ameli.example comment tape ».
func (p *player) note(rest string) error {
	words := strings.Fields(rest)
	if len(words)%2 == 0 {
		return errors.New("écrivez un fait, puis ses détails deux par deux")
	}
	return p.Note(words[0], words[1:]...)
}

func (p *player) wait(rest string) error {
	d, err := time.ParseDuration(rest)
	if err != nil {
		return errors.New("écrivez une durée comme 5m ou 1h")
	}
	return p.Wait(d)
}

// handOver reads « le document à samia, imprime »: the file that the screen has
// just received goes into a person's hands.
func (p *player) handOver(rest string) error {
	person, how, ok := strings.Cut(strings.TrimPrefix(rest, "le document à "), ", ")
	if !ok {
		return errors.New("écrivez « remets le document à samia, imprime »")
	}
	return p.HandOver(person, how)
}
