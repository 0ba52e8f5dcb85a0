// Law: people reach the pages at the configured public address, or at a name of the loopback; a Host header alone is not believed.
import type { IncomingHttpHeaders } from 'node:http';
import { Problem } from '../../domain/access/problem.js';
import { isLoopback } from '../config/loopback.js';

/** Where the pages are, as their visitors' browsers see it. */
export interface Site {
  /** True where everything goes over TLS. */
  readonly secure: boolean;
  /** The origin that a request came to. Throws Problem 400 for a Host that was not configured. */
  originOf(headers: IncomingHttpHeaders): string;
}

/** A host with or without a port. */
const HOST = /^([^:]+|\[[^\]]+\])(:\d{1,5})?$/;

/** The site at a public address, or on the loopback where none is configured. */
export function createSite(publicUrl: string | undefined): Site {
  if (publicUrl !== undefined) {
    const { origin, protocol } = new URL(publicUrl);
    return { secure: protocol === 'https:', originOf: () => origin };
  }
  return {
    secure: false,
    originOf({ host = '' }) {
      // A port beyond all ports makes no address.
      if (isLoopback(HOST.exec(host)?.[1] ?? '') && URL.canParse(`http://${host}`)) return `http://${host.toLowerCase()}`;
      throw new Problem(400, 'public-url', 'Pages are reached at the loopback, or at the address that PUBLIC_URL names.');
    },
  };
}
