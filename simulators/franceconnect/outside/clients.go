package outside

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/go-jose/go-jose/v4"
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"demarcheablanc/simulators/portal/oidc"
)

// Client is one outside service, and which of the providers it is registered with.
type Client struct {
	oidc.Client
	Plus bool // FranceConnect+
}

// register is the file of clients as it is written.
type registerFile struct {
	Clients []clientEntry `yaml:"clients"`
}

type clientEntry struct {
	ID         string   `yaml:"id"`
	Secret     string   `yaml:"secret"`
	Name       string   `yaml:"nom"`
	Home       string   `yaml:"accueil"`
	Callbacks  []string `yaml:"retours"`
	AfterOut   []string `yaml:"apres_deconnexion"`
	Scopes     []string `yaml:"scopes"`
	Claims     []string `yaml:"claims"`
	Alg        string   `yaml:"alg"`
	UserAlg    string   `yaml:"alg_userinfo"`
	Entity     string   `yaml:"entite"`
	Level      string   `yaml:"niveau"`
	Private    bool     `yaml:"prive"`
	Consent    bool     `yaml:"consentement"`
	QuickLogin bool     `yaml:"sans_information"`
	Disabled   bool     `yaml:"desactive"`
	// What its tokens are encrypted for: FranceConnect+ only.
	Encryption string           `yaml:"chiffrement"`
	PublicKeys []map[string]any `yaml:"cles"`
	PublicPEM  string           `yaml:"cle_publique"`
}

// ReadClients reads a file of clients strictly. All that is wrong is told at
// once, one line each, as name:line: what.
func ReadClients(name string, text []byte) ([]Client, error) {
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		return nil, fmt.Errorf("%s : ce fichier ne se lit pas\n%s", name, yaml.FormatError(err, false, true))
	}
	var said registerFile
	if err := yaml.UnmarshalWithOptions(text, &said, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("%s : ce fichier ne se lit pas\n%s", name, yaml.FormatError(err, false, true))
	}
	r := clientReader{name: name, file: file, seen: map[string]bool{}}
	if len(said.Clients) == 0 {
		r.wrong("$", "aucun client : il en faut un au moins, sous « clients »")
	}
	var clients []Client
	for i, entry := range said.Clients {
		r.judge(fmt.Sprintf("$.clients[%d]", i), entry)
		clients = append(clients, entry.client())
	}
	return clients, errors.Join(r.problems...)
}

type clientReader struct {
	name     string
	file     *ast.File
	seen     map[string]bool
	problems []error
}

// wrong notes a problem at the line of a value, or of what holds it.
func (r *clientReader) wrong(at, what string) {
	line := 1
	for path := at; path != ""; path = path[:max(0, strings.LastIndexAny(path, ".["))] {
		p, err := yaml.PathString(path)
		if err != nil {
			continue
		}
		if node, err := p.FilterFile(r.file); err == nil && node != nil {
			line = node.GetToken().Position.Line
			break
		}
	}
	r.problems = append(r.problems, fmt.Errorf("%s:%d : %s", r.name, line, what))
}

var clientID = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,63}$`)

const minSecret = 32 // characters, FranceConnect's own floor

func (r *clientReader) judge(at string, c clientEntry) {
	if !clientID.MatchString(c.ID) {
		r.wrong(at+".id", "« id » se compose de minuscules, de chiffres et de tirets (64 au plus)")
	}
	if r.seen[c.ID] {
		r.wrong(at+".id", fmt.Sprintf("« %s » sert déjà à un autre client", c.ID))
	}
	r.seen[c.ID] = true
	if len(c.Secret) < minSecret {
		r.wrong(at+".secret", fmt.Sprintf("« secret » compte %d caractères au moins", minSecret))
	}
	if c.Name == "" {
		r.wrong(at, "« nom » manque : c’est ce que les gens lisent")
	}
	if len(c.Callbacks) == 0 {
		r.wrong(at, "« retours » manque : une adresse au moins, http://localhost… ou https://…")
	}
	for list, uris := range map[string][]string{".retours": c.Callbacks, ".apres_deconnexion": c.AfterOut} {
		for i, uri := range uris {
			if !safe(uri) {
				r.wrong(fmt.Sprintf("%s%s[%d]", at, list, i), fmt.Sprintf("« %s » : il faut https://…, ou http:// vers cet ordinateur (localhost, 127.0.0.1), sans « # »", uri))
			}
		}
	}
	r.judgeTerms(at, c)
}

func (r *clientReader) judgeTerms(at string, c clientEntry) {
	algs := []string{"", oidc.ES256, oidc.RS256, oidc.HS256}
	if c.Level == "eidas2" {
		algs = []string{"", oidc.ES256}
	}
	for field, alg := range map[string]string{".alg": c.Alg, ".alg_userinfo": c.UserAlg} {
		if !slices.Contains(algs, alg) {
			r.wrong(at+field, fmt.Sprintf("« %s » : choisissez parmi %s", alg, strings.Join(algs[1:], ", ")))
		}
	}
	if !slices.Contains([]string{"", "eidas1", "eidas2"}, c.Level) {
		r.wrong(at+".niveau", fmt.Sprintf("« %s » : choisissez eidas1 (FranceConnect) ou eidas2 (FranceConnect+)", c.Level))
	}
	r.judgeKeys(at, c)
	if len(c.Scopes) > 0 && !slices.Contains(c.Scopes, "openid") {
		r.wrong(at+".scopes", "« scopes » doit contenir openid")
	}
}

// safe is an address that a browser may be sent to.
func safe(uri string) bool {
	u, err := url.Parse(uri)
	if err != nil || u.Host == "" || u.Fragment != "" || strings.Contains(uri, "#") {
		return false
	}
	return u.Scheme == "https" || u.Scheme == "http" && oidc.Loopback(u.Hostname())
}

func (c clientEntry) client() Client {
	keys, _ := c.keys() // judged before
	out := Client{Plus: c.Level == "eidas2", Client: oidc.Client{
		ID: c.ID, Secret: c.Secret, Name: c.Name, Home: c.Home, EntityID: c.Entity,
		RedirectURIs: c.Callbacks, PostLogoutURIs: c.AfterOut, Scopes: c.Scopes, Claims: c.Claims,
		IDTokenAlg: c.Alg, UserinfoAlg: c.UserAlg, Private: c.Private, IdentityConsent: c.Consent,
		Disabled: c.Disabled, AllowLoopback: true, Encryption: c.Encryption, JWKS: jose.JSONWebKeySet{Keys: keys},
	}}
	if c.QuickLogin {
		out.AllowedPrompts = []string{"login"}
	}
	return out
}
