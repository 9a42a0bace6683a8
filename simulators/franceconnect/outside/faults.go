package outside

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
)

// faultField is the field of the account's form in which a fault is ordered.
const faultField = "faute"

// A fault is something that a service must withstand, ordered for one login.
type fault struct{ Name, Label string }

// orders are the faults that can be: the first ones spoil the answer to the
// browser, the others what servers say to each other.
var orders = []fault{
	{"refus", "La personne renonce : error=access_denied"},
	{"erreur", "Panne avant le retour : error=server_error"},
	{"etat", "Le retour porte un autre state"},
	{"iss", "Le retour porte un autre iss"},
	{"code", "Le retour porte un code qui ne vaut rien"},
	{"jeton-500", "/token répond 500"},
	{"signature", "L’id_token a une signature altérée"},
	{"sans-id-token", "/token répond sans id_token"},
	{"userinfo-500", "/userinfo répond 500"},
	{"userinfo-vide", "/userinfo répond un corps vide"},
}

func known(name string) bool {
	for _, f := range orders {
		if f.Name == name {
			return true
		}
	}
	return false
}

// faults remembers what was ordered: by browser until its login ends, then by
// the print of the code, then of the access token.
type faults struct {
	mu     sync.Mutex
	orders map[string]string
}

func (f *faults) set(key, name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.orders == nil || len(f.orders) > 10_000 { // logins begun and never ended
		f.orders = map[string]string{}
	}
	f.orders[key] = name
}

func (f *faults) take(key string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	name := f.orders[key]
	delete(f.orders, key)
	return name
}

// print names a code or a token without keeping it.
func printOf(secret string) string { sum := sha256.Sum256([]byte(secret)); return string(sum[:]) }

// order notes a fault for the login under way in a browser.
func (f *faults) order(device, name string) {
	if known(name) {
		f.set(device, name)
	}
}

// divert spoils the address of an answer to a service, which is what carries a
// code; other addresses go unharmed.
func (f *faults) divert(device, to string) string {
	u, err := url.Parse(to)
	if err != nil || u.Query().Get("code") == "" || strings.Contains(u.Path, "oidc-callback") {
		return to
	}
	name, q := f.take(device), u.Query()
	switch name {
	case "":
		return to
	case "refus", "erreur":
		q.Del("code")
		q.Set("error", map[string]string{"refus": "access_denied", "erreur": "server_error"}[name])
		q.Set("error_description", "ordered by the developer")
	case "etat", "iss":
		q.Set(map[string]string{"etat": "state", "iss": "iss"}[name], "https://autre.example/"+rand.Text())
	case "code":
		q.Set("code", rand.Text())
	default:
		f.set(printOf(q.Get("code")), name)
		return to
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// spoil changes what a server is answered, if that was ordered.
func (f *faults) spoil(r *http.Request, answer *httptest.ResponseRecorder) *httptest.ResponseRecorder {
	if code := r.PostForm.Get("code"); code != "" {
		if name := f.take(printOf(code)); name != "" {
			return f.spoilToken(name, answer)
		}
		return answer
	}
	access := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	switch f.take(printOf(access)) {
	case "userinfo-500":
		return broken()
	case "userinfo-vide":
		empty := httptest.NewRecorder()
		empty.Header().Set("Content-Type", "application/jwt; charset=utf-8")
		return empty
	}
	return answer
}

func (f *faults) spoilToken(name string, answer *httptest.ResponseRecorder) *httptest.ResponseRecorder {
	if name == "jeton-500" {
		return broken()
	}
	said := map[string]any{}
	if err := json.Unmarshal(answer.Body.Bytes(), &said); err != nil || answer.Code != http.StatusOK {
		return answer
	}
	access, _ := said["access_token"].(string)
	idToken, _ := said["id_token"].(string)
	switch name {
	case "signature":
		said["id_token"] = alter(idToken)
	case "sans-id-token":
		delete(said, "id_token")
	default:
		f.set(printOf(access), name)
	}
	body, _ := json.Marshal(said) // it has just been read
	answer.Body = bytes.NewBuffer(body)
	return answer
}

// alter changes the first letter of a signature.
func alter(token string) string {
	dot := strings.LastIndexByte(token, '.') + 1
	if dot == 0 || dot >= len(token) {
		return token
	}
	letter := "A"
	if token[dot] == 'A' {
		letter = "B"
	}
	return token[:dot] + letter + token[dot+1:]
}

func broken() *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	answer.WriteHeader(http.StatusInternalServerError)
	return answer
}
