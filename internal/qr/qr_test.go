package qr_test

import (
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/qr"
)

const address = "http://sandbox.local:8080/rejoindre/PINSON-42?é=œ"

func TestMatrixHasTheThreeCorners(t *testing.T) {
	m, err := qr.New(address)
	require.NoError(t, err)
	size := len(m)
	require.Equal(t, 1, size%4, "17 + 4 × version modules")
	for _, at := range [][2]int{{0, 0}, {size - 7, 0}, {0, size - 7}} {
		for i := range 7 {
			assert.True(t, m[at[1]][at[0]+i], "top of the finder at %v", at)
			assert.True(t, m[at[1]+i][at[0]], "left of the finder at %v", at)
		}
		assert.True(t, m[at[1]+3][at[0]+3], "heart of the finder at %v", at)
		assert.False(t, m[at[1]+1][at[0]+1], "ring of the finder at %v", at)
	}
}

func TestRunsCoverExactlyTheDarkModules(t *testing.T) {
	m, err := qr.New(address)
	require.NoError(t, err)
	seen := map[[2]int]bool{}
	m.Runs(func(x, y, width int) {
		for i := range width {
			seen[[2]int{x + i, y}] = true
		}
	})
	for y, row := range m {
		for x, dark := range row {
			require.Equal(t, dark, seen[[2]int{x, y}], "%d,%d", x, y)
		}
	}
}

func TestSVGIsWellFormedAndNamed(t *testing.T) {
	svg, err := qr.SVG(address, `Rejoindre « l'atelier » <A&B>`)
	require.NoError(t, err)
	var drawing struct {
		Role  string `xml:"role,attr"`
		Label string `xml:"aria-label,attr"`
		Box   string `xml:"viewBox,attr"`
		Title string `xml:"title"`
	}
	require.NoError(t, xml.Unmarshal([]byte(svg), &drawing))
	m, err := qr.New(address)
	require.NoError(t, err)
	assert.Equal(t, "img", drawing.Role)
	assert.Equal(t, `Rejoindre « l'atelier » <A&B>`, drawing.Title)
	assert.Equal(t, drawing.Title, drawing.Label)
	assert.Equal(t, fmt.Sprintf("0 0 %d %d", len(m)+8, len(m)+8), drawing.Box)
}

func TestNothingOrTooMuchIsRefused(t *testing.T) {
	_, err := qr.SVG("", "vide")
	require.Error(t, err)
	_, err = qr.New(strings.Repeat("é", 2000))
	require.Error(t, err)
}

// TestAnotherProgramReadsIt decodes the matrix with zbarimg where it is at hand.
func TestAnotherProgramReadsIt(t *testing.T) {
	zbar, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Skip("zbarimg is not installed")
	}
	m, err := qr.New(address)
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "code.png")
	require.NoError(t, write(file, m, 6))
	out, err := exec.CommandContext(t.Context(), zbar, "-q", "--raw", file).Output()
	require.NoError(t, err)
	assert.Equal(t, address, strings.TrimSpace(string(out)))
}

func write(file string, m qr.Matrix, scale int) error {
	size := (len(m) + 2*qr.QuietZone) * scale
	picture := image.NewGray(image.Rect(0, 0, size, size))
	for i := range picture.Pix {
		picture.Pix[i] = 255
	}
	for y := range size {
		for x := range size {
			row, col := y/scale-qr.QuietZone, x/scale-qr.QuietZone
			if row >= 0 && col >= 0 && row < len(m) && col < len(m) && m[row][col] {
				picture.SetGray(x, y, color.Gray{})
			}
		}
	}
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer f.Close()
	return png.Encode(f, picture)
}
