package oidc

import (
	"maps"
	"slices"
)

// scopeClaims is FranceConnect's table: what each scope lets a service see.
// identite_pivot has lost preferred_username with v2.
var scopeClaims = map[string][]string{
	"openid":             {"sub"},
	"profile":            {"given_name", "given_name_array", "family_name", "birthdate", "gender", "preferred_username"},
	"birth":              {"birthplace", "birthcountry"},
	"identite_pivot":     {"given_name", "given_name_array", "family_name", "birthdate", "gender", "birthplace", "birthcountry"},
	"gender":             {"gender"},
	"birthdate":          {"birthdate"},
	"birthcountry":       {"birthcountry"},
	"birthplace":         {"birthplace"},
	"given_name":         {"given_name", "given_name_array"},
	"family_name":        {"family_name"},
	"email":              {"email"},
	"preferred_username": {"preferred_username"},
	"idp_birthdate":      {"idp_birthdate"},
	"amr":                {"amr"},
	"idp_id":             {"idp_id"},
}

// standardScopes are OpenID's own, which FranceConnect v2 no longer serves.
var standardScopes = map[string][]string{
	"address": {"address"},
	"phone":   {"phone_number"},
}

// scope gives the claims of a scope known to this provider.
func (p *Provider) scope(name string) ([]string, bool) {
	if claims, ok := legacyClaims[name]; ok && p.legacy() {
		return claims, true
	}
	if claims, ok := scopeClaims[name]; ok {
		return claims, true
	}
	if claims, ok := p.ExtraScopes[name]; ok {
		return claims, true
	}
	claims, ok := standardScopes[name]
	return claims, ok && !p.strict()
}

// scopeNames lists the known scopes in alphabetical order.
func (p *Provider) scopeNames() []string {
	names := slices.Collect(maps.Keys(scopeClaims))
	names = slices.AppendSeq(names, maps.Keys(p.ExtraScopes))
	if !p.strict() {
		names = slices.AppendSeq(names, maps.Keys(standardScopes))
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// claimNames lists what the scopes transmit, each once, in the order asked.
func (p *Provider) claimNames(scopes []string) []string {
	var names []string
	for _, s := range scopes {
		claims, _ := p.scope(s)
		for _, c := range claims {
			if !slices.Contains(names, c) {
				names = append(names, c)
			}
		}
	}
	return names
}

// claim gives one value, and false when the person has none to give.
func (p *Provider) claim(who Identity, name string) (any, bool) {
	switch name {
	case "given_name":
		return who.GivenName, who.GivenName != ""
	case "given_name_array":
		names := who.givenNames()
		return names, len(names) > 0
	case "family_name":
		return who.FamilyName, who.FamilyName != ""
	case "birthdate":
		return p.birthdate(who), who.Birthdate != ""
	case "idp_birthdate":
		return who.Birthdate, who.Birthdate != ""
	case "gender":
		return who.Gender, who.Gender != ""
	case "birthplace":
		return p.birthplace(who), true
	case "birthcountry":
		return who.Birthcountry, who.Birthcountry != ""
	case "preferred_username":
		return who.PreferredUsername, who.PreferredUsername != ""
	case "email":
		return who.Email, who.Email != ""
	case "amr":
		return who.AMR, len(who.AMR) > 0
	case "rep_scope":
		if who.Actor != nil && who.Actor.Theme != "" {
			return []string{who.Actor.Theme}, true
		}
	case "idp_id":
		return who.IdpID, who.IdpID != ""
	}
	v, ok := who.Extra[name]
	return v, ok
}

// birthdate is completed by FranceConnect only.
func (p *Provider) birthdate(who Identity) string {
	if p.AsRegistered {
		return who.Birthdate
	}
	return completeBirthdate(who.Birthdate)
}

// birthplace is present and empty for those born abroad.
func (p *Provider) birthplace(who Identity) string {
	if !p.AsRegistered && who.bornAbroad() {
		return ""
	}
	return who.Birthplace
}

// fill adds the named claims that the person has.
func (p *Provider) fill(into map[string]any, who Identity, names []string) {
	for _, name := range names {
		if v, ok := p.claim(who, name); ok {
			into[name] = v
		}
	}
}
