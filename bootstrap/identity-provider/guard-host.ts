// Law: the embedded provider is spoken to by a name of this very machine, so no foreign page is led to it under a name of its own.
import type { KoaContextWithOIDC } from 'oidc-provider';
import { isLoopback } from '../config/loopback.js';


/** Refuses requests whose `Host` is no loopback name: a page whose name was rebound to this machine would sign in for its reader. */
export async function guardHost(context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  if (isLoopback(context.get('host').replace(/:\d{1,5}$/, ''))) {
    await next();
    return;
  }
  context.status = 421;
  context.type = 'text/plain';
  context.body = 'The embedded identity provider answers under a loopback name only.\n';
}
