package portal

import (
	"bytes"
	"html/template"
	"maps"
	"net/http"
	"strings"
	"time"

	"demarcheablanc/internal/sandbox"
)

// Frame is a page of a site cut once around what changes in it: the title, the
// content, who is logged in, where addresses hang. What html/template would draw
// again at each visit is then copied.
type Frame []string

// What stands for the changing parts while a frame is cut; none needs escaping.
const (
	markTitle  = "zqtitrez"
	markBody   = "zqcorpsz"
	markWho    = "zqquiz"
	markPrefix = "/zqprefixez"
	markToken  = "zqjetonz"
)

var marks = []string{markTitle, markBody, markWho, markPrefix, markToken}

// Frame draws one of a site's pages around marks, and cuts it. what makes the
// page's typed struct from who is logged in and from the content; the page may
// use nothing else of the visit than its addresses and the era.
func (n *Network) Frame(site *Site, page, era string, what func(who string, content template.HTML) any) (Frame, error) {
	v := &Visit{Site: site, Network: n, Prefix: markPrefix, Token: markToken, Request: &http.Request{}, era: era}
	var drawn bytes.Buffer
	p := &Page{Visit: v, Title: markTitle, P: what(markWho, template.HTML(markBody))}
	if err := n.pages[site.ID].render(&drawn, page, p); err != nil {
		return nil, err
	}
	var cut Frame
	rest := drawn.String()
	for rest != "" {
		at, found := len(rest), ""
		for _, mark := range marks {
			if i := strings.Index(rest, mark); i >= 0 && i < at {
				at, found = i, mark
			}
		}
		cut = append(cut, rest[:at])
		if found != "" {
			cut = append(cut, found)
		}
		rest = rest[at+len(found):]
	}
	return cut, nil
}

// Show answers with a content already drawn, inside a frame. problems is how many
// fields were refused.
func (v *Visit) Show(status int, f Frame, title, who string, content []byte, problems int) {
	var out strings.Builder
	out.Grow(len(content) + 4096)
	for _, part := range f {
		switch part {
		case markTitle:
			template.HTMLEscape(&out, []byte(title))
		case markBody:
			out.Write(content)
		case markWho:
			template.HTMLEscape(&out, []byte(who))
		case markPrefix:
			out.WriteString(v.Prefix)
		case markToken:
			out.WriteString(v.Token)
		default:
			out.WriteString(part)
		}
	}
	v.response = Response{Status: status, Title: title, Body: template.HTML(out.String()), Problems: problems} // every value was escaped
}

// SessionEnds is when this screen's login ends, if nobody clicks before.
func (v *Visit) SessionEnds() (time.Time, bool) {
	s, ok := v.Session()
	return s.Seen.Add(v.Site.sessionLife()), ok
}

// LastSession is this screen's login, even if it has just expired: what was
// typed in it may still be kept for its owner.
func (v *Visit) LastSession() (Session, bool) {
	s, ok := sandbox.Shared[Session](v.Tx, v.sessionKey())
	s.Data = maps.Clone(s.Data)
	return s, ok
}
