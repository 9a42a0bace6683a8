package limit_test

import (
	"bufio"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/bench/limit"
)

func TestAnswersAreConstant(t *testing.T) {
	s := limit.Start(t)
	for range 2 {
		res, err := http.Get("http://" + s.Address + "/")
		require.NoError(t, err)
		body, err := io.ReadAll(res.Body)
		require.NoError(t, err)
		require.NoError(t, res.Body.Close())
		assert.Len(t, body, limit.PageSize)
	}
	stay := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := stay.Post("http://"+s.Address+"/", "application/x-www-form-urlencoded", strings.NewReader("a=b"))
	require.NoError(t, err)
	require.NoError(t, res.Body.Close())
	assert.Equal(t, http.StatusSeeOther, res.StatusCode)
}

func TestEveryStreamReceivesWhatIsPublished(t *testing.T) {
	s := limit.Start(t)
	var streams []*bufio.Reader
	for range 3 {
		res, err := http.Get("http://" + s.Address + "/flux")
		require.NoError(t, err)
		t.Cleanup(func() { res.Body.Close() })
		streams = append(streams, bufio.NewReader(res.Body))
	}
	require.Equal(t, 3, s.Streams())
	s.Publish("bonjour")
	for _, stream := range streams {
		line, err := stream.ReadString('\n')
		require.NoError(t, err)
		assert.Equal(t, "data: bonjour\n", line)
	}
}
