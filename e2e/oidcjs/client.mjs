// An independent service provider, on npm's openid-client. It goes through the
// whole of OpenID Connect against an issuer, then checks that it refuses what an
// attacker would change. It prints one JSON object: what it saw, and under
// `checks` each check with true or the reason of its failure.
//
//   node client.mjs '{"issuer":…, "client_id":…, "client_secret":…, "redirect_uri":…}'
//
// Also read: alg (ES256), scope, person (text of the button to press), pkce,
// plain (userinfo in JSON), post_logout_redirect_uri, decrypt (alg and private
// jwk of a client whose tokens are encrypted).
import * as oidc from "openid-client";
import { compactDecrypt, importJWK } from "jose";
import { Browser } from "./browser.mjs";

const options = { alg: "ES256", scope: "openid identite_pivot email", person: "", ...JSON.parse(process.argv[2]) };

const connect = async (changes = {}) => {
  const config = await oidc.discovery(
    new URL(options.issuer),
    options.client_id,
    {
      client_secret: options.client_secret,
      id_token_signed_response_alg: options.alg,
      ...(options.plain ? {} : { userinfo_signed_response_alg: options.alg }),
      ...changes,
    },
    oidc.ClientSecretPost(options.client_secret),
    { execute: [oidc.allowInsecureRequests] }, // loopback has no certificate
  );
  oidc.enableNonRepudiationChecks(config); // verify signatures with the published keys
  if (options.decrypt) {
    const { alg, jwk } = options.decrypt;
    oidc.enableDecryptingResponses(config, ["A256GCM"], { key: await importJWK(jwk, alg), alg, kid: jwk.kid });
  }
  return config;
};

const config = await connect();

// authorize goes to the provider's pages and comes back with a callback.
async function authorize() {
  const expected = { expectedState: oidc.randomState(), expectedNonce: oidc.randomNonce(), idTokenExpected: true };
  const params = {
    redirect_uri: options.redirect_uri,
    scope: options.scope,
    acr_values: "eidas1",
    state: expected.expectedState,
    nonce: expected.expectedNonce,
  };
  if (options.pkce) {
    expected.pkceCodeVerifier = oidc.randomPKCECodeVerifier();
    params.code_challenge = await oidc.calculatePKCECodeChallenge(expected.pkceCodeVerifier);
    params.code_challenge_method = "S256";
  }
  const callback = await new Browser().goTo(oidc.buildAuthorizationUrl(config, params), options.redirect_uri, options.person);
  return { callback, expected };
}

const seen = { checks: {} };

async function check(name, run) {
  try {
    seen.checks[name] = (await run()) ?? true;
  } catch (error) {
    seen.checks[name] = `${error.code ?? error.name}: ${error.message} ${error.cause?.message ?? ""}`.trim();
  }
}

// refuses runs something that must throw.
const refuses = (name, run) =>
  check(name, async () => {
    try {
      await run();
    } catch (error) {
      seen.refusals = { ...seen.refusals, [name]: error.code ?? error.name };
      return true;
    }
    return "accepted";
  });

let tokens;
await check("flow", async () => {
  const { callback, expected } = await authorize();
  seen.callback = [...callback.searchParams.keys()].sort();
  tokens = await oidc.authorizationCodeGrant(config, callback, expected);
  seen.tokens = Object.keys(tokens).sort();
  seen.id_token = tokens.claims();
});
await check("userinfo", async () => {
  seen.userinfo = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
});
await refuses("tampered_state", async () => {
  const { callback, expected } = await authorize();
  callback.searchParams.set("state", oidc.randomState());
  await oidc.authorizationCodeGrant(config, callback, expected);
});
await refuses("tampered_nonce", async () => {
  const { callback, expected } = await authorize();
  await oidc.authorizationCodeGrant(config, callback, { ...expected, expectedNonce: oidc.randomNonce() });
});
await refuses("tampered_iss", async () => {
  const { callback, expected } = await authorize();
  callback.searchParams.set("iss", "https://autre.example");
  await oidc.authorizationCodeGrant(config, callback, expected);
});
await refuses("missing_iss", async () => {
  const { callback, expected } = await authorize();
  callback.searchParams.delete("iss");
  await oidc.authorizationCodeGrant(config, callback, expected);
});
await refuses("other_algorithm", async () => {
  const { callback, expected } = await authorize();
  const other = await connect({ id_token_signed_response_alg: options.alg === "RS256" ? "ES256" : "RS256" });
  await oidc.authorizationCodeGrant(other, callback, expected);
});
await refuses("code_reuse", async () => {
  const { callback, expected } = await authorize();
  await oidc.authorizationCodeGrant(config, callback, expected);
  await oidc.authorizationCodeGrant(config, callback, expected);
});
await refuses("revoked_token", async () => {
  await oidc.tokenRevocation(config, tokens.access_token);
  await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
});
await check("logout", async () => {
  const state = oidc.randomState();
  let hint = tokens.id_token;
  if (options.decrypt) { // a hint is what was inside (OpenID Connect Core, 3.1.2.1)
    const { alg, jwk } = options.decrypt;
    hint = new TextDecoder().decode((await compactDecrypt(hint, await importJWK(jwk, alg))).plaintext);
  }
  const url = oidc.buildEndSessionUrl(config, {
    id_token_hint: hint,
    post_logout_redirect_uri: options.post_logout_redirect_uri,
    state,
  });
  url.searchParams.delete("client_id");
  const back = await new Browser().goTo(url, options.post_logout_redirect_uri);
  if (back.searchParams.get("state") !== state) return `state lost: ${back}`;
});

console.log(JSON.stringify(seen));
