// Law: one is signed in by a code that the trusted issuer gave for this very sign-in, and signed out by a form of ours; no token stands in an address.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { authorizationCodeGrant, buildAuthorizationUrl, buildEndSessionUrl, calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier, randomState, ResponseBodyError } from 'openid-client';
import { Problem } from '../../domain/access/problem.js';
import { languageOf } from '../../queries/pages/home-routes.js';
import type { Language } from '../../queries/pages/language.js';
import { pageHeaders } from '../../queries/pages/page.js';
import { verifyToken, type TrustedIssuer } from '../auth/verify-token.js';
import { addressKey } from '../rate-limits/address-key.js';
import type { FailedSignIns } from '../rate-limits/failed-sign-ins.js';
import type { BegunSignIns } from './begun-sign-in.js';
import type { SignInProvider } from './provider.js';
import { returnPath } from './return-path.js';
import type { Sessions } from './sessions.js';
import { signedInPage, signedOutPage } from './sign-in-pages.js';
import type { Site } from './site.js';

const CALLBACK = '/sign-in/callback';
/** Longest form, in bytes: it has one short field. */
const FORM_BYTES = 2_048;
/** Longest name that is shown of somebody. */
const NAME_CHARACTERS = 100;

export interface SignInParts {
  readonly site: Site;
  readonly trusted: TrustedIssuer;
  /** Undefined where there is no issuer at which people could sign in. */
  readonly provider: SignInProvider | undefined;
  readonly begun: BegunSignIns;
  readonly sessions: Sessions;
  /** Within whose limits the issuer may refuse what it is shown. */
  readonly failures: FailedSignIns;
}

/** Adds `GET /sign-in`, `GET /sign-in/callback` and `POST /sign-out`. */
export function addSignInRoutes(pages: FastifyInstance, parts: SignInParts): void {
  const options = { config: { policy: 'public' } as object, schema: { hide: true } };
  pages.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: FORM_BYTES }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  // Not by HEAD: each would begin or finish a sign-in unseen.
  pages.get('/sign-in', { ...options, exposeHeadRoute: false }, (request, reply) => begin(parts, request, reply));
  pages.get(CALLBACK, { ...options, exposeHeadRoute: false }, (request, reply) => finish(parts, request, reply));
  pages.post('/sign-out', options, (request, reply) => end(parts, request, reply));
}

async function begin({ site, provider, begun }: SignInParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const path = returnPath((request.query as { readonly return?: unknown }).return);
  const origin = site.originOf(request.headers);
  if (provider === undefined) throw new Problem(404, 'sign-in-off', 'There is no issuer at which people could sign in.');
  const configuration = await provider.configuration();
  const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
  const address = buildAuthorizationUrl(configuration, {
    redirect_uri: origin + CALLBACK,
    scope: provider.scope,
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ui_locales: languageOf(request),
  });
  await begun.remember(reply, { state, nonce, verifier, path });
  return reply.header('cache-control', 'no-store').redirect(provider.inBrowser(address, origin).href, 303);
}

async function finish({ site, provider, begun, sessions, trusted, failures }: SignInParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { state, nonce, verifier, path } = await begun.take(request, reply);
  if (provider === undefined) throw new Problem(404, 'sign-in-off', 'There is no issuer at which people could sign in.');
  const answered = new URL(request.url, site.originOf(request.headers));
  const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
  const configuration = await provider.configuration();
  // Whoever began a sign-in may come back with any code: the issuer would take them all for this program's.
  const tokens = await failures.attempt(addressKey(request.ip), false, () => authorizationCodeGrant(configuration, answered, checks), (error) => error instanceof ResponseBodyError);
  const { exp } = await verifyToken(trusted, `Bearer ${tokens.access_token}`);
  const claims = tokens.claims();
  // A claim in another script bears its language (OpenID Connect Core 5.2).
  const [name, nameAr] = [nameIn(claims?.['name']), nameIn(claims?.['name#ar'])];
  await sessions.begin(request, reply, { token: tokens.access_token, name, nameAr, until: exp * 1_000 });
  // A page and no redirect: what comes next is asked for by this site, no longer by the issuer.
  return lead(reply, path, signedInPage(languageOf(request), path));
}

const nameIn = (claim: unknown): string | null => (typeof claim === 'string' && claim !== '' ? [...claim].slice(0, NAME_CHARACTERS).join('') : null);

async function end({ site, provider, sessions }: SignInParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  await sessions.end(request, reply, (request.body as { readonly csrf?: unknown } | null | undefined)?.csrf);
  const language = languageOf(request);
  const target = await signOutAddress(provider, site.originOf(request.headers), language);
  // A page and no redirect: browsers do not let a form of ours lead to another site.
  return lead(reply, target, signedOutPage(language, target));
}

/** Where one is signed out at the issuer (OpenID Connect RP-Initiated Logout 1.0), without a token in the address; home where it has no such place. */
async function signOutAddress(provider: SignInProvider | undefined, origin: string, language: Language): Promise<string> {
  // An issuer that is away does not keep anybody signed in here.
  const configuration = await provider?.configuration().catch(() => undefined);
  if (provider === undefined || configuration?.serverMetadata().end_session_endpoint === undefined) return '/';
  return provider.inBrowser(buildEndSessionUrl(configuration, { post_logout_redirect_uri: `${origin}/`, ui_locales: language }), origin).href;
}

function lead(reply: FastifyReply, target: string, text: string): FastifyReply {
  return reply.headers({ ...pageHeaders, refresh: `0; url=${target}` }).send(text);
}
