package pdf

// node is an element of the structure tree: a heading, a paragraph, a cell.
type node struct {
	tag    string
	parent *node
	kids   []kid
	// attributes is written as it is in the element, such as a header's scope.
	attributes string
	// alt says in words what a figure shows.
	alt string
	// object is the number of the element in the file, known when it is written.
	object int
}

// kid is either an element or a piece of a page, never both.
type kid struct {
	element  *node
	page, id int
}

func (n *node) add(tag string) *node {
	child := &node{tag: tag, parent: n}
	n.kids = append(n.kids, kid{element: child})
	return child
}

// walk visits n and all under it, parents first.
func (n *node) walk(visit func(*node)) {
	visit(n)
	for _, k := range n.kids {
		if k.element != nil {
			k.element.walk(visit)
		}
	}
}
