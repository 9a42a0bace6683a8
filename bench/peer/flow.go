package peer

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// Client goes through logins as a browser and as a service. Its connections stay
// open; each login is a browser of its own.
type Client struct{ http *http.Client }

// NewClient opens at most so many connections.
func NewClient(together int) *Client {
	return &Client{&http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: together, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Endpoints are the paths that differ between the two, under the issuer.
type Endpoints struct{ Authorize, Userinfo string }

// Login asks, reads the page, agrees, redeems the code and reads who it is.
func (c *Client) Login(issuer string, endpoints Endpoints) error {
	b := browser{client: c.http, cookies: map[string]string{}}
	query := url.Values{
		"client_id": {ClientID}, "redirect_uri": {Callback}, "response_type": {"code"}, "scope": {"openid identite_pivot email"},
		"state": {rand.Text()}, "nonce": {rand.Text()}, "acr_values": {"eidas1"},
	}
	at := issuer + endpoints.Authorize + "?" + query.Encode()
	method := http.MethodGet
	for range 8 {
		next, _, err := b.send(method, at, nil, "")
		switch {
		case err != nil:
			return err
		case strings.HasPrefix(next, Callback):
			return c.redeem(b, issuer, next, endpoints)
		case next == "": // the page: agree
			method = http.MethodPost
			continue
		}
		to, err := resolve(at, next)
		if err != nil {
			return err
		}
		at, method = to, http.MethodGet
	}
	return fmt.Errorf("%s: no code", at)
}

func (c *Client) redeem(b browser, issuer, callback string, endpoints Endpoints) error {
	u, err := url.Parse(callback)
	if err != nil {
		return err
	}
	_, body, err := b.send(http.MethodPost, issuer+"/token", url.Values{
		"grant_type": {"authorization_code"}, "code": {u.Query().Get("code")}, "redirect_uri": {Callback}, "client_id": {ClientID}, "client_secret": {Secret},
	}, "")
	if err != nil {
		return err
	}
	var token struct {
		Access string `json:"access_token"`
		ID     string `json:"id_token"`
	}
	if err := json.Unmarshal(body, &token); err != nil || token.ID == "" {
		return fmt.Errorf("token: %s", body)
	}
	_, body, err = b.send(http.MethodGet, issuer+endpoints.Userinfo, nil, token.Access)
	if err == nil && strings.Count(string(body), ".") != 2 {
		err = fmt.Errorf("user info: %s", body)
	}
	return err
}

type browser struct {
	client  *http.Client
	cookies map[string]string
}

// send keeps cookies as a browser does, and gives where a redirect leads.
func (b browser) send(method, at string, form url.Values, bearer string) (next string, body []byte, err error) {
	r, err := http.NewRequest(method, at, strings.NewReader(form.Encode()))
	if err != nil {
		return "", nil, err
	}
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if bearer != "" {
		r.Header.Set("Authorization", "Bearer "+bearer)
	}
	answer, err := b.client.Do(r)
	if err != nil {
		return "", nil, err
	}
	defer answer.Body.Close()
	if body, err = io.ReadAll(answer.Body); err != nil {
		return "", nil, err
	}
	if answer.StatusCode >= 400 {
		return "", nil, fmt.Errorf("%s %s: %d %s", method, at, answer.StatusCode, body)
	}
	for _, c := range answer.Cookies() {
		b.cookies[c.Name] = c.Value
	}
	return answer.Header.Get("Location"), body, nil
}

func resolve(from, to string) (string, error) {
	base, err := url.Parse(from)
	if err != nil {
		return "", err
	}
	u, err := base.Parse(to)
	if err != nil {
		return "", err
	}
	return u.String(), nil
}
