package outside

import (
	"net/url"
	"strings"

	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// FranceConnect is at the root of the address served, FranceConnect+ under
// /plus, the first version under /v1 but for its own paths, and every other site
// under its host.
const (
	plusPath   = "/plus"
	legacyPath = "/v1"
	legacyAPI  = "/api/v1/"
)

// inside turns a path of this server into an address of the world.
func (f *Front) inside(at *url.URL) *url.URL {
	to := &url.URL{Scheme: "https", Host: portal.FranceConnectHost, Path: at.Path, RawQuery: at.RawQuery}
	host, rest, _ := strings.Cut(strings.TrimPrefix(at.Path, "/"), "/")
	switch _, known := f.Network.At(host); {
	case known:
		to.Host, to.Path = host, "/"+rest
	case strings.HasPrefix(at.Path, plusPath+"/"):
		to.Host, to.Path = portal.FranceConnectPlusHost, "/"+rest
	case strings.HasPrefix(at.Path, legacyPath+"/"):
		to.Host, to.Path = portal.FranceConnectLegacyHost, "/"+rest
	case strings.HasPrefix(at.Path, legacyAPI):
		to.Host = portal.FranceConnectLegacyHost
	}
	return to
}

// outside is the way back. An address of no site of the world is a service's own.
func (f *Front) outside(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" {
		return address
	}
	switch u.Host {
	case portal.FranceConnectHost:
		return f.URL + u.RequestURI()
	case portal.FranceConnectPlusHost:
		return f.URL + plusPath + u.RequestURI()
	case portal.FranceConnectLegacyHost:
		return f.URL + legacyPath + u.RequestURI()
	}
	if site, ok := f.Network.At(u.Host); ok && len(site.Routes) > 0 {
		return f.URL + "/" + u.Host + u.RequestURI()
	}
	return address
}

// backPaths are called by servers; all else is for people.
var backPaths = []string{oidc.PathDiscovery, oidc.PathJWKS, oidc.PathToken, oidc.PathUserinfo, oidc.PathRevocation}

// backHost is the site whose back channel a path belongs to, if it is one.
func backHost(path string) (host string, ok bool) {
	for prefix, host := range map[string]string{
		"/api/v2": portal.FranceConnectHost, plusPath + "/api/v2": portal.FranceConnectPlusHost, "/api/v1": portal.FranceConnectLegacyHost,
	} {
		for _, back := range backPaths {
			if path == prefix+back {
				return host, true
			}
		}
	}
	return "", false
}

// Issuers of a provider served at an address.
func issuers(base string) (usual, plus, legacy string) {
	return base + "/api/v2", base + plusPath + "/api/v2", base
}
