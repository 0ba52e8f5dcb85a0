// Law: what a terminal gets is got as everyone gets it: by the protocol, from the provider's own end points.
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  clientCredentialsGrant,
  Configuration,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { API_RESOURCE, CALLBACK, CLI_CLIENT, metadataAt } from './contract.js';

/** Most answers that a sign-in may take to lead back. */
const MOST_STEPS = 10;

/** A token of a service account, by its own credentials. */
export async function tokenOfService(origin: string, clientId: string, secret: string, scope: string): Promise<string> {
  const client = new Configuration(metadataAt(origin), clientId, undefined, ClientSecretBasic(secret));
  allowInsecureRequests(client);
  return (await clientCredentialsGrant(client, { scope, resource: API_RESOURCE })).access_token;
}

/** A token of a person who is chosen on the sign-in page; authorization code with PKCE. */
export async function tokenOfPerson(origin: string, accountId: string): Promise<string> {
  const client = new Configuration(metadataAt(origin), CLI_CLIENT, { id_token_signed_response_alg: 'EdDSA' }, None());
  allowInsecureRequests(client);
  const [verifier, state, nonce] = [randomPKCECodeVerifier(), randomState(), randomNonce()];
  const begin = buildAuthorizationUrl(client, {
    redirect_uri: `${origin}${CALLBACK}`,
    scope: 'openid',
    resource: API_RESOURCE,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  const back = await chooseAccount(begin, `${origin}${CALLBACK}`, accountId);
  const tokens = await authorizationCodeGrant(client, back, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce });
  return tokens.access_token;
}

/** Does on the pages what a browser does: follows, keeps cookies, and presses the account's button. Gives the address that leads back. */
async function chooseAccount(begin: URL, callback: string, accountId: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = begin;
  let form: URLSearchParams | undefined;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location !== null) {
      [url, form] = [new URL(location, url), undefined];
      if (url.href.startsWith(`${callback}?`)) return url;
    } else if (answer.ok && form === undefined) {
      form = new URLSearchParams({ account: accountId });
    } else {
      throw new Error(`the sign-in stopped with ${answer.status}`);
    }
  }
  throw new Error('the sign-in did not lead back');
}
