// Law: under its path the provider alone reads and answers; it has its own limits, and the API's parser and tokens are not asked.
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Provider } from 'oidc-provider';
import { MOUNT } from './contract.js';

/** For pages that are the library's own: it adds the digest of a script that sends a form, where it has one. */
const CONTENT_POLICY = "default-src 'none'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Mounts a provider in an application under `/identity`. It is made when it is first asked: most processes never are. */
export async function mountIdentityProvider(app: FastifyInstance, open: () => Promise<Provider>): Promise<void> {
  let opened: Promise<Provider> | undefined;
  const provider = (): Promise<Provider> =>
    (opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    }));
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The body stays unread for the provider.
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.route({
      method: ['GET', 'POST'],
      url: `${MOUNT}/*`,
      exposeHeadRoute: false,
      config: { policy: 'public' } as object,
      schema: { hide: true },
      handler: async (request, reply) => {
        const answer = (await provider()).callback();
        reply.hijack();
        reply.raw.setHeader('content-security-policy', CONTENT_POLICY);
        const raw: IncomingMessage & { originalUrl?: string } = request.raw;
        // Where the library stands is told as middleware of Express is told it.
        raw.originalUrl = raw.url ?? '/';
        raw.url = raw.originalUrl.slice(MOUNT.length);
        await answer(raw, reply.raw);
      },
    });
  });
}
