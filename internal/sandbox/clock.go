package sandbox

import "time"

// Clock ties the world's time to the time on the wall. While it runs, the world
// ages as fast as the wall does; while it stands, it does not.
type Clock struct {
	Start   time.Time `json:"start"` // the world's time at its frozen start
	World   time.Time `json:"world"` // the world's time when the clock was last set
	Wall    time.Time `json:"wall"`  // the wall's time at that moment
	Running bool      `json:"running"`
}

// At tells the world's time for a time on the wall. A wall clock set back never
// makes the world younger than when its clock was last set.
func (c Clock) At(wall time.Time) time.Time {
	if !c.Running || wall.Before(c.Wall) {
		return c.World
	}
	return c.World.Add(wall.Sub(c.Wall))
}

// set returns the clock showing world at this time on the wall.
func (c Clock) set(world, wall time.Time, running bool) Clock {
	return Clock{Start: c.Start, World: world, Wall: wall, Running: running}
}
