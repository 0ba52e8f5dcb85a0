// Law: where anyone may choose who he is, only this machine gets in, and nothing of production.
import { ConfigError } from '../config/config-error.js';
import type { Config } from '../config/config.js';
import { isLoopback } from '../config/loopback.js';

/** Throws ConfigError where the embedded provider may not run: in production, or beyond the loopback. */
export function requireLoopback({ oidcIssuer, environment, host }: Pick<Config, 'oidcIssuer' | 'environment' | 'host'>): void {
  if (oidcIssuer !== undefined) return;
  const open = environment === 'production' ? 'in production' : isLoopback(host) ? undefined : `when HOST is ${host}`;
  if (open !== undefined) throw new ConfigError('OIDC_ISSUER', `must name an OpenID provider ${open}: the embedded one lets anyone in, and is for the loopback of a trial`);
}
