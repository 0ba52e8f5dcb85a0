// Law: where anyone may choose who he is, only this machine gets in, and nothing of production.
import { ConfigError } from '../config/config-error.js';
import type { Config } from '../config/config.js';
import { isLoopback } from '../config/loopback.js';

/** Throws ConfigError where the embedded provider may not run: in production, beyond the loopback, or where a proxy brings in others. */
export function requireLoopback({ oidcIssuer, environment, host, publicUrl, trustedProxies }: Pick<Config, 'oidcIssuer' | 'environment' | 'host' | 'publicUrl' | 'trustedProxies'>): void {
  if (oidcIssuer !== undefined) return;
  const open = [
    environment === 'production' ? 'in production' : undefined,
    isLoopback(host) ? undefined : `when HOST is ${host}`,
    publicUrl === undefined || isLoopback(new URL(publicUrl).hostname) ? undefined : `when PUBLIC_URL is ${publicUrl}`,
    trustedProxies === undefined ? undefined : 'behind TRUSTED_PROXIES',
  ].find((where) => where !== undefined);
  if (open !== undefined) throw new ConfigError('OIDC_ISSUER', `must name an OpenID provider ${open}: the embedded one lets anyone in, and is for the loopback of a trial`);
}
