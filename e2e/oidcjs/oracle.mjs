// FranceConnect's own engine, npm's oidc-provider, set as FranceConnect sets it:
// what it answers is what our engine is compared with. It prints its issuer, then
// serves until its input closes.
//
//   node oracle.mjs '{"clients":[…]}'
import { createServer } from "node:http";
import { generateKeyPair, exportJWK } from "jose";
import { Provider } from "oidc-provider";

const { clients } = JSON.parse(process.argv[2]);
const pivot = ["given_name", "family_name", "birthdate", "gender", "birthplace", "birthcountry"];
const person = { given_name: "Samia Louise", family_name: "LORIOT", birthdate: "1991-04-17", gender: "female", birthplace: "75107", birthcountry: "99100", email: "samia.loriot@courriel.example" };

const { privateKey } = await generateKeyPair("ES256", { extractable: true });
const server = createServer();
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients,
  jwks: { keys: [{ ...(await exportJWK(privateKey)), use: "sig", alg: "ES256" }] },
  acrValues: ["eidas1"],
  scopes: ["openid", "email", "identite_pivot"],
  claims: { openid: ["sub"], acr: null, auth_time: null, email: ["email"], identite_pivot: pivot },
  cookies: { keys: ["une-clef-d-essai"] },
  pkce: { required: () => false },
  responseTypes: ["code"],
  enabledJWA: { idTokenSigningAlgValues: ["ES256"], userinfoSigningAlgValues: ["ES256"] },
  features: {
    devInteractions: { enabled: false },
    claimsParameter: { enabled: true },
    jwtUserinfo: { enabled: true },
    revocation: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  ttl: { AuthorizationCode: 30, AccessToken: 60, IdToken: 60, Grant: 30, Interaction: 1800, Session: 1800 },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, acr: "eidas1", ...person }) }),
});

// finish logs Samia in and agrees for her, on sight.
async function finish(req, res) {
  const details = await provider.interactionDetails(req, res);
  const grant = new provider.Grant({ accountId: "samia", clientId: details.params.client_id });
  grant.addOIDCScope(details.params.scope);
  const result = { login: { accountId: "samia", acr: "eidas1" }, consent: { grantId: await grant.save() } };
  await provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
}

const serve = provider.callback();
server.on("request", (req, res) => {
  if (!req.url.startsWith("/interaction/")) return serve(req, res);
  finish(req, res).catch((error) => {
    res.statusCode = 500;
    res.end(String(error));
  });
});
console.log(issuer);
process.stdin.resume().on("end", () => process.exit(0));
