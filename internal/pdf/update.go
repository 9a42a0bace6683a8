package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// update is an incremental update being written after a file.
type update struct {
	file     []byte
	previous int // offset of the cross-reference table of the file
	next     int // first object number that is free
	catalog  int
	body     bytes.Buffer
	offsets  map[int]int
	err      error
}

var trailer = regexp.MustCompile(`(?s)trailer\n<<\n/Size (\d+)\n/Root (\d+) 0 R.*startxref\n(\d+)\n%%EOF\s*$`)

func newUpdate(file []byte) (*update, error) {
	found := trailer.FindSubmatch(file)
	if found == nil {
		return nil, fmt.Errorf("pdf: no trailer to follow")
	}
	u := &update{file: bytes.Clone(file), offsets: map[int]int{}}
	// The three numbers are digits by the expression above.
	u.next, _ = strconv.Atoi(string(found[1]))
	u.catalog, _ = strconv.Atoi(string(found[2]))
	u.previous, _ = strconv.Atoi(string(found[3]))
	copy(u.file, "%PDF-1.7") // marked content with a structure asks for 1.4 at least
	return u, nil
}

func (u *update) reserve() int {
	u.next++
	return u.next - 1
}

func (u *update) write(object int, content string) {
	u.offsets[object] = len(u.file) + u.body.Len()
	fmt.Fprintf(&u.body, "%d 0 obj\n%s\nendobj\n", object, content)
}

// amend writes a new version of a dictionary object, with more entries.
func (u *update) amend(object int, entries string) {
	content, ok := u.object(object)
	if !ok {
		u.err = fmt.Errorf("pdf: object %d is not where the file says", object)
		return
	}
	end := strings.LastIndex(content, ">>")
	u.write(object, content[:end]+" "+entries+content[end:])
}

// object reads the content of an object through the cross-reference table,
// whose entries are 20 bytes long.
func (u *update) object(object int) (string, bool) {
	_, table, found := bytes.Cut(u.file[u.previous:], []byte("f \n"))
	at := (object - 1) * 20
	if !found || at+20 > len(table) {
		return "", false
	}
	offset, err := strconv.Atoi(string(table[at : at+10]))
	if err != nil || offset >= len(u.file) {
		return "", false
	}
	rest, found := bytes.CutPrefix(u.file[offset:], fmt.Appendf(nil, "%d 0 obj\n", object))
	content, _, ended := bytes.Cut(rest, []byte("\nendobj"))
	return string(content), found && ended && bytes.Contains(content, []byte(">>"))
}

// finish writes the cross-reference table of the update and its trailer.
func (u *update) finish() []byte {
	start := len(u.file) + u.body.Len()
	out := append(u.file, u.body.Bytes()...)
	out = append(out, "xref\n"...)
	for object := range u.next {
		if offset, ok := u.offsets[object]; ok {
			out = fmt.Appendf(out, "%d 1\n%010d 00000 n \n", object, offset)
		}
	}
	return fmt.Appendf(out, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /Prev %d>>\nstartxref\n%d\n%%%%EOF\n",
		u.next, u.catalog, u.catalog-1, u.previous, start)
}
