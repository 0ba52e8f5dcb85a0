// Law: every answer bears the headers by which helmet protects whoever shows it; they are the same for all, so helmet is asked once.
import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import helmet from '@fastify/helmet';
import Fastify from 'fastify';
import { noCompilers } from './no-compilers.js';

/** A year: what browsers take to be meant in earnest. */
const HSTS = { maxAge: 31_536_000, includeSubDomains: false };

/**
 * Helmet's headers, by name. To have it set them anew costs each request as much as routing it.
 * @param https whether clients reach the program over TLS, which ends before it
 */
export async function protectiveHeaders(https: boolean): Promise<Readonly<Record<string, string>>> {
  const asked = Fastify({ schemaController: noCompilers });
  const names = new Set<string>();
  // The program itself speaks plain HTTP; a browser that was told otherwise would never come back to the loopback.
  const upgrade = https ? {} : { upgradeInsecureRequests: null };
  await asked.register(helmet, { contentSecurityPolicy: { directives: { baseUri: ["'none'"], ...upgrade } }, strictTransportSecurity: https ? HSTS : false });
  asked.get('/', async (_request, reply) => {
    for (const name of reply.raw.getHeaderNames()) names.add(name);
    return '';
  });
  const { headers } = await asked.inject('/');
  await asked.close();
  return Object.fromEntries([...names].map((name) => [name, String(headers[name])]));
}

/** Gives the headers to a response, when its head is written. What the answer says of a header itself goes before. */
export type GiveHeaders = (response: ServerResponse) => void;

/**
 * Gives headers to responses. Node writes a head from a list in two thirds of the time that it takes for an object, and the list of what all
 * answers have in common is made once. Names are in lower case.
 */
export function givingHeaders(headers: Readonly<Record<string, string>>): GiveHeaders {
  const common = Object.entries(headers).flat();
  const places = new Map(Object.keys(headers).map((name, n) => [name, 2 * n + 1]));
  function writeHead(this: ServerResponse, status: number, ...rest: readonly (string | OutgoingHttpHeaders | undefined)[]): ServerResponse {
    const own = rest.at(-1);
    const list: OutgoingHttpHeader[] = common.slice();
    if (typeof own === 'object') {
      for (const name in own) {
        const value = own[name];
        if (value === undefined) continue;
        const place = places.get(name.toLowerCase());
        if (place === undefined) list.push(name, value);
        else list[place] = value;
      }
    } else {
      // Headers that were set one by one, as those of a stream are.
      for (const [name, place] of places) list[place] = this.getHeader(name) ?? list[place] ?? '';
    }
    const { writeHead: inherited } = Object.getPrototypeOf(this) as { readonly writeHead: (...given: readonly unknown[]) => ServerResponse };
    return typeof rest[0] === 'string' ? inherited.call(this, status, rest[0], list) : inherited.call(this, status, list);
  }
  return (response) => {
    response.writeHead = writeHead as ServerResponse['writeHead'];
  };
}
