// Package browser plays people in front of screens, for tests: it drives one
// headless Chromium and gives each person a window of their own, with their own
// cookies. Its verbs speak of what people see and do (Click « Se connecter »,
// Fill « Prénom », See « Bienvenue »), never of CSS.
//
// It owns the browser process, waiting, screenshots, PDF, axe-core and the
// messages of failed tests; it is the one package that knows chromedp. It knows
// nothing of the product: addresses, journeys and words belong to the tests.
//
// Every verb waits for what it needs, up to the person's patience, then fails
// the test with the text then on the page and a screenshot. Frames of the same
// origin belong to the page, since people see them. Names are matched exactly
// first, then without case, then by their beginning, then by any part; a name
// that fits several elements equally well fails and asks for Within.
package browser
