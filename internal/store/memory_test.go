package store_test

import (
	"testing"

	"demarcheablanc/internal/store"
	"demarcheablanc/internal/store/storetest"
)

func TestMemory(t *testing.T) {
	storetest.Run(t, func(*testing.T) store.Store { return store.Memory() })
}
