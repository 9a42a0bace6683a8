package frtext_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/frtext"
)

func TestPunctuationStaysOnItsLine(t *testing.T) {
	require.Equal(t, "«\u00a0Qui\u00a0?\u00a0» dit-elle\u00a0: 12\u00a0€, 50\u00a0%", frtext.Tight("« Qui ? » dit-elle : 12 €, 50 %"))
}
