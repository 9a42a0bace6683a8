package fictif

import (
	"regexp"
	"slices"
)

// sep is what may stand between two groups of digits of one identifier.
const sep = `[ \x{a0}\x{202f}.\-]?`

var (
	separator = regexp.MustCompile(`^[ \x{a0}\x{202f}.\-]`)
	digitRun  = regexp.MustCompile(`\d+(?:[ \x{a0}\x{202f}.\-]\d+)*`)
	digitPart = regexp.MustCompile(`\d+`)
)

// digits reads the runs of digits, each as its groups: an identifier is made of
// whole groups, cut where people cut it. This is what leaves alone dates,
// amounts and lists of codes.
func (s *scanner) digits() {
	for _, run := range digitRun.FindAllIndex(s.rest, -1) {
		groups := digitPart.FindAllIndex(s.rest[run[0]:run[1]], -1)
		for i := range groups {
			groups[i][0] += run[0]
			groups[i][1] += run[0]
		}
		for i := 0; i < len(groups); {
			i += max(1, s.longest(groups[i:]))
		}
	}
}

// longest reads the longest identifier that begins with the first group and
// returns how many groups it takes, 0 when there is none.
func (s *scanner) longest(groups [][]int) int {
	var digits []byte
	var cuts []int
	taken, best := 0, verdict{}
	for i, g := range groups {
		digits = append(digits, s.rest[g[0]:g[1]]...)
		if len(digits) > 16 {
			break
		}
		if v := judge(string(digits), cuts); v.known && s.alone(groups[0][0], g[1]) {
			taken, best = i+1, v
		}
		cuts = append(cuts, len(digits))
	}
	if taken > 0 && best.kind != "" {
		s.add(best.kind, groups[0][0], groups[taken-1][1], best.sure)
	}
	return taken
}

// verdict is what a string of digits is. Known without a kind: an identifier of
// the exercise, or a number that is nobody's own.
type verdict struct {
	known, sure bool
	kind        Kind
}

// Where people cut each identifier; fewer cuts are as good, but for the last ones.
var (
	nirCuts    = []int{1, 3, 5, 7, 10, 13}
	fiscalCuts = []int{2, 4, 7, 10}
	cardCuts   = []int{4, 8, 12}
	amexCuts   = []int{4, 10}
	phoneCuts  = []int{2, 4, 6, 8}
)

func judge(digits string, cuts []int) verdict {
	switch len(digits) {
	case 10:
		return judgePhone(digits, cuts)
	case 13:
		return judgeThirteen(digits, cuts)
	case 15:
		if v := judgeNIR(digits, cuts); v.known {
			return v
		}
		return judgeCard(digits, cuts, amexCuts)
	case 16:
		return judgeCard(digits, cuts, cardCuts)
	}
	return verdict{}
}

func judgePhone(digits string, cuts []int) verdict {
	if digits[0] != '0' || digits[1] == '0' || !within(cuts, phoneCuts) || !endsWith(cuts, 8) {
		return verdict{}
	}
	if fictionalPhone(digits) || servicePhone(digits) {
		return verdict{known: true}
	}
	return verdict{known: true, kind: KindPhone, sure: true}
}

// judgeThirteen tells a numéro fiscal from a NIR without its key. A NIR without
// a key is taken as sure: it is what people type to log in, and it is enough to
// know who they are.
func judgeThirteen(digits string, cuts []int) verdict {
	asFiscal := within(cuts, fiscalCuts) && endsWith(cuts, 7, 10) && digits[0] <= '3'
	if asFiscal && fiscalKey(digits) {
		return verdict{known: true, kind: KindFiscal, sure: true}
	}
	if v := judgeNIR(digits, cuts); v.known {
		return v
	}
	if asFiscal {
		return verdict{known: true, kind: KindFiscal}
	}
	return verdict{}
}

func judgeNIR(digits string, cuts []int) verdict {
	n := NIR(digits)
	if !nirForm.MatchString(digits) || !within(cuts, nirCuts) {
		return verdict{}
	}
	if n.Fictional() {
		return verdict{known: true}
	}
	if n.Valid() && n.plausible(true) {
		return verdict{known: true, kind: KindNIR, sure: true}
	}
	if n.plausible(false) {
		return verdict{known: true, kind: KindNIR, sure: len(n) == 13}
	}
	return verdict{}
}

func judgeCard(digits string, cuts, usual []int) verdict {
	if !realCard(digits) || !within(cuts, usual) {
		return verdict{}
	}
	return verdict{known: true, kind: KindCard, sure: luhn(digits)}
}

// within says whether every cut is one that people make.
func within(cuts, usual []int) bool {
	i := 0
	for _, cut := range cuts {
		for i < len(usual) && usual[i] < cut {
			i++
		}
		if i == len(usual) || usual[i] != cut {
			return false
		}
	}
	return true
}

// endsWith says whether there is no cut, or the last ones are those given.
func endsWith(cuts []int, last ...int) bool {
	return len(cuts) == 0 || (len(cuts) >= len(last) && slices.Equal(cuts[len(cuts)-len(last):], last))
}
