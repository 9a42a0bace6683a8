// Package tries slows down whoever guesses a join code or an access phrase: a
// few tries at once, then one from time to time.
//
// Each browser has its own measure, never each address: a whole classroom comes
// from one. A wider measure, over all of them together, holds back whoever
// throws the cookie away at each try. Only misses count, so that nobody who
// types the right thing is ever slowed. It keeps nothing but counts, in memory.
package tries

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// mostBrowsers bounds the memory: past it, the browsers that have not missed
// for a while are forgotten.
const mostBrowsers = 4096

// Tries counts misses. The zero value is not usable: see New.
type Tries struct {
	every time.Duration
	burst int

	mu   sync.Mutex
	each map[string]*rate.Limiter
	all  *rate.Limiter
}

// New allows each browser burst misses at once, then one more every so often,
// and forty times as much to all browsers together.
func New(every time.Duration, burst int) *Tries {
	const together = 40
	return &Tries{
		every: every, burst: burst,
		each: map[string]*rate.Limiter{},
		all:  rate.NewLimiter(rate.Every(every/together), burst*together),
	}
}

// Allowed says whether a browser may try now.
func (t *Tries) Allowed(browser string, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.of(browser).TokensAt(now) >= 1 && t.all.TokensAt(now) >= 1
}

// Missed counts one miss.
func (t *Tries) Missed(browser string, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.each) >= mostBrowsers {
		t.forget(now)
	}
	limiter := t.of(browser)
	limiter.AllowN(now, 1)
	t.all.AllowN(now, 1)
	t.each[browser] = limiter
}

func (t *Tries) of(browser string) *rate.Limiter {
	if limiter, ok := t.each[browser]; ok {
		return limiter
	}
	return rate.NewLimiter(rate.Every(t.every), t.burst)
}

func (t *Tries) forget(now time.Time) {
	for browser, limiter := range t.each {
		if limiter.TokensAt(now) >= float64(t.burst) {
			delete(t.each, browser)
		}
	}
}
