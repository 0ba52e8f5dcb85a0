// Law: the embedded provider is spoken to by a name of this very machine, so no foreign page is led to it under a name of its own.
import type { KoaContextWithOIDC } from 'oidc-provider';

const LOOPBACK_NAME = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/** Refuses requests whose `Host` is no loopback name: a page whose name was rebound to this machine would sign in for its reader. */
export async function guardHost(context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  if (LOOPBACK_NAME.test(context.get('host'))) {
    await next();
    return;
  }
  context.status = 421;
  context.type = 'text/plain';
  context.body = 'The embedded identity provider answers under a loopback name only.\n';
}

/** Whether an address to listen on is reached from this machine alone. */
export function isLoopback(host: string): boolean {
  return LOOPBACK_NAME.test(host.includes(':') && !host.startsWith('[') ? `[${host}]` : host);
}
