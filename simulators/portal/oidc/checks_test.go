package oidc_test

import (
	"testing"

	"demarcheablanc/simulators/portal/oidc"
)

// check is one line of the project's list of checks, under its number, for one
// posture. Those that a posture's own pages decide are found by the same number
// in package franceconnect: TestCheck15…, 16, 32, 35, 36.
type check struct {
	name string
	run  func(t *testing.T)
}

// same goes for both postures.
func same(run func(*testing.T, oidc.Posture), posture oidc.Posture) func(*testing.T) {
	return func(t *testing.T) { run(t, posture) }
}

func runChecks(t *testing.T, checks []check) {
	t.Helper()
	for _, c := range checks {
		t.Run(c.name, c.run)
	}
}

// TestStrict goes through the list in the posture of FranceConnect.
func TestStrict(t *testing.T) {
	t.Parallel()
	const p = oidc.Strict
	runChecks(t, []check{
		{"1_discovery", strictDiscovery},
		{"2_keys", same(checkKeys, p)},
		{"3_authorize_right", same(checkAuthorizeRight, p)},
		{"4_parameter_missing", strictParameterMissing},
		{"5_nonce_length", strictNonceLength},
		{"6_unknown_client", same(checkUnknownClient, p)},
		{"7_redirect_uri", strictRedirectURI},
		{"8_two_faults", strictTwoFaults},
		{"9_response_type", same(checkResponseType, p)},
		{"10_scope", same(checkScope, p)},
		{"11_level", strictLevel},
		{"12_prompt", strictPromptValues},
		{"13_unknown_parameter", strictUnknownParameter},
		{"14_parameter_twice", strictTwice},
		{"15_cancel", same(checkCancel, p)},
		{"16_refresh_and_foreign_session", same(checkRefresh, p)},
		{"17_callback", same(checkCallback, p)},
		{"18_token_right", same(checkTokenRight, p)},
		{"19_wrong_secret", same(checkWrongSecret, p)},
		{"20_other_client", same(checkOtherClient, p)},
		{"21_code_reuse", same(checkCodeReuse, p)},
		{"22_concurrent_redemptions", same(checkConcurrent, p)},
		{"23_code_lifetime", same(checkCodeLifetime, p)},
		{"24_token_redirect_uri", same(checkTokenRedirectURI, p)},
		{"25_token_form", same(checkTokenForm, p)},
		{"26_pkce_refused", strictPKCE},
		{"27_userinfo", strictUserinfo},
		{"28_claims", same(checkClaims, p)},
		{"29_sub", same(checkSub, p)},
		{"30_revocation", same(checkRevocation, p)},
		{"31_end_session", strictEndSession},
		{"32_sso", same(checkSSO, p)},
		{"33_algorithms", same(checkAlgorithms, p)},
		{"34_first_version_beside", same(checkFirstVersionBeside, p)},
		{"35_mandate_actor", same(checkActor, p)},
		{"36_hostile_texts", same(checkHostile, p)},
	})
}

// TestStandard goes through the same list as plain OpenID Connect would have it,
// and through what the official basic plan asks beyond.
func TestStandard(t *testing.T) {
	t.Parallel()
	const p = oidc.Standard
	runChecks(t, []check{
		{"1_discovery", standardDiscovery},
		{"2_keys", same(checkKeys, p)},
		{"3_authorize_right", same(checkAuthorizeRight, p)},
		{"4_optional_parameters", standardOptional},
		{"5_any_nonce", standardNonce},
		{"6_unknown_client", same(checkUnknownClient, p)},
		{"7_redirect_uri", standardRedirectURI},
		{"8_two_faults", standardTwoFaults},
		{"9_response_type", same(checkResponseType, p)},
		{"10_scope", same(checkScope, p)},
		{"10_scopes_of_openid", standardScopes},
		{"11_level", standardLevel},
		{"12_prompt", standardPrompt},
		{"13_max_age", standardMaxAge},
		{"13_unknown_and_unsupported", standardUnsupported},
		{"14_parameter_twice", standardTwice},
		{"15_cancel", same(checkCancel, p)},
		{"16_refresh_and_foreign_session", same(checkRefresh, p)},
		{"17_callback", same(checkCallback, p)},
		{"17_go_oidc_with_pkce", standardGoOIDC},
		{"18_token_right", same(checkTokenRight, p)},
		{"19_wrong_secret", same(checkWrongSecret, p)},
		{"20_other_client", same(checkOtherClient, p)},
		{"21_code_reuse", same(checkCodeReuse, p)},
		{"22_concurrent_redemptions", same(checkConcurrent, p)},
		{"23_code_lifetime", same(checkCodeLifetime, p)},
		{"24_token_redirect_uri", same(checkTokenRedirectURI, p)},
		{"25_token_form", same(checkTokenForm, p)},
		{"26_pkce", standardPKCE},
		{"27_userinfo_plain", standardUserinfo},
		{"28_claims", same(checkClaims, p)},
		{"29_sub", same(checkSub, p)},
		{"30_revocation", same(checkRevocation, p)},
		{"31_end_session", standardEndSession},
		{"32_sso", same(checkSSO, p)},
		{"33_algorithms", same(checkAlgorithms, p)},
		{"34_first_version_beside", same(checkFirstVersionBeside, p)},
		{"35_mandate_actor", same(checkActor, p)},
		{"35_rep_scope", standardRepScope},
		{"36_hostile_texts", same(checkHostile, p)},
		{"id_token_hint", standardHint},
	})
}
