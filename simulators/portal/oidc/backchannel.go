package oidc

import (
	"net/http"
	"net/url"
	"strings"
)

// Backchannel serves what servers call, not people: discovery, keys, token,
// userinfo, revocation, under the path of the issuer (or under none, for hosts
// that strip it). It sets no cookie.
func (p *Provider) Backchannel() http.Handler {
	prefix := ""
	if u, err := url.Parse(p.Issuer); err == nil {
		prefix = strings.TrimSuffix(u.Path, "/")
	}
	if p.legacy() {
		prefix += legacyPath
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		noStore(w)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		p.serve(w, r, strings.TrimPrefix(r.URL.Path, prefix))
	})
}

// The endpoints, under the issuer.
const (
	PathDiscovery  = "/.well-known/openid-configuration"
	PathJWKS       = "/jwks"
	PathAuthorize  = "/authorize"
	PathToken      = "/token"
	PathUserinfo   = "/userinfo"
	PathRevocation = "/token/revocation"
	PathEndSession = "/session/end"
	PathHelp       = "/aide"
)

func (p *Provider) serve(w http.ResponseWriter, r *http.Request, path string) {
	if p.hidden() && (path == PathDiscovery || path == PathJWKS) {
		http.NotFound(w, r)
		return
	}
	switch path {
	case PathDiscovery:
		only(w, r, p.discovery, http.MethodGet, http.MethodHead)
	case PathJWKS:
		only(w, r, p.jwks, http.MethodGet, http.MethodHead)
	case PathToken:
		only(w, r, p.token, http.MethodPost)
	case PathUserinfo:
		only(w, r, p.userinfo, http.MethodGet, http.MethodPost)
	case PathRevocation:
		only(w, r, p.revoke, http.MethodPost)
	default:
		http.NotFound(w, r)
	}
}

func only(w http.ResponseWriter, r *http.Request, h http.HandlerFunc, methods ...string) {
	for _, m := range methods {
		if r.Method == m {
			h(w, r)
			return
		}
	}
	w.Header().Set("Allow", strings.Join(methods, ", "))
	http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
}

// configuration is the discovery document; absent fields are left out.
type configuration struct {
	Issuer                string   `json:"issuer"`
	AuthorizationEndpoint string   `json:"authorization_endpoint"`
	TokenEndpoint         string   `json:"token_endpoint"`
	UserinfoEndpoint      string   `json:"userinfo_endpoint"`
	JWKSURI               string   `json:"jwks_uri"`
	EndSessionEndpoint    string   `json:"end_session_endpoint"`
	RevocationEndpoint    string   `json:"revocation_endpoint"`
	ResponseTypes         []string `json:"response_types_supported"`
	ResponseModes         []string `json:"response_modes_supported"`
	GrantTypes            []string `json:"grant_types_supported"`
	SubjectTypes          []string `json:"subject_types_supported"`
	Scopes                []string `json:"scopes_supported"`
	Claims                []string `json:"claims_supported"`
	ClaimTypes            []string `json:"claim_types_supported"`
	ACR                   []string `json:"acr_values_supported"`
	IDTokenAlgs           []string `json:"id_token_signing_alg_values_supported"`
	UserinfoAlgs          []string `json:"userinfo_signing_alg_values_supported"`
	IDTokenEncAlgs        []string `json:"id_token_encryption_alg_values_supported,omitempty"`
	IDTokenEnc            []string `json:"id_token_encryption_enc_values_supported,omitempty"`
	UserinfoEncAlgs       []string `json:"userinfo_encryption_alg_values_supported,omitempty"`
	UserinfoEnc           []string `json:"userinfo_encryption_enc_values_supported,omitempty"`
	TokenAuth             []string `json:"token_endpoint_auth_methods_supported"`
	TokenAuthAlgs         []string `json:"token_endpoint_auth_signing_alg_values_supported"`
	RevocationAuth        []string `json:"revocation_endpoint_auth_methods_supported"`
	Prompts               []string `json:"prompt_values_supported,omitempty"`
	PKCE                  []string `json:"code_challenge_methods_supported,omitempty"`
	ClaimsParameter       bool     `json:"claims_parameter_supported"`
	RequestParameter      bool     `json:"request_parameter_supported"`
	RequestURIParameter   bool     `json:"request_uri_parameter_supported"`
	IssParameter          bool     `json:"authorization_response_iss_parameter_supported"`
}

func (p *Provider) discovery(w http.ResponseWriter, _ *http.Request) {
	algs, scopes := p.algorithms(), p.scopeNames()
	auth := []string{"client_secret_post", "private_key_jwt"}
	doc := configuration{
		Issuer:                p.Issuer,
		AuthorizationEndpoint: p.url(PathAuthorize), TokenEndpoint: p.url(PathToken),
		UserinfoEndpoint: p.url(PathUserinfo), JWKSURI: p.url(PathJWKS),
		EndSessionEndpoint: p.url(PathEndSession), RevocationEndpoint: p.url(PathRevocation),
		ResponseTypes: []string{"code"}, ResponseModes: []string{"query"}, GrantTypes: []string{"authorization_code"},
		SubjectTypes: []string{"pairwise"}, Scopes: scopes, Claims: p.claimNames(scopes), ClaimTypes: []string{"normal"},
		ACR: p.levels(), IDTokenAlgs: algs, UserinfoAlgs: algs,
		ClaimsParameter: true, IssParameter: true,
	}
	if len(p.Encryption) > 0 {
		content := []string{string(contentEncryption)}
		doc.IDTokenEncAlgs, doc.IDTokenEnc = p.Encryption, content
		doc.UserinfoEncAlgs, doc.UserinfoEnc = p.Encryption, content
	}
	if !p.strict() {
		auth = append(auth, "client_secret_basic")
		doc.Prompts, doc.PKCE = []string{"none", "login", "consent"}, []string{"S256"}
	}
	doc.TokenAuth, doc.RevocationAuth, doc.TokenAuthAlgs = auth, auth, []string{ES256, RS256}
	writeJSON(w, http.StatusOK, doc)
}

func (p *Provider) jwks(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, p.Keys.Public())
}
