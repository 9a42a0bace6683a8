package telephone

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// part is a run of a message's text; URL is set where it is a link.
type part struct {
	Text  string
	URL   string
	Index int
}

var addressInText = regexp.MustCompile(`(?i)(?:https?://)?(?:[a-z0-9-]+\.)+(?:example|test)(?:/\S*)?`)

// parts cuts a message at its links, as phones do: what looks like an address
// can be touched, an electronic address cannot.
func parts(text string) []part {
	var cut []part
	at, n := 0, 0
	for _, found := range addressInText.FindAllStringIndex(text, -1) {
		start, end := found[0], found[1]
		if start > 0 && text[start-1] == '@' {
			continue
		}
		shown := strings.TrimRight(text[start:end], ".,;:!?)»")
		if start > at {
			cut = append(cut, part{Text: text[at:start]})
		}
		cut = append(cut, part{Text: shown, URL: whole(shown), Index: n})
		at, n = start+len(shown), n+1
	}
	if at < len(text) {
		cut = append(cut, part{Text: text[at:]})
	}
	return cut
}

func whole(address string) string {
	if _, rest, ok := strings.Cut(address, "://"); ok {
		return "https://" + rest
	}
	return "https://" + address
}

// followLink opens a link of a message in the phone's browser, and witnesses
// where it led.
func followLink(v *portal.Visit, number string) error {
	m, ok := sandbox.Get[portal.SMS](v.Tx, smsPrefix(number)+portal.Digits(v.Value("m")))
	n, err := strconv.Atoi(v.Value("n"))
	if ok && err == nil {
		for _, p := range parts(strings.TrimPrefix(m.Text, portal.Mark)) {
			if p.URL == "" || p.Index != n {
				continue
			}
			if u, err := url.Parse(p.URL); err == nil {
				v.Witness(FactLink, "de", correspondent(m.From), "hote", strings.ToLower(u.Host), "poste_numero", number)
				return v.Redirect(p.URL)
			}
		}
	}
	return v.Stop(http.StatusNotFound, "Ce lien n’est plus là", "Rouvrez la conversation et touchez le lien.", "/", "Voir les messages")
}
