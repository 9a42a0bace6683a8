package main

import "strings"

const module = "demarcheablanc/"

// importRule says which folders alone may import some packages.
type importRule struct {
	imports string   // the import path, or a tree of them when it ends with "/"
	allowed []string // folders (with all below) that may import it
	tests   bool     // whether tests anywhere may too
	instead string   // what others do
}

var importRules = []importRule{
	{"github.com/gin-gonic/", []string{"internal/web", "bench"}, false, "only internal/web knows gin"},
	{"github.com/gorilla/sessions", []string{"internal/web"}, false, "only internal/web knows cookies"},
	{"database/sql", []string{"internal/store", "bench"}, false, "only internal/store knows SQL"},
	{"github.com/mattn/go-sqlite3", []string{"internal/store", "bench"}, false, "only internal/store knows SQLite"},
	{"github.com/chromedp/", []string{"internal/browser"}, false, "only internal/browser drives a browser"},
	{module + "internal/browser", []string{"internal/browser", "e2e"}, true, "the browser is for tests"},
	{module + "internal/store", []string{"internal", "simulators/portal/portaltest", "cmd", "bench", "e2e"}, true, "a service reaches its data through its Visit"},
	{module + "internal/web", []string{"internal/web", "internal/app", "cmd", "bench", "e2e"}, true, "web is at the top: it meets services through portal"},
	{module + "internal/app", []string{"internal/app", "internal/web/webtest", "cmd", "bench", "e2e"}, true, "only cmd and whole-program tests start the program"},
}

// clockFree lists the calls that read the machine's clock, and clockOwners the
// folders where they belong: the program's wiring, tools that measure, and the
// deadlines of the network that streams are given.
var (
	clockFree   = map[string]bool{"Now": true, "Since": true, "Until": true}
	clockOwners = []string{"internal/app", "cmd", "bench", "internal/web/house"}
)

// sharedRooms are folders under simulators that are not services: every service
// may import them.
var sharedRooms = []string{"simulators/portal", "simulators/portaltest"}

// crossing tells what is wrong with a service importing another, or "".
func crossing(folder, imported string) string {
	from, ok := service(folder)
	if !ok {
		return ""
	}
	to, ok := service(strings.TrimPrefix(imported, module))
	if !ok || !strings.HasPrefix(imported, module) || to == from {
		return ""
	}
	return "a service never imports another: share through the world or over HTTP"
}

// service is the name of the service that a folder belongs to, if any.
func service(folder string) (string, bool) {
	rest, ok := strings.CutPrefix(folder, "simulators/")
	if !ok || under(folder, sharedRooms) {
		return "", false
	}
	name, _, _ := strings.Cut(rest, "/")
	return name, true
}

// under reports whether folder is one of these, or lies below one.
func under(folder string, these []string) bool {
	for _, t := range these {
		if folder == t || strings.HasPrefix(folder, t+"/") {
			return true
		}
	}
	return false
}
