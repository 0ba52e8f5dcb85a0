// A real OpenID provider on the loopback, of the library that others run, with people who are signed in at once or go away.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type CryptoKey } from 'jose';
import type { Configuration, Provider } from 'oidc-provider';
import { loadProvider } from '../../identity-provider/load-provider.js';

/** Somebody whom the issuer knows. */
export interface TestPerson {
  readonly sub: string;
  readonly name?: string;
  readonly nameAr?: string;
  /** Further claims of his access token. */
  readonly claims: Readonly<Record<string, unknown>>;
}

export interface TestIssuer {
  readonly issuer: string;
  /** Makes the provider, for a client that is reached at an origin. */
  register(origin: string): Promise<void>;
  /** Who sits in front of the browser; null for somebody who cancels. */
  person: TestPerson | null;
  /** Seconds until an access token is over. */
  ttl: number;
  /** Answers codes with tokens of the test's own, by the nonce of the sign-in; undefined: with the provider's. */
  forge: ((nonce: string, key: CryptoKey) => Promise<{ readonly access_token: string; readonly id_token: string }>) | undefined;
  /** How often it was shown a code. */
  codesShown: number;
  /** How often it was asked what it says of itself. */
  discovered: number;
  /** Answers every request with this status, as an issuer in trouble does; undefined for none. */
  broken: number | undefined;
  stop(): Promise<void>;
}

export const CLIENT = { id: 'pages', secret: 'a-secret:of+the%client' } as const;
const AUDIENCE = 'sijil';

/** Starts the issuer on a free port. */
export async function startTestIssuer(): Promise<TestIssuer> {
  let handle: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) => void response.writeHead(503).end();
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  let nonce = '';
  const server = createServer((request, response) => {
    if (request.url === '/token') issuer.codesShown += 1;
    nonce = new URL(request.url ?? '/', 'http://here.invalid').searchParams.get('nonce') ?? nonce;
    if (request.url === '/token' && issuer.forge !== undefined) {
      void issuer.forge(nonce, privateKey).then((tokens) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ token_type: 'Bearer', expires_in: 600, ...tokens }));
      });
      return;
    }
    if (request.url === '/.well-known/openid-configuration') issuer.discovered += 1;
    if (issuer.broken === undefined) handle(request, response);
    else response.writeHead(issuer.broken).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const jwk = { ...(await exportJWK(privateKey)), alg: 'EdDSA', use: 'sig', kid: 'test-1' };
  const issuer: TestIssuer = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    person: null,
    ttl: 3_600,
    forge: undefined,
    codesShown: 0,
    discovered: 0,
    broken: undefined,
    async register(origin) {
      const provider = await loadProvider(issuer.issuer, () => configurationFor(issuer, jwk, origin));
      const answer = provider.callback();
      handle = (request, response) => {
        if (request.url?.startsWith('/interaction/') === true) void interact(provider, issuer, request, response);
        else void answer(request, response);
      };
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return issuer;
}

async function interact(provider: Provider, { person }: TestIssuer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const result = person === null ? { error: 'access_denied', error_description: 'cancelled' } : { login: { accountId: person.sub } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

function configurationFor(issuer: TestIssuer, jwk: object, origin: string): Configuration {
  return {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${origin}/sign-in/callback`],
        post_logout_redirect_uris: [`${origin}/`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'EdDSA',
      },
    ],
    jwks: { keys: [jwk] },
    cookies: { keys: ['a key of the test’s own'] },
    claims: { openid: ['sub'], profile: ['name', 'name#ar'] },
    // Names come with the ID token, so that nobody has to ask for them.
    conformIdTokenClaims: false,
    enabledJWA: { idTokenSigningAlgValues: ['EdDSA'] },
    pkce: { required: () => true },
    ttl: { AccessToken: () => issuer.ttl, AuthorizationCode: 60, Grant: 3_600, IdToken: 600, Interaction: 600, Session: 3_600 },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, name: issuer.person?.name, 'name#ar': issuer.person?.nameAr }) }),
    extraTokenClaims: () => ({ ...issuer.person?.claims }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: CLIENT.id, accountId: oidc.session?.accountId ?? '' });
      grant.addOIDCScope('openid profile');
      grant.addResourceScope('urn:ledger', '');
      await grant.save();
      return grant;
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:ledger',
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: '', audience: AUDIENCE, accessTokenFormat: 'jwt', accessTokenTTL: issuer.ttl, jwt: { sign: { alg: 'EdDSA' } } }),
      },
    },
  };
}
