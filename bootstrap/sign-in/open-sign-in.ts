import type { Pool } from 'pg';
import type { TrustedIssuer } from '../auth/verify-token.js';
import type { Config } from '../config/config.js';
import { createBegunSignIns } from './begun-sign-in.js';
import { openEndedSessions } from './ended-sessions.js';
import { embeddedProvider } from './embedded-provider.js';
import { discoveredProvider, type SignInProvider } from './provider.js';
import { sessionLimits } from './session-limits.js';
import { sessionSecret } from './session-secret.js';
import { createSessions } from './sessions.js';
import type { SignInParts } from './sign-in-routes.js';
import { createSite } from './site.js';

/**
 * What signing in needs, from the configuration; `pool` leads to the main database, `ownOrigin` tells where this process listens once it does.
 */
export async function openSignIn(config: Config, pool: Pool, trusted: TrustedIssuer, ownOrigin: () => string): Promise<Omit<SignInParts, 'failures'>> {
  const secret = await sessionSecret(config.home, config.sessionKeyFile);
  const site = createSite(config.publicUrl);
  const sessions = createSessions({ secret, site, ended: openEndedSessions(pool), limits: sessionLimits(config.sessionIdleMinutes, config.sessionMaxHours) });
  return { site, trusted, provider: providerFor(config, ownOrigin), begun: createBegunSignIns(secret, site), sessions };
}

/** The issuer at which people sign in: the configured one where the pages are a client of it, else the embedded one. */
function providerFor({ oidcIssuer, oidcClientId, oidcClientSecret, oidcScope }: Config, ownOrigin: () => string): SignInProvider | undefined {
  if (oidcIssuer === undefined) return embeddedProvider(ownOrigin);
  if (oidcClientId === undefined) return undefined;
  return discoveredProvider({ issuer: oidcIssuer, clientId: oidcClientId, scope: oidcScope, ...(oidcClientSecret === undefined ? {} : { clientSecret: oidcClientSecret }) });
}
