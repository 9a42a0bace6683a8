package portal

import (
	"bytes"
	"io"
	"mime"
	"net/http"

	"github.com/go-jose/go-jose/v4"

	"demarcheablanc/simulators/portal/oidc"
)

// open takes a signed token out of the envelope that it was sent in, where this
// service has its tokens encrypted: one that comes without is not believed.
func (rp *RelyingParty) open(token string) (string, error) {
	if rp.Decrypt == nil {
		return token, nil
	}
	sealed, err := jose.ParseEncryptedCompact(token, []jose.KeyAlgorithm{oidc.ECDHES}, []jose.ContentEncryption{jose.A256GCM})
	if err != nil {
		return "", err
	}
	inside, err := sealed.Decrypt(rp.Decrypt)
	return string(inside), err
}

// client calls the provider, and opens the user info on the way: the library that
// reads it knows signatures only.
func (rp *RelyingParty) client() *http.Client {
	client := rp.Network.Client()
	if rp.Decrypt != nil {
		client.Transport = opening{rp, client.Transport}
	}
	return client
}

type opening struct {
	rp   *RelyingParty
	next http.RoundTripper
}

// RoundTrip makes it an http.RoundTripper.
func (o opening) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := o.next.RoundTrip(r)
	if err != nil || answer.StatusCode != http.StatusOK {
		return answer, err
	}
	if kind, _, err := mime.ParseMediaType(answer.Header.Get("Content-Type")); err != nil || kind != "application/jwt" {
		return answer, nil // JSON: its id_token is opened apart
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	inside, err := o.rp.open(string(body))
	if err != nil {
		return nil, err
	}
	answer.Body, answer.ContentLength = io.NopCloser(bytes.NewReader([]byte(inside))), int64(len(inside))
	return answer, nil
}
