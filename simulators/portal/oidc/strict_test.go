package oidc_test

import "testing"

// TestStrict goes through the list of checks in the posture of FranceConnect.
// Numbers are those of the project's list.
func TestStrict(t *testing.T) {
	t.Parallel()
	runChecks(t, []check{
		{"1_discovery", strictDiscovery},
		{"2_keys", strictKeys},
		{"3_authorize_right", strictAuthorizeRight},
		{"4_parameter_missing", strictParameterMissing},
		{"5_nonce_length", strictNonceLength},
		{"6_unknown_client", strictUnknownClient},
		{"7_redirect_uri", strictRedirectURI},
		{"8_two_faults", strictTwoFaults},
		{"9_response_type", strictResponseType},
		{"10_scope", strictScope},
		{"11_level", strictLevel},
		{"12_prompt", strictPromptValues},
		{"13_unknown_parameter", strictUnknownParameter},
		{"14_parameter_twice", strictTwice},
		{"15_cancel", strictCancel},
		{"16_refresh_and_foreign_session", strictRefresh},
		{"17_callback", strictCallback},
		{"18_token_right", strictTokenRight},
		{"19_wrong_secret", strictWrongSecret},
		{"20_other_client", strictOtherClient},
		{"21_code_reuse", strictCodeReuse},
		{"22_concurrent_redemptions", strictConcurrent},
		{"23_code_lifetime", strictCodeLifetime},
		{"24_token_redirect_uri", strictTokenRedirectURI},
		{"25_token_form", strictTokenForm},
		{"27_userinfo", strictUserinfo},
		{"28_claims", strictClaims},
		{"29_sub", strictSub},
		{"30_revocation", strictRevocation},
		{"31_end_session", strictEndSession},
		{"32_sso", strictSSO},
		{"33_algorithms", strictAlgorithms},
		{"36_hostile_texts", strictHostile},
	})
}
