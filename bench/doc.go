// Package bench reads the project's speed beside bare servers that do the same
// work and nothing else, in the same run: see packages limit, load and rounds,
// and `make bench`. Only ratios count; a run on a restless machine says that it
// is void.
package bench
