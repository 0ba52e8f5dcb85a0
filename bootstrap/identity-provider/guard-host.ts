// Law: the embedded provider is spoken to from this very machine and by its name, so neither a foreign page nor a proxy brings anyone in.
import type { KoaContextWithOIDC } from 'oidc-provider';
import { isLoopback } from '../config/loopback.js';
import { PROXIES_TELL } from '../http/trusted-proxies.js';

/**
 * Refuses requests whose `Host` is no loopback name: a page whose name was rebound to this machine would sign in for its reader. And those that
 * came by a proxy: it speaks from this machine, under whatever name it was told, for people of others. A browser of this machine says nothing of one.
 */
export async function guardHost(context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  const fault = !isLoopback(context.get('host').replace(/:\d{1,5}$/, ''))
    ? 'under a loopback name only'
    : PROXIES_TELL.some((name) => context.get(name) !== '')
      ? 'no proxy'
      : undefined;
  if (fault === undefined) {
    await next();
    return;
  }
  context.status = 421;
  context.type = 'text/plain';
  context.body = `The embedded identity provider answers ${fault}.\n`;
}
