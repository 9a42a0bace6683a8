// The checks that need something beside the provider itself: a clock that stands
// still until it is moved (23, and what expires in 27, 31 and 32), the first
// version (34), Aidants Connect and the FranceConnect that sends people there (35).
import * as oidc from "openid-client";
import { decodeProtectedHeader, jwtVerify } from "jose";
import { Browser } from "./browser.mjs";

// Providers here stand at a time of their own: only what they refuse is judged.
const patient = { [oidc.clockTolerance]: 3600 };

// undiscovered knows a provider that describes itself nowhere.
const undiscovered = (issuer, api, client, endpoints) => {
  const config = new oidc.Configuration(
    { issuer, authorization_endpoint: `${api}/authorize`, token_endpoint: `${api}/token`, userinfo_endpoint: `${api}/userinfo`, ...endpoints },
    client.id, { client_secret: client.secret, id_token_signed_response_alg: "HS256", ...patient }, oidc.ClientSecretPost(client.secret),
  );
  oidc.allowInsecureRequests(config);
  return config;
};
const signedBySecret = (tokens, client) => jwtVerify(tokens.id_token, new TextEncoder().encode(client.secret), { audience: client.id, clockTolerance: 3600 });

const timed = async ({ given: { still, a, b }, check, equal, error, connect, ask, comeBack, redeem, login, after }) => {
  const advance = (seconds) => fetch(`${still.clock}?secondes=${seconds}`, { method: "POST" });
  const config = await connect(a, patient, still.issuer);
  await check("23_code_lifetime", async () => {
    const late = await comeBack(ask({}, config));
    await advance(31);
    await error("invalid_grant", () => redeem(late, config));
    const inTime = await comeBack(ask({}, config));
    await advance(29);
    await redeem(inTime, config);
  });
  await check("27_userinfo_after_a_minute", async () => {
    const tokens = await login({}, config);
    await advance(59);
    await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
    await advance(2);
    await error("OAUTH_WWW_AUTHENTICATE_CHALLENGE", () => oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub));
  });
  await check("31_expired_hint", async () => {
    const tokens = await login({}, config);
    await advance(3600);
    const out = oidc.buildEndSessionUrl(config, { id_token_hint: tokens.id_token, post_logout_redirect_uri: after, state: "s" });
    equal((await new Browser().goTo(out, after)).href, `${after}?state=s`);
  });
  await check("32_sso_half_an_hour", async () => {
    const browser = new Browser();
    await redeem(await comeBack(ask({}, config), a, browser), config);
    const other = await connect(b, patient, still.issuer);
    // The choice page, or already the way to the information page.
    const asksWho = async () => {
      const { url } = ask({}, other, b);
      const interaction = new URL((await browser.load(url)).headers.get("location"), url);
      return (await browser.load(interaction)).status === 200;
    };
    await advance(29 * 60);
    equal(await asksWho(), false);
    await advance(31 * 60);
    equal(await asksWho(), true);
  });
};

const firstVersion = async ({ given: { first, issuer, a }, check, equal, error, connect, ask, comeBack, redeem, after }) => {
  const api = `${first.issuer}/api/v1`;
  const config = undiscovered(first.issuer, api, a, { end_session_endpoint: `${api}/logout` });
  const request = () => ask({ acr_values: null }, config);
  const refused = "OAUTH_RESPONSE_IS_NOT_CONFORM"; // {"status":"fail"} is no OAuth error
  await check("34_missing", async () => {
    const response = await new Browser().load(ask({ nonce: null }, config).url);
    equal([response.status, response.headers.get("location")], [400, null]);
    equal(await response.json(), { status: "fail", message: "The following fields are missing or empty : nonce" });
  });
  await check("34_happy_path", async () => {
    const got = await comeBack(request());
    equal([...got.callback.searchParams.keys()].sort(), ["code", "state"]); // no iss
    const tokens = await redeem(got, config);
    equal([tokens.expires_in, decodeProtectedHeader(tokens.id_token)], [1200, { alg: "HS256" }]);
    equal((await signedBySecret(tokens, a)).payload.iss, first.issuer);
    const info = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub); // plain JSON
    equal([info.family_name, info.birthdate], ["BENSALAH", "1958-01-01"]);
    await error(refused, () => redeem(got, config));
    const out = oidc.buildEndSessionUrl(config, { id_token_hint: tokens.id_token, post_logout_redirect_uri: after, state: "s" });
    equal((await new Browser().goTo(out, after)).href, `${after}?state=s`);
  });
  await check("34_versions_apart", async () => {
    const now = await connect(a);
    const old = await comeBack(request());
    old.callback.searchParams.set("iss", issuer);
    await error("invalid_grant", () => redeem(old, now));
    const fresh = await comeBack(ask({}, now));
    fresh.callback.searchParams.delete("iss");
    await error(refused, () => redeem(fresh, config));
  });
};

const mandates = async ({ given: { aidants, mandates: town }, check, equal, page, connect, ask, comeBack, redeem }) => {
  const config = undiscovered(aidants.issuer, aidants.issuer, aidants);
  const alphanumeric = () => oidc.randomNonce().replace(/[^A-Za-z0-9]/g, "x");
  const request = (changes = {}) => {
    const own = { scope: "openid profile birth email", prompt: "login", state: alphanumeric(), nonce: alphanumeric(), ...changes };
    return { url: ask(own, config, aidants).url, expected: { expectedState: own.state, expectedNonce: own.nonce, idTokenExpected: true } };
  };
  await check("35_closed_list", async () => {
    await page(403, request({ foo: "bar" }));
    await page(403, request({ state: "a-b" }));
    for (const name of request().url.searchParams.keys()) await page(400, request({ [name]: null }));
  });
  await check("35_identity_provider", async () => {
    const tokens = await redeem(await comeBack(request(), aidants), config);
    equal([tokens.expires_in, decodeProtectedHeader(tokens.id_token).alg], [3600, "HS256"]);
    await signedBySecret(tokens, aidants);
    const info = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub); // plain JSON
    equal(info.family_name, "BENSALAH");
  });
  // Through FranceConnect: one service is of the mandate's theme, the other not.
  const world = { ...patient, [oidc.clockSkew]: town.now - Math.floor(Date.now() / 1000) };
  const through = async (client) => {
    const at = await connect(client, world, town.issuer);
    const { url, expected } = ask({}, at, client);
    const callback = await new Browser().goTo(url, client.redirect, ["Utiliser Aidants Connect", "Agir pour Samia", `Continuer sur ${client.name}`]);
    return redeem({ callback, expected }, at);
  };
  await check("35_within_the_mandate", async () => equal((await through(town.within)).claims().act.name, "Camille GRIVE"));
  await check("35_outside_the_mandate", async () => {
    let said = "";
    try {
      await through(town.beyond);
    } catch (e) {
      said = e.message;
    }
    equal([said.startsWith("page 400"), said.includes("Y600020")], [true, true]);
  });
};

export const beside = async (kit) => {
  await timed(kit);
  await firstVersion(kit);
  await mandates(kit);
};
