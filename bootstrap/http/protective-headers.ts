// Law: every answer bears the headers by which helmet protects whoever shows it; they are the same for all, so helmet is asked once.
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
