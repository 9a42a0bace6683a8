// Package demarcheablanc embeds what the program shows: its templates, its
// static files, its situations.
package demarcheablanc

import "embed"

// Templates are the pages of the workshop's rooms.
//
//go:embed all:templates
var Templates embed.FS

// Static is what browsers fetch: style sheets, fonts, icons, scripts.
//
//go:embed static
var Static embed.FS

// Scenarios are the situations that come with the program.
//
//go:embed scenarios
var Scenarios embed.FS
