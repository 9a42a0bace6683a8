package house_test

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	demarcheablanc "demarcheablanc"
	"demarcheablanc/internal/web/house"
)

func TestEveryPageAsksForOneSheetThatHoldsThemAll(t *testing.T) {
	root, err := fs.Sub(demarcheablanc.Static, "static")
	require.NoError(t, err)
	statics, err := house.NewStatics(root)
	require.NoError(t, err)
	require.Len(t, statics.Sheets(), 1)
	answer := httptest.NewRecorder()
	statics.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, statics.Sheets()[0], nil))
	require.Equal(t, http.StatusOK, answer.Code)
	assert.Equal(t, "text/css; charset=utf-8", answer.Header().Get("Content-Type"))
	assert.Contains(t, answer.Header().Get("Cache-Control"), "immutable")
	for _, pattern := range []string{"css/*.css", "css/themes/*.css"} {
		names, err := fs.Glob(root, pattern)
		require.NoError(t, err)
		for _, name := range names {
			if path.Base(name) == "vitrine.css" { // the documentation's own page
				continue
			}
			raw, err := fs.ReadFile(root, name)
			require.NoError(t, err)
			assert.Contains(t, answer.Body.String(), string(raw), name)
		}
	}
}

func TestAFileThatIsNotThereIsNotFound(t *testing.T) {
	root, err := fs.Sub(demarcheablanc.Static, "static")
	require.NoError(t, err)
	statics, err := house.NewStatics(root)
	require.NoError(t, err)
	for _, address := range []string{"/static/css/rien.css", "/static/", "/static/../go.mod"} {
		answer := httptest.NewRecorder()
		statics.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, address, nil))
		assert.Equal(t, http.StatusNotFound, answer.Code, address)
	}
}
