package courriel

import (
	"net/url"
	"strconv"
	"strings"

	"demarcheablanc/simulators/portal"
)

// linkView is one link of a message as its page shows it: where it leads is
// written in full before anybody follows it.
type linkView struct {
	Index int
	portal.Link
	Host    string
	IsURL   bool // its text is itself an address
	Matches bool // and that address is where it leads
}

func linkViews(m portal.Mail) []linkView {
	views := make([]linkView, 0, len(m.Links))
	for i, link := range m.Links {
		view := linkView{Index: i, Link: link, Host: hostOf(link.URL)}
		if shown := hostOf(link.Text); shown != "" {
			view.IsURL, view.Matches = true, shown == view.Host
		}
		views = append(views, view)
	}
	return views
}

// hostOf is the host of what is written as an address, with or without https://,
// or nothing for ordinary words.
func hostOf(text string) string {
	text = strings.TrimSpace(text)
	if strings.ContainsAny(text, " \u00a0") || !strings.Contains(text, ".") {
		return ""
	}
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

// followLink opens a link of a message, and witnesses which.
func followLink(v *portal.Visit, box portal.Mailbox) error {
	m, ok := messageAt(v.Tx, box.Address, v.Value("m"))
	n, err := strconv.Atoi(v.Value("n"))
	if !ok || err != nil || n < 0 || n >= len(m.Links) {
		return noMessage(v)
	}
	target := m.Links[n].URL
	v.Witness(FactLink, "adresse", box.Address, "url", Redacted(target), "hote", hostOf(target), "de", m.From)
	return v.Redirect(target)
}

// longestWord: a longer part of a path may be a token that lets somebody in.
const longestWord = 20

// Redacted writes an address for the journal: without its query and without
// what may be a key in its path.
func Redacted(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	parts := strings.Split(u.Path, "/")
	for i, part := range parts {
		if len(part) > longestWord {
			parts[i] = "…"
		}
	}
	return u.Scheme + "://" + u.Host + strings.Join(parts, "/")
}
