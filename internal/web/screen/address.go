package screen

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// ID names one tab of one device: "pc-epn.1".
type ID struct {
	Device string
	Tab    int // from 1
}

func (id ID) String() string { return fmt.Sprintf("%s.%d", id.Device, id.Tab) }

// ParseID reads a screen's name; false where it is none.
func ParseID(text string) (ID, bool) {
	dot := strings.LastIndexByte(text, '.')
	if dot <= 0 {
		return ID{}, false
	}
	tab, err := strconv.Atoi(text[dot+1:])
	return ID{text[:dot], tab}, err == nil && tab > 0
}

// World turns the end of a seat's address, "/www.ameli.example/compte" with its
// query, into a world address. False where it names no host.
func World(path, query string) (*url.URL, bool) {
	host, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if !strings.Contains(host, ".") {
		return nil, false
	}
	u, err := url.Parse("https://" + strings.ToLower(host) + "/" + rest)
	if err != nil || u.Host == "" {
		return nil, false
	}
	u.RawQuery = query
	return u, true
}

// Local turns a world address into one that hangs under a prefix.
func Local(prefix, address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return prefix + "/"
	}
	local := prefix + "/" + u.Host + u.RequestURI()
	if u.Fragment != "" {
		local += "#" + u.EscapedFragment()
	}
	return local
}

// searchEngine answers what was typed and is no address.
const searchEngine = "https://www.cherche.example/?q="

// Typed is where the address bar leads: an address has a dot and no blank,
// everything else is looked up by the search engine. search tells which.
func Typed(text string) (address string, search bool) {
	text = strings.TrimSpace(text)
	bare := text
	for _, scheme := range []string{"https://", "http://"} {
		if len(bare) >= len(scheme) && strings.EqualFold(bare[:len(scheme)], scheme) {
			bare = bare[len(scheme):]
		}
	}
	host, _, _ := strings.Cut(bare, "/")
	if strings.Contains(host, ".") && !strings.ContainsAny(bare, " \u00a0\t") && !strings.Contains(host, "@") {
		if u, err := url.Parse("https://" + bare); err == nil && u.Host != "" {
			u.Host = strings.ToLower(u.Hostname())
			return u.String(), false
		}
	}
	return searchEngine + url.QueryEscape(text), true
}

// Bar is how an address bar shows an address: without its scheme.
func Bar(address string) string { return strings.TrimPrefix(address, "https://") }
