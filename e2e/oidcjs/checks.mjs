// The list of checks, by number, as npm's openid-client meets them: what a real
// application would see of each. Prints {number_name: true or what was wrong}.
// Those that need a clock, the first version or a mandate are in checks_beside.mjs.
//
//   node checks.mjs '{"issuer":…, "strict":true, "a":{id,secret,redirect,alg}, "b":…, "c":…,
//     "still":…, "first":…, "aidants":…, "mandates":…}'
import * as oidc from "openid-client";
import { Browser } from "./browser.mjs";
import { beside } from "./checks_beside.mjs";

const given = JSON.parse(process.argv[2]);
const { issuer, strict, a, b, c } = given;
const person = "Tarek";
const after = "https://a.service.example/au-revoir";
const SCOPE = "openid identite_pivot email";

const connect = async (client, changes = {}, at = issuer) => {
  const config = await oidc.discovery(
    new URL(at), client.id,
    {
      client_secret: client.secret,
      id_token_signed_response_alg: client.alg,
      ...(strict || client.id !== a.id ? { userinfo_signed_response_alg: client.alg } : {}), // a names none: plain JSON
      ...changes,
    },
    oidc.ClientSecretPost(changes.client_secret ?? client.secret),
    { execute: [oidc.allowInsecureRequests] },
  );
  if (client.alg !== "HS256") oidc.enableNonRepudiationChecks(config);
  return config;
};
const config = await connect(a);
const meta = config.serverMetadata();

const ask = (changes = {}, conf = config, client = a) => {
  const expected = { expectedState: oidc.randomState(), expectedNonce: oidc.randomNonce(), idTokenExpected: true };
  const url = oidc.buildAuthorizationUrl(conf, {
    redirect_uri: client.redirect, scope: SCOPE, acr_values: "eidas1", state: expected.expectedState, nonce: expected.expectedNonce,
  });
  for (const [name, value] of Object.entries(changes)) value === null ? url.searchParams.delete(name) : url.searchParams.set(name, value);
  return { url, expected };
};
const comeBack = async ({ url, expected }, client = a, browser = new Browser()) => ({
  callback: await browser.goTo(url, client.redirect, person), expected,
});
const redeem = ({ callback, expected }, conf = config) => oidc.authorizationCodeGrant(conf, callback, expected);
const login = async (changes, conf = config, client = a) => redeem(await comeBack(ask(changes, conf, client), client), conf);

const equal = (got, want) => {
  if (JSON.stringify(got) !== JSON.stringify(want)) throw new Error(`${JSON.stringify(got)}, not ${JSON.stringify(want)}`);
};
// error runs something that must fail with an OAuth error, or a library's code.
const error = async (want, run) => {
  let got = "accepted";
  try {
    await run();
  } catch (e) {
    got = e.error ?? e.code ?? e.message;
  }
  equal(got, want);
};
// page: the request stops on a page of the provider, and goes to no service.
const page = async (status, { url }) => {
  const response = await new Browser().load(url);
  equal([response.status, response.headers.get("location")], [status, null]);
};
// back: the request goes back to the service with an error, read by the library.
const back = async (want, request, iss = issuer) => {
  const { callback, expected } = await comeBack(request);
  equal(callback.searchParams.get("iss"), iss);
  await error(want, () => redeem({ callback, expected }));
};

const seen = {};
const check = async (name, run) => {
  try {
    await run();
    seen[name] = true;
  } catch (e) {
    seen[name] = `${e.error ?? e.code ?? e.name}: ${e.message}`;
  }
};

await check("1_discovery", () => {
  equal([meta.issuer, meta.acr_values_supported, meta.authorization_response_iss_parameter_supported], [issuer, ["eidas1"], true]);
  equal(meta.scopes_supported.includes("address"), !strict);
  equal(meta.id_token_encryption_alg_values_supported, undefined);
});
await check("2_keys", async () => {
  const { keys } = await (await fetch(meta.jwks_uri)).json();
  equal(keys.every((key) => key.kid && key.alg && key.use === "sig" && !key.d && !key.p), true);
});
await check("3_prompts", async () => {
  for (const prompt of ["login", "consent", "login consent"]) await login({ prompt });
});
await check("4_missing", async () => {
  if (!strict) return back("invalid_request", ask({ scope: null, acr_values: null }));
  for (const name of ["acr_values", "client_id", "nonce", "redirect_uri", "response_type", "scope", "state"]) await page(400, ask({ [name]: null }));
});
await check("5_nonce", async () => {
  const nonce = "@#&".repeat(22) + "fi";
  const { callback, expected } = await comeBack(ask({ nonce }));
  equal((await redeem({ callback, expected: { ...expected, expectedNonce: nonce } })).claims().nonce, nonce);
  if (strict) await page(400, ask({ nonce: "n".repeat(21) }));
});
await check("6_unknown_client", () => page(400, ask({ client_id: "inconnu" })));
await check("7_redirect_uri", async () => {
  for (const uri of ["https://mechant.example/retour", `${a.redirect}/plus`, `${a.redirect}?x=1`, a.redirect.replace("retour", "Retour")]) await page(400, ask({ redirect_uri: uri }));
});
await check("8_two_faults", () => page(400, ask({ redirect_uri: "https://mechant.example/", scope: "rien" })));
await check("9_response_type", async () => {
  await back("unsupported_response_type", ask({ response_type: "inconnu" }));
  const { callback } = await comeBack(ask({ response_type: "id_token" }));
  equal(new URLSearchParams(callback.hash.slice(1)).get("error"), "unsupported_response_type");
});
await check("10_scope", async () => {
  await back("invalid_request", ask({ scope: "email" }));
  equal((await login({ scope: "openid email inconnu" })).scope, "openid email");
});
await check("11_level", async () => {
  for (const acr_values of ["inconnu", "eidas1 eidas2 eidas3"]) equal((await login({ acr_values })).claims().acr, "eidas1");
  if (strict) for (const acr_values of ["eidas2", "inconnu eidas3"]) await back("invalid_acr", ask({ acr_values }));
});
await check("12_prompt", async () => {
  if (strict) return Promise.all(["none", "select_account", ""].map((prompt) => page(400, ask({ prompt }))));
  await back("login_required", ask({ prompt: "none" }));
  await back("invalid_request", ask({ prompt: "none login" }));
});
await check("13_beyond", async () => {
  if (strict) return Promise.all(["foo", "max_age", "request", "code_challenge"].map((name) => page(400, ask({ [name]: "1" }))));
  await login({ foo: "1" });
  await back("request_not_supported", ask({ request: "x" }));
  const { callback, expected } = await comeBack(ask({ max_age: "0" }));
  await redeem({ callback, expected: { ...expected, maxAge: 5 } });
});
await check("14_twice", async () => {
  const twice = ask();
  twice.url.searchParams.append("state", "encore");
  if (strict) return page(400, twice);
  const { callback } = await comeBack(twice);
  equal([callback.searchParams.get("error"), callback.searchParams.get("state")], ["invalid_request", null]);
});
await check("15_cancel", async () => {
  const { url, expected } = ask();
  const callback = await new Browser().goTo(url, a.redirect, "Revenir sur Service &lt;a&gt;");
  await error("access_denied", () => redeem({ callback, expected }));
});
await check("16_refresh_and_foreign", async () => {
  const { url, expected } = ask();
  const mine = new Browser();
  const interaction = new URL((await mine.load(url)).headers.get("location"), url);
  equal((await new Browser().load(interaction)).status >= 400, true);
  await redeem(await comeBack({ url: interaction, expected }, a, mine));
  equal((await mine.load(interaction)).status, 400);
});
await check("17_callback", async () => {
  for (const [name, code] of [["state", "OAUTH_INVALID_RESPONSE"], ["iss", "OAUTH_INVALID_RESPONSE"]]) {
    const { callback, expected } = await comeBack(ask());
    callback.searchParams.set(name, "https://autre.example");
    await error(code, () => redeem({ callback, expected }));
  }
  const { callback, expected } = await comeBack(ask());
  await error("OAUTH_JWT_CLAIM_COMPARISON_FAILED", () => redeem({ callback, expected: { ...expected, expectedNonce: "autre" } }));
});
await check("18_token", async () => {
  const tokens = await login();
  equal(Object.keys(tokens).sort(), ["access_token", "expires_in", "id_token", "scope", "token_type"]);
  equal([tokens.expires_in, tokens.claims().aud, Object.keys(tokens.claims()).length], [60, a.id, 8]);
});
await check("19_wrong_secret", async () => {
  const got = await comeBack(ask());
  const wrong = await connect(a, { client_secret: "x".repeat(32) });
  await error("invalid_client", () => redeem(got, wrong));
  await redeem(got);
});
await check("20_other_client", async () => {
  await error("invalid_client", async () => redeem(await comeBack(ask()), await connect({ ...a, id: "inconnu" })));
  await error("invalid_grant", async () => redeem(await comeBack(ask()), await connect(b)));
});
await check("21_code_reuse", async () => {
  const got = await comeBack(ask());
  const tokens = await redeem(got);
  await error("invalid_grant", () => redeem(got));
  await error("OAUTH_WWW_AUTHENTICATE_CHALLENGE", () => oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub));
});
await check("22_sixteen_at_once", async () => {
  const got = await comeBack(ask());
  const all = await Promise.allSettled(Array.from({ length: 16 }, () => redeem(got)));
  equal(all.filter((one) => one.status === "fulfilled").length, 1);
});
await check("24_redirect_at_token", async () => {
  const { callback, expected } = await comeBack(ask());
  const elsewhere = new URL(callback.href.replace("/retour", "/ailleurs"));
  await error("invalid_grant", () => redeem({ callback: elsewhere, expected }));
});
await check("25_token_form", async () => {
  await error("unsupported_grant_type", () => oidc.genericGrantRequest(config, "password", {}));
  await error("invalid_request", () => oidc.genericGrantRequest(config, "authorization_code", { code: "", redirect_uri: a.redirect }));
  equal([404, 405].includes((await fetch(meta.token_endpoint)).status), true);
});
await check("26_pkce", async () => {
  const verifier = oidc.randomPKCECodeVerifier();
  const pkce = { code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: "S256" };
  if (strict) return page(400, ask(pkce));
  const got = async (changes) => comeBack(ask(changes));
  const withVerifier = ({ callback, expected }, pkceCodeVerifier) => redeem({ callback, expected: { ...expected, pkceCodeVerifier } });
  await withVerifier(await got(pkce), verifier);
  await error("invalid_grant", async () => withVerifier(await got(pkce), oidc.randomPKCECodeVerifier()));
  await error("invalid_grant", async () => redeem(await got(pkce)));
  await error("invalid_grant", async () => withVerifier(await got({}), verifier));
  await back("invalid_request", ask({ code_challenge: verifier, code_challenge_method: "plain" }));
});
await check("27_userinfo", async () => {
  const tokens = await login();
  equal((await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub)).family_name, "BENSALAH");
  equal((await fetch(meta.userinfo_endpoint, { method: "POST", body: new URLSearchParams({ access_token: tokens.access_token }) })).status, 200);
  await error("OAUTH_WWW_AUTHENTICATE_CHALLENGE", () => oidc.fetchUserInfo(config, "rien", tokens.claims().sub));
});
await check("28_claims", async () => {
  const of = async (scope) => {
    const tokens = await login({ scope });
    const all = Object.keys(await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub));
    return all.filter((name) => !["iss", "aud", "iat", "exp"].includes(name)).sort();
  };
  equal(await of("openid"), ["sub"]);
  equal(await of("openid birth"), ["birthcountry", "birthplace", "sub"]);
  const tokens = await login();
  const born = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
  equal([born.birthdate, born.birthplace, born.birthcountry], ["1958-01-01", "", "99352"]); // presumed, and abroad
  equal(await of("openid identite_pivot"), ["birthcountry", "birthdate", "birthplace", "family_name", "gender", "given_name", "given_name_array", "sub"]);
});
const others = { b: await connect(b), c: await connect(c) };
await check("29_sub", async () => {
  const [mine, same, other] = [await login(), await login({}, others.b, b), await login({}, others.c, c)].map((tokens) => tokens.claims().sub);
  equal([/^[0-9a-f]{64}v1$/.test(mine), mine === same, mine === other], [true, true, false]);
});
await check("30_revocation", async () => {
  const tokens = await login();
  await oidc.tokenRevocation(others.b, tokens.access_token); // not hers: without effect
  await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
  for (let twice = 0; twice < 2; twice++) await oidc.tokenRevocation(config, tokens.access_token);
  await error("OAUTH_WWW_AUTHENTICATE_CHALLENGE", () => oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub));
});
await check("31_end_session", async () => {
  const tokens = await login();
  const out = (changes) => {
    const url = oidc.buildEndSessionUrl(config, { id_token_hint: tokens.id_token, post_logout_redirect_uri: after, state: "s" });
    for (const [name, value] of Object.entries(changes)) value === null ? url.searchParams.delete(name) : url.searchParams.set(name, value);
    return { url };
  };
  equal((await new Browser().goTo(out({}).url, after)).href, `${after}?state=s`);
  await page(400, out({ id_token_hint: tokens.id_token.slice(0, -4) + "AAAA" }));
  await page(400, out({ post_logout_redirect_uri: "https://mechant.example/" }));
  if (strict) await page(400, out({ id_token_hint: null }));
});
await check("32_sso", async () => {
  const browser = new Browser();
  await comeBack(ask(), a, browser);
  const second = ask({}, others.b, b);
  await redeem({ ...(await comeBack({ url: second.url, expected: second.expected }, b, browser)) }, others.b); // nobody's name is pressed
  if (!strict) await redeem(await comeBack(ask({ prompt: "none" }), a, browser));
});
await check("33_algorithms", async () => {
  equal((await login({}, others.b, b)).claims().aud, b.id);
  equal((await login({}, others.c, c)).claims().aud, c.id);
  const otherAlg = await connect(a, { id_token_signed_response_alg: "RS256" });
  await error("OAUTH_INVALID_RESPONSE", async () => redeem(await comeBack(ask()), otherAlg));
});
await check("36_hostile", async () => {
  const state = `"><img src=x>`;
  const { callback, expected } = await comeBack(ask({ state }));
  equal(callback.searchParams.get("state"), state);
  await redeem({ callback, expected: { ...expected, expectedState: state } });
  await page(400, ask({ redirect_uri: "javascript:alert(1)" }));
});

await beside({ given, check, equal, error, page, connect, ask, comeBack, redeem, login, person, after });

console.log(JSON.stringify(seen));
