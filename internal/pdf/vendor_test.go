package pdf_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFacesAreTheOnesWrittenDown(t *testing.T) {
	list, err := os.ReadFile("font/VENDOR.txt")
	require.NoError(t, err)
	faces, err := filepath.Glob("font/*.ttf")
	require.NoError(t, err)
	require.Len(t, faces, 2)
	for _, face := range faces {
		data, err := os.ReadFile(face)
		require.NoError(t, err)
		assert.Contains(t, string(list), fmt.Sprintf("%x  %s", sha256.Sum256(data), filepath.Base(face)))
	}
}
