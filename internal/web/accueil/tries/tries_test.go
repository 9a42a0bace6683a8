package tries_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"demarcheablanc/internal/web/accueil/tries"
)

func TestOneBrowserIsSlowedAndTheOthersAreNot(t *testing.T) {
	now := time.Date(2026, 10, 15, 10, 0, 0, 0, time.UTC)
	all := tries.New(6*time.Second, 3)
	for range 3 {
		assert.True(t, all.Allowed("a", now))
		all.Missed("a", now)
	}
	assert.False(t, all.Allowed("a", now))
	assert.True(t, all.Allowed("b", now))
	assert.True(t, all.Allowed("a", now.Add(6*time.Second)), "one more after a while")
}

func TestThrowingTheCookieAwayDoesNotHelp(t *testing.T) {
	now := time.Date(2026, 10, 15, 10, 0, 0, 0, time.UTC)
	all := tries.New(6*time.Second, 3)
	misses := 0
	for i := range 10_000 {
		browser := fmt.Sprintf("b%d", i)
		if !all.Allowed(browser, now) {
			break
		}
		all.Missed(browser, now)
		misses++
	}
	assert.Equal(t, 120, misses)
	assert.True(t, all.Allowed("nouveau", now.Add(time.Minute)))
}

func TestBrowsersAreForgottenInTime(t *testing.T) {
	now := time.Date(2026, 10, 15, 10, 0, 0, 0, time.UTC)
	all := tries.New(time.Second, 1)
	for i := range 10_000 {
		now = now.Add(2 * time.Second)
		all.Missed(fmt.Sprintf("b%d", i), now)
	}
	assert.False(t, all.Allowed("b9999", now))
	assert.True(t, all.Allowed("b0", now))
}
