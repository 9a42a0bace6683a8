// Package app puts the house together: Config → Start → Wait → Close. The
// command and the end-to-end tests start the same thing.
package app
