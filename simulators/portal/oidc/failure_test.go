package oidc_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

// Every page has its status, a French sentence that blames nobody, and a name
// for developers.
func TestFailurePages(t *testing.T) {
	t.Parallel()
	for code, status := range map[string]int{
		"Y030007": 400, "Y04EA6EF": 400, "Y04C013C": 400, "Y041FDE": 400, oidc.CodePostLogoutURI: 400, "Y030032": 400,
		"Y100002": 400, "Y100004": 403, "Y100018": 400, "Y100011": 403, "Y180001": 403, "Y190001": 401,
		"Y020021": 400, "Y020022": 403, "Y020026": 400, "Y020027": 400,
		"Y010004": 400, "Y010006": 400, "Y010007": 400, "Y010008": 400, "Y010009": 400, "Y010011": 400, "Y010012": 400, "Y010013": 400, "Y010015": 400,
		"Y600006": 400, "Y600020": 400, "Y420001": 400, "Y420002": 400,
		"Y470001": 401, "Y470002": 400, "Y470003": 401, "Y470004": 401,
		"Y0434A7B": 401, "Y049E20B": 400, "Y048017B": 400, "Y040001": 401, "Y04146A2": 401, "inconnu": 500,
	} {
		f := oidc.Describe(code)
		require.Equal(t, status, f.Status, code)
		require.Equal(t, code, f.Code)
		require.NotEmpty(t, f.OAuthError, code)
		require.True(t, strings.HasSuffix(f.Message, "."), code)
		require.NotContains(t, strings.ToLower(f.Message), "erreur", code)
		require.Contains(t, f.Error(), code)
	}
	require.NotErrorIs(t, oidc.Describe("Y190001"), oidc.Describe("Y420001"))
}

// A host that draws nothing still says something, in plain text.
func TestFailureWithoutHost(t *testing.T) {
	t.Parallel()
	p := oidctest.Serve(t, oidctest.Config{}).Provider
	p.Failure = nil
	w := httptest.NewRecorder()
	p.Authorize(w, httptest.NewRequest(http.MethodPut, "/api/v2/authorize", nil))
	require.Equal(t, http.StatusBadRequest, w.Code)
	require.Contains(t, w.Body.String(), "Y030007")
	require.Contains(t, w.Header().Get("Content-Type"), "text/plain")
}

func TestIdentityMissing(t *testing.T) {
	t.Parallel()
	samia, tarek := oidctest.Personas()[0].Who, oidctest.Personas()[1].Who
	require.Empty(t, samia.Missing())
	tarek.Birthplace = ""
	require.Empty(t, tarek.Missing(), "nobody born abroad has a French place of birth")
	samia.Email, samia.Gender, samia.Birthplace = "", " ", ""
	require.Equal(t, []string{"gender", "email", "birthplace"}, samia.Missing())
	require.Len(t, oidc.Identity{}.Missing(), 6)
}
