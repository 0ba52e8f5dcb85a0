import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance, RouteHandlerMethod } from 'fastify';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { describePolicy } from './describe-policy.js';
import { describeLimit } from './describe-limit.js';
import { describedInJson } from './describe-schemas.js';
import { keptFiles, keptText } from './kept-answers.js';

const DESCRIPTION = [
  'An event-sourced ledger of labour-market records: commands, records, history and the change feed.',
  'Commands need an `Idempotency-Key`, changes also an `If-Match`. Whatever is not a success is an RFC 9457 problem document with a stable `code`.',
  'Answers about records name their position in the log; pass it as `after` to read nothing older.',
].join('\n\n');

/** The page's own sign: a seal with the letter sīn. */
const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" viewBox="0 0 120 40">' +
  '<circle cx="20" cy="20" r="17" fill="none" stroke="#fff" stroke-width="2"/>' +
  '<text x="20" y="24" font-family="sans-serif" font-size="20" text-anchor="middle" fill="#fff">س</text>' +
  '<text x="46" y="27" font-family="sans-serif" font-size="22" fill="#fff">Sijil</text></svg>';

/** OpenAPI 3.1 at /openapi.json and a page at /docs, both made from the routes themselves. Register before the routes. */
export async function useOpenApi(app: FastifyInstance, version: string): Promise<void> {
  app.addHook('onRoute', describePolicy);
  app.addHook('onRoute', describeLimit);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Sijil', version, description: DESCRIPTION, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transform: ({ schema, url }) => ({ schema: describedInJson(schema), url }),
    refResolver: { buildLocalReference: (json, _base, _fragment, index) => (typeof json['$id'] === 'string' ? json['$id'] : `schema-${index}`) },
  });
  const json = keptText('application/json; charset=utf-8', () => JSON.stringify(app.swagger()));
  // To write the description takes longer than all else that anybody may ask for, and it is as large as a hundred records.
  const ours: Readonly<Record<string, RouteHandlerMethod>> = {
    '/docs/json': json,
    '/docs/yaml': keptText('application/x-yaml', () => app.swagger({ yaml: true })),
    // The package leads on to what the request named.
    '/docs/static/index.html': (_request, reply) => reply.redirect('/docs/'),
    '/docs/static/*': await keptFiles(join(dirname(createRequire(import.meta.url).resolve('@fastify/swagger-ui')), 'static')),
  };
  await app.register(async (docs) => {
    // The page's own routes come from its package and show nothing but the public description.
    docs.addHook('onRoute', (route) => {
      route.config = { ...route.config, policy: 'public' } as NonNullable<typeof route.config>;
      route.handler = ours[route.url] ?? route.handler;
    });
    await docs.register(swaggerUi, {
      routePrefix: '/docs',
      theme: { title: 'Sijil API' },
      logo: { type: 'image/svg+xml', content: Buffer.from(LOGO), href: '/docs' },
      uiConfig: { docExpansion: 'list', deepLinking: true, persistAuthorization: false, validatorUrl: null },
    });
  });
  app.get('/openapi.json', { config: { policy: 'public' } as object, schema: { hide: true } }, json);
}
