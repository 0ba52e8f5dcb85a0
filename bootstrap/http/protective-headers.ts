// Law: every answer bears the headers by which helmet protects whoever shows it; they are the same for all, so helmet is asked once.
import helmet from '@fastify/helmet';
import Fastify from 'fastify';

/** Helmet's headers, by name. To have it set them anew costs each request as much as routing it. */
export async function protectiveHeaders(): Promise<Readonly<Record<string, string>>> {
  const asked = Fastify();
  const names = new Set<string>();
  // The API itself speaks plain HTTP on the loopback; TLS and HSTS belong to whoever stands before it.
  await asked.register(helmet, { contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } }, strictTransportSecurity: false });
  asked.get('/', async (_request, reply) => {
    for (const name of reply.raw.getHeaderNames()) names.add(name);
    return '';
  });
  const { headers } = await asked.inject('/');
  await asked.close();
  return Object.fromEntries([...names].map((name) => [name, String(headers[name])]));
}
