// Law: the embedded provider is a library's; ours are only its clients, its people and what its tokens say.
import type { EventEmitter } from 'node:events';
import type { AccessToken, ClientCredentials, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { serviceScope } from '../../domain/access/command-families.js';
import type { LocalIssuer } from '../auth/local-issuer.js';
import { CLAIM_NAMES } from '../auth/claim-names.js';
import { demoServices, serviceClient, signInClients, type ServiceAccount } from './clients.js';
import { API_RESOURCE, ISSUER, MOUNT } from './contract.js';
import { guardHost } from './guard-host.js';
import { useInteraction } from './interaction.js';
import { loadProvider } from './load-provider.js';
import { errorPage, signedOutPage, signOutPage } from './plain-pages.js';
import type { People, Person } from './people.js';

/** Seconds that a token lives: a service's a day, as a tour with `curl` takes; a person's a working day. */
const SERVICE_TOKEN_SECONDS = 86_400;
const PERSON_TOKEN_SECONDS = 8 * 3_600;

export interface IdentityProviderParts {
  readonly issuer: LocalIssuer;
  readonly people: People;
  /** Service accounts; `demoServices` unless given. */
  readonly services?: readonly ServiceAccount[];
  /** Seconds until a token expires, instead of those above. */
  readonly tokenSeconds?: number;
  readonly onError: (error: unknown) => void;
}

/** The provider, ready to be mounted; its state is in memory and ends with the process. */
export async function createIdentityProvider(parts: IdentityProviderParts): Promise<Provider> {
  const { issuer, people, services = demoServices, tokenSeconds, onError } = parts;
  const signing = { alg: 'EdDSA' as const, ...(issuer.privateJwk.kid === undefined ? {} : { kid: issuer.privateJwk.kid }) };
  const provider = await loadProvider(ISSUER, (refusals) => ({
    clients: [...signInClients, ...services.map((service) => serviceClient(issuer, service))],
    jwks: { keys: [issuer.privateJwk] },
    clientDefaults: { id_token_signed_response_alg: 'EdDSA' },
    cookies: {
      keys: [issuer.secretFor('cookies')],
      names: { session: 'identity_session', interaction: 'identity_interaction', resume: 'identity_resume' },
      long: { path: MOUNT, signed: true, httpOnly: true, sameSite: 'lax' },
      short: { signed: true, httpOnly: true, sameSite: 'lax' },
    },
    scopes: ['openid', 'profile', ...serviceScope.split(' ')],
    claims: { openid: ['sub', 'name', 'name#ar', 'role'], profile: ['name', 'name#ar'] },
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'none'],
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      clientCredentials: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: signOutPage, postLogoutSuccessSource: signedOutPage },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => API_RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, resource) => {
          if (resource !== API_RESOURCE) throw new refusals.InvalidTarget();
          return { scope: serviceScope, audience: issuer.audience, accessTokenFormat: 'jwt', jwt: { sign: signing } };
        },
      },
    },
    ttl: {
      AccessToken: tokenSeconds ?? PERSON_TOKEN_SECONDS,
      ClientCredentials: tokenSeconds ?? SERVICE_TOKEN_SECONDS,
      AuthorizationCode: 60,
      IdToken: 600,
      Interaction: 600,
      Grant: PERSON_TOKEN_SECONDS,
      Session: PERSON_TOKEN_SECONDS,
    },
    interactions: { url: (_context, { uid }) => `${MOUNT}/interaction/${uid}` },
    findAccount: async (_context, accountId) => {
      const person = await people.find(accountId);
      return person && { accountId, claims: async () => ({ sub: accountId, name: person.name.en, 'name#ar': person.name.ar, role: person.role }) };
    },
    extraTokenClaims: async (_context, token) => claimsOf(token, people, services),
    renderError: errorPage,
  }));
  // Koa would write what it did not expect to the terminal.
  (provider as EventEmitter).on('error', onError);
  provider.on('server_error', (_context: KoaContextWithOIDC, error: Error) => onError(error));
  provider.use(guardHost);
  provider.use(useInteraction(provider, people));
  return provider;
}

/** What a token says beside issuer, subject and times. */
async function claimsOf(token: AccessToken | ClientCredentials, people: People, services: readonly ServiceAccount[]): Promise<Record<string, unknown>> {
  if (token.kind === 'ClientCredentials') {
    const { department, synthetic } = services.find(({ clientId }) => clientId === token.clientId) ?? {};
    return present({ [CLAIM_NAMES.role]: 'platform-service', department, synthetic });
  }
  const person: Person | undefined = await people.find((token).accountId);
  if (person === undefined) return {};
  const { role, department, synthetic, nationalNumber } = person;
  return present({ [CLAIM_NAMES.role]: role, department, synthetic: synthetic ? true : undefined, [CLAIM_NAMES.person]: nationalNumber });
}

function present(claims: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
}
