package screen

import (
	"html/template"
	"strings"

	"golang.org/x/net/html"
)

// plain are the elements that a page has once, or that act: inside another page
// they become plain boxes.
var plain = map[string]bool{"main": true, "header": true, "footer": true, "nav": true, "form": true, "aside": true}

// dropped are attributes that lead somewhere, ask for the focus or speak up.
var dropped = map[string]bool{"href": true, "action": true, "method": true, "autofocus": true, "tabindex": true, "target": true, "role": true, "aria-live": true, "formaction": true}

// named are attributes that name another element of the same page.
var named = map[string]bool{"id": true, "for": true, "aria-describedby": true, "aria-labelledby": true, "aria-controls": true, "name": true, "list": true}

// still makes a page's body unable to do anything, and its names its own.
func still(body template.HTML) template.HTML {
	tokens := html.NewTokenizer(strings.NewReader(string(body)))
	var out strings.Builder
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return template.HTML(out.String()) // a page of ours with less in it
		}
		token := tokens.Token()
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			disarm(&token)
			out.WriteString(token.String())
		case html.EndTagToken:
			if plain[token.Data] {
				token.Data = "div"
			}
			out.WriteString(token.String())
		default:
			out.Write(tokens.Raw())
		}
	}
}

func disarm(token *html.Token) {
	tag := token.Data
	if plain[tag] {
		token.Data = "div"
	}
	kept := token.Attr[:0]
	for _, a := range token.Attr {
		if dropped[a.Key] && !(tag == "use" && a.Key == "href") {
			continue
		}
		if plain[tag] && (a.Key == "aria-label" || a.Key == "aria-labelledby") {
			continue // a plain box has no name
		}
		if named[a.Key] {
			a.Val = prefixed(a.Val)
		}
		kept = append(kept, a)
	}
	token.Attr = kept
	switch tag {
	case "input", "button", "select", "textarea":
		token.Attr = append(token.Attr, html.Attribute{Key: "disabled"})
	}
}

// prefixed keeps the names of a still picture apart from those of the page
// around it.
func prefixed(names string) string {
	words := strings.Fields(names)
	for i, w := range words {
		words[i] = "miroir-" + w
	}
	return strings.Join(words, " ")
}
