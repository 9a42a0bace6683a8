package recherche_test

import (
	"io"
	"strings"

	"demarcheablanc/simulators/portal/portaltest"
)

func readerOf(b *portaltest.Browser) io.Reader { return strings.NewReader(string(b.Answer.Body)) }
