package axe_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/assert"

	"demarcheablanc/internal/browser/axe"
)

func TestSourceIsTheFileThatVendorDescribes(t *testing.T) {
	sum := sha256.Sum256([]byte(axe.Source))

	assert.Contains(t, axe.Vendor, hex.EncodeToString(sum[:]))
	assert.Contains(t, axe.Vendor, "axe-core "+axe.Version)
	assert.Contains(t, axe.Source, `version="`+axe.Version+`"`)
}
