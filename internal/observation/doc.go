// Package observation is what is kept and drawn of a play besides the world
// itself: the observer's grid and moments, the aidant's self-assessment, what
// the helped person felt, the gestures that the journal witnesses, and the
// debrief that puts them side by side.
//
// What people give and what the machine saw are kept apart. People's part is
// written in the atelier's register, under these keys:
//
//	grille/<trio>/<round>           Grid      the observer's, unchangeable once closed
//	autoevaluation/<trio>/<round>   Self      the aidant's, before seeing the grid
//	ressenti/<trio>/<round>         Feeling   the helped person's
//	moment/<trio>/<round>/<n>       Moment    one press of a button by the observer
//	partage/<trio>/<round>          Sharing   whether the trainer may read the above
//
// The machine's part is kept nowhere: [Evidence] and [Debrief] are computed from
// the sandbox's journal each time they are read. The machine witnesses; only
// people give stars, and nothing here adds them up.
//
// It knows neither HTTP nor pages, and leaves to package workshop who sits where
// and which phase it is.
package observation
