package pdf

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// tag appends to a finished file what makes it a tagged one (ISO 32000-1, 14.7
// and 14.8), as an incremental update: the structure tree, and new versions of
// the pages and of the catalogue that point to it. The drawing library has no
// way to write these.
func tag(file []byte, root *node, marked [][]*node) ([]byte, error) {
	u, err := newUpdate(file)
	if err != nil {
		return nil, err
	}
	tree, parents := u.reserve(), u.reserve()
	root.walk(func(n *node) { n.object = u.reserve() })
	for page := range marked {
		u.amend(pageObject(page), fmt.Sprintf("/StructParents %d /Tabs /S", page))
	}
	u.amend(u.catalog, fmt.Sprintf("/MarkInfo <</Marked true>> /StructTreeRoot %d 0 R /ViewerPreferences <</DisplayDocTitle true>>", tree))
	u.write(tree, fmt.Sprintf("<</Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d>>", root.object, parents, len(marked)))
	u.write(parents, parentTree(marked))
	root.walk(func(n *node) { u.write(n.object, element(n, tree)) })
	return u.finish(), u.err
}

// pageObject is the number the drawing library gives to a page counted from 0:
// pages and their contents alternate from object 3.
func pageObject(page int) int { return 3 + 2*page }

func parentTree(marked [][]*node) string {
	var b strings.Builder
	b.WriteString("<</Nums [")
	for page, nodes := range marked {
		fmt.Fprintf(&b, "%d [", page)
		for _, n := range nodes {
			fmt.Fprintf(&b, "%d 0 R ", n.object)
		}
		b.WriteString("] ")
	}
	b.WriteString("]>>")
	return b.String()
}

func element(n *node, tree int) string {
	parent := tree
	if n.parent != nil {
		parent = n.parent.object
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<</Type /StructElem /S /%s /P %d 0 R", n.tag, parent)
	if n.attributes != "" {
		fmt.Fprintf(&b, " /A <<%s>>", n.attributes)
	}
	if n.alt != "" {
		fmt.Fprintf(&b, " /Alt %s", hexText(n.alt))
	}
	b.WriteString(" /K [")
	for _, k := range n.kids {
		if k.element != nil {
			fmt.Fprintf(&b, "%d 0 R ", k.element.object)
		} else {
			fmt.Fprintf(&b, "<</Type /MCR /Pg %d 0 R /MCID %d>> ", pageObject(k.page), k.id)
		}
	}
	b.WriteString("]>>")
	return b.String()
}

// hexText writes a text string of PDF: UTF-16 with its mark, in hexadecimal.
func hexText(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	b.WriteString(">")
	return b.String()
}
