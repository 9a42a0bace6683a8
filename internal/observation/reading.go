package observation

import (
	"slices"
	"strings"

	"demarcheablanc/simulators/portal"
)

// reads are the endings of facts that looking leaves behind: nothing was sent.
var reads = []string{".ouvert", ".ouverte", ".consulte", ".consultes", ".lue", ".suivi", ".fermee_d_office"}

// onlyRead says whether a fact is only that somebody looked at something.
func onlyRead(fact string) bool {
	switch portal.Fact(fact) {
	case portal.FactSessionOpen:
		return false
	case portal.FactHandChanged, portal.FactFileSaved, portal.FactFilePrinted, portal.FactBrowserClosed,
		portal.FactMailArrived, portal.FactMailLost, portal.FactSMSArrived, portal.FactPaperHeld:
		return true
	}
	return slices.ContainsFunc(reads, func(end string) bool { return strings.HasSuffix(fact, end) })
}

// telling ranks the facts of one step: the one that says what was done goes
// before the one that says how.
func telling(fact string) int {
	switch portal.Fact(fact) {
	case portal.FactSecretTyped:
		return 0
	case portal.FactLoginRefused, portal.FactRecoveryAsked:
		return 1
	case portal.FactSessionOpen, portal.FactSecretChanged, portal.FactLocked:
		return 2
	}
	return 3
}

// hostOf is the host of a world address.
func hostOf(page string) string {
	_, rest, ok := strings.Cut(page, "://")
	if !ok {
		return ""
	}
	host, _, _ := strings.Cut(rest, "/")
	host, _, _ = strings.Cut(host, "?")
	return host
}

// first finds the first detail that is there, of several possible names.
func first(detail map[string]string, names ...string) string {
	for _, n := range names {
		if v := detail[n]; v != "" {
			return v
		}
	}
	return ""
}
