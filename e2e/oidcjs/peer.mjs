// npm's oidc-provider for the speed measures: production mode, its own in-memory
// adapter, one client, one person, a page and its form. It prints its issuer and
// stops when its input closes.
//
//   node peer.mjs ES256 '{"client_id":…, "client_secret":…, "redirect_uri":…, "paragraphs":60}'
import { createServer } from "node:http";
import { generateKeyPair, exportJWK } from "jose";
import { Provider } from "oidc-provider";

const [, , alg, raw] = process.argv;
const { paragraphs, redirect_uri, ...client } = JSON.parse(raw);
const pivot = ["given_name", "family_name", "birthdate", "gender", "birthplace", "birthcountry"];
const person = { given_name: "Samia Louise", family_name: "LORIOT", birthdate: "1991-04-17", gender: "female", birthplace: "75107", birthcountry: "99100", email: "samia.loriot@courriel.example" };

const { privateKey } = await generateKeyPair(alg, { extractable: true });
const server = createServer();
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [{
    ...client, redirect_uris: [redirect_uri], token_endpoint_auth_method: "client_secret_post", response_types: ["code"],
    grant_types: ["authorization_code"], id_token_signed_response_alg: alg, userinfo_signed_response_alg: alg,
  }],
  jwks: { keys: [{ ...(await exportJWK(privateKey)), use: "sig", alg }] },
  acrValues: ["eidas1"],
  scopes: ["openid", "email", "identite_pivot"],
  claims: { openid: ["sub"], acr: null, auth_time: null, email: ["email"], identite_pivot: pivot },
  cookies: { keys: ["une-clef-d-essai"] },
  pkce: { required: () => false },
  responseTypes: ["code"],
  enabledJWA: { idTokenSigningAlgValues: [alg], userinfoSigningAlgValues: [alg] },
  features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  ttl: { AuthorizationCode: 30, AccessToken: 60, IdToken: 60, Grant: 30, Interaction: 1800, Session: 1800 },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, acr: "eidas1", ...person }) }),
});

const page = "<p>Vous allez vous connecter.</p>".repeat(paragraphs);

// finish logs Samia in and agrees for her once the form is sent.
async function finish(req, res) {
  const details = await provider.interactionDetails(req, res);
  if (req.method === "GET") return res.end(page);
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
