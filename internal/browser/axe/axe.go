// Package axe holds axe-core, the accessibility checker that browser tests
// inject into every page they reach. It owns the file and its proof of origin
// (VENDOR.txt) and leaves running it to package browser. Only tests import it.
package axe

import _ "embed"

// Version is the version of axe-core that Source holds.
const Version = "4.14.1"

// Source is the minified script, exactly as published.
//
//go:embed axe.min.js
var Source string

// Vendor says where Source comes from, under which licence, with its sha256.
//
//go:embed VENDOR.txt
var Vendor string
